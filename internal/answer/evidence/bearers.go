package evidence

// Bearers lists the firms and products of which a percentage is a figure on record, now or a year before.
func (x *Index) Bearers(q *Query, v float64) (ids []string) {
	rows, _ := x.meant(&Query{Place: q.Place, Percents: []float64{v}})
	for _, r := range rows {
		if !contains(ids, r.Entity) {
			ids = append(ids, r.Entity)
		}
	}
	return ids
}

// Beside lists who is ahead of one in the ranking that the book is about, or behind: all, or only those who are next to it. It is nil where
// there are too many to be listed.
func (x *Index) Beside(place, name string, ahead, all bool) (ids []string) {
	s, miss := x.scope(&Query{Place: place})
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, name)
	if !ok {
		return nil
	}
	side := span{s.table.above(r.Value, true)[1], s.table.len()}
	if ahead {
		side = s.table.above(r.Value, false)
	}
	if side[0] >= side[1] {
		return nil
	}
	if !all && ahead {
		side[0], _ = s.table.group(side[1] - 1)
	}
	if !all && !ahead {
		_, side[1] = s.table.group(side[0])
	}
	l := s.table.list(nil, side)
	if l.more > 0 {
		return nil
	}
	for _, r := range l.rows {
		ids = append(ids, r.Entity)
	}
	return ids
}

// Largest returns the place that a claim calls the largest market, or "".
func (x *Index) Largest() string {
	for _, c := range x.markets {
		if c.Rank == 1 {
			return c.Place
		}
	}
	return ""
}

// MostMoved returns whoever went up or down most by what is on record, or "".
func (x *Index) MostMoved(place, way string) string {
	in := x.doing["movers"]
	if in == nil {
		return ""
	}
	f := x.movers(&Query{Intent: in, Place: place, Concepts: []string{way}, Bare: []string{way}, Cues: Cues{"deg.top"}})
	if f.Silent() || len(f.Claims) == 0 || len(f.Claims[0].Who) == 0 {
		return ""
	}
	return f.Claims[0].Who[0]
}

// Marked returns the only firm of which claims tell something that happened to firms, or "".
func (x *Index) Marked(concept string) string {
	only := ""
	for i := range x.Book.Intents {
		for _, c := range x.topics[x.Book.Intents[i].ID] {
			if !contains(c.Concepts, concept) && !x.worded(c, concept) {
				continue
			}
			for _, n := range c.Who {
				if e := x.entities[n]; e == nil || e.Kind != "company" || n == only {
					continue
				}
				if only != "" {
					return ""
				}
				only = n
			}
		}
	}
	return only
}
