package evidence

import "slices"

// Motion is how a percentage stands to a word for a move.
type Motion int

// The motions. By is none: the percentage says by how much.
const (
	By Motion = iota
	To
	From
	Held
	Past // "below 15%", where it may have fallen
)

// moved reports whether a question says that something rose, fell, was won or lost.
func (q *Query) moved() (up, down bool) {
	return hasAny(q.Bare, "dir.up"), hasAny(q.Bare, "dir.down", "act.lose")
}

// asserts reports whether a question gives something to be confirmed.
func (q *Query) asserts() bool {
	return q.Facet == "facet.whether" || q.Tagged || q.Facet == "" && q.Intent.Operation == "verify"
}

// rateAsLevel corrects a rate by which something moved that a question takes for a level: "did sales fall to 11%?" It is nil where a question
// does not do so.
func (x *Index) rateAsLevel(q *Query, name string) *Finding {
	rated := slices.ContainsFunc(x.rates(q, name), func(v float64) bool { return near(v, q.Percents[0]) })
	if !rated || q.Motion != To {
		return nil
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil {
		if r, ok := x.rowOf(s, name); ok && near(r.Value, q.Percents[0]) {
			return nil // it is a level, too
		}
	}
	q = q.Clone()
	q.Percents, q.Numbers = nil, nil
	f := x.growth(q)
	if f.Silent() || f.Status == Corrected {
		return nil
	}
	f.Sure, f.Fit = true, 0.6
	return f.correct("no")
}

// asMove corrects a question that takes a level for a change, or gives a move that is not the one on record: "did X lose 15%?" where it
// holds 15%. It is nil where a question does not do so, or the percentage is that of a change.
func (x *Index) asMove(q *Query) *Finding {
	names := x.lean(q.Names)
	up, down := q.moved()
	if !q.Figures() || !q.asserts() || len(names) != 1 || len(q.Percents) != 1 || up == down || q.Motion == Held && up || q.Motion == Past || q.Asked.Prior > 0 && q.Asked.Exact ||
		q.Limited() || q.Cues.Has("facet.choice", "set.not", "time.order", "time.future", "ask.suppose") || hasAny(q.Concepts, "act.say") && len(q.Others) == 0 {
		return nil
	}
	if f := x.rateAsLevel(q, names[0]); f != nil {
		return f
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || q.Metric != "" && q.Metric != s.metric.ID {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	if !ok || r.Entity != names[0] {
		return nil
	}
	p := q.Percents[0]
	old, before := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	d := round(r.Value - old.Value)
	if !near(p, r.Value) && !(before && (near(p, old.Value) || near(p, d))) || slices.ContainsFunc(x.rates(q, names[0]), func(v float64) bool { return near(v, p) }) {
		return nil // it is no level of theirs
	}
	f := s.answer(0.6).surely()
	if before {
		right := d > 0 == up
		just := q.Motion == To && right && near(p, r.Value)
		if just && q.Metric != "" {
			return nil // just so
		}
		x.sayMove(f, &Query{}, s, r)
		if just {
			f.judge(true)
			return f
		}
		switch {
		case q.Motion == By && right && near(p, d): // points, not percent: it says so
		case q.Motion == From && near(p, old.Value):
			f.judge(right)
		default:
			f.correct("no")
		}
		return f
	}
	if q.Motion == From {
		return nil
	}
	x.sayRow(f, s, r)
	if q.Motion == To {
		return f.say("unknown.before", Arg{"names", Names(names)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
	}
	if !x.sayGrowth(f, &Query{Place: q.Place}, r.Entity) {
		f.say("lookup.lack.growth", Arg{"names", Names(names)})
	}
	return f.correct("no")
}

// rates returns the rates of growth of a name and of what it makes.
func (x *Index) rates(q *Query, name string) []float64 {
	var out []float64
	for t := range x.changing(x.place(q)) {
		for _, r := range t.of(append([]string{name}, x.made[name]...)) {
			out = append(out, r.Value)
		}
	}
	return out
}

// fewer answers a question whether somebody sold or shipped so many percent more or less by the rate of growth: "did X ship 37% fewer
// phones?" It is nil where a question does not ask for that.
func (x *Index) fewer(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || !q.asserts() || len(names) != 1 || len(q.Percents) != 1 || !hasAny(q.Bare, "act.sell", "act.ship") || q.Cues.Has("deg.more") == q.Cues.Has("deg.less") ||
		q.Limited() || q.Cues.Has("facet.choice", "set.not") || len(x.rates(q, names[0])) == 0 {
		return nil
	}
	if m := x.metrics[q.Metric]; m != nil && m.Whole > 0 {
		return nil
	}
	q = q.Clone()
	q.Concepts = append(slices.Clone(q.Concepts), pick(q.Cues.Has("deg.more"), "dir.up", "dir.down"))
	q.Metric, q.Asked, q.Period = "", Asked{}, Period{}
	q.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.more" || id == "deg.less" })
	f := x.growth(q)
	if f.Silent() {
		return nil
	}
	x.checkFigures(f, q)
	f.Sure = true
	return f
}

// pastLimit says whether a share fell below, or rose above, a limit. It is nil where a question does not ask for that.
func (x *Index) pastLimit(q *Query) *Finding {
	names := x.lean(q.Names)
	up, down := q.moved()
	if !q.Figures() || q.Facet != "facet.whether" || q.Motion != Past || len(names) != 1 || len(q.Percents) != 1 || up == down || q.Asked.Prior > 0 ||
		q.Cues.Has("facet.choice", "set.not", "time.future", "ask.suppose") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.metric.Whole == 0 || q.Metric == "" && up {
		return nil // "grew past 30%" may be a rate, "fell below 20%" is none
	}
	r, ok := x.rowOf(s, names[0])
	if !ok {
		return nil
	}
	f := s.answer(0.6)
	if !x.sayMove(f, &Query{}, s, r) {
		x.sayRow(f, s, r)
	}
	f.judge(q.keeps(r.Value, q.Percents[0]))
	return f
}

// otherMeasure corrects a rate of growth that a question takes for a change of the share, or for the other way, and names nobody: "is 11%
// the drop in share?" It is nil where a question does not do so.
func (x *Index) otherMeasure(q *Query) *Finding {
	up, down := q.moved()
	more := len(q.Names)+len(q.Numbers)+len(q.Ranks)+len(q.Others) > 0 || q.Asked.Chain
	if !q.Figures() || !q.asserts() || more || up == down || q.Motion == To || q.Motion == From || q.bounded() || q.Cues.Has("facet.choice", "ask.firm", "ask.any") {
		return nil
	}
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	m := x.metrics[q.Metric]
	if len(rows) != 1 || x.metrics[rows[0].obs.Metric].Change == "" || !(m != nil && m.Whole > 0) && rows[0].Value > 0 == up {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.6, Sure: true}
	s := x.sayFigure(f, rows[0])
	f.Metric, f.Period, f.Place = s.metric.ID, s.period, s.place
	if t, miss := x.scope(&Query{Place: q.Place}); miss == nil && m != nil && m.Whole > 0 {
		for _, r := range t.table.movedTo(down) {
			x.sayMove(f, &Query{}, t, r)
		}
	}
	return f.correct("no")
}

// lostPart says whether a share lost more or less than a fraction of itself: "did X lose more than a third of its share?"
func (x *Index) lostPart(f *Finding, q *Query) *Finding {
	if f.Status != Answered || q.Part == 0 || q.Facet != "facet.whether" || !q.Limited() || q.Cues.Has("facet.choice", "set.not") {
		return f
	}
	if _, down := q.moved(); !down {
		return f
	}
	for _, pt := range f.Parts {
		for _, a := range pt.Args {
			if v, ok := a.Value.(Figure); ok && pt.Key == "ratio.self" && a.Name == "relative" {
				f.judge(q.keeps(v.Value, 100*q.Part))
				return f
			}
		}
	}
	return f
}

// pastRate says whether a rate of growth is above or below a limit: "did X grow by over a third?" It is nil where a question does not ask for
// that.
func (x *Index) pastRate(q *Query) *Finding {
	names := x.lean(q.Names)
	m := x.metrics[q.Metric]
	if q.Intent.Operation != "verify" || !q.asks("", "facet.whether") || len(names) != 1 || len(q.Percents) != 1 || !q.Limited() || !q.ofChange() || m != nil && m.Whole > 0 ||
		q.Motion == To || q.Cues.Has("facet.choice", "set.not", "time.future", "ask.suppose") || len(x.rates(q, names[0])) == 0 || q.Asked.Prior > 0 {
		return nil
	}
	return x.threshold(q)
}

// givenFirst checks a figure that stands before the question for that very one: "X = 40%. What is X's share?" It is nil where the question is
// for something else.
func (x *Index) givenFirst(q *Query) *Finding {
	if q.Intent.Operation != "ratio" || q.Metric != x.Book.Default.Metric || len(q.Percents) != 1 || q.Percents[0] != q.Claimed[0].Value || q.ofChange() || q.Asked.Prior > 0 || x.doing["verify"] == nil {
		return nil
	}
	return x.verified(q)
}

// verified checks the figures of a question, whatever it was taken for.
func (x *Index) verified(q *Query) *Finding {
	q = q.Clone()
	q.Intent = x.doing["verify"]
	f := x.verify(q)
	x.checkFigures(f, q)
	return f
}

// claimedOnce reports whether the figure that a question gives somebody right behind the name was theirs a year before, and is none of now.
func (x *Index) claimedOnce(q *Query) bool {
	c := q.Claimed[0]
	return x.once(&Query{Names: []string{c.Name}, Place: q.Place, Percents: []float64{c.Value}})
}

// otherThen answers what one had when another had a figure of a year before: "X had 24, and Y in that quarter?", "Y's share when X had 24". It is nil where the
// figure is none of then, or a yes is asked for.
func (x *Index) otherThen(q *Query) *Finding {
	first := q.Claimed[0].Name
	other := slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return n == first })
	if len(other) != 1 || q.asserts() || !q.asks("", "facet.amount") || !q.Figures() || q.Metric != "" && !x.held[q.Metric] || !x.claimedOnce(q) || q.Asked.Known && q.Period == x.Latest || q.ofChange() || q.Cues.Has("deg.more", "deg.less", "set.against", "set.sum", "facet.choice") || hasAny(q.Bare, "noun.difference", "adj.current") {
		return nil
	}
	of := &Query{Intent: q.Intent, Names: other, Metric: q.Metric, Place: q.Place}
	of.AskYearBefore(x.Latest)
	return x.lookup(of).surely()
}

// thenAndNow answers what a figure of a year before has become: "X had 24 a year ago, and now it is what?" It is nil where the figure is none of then.
func (x *Index) thenAndNow(q *Query) *Finding {
	if !q.Figures() || q.asserts() || q.Asked.Pair || !x.claimedOnce(q) {
		return nil
	}
	f := x.change(&Query{Intent: x.doing["change"], Names: q.Names, Place: q.Place})
	if f.Silent() {
		return nil
	}
	return f.surely()
}

// placeThenAt answers which place one held when it had a figure of a year before: "where did X stand back when it had 24?" It is nil where the figure is
// none of then, or a yes is asked for.
func (x *Index) placeThenAt(q *Query) *Finding {
	if !q.Figures() || q.asserts() || !x.claimedOnce(q) {
		return nil
	}
	of := &Query{Intent: q.Intent, Names: q.Names, Place: q.Place}
	of.AskYearBefore(x.Latest)
	return x.standing(of).surely()
}

// statedFigure checks a bare number that a question gives somebody for their share: "X's at 24, yes?" It is nil where a question does not do
// so.
func (x *Index) statedFigure(q *Query) *Finding {
	said := q.Facet == "" && q.Cues.Has("facet.whether") && !slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.think" && id != "act.verify" }) // "X is at 24", but not "X has 24 shops"
	op := q.Intent.Operation
	if op != "project" && op != "lookup" && op != "standing" || q.Facet != "facet.whether" && !said || len(q.Ranks) > 0 || len(q.Claimed) != 1 || len(q.Numbers) != 1 || len(q.Percents) > 0 {
		return nil
	}
	if q.Claimed[0].Value != q.Numbers[0] || q.Scale != "" ||
		q.Cues.Has("ask.suppose", "time.future") || x.doing["verify"] == nil || len(x.lean(q.Names)) != 1 {
		return nil
	}
	if s, miss := x.scope(q); miss == nil && q.Numbers[0] <= float64(s.table.len()) {
		return nil // it may be a place: "X is at 3"
	}
	q = q.Clone()
	q.Intent, q.Percents, q.Numbers = x.doing["verify"], q.Numbers, nil
	f := x.verify(q)
	x.checkFigures(f, q)
	return f
}
