package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// byChief resolves a word for a firm that is told by a person of it: "the company P runs", "the firm of P".
func (e *Engine) byChief(_ *evidence.Query, r *reading, n noun) *description {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Person || p.First < n.to || p.First-n.to > reachOfLink || owns(r, p.Last) || !toward(r, n.to, p.First) {
			continue
		}
		to := p.Last
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && headed[m.ID] && m.First == p.Last {
				to = m.Last
			}
		}
		return e.firmOf(r, p.ID, n.from, to)
	}
	return nil
}

// byPast resolves a word for a firm that is told by what happened to it: "the sanctioned company", "the firm hit by sanctions". It is nil where
// that happened to more than one, or to one whom the question names.
func (e *Engine) byPast(q *evidence.Query, r *reading, n noun) *description {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || !evidence.Happening(m.ID) || m.Last != n.from && !(m.First > n.to && m.First-n.to <= reachOfLink && links(r, n.to) && unparted(r, n.to, m.First)) {
			continue
		}
		id := e.index.Marked(m.ID)
		if id == "" || n.several || slices.Contains(q.Names, id) {
			return nil
		}
		if m.Last == n.from {
			n.from = n.precededBy(r, m.First)
		}
		return &description{from: n.from, to: max(n.to, m.Last), names: e.called(r, []string{id})}
	}
	return nil
}

// byGrowth resolves a word for a firm that is told as the one that went up or down most: "the fastest-growing maker".
func (e *Engine) byGrowth(q *evidence.Query, r *reading, n noun) *description {
	if !q.Cues.Has("deg.top") && !slices.Contains(q.Concepts, "adj.fast") || n.several {
		return nil
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || !ofWay(m.ID) || m.Last != n.from {
			continue
		}
		for _, top := range r.mentions {
			most := top.ID == "deg.top" || top.ID == "adj.fast" && endsIn(r.tokens[top.Last-1].Text, r.forms.Superlative)
			if !most || top.Last > m.First || m.First-top.Last > 1 {
				continue
			}
			if id := e.index.MostMoved(q.Place, m.ID); id != "" && !slices.Contains(q.Names, id) {
				return &description{from: n.precededBy(r, top.First), to: n.to, names: e.called(r, []string{id})}
			}
		}
	}
	return nil
}

// butFirst resolves whoever leads where they are left out: "everybody but the leader".
func (e *Engine) butFirst(r *reading) *description {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Cue || m.ID != "deg.top" {
			continue
		}
		from := m.First
		if wordOf(r, "word.the", from-1) {
			from--
		}
		if name := e.atPlace(1); name != "" && cue(r, "set.except", func(c *gazetteer.Mention) bool { return c.Last == from }) {
			return &description{from: from, to: m.Last, names: e.called(r, []string{name}), owner: true}
		}
	}
	return nil
}

// toward reports whether only a link, "of", "that", "run by", stands between a word for a firm and a person.
func toward(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if !plainlyOf(r, i, i+1) && !wordOf(r, "word.that", i) && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First == i && (m.Kind == gazetteer.Concept && headed[m.ID] || m.Kind == gazetteer.Cue && (m.ID == "role.by" || m.ID == "back.it" || m.ID == "facet.who" || m.ID == "ask.which"))
		}) {
			return false
		}
	}
	return true
}

// ofChief resolves what is told by a person before it: "P's company", "the P crowd", "P's share".
func (e *Engine) ofChief(r *reading) *description {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Person {
			continue
		}
		from, to := p.First, p.Last
		if owns(r, to) {
			to++
		}
		the := wordOf(r, "word.the", from-1)
		if the {
			from--
		}
		for _, m := range r.mentions {
			switch {
			case m.First != to || to == p.Last && !the:
			case m.Kind == gazetteer.Cue && m.ID == "ask.firm":
				return e.firmOf(r, p.ID, from, m.Last)
			case to > p.Last && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && m.ID == "ask.growth"):
				if d := e.firmOf(r, p.ID, p.First, p.Last); d != nil {
					d.owner = true
					return d
				}
			}
		}
		ends := to+1 >= len(r.tokens) || r.tokens[to+1].Kind == utterance.Break || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First == to+1 && !m.Kind.Masked() })
		if (the || to > p.Last) && to < len(r.tokens) && ends && plainWords(r, to, to+1) && !small(r.tokens[to]) {
			return e.firmOf(r, p.ID, from, to+1)
		}
	}
	return nil
}

// firmOf is the description of the firm that a person is of.
func (e *Engine) firmOf(r *reading, person string, from, to int) *description {
	p := e.index.Entity(person)
	if p == nil || p.Of == "" {
		return nil
	}
	return &description{from: from, to: to, names: e.called(r, []string{p.Of})}
}

// largestPlace resolves the place that is told as the world's largest market.
func (e *Engine) largestPlace(q *evidence.Query, r *reading) *description {
	place := e.index.Largest()
	if place == "" || q.Place != "" || q.Market.Rank > 0 {
		return nil
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "noun.market" {
			continue
		}
		for _, w := range r.mentions {
			if w.Kind == gazetteer.Place && w.ID == evidence.World && w.Last <= m.First && onlyLargest(r, w.Last, m.First) {
				from := w.First
				for wordOf(r, "word.the", from-1) {
					from--
				}
				return &description{from: from, to: m.Last, names: e.words.name(r.language, place)}
			}
		}
	}
	return nil
}

// onlyLargest reports whether a word for the largest, and beside it at most one for a thing, stands between two tokens.
func onlyLargest(r *reading, from, to int) bool {
	top := false
	for i := from; i < to; i++ {
		within := func(m *gazetteer.Mention) bool { return m.First <= i && i < m.Last }
		switch {
		case slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return within(m) && m.Kind == gazetteer.Rank }):
			return false
		case cue(r, "deg.top", within):
			top = true
		case owns(r, i), slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return within(m) && (m.Kind == gazetteer.Category && !m.Foreign || m.Kind == gazetteer.Concept && m.ID == "noun.device")
		}):
		default:
			return false
		}
	}
	return top
}
