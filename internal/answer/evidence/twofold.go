package evidence

import "slices"

// Twofold are a level and a rate of change that a question states of one at once.
type Twofold struct{ Level, Rate float64 }

// Path are two levels of one: what it had before and what it has. Both are 0 where a question does not say so.
type Path struct{ From, To float64 }

// is reports whether it goes from one value to another.
func (p Path) is(old, now float64) bool { return near(p.From, old) && near(p.To, now) }

// levelAndRate checks both figures of a question that states a level and a rate of change of one, and gives both. It is nil where the book
// lacks either.
func (x *Index) levelAndRate(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || !q.asserts() || len(names) != 1 || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	place := &Query{Place: q.Place}
	s, miss := x.scope(place)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	rates := &Finding{}
	if !ok || !x.sayGrowth(rates, place, names[0]) {
		return nil
	}
	right := near(q.Twofold.Level, r.Value) && slices.ContainsFunc(x.rates(place, names[0]), func(v float64) bool { return near(v, q.Twofold.Rate) })
	f := &Finding{Status: Answered, Fit: 0.5, Metric: s.metric.ID, Period: s.period, Place: s.place, Tied: true, Sure: true}
	if f.say(pick(right, "yes", "no")); !right {
		f.Status = Corrected
	}
	x.sayRow(f, s, r)
	return f.And(rates)
}

// misdrawn corrects "X went from 29% to 15%" by the change of X, whatever it is read as. It is nil where both are right or the question says no
// such thing.
func (x *Index) misdrawn(q *Query) *Finding {
	in := x.doing["change"]
	if in == nil || q.Intent.Operation == in.Operation || len(x.lean(q.Names)) != 1 || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	loosely := !q.Figures() || !q.asks("", "facet.whether") // the question is for something else, and takes it for granted
	q = q.Clone()
	q.Intent, q.Asked, q.Period = in, Asked{}, Period{}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	now, ok := x.rowOf(s, x.lean(q.Names)[0])
	old, before := x.row(now.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if !ok || !before || q.Path.is(old.Value, now.Value) || loosely && !q.Path.is(now.Value, old.Value) {
		return nil
	}
	q.Percents, q.Facet = nil, ""
	if f := x.change(q); f.Status == Corrected {
		return f.surely()
	}
	return x.change(q).correct("no").surely()
}

// aYearOn gives what became of the figure of a quarter within a year: "X's share in Q4 and a year later". It is nil where a question gives figures itself, or
// it is of another quarter than that of a year before the latest.
func (x *Index) aYearOn(q *Query) *Finding {
	in := x.doing["change"]
	if in == nil || !q.Figures() || q.Period != x.Latest.Add(-4) || len(x.lean(q.Names)) != 1 || len(q.Stated())+len(q.Ranks) > 0 || !x.ofDefault(q) || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	q = q.Clone()
	q.Intent, q.Asked, q.Period = in, Asked{}, Period{}
	f := x.change(q)
	if f.Silent() {
		return nil
	}
	return f.surely()
}

// whichNow answers which of the figures of one of a year before and now is the one of a time: "24 or 15 for X, which is the latest?" It is
// nil where they are not those.
func (x *Index) whichNow(q *Query) *Finding {
	stated, names := q.Stated(), x.lean(q.Names)
	of := x.doing["lookup"]
	if of == nil || len(names) != 1 || len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Points) > 0 || !x.ofDefault(q) || !q.asks("", "facet.whether") || q.Abroad != "" || q.bounded() ||
		!x.went(&Query{Place: q.Place, Percents: stated}, names[0]) && !x.oneHeld(q, names[0]) || !q.Asked.Known && q.Asked.Said {
		return nil
	}
	q = q.Clone()
	q.Intent, q.Percents, q.Numbers, q.Facet, q.Contrary, q.Claimed = of, nil, nil, "", false, nil
	return x.lookup(q).surely()
}

// oneHeld reports whether of two figures one is the share of a name, and the other no figure of it at all.
func (x *Index) oneHeld(q *Query, name string) bool {
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || q.Asked.Said {
		return false
	}
	r, ok := x.rowOf(s, name)
	rows, _ := x.meant(&Query{Names: []string{name}, Place: q.Place, Percents: q.Stated()})
	return ok && len(rows) == 1 && rows[0].obs == r.obs
}

// whoWent answers whose figure went from one percentage to another, "24% to 15%, whose is that?" It is nil where that is nobody's.
func (x *Index) whoWent(q *Query) *Finding {
	for _, n := range x.ranking.Names {
		if x.went(q, n) {
			return x.change(&Query{Intent: x.doing["change"], Names: []string{n}, Place: q.Place})
		}
	}
	return nil
}
