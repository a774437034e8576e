package evidence

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// verify says whether a figure in the question is right; the check itself is [Index.checkFigures].
func (x *Index) verify(q Query) *Finding {
	m := x.metrics[q.Metric]
	if m != nil && !m.Percent() && len(q.Percents) == 0 {
		q.Percents = q.Numbers // a figure in the metric's own unit
	}
	names := x.lean(q.Names)
	switch {
	case q.Asked.Exact && q.Asked.Known && q.Period != x.Latest && len(names) > 0 && q.Asked.Prior == 0:
		return x.lookup(q)
	case len(names) == 1 && len(q.Percents) == 1 && hasAny(q.Concepts, "act.keep", "dir.flat"):
		q.Asked, q.Concepts = Asked{}, append(slices.Clone(q.Concepts), "dir.flat")
		return x.change(q) // "it kept its 24%"
	case q.Cues.Has("time.future") && q.Facet == "facet.whether" && !q.Cues.Has("facet.choice"):
		return x.unknown(q, "unknown.forecast") // what is to come is not checked by what is
	case len(q.Percents) == 1 && len(names) > 0 && q.Cues.Has("facet.choice") && len(q.Others) == 0:
		if f := x.whichMetric(q); f != nil && len(q.Numbers) == 0 && !q.Asked.Exact {
			return f
		}
		return x.lookup(q)
	case len(q.Others) > 0 && len(q.Percents) > 0 && q.Cues.Has("facet.choice"):
		return x.measured(q)
	case len(q.Percents) == 2 && len(names) == 1 && !q.Cues.Has("facet.choice") && (hasAny(q.Concepts, "dir.up", "dir.down") || x.went(q, names[0])):
		return x.change(q) // "rose from 15% to 24%"
	case q.Asked.Prior > 0 && len(names) > 0:
		return x.lookup(q)
	case len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top", "deg.bottom")):
		return x.holder(q)
	case len(names) >= 2 && q.Cues.Has("deg.more", "deg.less", "unit.points", "times.double", "times.half", "times.triple", "deg.tie"):
		return x.compare(q)
	case len(q.Ranks) > 0 && len(q.Percents) == 0, len(names) == 1 && q.Cues.Has("deg.top") && q.Asked == Asked{}:
		return x.standing(q)
	case m != nil && (m.Change != "" || !x.held[m.ID] && x.changes[m.ID] != ""):
		return x.growth(q)
	case q.Metric == "" && hasAny(q.Concepts, "dir.up", "dir.down"), q.Cues.Has("time.yoy"):
		f := x.growth(q)
		if !f.Silent() {
			return f
		}
	}
	if len(names) == 0 && len(q.Percents) > 0 {
		return x.measured(q)
	}
	return x.lookup(q)
}

// went reports whether two percentages are figures of a name of a year before and now, whichever comes first.
func (x *Index) went(q Query, name string) bool {
	s, miss := x.scope(Query{Place: q.Place})
	if miss != nil {
		return false
	}
	r, ok := x.rowOf(s, name)
	a, b := q.Percents[0], q.Percents[1]
	return ok && r.Entity == name && (x.wentFrom(s, r, a, b) || x.wentFrom(s, r, b, a))
}

// asPercents takes a number for a percentage that is a figure of whom a question names: "X's 24".
func (x *Index) asPercents(q Query) Query {
	if !q.Figures() || len(q.Percents) > 0 || len(q.Numbers) != 1 || len(x.lean(q.Names)) != 1 || q.Intent.Operation == "project" {
		return q
	}
	if q.Asked.Prior == 0 && x.current(q, q.Numbers[0]) {
		q.Percents, q.Numbers = q.Numbers, nil
	}
	return q
}

// whichOf says of what a figure is that a question gives somebody with a choice of metrics: "is the 37 revenue or shipments?" It is
// nil where the question does not ask for that.
func (x *Index) whichOf(q Query) *Finding {
	stated := append(slices.Clone(q.Percents), q.Numbers...)
	if !q.Figures() || len(stated) != 1 || len(x.lean(q.Names)) != 1 || !q.Cues.Has("facet.choice") || q.Metric == "" && !q.Cues.Has("metric.unheld") {
		return nil
	}
	q.Percents, q.Numbers = stated, nil
	return x.whichMetric(q)
}

// whichMetric says of what a figure of a named entity is: "is the 37% in shipments or in share?"
func (x *Index) whichMetric(q Query) *Finding {
	rows, _ := x.meant(Query{Names: q.Names, Place: q.Place, Percents: q.Percents})
	if len(rows) == 0 {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	for _, r := range rows {
		s := x.sayFigure(f, r)
		f.Metric, f.Period = s.metric.ID, s.period
	}
	return f
}

// sayFigure says a figure of whichever metric, place and period, which it returns.
func (x *Index) sayFigure(f *Finding, r Row) scope {
	p, _ := ParsePeriod(r.obs.Period)
	s := scope{metric: x.metrics[r.obs.Metric], place: r.obs.Place, period: p}
	f.say(style(s.metric, r.Value), x.rowArgs(s, r.unsigned())...)
	x.citeRows(f, r)
	return s
}

// measured says who measured or reported the figures: those of a percentage, metric or name that is mentioned, else the table's.
func (x *Index) measured(q Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.4}
	rows, metric := x.meant(q)
	if len(rows) == 0 {
		if g := (&Finding{Status: Corrected, Fit: 0.4}); len(q.Percents) == 1 && len(q.Names) == 1 {
			if x.sayWhose(g, q, q.Percents[0]); len(g.Parts) > 0 {
				g.Parts = append([]Part{part("not.entity", Arg{"entity", Name(q.Names[0])})}, g.Parts...)
				return g
			}
		}
		if len(q.Percents) > 0 {
			return x.unknown(q, "unknown.value", Arg{"value", Raw(number(q.Percents[0]) + "%")}, x.covered())
		}
		return x.unknown(q, "unknown.plain")
	}
	said := map[string]bool{}
	for _, r := range rows {
		c := x.claim(r)
		if c == nil || said[c.By] {
			continue
		}
		said[c.By] = true
		key := pick(x.metrics[r.obs.Metric].Whole > 0, "measured.share", "measured.other")
		if len(rows) == 1 {
			key = "measured.one"
		}
		p, _ := ParsePeriod(r.obs.Period)
		f.say(key, Arg{"source", Source(c.By)}, Arg{"metric", Of(r.obs.Metric)}, Arg{"market", Market(r.obs.Place)}, Arg{"period", p},
			Arg{"entity", Name(r.Entity)}, Arg{"value", Figure{r.obs.Metric, math.Abs(r.Value)}}, Arg{"claim", c.Text})
		f.cite(c)
	}
	if len(q.Names)+len(q.Percents) == 0 && hasAny(q.Bare, "noun.outlet", "noun.quotation") {
		for _, v := range x.quotes[:min(len(x.quotes), MostListed)] {
			f.say("venue."+pick(v.Event != "", "event", "outlet"), x.quoteArgs(v)...)
			f.Quotes = append(f.Quotes, v)
		}
	}
	for _, o := range q.Others {
		if e := x.entities[o]; e != nil && !said[o] && e.Kind == "source" {
			f.Status = Corrected
			f.Parts = append([]Part{part("not.entity", Arg{"entity", Name(o)})}, f.Parts...)
		}
	}
	f.Metric = metric
	return f
}

// meant returns the figures that a question about their source points at: of a long table enough to tell who
// the sources are.
func (x *Index) meant(q Query) ([]Row, string) {
	var all, byValue, byMetric []Row
	place := x.place(q)
	for i := range x.Book.Metrics {
		m := &x.Book.Metrics[i]
		latest := x.latest(m.ID, place)
		for _, p := range []Period{latest, latest.Add(-4)} {
			t := x.table(m.ID, place, p)
			for _, r := range x.pointedAt(q, t) {
				all = append(all, r)
				for _, v := range q.Percents {
					if near(v, r.Value) {
						byValue = append(byValue, r)
					}
				}
				if q.Metric == m.ID || q.Metric == m.Change && q.Metric != "" {
					byMetric = append(byMetric, r)
				}
			}
		}
	}
	switch {
	case len(q.Percents) > 0:
		return byValue, ""
	case len(byMetric) > 0:
		return byMetric, q.Metric
	case q.Metric == "" && hasAny(q.Concepts, "dir.up", "dir.down"):
		return changesFirst(x, all), ""
	case q.Metric != "":
		return nil, ""
	}
	return all, ""
}

// pointedAt returns the rows of a table that a question points at: those of its names or of their products,
// else those of its percentages, else two at least and one of each source.
func (x *Index) pointedAt(q Query, t *table) []Row {
	var rows []int
	switch {
	case t.len() == 0:
		return nil
	case len(q.Names) > 0:
		ids := slices.Clone(q.Names)
		for _, n := range q.Names {
			ids = append(ids, x.made[n]...)
		}
		return t.of(ids)
	case len(q.Percents) > 0:
		for _, v := range q.Percents {
			rows = append(rows, t.close(v)...)
		}
	default:
		for _, i := range t.voices {
			rows = append(rows, int(i))
		}
		rows = append(rows, 0, min(1, t.len()-1))
	}
	slices.Sort(rows)
	var out []Row
	for _, i := range slices.Compact(rows) {
		out = append(out, t.row(i))
	}
	return out
}

func changesFirst(x *Index, rows []Row) []Row {
	var out []Row
	for _, r := range rows {
		if x.metrics[r.obs.Metric].Change != "" {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return rows
	}
	return out
}

func (x *Index) maker(id string) string {
	if e := x.entities[id]; e != nil {
		return e.Of
	}
	return ""
}

// timeframe says which period the figures hold for, and how that is known.
func (x *Index) timeframe(q Query) *Finding {
	if q.Asked.Whole && len(q.Names) > 0 && q.Facet == "" && !q.Cues.Has("facet.choice") {
		return x.lookup(q)
	}
	if len(q.Names) > 0 && (q.Asked.Prior > 0 || q.Asked.Vague) {
		return x.lookup(q)
	}
	if q.Asked.Exact && q.Asked.Known && q.Period != x.Latest && len(q.Names) > 0 && q.Facet == "" {
		return x.lookup(q)
	}
	if len(q.Percents) == 2 && len(q.Names) == 1 && q.Facet != "facet.when" && x.went(q, q.Names[0]) {
		return x.change(q)
	}
	if len(q.Percents) > 0 && len(q.Names) > 0 {
		return x.whenFigure(q)
	}
	if len(q.Percents) > 0 {
		return x.holds(q)
	}
	now := q
	now.Asked = Asked{}
	s, f := x.scope(now)
	if f != nil {
		return f
	}
	f = &Finding{Status: Answered, Fit: 0.4}
	switch {
	case len(q.Names) > 0 && q.Metric == "" && !hasAny(q.Bare, "noun.number", "noun.table", "noun.point", "noun.rank", "act.lead"):
		f := x.unknown(q, "unknown.facet.when", x.covered())
		f.Fit = -0.4 // when something happens, not for when the figures hold
		return f
	case len(q.Names) > 0 || q.Asked.Prior > 0:
		f.Fit = 0
	}
	f.say("timeframe", Arg{"period", s.period}, Arg{"before", s.period.Add(-4)}, Arg{"metric", Of(s.metric.ID)}, Arg{"market", Market(s.place)}, Arg{"source", x.sourceOf(s.table.at(s.table.voices))})
	first := s.table.row(0)
	x.citeRows(f, first)
	if old := x.table(s.metric.ID, s.place, s.period.Add(-4)); old != nil {
		x.citeRows(f, old.list(nil, old.all()).rows...)
	}
	for _, i := range first.home.Inferred {
		if i.Dating && i.ID == first.obs.Inferred {
			f.say("inferred", Arg{"reason", i.Reason})
		}
	}
	return f
}

// whenFigure says for which period a figure of a named entity holds, or how it moved where the question says so.
func (x *Index) whenFigure(q Query) *Finding {
	if hasAny(q.Concepts, "dir.up", "dir.down") {
		q.Asked = Asked{}
		if f := x.change(q); !f.Silent() {
			return f
		}
	}
	if f := x.whichMetric(q); f != nil {
		return f
	}
	return x.lookup(q)
}

// keyNumbers gives all principal figures in one go.
func (x *Index) keyNumbers(q Query) *Finding {
	if len(q.Names) == 1 && len(q.Excepted) == 0 {
		return x.numbersOf(q)
	}
	s, f := x.scope(Query{Place: q.Place})
	if f != nil {
		return f
	}
	l := s.table.list(nil, s.table.all())
	f = &Finding{Status: Answered, Fit: 0.4, Series: l.rows, Metric: s.metric.ID, Period: s.period, Place: s.place}
	x.sayTable(f, s, l)
	m := x.movers(Query{Place: q.Place})
	for _, p := range m.Parts {
		if p.Key != "lookup.lack.growth" {
			f.Parts = append(f.Parts, p)
		}
	}
	f.Derived = m.Derived
	f.cite(m.Claims...)
	for i := range x.Book.Metrics {
		if g := x.Book.Metrics[i]; g.Change != "" && g.Goods {
			if h := x.growth(Query{Metric: g.ID, Place: q.Place}); !h.Silent() && !x.cited(f, h) {
				f.Parts = append(f.Parts, h.Parts...)
				f.cite(h.Claims...)
			}
		}
	}
	return f
}

// numbersOf gives all figures that the book has of whom a question names, and of what they make.
func (x *Index) numbersOf(q Query) *Finding {
	of := Query{Names: q.Names, Place: q.Place}
	f := x.lookup(of)
	for _, g := range []*Finding{x.change(of), x.growth(of)} {
		switch {
		case g.Silent():
		case f.Silent():
			f = g
		case !x.cited(f, g):
			f = f.And(g)
		}
	}
	return f
}

// cited reports whether all of g's claims are cited by f.
func (x *Index) cited(f, g *Finding) bool {
	for _, c := range g.Claims {
		if !contains(f.Claims, c) {
			return false
		}
	}
	return true
}

// String prints a finding for the trace.
func (f *Finding) String() string {
	ids := make([]string, len(f.Claims))
	for i, c := range f.Claims {
		ids[i] = c.ID
	}
	keys := make([]string, len(f.Parts))
	for i, p := range f.Parts {
		keys[i] = p.Key
	}
	return fmt.Sprintf("%s fit=%.2f says=%v claims=%v %s", f.Status, f.Fit, keys, ids, f.Why)
}
