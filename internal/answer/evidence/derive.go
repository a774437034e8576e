package evidence

import (
	"math"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// rest gives what is left for those the table does not name.
func (x *Index) rest(q *Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	if hasAny(q.Bare, "noun.rank") && !hasAny(q.Bare, "noun.remainder") && len(q.Names)+len(q.Percents)+q.Top == 0 && !q.Cues.Has("set.except", "set.not", "set.off", "set.aside", "place.abroad", "bound.below", "deg.less") {
		return x.wholeTable(q) // "rank the 5 brands"
	}
	led := func(id string) bool { return id == "act.lead" || id == "act.make" }
	if s.metric.Whole == 0 || q.Top > 1 && len(q.Words) <= briefWords && q.Facet == "" && !slices.ContainsFunc(q.Bare, func(id string) bool { return !led(id) }) &&
		!q.Cues.Has("set.except", "set.not", "set.off", "set.aside", "place.abroad", "bound.below", "bound.above", "deg.less", "move.past") {
		return x.wholeTable(q) // "top five vendors' share" leaves none out
	}
	have, lack := x.known(s, x.lean(q.Names))
	switch {
	case hasAny(q.Bare, "noun.remainder") && q.Cues.Has("ask.firm") && (q.Facet == "facet.who" || q.Cues.Has("ask.which")) && !q.Cues.Has("set.sum", "unit.percent") && q.Metric == "":
		of := q.Clone()
		of.Cues, of.Facet = nil, ""
		return x.instead(of, x.rest(of), "unknown.plain") // "which brands make up the rest?"
	case len(lack) > 0:
		return x.noFigure(q, s, lack)
	case len(have) > 0:
		l, sum := addends(have)
		return x.remainder(s, l, sum, "rest")
	}
	all := s.table.all()
	if q.Top > 0 {
		all = s.table.through(q.Top) // "top two against the rest"
	}
	l, sum := s.table.addends(nil, all)
	g := x.remainder(s, l, sum, "rest")
	if len(q.Numbers) > 1 {
		g.Fit -= 4 * unusedCost // it is those numbers that something is asked of
	}
	return g
}

// merelyOnly reports whether "only" says no more than that nothing else is wanted: "show only X's share".
func (q *Query) merelyOnly() bool {
	return q.Cues.Has("set.only") && !slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "act.") && id != "act.show" && !mere[id] })
}

// complement gives what is not the named entities'.
func (x *Index) complement(q *Query) *Finding {
	if q.Cues.Has("set.not place") && len(q.Excepted) == 0 {
		return x.lookup(q) // the "not" is of another place
	}
	if r := x.allPassedOver(q); r != nil && !q.circles() {
		q = q.Clone()
		q.Names, q.Excepted, q.Facet = []string{r.Subject, r.Object}, nil, ""
		return x.relation(q) // "not X, not Y: who then?"
	}
	out := q.Excepted
	if len(out) == 0 && hasAny(q.Bare, "noun.remainder") {
		out = q.Names // "take X out of them: what do the remaining four hold?"
	}
	if all := x.Ranked(); len(out) > 0 && q.Several() > 1 && q.Several() == len(all.Names)+all.More-len(out) && (q.Cues.Has("set.sum") || hasAny(q.Concepts, "act.combine", "act.hold")) && !q.circles() {
		of := q.Clone()
		of.Names, of.Excepted, of.Cues = out, out, append(slices.Clone(q.Cues), "set.sum")
		return x.total(of) // "leave X out: what do the other four add up to?"
	}
	without := q.Cues.Has("set.not", "set.except", "set.off") || hasAny(q.Bare, "noun.remainder", "noun.competitor")
	if q.Metric != "" && len(q.Names) > 0 && len(q.Excepted) == 0 && (hasAny(q.Bare, "rel.whole") || q.merelyOnly() || q.Facet == "" && q.Cues.Has("ask.what")) && !without && !q.circles() {
		return x.lookup(q) // "X's share for all of the country"
	}
	if q.Facet == "facet.who" && len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) && direction(q) == 0 && q.Metric == "" && !q.circles() {
		return x.wholeTable(q) // "minus X, who is left?"
	}
	if hasAny(q.Bare, "noun.competitor") && q.Facet == "" && len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) && !q.Cues.Has("set.sum") && !hasAny(q.Bare, "act.combine", "noun.remainder") && !q.circles() {
		return x.wholeTable(q) // "the shares of X's rivals"
	}
	if (q.Facet == "facet.who" || q.Facet == "facet.whether" && q.Cues.Has("ask.any")) && direction(q) != 0 && len(q.Excepted) == len(q.Names) {
		q = q.Clone()
		q.Names = nil
		return x.movers(q) // "who lost, other than X?"
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	have, lack := x.known(s, x.lean(q.Names))
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if len(have) == 0 && (q.Cues.Has("deg.top") || len(q.Ranks) > 0) {
		have, _ = x.known(s, x.ranked(q, s))
	}
	if len(have) == 0 || s.metric.Whole == 0 {
		return x.rest(q)
	}
	l, sum := addends(have)
	f = x.remainder(s, l, sum, "complement")
	if len(q.Ranks) > 0 || len(q.Excepted) == 0 && q.Metric == "" && !q.Cues.Has("set.not", "unit.percent", "facet.amount") {
		f.Fit = 0 // nothing asks for a part
	}
	if q.Facet == "facet.who" {
		f.Fit = -0.2 // those beside are asked for, not what they have together
	}
	return f
}

func (x *Index) remainder(s scope, l listed, sum float64, key string) *Finding {
	f := s.answer(0.5, l.rows...)
	left := round(s.metric.Whole - sum)
	f.say(key, Arg{"terms", l.table()}, Arg{"names", l.names()}, Arg{"left", Figure{s.metric.ID, left}}, Arg{"sum", Figure{s.metric.ID, sum}},
		Arg{"market", Market(s.place)}, Arg{"period", s.period})
	f.derive(sum, s.metric.Unit, "%s", l.formula())
	f.derive(left, s.metric.Unit, "%s - (%s)", number(s.metric.Whole), l.formula())
	x.citeRows(f, l.rows...)
	return f
}

// ratio compares as a quotient: two entities, or one with itself a year before.
func (x *Index) ratio(q *Query) *Finding {
	if q.Cues.Has("set.sum") && len(q.Names) > 2 {
		return x.total(q) // "A and B together are how many times C?"
	}
	if len(q.Ranks) == 1 && len(q.Names) == 1 && !hasAny(q.Bare, "noun.ratio") && !q.Cues.Has("times.double", "times.half", "times.triple", "unit.percent", "facet.amount") {
		return x.standing(q)
	}
	if f := x.ratioOfRates(q); f != nil {
		return f
	}
	now := q.Clone()
	if q.Asked.Prior > 0 || q.Asked.Vague || q.Asked.Pair {
		now.Asked = Asked{}
	}
	s, f := x.scope(now)
	if f != nil {
		return f
	}
	have, lack := x.known(s, x.lean(q.Names))
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if q.Asked.Pair && len(have) == 1 {
		return x.ratioSelf(now, s, have) // "between now and a year ago, in relative terms"
	}
	have = x.counterpart(q, s, have)
	if len(have) > 1 && have[1].Value == 0 {
		return x.wholeTable(q) // nothing is a multiple of zero
	}
	if len(have) >= 2 {
		return x.ratioOf(q, s, have[0], have[1])
	}
	if len(have) == 0 {
		have = x.movedBetween(q, s)
	}
	if len(have) == 0 {
		return x.movers(q)
	}
	return x.ratioSelf(q, s, have)
}

// ratioOfRates says how many times the rate of growth of one is that of another, where a question gives both. It is nil where it gives no such two.
func (x *Index) ratioOfRates(q *Query) *Finding {
	stated := q.Stated()
	if len(q.Names) != 2 || len(stated) != 2 {
		return nil
	}
	var rates []float64
	for _, n := range q.Names {
		of := x.rates(q, n)
		if len(of) != 1 || !slices.ContainsFunc(stated, func(v float64) bool { return near(math.Abs(v), math.Abs(of[0])) }) {
			return nil
		}
		rates = append(rates, math.Abs(of[0]))
	}
	f := &Finding{Status: Answered, Fit: 0.6, Place: x.place(q), Sure: true}
	plain := &Query{Place: q.Place}
	if !x.sayGrowth(f, plain, q.Names[1]) || !x.sayGrowth(f, plain, q.Names[0]) || rates[1] == 0 || rates[0] < rates[1] {
		return nil
	}
	times := round(rates[0] / rates[1])
	f.say("sum.times", Arg{"times", Plain(times)})
	return f.derive(times, "times", "%v / %v", rates[0], rates[1])
}

// ratioOf compares two as a quotient, or says their figures alone where those are the same or a question takes them for that: "is X as big as Y?"
func (x *Index) ratioOf(q *Query, s scope, a, b Row) *Finding {
	f := s.answer(0.4)
	multiple := q.Cues.Has("times.double", "times.triple", "times.half")
	if q.Cues.Has("deg.as") && q.Facet == "facet.whether" && a.Value != b.Value && !multiple && !q.Cues.Has("facet.choice", "set.not") {
		f.Status = Corrected
		f.say("no")
		x.sayPair(f, s, a, b)
		return f
	}
	if a.Value == b.Value && !multiple {
		if q.Facet == "facet.whether" && !q.Cues.Has("facet.choice") {
			f.say("yes") // "as large as"
		}
		x.sayPair(f, s, a, b)
		return f
	}
	if multiple && !q.Cues.Has("facet.choice") {
		x.times(f, q, a, b)
	}
	if (q.Cues.Has("deg.more", "bound.above") && !q.Cues.Has("deg.less", "bound.below")) && q.Facet != "facet.whether" && a.Value < b.Value {
		a, b = b, a // "by what factor is the leader bigger than X?"
	}
	f.say("ratio.pair", Arg{"a", Name(a.Entity)}, Arg{"b", Name(b.Entity)}, Arg{"av", Figure{s.metric.ID, a.Value}}, Arg{"bv", Figure{s.metric.ID, b.Value}},
		Arg{"times", Plain(round(a.Value / b.Value))}, Arg{"percent", Figure{x.Book.Default.Metric, round(100 * a.Value / b.Value)}}, Arg{"period", s.period})
	f.derive(round(a.Value/b.Value), "times", "%v / %v", a.Value, b.Value)
	f.derive(round(100*a.Value/b.Value), "percent", "100 * %v / %v", a.Value, b.Value)
	x.citeRows(f, a, b)
	return f
}

// ratioSelf compares the first of some with itself a year before.
func (x *Index) ratioSelf(q *Query, s scope, have []Row) *Finding {
	r := have[0]
	old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if f := x.grown(q, x.lean(q.Names)); !ok && q.Metric == "" && f != nil {
		return f // of this one a rate is on record
	}
	if !ok {
		return unknown("unknown.before", Arg{"names", entitiesOf(have)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
	}
	f := s.answer(0.4)
	x.sayMove(f, &Query{}, s, r)
	if old.Value == 0 || r.Value == 0 {
		return f // of nothing there is no part
	}
	rel := round(100 * (r.Value - old.Value) / old.Value)
	if rel < 0 && q.Facet != "facet.whether" && q.Cues.Has("move.to") && hasAny(q.Bare, "dir.up") && !hasAny(q.Bare, "dir.down") {
		f.correct("not.quite") // "what let X double from ... to ...?"
	}
	if q.Facet == "facet.whether" && q.Cues.Has("times.half") && !q.Cues.Has("facet.choice", "set.not", "bound.above", "bound.below") {
		f.judge(math.Abs(r.Value/old.Value-0.5) <= 0.025) // "did it halve?"
	}
	f.say(pick(rel > 0, "ratio.risen", "ratio.self"), Arg{"percent", Figure{x.Book.Default.Metric, round(100 * r.Value / old.Value)}}, Arg{"relative", Figure{x.Book.Default.Metric, math.Abs(rel)}},
		Arg{"av", Figure{s.metric.ID, r.Value}}, Arg{"bv", Figure{s.metric.ID, old.Value}}, Arg{"times", Plain(round(old.Value / r.Value))})
	f.derive(round(100*r.Value/old.Value), "percent", "100 * %v / %v", r.Value, old.Value)
	f.derive(round(old.Value/r.Value), "times", "%v / %v", old.Value, r.Value)
	f.derive(rel, "percent", "100 * (%v - %v) / %v", r.Value, old.Value, old.Value)
	return f
}

// movedBetween returns the row whose figures of a year before and now are the two numbers of a question: "24 -> 15".
func (x *Index) movedBetween(q *Query, s scope) []Row {
	pair := q.Stated()
	if len(q.Names) > 0 || len(pair) != 2 {
		return nil
	}
	for _, r := range s.table.list(nil, s.table.all()).rows {
		if x.wentFrom(s, r, pair[0], pair[1]) {
			return []Row{r}
		}
	}
	return nil
}

// wentFrom reports whether a row's figure of a year before is one number, and its own another.
func (x *Index) wentFrom(s scope, r Row, old, now float64) bool {
	before, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	return ok && near(before.Value, old) && near(r.Value, now)
}

// figured reports whether a number of a question is a figure of whom it names: that is no base to start from.
func (x *Index) figured(q *Query) bool {
	return slices.ContainsFunc(q.Numbers, func(v float64) bool { return x.current(q, v) })
}

// leastBase is the smallest number that a rate of growth is taken of.
const leastBase = 2

// notCounted declines whether an amount is right that a question gives somebody, and says the rate that there is: it is no base to start
// from. Where the amount is that rate, it is corrected.
func (x *Index) notCounted(q *Query, f *Finding) *Finding {
	if len(q.Numbers) == 1 && near(q.Numbers[0], f.figures[0]) {
		return f.correct("not.quite")
	}
	return x.instead(q, f, "unknown.plain")
}

// project applies a growth rate to a base that the question names.
func (x *Index) project(q *Query) *Finding {
	if q.Cues.Has("unit.points") {
		return x.change(q) // "from 24 to 15": no base, but figures of a share
	}
	if m := x.metrics[q.Metric]; m != nil && m.Whole > 0 && q.Asked.Prior > 0 && len(q.Names) == 1 && len(q.Percents) > 0 {
		return x.lookup(&Query{Intent: q.Intent, Names: q.Names, Metric: q.Metric, Place: q.Place, Period: q.Period, Asked: q.Asked}) // a share of before does not follow from growth
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil && len(x.movedBetween(q, s)) > 0 {
		return x.ratio(q)
	}
	if pair := q.Stated(); len(pair) == 2 && len(q.Names) == 1 && x.went(&Query{Place: q.Place, Percents: pair}, q.Names[0]) {
		q = q.Clone()
		q.Percents, q.Numbers = pair, nil
		return x.change(q) // "X's slide from 24 to 15"
	}
	if f := x.otherWent(q); f != nil {
		return f
	}
	if len(q.Numbers) == 2 && len(q.Names) == 1 {
		if rest := slices.DeleteFunc(slices.Clone(q.Numbers), func(n float64) bool {
			return slices.ContainsFunc(x.rates(q, q.Names[0]), func(v float64) bool { return near(v, n) || near(v, -n) })
		}); len(rest) == 1 {
			q = q.Clone()
			q.Numbers, q.Concepts = rest, append(slices.Clone(q.Concepts), "act.calculate") // "it went down 11, what would 500 become?"
		}
	}
	if (q.Asked.Prior == 0 && !q.Asked.Vague || x.figured(q)) && !q.Cues.Has("ask.growth") && !hasAny(q.Concepts, "act.calculate", "act.ship", "act.sell", "noun.unit", "dir.up", "dir.down", "act.change") {
		if len(q.Percents) > 0 {
			return x.verify(q)
		}
		if len(q.Claimed) == 1 && len(q.Numbers) == 1 && len(x.lean(q.Names)) == 2 && q.Scale == "" {
			return x.lookup(q) // "if X is at 17, then Y is at what?"
		}
		return unknown("unknown.plain") // nothing says that the number is one to start from
	}
	q = q.Clone()
	q.Asked = Asked{}
	f := x.growth(q)
	if f.Silent() || len(q.Numbers) == 0 || len(f.figures) == 0 {
		return f
	}
	if q.Facet == "facet.whether" && !q.Cues.Has("ask.suppose") && !hasAny(q.Concepts, "act.calculate") {
		return x.notCounted(q, f)
	}
	base := slices.Max(q.Numbers)
	if base < leastBase && q.Scale == "" {
		return f // "in 1 message"
	}
	rate := f.figures[0]
	if f.Parts[len(f.Parts)-1].Key == "figure.fall" {
		rate = -rate
	}
	key, formula, v := "project", "%s * (1 + %s/100)", round(base*(1+rate/100))
	if q.FromNow && rate > -100 {
		key, formula, v = "project.back", "%s / (1 + %s/100)", round(base/(1+rate/100))
	}
	f.sayFirst(key, Arg{"base", q.scaled(base)}, Arg{"value", q.scaled(v)})
	f.derive(v, "", formula, number(base), number(rate))
	f.Fit = 0.6
	return f
}

// allPassedOver returns the relation of the partner that was chosen where a question for who it is excepts only others of the same affair, else nil.
func (x *Index) allPassedOver(q *Query) *knowledge.Relation {
	if q.Facet != "facet.who" || q.Metric != "" || len(q.Excepted) == 0 || len(q.Excepted) != len(q.Names) {
		return nil
	}
	for _, n := range q.Excepted {
		r := x.relationOf(q, n)
		if r == nil || r.Subject == n || r.Role == chosen {
			return nil
		}
	}
	return x.chosen(q)
}
