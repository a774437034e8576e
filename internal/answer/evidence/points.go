package evidence

import (
	"math"
	"slices"
)

// ofPoints says whose difference so many points are that a question gives: who moved by so much within a year, "what are the 9 points?", or who is
// so far from one that it names or from the first, "who is within 2 points of X?" It is nil where it asks for something else, or they are nobody's.
func (x *Index) ofPoints(q *Query) *Finding {
	more := len(q.People)+len(q.Percents)+len(q.Others)+len(q.Ranks)+q.Top > 0 || q.Supposed != "" || !x.ofDefault(q)
	if len(q.Points) != 1 || more || q.asks("facet.whether", "facet.why") || q.Cues.Has("facet.choice", "set.not", "set.sum") {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || !s.metric.Percent() {
		return nil
	}
	from := x.lean(q.Names)
	switch {
	case len(from) == 0 && !q.Cues.Has("deg.top", "deg.more", "deg.less", "deg.near", "set.between"):
		return x.movedByPoints(q, s)
	case len(from) == 0 && q.Cues.Has("deg.top"):
		from = x.ranked(&Query{}, s)
	}
	if q.Facet != "facet.who" && !q.Cues.Has("ask.which", "ask.firm") || len(from) != 1 || q.ofChange() || hasAny(q.Bare, "act.lose", "act.win") || !q.Figures() {
		return nil
	}
	at, ok := x.rowOf(s, from[0])
	if !ok {
		return nil
	}
	return x.apartFrom(q, s, at)
}

// movedByPoints says who moved by so many points within a year; where they went the other way than a question says, that is corrected.
func (x *Index) movedByPoints(q *Query, s scope) *Finding {
	if slices.ContainsFunc(q.Bare, func(id string) bool { return !ofMove[id] }) {
		return nil
	}
	f := s.answer(0.6).surely()
	way := direction(q)
	for _, r := range s.table.list(nil, s.table.all()).rows {
		if d := round(x.delta(s, r)); d != 0 && near(d, q.Points[0]) {
			if way*d < 0 {
				f.correct("not.quite")
			}
			x.sayMove(f, &Query{}, s, r)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	return f
}

// ofMove are the concepts of a question for what so many points are.
var ofMove = map[string]bool{"noun.point": true, "noun.market": true, "noun.number": true, "noun.difference": true, "dir.up": true, "dir.down": true, "act.lose": true, "act.win": true, "act.change": true, "noun.place": true, "noun.source": true}

// PointsFrom returns who is just so many points above one, or below it.
func (x *Index) PointsFrom(place, name string, above bool, points float64) []string {
	s, miss := x.scope(&Query{Place: place})
	if miss != nil {
		return nil
	}
	at, ok := x.rowOf(s, name)
	if !ok {
		return nil
	}
	var out []string
	for _, r := range s.table.list([]string{at.Entity}, s.table.all()).rows {
		if d := round(r.Value - at.Value); d > 0 == above && near(d, points) {
			out = append(out, r.Entity)
		}
	}
	return out
}

// Ranks reports whether one holds a rank in the latest table.
func (x *Index) Ranks(name string, rank int) bool {
	s, miss := x.scope(&Query{})
	if miss != nil {
		return false
	}
	r, ok := x.rowOf(s, name)
	return ok && r.Rank == rank
}

// apartFrom lists who is so many points from a row, above or below it where a question says so, or no more than that.
func (x *Index) apartFrom(q *Query, s scope, at Row) *Finding {
	exact := q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "move.from")
	var rows []Row
	for _, r := range s.table.list([]string{at.Entity}, s.table.all()).rows {
		d := round(r.Value - at.Value)
		switch {
		case exact && !near(d, q.Points[0]), !exact && math.Abs(d) > q.Points[0]+rounding:
		case q.Cues.Has("deg.more", "bound.above") && d < 0, q.Cues.Has("deg.less", "bound.below") && d > 0:
		default:
			rows = append(rows, r)
		}
	}
	f := s.answer(0.6)
	if len(rows) == 0 {
		f.say("threshold.none")
		rows = s.table.around(at)
	}
	f.Series = rows
	x.sayTable(f, s, plainly(rows))
	return f
}

// percentOrPoints says how a figure moved, in points and as a part of what it was: "is X down 9% or 9 points?" It is nil for whom no change is
// known.
func (x *Index) percentOrPoints(q *Query) *Finding {
	if !q.Figures() || len(x.lean(q.Names)) != 1 || !x.ofDefault(q) || q.Asked.Said {
		return nil
	}
	f := x.ratio(&Query{Intent: q.Intent, Names: q.Names, Place: q.Place})
	if f.Silent() {
		return nil
	}
	return f
}

// pointsOfOther corrects a question that has one of whom no change is known move by the points by which another did: "X lost 9 points, didn't it?" It is nil where
// a question does not do so.
func (x *Index) pointsOfOther(q *Query) *Finding {
	if !q.asserts() || direction(q) == 0 || len(q.Points) != 1 || !x.ofDefault(q) || len(q.People)+len(q.Percents)+len(q.Others)+len(q.Ranks) > 0 || q.Abroad != "" || q.Cues.Has("set.not", "facet.choice", "time.future", "ask.suppose") {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || !s.metric.Percent() {
		return nil
	}
	if _, known := x.row(q.Names[0], s.metric.ID, s.place, s.period.Add(-YearBefore)); known || !x.tabled(q.Names[0]) {
		return nil
	}
	of := q.Clone()
	of.Names, of.Facet = nil, "facet.who"
	of.Points = []float64{direction(q) * math.Abs(q.Points[0])}
	f := x.movedByPoints(of, s)
	if f.Silent() {
		return nil
	}
	f.sayFirst("not.entity", Arg{"entity", Name(q.Names[0])})
	f.Status = Corrected
	return f.surely()
}

// gapThen declines by how much one was ahead of a place a year before, or behind it, whose holder of then is not known, and says what one had. It is nil
// where the place is known.
func (x *Index) gapThen(q *Query) *Finding {
	apart := q.Cues.Has("unit.points", "deg.more", "deg.less") || hasAny(q.Bare, "noun.difference", "act.lead")
	s, miss := x.scope(q)
	if !apart || miss != nil || !x.ofDefault(q) || len(q.Points) > 0 || q.Asked.Than || q.ofChange() || len(x.atRank(s, q.Ranks[0])) > 0 && s.table.len() > q.Ranks[0] {
		return nil
	}
	f := x.lookup(&Query{Intent: q.Intent, Names: q.Names, Place: q.Place, Period: q.Period, Asked: q.Asked})
	if f.Silent() {
		return f.surely()
	}
	return x.instead(q, f, "unknown.plain").surely()
}
