package evidence

import (
	"math"
	"slices"
)

// change says how a figure moved within a year.
func (x *Index) change(q *Query) *Finding {
	moves := q.moves()
	switch {
	case q.Asked.Prior > 0 && hasAny(q.Concepts, "noun.rank") && len(q.Names) > 0:
		return x.standing(q)
	case q.Asked.Vague && len(q.Names) == 1 && len(q.Percents) == 0 && !moves:
		return x.lookup(q) // "X's share last year": no word asks for a change
	case q.Asked.Prior > 4 && q.Metric != "" && len(q.Names) > 0:
		return x.lookup(q) // "two years ago"
	case q.Cues.Has("ask.count") && x.held[q.Metric] && !x.metrics[q.Metric].Percent() && q.Asked.Prior == 0 && !hasAny(q.Concepts, "dir.up", "dir.down") && !q.circles():
		return x.lookup(q) // "how many boxes did X move?"
	}
	if q.Asked.Exact && !q.Asked.Pair && q.Period == x.Latest.Add(-YearBefore) && q.Facet == "facet.amount" && q.Cues.Has("unit.points") {
		q = q.ofNow() // "how many points to be back where it was in Q4 2023?"
	}
	now := q.Clone()
	if (q.Asked.Prior > 0 || q.Asked.Vague) && !q.Asked.Pair {
		now.Asked = Asked{}
	}
	if m := x.metrics[q.Metric]; m != nil && (m.Change != "" || x.changes[m.ID] != "" && !x.held[m.ID]) {
		return x.growth(now)
	}
	s, f := x.scope(now)
	if f != nil {
		return f
	}
	if f := x.otherWent(q); f != nil {
		return f
	}
	names := x.lean(q.Names)
	if both := q.Cues.Has("unit.points") && q.Cues.Has("unit.percent") && q.Cues.Has("back.and") && !q.Cues.Has("facet.choice", "set.not", "set.except"); both && len(names) == 1 && len(q.Points)+len(q.Percents) == 0 {
		if have, _ := x.known(s, names); len(have) == 1 {
			return x.ratioSelf(now, s, have) // "in points and in per cent"
		}
	}
	switch {
	case len(names) > 1 && q.Metric == "" && q.Cues.Has("ask.growth") && slices.ContainsFunc(names, x.isProduct):
		return x.growth(now) // "X's shipments or the sales of what Y makes"
	case len(names) == 0 && len(q.Ranks) == 2 && q.Cues.Has("unit.points"):
		return x.compare(now) // "from first down to third"
	case len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top")):
		names = x.ranked(q, s)
	}
	if len(names) == 0 {
		return x.movers(q)
	}
	have, lack := x.known(s, names)
	if len(have) == 0 {
		return x.noFigure(q, s, lack)
	}
	if len(q.Ranks) == 1 && q.Metric == "" {
		to := q.Clone()
		to.Names, to.Asked, to.Period, to.Contrary = names[:1], Asked{}, Period{}, false
		if g := x.standing(to); g.Status == Corrected {
			return g // "fell to fifth place"
		}
	}
	if len(have) == 1 && q.relative() {
		return x.ratio(q)
	}
	if len(have) == 2 && q.Asked.Prior == 0 && !q.Asked.Pair && !q.Cues.Has("time.yoy") {
		return x.compare(q) // "losing to Y": between two, not within a year
	}
	f = x.movesOf(q, s, have)
	if len(lack) > 0 {
		f.Fit = -0.1 // not all who are named have figures
	}
	switch {
	case len(f.Parts) > 0:
		x.yearAgo(f, q, s, have)
		return f
	case q.Cues.Has("move.from") && q.Cues.Has("ask.what") && len(have) == 1 && len(q.Percents) == 0: // "up from what?"
		none := []Arg{{"names", entitiesOf(have)}, {"metric", Of(s.metric.ID)}, {"period", s.period.Add(-4)}}
		if f := x.grown(&Query{Place: q.Place}, names); f != nil {
			return x.instead(q, f, "unknown.before", none...)
		}
		return unknown("unknown.before", none...)
	case q.Asked.Exact && !q.Asked.Pair, !moves && q.Metric != "" && q.Asked.Prior == 0 && !q.Asked.Vague:
		return x.lookup(q) // "in Q4 2023, before it slid"
	}
	return x.growthOr(q, func() *Finding {
		return unknown("unknown.before", Arg{"names", entitiesOf(have)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
	})
}

// moves reports whether a word of a question asks for a change or a difference.
func (q *Query) moves() bool {
	return q.Cues.Has("time.yoy", "ask.growth", "unit.points") || hasAny(q.Concepts, "dir.up", "dir.down", "dir.flat", "act.change", "act.happen", "act.compare",
		"act.lose", "act.win", "act.regain", "noun.difference", "noun.ratio")
}

// movesOf says how some moved, by their figures or else by a rate, and of whom neither is known. Where none did it says nothing.
func (x *Index) movesOf(q *Query, s scope, have []Row) *Finding {
	f := s.answer(0.5)
	still := Names{}
	for _, r := range have {
		if !x.sayMove(f, q, s, r) && (len(have) == 1 || !x.sayGrowth(f, &Query{Place: q.Place}, r.Entity)) {
			still = append(still, r.Entity)
		}
	}
	if len(f.Parts) == 0 {
		return f
	}
	if q.Metric == "" && len(have) == 1 && len(q.Percents)+len(q.Ranks) == 0 && !q.Cues.Has("unit.points") && hasAny(q.Concepts, "dir.up", "dir.down") {
		x.sayGrowth(f, &Query{Place: q.Place}, have[0].Entity) // what moved may be either
	}
	if len(still) > 0 {
		f.say("lookup.lack.growth", Arg{"names", still})
	}
	return f
}

// relative reports whether a change is asked for as a part of what there was, "not in points".
func (q *Query) relative() bool {
	share, points, percent := q.Metric != "" && len(q.Percents) == 0, q.Cues.Has("unit.points"), q.Cues.Has("unit.percent")
	if hasAny(q.Concepts, "noun.ratio") || share && q.Cues.Has("ask.percent") || points && percent && q.Cues.Has("set.not", "set.except") {
		return true
	}
	counted := percent || hasAny(q.Bare, "noun.point") && hasAny(q.Bare, "act.change", "dir.up", "dir.down")
	return counted && share && !points && len(q.Names) == 1 && q.Facet != "facet.amount" // "the percent change of X's share"
}

// entitiesOf returns whose rows they are.
func entitiesOf(rows []Row) Names {
	var out Names
	for _, r := range rows {
		out = append(out, r.Entity)
	}
	return out
}

// ranked returns the entities at the ranks that a question names in place of a name.
func (x *Index) ranked(q *Query, s scope) []string {
	ranks := q.Ranks
	if len(ranks) == 0 {
		ranks = []int{1}
	}
	var out []string
	for _, n := range ranks {
		for _, r := range x.atRank(s, n) {
			out = append(out, r.Entity)
		}
	}
	return out
}

// sayMove says from what to what one figure moved, in points and relative; nothing where a figure is missing.
func (x *Index) sayMove(f *Finding, q *Query, s scope, r Row) bool {
	old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if !ok {
		return false
	}
	d := round(r.Value - old.Value)
	said := d > 0 && hasAny(q.Concepts, "dir.up") || d < 0 && hasAny(q.Concepts, "dir.down") // "15%, down from 24%"
	back := d != 0 && !said && q.Path.is(r.Value, old.Value)                                 // "from 15% to 24%"
	if wrongWay(q, d) || back {
		f.Status = Corrected
		f.say(q.wrongly())
	}
	args := []Arg{{"entity", Name(r.Entity)}, {"old", Figure{s.metric.ID, old.Value}}, {"value", Figure{s.metric.ID, r.Value}},
		{"market", Market(s.place)}, {"metric", Of(s.metric.ID)}, {"period", s.period}, {"before", s.period.Add(-4)}, {"gap", gap(s, math.Abs(d))},
		{"source", x.sourceOf([]Row{r})}}
	f.say(side(d, "move.up", "move.down", "move.same"), args...)
	f.derive(d, unit(s), "%v - %v", r.Value, old.Value)
	x.citeRows(f, r, old)
	return true
}

// wrongWay reports whether the question takes the other direction for granted.
func wrongWay(q *Query, d float64) bool {
	up, down := hasAny(q.Concepts, "dir.up"), hasAny(q.Concepts, "dir.down")
	if q.Contrary {
		return true
	}
	if len(q.Percents) == 1 && q.Cues.Has("deg.less") && !q.Cues.Has("bound.below") {
		down = true // "37% fewer"
	}
	return up && !down && d < 0 || down && !up && d > 0 || d != 0 && !up && !down && hasAny(q.Concepts, "dir.flat")
}

// movers says who gained and who lost within a year, as far as it is on record: those that moved most first,
// only the gainers or losers where the question asks for them, and only shares where it names the share.
func (x *Index) movers(q *Query) *Finding {
	if len(q.Names) == 0 && hasAny(q.Bare, "noun.market") && (q.Facet == "facet.whether" || q.Facet == "facet.amount") && !q.Cues.Has("ask.firm", "deg.top", "deg.bottom") {
		return unknown("unknown.growth", x.covered()) // of the whole market
	}
	if hasAny(q.Refused, "dir.up") && !hasAny(q.Concepts, "dir.down") {
		q = q.Clone()
		q.Concepts = append(slices.DeleteFunc(slices.Clone(q.Concepts), func(id string) bool { return id == "dir.up" }), "dir.down") // "who did not grow?"
	}
	if len(q.Excepted) > 0 {
		q = q.Clone()
		q.Names = q.included() // "did anyone but X fall?"
	}
	now := q.Clone()
	now.Asked = Asked{}
	if m := x.metrics[q.Metric]; m != nil && m.Whole == 0 {
		now.Metric = ""
	}
	s, f := x.scope(now)
	if f != nil {
		return f
	}
	f = s.answer(0.4)
	plain := &Query{Place: q.Place}
	way := direction(q)
	var lack Names
	for _, r := range x.byMove(s, q) {
		moved := way*x.delta(s, r) >= 0 && x.sayMove(f, plain, s, r)
		grown := q.Metric != s.metric.ID && x.sayGrowthOf(f, plain, r.Entity, way)
		if !moved && !grown && !x.movedElse(s, q, r) {
			lack = append(lack, r.Entity)
		}
		if q.Cues.Has("deg.top") && len(f.Parts) > 0 {
			break // "who gained most"
		}
	}
	if len(f.Parts) == 0 && len(q.Names) > 0 && len(lack) == 0 && !q.circles() {
		return x.change(q) // they moved the other way
	}
	if len(f.Parts) == 0 && len(lack) == 0 {
		return unknown("unknown.growth", x.covered())
	}
	if len(f.Parts) == 0 && q.Metric == s.metric.ID {
		return unknown("unknown.before", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-YearBefore)})
	}
	if len(f.Parts) == 0 {
		return unknown("unknown.growth.of", Arg{"names", lack}, x.covered())
	}
	if len(lack) > 0 && !q.Cues.Has("deg.top") {
		f.say("lookup.lack.growth", Arg{"names", lack})
	}
	if n := s.table.len() - mostMoves; n > MostListed-mostMoves && len(q.Names) == 0 && !q.Cues.Has("deg.top") {
		f.say("more.rows", Arg{"n", Count(n)})
	}
	f.Metric, f.Period = s.metric.ID, s.period
	return f
}

// movedElse reports whether it is on record that a row moved, though not the way a question asks for.
func (x *Index) movedElse(s scope, q *Query, r Row) bool {
	_, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	return ok || q.Metric != s.metric.ID && len(x.rates(q, r.Entity)) > 0
}

// byMove returns the rows that a question about movement is about, those that moved most first; without a
// figure of the year before they keep their rank, behind.
func (x *Index) byMove(s scope, q *Query) []Row {
	way := direction(q)
	up, down := way > 0, way < 0
	delta := func(r Row) float64 { return x.delta(s, r) }
	rows := slices.DeleteFunc(x.moving(s, q, up, down), func(r Row) bool {
		d := delta(r)
		return contains(q.Excepted, r.Entity) || len(q.Names) > 0 && !x.namedBy(q.Names, r.Entity) || q.Metric == s.metric.ID && up != down && (up && d < 0 || down && d > 0)
	})
	if q.Metric == s.metric.ID {
		slices.SortStableFunc(rows, func(a, b Row) int { return int(100*math.Abs(delta(b))) - int(100*math.Abs(delta(a))) })
	}
	return rows
}

// direction is +1 where a question asks who rose, -1 for who fell, 0 for either.
func direction(q *Query) float64 {
	up, down := hasAny(q.Concepts, "dir.up", "act.win"), hasAny(q.Concepts, "dir.down", "act.lose")
	switch {
	case up == down, len(q.Names) > 1: // of each that is named
		return 0
	case up:
		return 1
	}
	return -1
}

// delta is by how much a row moved within a year, 0 where that is not known.
func (x *Index) delta(s scope, r Row) float64 {
	old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if !ok {
		return 0
	}
	return r.Value - old.Value
}

// moving returns the rows that may have moved as the question says: of a table that is too long to list, those
// of the names, or else a few, which moved most where that counts.
func (x *Index) moving(s scope, q *Query, up, down bool) []Row {
	t := s.table
	switch {
	case len(q.Names) > 0:
		ids := slices.Clone(q.Names)
		for _, n := range q.Names {
			ids = append(ids, x.maker(n))
		}
		return t.of(ids)
	case t.len() <= MostListed:
		return t.rows(0, t.len())
	case q.Metric != s.metric.ID:
		return t.rows(0, mostMoves)
	case up == down:
		return t.at(t.moves.all[:min(mostMoves, len(t.moves.all))])
	case up:
		return t.at(t.moves.up[:min(mostMoves, len(t.moves.up))])
	}
	return t.at(t.moves.down[:min(mostMoves, len(t.moves.down))])
}

// mostMoves is how many moves are told of a table that is too long to list.
const mostMoves = 3

// namedBy reports whether an entity is among names, itself or by one of its products.
func (x *Index) namedBy(names []string, entity string) bool {
	for _, n := range names {
		if n == entity || x.maker(n) == entity {
			return true
		}
	}
	return false
}
