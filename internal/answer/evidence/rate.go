package evidence

import (
	"iter"
	"math"
)

// basis corrects what a rate of growth that the question states is measured against: "is the 37% quarter over quarter?" It is nil
// where the question does not state one against another quarter.
func (x *Index) basis(q *Query) *Finding {
	stated := q.Stated()
	choice := q.Cues.Has("facet.choice")
	moved := hasAny(q.Concepts, "dir.up", "dir.down") || q.Cues.Has("ask.growth")
	against := q.Asked.Chain || choice && (q.Asked.Prior > 0 || q.Asked.Pair)
	if !q.Figures() || !against || q.Asked.Exact && q.Period != x.Latest.Add(-1) {
		return nil
	}
	if len(stated) == 0 && !(moved && q.Asked.Chain && len(q.Names) == 1 && q.Facet == "facet.whether") {
		return nil
	}
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place, Percents: stated})
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

// otherRate declines the rate of one metric and says that of another, where a name has one: its sales are not known, but its shipments.
func (x *Index) otherRate(q *Query, names []string) *Finding {
	if names = x.lean(names); q.Metric == "" || len(names) != 1 {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.3, Place: x.place(q)}
	if x.sayGrowth(&Finding{}, &Query{Place: q.Place, Metric: q.Metric}, names[0]) || !x.sayGrowth(f, &Query{Place: q.Place}, names[0]) {
		return nil // it is on record itself, or nothing is
	}
	return x.instead(q, f, "lookup.lack", Arg{"names", Names(names)}, Arg{"metric", Of(q.Metric)})
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
func (x *Index) moved(q *Query, down bool) []string {
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
func (x *Index) measuredBy(q *Query) []string {
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
func (x *Index) grown(q *Query, names []string) *Finding {
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

// betweenTwo reports whether a question is for the difference of two, each with a way of its own: "from X's growth to Y's decline".
func (x *Index) betweenTwo(q *Query) bool {
	return hasAny(q.Bare, "noun.difference") && len(x.lean(q.Names)) == 2 && !q.Contrary && q.asks("", "facet.amount")
}

// sayRates adds by how much the rates of two differ, where a question asks for that.
func (x *Index) sayRates(f *Finding, q *Query, names []string) {
	names = x.lean(names)
	if len(names) != 2 || len(f.Parts) != 2 || !q.Cues.Has("unit.points") && !hasAny(q.Bare, "noun.difference") {
		return
	}
	var rates []float64
	for _, n := range names {
		rates = append(rates, x.rates(q, n)...)
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
func (x *Index) sayShare(f *Finding, q *Query, names []string) {
	if q.Metric != "" || len(names) != 1 || !x.Companies(names) || len(q.Percents) > 0 || q.Cues.Has("metric.unheld") {
		return
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil {
		if r, ok := x.rowOf(s, names[0]); ok {
			x.sayMove(f, &Query{}, s, r)
		}
	}
}

// sayGrowth says every rate of one entity that fits the metric asked for.
func (x *Index) sayGrowth(f *Finding, q *Query, name string) bool {
	return x.sayGrowthOf(f, q, name, 0)
}

// sayGrowthOf says the rates that go one way: above 0 those that rose, below those that fell.
func (x *Index) sayGrowthOf(f *Finding, q *Query, name string, way float64) bool {
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
			if wrongWay(q, r.Value) && !x.betweenTwo(q) || q.Cues.Has("times.double") && r.Value < 100 || q.Cues.Has("times.triple") && r.Value < 200 || q.Cues.Has("times.half") && q.Metric != "" && r.Value > -50 {
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
