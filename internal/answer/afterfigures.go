package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
)

// oneOfAll reads "and X?" after a list of all, or what is left of all, as the question for X's own figure.
func (th *thread) oneOfAll(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !th.ofAll() || last.Intent.Operation == "total" || len(q.Names) != 1 || !barely(r) || !q.Cues.Has("back.and") || !firmsOnly(q) || !bareOnly(q) || q.Metric != "" || q.Asked.Said || q.Place != "" || q.Abroad != "" ||
		len(q.Numbers) > 0 || q.Facet != "" || q.Cues.Has("set.sum", "set.against", "set.not", "set.except", "deg.more", "deg.less", "deg.tie", "ask.growth") {
		return q, false
	}
	q = q.Clone()
	q.Metric, q.Period, q.Asked, q.Contrary = last.Metric, last.Period, last.Asked, false
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// trend reads "what's the trend?" after the figure of one as the question how it has changed.
func (th *thread) trend(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !slices.Contains(q.Bare, "act.change") || th.one() == "" || !bareOnly(q, "act.change") || !barely(r) || !mute(q) || q.Facet != "" || q.Cues.Has("set.not", "set.all", "deg.more", "deg.less", "deg.top") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Metric = []string{th.one()}, false, ""
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}

// ofAll reports whether the last question was for the figures of all, or for a sum of them or what is left of it.
func (th *thread) ofAll() bool {
	if len(th.last.query.Names) > 0 {
		return false
	}
	switch th.last.query.Intent.Operation {
	case "table", "standing", "rest", "complement", "total":
		return true
	}
	return false
}
