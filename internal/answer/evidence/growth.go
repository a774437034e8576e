package evidence

import (
	"cmp"
	"slices"
)

// growthOr answers by the growth of the named, or as other says.
func (x *Index) growthOr(q *Query, other func() *Finding) *Finding {
	if q.Metric == "" && len(q.Percents) == 0 && !hasAny(q.Concepts, "act.hold") {
		if f := x.grown(q, x.lean(q.Names)); f != nil {
			if none := other(); q.Cues.Has("unit.points") && q.Facet == "facet.amount" && none.Status == Unknown {
				return none.And(f) // a rate is none of the points that are asked for
			}
			return f
		}
	}
	return other()
}

// growth gives the rate by which shipments, sales and the like changed.
func (x *Index) growth(q *Query) *Finding {
	if q.circles() {
		return unknown("unknown.plain")
	}
	if q.Cues.Has("time.yoy") && q.Cues.Has("facet.choice") {
		q = q.Clone()
		q.Asked, q.Period = Asked{}, Period{} // "quarter over quarter or year over year?"
	}
	if names := x.lean(q.Names); q.ofShares() && len(names) > 0 {
		if len(names) > 1 {
			return x.compare(q)
		}
		return x.lookup(q)
	}
	m := x.metrics[q.Metric]
	if m != nil && m.Whole > 0 {
		return x.growthOfShare(q)
	}
	q = q.Clone()
	either := q.Cues.Has("facet.choice") && (q.Cues.Has("move.up") || hasAny(q.Concepts, "dir.up", "dir.down")) // "up or down on the year before?"
	if q.Asked.Prior > 0 && (either || !q.Asked.Than && (q.Cues.Has("deg.more", "deg.less") || hasAny(q.Concepts, "noun.difference"))) {
		q.Asked, q.Period = Asked{}, Period{} // "how much fewer than a year before?"
	}
	q.takeYear()
	if q.Asked.Known && q.Period != x.Latest || q.Asked.Whole || q.Asked.Said && !q.Asked.Known && q.Asked.Prior == 0 && !q.Asked.Vague {
		return unknown("unknown.growth.period", Arg{"period", q.Period}, Arg{"latest", x.Latest})
	}
	if len(q.Names) == 1 && hasAny(q.Bare, "noun.competitor") && q.asksWhich() {
		q.Excepted, q.Names = []string{cmp.Or(x.maker(q.Names[0]), q.Names[0])}, nil
		return x.movers(q) // "while X went down, which rival went up?"
	}
	if len(q.Excepted) > 0 && len(q.Names) == 0 {
		return x.movers(q) // "of any but X"
	}
	names := x.growing(q)
	if m != nil && m.Change == "" && (x.changes[m.ID] == "" || x.levelAsked(q)) {
		return x.ungrown(q, names)
	}
	if len(names) == 0 {
		return x.directed(q)
	}
	if f := x.grown(q, names); f != nil {
		return f
	}
	if len(names) == 1 && x.figureless(q, names[0]) {
		return unknown("unknown.growth.of", Arg{"names", Names(names)}, x.covered())
	}
	if f := x.movedInstead(q, names); f != nil {
		return f
	}
	if f := x.otherRate(q, names); f != nil {
		return f
	}
	return unknown("unknown.growth.of", Arg{"names", Names(x.lean(names))}, x.covered())
}

// growthOfShare says how the part of a whole changed of which a question asks how it grew, or of what the rate is that it states.
func (x *Index) growthOfShare(q *Query) *Finding {
	f := x.change(q)
	if !f.Silent() {
		return f
	}
	if len(q.Percents) > 0 && len(q.Names) > 0 {
		if g := x.whichMetric(q); g != nil {
			return g // "is the 37% in shipments or in share?"
		}
	}
	beside := q.Cues.Has("set.against", "back.and", "facet.choice", "set.sum", "deg.more", "deg.less") && q.Cues.Has("ask.growth")
	if beside && len(x.lean(q.Names)) == 1 && (!q.Asked.Said || q.Period == x.Latest) {
		return x.numbersOf(q) // "X's growth against its share"
	}
	return f
}

// takeYear takes a year before for that which a rate of growth is measured against anyway, not for the time that is asked about.
func (q *Query) takeYear() {
	if q.Asked.Prior != 4 {
		return
	}
	more, less := q.Cues.Has("deg.more"), q.Cues.Has("deg.less")
	switch {
	case !q.Asked.Exact && (q.Cues.Has("set.against") || hasAny(q.Concepts, "act.compare")): // "compared with a year earlier"
	case !q.Asked.Exact && hasAny(q.Concepts, "act.sell", "act.ship") && (more || less): // "sold more than a year before"
		q.Concepts = append(slices.Clone(q.Concepts), pick(more, "dir.up", "dir.down"))
	case q.Asked.On: // "the change on a year earlier"
	case len(q.Percents) > 0 && (more || less || hasAny(q.Concepts, "dir.up", "dir.down", "act.change")): // "fell 11% from a year earlier"
	default:
		return
	}
	q.Asked, q.Period = Asked{}, Period{}
}

// growing are those whose growth a question asks for: whom it names, or means by a rank or by a metric that one alone has.
func (x *Index) growing(q *Query) []string {
	names := q.Names
	if len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top")) {
		if s, f := x.scope(&Query{Place: q.Place}); f == nil {
			names = x.ranked(q, s)
		}
	}
	if len(names) == 0 && q.Metric != "" {
		names = x.measuredBy(q)
	}
	return names
}

// ungrown declines a metric of which no change is known, or corrects it where the question states a figure of another: "that 37% is revenue,
// I take it".
func (x *Index) ungrown(q *Query, names []string) *Finding {
	if stated := q.Stated(); len(stated) == 1 && len(names) == 1 && x.current(q, stated[0]) {
		of := q.Clone()
		of.Percents, of.Numbers = stated, nil
		if f := x.whichMetric(of); f != nil {
			return f.correct("not.quite")
		}
	}
	return unknown("unknown.metric", Arg{"metric", Of(q.Metric)}, x.covered())
}

// movedInstead says how the shares of some moved of whom no rate is known. It is nil where a question names a metric, or none of them moved.
func (x *Index) movedInstead(q *Query, names []string) *Finding {
	if q.Metric != "" {
		return nil
	}
	now := q.Clone()
	now.Asked = Asked{}
	s, miss := x.scope(now)
	if miss != nil {
		return nil
	}
	f := s.answer(0.3)
	have, _ := x.known(s, x.lean(names))
	for _, r := range have {
		x.sayMove(f, q, s, r)
	}
	if len(f.Parts) == 0 {
		return nil
	}
	return f
}

// levelAsked reports whether a question is for how much there was of a metric in a whole market, of which only changes
// are known: "how big was the market, total shipments".
func (x *Index) levelAsked(q *Query) bool {
	return len(q.Names) == 0 && !x.held[q.Metric] && !q.Cues.Has("ask.growth", "time.yoy") && !hasAny(q.Concepts, "dir.up", "dir.down", "act.change") &&
		(q.Cues.Has("set.sum") || q.Facet == "facet.amount" && hasAny(q.Concepts, "noun.market"))
}

// directed answers "how big was the drop", which names nothing, where few figures moved that way.
func (x *Index) directed(q *Query) *Finding {
	down, up := hasAny(q.Concepts, "dir.down"), hasAny(q.Concepts, "dir.up")
	none := unknown("unknown.growth", x.covered())
	if down && up && q.Metric == "" && q.Abroad == "" {
		return x.movers(q) // "how much did they grow or fall by?"
	}
	rate := hasAny(q.Bare, "noun.number", "noun.rate") || q.Cues.Has("ask.growth") && q.asks("", "facet.amount") && len(q.Bare) == 1 || q.Cues.Has("ask.growth", "time.yoy") && len(q.Words) <= fewWords+1 || q.Cues.Has("ask.growth") && (q.asksFirm() || q.Cues.Has("time.yoy"))
	if rate && q.Metric == "" && q.Abroad == "" && q.Cues.Has("time.yoy", "ask.growth") && !hasAny(q.Bare, "noun.market") {
		if q.Cues.Has("ask.growth") {
			q = q.Clone()
			q.Concepts = slices.DeleteFunc(slices.Clone(q.Concepts), func(id string) bool { return id == "dir.up" })
		}
		return x.movers(q) // "the yoy number" and "growth in X?" ask for no direction
	}
	if down == up || q.Metric != "" || q.Abroad != "" || q.Cues.Has("set.sum") || hasAny(q.Concepts, "noun.market") {
		return none
	}
	f := &Finding{Status: Answered, Fit: 0.1, Place: x.place(q)}
	for _, name := range x.moved(q, down) {
		x.sayGrowth(f, q, name)
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil && len(f.Parts) <= mostMoves {
		for _, r := range s.table.movedTo(down) {
			x.sayMove(f, q, s, r)
		}
	}
	if len(f.Parts) == 0 || len(f.Parts) > mostMoves {
		return none
	}
	return f
}

// absolute declines a question for an absolute figure, "in units, not percent", where only shares or rates are known, and says those.
func (x *Index) absolute(f *Finding, q *Query) *Finding {
	if f.Silent() || !q.Cues.Has("unit.absolute") || q.Cues.Has("set.not unit.absolute", "facet.choice") {
		return f
	}
	id := cmp.Or(q.Metric, x.Book.Default.Metric)
	if m := x.metrics[id]; m == nil || !m.Percent() && x.held[id] {
		return f
	}
	return x.instead(q, f, "unknown.facet.amount")
}
