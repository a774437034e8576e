package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"marketbot/internal/answer/utterance"
)

// match is an alias that was found.
type match struct {
	alias    uint32
	end      int
	distance int
}

// exact appends the mentions whose alias begins with the word of number first at token i.
func (s *search) exact(found []Mention, i int, first uint32, distance int) []Mention {
	a := s.aliases
	var buffer [16]match
	list := buffer[:0]
	from, to := a.start[first], a.start[first+1]
	for ; from < to && len(a.further(from)) == 0; from++ {
		list = append(list, match{from, i + 1, distance})
	}
	if j := s.skip(i + 1); from < to && j < len(s.tokens) {
		list = s.seconds(list, j, from, to, distance)
	}
	if len(list) > 1 {
		slices.SortFunc(list, func(x, y match) int { return cmp.Compare(a.order[x.alias], a.order[y.alias]) })
	}
	word := a.words.at(first)
	for _, v := range list {
		m := a.mention(v.alias)
		m.First, m.Last, m.Distance = i, v.end, v.distance
		if m.Distance > 0 && m.Foreign && (m.Distance > 1 || word[0] != s.tokens[i].Text[0]) {
			continue // the world has many names: many an ordinary word is one edit away from one
		}
		if m.Foreign && severed(s.tokens, i, v.end) {
			continue // nor is a part of a longer word one
		}
		if m.Distance > 0 && (m.Ordinary || m.Kind >= Cue && (m.Distance > 1 || len(word) < 5 || word[0] != s.tokens[i].Text[0])) {
			continue
		}
		found = append(found, m)
	}
	return found
}

// severed reports whether tokens from first to last are cut out of a longer run of katakana, in which a word
// has no spaces around it.
func severed(tokens []utterance.Token, first, last int) bool {
	return first > 0 && katakana(tokens[first-1].Text) && katakana(tokens[first].Text) ||
		last < len(tokens) && katakana(tokens[last-1].Text) && katakana(tokens[last].Text)
}

func katakana(s string) bool { return s >= "\u30a1" && s < "\u3100" }

// seconds appends the matches of the aliases in a range, of which token j is the second word: those that have
// the word are found by bisection; of those that have another, each word is compared once.
func (s *search) seconds(list []match, j int, from, to uint32, distance int) []match {
	a := s.aliases
	t := &s.tokens[j]
	if l := &s.looks[j]; l.named {
		first, behind := a.second(from, to, l.word)
		list = s.follow(list, j+1, first, behind, distance)
	}
	if t.Kind != utterance.Word || t.Text[0] >= 0x80 || s.known(j) {
		return list
	}
	has := letters(t.Text)
	for from < to {
		w := a.further(from)[0]
		behind := from + 1
		for behind < to && a.further(behind)[0] == w {
			behind++
		}
		if d, near := misspelt(t.Text, has, a.words.at(w)); near {
			list = s.follow(list, j+1, from, behind, distance+d)
		}
		from = behind
	}
	return list
}

// misspelt returns how many edits are between a text, with the letters that it has, and a word that it may mean.
func misspelt(text string, has uint32, w string) (int, bool) {
	most := allowed(len(w))
	if d := len(text) - len(w); most == 0 || w[0] >= 0x80 || d > most || d < -most || text == w {
		return 0, false
	}
	if b := letters(w); bits.OnesCount32(has&^b) > most || bits.OnesCount32(b&^has) > most {
		return 0, false // each edit brings one letter at most, and takes one away
	}
	d := distance(text, w, most)
	return d, d <= most
}

// follow appends the aliases of a range whose words behind the second are at token i and behind; a hyphen or
// other break inside an alias does not matter, nor a misspelling.
func (s *search) follow(list []match, i int, from, to uint32, distance int) []match {
next:
	for v := from; v < to; v++ {
		at, sum := i, distance
		for _, n := range s.aliases.further(v)[1:] {
			if at = s.skip(at); at >= len(s.tokens) {
				continue next
			}
			if l := &s.looks[at]; !l.named || l.word != n {
				t, w := &s.tokens[at], s.aliases.words.at(n)
				if t.Kind != utterance.Word || t.Text[0] >= 0x80 {
					continue next
				}
				d, ok := misspelt(t.Text, letters(t.Text), w)
				if !ok || s.known(at) {
					continue next
				}
				sum += d
			}
			at++
		}
		list = append(list, match{v, at, sum})
	}
	return list
}

// skip steps over a hyphen or another break inside an alias.
func (s *search) skip(i int) int {
	if i < len(s.tokens) && s.tokens[i].Kind == utterance.Break && hyphen(s.tokens[i].Text) {
		return i + 1
	}
	return i
}

func hyphen(s string) bool { return strings.ContainsAny(s, "-‐‑–'’.·/") }
