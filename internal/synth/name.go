package synth

import (
	"math/rand/v2"
	"strings"

	"marketbot/knowledge"
)

// namer makes up names. No two are one typo apart, and none is a word of the general book.
type namer struct {
	random *rand.Rand
	taken  map[string]bool // names, words, and what is left of a name without one of its letters
	han    map[string]bool
}

var (
	onsets = []string{"b", "br", "c", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr", "qu", "r", "s", "st", "t", "tr", "v", "w", "z", "sk", "gl", "th"}
	vowels = []string{"a", "e", "i", "o", "u", "ae", "ia", "ou", "y"}
	codas  = []string{"n", "r", "l", "s", "x", "m", "nd", "rk", "th", "lt", "sk", "rn"}
	// One ideograph for each onset, as names are transcribed.
	signs = []rune("巴布卡达德法弗加格哈贾克柯拉马纳帕普奎拉萨斯塔特瓦沃扎司葛索")
	tones = []rune("阿埃伊奥乌艾亚欧尤")
)

func newNamer(general *knowledge.Book, seed uint64) *namer {
	n := &namer{random: random(seed, 0), taken: map[string]bool{}, han: map[string]bool{}}
	reserve := func(texts ...string) {
		for _, s := range texts {
			for _, w := range strings.Fields(strings.ToLower(s)) {
				n.taken[w] = true
			}
		}
	}
	reserve(general.Ordinary...)
	reserve(general.Chatter...)
	for _, list := range [][]knowledge.Term{general.Cues, general.Concepts, general.Titles} {
		for _, t := range list {
			for _, words := range t.Words {
				reserve(words...)
			}
		}
	}
	for i := range general.Intents {
		for _, phrasings := range general.Intents[i].Phrasings {
			reserve(phrasings...)
		}
	}
	for _, m := range general.Metrics {
		reserve(m.Aliases...)
	}
	for _, c := range general.Categories {
		reserve(c.Aliases...)
	}
	for _, f := range general.Foreign {
		reserve(f.Aliases...)
	}
	return n
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// name returns a new name and how it is written in Chinese.
func (n *namer) name() (latin, han string) {
	for {
		latin, han = n.syllables()
		if n.fits(latin) && !n.han[han] {
			break
		}
	}
	for _, s := range lacking(latin) {
		n.taken[s] = true
	}
	n.han[han] = true
	return strings.ToUpper(latin[:1]) + latin[1:], han
}

func (n *namer) fits(s string) bool {
	for _, less := range lacking(s) {
		if n.taken[less] {
			return false
		}
	}
	return true
}

// lacking returns s, and s without each of its letters.
func lacking(s string) []string {
	out := []string{s}
	for i := range s {
		out = append(out, s[:i]+s[i+1:])
	}
	return out
}

// syllables makes a name of two or three syllables, the last closed.
func (n *namer) syllables() (latin, han string) {
	var a, b strings.Builder
	for range 2 + n.random.IntN(2) {
		onset, vowel := n.random.IntN(len(onsets)), n.random.IntN(len(vowels))
		a.WriteString(onsets[onset])
		a.WriteString(vowels[vowel])
		b.WriteRune(signs[onset])
		if n.random.IntN(3) == 0 {
			b.WriteRune(tones[vowel])
		}
	}
	a.WriteString(pick(n.random, codas))
	return a.String(), b.String()
}

// id is a name as an id.
func id(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }
