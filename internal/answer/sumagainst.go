package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
)

// againstSum reads "how many times X's is that?" and "more than X and Y?" after the sum of several as that sum against X's, or that of X and Y.
func (th *thread) againstSum(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	multiple := slices.Contains(q.Bare, "noun.ratio") && len(q.Names) == 1
	more := len(q.Names) > 1 && q.Cues.Has("deg.more", "deg.less") && (q.Cues.Has("set.sum") || q.Cues.Has("back.it"))
	if !th.totalled() || len(last.Names) < 2 || !multiple && !more || !short(r) || !firmsOnly(q) || !e.ofDefault(q) || q.Asked.Said || q.Abroad != "" || len(q.Numbers) > 0 ||
		!bareOnly(q, "noun.ratio", "act.hold", "rel.threshold", "act.overtake", "act.combine") || !asksAtMost(q, "facet.whether", "facet.amount") || q.Cues.Has("set.not", "facet.choice") ||
		slices.ContainsFunc(q.Names, func(n string) bool { return slices.Contains(last.Names, n) }) {
		return q, false
	}
	q = q.Clone()
	sum := len(last.Names)
	q.Names, q.Left, q.Summed, q.Contrary, q.Metric = append(slices.Clone(last.Names), q.Names...), sum, sum, false, last.Metric
	q.Period, q.Asked = last.Period, last.Asked
	q.Cues.Add("set.sum")
	if q.Intent = e.index.Intent("total"); multiple {
		q.Intent = e.index.Intent("ratio")
	} else {
		q.Facet = "facet.whether"
	}
	return q, q.Intent != nil
}

// totalled reports whether the last answer gave the sum of several, whatever the question for it was taken for: "X + Y?"
func (th *thread) totalled() bool {
	f := th.last.finding
	return !f.Silent() && slices.ContainsFunc(f.Parts, func(p evidence.Part) bool { return p.Key == "total" })
}
