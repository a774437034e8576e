package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// uninvolved has an answer that tells nothing of a firm which the question names say so first: what it tells is told of others. A firm that the question
// offers to choose from, or excepts, needs no part in it.
func (e *Engine) uninvolved(u *turn, whole *reading, base *evidence.Query) *turn {
	f := u.finding
	if f.Status != evidence.Answered || len(f.Claims)+len(f.Quotes) == 0 || len(base.Names) == 0 {
		return u
	}
	without := base.Cues.Has("set.except", "set.not", "set.aside")
	none := slices.DeleteFunc(e.index.Uninvolved(f, base.Names), func(n string) bool {
		return without && slices.Contains(base.Excepted, n) || byTheWay(whole, n)
	})
	if len(none) > 0 {
		u.finding = f.Disclaimed(none)
	}
	return u
}

// byTheWay reports whether all mentions of a firm are ordinary words, or one of two that the question offers to choose from: "X or Y".
func byTheWay(r *reading, id string) bool {
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.ID == id && m.Kind.Firm() && !m.Ordinary && !cue(r, "facet.choice", func(c *gazetteer.Mention) bool {
			return c.Last <= m.First && loosely(r, c.Last, m.First) && offers(r, id, c.First-reachOfOffer, c.First) ||
				m.Last <= c.First && loosely(r, m.Last, c.First) && offers(r, id, c.Last, c.Last+reachOfOffer)
		})
	})
}

// reachOfOffer is within how many tokens of an "or" the other firm stands that is offered.
const reachOfOffer = 4

// offers reports whether another firm is mentioned between two tokens.
func offers(r *reading, than string, from, to int) bool {
	return firms(r, func(m *gazetteer.Mention) bool { return m.ID != than && from <= m.First && m.First < to }) > 0
}

// loosely reports whether nothing but small words and breaks stand between two tokens.
func loosely(r *reading, from, to int) bool {
	return !slices.ContainsFunc(r.tokens[from:to], func(t utterance.Token) bool { return t.Kind != utterance.Break && !small(t) })
}
