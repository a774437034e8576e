package evidence

// Quantifier is how many of those on record a question claims something of. The zero value claims nothing.
type Quantifier int8

// The quantifiers: Most is more than half.
const (
	_ Quantifier = iota
	All
	Any
	None
	Most
)

// Quantity is of how many a question claims that they are on a side of one who is named, or, without a side, of a figure.
type Quantity struct {
	Of   Quantifier
	Not  bool    // that it is not so many: "not everybody"
	Side string  // deg.more, deg.less or deg.tie: ahead of the one, behind or level with it
	By   float64 // by so many points; more than that where the question has a limit
}

// holds reports whether a claim holds of n out of so many.
func (k Quantifier) holds(n, of int) bool {
	switch k {
	case All:
		return n == of
	case Any:
		return n > 0
	case None:
		return n == 0
	}
	return 2*n > of
}

// quantified says whether so many of a table are ahead of one, behind it or level with it, or within a limit, and who they are. It is nil where
// there is no such table, or the question is for something else.
func (x *Index) quantified(q *Query) *Finding {
	if q.ofChange() || !x.ofDefault(q) || q.Asked.Prior > 0 || len(q.Excepted) > 0 || q.Cues.Has("facet.choice", "time.future", "time.yoy", "set.sum", "times.half") || q.Quantity.By == 0 && q.Cues.Has("unit.points") || q.Top > 0 || q.Abroad != "" || q.Quantity.Side == "" && len(q.Stated()) != 1 {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	within, of := q, s.table.len()
	limit, named := 0.0, 0
	if q.Quantity.Side != "" {
		have, _ := x.known(s, q.Names)
		if len(have) != 1 {
			return nil
		}
		within, of, limit = &Query{Cues: Cues{q.Quantity.Side}}, of-1, have[0].Value
		if by := q.Quantity.By; by != 0 {
			if q.Quantity.Side == "deg.tie" {
				return nil
			}
			more := q.Quantity.Side == "deg.more"
			if !more {
				by = -by
			}
			limit = round(limit + by)
			if !q.Cues.Has("bound.above") {
				within.Cues = Cues{pick(more, "bound.atleast", "bound.atmost")}
			}
		}
		if q.Quantity.Side == "deg.tie" {
			named = 1 // itself
		}
	} else {
		limit = q.Stated()[0]
		within = &Query{Cues: positive(q.Cues)}
		if len(within.Cues) == 0 && (len(q.Percents) == 0 || s.table.len() == 0 || s.table.bare(0).Value < limit) {
			return nil // "do they all have 78%?" may be of a sum
		}
	}
	n := -named
	spans := s.table.compared(within, limit)
	for _, p := range spans {
		n += p[1] - p[0]
	}
	rows := s.table.list(nil, s.table.all())
	if n > 0 && q.Quantity.Of == Any {
		rows = s.table.list(nil, spans...)
	}
	f := s.answer(0.6, rows.rows...).surely()
	if n == 0 && q.Quantity.Of == Any {
		f.say("threshold.none")
	}
	x.sayTable(f, s, rows)
	f.judge(q.Quantity.Of.holds(n, of) != q.Quantity.Not)
	return f
}

// positive are the cues of a limit without the "nobody" of a question.
func positive(cues Cues) (out Cues) {
	for _, id := range [...]string{"bound.atleast", "bound.atmost", "bound.above", "bound.below", "deg.more", "deg.less"} {
		if cues.Has(id) {
			out = append(out, id)
		}
	}
	return out
}
