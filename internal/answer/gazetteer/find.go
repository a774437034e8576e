package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/utterance"
)

// Find returns the mentions of tokens: the masked ones without overlap, in order, then the annotating ones
// (cues, concepts), which may overlap those of other kinds but never lie inside a longer mask.
// It takes time linear in the number of tokens.
func (g *Gazetteer) Find(tokens []utterance.Token) []*Mention {
	return Refer(nil, g.Append(nil, tokens))
}

// Refer appends to a list where each of some mentions stands.
func Refer(list []*Mention, to []Mention) []*Mention {
	for i := range to {
		list = append(list, &to[i])
	}
	return list
}

// Append appends the mentions of tokens, as [Gazetteer.Find] returns them, to a list of others.
func (g *Gazetteer) Append(list []Mention, tokens []utterance.Token) []Mention {
	var room [32]look // more than most utterances have, as below: only what is returned takes memory
	s := search{Gazetteer: g, tokens: tokens, looks: room[:0]}
	for _, t := range tokens {
		n, ok := g.aliases.words.find(t.Text)
		if !ok && t.Text != "" && t.Text[0] >= utf8.RuneSelf {
			n, ok = g.stem(t.Text)
		}
		s.looks = append(s.looks, look{word: n, named: ok})
	}
	var buffer [8]Mention
	var masked [12]Mention
	var noted [28]Mention
	masks, notes := masked[:0], noted[:0]
	for i := 0; i < len(tokens); {
		if tokens[i].Kind == utterance.Break {
			i++
			continue
		}
		found := s.at(buffer[:0], i)
		best := -1
		for j, m := range found {
			if m.Kind.Masked() && (best < 0 || better(m, found[best])) {
				best = j
			}
		}
		if best >= 0 && (hidden(found, found[best]) || spelled(found, found[best])) {
			best = -1
		}
		for _, m := range found {
			if !m.Kind.Masked() {
				notes = append(notes, m)
			}
		}
		if best < 0 {
			i++
			continue
		}
		masks = append(masks, found[best])
		// What annotates inside the mask is looked for too, since "share third" is a metric and a tie.
		for j := i + 1; j < found[best].Last; j++ {
			var inner [8]Mention
			for _, m := range s.at(inner[:0], j) {
				if !m.Kind.Masked() {
					notes = append(notes, m)
				}
			}
		}
		i = found[best].Last
	}
	kept := notes[:0]
	for i := range notes {
		if n := &notes[i]; n.Kind == Passage || !inside(n, masks) && !inside(n, notes) {
			kept = append(kept, *n)
		}
	}
	return append(append(list, masks...), kept...)
}

// better prefers the longer, then the exact, then the surer mention.
func better(a, b Mention) bool {
	if d := a.Last - b.Last; d != 0 {
		return d > 0
	}
	if d := a.Distance - b.Distance; d != 0 {
		return d < 0
	}
	return a.Kind < b.Kind
}

// hidden reports whether a mask is only a part of a longer cue or phrase of chatter. The world has many names:
// one that the book knows as a cue or as chatter is no place ("la reunión").
func hidden(found []Mention, mask Mention) bool {
	for _, m := range found {
		if (m.Kind == Cue || m.Kind == Chatter) && m.Distance == 0 && (m.Last > mask.Last || m.Last == mask.Last && mask.Foreign) {
			return true
		}
	}
	return false
}

// spelled reports whether a cue or concept of as many tokens spells the text more exactly than a misspelt mask does.
func spelled(found []Mention, mask Mention) bool {
	return mask.Distance > 1 && slices.ContainsFunc(found, func(m Mention) bool { return !m.Kind.Masked() && m.Last == mask.Last && m.Distance < mask.Distance })
}

// inside reports whether n lies within a longer mention of list that is as exact, or is less exact than one that begins no later.
func inside(n *Mention, list []Mention) bool {
	for i := range list {
		m := &list[i]
		if m.Kind == Passage {
			continue // it hides nothing: it is made of words
		}
		if m.First <= n.First && n.Last <= m.Last && m.Last-m.First > n.Last-n.First && (m.Kind.Masked() || m.Distance <= n.Distance) {
			return true
		}
		if n.First < m.Last && m.First < n.Last && m.Distance < n.Distance && m.First <= n.First {
			return true
		}
	}
	return false
}

// search is the search for the mentions of one utterance: each token is looked up once.
type search struct {
	*Gazetteer
	tokens []utterance.Token
	looks  []look // of each token

	asked, spoken bool // whether somebody is said to speak, once it was asked
}

// What may be glued to the end of a word of Korean: a particle or the verb "to be".
const (
	leastStem = 2 // letters of the word itself
	mostGlued = 4
)

// stem returns the longest beginning of a Korean word that is a word of an alias, where what stands behind it is short enough to be glued on.
func (g *Gazetteer) stem(word string) (n uint32, ok bool) {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.Is(unicode.Hangul, r) {
		return 0, false
	}
	letters := []rune(word)
	for end := len(letters) - 1; end >= leastStem && len(letters)-end <= mostGlued; end-- {
		if n, ok := g.aliases.words.find(string(letters[:end])); ok && g.aliases.begins(n) {
			return n, true
		}
	}
	return 0, false
}

// look is what is known of a token's text.
type look struct {
	word         uint32 // its number
	named        bool   // it is a word of an alias
	asked, known bool   // whether it is an ordinary word, once that was asked
	dated        bool   // it was asked whether a period begins at it
	until        int    // where that ends; 0: none begins
}

// known reports whether token i is an ordinary word.
func (s *search) known(i int) bool {
	l := &s.looks[i]
	if text := s.tokens[i].Text; !l.asked {
		l.asked = true
		if l.named && s.aliases.words.at(l.word) == text { // or it is only the stem that is named
			l.known = s.ordinary[l.word]
		} else {
			l.known = s.Gazetteer.known(text)
		}
	}
	return l.known
}

// at appends all mentions that begin at token i.
func (s *search) at(found []Mention, i int) []Mention {
	t := &s.tokens[i]
	if l := &s.looks[i]; l.named {
		found = s.exact(found, i, l.word, 0)
	}
	if t.Kind == utterance.Word && len(t.Text) > 3 && t.Text[len(t.Text)-1] == 's' && len(found) == 0 && !s.known(i) {
		if n, ok := s.aliases.words.find(t.Text[:len(t.Text)-1]); ok { // alibabas
			found = s.exact(found, i, n, 0)
		}
	}
	if len(found) == 0 && t.Kind == utterance.Word && !s.known(i) && !digits(t.Text) {
		near := s.spelling.near(t.Text, nil)
		if n := len(t.Text) - 1; n > 3 && t.Text[n] == 's' {
			near = append(near, s.spelling.near(t.Text[:n], nil)...)
		}
		for _, c := range near {
			if c.distance == near[0].distance && (near[0].mixed && !c.mixed || !near[0].other && c.other && !near[0].miss) {
				continue // letters that are swapped, left out or doubled are the surer slip
			}
			found = s.exact(found, i, c.word, c.distance)
		}
	}
	if numeric(t.Text) || s.looks[i].named && s.counts[t.Text] > 0 {
		found = s.numbers(found, i)
	}
	if m := s.quotes.find(s, i); m.ID != "" {
		found = append(found, m)
	}
	return found
}

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
