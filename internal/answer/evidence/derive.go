package evidence

import (
	"math"
	"slices"
	"strings"
)

// total adds up the figures of the named entities, or of a number of top places.
func (x *Index) total(q Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	rows, lack := x.known(s, x.lean(q.Names))
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if s.metric.Whole == 0 && s.metric.Percent() {
		return x.wholeTable(q)
	}
	if len(rows) < 2 {
		rows = x.topRows(q, s)
	}
	f = &Finding{Status: Answered, Fit: 0.5, Series: rows, Metric: s.metric.ID, Period: s.period, Place: s.place}
	sum, terms := add(rows)
	f.say("total", Arg{"terms", Rows(rows)}, Arg{"sum", Figure{s.metric.ID, sum}}, Arg{"market", Market(s.place)}, Arg{"period", s.period}, Arg{"metric", Of(s.metric.ID)})
	f.derive(sum, s.metric.Unit, "%s", strings.Join(terms, " + "))
	x.citeRows(f, rows...)
	for _, r := range rows {
		x.sayInferred(f, r)
	}
	f.Parts = unique(f.Parts)
	return f
}

// topRows returns the rows of a rank or of the first n places that a question speaks of, or all.
func (x *Index) topRows(q Query, s scope) []Row {
	if q.Top > 0 {
		return slices.DeleteFunc(slices.Clone(s.rows), func(r Row) bool { return r.Rank > q.Top })
	}
	if q.Cues.Has("deg.tie") || len(q.Ranks) == 1 {
		for _, r := range s.rows {
			if r.Tied > 1 && (len(q.Ranks) == 0 || q.Ranks[0] == r.Rank) {
				return x.atRank(s, r.Rank)
			}
		}
	}
	n := 0
	if len(q.Numbers) == 1 && q.Numbers[0] == math.Trunc(q.Numbers[0]) {
		n = int(q.Numbers[0])
	}
	for _, c := range []struct {
		cue string
		n   int
	}{{"number.2", 2}, {"number.3", 3}, {"number.4", 4}, {"number.5", 5}} {
		if n == 0 && q.Cues.Has(c.cue) {
			n = c.n
		}
	}
	if n >= 2 && n < len(s.rows) && s.rows[n].Rank != s.rows[n-1].Rank {
		return s.rows[:n]
	}
	return s.rows
}

func add(rows []Row) (sum float64, terms []string) {
	for _, r := range rows {
		sum += r.Value
		terms = append(terms, number(r.Value))
	}
	return round(sum), terms
}

// rest gives what is left for those the table does not name.
func (x *Index) rest(q Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	if s.metric.Whole == 0 {
		return x.wholeTable(q)
	}
	rows := s.rows
	if have, lack := x.known(s, x.lean(q.Names)); len(have) > 0 && len(lack) == 0 {
		rows = have
	}
	return x.remainder(q, s, rows, "rest")
}

// complement gives what is not the named entities'.
func (x *Index) complement(q Query) *Finding {
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
	return x.remainder(q, s, have, "complement")
}

func (x *Index) remainder(q Query, s scope, rows []Row, key string) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Series: rows, Metric: s.metric.ID, Period: s.period, Place: s.place}
	sum, terms := add(rows)
	left := round(s.metric.Whole - sum)
	f.say(key, Arg{"terms", Rows(rows)}, Arg{"names", names2(rows)}, Arg{"left", Figure{s.metric.ID, left}}, Arg{"sum", Figure{s.metric.ID, sum}},
		Arg{"market", Market(s.place)}, Arg{"period", s.period})
	f.derive(sum, s.metric.Unit, "%s", strings.Join(terms, " + "))
	f.derive(left, s.metric.Unit, "%s - (%s)", number(s.metric.Whole), strings.Join(terms, " + "))
	x.citeRows(f, rows...)
	return f
}

// ratio compares as a quotient: two entities, or one with itself a year before.
func (x *Index) ratio(q Query) *Finding {
	now := q
	if q.Asked.Prior > 0 || q.Asked.Vague {
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
	have = x.counterpart(q, s, have)
	f = &Finding{Status: Answered, Fit: 0.4, Metric: s.metric.ID, Period: s.period, Place: s.place}
	if len(have) >= 2 {
		a, b := have[0], have[1]
		if q.Cues.Has("times.double", "times.triple", "times.half") && !q.Cues.Has("facet.choice") {
			x.times(f, q, a, b)
		}
		f.say("ratio.pair", Arg{"a", Name(a.Entity)}, Arg{"b", Name(b.Entity)}, Arg{"av", Figure{s.metric.ID, a.Value}}, Arg{"bv", Figure{s.metric.ID, b.Value}},
			Arg{"times", Plain(round(a.Value / b.Value))}, Arg{"percent", Figure{x.Book.Default.Metric, round(100 * a.Value / b.Value)}}, Arg{"period", s.period})
		f.derive(round(a.Value/b.Value), "times", "%v / %v", a.Value, b.Value)
		f.derive(round(100*a.Value/b.Value), "percent", "100 * %v / %v", a.Value, b.Value)
		x.citeRows(f, a, b)
		return f
	}
	if len(have) == 0 {
		return x.movers(q)
	}
	r := have[0]
	old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if !ok {
		return x.unknown(q, "unknown.before", Arg{"names", names2(have)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
	}
	x.sayMove(f, Query{}, s, r)
	rel := round(100 * (r.Value - old.Value) / old.Value)
	f.say("ratio.self", Arg{"percent", Figure{x.Book.Default.Metric, round(100 * r.Value / old.Value)}}, Arg{"relative", Figure{x.Book.Default.Metric, math.Abs(rel)}},
		Arg{"av", Figure{s.metric.ID, r.Value}}, Arg{"bv", Figure{s.metric.ID, old.Value}})
	f.derive(round(100*r.Value/old.Value), "percent", "100 * %v / %v", r.Value, old.Value)
	f.derive(rel, "percent", "100 * (%v - %v) / %v", r.Value, old.Value, old.Value)
	return f
}

// project applies a growth rate to a base that the question names.
func (x *Index) project(q Query) *Finding {
	q.Asked = Asked{}
	f := x.growth(q)
	if f.Silent() || len(q.Numbers) == 0 || len(f.figures) == 0 {
		return f
	}
	base := slices.Max(q.Numbers)
	rate := f.figures[0]
	if f.Parts[len(f.Parts)-1].Key == "figure.fall" {
		rate = -rate
	}
	v := round(base * (1 + rate/100))
	f.Parts = append([]Part{part("project", Arg{"base", Plain(base)}, Arg{"value", Plain(v)})}, f.Parts...)
	f.derive(v, "", "%s * (1 + %s/100)", number(base), number(rate))
	f.Fit = 0.6
	return f
}
