package evidence

import (
	"math"
	"slices"
)

// compare says who of the named is ahead, and by how much.
func (x *Index) compare(q Query) *Finding {
	if q.Asked.Pair {
		return x.change(q)
	}
	if q.Cues.Has("time.yoy", "ask.growth") || hasAny(q.Concepts, "dir.up", "dir.down") && q.Metric != x.Book.Default.Metric && !q.Cues.Has("unit.points") {
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
	if len(have) == 0 && len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	have = x.counterpart(q, s, have)
	switch {
	case len(have) < 2 && (q.Asked.Prior > 0 || len(have) == 1 && len(names) == 1 && q.Cues.Has("unit.points")):
		return x.change(q)
	case len(have) < 2:
		return x.wholeTable(q)
	case len(have) > 2:
		return x.order(q)
	}
	f = &Finding{Status: Answered, Fit: 0.5, Series: have, Metric: s.metric.ID, Period: s.period, Place: s.place}
	a, b := have[0], have[1]
	x.verdict(f, q, s, a, b)
	x.sayPair(f, s, a, b)
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
	if len(have) == 0 && len(ranks) == 1 {
		ranks = append(ranks, 2)
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

// verdict answers yes or no where the question claims an order.
func (x *Index) verdict(f *Finding, q Query, s scope, a, b Row) {
	if q.Cues.Has("facet.choice") {
		return
	}
	claim, made := 0, true // +1: a above b
	switch {
	case q.Cues.Has("deg.tie"):
	case q.Cues.Has("times.double", "times.triple", "times.half"):
		x.times(f, q, a, b)
		return
	case q.Cues.Has("deg.more", "deg.top"):
		claim = 1
	case q.Cues.Has("deg.less", "deg.bottom"):
		claim = -1
	default:
		made = false
	}
	if !made || q.Facet != "facet.whether" && !f.assumes(q) {
		return
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

// assumes reports whether the question takes an order for granted: "why is X ahead of Y", "by how much does X lead Y".
func (f *Finding) assumes(q Query) bool {
	return q.Facet == "facet.why" || q.Facet == "facet.amount" || q.Facet == "facet.how"
}

// times checks "X is double Y".
func (x *Index) times(f *Finding, q Query, a, b Row) {
	factor := 2.0
	if q.Cues.Has("times.triple") {
		factor = 3
	} else if q.Cues.Has("times.half") {
		factor = 0.5
	}
	if b.Value == 0 {
		return
	}
	if is := a.Value / b.Value; math.Abs(is-factor) > 0.05*factor {
		f.Status = Corrected
		f.say("no")
	} else {
		f.say("yes")
	}
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
		f.say(pick(s.metric.Unit == "percent", "pair.points", "pair.plain"), append(args, Arg{"gap", gap(s, d)})...)
		f.derive(d, unit(s), "%v - %v", a.Value, b.Value)
	}
	x.citeRows(f, a, b)
	x.sayInferred(f, b)
}

func gap(s scope, d float64) any {
	if s.metric.Unit == "percent" {
		return Points(d)
	}
	return Figure{s.metric.ID, d}
}

func unit(s scope) string {
	if s.metric.Unit == "percent" {
		return PercentagePoints
	}
	return s.metric.Unit
}

// PercentagePoints is the unit of a difference between two percentages.
const PercentagePoints = "pp"

func round(v float64) float64 { return math.Round(v*100) / 100 }

func hasAny(list []string, ids ...string) bool {
	for _, id := range ids {
		if contains(list, id) {
			return true
		}
	}
	return false
}

// order sorts the named entities, or all.
func (x *Index) order(q Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	have, lack := x.known(s, x.lean(q.Names))
	if q.Cues.Has("set.sum") && !q.Cues.Has("set.not") && len(have) > 1 {
		return x.total(q)
	}
	if len(have) == 0 {
		if len(lack) > 0 {
			return x.noFigure(q, s, lack)
		}
		return x.wholeTable(q)
	}
	slices.SortStableFunc(have, func(a, b Row) int { return a.Rank - b.Rank })
	f = &Finding{Status: Answered, Fit: 0.4, Series: have, Metric: s.metric.ID, Period: s.period, Place: s.place}
	x.sayTable(f, s, have)
	if have[0].Value == have[len(have)-1].Value && len(have) > 1 {
		f.say("order.same")
	}
	if len(lack) > 0 {
		f.say("lookup.lack", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)})
	}
	return f
}

// nearest says who is closest to a named entity or to the leader.
func (x *Index) nearest(q Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.Names)
	have, lack := x.known(s, names)
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	target, found := Row{}, false
	if q.Beside != "" {
		target, found = x.rowOf(s, q.Beside)
	} else if len(have) == 1 {
		target, found = have[0], true
	}
	if !found {
		target = s.rows[0]
	}
	field := slices.DeleteFunc(slices.Clone(have), func(r Row) bool { return r.Entity == target.Entity })
	if len(field) == 0 {
		field = slices.DeleteFunc(slices.Clone(s.rows), func(r Row) bool {
			return r.Entity == target.Entity || q.Cues.Has("deg.more", "bound.above") && r.Value <= target.Value ||
				q.Cues.Has("deg.less", "bound.below") && r.Value >= target.Value // "right above X"
		})
	}
	slices.SortStableFunc(field, func(a, b Row) int {
		return int(math.Round(100 * (math.Abs(a.Value-target.Value) - math.Abs(b.Value-target.Value))))
	})
	if len(field) == 0 {
		return x.wholeTable(q)
	}
	f = &Finding{Status: Answered, Fit: 0.4, Series: append([]Row{target}, field...), Metric: s.metric.ID, Period: s.period, Place: s.place}
	f.say("nearest", Arg{"entity", Name(field[0].Entity)}, Arg{"target", Name(target.Entity)})
	x.sayPair(f, s, target, field[0])
	if len(have) > 2 {
		x.sayPair(f, s, target, field[1])
	}
	return f
}

// tied says who shares a rank.
func (x *Index) tied(q Query) *Finding {
	if q.Top > 0 {
		return x.wholeTable(q)
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	f = &Finding{Status: Answered, Fit: 0.5, Metric: s.metric.ID, Period: s.period, Place: s.place}
	have, lack := x.known(s, x.lean(q.Names))
	if len(have) == 1 && (q.Cues.Has("unit.points", "deg.top") || q.Facet == "facet.amount") {
		return x.compare(q)
	}
	if len(lack) > 0 && len(have) == 0 {
		return x.noFigure(q, s, lack)
	}
	if q.Cues.Has("set.not deg.tie", "set.not rank") && len(q.Excepted) == 0 {
		return x.untied(f, s)
	}
	for i, r := range have {
		if r.Tied == 1 || i > 0 && r.Rank != have[0].Rank {
			f.Status = Corrected
			f.say("not.quite")
			for _, h := range have {
				x.sayRow(f, s, h)
			}
			break
		}
	}
	said := map[int]bool{}
	for _, r := range s.rows {
		if r.Tied > 1 && !said[r.Rank] && (len(q.Ranks) == 0 || contains(q.Ranks, r.Rank) || len(have) > 0) {
			said[r.Rank] = true
			x.sayHolder(f, s, r.Rank, x.atRank(s, r.Rank))
			x.sayInferred(f, r)
		}
	}
	if len(said) == 0 {
		f.say("tied.none")
		x.sayTable(f, s, s.rows)
	}
	f.Parts = unique(f.Parts)
	return f
}

// untied names those outside every tie.
func (x *Index) untied(f *Finding, s scope) *Finding {
	var rows []Row
	for _, r := range s.rows {
		if r.Tied == 1 {
			rows = append(rows, r)
		}
	}
	f.Series = rows
	x.sayTable(f, s, rows)
	return f
}

// threshold lists who is above, below or at a value.
func (x *Index) threshold(q Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	values := q.Percents
	if len(values) == 0 {
		values = q.Numbers
	}
	if len(values) == 0 {
		if have, _ := x.known(s, x.lean(q.Names)); len(have) == 1 {
			values = []float64{have[0].Value}
		} else {
			return x.wholeTable(q)
		}
	}
	limit := values[0]
	test := comparison(q)
	var rows []Row
	for _, r := range s.rows {
		if test(r.Value, limit) && !contains(q.Excepted, r.Entity) {
			rows = append(rows, r)
		}
	}
	f = &Finding{Status: Answered, Fit: 0.5, Series: rows, Metric: s.metric.ID, Period: s.period, Place: s.place}
	if len(rows) == 0 {
		f.say("threshold.none")
		rows = s.rows
	}
	x.sayTable(f, s, rows)
	return f
}

func comparison(q Query) func(v, limit float64) bool {
	switch {
	case q.Cues.Has("bound.atmost", "set.not bound.above", "set.not deg.more"):
		return func(v, l float64) bool { return v <= l }
	case q.Cues.Has("bound.atleast", "set.not bound.below", "set.not deg.less"):
		return func(v, l float64) bool { return v >= l }
	case q.Cues.Has("bound.above", "deg.more"):
		return func(v, l float64) bool { return v > l }
	case q.Cues.Has("bound.below", "deg.less"):
		return func(v, l float64) bool { return v < l }
	case q.Cues.Has("set.not"):
		return func(v, l float64) bool { return v != l }
	}
	return func(v, l float64) bool { return v == l }
}
