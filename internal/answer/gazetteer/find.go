package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/answer/utterance"
)

// Find returns the mentions of tokens: the masked ones without overlap, in order, then the annotating ones
// (cues, concepts), which may overlap those of other kinds but never lie inside a longer mask.
// It takes time linear in the number of tokens.
func (g *Gazetteer) Find(tokens []utterance.Token) []Mention {
	var buffer [8]Mention
	var masked, noted [12]Mention // more than most utterances have: only what is returned takes memory
	masks, notes := masked[:0], noted[:0]
	for i := 0; i < len(tokens); {
		if tokens[i].Kind == utterance.Break {
			i++
			continue
		}
		found := g.at(buffer[:0], tokens, i)
		best := -1
		for j, m := range found {
			if m.Kind.Masked() && (best < 0 || better(m, found[best])) {
				best = j
			}
		}
		if best >= 0 && hidden(found, found[best]) {
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
			for _, m := range g.at(inner[:0], tokens, j) {
				if !m.Kind.Masked() {
					notes = append(notes, m)
				}
			}
		}
		i = found[best].Last
	}
	notes = slices.DeleteFunc(notes, func(n Mention) bool { return inside(n, masks) || inside(n, notes) })
	return slices.Concat(masks, notes)
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

// inside reports whether n lies within a longer mention of list, or spells a mask less exactly.
func inside(n Mention, list []Mention) bool {
	for _, m := range list {
		if m.First <= n.First && n.Last <= m.Last && m.Last-m.First > n.Last-n.First {
			return true
		}
		if n.First < m.Last && m.First < n.Last && m.Distance < n.Distance && m.First <= n.First {
			return true
		}
	}
	return false
}

// at appends all mentions that begin at token i.
func (g *Gazetteer) at(found []Mention, tokens []utterance.Token, i int) []Mention {
	t := tokens[i]
	found = g.named(found, tokens, i, t.Text)
	if t.Kind == utterance.Word && len(t.Text) > 3 && t.Text[len(t.Text)-1] == 's' && len(found) == 0 && !g.known(t.Text) {
		found = g.named(found, tokens, i, t.Text[:len(t.Text)-1]) // alibabas
	}
	if len(found) == 0 && t.Kind == utterance.Word && !g.known(t.Text) && !digits(t.Text) {
		near := g.spelling.near(t.Text, nil)
		if n := len(t.Text) - 1; n > 3 && t.Text[n] == 's' {
			near = append(near, g.spelling.near(t.Text[:n], nil)...)
		}
		for _, c := range near {
			found = g.exact(found, tokens, i, c.word, c.distance)
		}
	}
	if r, next := period(tokens, i); next > i {
		found = append(found, Mention{Kind: Period, ID: "period", First: i, Last: next, Alias: t.Text, Period: r})
	}
	if m, ok := g.number(tokens, i); ok {
		found = append(found, m)
	}
	if id, end := g.quotes.find(tokens, i, g); id != "" {
		found = append(found, Mention{Kind: Quote, ID: id, First: i, Last: end})
	}
	return found
}

func digits(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// named appends the mentions whose alias begins with the word first, to the letter.
func (g *Gazetteer) named(found []Mention, tokens []utterance.Token, i int, first string) []Mention {
	if n, ok := g.aliases.words.find(first); ok {
		found = g.exact(found, tokens, i, n, 0)
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
func (g *Gazetteer) exact(found []Mention, tokens []utterance.Token, i int, first uint32, distance int) []Mention {
	a := g.aliases
	var buffer [16]match
	list := buffer[:0]
	from, to := a.start[first], a.start[first+1]
	for ; from < to && len(a.further(from)) == 0; from++ {
		list = append(list, match{from, i + 1, distance})
	}
	if j := skip(tokens, i+1); from < to && j < len(tokens) {
		list = g.seconds(list, tokens, j, from, to, distance)
	}
	slices.SortFunc(list, func(x, y match) int { return cmp.Compare(a.order[x.alias], a.order[y.alias]) })
	word := a.words.at(first)
	for _, v := range list {
		m := a.mention(v.alias)
		m.First, m.Last, m.Distance = i, v.end, v.distance
		if m.Distance > 0 && m.Foreign && (m.Distance > 1 || word[0] != tokens[i].Text[0]) {
			continue // the world has many names: "tenía" is not Kenya
		}
		if m.Foreign && severed(tokens, i, v.end) {
			continue // nor is a part of a longer word: that begins with Thailand's name in Japanese
		}
		if m.Distance > 0 && (m.Ordinary || m.Kind >= Cue && (m.Distance > 1 || len(word) < 5 || word[0] != tokens[i].Text[0])) {
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
func (g *Gazetteer) seconds(list []match, tokens []utterance.Token, j int, from, to uint32, distance int) []match {
	a := g.aliases
	t := tokens[j]
	n, ok := a.words.find(t.Text)
	if ok {
		first, behind := a.second(from, to, n)
		list = g.follow(list, tokens, j+1, first, behind, distance)
	}
	if t.Kind != utterance.Word || t.Text[0] >= 0x80 || g.known(t.Text) {
		return list
	}
	for from < to {
		w := a.further(from)[0]
		behind := from + 1
		for behind < to && a.further(behind)[0] == w {
			behind++
		}
		if d, near := misspelt(t.Text, a.words.at(w)); near {
			list = g.follow(list, tokens, j+1, from, behind, distance+d)
		}
		from = behind
	}
	return list
}

// misspelt returns how many edits are between a text and a word that it may mean.
func misspelt(text, w string) (int, bool) {
	most := allowed(len(w))
	if d := len(text) - len(w); most == 0 || w[0] >= 0x80 || d > most || d < -most || text == w {
		return 0, false
	}
	if a, b := letters(text), letters(w); bits.OnesCount32(a&^b) > most || bits.OnesCount32(b&^a) > most {
		return 0, false // each edit brings one letter at most, and takes one away
	}
	d := distance(text, w, most)
	return d, d <= most
}

// follow appends the aliases of a range whose words behind the second are at token i and behind; a hyphen or
// other break inside an alias does not matter, nor a misspelling.
func (g *Gazetteer) follow(list []match, tokens []utterance.Token, i int, from, to uint32, distance int) []match {
next:
	for v := from; v < to; v++ {
		at, sum := i, distance
		for _, n := range g.aliases.further(v)[1:] {
			if at = skip(tokens, at); at >= len(tokens) {
				continue next
			}
			if t, w := tokens[at], g.aliases.words.at(n); t.Text != w {
				if t.Kind != utterance.Word || t.Text[0] >= 0x80 {
					continue next
				}
				d, ok := misspelt(t.Text, w)
				if !ok || g.known(t.Text) {
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
func skip(tokens []utterance.Token, i int) int {
	if i < len(tokens) && tokens[i].Kind == utterance.Break && hyphen(tokens[i].Text) {
		return i + 1
	}
	return i
}

func hyphen(s string) bool { return strings.ContainsAny(s, "-‐‑–'’.·/") }

// number reads 15%, 15 percent, 15pct, 百分之十五 (in figures) and plain numbers.
func (g *Gazetteer) number(tokens []utterance.Token, i int) (Mention, bool) {
	t := tokens[i]
	if !digits(t.Text) {
		return Mention{}, false
	}
	m := Mention{Kind: Number, ID: "number", First: i, Last: i + 1, Alias: t.Text}
	text := t.Text
	if t.Kind == utterance.Word {
		n := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		if n < 0 || !g.percent[text[n:]] {
			return m, false
		}
		m.Kind, m.ID, text = Percent, "percent", text[:n]
	} else if t.Kind != utterance.Number {
		return m, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return m, false
	}
	m.Value = v
	for _, n := range []int{1, 2} { // "%" or "per cent"
		if i+n < len(tokens) && m.Kind == Number {
			var b strings.Builder
			for j := 1; j <= n; j++ {
				if j > 1 {
					b.WriteByte(' ')
				}
				b.WriteString(tokens[i+j].Text)
			}
			if g.percent[b.String()] {
				m.Kind, m.ID, m.Last = Percent, "percent", i+1+n
			}
		}
	}
	return m, true
}
