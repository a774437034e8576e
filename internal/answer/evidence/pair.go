package evidence

import "math"

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

// overEach sets one against who holds each of several ranks: "X's lead over second and over third place".
func (x *Index) overEach(q *Query, s scope, r Row) *Finding {
	f := s.answer(0.5)
	f.Series = []Row{r}
	for _, n := range q.Ranks {
		at := x.atRank(s, n)
		if len(at) == 0 {
			return unknown("unknown.rank", Arg{"rank", Ranked{n, 1}}, Arg{"have", s.table.list(nil, s.table.all()).names()}, Arg{"market", Market(s.place)})
		}
		x.sayPair(f, s, r, at[0])
		f.Series = append(f.Series, at[0])
	}
	return f
}

// gaps sets the gaps of two pairs against each other. It is nil where a question does not ask for that.
func (x *Index) gaps(q *Query) *Finding {
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
	f := s.answer(0.6, rows[:]...)
	d := round(math.Abs(rows[0].Value-rows[1].Value) - math.Abs(rows[2].Value-rows[3].Value))
	if way := q.ordering(); way != 0 {
		f.judge(way*d > 0)
	} else if q.Facet == "facet.whether" && q.Cues.Has("role.as", "deg.as") && !q.Cues.Has("facet.choice", "set.not") {
		f.judge(d == 0) // "as wide as"
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

// Margin is by how many points somebody is claimed to be ahead of another: fewer than none is behind.
type Margin struct {
	Over   string
	Points float64
}

// margins says whether the first who is named is ahead of each other by so much as a question claims. It is nil where it asks for something else.
func (x *Index) margins(q *Query) *Finding {
	if !q.Figures() || q.Intent.Operation == "measured" || q.ofChange() || q.Asked.Prior > 0 || q.Cues.Has("set.not", "facet.choice", "ask.suppose", "time.future") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || !s.metric.Percent() {
		return nil
	}
	r, ok := x.rowOf(s, q.Names[0])
	if !ok {
		return nil
	}
	f := s.answer(0.6, r)
	right := true
	for _, m := range q.Margins {
		o, ok := x.rowOf(s, m.Over)
		if !ok {
			return nil
		}
		right = right && round(r.Value-o.Value) == m.Points
		x.sayPair(f, s, r, o)
		f.Series = append(f.Series, o)
	}
	f.Parts = unique(f.Parts)
	f.judge(right)
	return f
}
