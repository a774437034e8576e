package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfHails is how many tokens stand between a firm and the place that it is said to be from: "X is an American firm".
const reachOfHails = 3

// hails notes a place that a firm is said to be from: "X is American", "is X an American firm", "being an American firm, X".
func (e *Engine) hails(q *evidence.Query, r *reading) {
	as := func(at int) bool {
		return cue(r, "", func(c *gazetteer.Mention) bool {
			return c.First == at && (c.ID == "role.as" || c.ID == "facet.whether")
		})
	}
	for _, p := range r.mentions {
		if p.Kind == gazetteer.Concept && p.ID == "adj.foreign" {
			p = &gazetteer.Mention{Kind: gazetteer.Place, ID: evidence.World, Foreign: true, First: p.First, Last: p.Last} // "X, a foreign firm"
		}
		if p.Kind != gazetteer.Place || !p.Foreign && e.placed(p) || wordOf(r, "word.in", p.First-1) {
			continue // but "X is Chinese"
		}
		ends := p.Last == len(r.tokens) || r.tokens[p.Last].Kind == utterance.Break || cue(r, "ask.firm", func(c *gazetteer.Mention) bool { return c.First == p.Last }) ||
			cue(r, "set.also", func(c *gazetteer.Mention) bool { return c.First == p.Last })
		for _, f := range r.mentions {
			if f.Kind != gazetteer.Company || !ends {
				continue
			}
			behind := f.Last <= p.First && p.First-f.Last <= reachOfHails && (as(f.Last) || f.First > 0 && as(f.First-1) && p.First-f.Last <= 1)
			before := p.First <= 2 && as(0) && f.First > p.Last
			if behind || before {
				q.Hails = [2]string{f.ID, p.ID}
				return
			}
		}
	}
}

// made notes a firm that a question takes for the maker of a product: "P is by X", "P is X's AI", "P, that's X's thing", "P, which X built", "X's own P", "P, bought from X".
func made(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Product {
			continue
		}
		for _, f := range r.mentions {
			if f.Kind != gazetteer.Company {
				continue
			}
			makes := func(id string, at int) bool {
				for _, m := range r.mentions {
					if m.Kind == gazetteer.Concept && m.ID == id && (at < 0 || m.First == at) {
						return true
					}
				}
				return false
			}
			soon := f.First > p.Last && f.First-p.Last <= reachOfMade
			by := soon && cue(r, "role.by", func(c *gazetteer.Mention) bool {
				return c.Last == f.First && (makes("act.make", c.First-1) || cue(r, "facet.whether", func(a *gazetteer.Mention) bool { return a.Last == c.First && a.First == p.Last }))
			})
			which := soon && makes("act.make", f.Last)
			released := p.First > f.Last && p.First-f.Last <= reachOfMade && (makes("noun.launch", f.Last) || makes("act.make", f.Last)) && actOn(r, f.Last, p.First)
			theirs := owns(r, f.Last) && f.First-p.Last == 1 && cue(r, "facet.whether", func(a *gazetteer.Mention) bool { return a.First == p.Last && a.Last == f.First }) && makes("noun.technology", f.Last+1)
			inverted := owns(r, f.Last) && f.First == p.Last && cue(r, "facet.whether", func(a *gazetteer.Mention) bool { return a.Last == p.First }) && (makes("noun.technology", f.Last+1) || makes("noun.device", f.Last+1))
			own := owns(r, f.Last) && p.First > f.Last && p.First-f.Last <= reachOfMade && (p.First == f.Last+1 || makes("adj.inhouse", f.Last+1))
			is := func(id string) bool {
				return cue(r, id, func(a *gazetteer.Mention) bool { return a.First == p.Last })
			}
			called := soon && (is("facet.whether") || is("role.as")) && plainWords(r, p.Last+1, f.First) && (makes("noun.device", f.Last) || makes("noun.technology", f.Last)) // "P being an F product"
			nameOf := soon && is("facet.whether") && owns(r, f.Last) && makes("noun.technology", f.Last+1) && cue(r, "ask.name", func(c *gazetteer.Mention) bool { return c.First > p.Last && c.Last <= f.First })
			its := p.First > f.Last && cue(r, "back.it", func(c *gazetteer.Mention) bool {
				return f.Last <= c.First && c.Last <= p.First && wordOf(r, "word.its", c.First) && goods(r, c.Last, p.First) && !anotherFirm(r, f, c)
			})
			maker := slices.ContainsFunc(q.Deeds, func(d evidence.Deed) bool { return d.Act == "act.make" && d.By == f.ID }) && makes("act.make", p.First-1)
			bought := f.First > p.Last && cue(r, "move.from", func(c *gazetteer.Mention) bool {
				return c.Last == f.First && (makes("act.buy", c.First-1) || c.First == p.Last && makes("act.buy", -1))
			})
			said := owns(r, f.Last) && cue(r, "back.it", func(c *gazetteer.Mention) bool {
				return p.Last <= c.First && c.First-p.Last <= 1 && c.Last == f.First && f.Last+1 < len(r.tokens) && plainWords(r, f.Last+1, f.Last+2)
			})
			if bought || said || called || nameOf || by || which || theirs || inverted || own || its || maker || released {
				q.Made = [2]string{p.ID, f.ID}
				return
			}
		}
	}
}

// goods reports whether between two tokens stands nothing but what a product may be called, and signs: "its AI 'P'".
func goods(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind == utterance.Word && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.technology" && m.First <= i && i < m.Last
		}) {
			return false
		}
	}
	return true
}

// anotherFirm reports whether another company stands between two mentions.
func anotherFirm(r *reading, a, b *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Company && a.Last <= m.First && m.Last <= b.First
	})
}

// actOn reports whether the word of an act at a token ends right before a name, or an article stands between: "launched P", "built the P".
func actOn(r *reading, act, name int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.First == act && (m.Last == name || m.Last+1 == name && wordOf(r, "word.the", m.Last))
	})
}

// reachOfMade is how many tokens stand between a product and its maker: "P, the AI that X built".
const reachOfMade = 6
