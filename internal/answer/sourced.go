package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
)

// sourced reads "is that from X too?" after figures as the question whether they are from that source.
func (th *thread) sourced(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	only := len(q.Others) == 1 && len(q.Names)+len(q.People)+len(q.Ranks)+len(q.Percents)+len(q.Numbers) == 0 && q.Metric == "" && !q.Asked.Said && q.Abroad == ""
	whether := asksAtMost(q, "facet.whether") && q.Cues.Has("back.it") && !q.Cues.Has("facet.choice", "set.not", "ask.what") && !slices.Contains(q.Concepts, "noun.period")
	if !only || !whether || !barely(r) || !last.Figures() || f.Silent() {
		return q, false
	}
	if s := e.index.Entity(q.Others[0]); s == nil || s.Kind != "source" {
		return q, false
	}
	next := &evidence.Query{Intent: e.index.Intent("measured"), Names: slices.Clone(last.Names), Others: q.Others, Metric: last.Metric, Place: last.Place, Cues: q.Cues, Facet: "facet.whether"}
	th.ofRanked(next)
	if next.Metric == "" {
		next.Metric = f.Metric
	}
	return next, next.Intent != nil
}
