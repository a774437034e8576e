package evidence

import (
	"math"
	"slices"
)

// restGiven says that a percentage of a question that names nobody is what is left for all who are not listed. It is nil where it is not.
func (x *Index) restGiven(q *Query) *Finding {
	if len(q.Names) > 0 || len(q.Percents) != 1 || q.Asked.Prior > 0 || q.ofChange() {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || s.metric.Whole == 0 || !near(s.metric.Whole-s.table.sum(s.table.all()), q.Percents[0]) {
		return nil
	}
	return x.rest(&Query{Intent: q.Intent, Place: q.Place})
}

// stands reports whether a question is a statement whose name stands before its limit: "X has over 16%?"
func (q *Query) stands() bool {
	return q.Facet == "" && q.Left > 0 && q.Left == len(q.Names) && !q.Cues.Has("ask.which", "ask.firm", "ask.what", "ask.any", "set.all", "ask.count", "facet.choice")
}

// ratesWithin lists whose rates of growth are above or below a limit: "who grew more than 30%?" Where it is not said what the limit is, it lists
// all that went that way.
func (x *Index) ratesWithin(q *Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	way := direction(q)
	for t := range x.changing(x.place(q)) {
		for _, r := range t.list(nil, t.all()).rows {
			if way*r.Value < 0 || q.Metric != "" && q.Metric != r.obs.Metric && x.changes[q.Metric] != r.obs.Metric || len(q.Percents) == 1 && !q.keeps(math.Abs(r.Value), q.Percents[0]) {
				continue
			}
			s := x.sayFigure(f, r)
			f.Metric, f.Period = s.metric.ID, s.period
		}
	}
	if len(f.Parts) > 0 {
		if q.Facet == "facet.whether" {
			f.sayFirst("yes")
		}
		return f
	}
	g := x.movers(&Query{Intent: q.Intent, Place: q.Place, Concepts: q.Concepts, Bare: q.Bare})
	if !g.Silent() {
		g.sayFirst("threshold.none")
	}
	return g
}

// ofAnother corrects a figure that a question gives to somebody who has none, where it is one other's: "A has 16%, who is right behind?"
func (x *Index) ofAnother(f *Finding, q *Query, s scope) *Finding {
	_, lack := x.known(s, x.lean(q.Names))
	if q.Facet != "facet.who" || len(q.Names) != 1 || len(lack) != 1 || len(q.Percents) != 1 || len(q.Excepted) > 0 {
		return f
	}
	var whose []Row
	for _, r := range s.table.list(nil, s.table.all()).rows {
		if near(r.Value, q.Percents[0]) {
			whose = append(whose, r)
		}
	}
	if len(whose) != 1 {
		return f
	}
	g := &Finding{Status: Corrected, Fit: f.Fit, Series: f.Series, Metric: f.Metric, Period: f.Period, Place: f.Place}
	g.say("not.entity", Arg{"entity", Name(lack[0])})
	x.sayFigure(g, whose[0])
	both := g.And(f)
	both.Series = f.Series
	return both
}

// heldNow says that nobody has now a share that somebody had before: "does anyone have 24% today?" It is nil where one has it, or nobody had.
func (x *Index) heldNow(q *Query) *Finding {
	if !q.asks("facet.whether", "facet.who") || q.Facet == "facet.whether" && !q.Cues.Has("ask.any", "ask.staff") || len(q.Names)+len(q.People)+len(q.Others) > 0 || !q.Asked.Known || q.Asked.Vague || q.Asked.Pair || q.Period != x.Latest ||
		!x.ofDefault(q) || q.ofChange() || q.bounded() || q.Cues.Has("set.not", "facet.choice", "set.sum", "time.future") || !q.OnlyFigures() || !x.levels(q.Percents[0]) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	all := s.table.list(nil, s.table.all())
	if slices.ContainsFunc(all.rows, func(r Row) bool { return near(r.Value, q.Percents[0]) }) {
		return nil
	}
	f := x.holds(q)
	if f.Silent() {
		return nil
	}
	f.correct(pick(q.Facet == "facet.whether", "no", "threshold.none"))
	x.sayTable(f, s, all)
	x.sayInferences(f, all.rows)
	return f.surely()
}

// moverAt says whose rate a percentage is by which something went up or down as a question says: "what rose 37%?" It is nil where it is nobody's.
func (x *Index) moverAt(q *Query) *Finding {
	if len(q.Percents) != 1 || q.bounded() || q.Motion == To || q.Motion == From {
		return nil
	}
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	way := direction(q)
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	for _, r := range rows {
		if x.metrics[r.obs.Metric].Change != "" && way*r.Value >= 0 {
			x.sayFigure(f, r)
		}
	}
	if len(f.Parts) != 1 {
		return nil
	}
	return f
}
