package evidence

import (
	"math"
	"slices"
)

// suppose works out where somebody would stand with so many points more or less, or at a level, the figures of all others left as they are:
// "would X still lead if it lost two points?" What else a question supposes is not reckoned with. It is nil where a question does
// not suppose that.
func (x *Index) suppose(q *Query) *Finding {
	up, down := hasAny(q.Bare, "dir.up", "act.win", "act.regain"), hasAny(q.Bare, "dir.down", "act.lose")
	place := len(q.Ranks) == 1 || q.Cues.Has("deg.top") || hasAny(q.Bare, "act.lead")
	if q.Supposed == "" && q.Figures() && len(q.Points) == 1 && !up && !down && place && q.asks("facet.whether", "facet.who") && !q.Cues.Has("tense.past") {
		return unknown("unknown.suppose") // which way is not understood
	}
	back := len(q.Percents) == 1 && len(q.Points) == 0 && hasAny(q.Bare, "act.regain") && !hasAny(q.Bare, "dir.up", "act.win") // "if X regains 24%"
	at := (q.Cues.Has("ask.suppose level") && !up || back) && len(q.Percents) == 1 && !down && q.asks("", "facet.whether", "facet.who", "facet.amount") && !hasAny(q.Concepts, "act.keep")
	level := at || len(q.Points) == 0 && len(q.Percents) == 1 && q.Motion == To && q.asks("", "facet.whether") && q.Cues.Has("facet.whether")
	if at && hasAny(q.Bare, "noun.remainder") {
		return unknown("unknown.suppose")
	}
	if q.Supposed == "" || !q.Figures() || len(q.Points) != 1 && !level && !q.Cues.Has("unit.points") || !up && !down && !at ||
		q.Cues.Has("time.order") || hasAny(q.Concepts, "adj.former", "act.say", "act.think", "act.verify") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || !s.metric.Percent() || s.metric.Whole == 0 {
		return nil
	}
	have, lack := x.known(s, x.lean(slices.Concat([]string{q.Supposed}, q.Names)))
	d := 0.0
	switch {
	case level && len(have) > 0:
		d = round(q.Percents[0] - have[0].Value)
	case len(q.Points) != 1:
	case down:
		d = -q.Points[0]
	default:
		d = q.Points[0]
	}
	if at {
		up, down = d > 0, d < 0
	}
	if q.Facet != "facet.whether" && x.wentBy(s, have, d) || level && d == 0 {
		return nil // it is what happened
	}
	stays := len(have) == 2 && hasAny(q.Bare, "act.change") // "and Y doesn't move"
	if up == down || d == 0 || down != (d < 0) || q.Cues.Has("set.not") && !stays || q.Asked.Prior > 0 || len(lack) > 0 || len(have) == 0 || len(have) > 2 {
		return unknown("unknown.suppose")
	}
	if len(have) == 2 && (q.Cues.Has("move.to") && !level || q.Cues.Has("move.from") && len(q.Percents)+len(q.Numbers) > 0) || have[0].Value+d < 0 || have[0].Value+d > s.metric.Whole {
		return unknown("unknown.suppose")
	}
	r := have[0]
	other, ok := x.measure(q, s, have)
	f := s.answer(0.6).surely()
	v := x.saySupposed(f, s, r, d, "")
	x.citeRows(f, r)
	if ok {
		x.sayApart(f, q, s, v, other)
	}
	if !ok {
		x.sayMet(f, q, s, r, v)
	}
	switch {
	case q.Cues.Has("deg.top") || hasAny(q.Bare, "act.lead") || len(q.Ranks) == 1 && q.Ranks[0] == 1:
		x.sayLeader(f, q, s, v)
	case s.table.len() <= MostListed && (q.asks("", "facet.where") || hasAny(q.Bare, "noun.rank", "noun.position") || len(f.Parts) > 0 && f.Parts[len(f.Parts)-1].Key == "threshold.none"):
		f.Parts = slices.DeleteFunc(f.Parts, func(p Part) bool { return p.Key == "threshold.none" })
		rows := s.table.rows(0, s.table.len())
		rows[slices.IndexFunc(rows, func(o Row) bool { return o.Entity == r.Entity })].Value = v
		x.sayOrdered(f, rows)
	}
	return f
}

// saySupposed says what somebody would have with so many points more or fewer, and returns it.
func (x *Index) saySupposed(f *Finding, s scope, r Row, d float64, also string) float64 {
	v := round(r.Value + d)
	f.say(pick(d > 0, "suppose.more", "suppose.less")+also, Arg{"entity", Name(r.Entity)}, Arg{"av", Figure{s.metric.ID, r.Value}}, Arg{"gap", Points(math.Abs(d))},
		Arg{"value", Figure{s.metric.ID, v}}, Arg{"period", s.period}, Arg{"source", x.sourceOf([]Row{r})})
	f.derive(v, s.metric.Unit, "%v %s %v", r.Value, pick(d > 0, "+", "-"), math.Abs(d))
	return v
}

// wentBy reports whether the first of some rows moved by so much within the year.
func (x *Index) wentBy(s scope, have []Row, d float64) bool {
	return len(have) > 0 && d != 0 && round(x.delta(s, have[0])) == d
}

// measure returns whom a supposed figure is measured by: the other one named, else who of the others is at the rank that a question is about, or
// leads where it is about the lead.
func (x *Index) measure(q *Query, s scope, have []Row) (Row, bool) {
	if len(have) == 2 {
		return have[1], true
	}
	n := 1
	switch {
	case len(q.Ranks) == 1:
		n = q.Ranks[0]
	case !q.Cues.Has("deg.top") && !hasAny(q.Bare, "act.lead"):
		return Row{}, false
	}
	others := s.table.list([]string{have[0].Entity}, s.table.all()).rows
	if n < 1 || n > len(others) {
		return Row{}, false
	}
	return others[n-1], true
}

// sayApart says how a supposed figure stands to another's, and yes or no where a question asks for its place or whether it would be above or
// below that.
func (x *Index) sayApart(f *Finding, q *Query, s scope, v float64, other Row) {
	d := round(v - other.Value)
	f.sayBeside(s, d, plainly([]Row{other}), other.Value)
	f.derive(d, unit(s), "%v - %v", v, other.Value)
	x.citeRows(f, other)
	x.sayInferred(f, other)
	if !q.Cues.Has("facet.whether") || !q.asks("", "facet.whether") || q.Cues.Has("facet.choice") || hasAny(q.Bare, "noun.difference") {
		return
	}
	if other.Entity == q.Names[0] || other.Entity == q.Stayer {
		d = -d // it is asked of the other
	}
	right := d > 0
	switch {
	case other.Entity == q.Stayer && q.Cues.Has("deg.top"):
		others := s.table.list([]string{q.Supposed}, s.table.all()).rows
		right = d > 0 && !slices.ContainsFunc(others, func(o Row) bool { return o.Entity != other.Entity && o.Value >= other.Value })
	case len(q.Ranks) == 1 && q.Ranks[0] > 1:
		above := s.table.list([]string{q.Supposed}, s.table.above(v, false))
		right = d >= 0 && len(above.rows)+above.more == q.Ranks[0]-1
	case q.Cues.Has("deg.tie"):
		right = d == 0
	case q.Cues.Has("deg.less") && !q.Cues.Has("deg.more"):
		right = d < 0
	}
	f.sayFirst(pick(right, "yes", "no"))
}

// sayMet adds whom somebody would draw level with at a supposed figure, and whom they would pass on the way, where a question asks who that is.
func (x *Index) sayMet(f *Finding, q *Query, s scope, from Row, v float64) {
	if q.Facet != "facet.who" && !q.Cues.Has("ask.which", "ask.firm", "ask.suppose level") {
		return
	}
	var level, passed []Row
	for _, r := range s.table.list([]string{from.Entity}, s.table.all()).rows {
		switch {
		case r.Value == v:
			level = append(level, r)
		case min(from.Value, v) < r.Value && r.Value < max(from.Value, v):
			if len(passed) > 0 && passed[0].Value != r.Value {
				if v > from.Value {
					continue // it is the best of those passed that counts
				}
				passed = nil
			}
			passed = append(passed, r)
		}
	}
	for _, rows := range [][]Row{level, passed} {
		if len(rows) == 0 {
			continue
		}
		d := round(v - rows[0].Value)
		f.sayBeside(s, d, plainly(rows), rows[0].Value)
		x.citeRows(f, rows...)
		x.sayInferred(f, rows[len(rows)-1])
	}
	if len(level)+len(passed) == 0 && !q.Cues.Has("ask.suppose level") {
		f.say("threshold.none")
	}
}

// unreckoned declines what is to be worked out in a way of which nothing is known here: the sum of squares, per month, units from a share alone.
func (x *Index) unreckoned(q *Query) *Finding {
	if !q.Figures() {
		return nil
	}
	return unknown("unknown.reckoning").surely()
}

// needed says how many points somebody is short of a figure, or past it, where a question asks what they would need for it: "how much does X
// need to reach 20%?" It is nil where a question does not do so.
func (x *Index) needed(q *Query) *Finding {
	short := q.Facet == "facet.amount" || hasAny(q.Bare, "noun.difference") || q.Cues.Has("ask.what")
	if !q.Figures() || !short || !hasAny(q.Bare, "act.need") || len(x.lean(q.Names)) != 1 || len(q.Points)+len(q.Ranks)+len(q.Numbers) > 0 || q.Cues.Has("deg.top", "set.not") {
		return nil
	}
	of := q.Clone()
	of.Supposed, of.Facet, of.Bare, of.Concepts = x.lean(q.Names)[0], "", nil, nil
	of.Cues = Cues{"ask.suppose level"}
	return x.suppose(of)
}
