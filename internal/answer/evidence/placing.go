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

// areTop says whether those whom a question names are the first so many: "the top three are X, Y and Z, right?" Where more share the last of the
// places than are named, they are neither confirmed nor denied. It is nil where the question does not put that up for a yes.
func (x *Index) areTop(q *Query) *Finding {
	s, miss := x.scope(q)
	if miss != nil || !q.Figures() || !q.asserts() || !s.metric.Ranked || q.Top > MostListed || len(q.Excepted)+len(q.Percents)+len(q.Ranks) > 0 || q.ofChange() || q.Asked.Prior > 0 || q.Cues.Has("facet.choice", "set.not top", "part.half", "set.only") || q.Limited() {
		return nil
	}
	have, lack := x.known(s, x.lean(q.Names))
	first := s.table.rows(0, s.table.through(q.Top)[1])
	if len(have)+len(lack) < 2 || len(have)+len(lack) > len(first) || len(have) == 0 {
		return nil
	}
	wrong := len(lack) > 0 || slices.ContainsFunc(have, func(r Row) bool { return r.Rank > q.Top })
	if !wrong && len(have) < q.Top {
		return nil // only some of them
	}
	f := s.answer(0.7, first...).surely()
	x.sayTable(f, s, plainly(first))
	if wrong || len(have) == len(first) {
		f.judge(!wrong)
	}
	return f
}
