package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// fractions reads "a fifth" as a percentage where it is a part of the market, not a place or a quarter of the year: "below a fifth",
// "a sixth of the market".
func fractions(r *reading) []*gazetteer.Mention {
	out := r.mentions
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || !strings.HasPrefix(c.ID, "part.") || !partOfMarket(r, c) {
			continue
		}
		out = slices.DeleteFunc(slices.Clone(out), func(m *gazetteer.Mention) bool {
			return m.First < c.Last && c.First < m.Last // what else its words are
		})
		share := &gazetteer.Mention{Kind: gazetteer.Percent, ID: c.ID, First: c.First, Last: c.Last, Alias: c.Alias, Value: float64(int(10000*c.Value+0.5)) / 100}
		at := slices.IndexFunc(out, func(m *gazetteer.Mention) bool { return !m.Kind.Masked() || m.First > c.First })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, share)
	}
	return out
}

// reachOfPart is how many tokens from a fraction the word may stand that says of what it is: "a sixth of China's market".
const reachOfPart = 4

// partOfMarket reports whether a fraction is one of the market: nothing else that is named stands behind it, and a limit or a verb of
// holding before it, or the market behind it, says so.
func partOfMarket(r *reading, c *gazetteer.Mention) bool {
	behind := func(m *gazetteer.Mention) bool { return m.First >= c.Last && m.First-c.Last <= reachOfPart }
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Period && m.First <= c.First && c.Last <= m.Last ||
			behind(m) && (m.Kind.Firm() || m.Kind == gazetteer.Cue && (m.ID == "back.it" || m.ID == "ask.firm")) && !cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First >= c.Last && v.Last == m.First })
	}) {
		return false
	}
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return behind(m) && (m.Kind == gazetteer.Concept && m.ID == "noun.market" || m.Kind == gazetteer.Category || m.Kind == gazetteer.Place && !m.Foreign && m.First-c.Last <= 1)
	}) {
		return true
	}
	ends := c.Last == len(r.tokens) || r.tokens[c.Last].Kind == utterance.Break ||
		slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return behind(m) && (m.Kind == gazetteer.Period || m.Kind == gazetteer.Place || m.Kind == gazetteer.Cue && (m.ID == "set.sum" || m.ID == "facet.whether"))
		})
	limit := func(m *gazetteer.Mention) bool { return m.Last == c.First && !strings.HasPrefix(m.ID, "deg.near") }
	return ends && (cue(r, "bound.", limit) || cue(r, "deg.", limit) || cue(r, "move.from", limit) ||
		slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.hold" && m.Last <= c.First && c.First-m.Last <= 1
		}))
}

// hundred notes the number of "of every hundred", which is written as a word.
func hundred(q *evidence.Query, r *reading) {
	if len(q.Numbers) > 0 || !q.Cues.Has("ask.outof") || q.Facet != "facet.amount" {
		return
	}
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Cue && strings.HasPrefix(n.ID, "number.") && cue(r, "ask.outof", func(c *gazetteer.Mention) bool { return c.Last == n.First }) {
			q.Numbers = append(q.Numbers, n.Value)
		}
	}
}
