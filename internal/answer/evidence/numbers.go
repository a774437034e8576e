package evidence

// keyNumbers gives all principal figures in one go.
func (x *Index) keyNumbers(q *Query) *Finding {
	if q.Asked.Said && !q.Asked.Known && q.Asked.Whole {
		if _, none := x.scope(q); none != nil {
			return none // "X's figures for the month"
		}
	}
	if n := len(x.lean(q.Names)); n > 0 && n <= mostMoves && len(q.Excepted) == 0 && !hasAny(q.Bare, "noun.market") {
		f := x.numbersOf(q)
		if n == 1 && f.Silent() && hasAny(q.Bare, "rel.whole") && x.named() != nil {
			return x.whatever(q) // "everything on X", of which there are no numbers
		}
		return f
	}
	s, f := x.scope(&Query{Place: q.Place})
	if f != nil {
		return f
	}
	l := s.table.list(nil, s.table.all())
	f = s.answer(0.4, l.rows...)
	x.sayTable(f, s, l)
	m := x.movers(&Query{Place: q.Place})
	for _, p := range m.Parts {
		if p.Key != "lookup.lack.growth" {
			f.Parts = append(f.Parts, p)
		}
	}
	f.Derived = m.Derived
	f.cite(m.Claims...)
	for i := range x.Book.Metrics {
		if g := x.Book.Metrics[i]; g.Change != "" && g.Goods {
			if h := x.growth(&Query{Metric: g.ID, Place: q.Place}); !h.Silent() && !x.cited(f, h) {
				f.Parts = append(f.Parts, h.Parts...)
				f.cite(h.Claims...)
			}
		}
	}
	return f
}

// numbersOf gives all figures that the book has of whom a question names, and of what they make.
func (x *Index) numbersOf(q *Query) *Finding {
	of := &Query{Names: q.Names, Place: q.Place}
	f := x.lookup(of)
	for _, g := range []*Finding{x.change(of), x.growth(of)} {
		switch {
		case g.Silent():
		case f.Silent():
			f = g
		case !x.cited(f, g):
			f = f.And(g)
		}
	}
	return f
}

// cited reports whether all of g's claims are cited by f.
func (x *Index) cited(f, g *Finding) bool {
	for _, c := range g.Claims {
		if !contains(f.Claims, c) {
			return false
		}
	}
	return true
}
