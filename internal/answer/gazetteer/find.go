package gazetteer

import (
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/answer/utterance"
)

// Find returns the mentions of tokens: the masked ones without overlap, in order, then the annotating ones
// (cues, concepts), which may overlap those of other kinds but never lie inside a longer mask.
// It takes time linear in the number of tokens.
func (g *Gazetteer) Find(tokens []utterance.Token) []Mention {
	masks := make([]Mention, 0, 12)
	notes := make([]Mention, 0, 12)
	var buffer [8]Mention
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
	return append(masks, notes...)
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

// hidden reports whether a mask is only a part of a longer cue or phrase of chatter.
func hidden(found []Mention, mask Mention) bool {
	for _, m := range found {
		if (m.Kind == Cue || m.Kind == Chatter) && m.Distance == 0 && m.Last > mask.Last {
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
	found = g.exact(found, tokens, i, t.Text, 0)
	if t.Kind == utterance.Word && len(t.Text) > 3 && t.Text[len(t.Text)-1] == 's' && len(found) == 0 && !g.known(t.Text) {
		found = g.exact(found, tokens, i, t.Text[:len(t.Text)-1], 0) // alibabas
	}
	if len(found) == 0 && t.Kind == utterance.Word && !g.known(t.Text) && !digits(t.Text) {
		var buffer [8]candidate
		near := g.words.near(t.Text, buffer[:0])
		if n := len(t.Text) - 1; n > 3 && t.Text[n] == 's' {
			var more [8]candidate
			near = append(near, g.words.near(t.Text[:n], more[:0])...)
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

// exact appends the mentions whose alias begins with first at token i.
func (g *Gazetteer) exact(found []Mention, tokens []utterance.Token, i int, first string, distance int) []Mention {
	for _, e := range g.index[first] {
		end, more, ok := g.follow(tokens, i+1, e.words)
		if !ok {
			continue
		}
		m := e.m
		m.First, m.Last, m.Distance = i, end, distance+more
		if m.Distance > 0 && m.Foreign && (m.Distance > 1 || first[0] != tokens[i].Text[0]) {
			continue // the world has many names: "tenía" is not Kenya
		}
		if m.Distance > 0 && (m.Ordinary || m.Kind >= Cue && (m.Distance > 1 || len(first) < 5 || first[0] != tokens[i].Text[0])) {
			continue
		}
		found = append(found, m)
	}
	return found
}

// follow matches the rest of an alias; a hyphen or other break inside it does not matter, nor a misspelling.
func (g *Gazetteer) follow(tokens []utterance.Token, i int, words []string) (end, distanceSum int, ok bool) {
	for _, w := range words {
		if i < len(tokens) && tokens[i].Kind == utterance.Break && hyphen(tokens[i].Text) {
			i++
		}
		if i >= len(tokens) {
			return 0, 0, false
		}
		t := tokens[i]
		if t.Text != w {
			most := allowed(len(w))
			if t.Kind != utterance.Word || most == 0 || w[0] >= 0x80 || t.Text[0] >= 0x80 || g.known(t.Text) {
				return 0, 0, false
			}
			d := distance(t.Text, w, most)
			if d > most {
				return 0, 0, false
			}
			distanceSum += d
		}
		i++
	}
	return i, distanceSum, true
}

func hyphen(s string) bool { return strings.ContainsAny(s, "-‐‑–'’.·/") }

// number reads 15%, 15 percent, 15pct, 百分之十五 (in figures) and plain numbers.
func (g *Gazetteer) number(tokens []utterance.Token, i int) (Mention, bool) {
	t := tokens[i]
	m := Mention{Kind: Number, ID: "number", First: i, Last: i + 1, Alias: t.Text}
	text := t.Text
	if t.Kind == utterance.Word && digits(text) {
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
