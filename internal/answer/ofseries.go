package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// given are those of whom the last answer gave the figures, in their order; nil where it gave none, or stood for one alone.
func (th *thread) given() (names []string) {
	if f := th.last.finding; !f.Silent() && len(f.Series) > 1 && th.last.query.Figures() {
		for _, row := range f.Series {
			names = once(names, row.Entity)
		}
	}
	return names
}

// thoseTwo reads "what are those two on?" after an answer that gave the figures of just so many as the question for the figure of each.
func (th *thread) thoseTwo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	names := th.given()
	if last := th.last.query; len(last.Names) == 1 && (last.Intent.Operation == "threshold" || last.Intent.Operation == "compare") {
		names = slices.DeleteFunc(names, func(n string) bool { return n == last.Names[0] }) // who is ahead of that one
	}
	if n := q.Several(); len(names) == 0 || n != len(names) || !q.Cues.Has("back.it", "back.they") || !q.Cues.Has("ask.what") && q.Facet != "facet.amount" || !barely(r) || !mute(q) || len(q.Bare) > 0 || !asksAtMost(q, "facet.whether", "facet.amount") || !e.ofDefault(q) ||
		q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "deg.tie", "unit.points") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Numbers, q.Facet, q.Contrary, q.Metric = names, nil, "", false, th.last.query.Metric
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// takenOut reads "take X out of that, who's left?" and "leave X out and add up the rest" after an answer that gave the figures of several as the question for those of the others, or their sum.
func (th *thread) takenOut(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	names := th.given()
	out := q.Names
	struck := cue(r, "set.strike", func(c *gazetteer.Mention) bool { return firm(r, c.Last) })
	if len(names) == 0 || !struck || len(out) == 0 || len(names) <= len(out) || !short(r) || !firmsOnly(q) || !bareOnly(q, "act.withdraw", "noun.remainder", "act.combine", "rel.except") || !asksAtMost(q, "facet.who") || q.Metric != "" || q.Asked.Said ||
		slices.ContainsFunc(out, func(n string) bool { return !slices.Contains(names, n) }) {
		return q, false
	}
	sum := q.Cues.Has("set.sum") || th.totalled()
	q = q.Clone()
	q.Names, q.Excepted, q.Facet, q.Contrary, q.Cues = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(out, n) }), nil, "", false, nil
	if q.Intent = e.index.Intent("lookup"); sum {
		q.Intent, q.Cues = e.index.Intent("total"), evidence.Cues{"set.sum"}
	}
	return q, q.Intent != nil
}

// levelWith reads "and level with X, weren't they?" after who holds a rank as the question whether that one and X are.
func (th *thread) levelWith(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if th.last.query.Intent.Operation != "holder" || !th.single() || !q.Cues.Has("deg.tie") || len(q.Names) != 1 || !short(r) || !firmsOnly(q) || !bareOnly(q, "act.tie", "act.verify") || !e.ofDefault(q) || q.Asked.Said || q.Facet != "facet.whether" && !q.Cues.Has("ask.tag") || q.Cues.Has("facet.choice", "set.sum") {
		return q, false
	}
	if name == "" {
		name = th.last.finding.Series[0].Entity
	}
	if name == q.Names[0] {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary = []string{name, q.Names[0]}, "facet.whether", false
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}
