package evidence

import "slices"

// Placing is who else than the others of a question they are said to be on one side of: "those ahead of X are Y and Z".
type Placing struct {
	Of  string
	Way int // 1: ahead, -1: behind, 0: nothing is said
}

// placing says whether those are the ones on a side of one that a question names as such. Some of those behind, of whom it is not said that they
// are the only ones, are neither confirmed nor denied but listed with the others. It is nil where one of them has no figure.
func (x *Index) placing(q *Query) *Finding {
	s, miss := x.scope(q)
	have, lack := x.known(s, q.Names)
	if miss != nil || !q.Figures() || len(lack) > 0 || len(have) != len(q.Names) || !s.metric.Ranked {
		return nil
	}
	of, _ := x.rowOf(s, q.Placing.Of)
	side := s.table.above(of.Value, false)
	if q.Placing.Way < 0 {
		side = span{s.table.above(of.Value, true)[1], s.table.len()}
	}
	there := s.table.list(nil, side)
	in := func(r Row) bool {
		return slices.ContainsFunc(there.rows, func(t Row) bool { return t.Entity == r.Entity })
	}
	said := slices.DeleteFunc(slices.Clone(have), func(r Row) bool { return r.Entity == of.Entity })
	wrong := slices.ContainsFunc(said, func(r Row) bool { return !in(r) })
	if there.more > 0 {
		return nil
	}
	rows := there.rows
	for _, r := range have {
		if !in(r) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Rank - b.Rank })
	f := s.answer(0.7, rows...).surely()
	x.sayTable(f, s, plainly(rows))
	if whole := len(said) == len(there.rows); q.asserts() && (wrong || whole || q.Cues.Has("set.only")) {
		f.judge(!wrong && whole)
	}
	return f
}
