package evidence

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// growthOr answers by the growth of the named, or as other says.
func (x *Index) growthOr(q Query, other func() *Finding) *Finding {
	if q.Metric == "" && len(q.Percents) == 0 && !hasAny(q.Concepts, "act.hold") {
		if f := x.grown(q, x.lean(q.Names)); f != nil {
			return f
		}
	}
	return other()
}

// basis corrects what a rate of growth that the question states is measured against: "is the 37% quarter over quarter?" It is nil
// where the question does not state one against another quarter.
func (x *Index) basis(q Query) *Finding {
	stated := q.Stated()
	choice := q.Cues.Has("facet.choice")
	moved := hasAny(q.Concepts, "dir.up", "dir.down") || q.Cues.Has("ask.growth")
	if !q.Figures() || !q.Asked.Chain && !(choice && (q.Asked.Prior > 0 || q.Asked.Pair)) || q.Asked.Exact && q.Period != x.Latest.Add(-1) || len(stated) == 0 && !(moved && q.Asked.Chain && len(q.Names) == 1 && q.Facet == "facet.whether") {
		return nil
	}
	rows, _ := x.meant(Query{Names: q.Names, Place: q.Place, Percents: stated})
	choice = choice && len(stated) > 0
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	for _, r := range rows {
		if choice || x.metrics[r.obs.Metric].Change != "" {
			x.sayFigure(f, r)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	if !choice {
		f.correct("not.quite")
	}
	return f
}

// growth gives the rate by which shipments, sales and the like changed.
func (x *Index) growth(q Query) *Finding {
	if q.circles() {
		return x.unknown(q, "unknown.plain")
	}
	if q.Cues.Has("time.yoy") && q.Cues.Has("facet.choice") {
		q.Asked, q.Period = Asked{}, Period{} // "quarter over quarter or year over year?"
	}
	if names := x.lean(q.Names); q.ofShares() && len(names) > 0 {
		if len(names) > 1 {
			return x.compare(q)
		}
		return x.lookup(q)
	}
	if m := x.metrics[q.Metric]; m != nil && m.Whole > 0 {
		f := x.change(q)
		if g := x.whichMetric(q); f.Silent() && len(q.Percents) > 0 && len(q.Names) > 0 && g != nil {
			return g // "is the 37% in shipments or in share?"
		}
		if f.Silent() && len(x.lean(q.Names)) == 1 && q.Cues.Has("set.against", "back.and", "facet.choice", "set.sum") && q.Cues.Has("ask.growth") && (!q.Asked.Said || q.Period == x.Latest) {
			return x.numbersOf(q) // "X's growth against its share"
		}
		return f
	}
	if q.Asked.Prior == 4 && !q.Asked.Exact && (q.Cues.Has("set.against") || hasAny(q.Concepts, "act.compare")) {
		q.Asked, q.Period = Asked{}, Period{} // "compared with a year earlier"
	}
	if q.Asked.Prior == 4 && !q.Asked.Exact && hasAny(q.Concepts, "act.sell", "act.ship") && q.Cues.Has("deg.more", "deg.less") {
		q.Asked, q.Period = Asked{}, Period{} // "sold more than a year before"
		q.Concepts = append(slices.Clone(q.Concepts), pick(q.Cues.Has("deg.more"), "dir.up", "dir.down"))
	}
	if q.Asked.Prior == 4 && len(q.Percents) > 0 && (hasAny(q.Concepts, "dir.up", "dir.down", "act.change") || q.Cues.Has("deg.more", "deg.less")) {
		q.Asked, q.Period = Asked{}, Period{} // "fell 11% from a year earlier": that is what the rate is of
	}
	if q.Asked.Known && q.Period != x.Latest || q.Asked.Whole || q.Asked.Said && !q.Asked.Known && q.Asked.Prior == 0 && !q.Asked.Vague {
		return x.unknown(q, "unknown.growth.period", Arg{"period", q.Period}, Arg{"latest", x.Latest})
	}
	names := q.Names
	if len(names) == 1 && hasAny(q.Bare, "noun.competitor") && (q.Facet == "facet.who" || q.Cues.Has("ask.which")) {
		q.Excepted, q.Names = []string{cmp.Or(x.maker(names[0]), names[0])}, nil
		return x.movers(q) // "while X went down, which rival went up?"
	}
	if len(q.Excepted) > 0 && len(names) == 0 {
		return x.movers(q) // "of any but X"
	}
	if len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top")) {
		if s, f := x.scope(Query{Place: q.Place}); f == nil {
			names = x.ranked(q, s)
		}
	}
	if len(names) == 0 && q.Metric != "" {
		names = x.measuredBy(q)
	}
	if m := x.metrics[q.Metric]; m != nil && m.Change == "" && (x.changes[m.ID] == "" || x.levelAsked(q)) {
		if stated := q.Stated(); len(stated) == 1 && len(names) == 1 && x.current(q, stated[0]) {
			of := q
			of.Percents, of.Numbers = stated, nil
			if f := x.whichMetric(of); f != nil {
				return f.correct("not.quite") // "that 37% is revenue, I take it"
			}
		}
		return x.unknown(q, "unknown.metric", Arg{"metric", Of(m.ID)}, x.covered())
	}
	if len(names) == 0 {
		return x.directed(q)
	}
	if f := x.grown(q, names); f != nil {
		return f
	}
	if len(names) == 1 && x.figureless(q, names[0]) {
		return x.unknown(q, "unknown.growth.of", Arg{"names", Names(names)}, x.covered())
	}
	if q.Metric == "" { // no rate, but perhaps a share of a year before
		now := q
		now.Asked = Asked{}
		if s, f := x.scope(now); f == nil {
			f = &Finding{Status: Answered, Fit: 0.3, Metric: s.metric.ID, Period: s.period, Place: s.place}
			have, _ := x.known(s, x.lean(names))
			for _, r := range have {
				x.sayMove(f, q, s, r)
			}
			if len(f.Parts) > 0 {
				return f
			}
		}
	}
	if f := x.otherRate(q, names); f != nil {
		return f
	}
	return x.unknown(q, "unknown.growth.of", Arg{"names", Names(x.lean(names))}, x.covered())
}

// otherRate declines the rate of one metric and says that of another, where a name has one: its sales are not known, but its shipments.
func (x *Index) otherRate(q Query, names []string) *Finding {
	if names = x.lean(names); q.Metric == "" || len(names) != 1 {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.3, Place: x.place(q)}
	if x.sayGrowth(&Finding{}, Query{Place: q.Place, Metric: q.Metric}, names[0]) || !x.sayGrowth(f, Query{Place: q.Place}, names[0]) {
		return nil // it is on record itself, or nothing is
	}
	return x.instead(q, f, "lookup.lack", Arg{"names", Names(names)}, Arg{"metric", Of(q.Metric)})
}

// levelAsked reports whether a question is for how much there was of a metric in a whole market, of which only changes
// are known: "how big was the market, total shipments".
func (x *Index) levelAsked(q Query) bool {
	return len(q.Names) == 0 && !x.held[q.Metric] && !q.Cues.Has("ask.growth", "time.yoy") && !hasAny(q.Concepts, "dir.up", "dir.down", "act.change") &&
		(q.Cues.Has("set.sum") || q.Facet == "facet.amount" && hasAny(q.Concepts, "noun.market"))
}

// directed answers "how big was the drop", which names nothing, where few figures moved that way.
func (x *Index) directed(q Query) *Finding {
	down, up := hasAny(q.Concepts, "dir.down"), hasAny(q.Concepts, "dir.up")
	none := x.unknown(q, "unknown.growth", x.covered())
	if down && up && q.Metric == "" && q.Abroad == "" {
		return x.movers(q) // "how much did they grow or fall by?"
	}
	if q.Metric == "" && q.Abroad == "" && q.Cues.Has("time.yoy", "ask.growth") && !hasAny(q.Bare, "noun.market") && (hasAny(q.Bare, "noun.number", "noun.rate") || q.Cues.Has("ask.growth") && len(q.Words) <= fewWords+1) {
		if q.Cues.Has("ask.growth") {
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
	if s, miss := x.scope(Query{Place: q.Place}); miss == nil && len(f.Parts) <= mostMoves {
		for _, r := range s.table.movedTo(down) {
			x.sayMove(f, q, s, r)
		}
	}
	if len(f.Parts) == 0 || len(f.Parts) > mostMoves {
		return none
	}
	return f
}

// movedTo returns the rows that moved down, or up, in their order, where they are few.
func (t *table) movedTo(down bool) []Row {
	list, n := t.moves.up, t.moves.gained
	if down {
		list, n = t.moves.down, t.moves.lost
	}
	list = slices.Clone(list[:min(n, len(list))])
	slices.Sort(list)
	return t.at(list)
}

// changing goes through the latest tables of the metrics that tell a change, in the order of the book.
func (x *Index) changing(place string) iter.Seq[*table] {
	return func(yield func(*table) bool) {
		for i := range x.Book.Metrics {
			if m := &x.Book.Metrics[i]; m.Change != "" && !yield(x.table(m.ID, place, x.latest(m.ID, place))) {
				return
			}
		}
	}
}

// moved returns whose figures of change go down, or up, one more than are told if there are many.
func (x *Index) moved(q Query, down bool) []string {
	var out []string
	for t := range x.changing(x.place(q)) {
		s := t.above(0, true)
		if down {
			s = span{s[1], t.len()}
		}
		for k := s[0]; k < s[1] && len(out) <= mostMoves; k++ {
			if id := t.bare(k).Entity; !contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// measuredBy returns who has the only figure of a metric's change.
func (x *Index) measuredBy(q Query) []string {
	id := q.Metric
	if c := x.changes[id]; c != "" {
		id = c
	}
	t := x.table(id, x.place(q), x.latest(id, x.place(q)))
	if t.len() == 1 {
		return []string{t.row(0).Entity}
	}
	return nil
}

// grown says the growth rates of the named entities, of their products too; nil where there is none.
func (x *Index) grown(q Query, names []string) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	var lack Names
	for _, n := range x.lean(names) {
		if !x.sayGrowth(f, q, n) {
			lack = append(lack, n)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	x.sayShare(f, q, names)
	x.sayRates(f, q, names)
	if len(lack) > 0 {
		f.say("lookup.lack.growth", Arg{"names", lack})
		f.Fit = 0.2
	}
	return f
}

// sayRates adds by how much the rates of two differ, where a question asks for that.
func (x *Index) sayRates(f *Finding, q Query, names []string) {
	names = x.lean(names)
	if len(names) != 2 || len(f.Parts) != 2 || !q.Cues.Has("unit.points") && !hasAny(q.Bare, "noun.difference") {
		return
	}
	var rates []float64
	for _, n := range names {
		for i := range x.Book.Metrics {
			if m := &x.Book.Metrics[i]; m.Change != "" && m.Percent() {
				for _, r := range x.table(m.ID, x.place(q), x.latest(m.ID, x.place(q))).of(append([]string{n}, x.made[n]...)) {
					rates = append(rates, r.Value)
				}
			}
		}
	}
	if len(rates) != 2 {
		return // not one of each
	}
	d := round(math.Abs(rates[0] - rates[1]))
	f.say("rates.gap", Arg{"gap", Points(d)})
	f.derive(d, PercentagePoints, "%v - (%v)", max(rates[0], rates[1]), min(rates[0], rates[1]))
}

// sayShare adds how the share of the only company moved of which a question asks how it grew or fell, without saying in what: what
// moved may be either.
func (x *Index) sayShare(f *Finding, q Query, names []string) {
	if q.Metric != "" || len(names) != 1 || !x.Companies(names) || len(q.Percents) > 0 || q.Cues.Has("metric.unheld") {
		return
	}
	if s, miss := x.scope(Query{Place: q.Place}); miss == nil {
		if r, ok := x.rowOf(s, names[0]); ok {
			x.sayMove(f, Query{}, s, r)
		}
	}
}

// sayGrowth says every rate of one entity that fits the metric asked for.
func (x *Index) sayGrowth(f *Finding, q Query, name string) bool { return x.sayGrowthOf(f, q, name, 0) }

// sayGrowthOf says the rates that go one way: above 0 those that rose, below those that fell.
func (x *Index) sayGrowthOf(f *Finding, q Query, name string, way float64) bool {
	said := false
	for i := range x.Book.Metrics {
		m := &x.Book.Metrics[i]
		if m.Change == "" || q.Metric != "" && q.Metric != m.ID && q.Metric != m.Change {
			continue
		}
		place := x.place(q)
		p := x.latest(m.ID, place)
		ids := append([]string{name}, x.made[name]...)
		if q.Metric == m.Change {
			ids = append(ids, x.maker(name))
		}
		for _, r := range x.table(m.ID, place, p).of(ids) {
			if way*r.Value < 0 {
				continue
			}
			if wrongWay(q, r.Value) || q.Cues.Has("times.double") && r.Value < 100 || q.Cues.Has("times.triple") && r.Value < 200 || q.Cues.Has("times.half") && q.Metric != "" && r.Value > -50 {
				f.Status = Corrected
				f.say(q.wrongly())
			}
			s := scope{metric: m, place: place, period: p}
			f.say(style(m, r.Value), x.rowArgs(s, r.unsigned())...)
			x.citeRows(f, r)
			f.Metric, f.Period, said = m.ID, p, true
			f.figures = append(f.figures, math.Abs(r.Value))
		}
	}
	return said
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
	return x.instead(*q, f, "unknown.facet.amount")
}
