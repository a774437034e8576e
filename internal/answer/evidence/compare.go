package evidence

import (
	"math"
	"slices"

	"marketbot/knowledge"
)

// compare says who of the named is ahead, and by how much.
func (x *Index) compare(q Query) *Finding {
	if q.circles() {
		return x.unknown(q, "unknown.plain")
	}
	if q.Asked.Pair {
		return x.change(q)
	}
	if len(q.Excepted) > 0 && len(q.Names)+len(q.Ranks) == 0 && q.Facet == "facet.who" {
		return x.holder(q) // "besides X and Y, who leads?"
	}
	if len(x.lean(q.Names)) == 1 && len(q.Ranks) == 0 && q.Cues.Has("deg.tie") && (q.Cues.Has("unit.points") || hasAny(q.Bare, "noun.difference")) {
		return x.fromTied(q) // "the gap between X and those who are tied"
	}
	if len(q.Names) == 1 && (q.Facet == "facet.who" || q.Cues.Has("ask.which")) && q.Cues.Has("ask.firm") && q.Cues.Has("deg.more", "deg.less") && !q.Cues.Has("deg.near", "deg.top", "unit.points") {
		return x.threshold(q) // "the companies that are ahead of X"
	}
	if q.Cues.Has("set.not rank") && len(q.Names) == 0 {
		return x.holder(q) // "who is neither first nor third"
	}
	if m := x.metrics[q.Metric]; len(q.Names) == 1 && m != nil && !x.held[m.ID] && x.Held(m.ID) {
		q.Ranks = nil // "more than a third"
		return x.growth(q)
	}
	if len(q.Names) > 1 && (q.Asked.Prior > 0 || q.Cues.Has("time.yoy") || hasAny(q.Bare, "act.change", "act.happen")) &&
		q.Metric == "" && !q.Asked.Exact && !q.Cues.Has("deg.more", "deg.less", "unit.points") {
		return x.moves(q)
	}
	if q.Cues.Has("time.yoy", "ask.growth") || hasAny(q.Concepts, "dir.up", "dir.down") && q.Metric != x.Book.Default.Metric && !q.Cues.Has("unit.points") && !(len(q.Names) == 2 && q.Cues.Has("deg.more", "deg.less")) {
		if f := x.movers(q); !f.Silent() {
			return f
		}
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.Names)
	have, lack := x.known(s, names)
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if len(have) == 1 && len(q.Ranks) == 2 && !contains(q.Ranks, have[0].Rank) {
		return x.overEach(q, s, have[0])
	}
	have = x.counterpart(q, s, have)
	switch {
	case len(have) < 2 && (q.Asked.Prior > 0 || len(have) == 1 && hasAny(q.Concepts, "adj.former") || len(have) == 1 && len(names) == 1 && q.Cues.Has("unit.points")):
		return x.change(q)
	case len(have) < 2:
		f := x.wholeTable(q)
		if len(names)+len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.bottom") {
			f.Fit = -0.2 // "by how much?", of nobody
		}
		return f
	case len(have) > 2:
		return x.order(q).against(q, have)
	}
	f = &Finding{Status: Answered, Fit: 0.5, Series: have, Metric: s.metric.ID, Period: s.period, Place: s.place}
	a, b := have[0], have[1]
	x.verdict(f, q, s, a, b)
	x.sayPair(f, s, a, b)
	return f
}

// moves says of each of some how it did within a year: by its figures of both, else by a rate of growth.
func (x *Index) moves(q Query) *Finding {
	q.Asked, q.Period = Asked{}, Period{}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	f = &Finding{Status: Answered, Fit: 0.5, Metric: s.metric.ID, Period: s.period, Place: s.place}
	have, lack := x.known(s, x.lean(q.Names))
	for _, r := range have {
		if !x.sayMove(f, Query{}, s, r) && !x.sayGrowth(f, q, r.Entity) {
			lack = append(lack, r.Entity)
		}
	}
	if len(f.Parts) == 0 {
		return x.movers(q)
	}
	if len(lack) > 0 {
		f.say("lookup.lack.growth", Arg{"names", lack})
	}
	return f
}

// ordering is which order of two sides a question asks to be confirmed: +1 that the first is above, -1 that it is below, 0 none.
func (q *Query) ordering() float64 {
	more, less := q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.less", "bound.below")
	switch {
	case q.Facet != "facet.whether" || more == less || q.Cues.Has("facet.choice", "set.not"):
		return 0
	case more:
		return 1
	}
	return -1
}

// side picks a sentence by the sign of a difference.
func side(d float64, above, below, same string) string {
	switch {
	case d > 0:
		return above
	case d < 0:
		return below
	}
	return same
}

// against says yes or no to "are A and B ahead of C": whether all before the verb are ahead of all behind it.
func (f *Finding) against(q Query, have []Row) *Finding {
	way := q.ordering()
	if f.Status != Answered || way == 0 || q.Cues.Has("set.sum") || q.Left == 0 || q.Left >= len(have) || len(have) != len(q.Names) {
		return f
	}
	wrong := slices.ContainsFunc(have[:q.Left], func(l Row) bool {
		return slices.ContainsFunc(have[q.Left:], func(r Row) bool { return way*(l.Value-r.Value) <= 0 })
	})
	f.judge(!wrong)
	return f
}

// counterpart adds whom a single name is compared with: who holds a rank that is named, or leads.
func (x *Index) counterpart(q Query, s scope, have []Row) []Row {
	if len(have) >= 2 {
		return have
	}
	ranks := q.Ranks
	if len(ranks) == 0 && q.Cues.Has("deg.top") {
		ranks = []int{1}
	}
	switch {
	case len(have) == 0 && len(ranks) == 1 && ranks[0] > 1 && (q.Cues.Has("deg.top") || q.Cues.Has("set.between") && q.Cues.Has("deg.more")):
		ranks = []int{1, ranks[0]} // the leader and who is named by rank
	case len(have) == 0 && len(ranks) == 1:
		ranks = append(ranks, 2)
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && q.Facet == "facet.amount" && (q.Cues.Has("deg.less") || hasAny(q.Concepts, "act.lag")) {
		ranks = []int{1} // "how far behind is X?"
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && len(q.Names) == 1 && hasAny(q.Bare, "noun.difference") && !q.Cues.Has("unit.points", "deg.tie") && !hasAny(q.Bare, "dir.up", "dir.down", "act.change", "adj.former") {
		ranks = []int{1} // "X's gap"
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && len(q.Names) == 1 && q.Intent != nil && q.Intent.Operation == "compare" && q.Part == 0 && q.Facet == "facet.whether" && q.Cues.Has("deg.more") && !q.Cues.Has("deg.less", "deg.bottom", "unit.points", "ask.suppose", "time.yoy") && !q.ofChange() && !hasAny(q.Bare, "act.sell", "act.ship", "adj.former") && len(q.Percents)+len(q.Numbers) == 0 && !q.Asked.Said {
		ranks = []int{1} // "is X ahead?"
	}
	if len(have) == 1 && have[0].Rank == 1 && len(q.Ranks) == 0 && (q.Cues.Has("deg.top", "deg.more") || q.Facet == "facet.amount" || len(q.Names) == 1 && hasAny(q.Bare, "noun.difference")) {
		ranks = []int{1, 2} // by how much the leader leads
	}
	for _, n := range ranks {
		for _, r := range x.atRank(s, n) {
			if len(have) < 2 && (len(have) == 0 || have[0].Entity != r.Entity) {
				have = append(have, r)
			}
		}
	}
	return have
}

// sizes are judgements that figures alone do not make: "is the lead big?"
var sizes = []string{"adj.big", "adj.small", "adj.good", "adj.bad"}

// verdict answers yes or no where the question claims an order.
func (x *Index) verdict(f *Finding, q Query, s scope, a, b Row) {
	if q.Cues.Has("facet.choice") || q.Asked.Vague || len(q.Names) == 1 && hasAny(q.Bare, sizes...) {
		return
	}
	claim, made := 0, true // +1: a above b
	switch {
	case q.Cues.Has("deg.tie"):
		made = q.Facet != "facet.amount" // "what is missing to draw level?"
	case q.Cues.Has("times.double", "times.triple", "times.half"):
		x.times(f, q, a, b)
		return
	case q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.top") && q.Facet == "facet.whether":
		claim = 1
	case q.Cues.Has("deg.less", "bound.below", "deg.bottom"), hasAny(q.Concepts, "act.lag"):
		claim = -1
	default:
		made = false
	}
	if !made || q.Facet != "facet.whether" && !q.assumes() || q.away() {
		return
	}
	if q.Cues.Has("role.by firm") {
		claim = -claim // "X was overtaken by Y"
	}
	is := 0
	if a.Value > b.Value {
		is = 1
	} else if a.Value < b.Value {
		is = -1
	}
	right := claim == is
	if q.Cues.Has("set.not") && q.Facet == "facet.whether" {
		return // "isn't X ahead?" is answered by the figures alone
	}
	if q.Facet == "facet.whether" {
		f.say(pick(right, "yes", "no"))
	} else if !right {
		f.say("not.quite")
	}
	if !right {
		f.Status = Corrected
	}
}

// away reports whether a question asks how far somebody is from a place, which it does not give them: "how far off the lead is X?", "how much
// would X need to lead?"
func (q *Query) away() bool {
	return len(q.Names) == 1 && q.Cues.Has("deg.top") && q.Facet == "facet.amount" && (q.Cues.Has("move.from", "set.off", "deg.less", "ask.suppose") || hasAny(q.Bare, "act.need", "act.lag"))
}

// assumes reports whether the question takes an order for granted: "why is X ahead of Y", "by how much does X lead Y", "when did X pass Y".
func (q *Query) assumes() bool {
	switch q.Facet {
	case "facet.why", "facet.amount", "facet.when", "facet.duration":
		return true
	}
	return false
}

// times checks "X is double Y".
func (x *Index) times(f *Finding, q Query, a, b Row) {
	if b.Value == 0 {
		return
	}
	right := q.isTimes(a.Value, b.Value)
	if !right {
		f.Status = Corrected
	}
	f.say(pick(right, "yes", "no"))
}

// isTimes reports whether a value is as many times another as a question says.
func (q *Query) isTimes(a, b float64) bool {
	factor := 2.0
	if q.Cues.Has("times.triple") {
		factor = 3
	} else if q.Cues.Has("times.half") {
		factor = 0.5
	}
	return math.Abs(a/b-factor) <= 0.05*factor
}

// sayPair says two figures and their difference.
func (x *Index) sayPair(f *Finding, s scope, a, b Row) {
	if b.Value > a.Value {
		a, b = b, a
	}
	args := []Arg{{"a", Name(a.Entity)}, {"b", Name(b.Entity)}, {"av", Figure{s.metric.ID, a.Value}}, {"bv", Figure{s.metric.ID, b.Value}},
		{"market", Market(s.place)}, {"metric", Of(s.metric.ID)}, {"period", s.period}, {"source", x.sourceOf([]Row{a, b})}}
	if a.Value == b.Value {
		f.say("pair.tied", append(args, Arg{"rank", Ranked{a.Rank, a.Tied}})...)
	} else {
		d := round(a.Value - b.Value)
		f.say(pick(s.metric.Percent(), "pair.points", "pair.plain"), append(args, Arg{"gap", gap(s, d)})...)
		f.derive(d, unit(s), "%v - %v", a.Value, b.Value)
	}
	x.citeRows(f, a, b)
	x.sayInferred(f, b)
}

func gap(s scope, d float64) any {
	if s.metric.Percent() {
		return Points(d)
	}
	return Figure{s.metric.ID, d}
}

func unit(s scope) string {
	if s.metric.Percent() {
		return PercentagePoints
	}
	return s.metric.Unit
}

// PercentagePoints is the unit of a difference between two percentages.
const PercentagePoints = "pp"

func round(v float64) float64 { return knowledge.Round(v) }

//
//go:noinline
func hasAny(list []string, ids ...string) bool {
	for _, id := range ids {
		if contains(list, id) {
			return true
		}
	}
	return false
}

// overEach sets one against who holds each of several ranks: "X's lead over second and over third place".
func (x *Index) overEach(q Query, s scope, r Row) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Metric: s.metric.ID, Period: s.period, Place: s.place}
	f.Series = []Row{r}
	for _, n := range q.Ranks {
		at := x.atRank(s, n)
		if len(at) == 0 {
			return x.unknown(q, "unknown.rank", Arg{"rank", Ranked{n, 1}}, Arg{"have", s.table.list(nil, s.table.all()).names()}, Arg{"market", Market(s.place)})
		}
		x.sayPair(f, s, r, at[0])
		f.Series = append(f.Series, at[0])
	}
	return f
}

// gaps sets the gaps of two pairs against each other. It is nil where a question does not ask for that.
func (x *Index) gaps(q Query) *Finding {
	if len(q.Gaps) != 4 || !q.Figures() || q.Asked.Prior > 0 {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	var rows [4]Row
	for i, n := range q.Gaps {
		r, ok := x.rowOf(s, n)
		if !ok {
			return nil
		}
		rows[i] = r
	}
	f := &Finding{Status: Answered, Fit: 0.6, Series: rows[:], Metric: s.metric.ID, Period: s.period, Place: s.place}
	d := round(math.Abs(rows[0].Value-rows[1].Value) - math.Abs(rows[2].Value-rows[3].Value))
	if way := q.ordering(); way != 0 {
		f.judge(way*d > 0)
	}
	wide := rows[:2]
	if d < 0 {
		wide = rows[2:]
	}
	f.say(pick(d == 0, "gaps.same", "gaps.differ"), Arg{"a", Name(wide[0].Entity)}, Arg{"b", Name(wide[1].Entity)})
	x.sayPair(f, s, rows[0], rows[1])
	x.sayPair(f, s, rows[2], rows[3])
	f.Parts = unique(f.Parts)
	return f
}
