package evidence

import (
	"cmp"
	"slices"
)

// Shift is so many points, more or fewer, that somebody is supposed to have.
type Shift struct {
	Name   string
	Points float64
}

// whatIf works out the ranking with the points that a question supposes some to have more or fewer, the figures of all others left as they are, and
// whether the first would then be where it asks: "if X took a point from Y, who would lead?" It is nil where the table is too long, or the figures are
// no shares.
func (x *Index) whatIf(q *Query) *Finding {
	s, miss := x.scope(&Query{Metric: q.Metric, Place: q.Place})
	if miss != nil || !s.metric.Percent() || s.metric.Whole == 0 || s.table.len() > MostListed {
		return nil
	}
	rows := s.table.rows(0, s.table.len())
	f := s.answer(0.6).surely()
	var by []Row // as they would be
	for n, d := range q.Shifts {
		i := slices.IndexFunc(rows, func(r Row) bool { return r.Entity == d.Name })
		if i < 0 {
			return nil
		}
		rows[i].Value = x.saySupposed(f, s, rows[i], d.Points, pick(n < len(q.Shifts)-1, ".also", ""))
		if rows[i].Value < 0 || rows[i].Value > s.metric.Whole {
			return unknown("unknown.suppose")
		}
		by = append(by, rows[i])
	}
	if len(by) == 2 && hasAny(q.Bare, "noun.difference") {
		a, b := by[1], by[0]
		d := round(a.Value - b.Value)
		f.sayBeside(s, d, plainly(by[:1]), b.Value)
		f.derive(d, unit(s), "%v - %v", a.Value, b.Value)
	}
	x.sayOrdered(f, rows)
	i := slices.IndexFunc(rows, func(r Row) bool { return r.Entity == q.Shifts[len(q.Shifts)-1].Name })
	if right, ok := q.placedAs(rows, rows[i]); ok {
		f.sayFirst(pick(right, "yes", "no"))
	}
	f.Series = nil
	return f
}

// sayOrdered lists rows in the order and with the ranks of their values.
func (x *Index) sayOrdered(f *Finding, rows []Row) {
	ranked(rows)
	f.say("suppose.order", Arg{"rows", plainly(rows).table()})
	x.citeRows(f, rows...)
	x.sayInferences(f, rows)
}

// ranked sorts rows, the greatest first, and counts their ranks anew.
func ranked(rows []Row) {
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(b.Value, a.Value) })
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].Value == rows[from].Value {
			to++
		}
		for i := from; i < to; i++ {
			rows[i].Rank, rows[i].Tied = from+1, to-from
		}
		from = to
	}
}

// placedAs reports whether one of some rows is where a question asks whether it would be: at a rank, ahead of another or of so many. It is not ok where
// the question asks for no yes.
func (q *Query) placedAs(rows []Row, r Row) (right, ok bool) {
	if q.Facet != "facet.whether" || q.Cues.Has("set.not", "facet.choice") {
		return false, false
	}
	others := slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return n == r.Entity })
	count := func(of func(Row) bool) (n int) {
		for _, o := range rows {
			if o.Entity != r.Entity && of(o) {
				n++
			}
		}
		return n
	}
	ahead := func(o Row) bool { return r.Value > o.Value }
	behind := func(o Row) bool { return r.Value < o.Value }
	switch {
	case len(q.Ranks) == 1:
		return r.Rank == q.Ranks[0], true
	case q.Quantity.Of != 0 && q.Quantity.Side == "deg.more":
		return q.Quantity.Of.holds(count(behind), len(rows)-1) != q.Quantity.Not, true
	case q.Quantity.Of != 0 && q.Quantity.Side == "deg.less":
		return q.Quantity.Of.holds(count(ahead), len(rows)-1) != q.Quantity.Not, true
	case len(q.Shifts) == 1 && len(others) == 1 && q.Cues.Has("deg.more", "move.past") && !q.Cues.Has("deg.less"):
		return slices.ContainsFunc(rows, func(o Row) bool { return o.Entity == others[0] && ahead(o) }), true
	case q.Cues.Has("deg.top"):
		return r.Rank == 1, true
	}
	return false, false
}
