package evidence

import (
	"math"
	"slices"
)

// limits are the cues of a limit, above or below which something is.
var limits = []string{"bound.above", "bound.below", "bound.atleast", "bound.atmost"}

// Limited reports whether a question gives a limit.
func (q *Query) Limited() bool { return q.Cues.Has(limits...) }

// keeps reports whether a value is on the side of a limit that a question says.
func (q *Query) keeps(v, limit float64) bool {
	switch {
	case q.Cues.Has("bound.atleast"):
		return v >= limit
	case q.Cues.Has("bound.atmost"):
		return v <= limit
	case q.Cues.Has("bound.below", "deg.less") && !q.Cues.Has("bound.above"):
		return v < limit
	}
	return v > limit
}

// gapWithin says yes or no to "is the gap between X and Y more than 5 points?": by the gap, and no where it goes the other way.
func gapWithin(f *Finding, q *Query) {
	if q.Facet != "facet.whether" || q.Cues.Has("set.not", "facet.choice") || q.eitherSide() || len(f.Parts) == 0 {
		return
	}
	wrong := f.Parts[0].Key == "no" && hasAny(q.Bare, "act.lead", "act.lag", "act.overtake") || f.Parts[0].Key == "not.quite"
	for _, pt := range f.Parts {
		for _, a := range pt.Args {
			v, ok := a.Value.(Points)
			if !ok || wrong {
				continue
			}
			f.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
			f.Status = Answered
			f.judge(q.keeps(float64(v), q.Points[0]))
			return
		}
	}
}

// jointly sets the sum of several against a percentage, or each of them where each is above it: "do X and Y hold more than a third?" It is
// nil where a question does not ask for that.
func (x *Index) jointly(q *Query) *Finding {
	names := x.lean(q.Names)
	if all := x.Ranked(); len(names) == 0 && all.More == 0 && len(all.Names) > 1 && q.Several() == len(all.Names) && q.Limited() {
		names = all.Names // "do the five named cover more than three quarters?"
	}
	m := x.metrics[q.Metric]
	if !q.Figures() || q.Facet != "facet.whether" || len(names) < 2 || len(q.Percents) != 1 || len(q.Ranks)+len(q.Points)+len(q.Excepted)+q.Top > 0 || m != nil && m.Whole == 0 ||
		q.Cues.Has("facet.choice", "set.not", "set.against") || q.ofChange() || q.Asked.Prior > 0 || q.Left > 0 && q.Left < len(names) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, lack := x.known(s, names)
	if len(lack) > 0 || len(have) < 2 {
		return nil
	}
	if !q.Limited() {
		return x.sumGiven(q, have)
	}
	outside := func(r Row) bool { return !q.keeps(r.Value, q.Percents[0]) }
	if !q.Cues.Has("set.sum") && !hasAny(q.Concepts, "act.combine") && (q.Cues.Has("set.each") || !slices.ContainsFunc(have, func(r Row) bool { return r.Value < q.Percents[0] })) {
		f := s.answer(0.6, have...)
		x.sayTable(f, s, plainly(have))
		f.judge(!slices.ContainsFunc(have, outside))
		return f
	}
	sum := q.Clone()
	sum.Cues = append(slices.Clone(q.Cues), "set.sum")
	sum.Left, sum.Names = 0, names
	f := x.total(sum)
	if f.Silent() {
		return nil
	}
	return f.fitting(0.6).within(sum)
}

// sumGiven says yes to a percentage that is the sum of several, where it is none of theirs. It is nil where it is not.
func (x *Index) sumGiven(q *Query, have []Row) *Finding {
	_, sum := addends(have)
	if !near(sum, q.Percents[0]) || slices.ContainsFunc(have, func(r Row) bool { return near(r.Value, sum) }) {
		return nil
	}
	f := x.total(q)
	if f.Silent() || f.Parts[0].Key != "total" {
		return nil
	}
	f.judge(true)
	return f.fitting(0.6)
}

// sumsTo says yes or no to a sum or an average that a question gives: "do they add up to 100%?"
func (x *Index) sumsTo(f *Finding, q *Query) *Finding {
	if f.Status != Answered || len(f.Parts) == 0 || len(f.Parts) > 2 || f.Parts[0].Key != "total" && f.Parts[0].Key != "mean" {
		return f
	}
	if q.Facet != "facet.whether" && !q.Tagged || len(q.Stated()) != 1 || len(q.Percents) == 0 && !q.Cues.Has("move.to") || q.Cues.Has("facet.choice", "set.not") ||
		!slices.ContainsFunc(f.Series, func(r Row) bool { return !near(r.Value, q.Stated()[0]) }) {
		return f // or each of them is as much
	}
	for _, a := range f.Parts[0].Args {
		v, ok := a.Value.(Figure)
		if !ok || a.Name != "sum" && a.Name != "value" {
			continue
		}
		said := q.Stated()[0]
		right := near(v.Value, said) || q.Rough && (math.Abs(v.Value-said) < roughly || v.Value > said && hasAny(q.Bare, "act.hold")) // whoever holds more holds as much
		if q.Limited() && q.Motion != To && len(q.Percents) > 0 {
			right = q.keeps(v.Value, said)
		}
		f.judge(right)
		break
	}
	return f
}

// beaten lists whom one is ahead of or behind: "who does X beat?" asks for those below X. It is nil where a question does not ask for that.
func (x *Index) beaten(q *Query) *Finding {
	if !q.Figures() || q.Doer == "" || !q.Cues.Has("deg.more", "deg.less") || len(q.Percents)+len(q.Numbers)+len(q.Ranks)+len(q.Points)+q.Top > 0 || q.Asked.Prior > 0 ||
		q.Cues.Has("deg.bottom", "deg.near", "deg.next", "facet.choice", "set.not") || q.ofChange() {
		return nil
	}
	q = q.Clone()
	q.Names = []string{q.Doer}
	more := q.Cues.Has("deg.more")
	q.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.more" || id == "deg.less" || contains(limits, id) })
	q.Cues.Add(pick(more, "deg.less", "deg.more"))
	return x.either(q)
}

// anyAhead says whether and who is ahead of one or behind it: "is anyone ahead of X?" It is nil where a question does not ask for that.
func (x *Index) anyAhead(q *Query) *Finding {
	names := x.lean(q.included())
	if q.Asked.Prior > 0 && (q.Figures() || telling[q.Intent.Operation]) && len(names) == 1 && q.Facet == "facet.whether" && q.Cues.Has("ask.any") && q.Cues.Has("deg.more", "deg.less") {
		return x.standing(&Query{Intent: q.Intent, Names: names, Place: q.Place, Period: q.Period, Asked: q.Asked}) // if the places of then are known at all
	}
	more := len(q.Percents)+len(q.Numbers)+len(q.Ranks)+len(q.Points)+q.Top+len(q.People) > 0 || q.Asked.Prior > 0
	if !q.Figures() || len(names) != 1 || q.Doer != "" || q.Left > 0 || q.Cues.Has("deg.more") == q.Cues.Has("deg.less") || more ||
		q.Cues.Has("deg.top", "deg.bottom", "deg.near", "deg.next", "facet.choice", "set.not", "set.sum", "time.yoy") || q.ofChange() || q.Cues.Has("bound.atleast", "bound.atmost") ||
		!(q.Facet == "facet.whether" && (q.Cues.Has("ask.any") || hasAny(q.Bare, "noun.remainder"))) && !((q.Facet == "facet.who" || q.counting()) && q.Intent.Operation == "compare") {
		return nil
	}
	q = q.Clone()
	q.Names = names
	return x.either(q)
}

// either lists who is above or below one as the question says, with a yes or no, or how many, where it asks for that.
func (x *Index) either(q *Query) *Finding {
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, _ := x.known(s, q.Names)
	if len(have) != 1 {
		return nil
	}
	rows := s.table.list(q.Excepted, s.table.compared(&Query{Cues: Cues{pick(q.Cues.Has("deg.more"), "deg.more", "deg.less")}}, have[0].Value)...)
	f := s.answer(0.6, rows.rows...).surely()
	any := len(rows.rows) > 0
	if !any {
		f.say("threshold.none")
		rows = s.table.list(nil, s.table.all())
	}
	x.sayTable(f, s, rows)
	switch {
	case q.Facet == "facet.whether":
		f.judge(any)
	case q.counting() && any:
		f.counted()
	}
	return f
}

// judgement says that the book does not judge a figure or a lead, and gives it: "is 15% good?", "is X far ahead?" It is nil where a question
// does not ask for that.
func (x *Index) judgement(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || !q.asserts() || len(q.Others)+len(q.People)+len(q.Points)+len(q.Ranks)+q.Top > 0 || q.Asked.Prior > 0 || q.Limited() || q.Cues.Has("facet.choice", "set.not", "time.sofar") {
		return nil
	}
	switch sized := q.Cues.Has("ask.sized") || hasAny(q.Bare, "adj.far"); {
	case len(names) == 0 && len(q.Percents) == 1 && x.ofDefault(q) && (sized || hasAny(q.Bare, sizes...)) && !q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.bottom"):
		f := &Finding{Status: Answered, Fit: 0.6, Place: x.place(q), Sure: true}
		rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
		for _, r := range rows[:min(len(rows), MostListed)] {
			x.sayFigure(f, r)
		}
		if len(rows) == 0 {
			return nil
		}
		f.sayFirst("unknown.judgement")
		return f
	case len(names) > 0 && len(names) <= 2 && len(q.Percents) == 0 && sized && (hasAny(q.Bare, "act.lead", "act.overtake", "act.lag", "adj.far") || q.Cues.Has("deg.more", "deg.less")) && !q.ofChange():
		lead := q.Clone()
		lead.Facet, lead.Concepts, lead.Bare = "", nil, nil
		lead.Cues = Cues{"deg.more", "unit.points"}
		if len(names) == 1 {
			s, miss := x.scope(q)
			if miss != nil {
				return nil
			}
			r, ok := x.rowOf(s, names[0])
			switch {
			case !ok:
				return nil
			case r.Rank == 1:
				lead.Facet = "facet.amount"
			case q.Cues.Has("deg.more", "deg.top"):
				lead.Ranks = []int{1}
				return x.compare(lead).correct("no") // it does not lead at all
			default:
				lead.Ranks = []int{1}
			}
		}
		f := x.compare(lead)
		if f.Silent() {
			return nil
		}
		f.Sure, f.Fit = true, 0.6
		f.sayFirst("unknown.judgement")
		return f
	}
	return nil
}

// wrongly is how a wrong direction is denied: plainly where a yes or no is asked for.
func (q *Query) wrongly() string {
	return pick(q.Facet == "facet.whether" && len(q.Names) == 1 && !q.Contrary, "no", "not.quite")
}

// restWithin says whether what is left for others is above or below a limit: "is the others' share more than a fifth?" It is nil where a
// question does not ask for that.
func (x *Index) restWithin(q *Query) *Finding {
	if !q.Figures() || q.Facet != "facet.whether" || !hasAny(q.Bare, "noun.remainder") || len(q.Percents) != 1 || !q.Limited() || len(q.Names)+len(q.Ranks)+q.Top > 0 ||
		q.ofChange() || q.Asked.Prior > 0 || q.Cues.Has("facet.choice", "set.not", "ask.any", "ask.firm") {
		return nil
	}
	f := x.rest(q)
	if f.Silent() || f.Parts[0].Key != "rest" {
		return nil
	}
	for _, a := range f.Parts[0].Args {
		if v, ok := a.Value.(Figure); ok && a.Name == "left" {
			f.judge(q.keeps(v.Value, q.Percents[0]))
		}
	}
	return f.fitting(0.6)
}

// toLimit works out how far one is from a percentage, or the sum of several: "how many points is X short of 20%?" It is nil where a question asks for
// something else.
func (x *Index) toLimit(q *Query) *Finding {
	if !q.Figures() || len(q.Percents) != 1 || len(q.Ranks)+len(q.Points)+len(q.People)+len(q.Others) > 0 || q.ofChange() || q.Asked.Prior > 0 || !x.ofDefault(q) || q.Cues.Has("set.not", "facet.choice", "ask.suppose", "time.future") ||
		!q.OnlyFigures() {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || !s.metric.Percent() {
		return nil
	}
	rows, lack := x.known(s, x.lean(q.included()))
	l, sum := addends(rows)
	if len(rows) == 0 && (q.Top > 1 || q.Several() == s.table.len()) {
		l, sum = s.table.addends(q.Excepted, x.topRows(q, s))
	}
	if len(lack) > 0 || len(l.rows) == 0 || len(rows) > 1 && !q.Cues.Has("set.sum", "set.pool") && !hasAny(q.Concepts, "act.combine") {
		return nil
	}
	f := s.answer(0.6, l.rows...).surely()
	if len(l.rows) == 1 {
		x.sayFigure(f, l.rows[0])
	} else {
		x.sayTotal(f, s, l, sum)
	}
	d := round(sum - q.Percents[0])
	f.say(side(d, "limit.above", "limit.below", "limit.same"), Arg{"gap", gap(s, math.Abs(d))}, Arg{"value", Figure{s.metric.ID, q.Percents[0]}})
	f.derive(d, unit(s), "%v - %v", sum, q.Percents[0])
	x.sayInferences(f, l.rows)
	return f
}
