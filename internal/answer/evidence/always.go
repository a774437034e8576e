package evidence

import "slices"

// alwaysHeld says whether somebody had a year before what they have now, where a question asks whether it has always been so: the figure of then is
// another, or not on record. It is nil where a question does not ask for that, or for a place.
func (x *Index) alwaysHeld(q *Query) *Finding {
	names := x.lean(q.Names)
	of := q.Intent.Operation == "lookup" || q.Intent.Operation == "verify" || q.Intent.Operation == "standing"
	if !of || q.Facet != "facet.whether" || len(names) != 1 || len(q.Ranks)+len(q.Points)+len(q.Excepted)+len(q.People)+len(q.Others) > 0 || q.Asked.Said || q.Cues.Has("deg.top", "deg.bottom", "facet.choice", "time.future") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.period != x.latest(s.metric.ID, s.place) {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	if !ok || len(q.Percents) == 1 && !near(q.Percents[0], r.Value) {
		return nil // or it is not so now
	}
	f := s.answer(0.6).surely()
	if x.sayMove(f, &Query{}, s, r) {
		f.judge(x.delta(s, r) == 0)
		return f
	}
	x.sayRow(f, s, r)
	return x.instead(q, f, "unknown.before", Arg{"names", Names(names)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
}

// lostTo says how somebody's figure fell, and that the book does not say to whom that went, where a question asks for it. It is nil where a question does
// not, or nothing fell.
func (x *Index) lostTo(q *Query) *Finding {
	if q.Intent.Operation != "change" || len(q.Names) != 1 || len(q.Ranks)+len(q.Points)+len(q.People)+len(q.Others) > 0 || q.Cues.Has("deg.top", "deg.more", "deg.less", "move.ahead") {
		return nil
	}
	f := x.change(&Query{Intent: q.Intent, Names: q.Names, Metric: q.Metric, Place: q.Place})
	if f.Silent() || !slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Key == "move.down" || p.Key == "figure.fall" }) {
		return nil
	}
	return x.instead(q, f, "unknown.plain")
}

// lostToEach declines how much of what one lost went to others, and says how that one has changed. It is nil where it has not fallen.
func (x *Index) lostToEach(q *Query) *Finding {
	of := q.Clone()
	of.Names, of.Points = q.Names[:1], nil
	if of.Intent = x.doing["change"]; of.Intent == nil {
		return nil
	}
	if f := x.lostTo(of); f != nil {
		return f.surely()
	}
	return nil
}
