package gazetteer

import (
	"slices"
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
		if best >= 0 && found[best].Kind == Place && tokens[i].Kind == utterance.Han && s.runsInto(i, found[best].Last) {
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

// runsInto reports whether the name of a firm or a person begins between two tokens and ends behind the second: Chinese parts its words by nothing, and
// what looks like "in C" may be an "in" and a name whose first letter C has, too.
func (s *search) runsInto(first, last int) bool {
	for i := first + 1; i < last; i++ {
		var room [8]Mention
		if slices.ContainsFunc(s.at(room[:0], i), func(m Mention) bool {
			return (m.Kind.Firm() || m.Kind == Person) && m.Distance == 0 && m.Last > last && !s.beyond(last, m.Last)
		}) {
			return true
		}
	}
	return false
}

// beyond reports whether something that begins at a token ends behind another one.
func (s *search) beyond(first, last int) bool {
	var room [8]Mention
	return slices.ContainsFunc(s.at(room[:0], first), func(m Mention) bool { return m.Last > last })
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
