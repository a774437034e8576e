package evidence

import (
	"math"
	"slices"
)

// order sorts the named entities, or all.
func (x *Index) order(q *Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	have, lack := x.known(s, x.lean(q.Names))
	if q.Cues.Has("set.sum") && !q.Cues.Has("set.not") && len(have) > 1 {
		return x.total(q)
	}
	if len(have) == 0 {
		if len(lack) > 0 {
			return x.noFigure(q, s, lack)
		}
		return x.wholeTable(q)
	}
	if len(have) == 1 && len(lack) > 1 {
		return x.noFigure(q, s, lack)
	}
	slices.SortStableFunc(have, func(a, b Row) int { return a.Rank - b.Rank })
	f = s.answer(0.4, have...)
	x.sayTable(f, s, plainly(have))
	if level(have) {
		f.say("order.same")
	}
	if len(have) < 2 {
		f.Fit = -0.1 // one has no order
	}
	if len(lack) > 0 {
		f.Fit = -0.3
		f.say("lookup.lack", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)})
	}
	return f
}

// nearest says who is closest to a named entity or to the leader.
func (x *Index) nearest(q *Query) *Finding {
	near, ordered := q.Cues.Has("deg.near"), q.Cues.Has("deg.more", "deg.less")
	if !near && !ordered && len(q.Names) == 1 && hasAny(q.Concepts, "dir.up") {
		q = q.Clone()
		q.Cues = append(slices.Clone(q.Cues), "deg.more", "deg.next") // "whom does X have to catch to climb a place?"
	}
	switch {
	case len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) && q.Facet == "facet.who" && !near:
		return x.holder(q) // "X aside, who is on top?"
	case q.Facet == "facet.whether" && len(q.Names) == 1 && len(q.Excepted)+len(q.Ranks) == 0 && q.Cues.Has("deg.bottom") && !near && !ordered && !q.Cues.Has("deg.top"):
		return x.standing(q) // "is X the smallest?"
	case q.Cues.Has("ord.after", "ord.before") && q.Facet == "facet.who":
		q = q.Clone()
		q.Cues = append(slices.Clone(q.Cues), "deg.next", pick(q.Cues.Has("ord.after"), "deg.less", "deg.more")) // "who comes after X?"
	case (q.asksWhich() || q.Many) && ordered && !near && !q.Cues.Has("deg.next") && len(q.Names) == 1:
		return x.threshold(q) // "which of them are above X?"
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.included())
	have, lack := x.known(s, names)
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	target, found := Row{}, false
	if len(have) == 3 && q.Left == 1 && q.Cues.Has("facet.choice") && q.Cues.Has("deg.near") && q.Facet == "facet.whether" {
		q = q.Clone()
		q.Beside = have[0].Entity // "is X closer to Y or Z?"
	}
	if ordered && level(have) {
		have = have[:1] // "who is right above X and Y?", which are tied
	}
	if q.Beside != "" {
		target, found = x.rowOf(s, q.Beside)
	} else if len(have) == 1 {
		target, found = have[0], true
	}
	if !found {
		target = s.table.row(0)
	}
	field := nearTo(target, q, s, have)
	switch {
	case len(field) > 0:
	case ordered && len(have) == 1:
		return x.threshold(q) // nobody is
	default:
		return x.wholeTable(q)
	}
	f = s.answer(0.4, append([]Row{target}, field[:min(len(field), MostListed)]...)...)
	if len(q.Excepted) > 0 || !q.Cues.Has("deg.near", "deg.more", "deg.less", "bound.above", "bound.below") {
		f.Fit = 0 // nothing says near
	}
	f.say("nearest", Arg{"entity", Name(field[0].Entity)}, Arg{"target", Name(target.Entity)})
	x.sayPair(f, s, target, field[0])
	if field[0].Tied > 1 && field[0].Value != target.Value && len(have) < 2 {
		at := x.atRank(s, field[0].Rank)
		x.sayHolder(f, s, field[0].Rank, at) // others are as near
		f.Series = append(f.Series[:1:1], at...)
	}
	if len(have) > 2 {
		x.sayPair(f, s, target, field[1])
	}
	return f
}

// level reports whether there are several rows, all of one value.
func level(rows []Row) bool {
	return len(rows) > 1 && !slices.ContainsFunc(rows, func(r Row) bool { return r.Value != rows[0].Value })
}

// nearTo returns those of some that are not the target, nearest first: where there are no others, those about it in the table whom the question
// does not leave out.
func nearTo(target Row, q *Query, s scope, have []Row) []Row {
	field := slices.DeleteFunc(slices.Clone(have), func(r Row) bool { return r.Entity == target.Entity })
	if len(field) == 0 {
		field = slices.DeleteFunc(s.table.around(target), func(r Row) bool {
			return r.Entity == target.Entity || contains(q.Excepted, r.Entity) || q.Cues.Has("deg.more", "bound.above") && r.Value <= target.Value ||
				q.Cues.Has("deg.less", "bound.below") && r.Value >= target.Value // "right above X"
		})
	}
	slices.SortStableFunc(field, func(a, b Row) int {
		return int(math.Round(100 * (math.Abs(a.Value-target.Value) - math.Abs(b.Value-target.Value))))
	})
	return field
}

// threshold lists who is above, below or at a value.
func (x *Index) threshold(q *Query) *Finding {
	if f := x.limitedOtherwise(q); f != nil {
		return f
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	values := q.Percents
	if len(values) == 0 {
		values = q.Numbers
	}
	if len(values) == 0 {
		have, lack := x.known(s, x.lean(q.Names))
		if len(have) == 0 && len(lack) == 1 && q.Cues.Has("deg.more", "deg.less") {
			return x.noFigure(q, s, lack) // "how many beat X?", of an X that is not on record
		}
		if len(have) == 1 {
			values = []float64{have[0].Value}
		} else {
			return x.wholeTable(q)
		}
	}
	rows := s.table.list(q.Excepted, s.table.compared(q, values[0])...)
	if (q.Several() == s.table.len() || q.Cues.Has("set.sum")) && len(rows.rows) == 0 && len(q.Percents) == 1 && q.Facet == "facet.whether" && !q.bounded() && s.table.bare(0).Value < values[0] {
		return x.total(q) // "the five hold 95%"
	}
	if len(rows.rows) == 0 && len(q.Percents) == 1 && len(q.Names)+len(q.Ranks)+len(q.Excepted) == 0 && !q.Cues.Has("deg.top", "deg.bottom") && !q.bounded() {
		if f := x.holds(q); !f.Silent() || q.Facet != "facet.whether" {
			return f
		}
	}
	f = s.answer(0.5, rows.rows...)
	if n := len(rows.rows) + rows.more; n > 0 && q.Several() > n && q.Cues.Has("ask.which") && q.Facet != "facet.whether" {
		f.correct("not.quite").say("count", Arg{"n", Count(n)}) // "which four are ahead of X?"
	}
	if len(rows.rows) == 0 {
		f.say("threshold.none")
		rows = s.table.list(nil, s.table.all())
	}
	x.sayTable(f, s, rows)
	if q.Facet == "facet.whether" && q.Cues.Has("ask.any") && !q.Cues.Has("set.not", "facet.choice") && f.Status == Answered && !verdicts[f.Parts[0].Key] {
		f.judge(f.Parts[0].Key != "threshold.none")
	}
	return x.ofAnother(f, q, s)
}

// limitedOtherwise answers what is asked with a limit, but of one who is named, of a sum or of rates. It is nil where it is asked who is within it.
func (x *Index) limitedOtherwise(q *Query) *Finding {
	m := x.metrics[q.Metric]
	whether := q.Facet == "facet.whether"
	rates := q.ofChange() && (m == nil || m.Whole == 0)
	ofOne := (whether || q.stands()) && len(x.lean(q.Names)) == 1 && len(q.Percents) == 1 && q.bounded()
	if q.Cues.Has("deg.next") && q.Facet == "facet.who" && len(x.lean(q.included())) == 1 && len(q.Stated())+len(q.Ranks) == 0 && !q.circles() {
		return x.nearest(q) // "who is right behind X?"
	}
	if whether && len(q.Names) == 0 && q.Top > 1 && len(q.Percents) == 1 && q.bounded() {
		return x.total(q).within(q) // "do the top five have over 75%?"
	}
	if ofOne && rates {
		f := x.growth(q)
		if !f.Silent() {
			f.Status = Answered
			f.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
			return f.within(q) // "did X grow more than 30%?"
		}
		if q.Metric == "" {
			return f // a share would be no answer
		}
	}
	if len(q.Names)+len(q.Ranks) == 0 && rates && q.Asked.Prior%4 == 0 {
		if f := x.moverAt(q); f != nil {
			return f
		}
		return x.ratesWithin(q)
	}
	if m != nil && x.changeOnly(m) {
		q = q.Clone()
		q.Ranks = nil      // "more than a third"
		return x.growth(q) // shipments, of which only the change is known
	}
	if !ofOne {
		return nil
	}
	f := x.lookup(q)
	if !f.Silent() {
		f.within(q)
	}
	return f
}

// bounded reports whether a question asks for what is above or below a value.
func (q *Query) bounded() bool {
	return q.Cues.Has("bound.atmost", "bound.atleast", "bound.above", "bound.below", "deg.more", "deg.less", "set.not")
}

// holds says of whom and of what a percentage is that no figure of the table is.
func (x *Index) holds(q *Query) *Finding {
	q = q.Clone()
	q.Metric = ""
	if f := x.whichMetric(q); f != nil {
		x.sayNow(f, q)
		return f
	}
	if f := x.restGiven(q); f != nil {
		return f
	}
	return unknown("unknown.value", Arg{"value", Raw(number(q.Percents[0]) + "%")}, x.covered())
}

// ofWholeYear says that a share which a question takes for one of a whole year is of a quarter. It is nil where it asks for more.
func (x *Index) ofWholeYear(q *Query) *Finding {
	if !q.Figures() || q.Facet != "facet.whether" || q.Cues.Has("facet.choice", "set.not") || len(q.Numbers)+len(q.Ranks)+len(q.Points) > 0 || q.ofChange() || !x.levels(q.Percents[0]) {
		return nil
	}
	of := q.Clone()
	of.Asked = Asked{}
	f := x.holds(of)
	if f.Silent() {
		return nil
	}
	f.Sure = true
	return f.correct("no")
}

// levels reports whether a value is a share of the book.
func (x *Index) levels(v float64) bool {
	rows, _ := x.meant(&Query{Percents: []float64{v}})
	return slices.ContainsFunc(rows, func(r Row) bool { return x.metrics[r.obs.Metric].Whole > 0 })
}

// compared is where the values are that compare with a limit as the question says.
func (t *table) compared(q *Query, limit float64) []span {
	above, atLeast, n := t.above(limit, false)[1], t.above(limit, true)[1], t.len()
	switch {
	case q.Cues.Has("bound.atmost", "set.not bound.above", "set.not deg.more"):
		return []span{{above, n}}
	case q.Cues.Has("bound.atleast", "set.not bound.below", "set.not deg.less"):
		return []span{{0, atLeast}}
	case q.eitherSide():
		return []span{{0, above}, {atLeast, n}}
	case q.Cues.Has("bound.above", "deg.more"):
		return []span{{0, above}}
	case q.Cues.Has("bound.below", "deg.less"):
		return []span{{atLeast, n}}
	case q.Cues.Has("set.not percent"):
		return []span{{0, above}, {atLeast, n}}
	}
	return []span{{above, atLeast}}
}

// sayNow adds what the figures of a year before have become, where a question gives one without its time: "the vendor that was at 24%".
func (x *Index) sayNow(f *Finding, q *Query) {
	if q.Asked.Said {
		return
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || f.Metric != s.metric.ID || f.Period == s.period {
		return
	}
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	for _, r := range rows {
		if now, ok := x.rowOf(s, r.Entity); ok {
			x.sayRow(f, s, now)
		}
	}
}
