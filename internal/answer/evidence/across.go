package evidence

import (
	"math"
	"slices"
)

// acrossYears sets the figure that one of two had a year before against the other's of now: "does X today have more than
// Y had a year ago?". It is nil where the question does not ask for that.
func (x *Index) acrossYears(q *Query) *Finding {
	if q.Then == "" || !q.Figures() || q.Abroad != "" {
		return nil
	}
	s, miss := x.scope(&Query{Metric: q.Metric, Place: q.Place})
	if miss != nil {
		return nil
	}
	before := s
	before.period = s.period.Add(-4)
	before.table = x.table(s.metric.ID, s.place, before.period)
	old, lack := x.known(before, []string{q.Then})
	others, _ := x.known(s, x.others(q, s))
	switch {
	case len(lack) > 0:
		return unknown("unknown.before", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", before.period})
	case len(others) != 1:
		return nil
	}
	a, b := old[0], others[0]
	f := s.answer(0.5)
	x.verdictThen(f, q, a, b)
	d := round(a.Value - b.Value)
	f.say(side(d, "then.above", "then.below", "then.same"), Arg{"a", Name(a.Entity)}, Arg{"b", Name(b.Entity)}, Arg{"av", Figure{s.metric.ID, a.Value}}, Arg{"bv", Figure{s.metric.ID, b.Value}},
		Arg{"before", before.period}, Arg{"period", s.period}, Arg{"gap", gap(s, math.Abs(d))}, Arg{"source", x.sourceOf([]Row{a, b})})
	f.derive(d, unit(s), "%v - %v", a.Value, b.Value)
	x.citeRows(f, a, b)
	x.sayInferred(f, b)
	return f
}

// others returns whom the figure of a year before is set against: the other name, or who holds the rank.
func (x *Index) others(q *Query, s scope) []string {
	for _, n := range q.Names {
		if n != q.Then {
			return []string{n}
		}
	}
	names := slices.DeleteFunc(x.ranked(q, s), func(n string) bool { return n == q.Then })
	return names[:min(1, len(names))]
}

// verdictThen answers yes or no where both are named, in the order of mention, and the question says who is above.
func (x *Index) verdictThen(f *Finding, q *Query, then, now Row) {
	way := q.ordering()
	if way == 0 || len(q.Names) != 2 {
		return
	}
	first, second := then.Value, now.Value
	if q.Names[0] != q.Then {
		first, second = second, first
	}
	f.judge(way*(first-second) > 0)
}
