package evidence

import (
	"math"
	"slices"
)

// mean gives the average share of several, and sets one that is named alone against it. It is nil where the
// question does not ask for that.
func (x *Index) mean(q *Query) *Finding {
	if q.Figures() && hasAny(q.Bare, "noun.mean") && q.Cues.Has("ask.growth") && len(q.Names) > 1 {
		return x.growth(q) // each, since rates have no mean
	}
	if !q.Figures() || !hasAny(q.Bare, "noun.mean") || q.Asked.Prior > 0 || q.Native || q.Cues.Has("ask.growth", "time.yoy") ||
		hasAny(q.Concepts, "dir.up", "dir.down", "noun.rate") || q.Metric == "" && hasAny(q.Bare, "noun.price") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil && q.Asked.Whole {
		return miss // over years
	}
	if miss != nil || s.metric.Whole == 0 {
		return nil
	}
	rows, lack := x.known(s, x.lean(q.included()))
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	l, sum := addends(rows)
	if len(rows) == 1 && !q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "set.against") && !hasAny(q.Concepts, "act.compare", "noun.remainder", "noun.difference", "adj.good", "adj.bad") {
		return nil // its own average, over time
	}
	n, except := len(rows), q.Excepted
	if n == 1 && hasAny(q.Concepts, "noun.remainder") {
		except = append(slices.Clone(except), rows[0].Entity)
	}
	if n < 2 {
		at := x.topRows(q, s)
		l, sum = s.table.addends(except, at)
		n = len(l.rows) + l.more
	}
	if n == 0 {
		return nil // all are excepted
	}
	f := s.answer(0.5, l.rows...)
	average := round(sum / float64(n))
	f.say("mean", Arg{"value", Figure{s.metric.ID, average}}, Arg{"terms", l.table()}, Arg{"n", Count(n)}, Arg{"market", Market(s.place)}, Arg{"period", s.period})
	f.derive(average, s.metric.Unit, "(%s) / %d", l.formula(), n)
	x.citeRows(f, l.rows...)
	if len(rows) == 1 {
		d := round(rows[0].Value - average)
		if way := q.ordering(); way != 0 {
			f.judge(way*d > 0)
		}
		f.say(side(d, "mean.above", "mean.below", "mean.same"), Arg{"entity", Name(rows[0].Entity)}, Arg{"value", Figure{s.metric.ID, rows[0].Value}}, Arg{"gap", gap(s, math.Abs(d))})
		f.derive(d, unit(s), "%v - (%s) / %d", rows[0].Value, l.formula(), n)
		x.citeRows(f, rows[0])
	}
	x.sayInferences(f, l.rows)
	return x.sumsTo(f, q)
}

// topRows returns the rows of a rank or of the first n places that a question speaks of, or all.
func (x *Index) topRows(q *Query, s scope) span {
	t := s.table
	if q.Top > 0 {
		return t.through(q.Top)
	}
	if q.Cues.Has("deg.tie") || len(q.Ranks) == 1 {
		for _, r := range t.tied(q.Ranks[:min(1, len(q.Ranks))], false) {
			return t.rank(r.Rank)
		}
	}
	n := 0
	if len(q.Numbers) == 1 && q.Numbers[0] == math.Trunc(q.Numbers[0]) && math.Abs(q.Numbers[0]) < math.MaxInt32 {
		n = int(q.Numbers[0])
	}
	if n == 0 {
		n = q.Several()
	}
	if n >= 2 && n < t.len() && t.value[n] != t.value[n-1] {
		return span{0, n}
	}
	return t.all()
}
