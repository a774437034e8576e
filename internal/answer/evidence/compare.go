package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// compare says who of the named is ahead, and by how much.
func (x *Index) compare(q *Query) *Finding {
	if q.circles() {
		return unknown("unknown.plain")
	}
	if q.Asked.Pair {
		return x.change(q)
	}
	if f := x.comparedOtherwise(q); f != nil {
		return f
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.Names)
	have, lack := x.known(s, names)
	if len(lack) == 1 && len(names) == 2 && lack[0] == names[0] && q.Cues.Has("deg.top") && q.Cues.Has("deg.more") && !q.Cues.Has("deg.less") && !q.asksWhich() && s.metric.Ranked {
		return x.notThere(s, lack, 1) // "X is ahead of Y as the leader", of an X that is not on record
	}
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if len(have) == 1 && len(q.Ranks) == 2 && !contains(q.Ranks, have[0].Rank) {
		return x.overEach(q, s, have[0])
	}
	have = x.counterpart(q, s, have)
	if t := s.table; len(have) == 0 && q.Top == 2 && len(q.Ranks) == 0 && t.len() > 2 && t.row(1).Value > t.row(2).Value && hasAny(q.Concepts, "noun.difference") {
		have = []Row{t.row(0), t.row(1)} // "the gap between the top two"
	}
	switch {
	case len(have) < 2 && (q.Asked.Prior > 0 || len(have) == 1 && hasAny(q.Concepts, "adj.former") || len(have) == 1 && len(names) == 1 && q.Cues.Has("unit.points")):
		return x.change(q)
	case len(have) < 2:
		f := x.wholeTable(q)
		if len(names)+len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.bottom") {
			f.Fit = -0.2 // "by how much?", of nobody
		}
		return f
	case len(have) > 2:
		return x.order(q).against(q, have)
	}
	if f := x.leadTaken(q, s); f != nil {
		return f
	}
	f = s.answer(0.5, have...)
	a, b := have[0], have[1]
	x.verdict(f, q, a, b)
	x.sayPair(f, s, a, b)
	return f
}

// comparedOtherwise answers what is asked like a comparison but is not one of two that are named: who is ahead of one, or how several moved. It
// is nil for a comparison.
func (x *Index) comparedOtherwise(q *Query) *Finding {
	m := x.metrics[q.Metric]
	apart := q.Cues.Has("unit.points") || hasAny(q.Bare, "noun.difference")
	ordered := q.Cues.Has("deg.more", "deg.less")
	within := q.Asked.Prior > 0 || q.Cues.Has("time.yoy") || hasAny(q.Bare, "act.change", "act.happen")
	switch {
	case len(q.Excepted) > 0 && len(q.Names)+len(q.Ranks) == 0 && q.Facet == "facet.who":
		return x.holder(q) // "besides X and Y, who leads?"
	case len(x.lean(q.Names)) == 1 && len(q.Ranks) == 0 && q.Cues.Has("deg.tie") && apart:
		return x.fromTied(q) // "the gap between X and those who are tied"
	case x.betterThen(q) && q.Cues.Has("deg.more") && q.Cues.Has("deg.less"):
		return x.change(q.ofNow()) // "better or worse than before?"
	case len(q.Names) == 1 && q.asksWhich() && (q.Cues.Has("ask.firm") || q.Several() > 1) && ordered && !q.Cues.Has("deg.near", "deg.top", "unit.points"):
		return x.threshold(q) // "the companies that are ahead of X"
	case len(q.Names) == 1 && q.Top > 1 && q.Facet == "facet.whether" && !ordered && !apart && len(q.Stated())+len(q.Ranks) == 0:
		return x.standing(q) // "is X out of the top two?"
	case q.Cues.Has("set.not rank") && len(q.Names) == 0:
		return x.holder(q) // "who is neither first nor third"
	case len(q.Names) == 1 && m != nil && x.changeOnly(m):
		q = q.Clone()
		q.Ranks = nil // "more than a third"
		return x.growth(q)
	case len(q.Names) > 1 && within && q.Metric == "" && !q.Asked.Exact && !ordered && !q.Cues.Has("unit.points") && !(q.Asked.Prior > 0 && q.Cues.Has("set.between")): // "the gap between X and Y a year ago" is one of then
		return x.moves(q)
	}
	moved := hasAny(q.Concepts, "dir.up", "dir.down") && q.Metric != x.Book.Default.Metric && !q.Cues.Has("unit.points") && !(len(q.Names) > 1 && ordered)
	if moved || q.Cues.Has("time.yoy", "ask.growth") {
		if f := x.movers(q); !f.Silent() {
			return f
		}
	}
	return nil
}

// moves says of each of some how it did within a year: by its figures of both, else by a rate of growth.
func (x *Index) moves(q *Query) *Finding {
	q = q.Clone()
	q.Asked, q.Period = Asked{}, Period{}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	f = s.answer(0.5)
	have, lack := x.known(s, x.lean(q.Names))
	for _, r := range have {
		if !x.sayMove(f, &Query{}, s, r) && !x.sayGrowth(f, q, r.Entity) {
			lack = append(lack, r.Entity)
		}
	}
	if len(f.Parts) == 0 {
		return x.movers(q)
	}
	if len(lack) > 0 {
		f.say("lookup.lack.growth", Arg{"names", lack})
	}
	return f
}

// side picks a sentence by the sign of a difference.
func side(d float64, above, below, same string) string {
	switch {
	case d > 0:
		return above
	case d < 0:
		return below
	}
	return same
}

func round(v float64) float64 { return knowledge.Round(v) }

// againstLeader sets one against whoever leads: "the largest share against X's". It is nil where a change is asked for, or X leads.
func (x *Index) againstLeader(q *Query) *Finding {
	s, miss := x.scope(&Query{Place: q.Place})
	if !q.Figures() || miss != nil || q.ofChange() || q.Asked.Prior > 0 || len(q.Percents)+len(q.Ranks) > 0 || !x.ofDefault(q) {
		return nil
	}
	first := x.atRank(s, 1)
	if len(first) != 1 || first[0].Entity == q.Names[0] {
		return nil
	}
	q = q.Clone()
	q.Names = []string{first[0].Entity, q.Names[0]}
	q.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.top" })
	return x.compare(q)
}

// leadTaken corrects a question for the lead of one who does not lead: "X was on top: what was its lead over number two?" It is nil where a question is not for that.
func (x *Index) leadTaken(q *Query, s scope) *Finding {
	if len(q.Names) != 1 || len(q.Ranks) != 1 || !q.Cues.Has("deg.top") || !hasAny(q.Bare, "act.lead") || !hasAny(q.Bare, "noun.difference") || q.Cues.Has("deg.less", "move.from", "set.off", "set.not", "ask.suppose", "time.future") {
		return nil
	}
	r, ok := x.rowOf(s, q.Names[0])
	if !ok || r.Rank == 1 {
		return nil
	}
	f := s.answer(0.5, r, s.table.row(0)).surely()
	x.sayRow(f, s, r)
	x.sayRow(f, s, s.table.row(0))
	return f.correct("not.quite")
}
