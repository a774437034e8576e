package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// slot puts one mention where it belongs in a query, unless it means something else where it stands: "the chief, not the chairman".
func (e *Engine) slot(q *evidence.Query, r *reading, m *gazetteer.Mention) {
	switch m.Kind {
	case gazetteer.Company, gazetteer.Product:
		q.Names = once(q.Names, m.ID)
	case gazetteer.Person:
		q.People = once(q.People, m.ID)
	case gazetteer.Event, gazetteer.Outlet, gazetteer.Source, gazetteer.Authority:
		q.Others = once(q.Others, m.ID)
	case gazetteer.Title:
		if !excluded(r, m) {
			q.Titles = once(q.Titles, m.ID)
		}
	case gazetteer.Metric:
		e.metric(q, r, m)
	case gazetteer.Place:
		e.located(q, r, m)
	case gazetteer.Category:
		if m.Foreign {
			q.Category = m.ID
		}
	case gazetteer.Percent:
		q.Percents = append(q.Percents, m.Value)
		q.Rough = q.Rough || strings.HasPrefix(m.ID, "part.")
	case gazetteer.Number:
		if !page(r, m) && !cue(r, "first.", func(c *gazetteer.Mention) bool { return c.First <= m.First && m.Last <= c.Last }) { // "slide 7", "the top 2"
			q.Numbers, q.Scale = append(q.Numbers, m.Value), scale(r, m)
		}
	case gazetteer.Rank:
		if !sorting(r, m) && !cue(r, "times.", func(c *gazetteer.Mention) bool { return c.First <= m.First && m.Last <= c.Last }) { // "a third of it"
			q.Ranks = once(q.Ranks, int(m.Value))
		}
	case gazetteer.Quote:
		q.Quote = m.ID
	case gazetteer.Passage:
		if q.Passage == "" {
			q.Passage = m.ID
		}
	case gazetteer.Cue:
		e.signal(q, r, m)
	case gazetteer.Concept:
		if !idle(r, m) { // "the slide says"
			q.Concepts = once(q.Concepts, m.ID)
		}
	}
}

// metric notes a metric, or that the book holds none of that name, or that two of them ask for whatever changed.
func (e *Engine) metric(q *evidence.Query, r *reading, m *gazetteer.Mention) {
	if slices.ContainsFunc(r.mentions, func(t *gazetteer.Mention) bool {
		return (t.Kind == gazetteer.Title || t.Kind == gazetteer.Cue && t.ID == "ask.person") && t.First == m.Last
	}) {
		return // "the sales chief"
	}
	if (excluded(r, m) || conceded(r, m)) && otherMeasure(r, m) {
		return // "not the share, the growth"
	}
	if !e.index.Held(m.ID) {
		if e.heldInstead(r, m) {
			return // "revenue or shipments?"
		}
		q.Cues.Add("metric.unheld")
	}
	if q.Metric != "" && e.index.Apart(q.Metric, m.ID) {
		q.Cues.Add("ask.growth")
		q.Metric = "" // "sales ... and shipments ...": whatever changed
		return
	}
	q.Metric = e.index.Prefer(q.Metric, m.ID)
}

// heldInstead reports whether another metric, which the book does hold, is on the other side of an "or" from one that it does not, and no figure
// is stated of which that is asked.
func (e *Engine) heldInstead(r *reading, m *gazetteer.Mention) bool {
	stated := func(n *gazetteer.Mention) bool { return n.Kind == gazetteer.Percent || n.Kind == gazetteer.Number }
	return !slices.ContainsFunc(r.mentions, stated) && slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
		return o.Kind == gazetteer.Metric && e.index.Held(o.ID) && cue(r, "facet.choice", func(c *gazetteer.Mention) bool {
			return c.First == m.Last && c.Last == o.First || c.First == o.Last && c.Last == m.First
		})
	})
}

// conceded reports whether a metric is only said to be what was answered, in a clause of its own before another is asked for: "that's the
// share, I wanted the growth".
func conceded(r *reading, m *gazetteer.Mention) bool {
	if m.Last >= len(r.tokens) || r.tokens[m.Last].Kind != utterance.Break {
		return false
	}
	return cue(r, "back.it", func(c *gazetteer.Mention) bool {
		from := c.Last
		if wordOf(r, "word.be", from) {
			from++
		}
		return (c.First == 0 || r.tokens[c.First-1].Kind == utterance.Break) && from <= m.First && m.First-from <= 1 && plainWords(r, from, m.First)
	})
}

// otherMeasure reports whether a question names another metric than the one mentioned, or growth apart from it.
func otherMeasure(r *reading, m *gazetteer.Mention) bool {
	return cue(r, "ask.growth", func(c *gazetteer.Mention) bool { return c.First >= m.Last || c.Last <= m.First }) ||
		slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool { return o.Kind == gazetteer.Metric && o.ID != m.ID })
}

// located notes a place of the book, or one outside it.
func (e *Engine) located(q *evidence.Query, r *reading, m *gazetteer.Mention) {
	switch {
	case m.Foreign && (excluded(r, m) || e.prefaced(r, m)): // "not worldwide"
	case m.Foreign:
		goAbroad(q, m.ID)
	case cue(r, "place.abroad", func(c *gazetteer.Mention) bool {
		return c.Last <= m.First && m.First-c.Last <= 1 && !cue(r, "first.", func(o *gazetteer.Mention) bool { return o.First == m.Last }) // "outside the Chinese top two"
	}):
		q.Abroad = evidence.World // "outside X"
	case cue(r, "set.except", func(c *gazetteer.Mention) bool { return c.Last == m.First }) && (m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break):
		q.Abroad = evidence.World // "all excluding X"
	default:
		q.Place = m.ID
	}
}

// signal notes a cue, with the number that it may stand for.
func (e *Engine) signal(q *evidence.Query, r *reading, m *gazetteer.Mention) {
	if n := e.fewBefore(r, m); n > 1 {
		q.Top = n // "the five leading firms"
	}
	switch {
	case overFirm(r, m):
		less := m.ID == "bound.below" || cue(r, "bound.below", func(c *gazetteer.Mention) bool { return c.First == m.First })
		q.Cues.Add(map[bool]string{true: "deg.less", false: "deg.more"}[less]) // "two points over X"
		return
	case elseMeant(r, m):
		return
	case strings.HasPrefix(m.ID, "set.") && beforeExcluded(r, m):
		q.Cues.Add("set.not place") // "not worldwide"
		return
	case noSignal(r, m):
		return
	}
	q.Cues.Add(m.ID)
	if strings.HasPrefix(m.ID, "part.") {
		q.Part = m.Value
	}
	if strings.HasPrefix(m.ID, "first.") {
		q.Top = int(m.Value)
	}
}

// elseMeant reports whether a cue is part of a phrase that means something else: a choice, a place, a period or an order.
func elseMeant(r *reading, m *gazetteer.Mention) bool {
	switch {
	case m.ID == "set.between":
		return m.First == 0 && firm(r, m.Last) && setsApart(r) // "between A and B, who leads?" asks for one of the two, "who comes in?" does not
	case strings.HasPrefix(m.ID, "bound."), m.ID == "move.past":
		return standsAt(r, m) // "under China" is where something stands, no limit
	case m.ID == "deg.bottom": // "last Q4" is a period, and "top to bottom" an order
		return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Period && p.First == m.Last }) ||
			!cue(r, "deg.top", func(*gazetteer.Mention) bool { return true }) && cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.Last == m.First })
	case m.ID == "deg.tie": // "the same quarter" is a time
		return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
			return p.Kind == gazetteer.Concept && p.ID == "noun.period" && p.First == m.Last
		})
	}
	return false
}

// setsApart reports whether something in a question tells one from another: a word that compares, a metric, a rank, or what they did.
func setsApart(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Metric || m.Kind == gazetteer.Rank || m.Kind == gazetteer.Concept || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "deg.")
	})
}

// beforeExcluded reports whether a foreign place that is left out stands right behind a mention.
func beforeExcluded(r *reading, m *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && p.Foreign && p.First == m.Last && excluded(r, p)
	})
}

// sorting reports whether a word for the first, or one for an end before it, only says in which order something is to be listed: "biggest
// first", at the end of a clause.
func sorting(r *reading, m *gazetteer.Mention) bool {
	if slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Concept && c.ID == "act.sort" && c.First <= m.First && m.Last <= c.Last && c.Last-c.First > m.Last-m.First
	}) {
		return true
	}
	return slices.ContainsFunc(r.mentions, func(f *gazetteer.Mention) bool {
		if f.Kind != gazetteer.Rank || f.Value != 1 || f.Last < len(r.tokens) && r.tokens[f.Last].Kind != utterance.Break {
			return false
		}
		end := func(c *gazetteer.Mention) bool { return c.Last == f.First }
		return (m.First == f.First || m.Last == f.First) && (cue(r, "deg.top", end) || cue(r, "deg.bottom", end))
	})
}

// noSignal reports whether a cue says nothing where it stands: it counts on from a rank, hurries, or is no limit of anything.
func noSignal(r *reading, m *gazetteer.Mention) bool {
	switch {
	case m.ID == "deg.top" && counting(r, m): // "second highest"
		return true
	case m.ID == "deg.top" && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Concept && (c.ID == "noun.problem" || c.ID == "noun.hurdle" || c.ID == "noun.reason") && c.First == m.Last
	}):
		return true // "the biggest headache"
	case (m.ID == "deg.top" || m.ID == "deg.bottom") && sorting(r, m):
		return true
	case m.ID == "set.except" && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Place && p.First == m.Last }):
		return true // a place is no part of a table
	case m.ID == "set.sum" && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == m.First && c.First > 0 }):
		return true // what they do together is no sum
	case m.ID == "unit.scale" && !counted(r, m.First):
		return true
	}
	return hurried(r, m) || hedge(r, m)
}

// hedge reports whether an "at least" stands at the end of a clause, and no figure in the question: it is no limit.
func hedge(r *reading, m *gazetteer.Mention) bool {
	limit := m.ID == "bound.atleast" || m.ID == "bound.atmost"
	return limit && (m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break) && !slices.ContainsFunc(r.mentions, func(n *gazetteer.Mention) bool {
		return n.Kind == gazetteer.Number || n.Kind == gazetteer.Percent || n.Kind == gazetteer.Rank || n.Kind == gazetteer.Cue && strings.HasPrefix(n.ID, "part.")
	})
}

// counting reports whether a rank stands right before a word for the first, of which it counts on: "second highest".
func counting(r *reading, top *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Rank && m.Value > 1 && m.Last == top.First })
}

// overFirm reports whether a word for a limit stands behind points and before a firm: it says who is ahead of whom.
func overFirm(r *reading, m *gazetteer.Mention) bool {
	return (m.ID == "bound.above" || m.ID == "bound.below" || m.ID == "move.past") && firm(r, m.Last) && cue(r, "unit.points", func(c *gazetteer.Mention) bool { return c.Last == m.First })
}

// standsAt reports whether a word that may say on which side of a limit something is stands before a place, or behind a figure and before
// where that is: "at 16% over in China". "16% or more in China" is a limit.
func standsAt(r *reading, m *gazetteer.Mention) bool {
	return m.ID != "bound.atleast" && m.ID != "bound.atmost" && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && (p.First == m.Last || p.First == m.Last+1 && plainWords(r, m.Last, p.First) && counted(r, m.First))
	})
}

// fewBefore returns the number right before a word for the first in rank that has a word for firms behind it, or where a sum is asked for: "the
// two largest combined". It is 0 where there is none.
func (e *Engine) fewBefore(r *reading, top *gazetteer.Mention) int {
	if top.ID != "deg.top" || !cue(r, "", func(c *gazetteer.Mention) bool { return c.ID == "set.sum" || c.ID == "ask.firm" && c.First == top.Last }) {
		return 0
	}
	for _, m := range r.mentions {
		if m.Last == top.First && m.Value > 1 && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "number.")) {
			return int(m.Value)
		}
	}
	if top.First == 0 {
		return 0
	}
	return e.gaz.Count(r.tokens[top.First-1].Text) // "the two" may be another cue, too
}

// spanned reports whether a mention is a part of a longer cue: the year before in "against the year before"
// is what a change is measured from, not when it was.
func spanned(r *reading, m *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Cue && c.First <= m.First && m.Last <= c.Last && c.Last-c.First > m.Last-m.First
	})
}
