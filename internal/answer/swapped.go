package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// swapped reads "now drop X and put in Y" after some were set beside each other as the same question with Y in the place of X.
func (th *thread) swapped(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !last.Figures() || len(last.Names) < 2 || len(q.Names) < 2 || len(r.tokens) > mostNarrowed || !firmsOnly(q) || q.Metric != "" || q.Abroad != "" || q.Facet != "" && q.Facet != "facet.whether" || len(q.Numbers) > 0 {
		return q, false
	}
	out := func(id string) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.ID == id && m.Kind.Firm() && cue(r, "set.", func(c *gazetteer.Mention) bool {
				return c.Last == m.First && (c.ID == "set.strike" || c.ID == "set.swap")
			})
		})
	}
	all := mergeNames(last.Names, q.Names)
	names := slices.DeleteFunc(slices.Clone(all), out)
	if len(names) == len(all) {
		return q, false // nobody is left out
	}
	last = last.Clone()
	last.Names, last.Contrary = names, false
	if len(names) > 2 && last.Intent.Operation == "compare" || last.Intent.Operation == "total" {
		last.Intent = e.index.Intent("lookup")
	}
	return last, last.Intent != nil
}

// otherRank reads "not third, first" after who holds a rank as the question who holds the other one.
func (th *thread) otherRank(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	opens := cue(r, "set.not", func(c *gazetteer.Mention) bool { return c.First == 0 })
	if th.last.query.Intent.Operation != "holder" || len(q.Ranks) != 2 || !opens || len(r.tokens) > mostNarrowed || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Numbers) > 0 || q.Metric != "" || q.Facet != "" || len(q.Points) > 0 {
		return q, false
	}
	last := th.last.query.Clone()
	last.Ranks, last.Cues = q.Ranks[1:], nil
	return last, true
}

// rankedWith reads "rank those two plus X" behind the figures of several as the order of all of them.
func (th *thread) rankedWith(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	ranks := slices.Contains(q.Bare, "noun.rank") || slices.Contains(q.Bare, "act.sort") || slices.Contains(q.Bare, "act.compare")
	n := q.Several()
	if !ranks || len(th.run) < 2 || len(q.Names) == 0 || !q.Cues.Has("back.it", "back.they") || !short(r) || !firmsOnly(q) || !e.ofDefault(q) || q.Abroad != "" || q.Facet != "" || q.Asked.Said || n > len(th.run) {
		return q, false
	}
	if n == 0 {
		n = 2 // "both"
	}
	names := mergeNames(th.run[len(th.run)-n:], q.Names)
	q = q.Clone()
	q.Names, q.Cues, q.Numbers, q.Contrary = names, nil, nil, false
	q.Intent = e.index.Intent("order")
	return q, q.Intent != nil && len(names) > n
}
