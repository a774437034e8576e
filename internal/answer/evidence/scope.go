package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// covered is the argument that says which figures the book has.
func (x *Index) covered() Arg { return Arg{"covered", knowledge.Text(x.Book.Title)} }

// scope is what every operation on figures needs to know.
type scope struct {
	metric *knowledge.Metric
	place  string
	period Period
	table  *table
}

// answer begins an answer from the scope's table, which fits so well and shows some rows as a chart.
func (s scope) answer(fit float64, shown ...Row) *Finding {
	return &Finding{Status: Answered, Fit: fit, Series: shown, Metric: s.metric.ID, Period: s.period, Place: s.place}
}

// rowOf returns an entity's line in the scope's table: of a product the maker's, if the metric is one of companies.
func (x *Index) rowOf(s scope, name string) (Row, bool) {
	if i, ok := s.table.find(name); ok {
		return s.table.row(i), true
	}
	if e := x.entities[name]; e != nil && e.Of != "" && e.Kind != "person" && !s.metric.Goods && x.held[name] && x.grown(&Query{Place: s.place}, []string{name}) != nil {
		return x.rowOf(s, e.Of)
	}
	return Row{}, false
}

// known splits the names of a query into those with a figure in the scope and those without.
func (x *Index) known(s scope, names []string) (have []Row, lack Names) {
	seen := map[string]bool{}
	for _, n := range names {
		r, ok := x.rowOf(s, n)
		switch {
		case !ok:
			lack = append(lack, n)
		case !seen[r.Entity]:
			seen[r.Entity] = true
			have = append(have, r)
		}
	}
	return have, lack
}

// timeAndPlace are facets that no standing in a deal tells.
var timeAndPlace = []string{"facet.when", "facet.where", "facet.duration", "facet.amount"}

// noFigure declines for want of a figure of the named entities.
func (x *Index) noFigure(q *Query, s scope, lack Names) *Finding {
	unrelated := func(n string) bool { return x.relationOf(q, n) == nil }
	may := q.Intent != nil && q.Metric == "" && !contains(timeAndPlace, q.Facet) && len(lack) > 0 && len(lack) >= len(q.Names)-1
	if may && !slices.ContainsFunc(lack, unrelated) && !q.circles() {
		whether := q.Facet == "facet.whether"
		if whether {
			q = q.Clone()
			q.Facet = "" // figures say neither yes nor no
		}
		if whether && q.Cues.Has("deg.more", "deg.less", "deg.as", "bound.above", "bound.below") {
			f := x.instead(q, x.relation(q), "unknown.plain") // nothing says which is better
			f.Fit = -0.1
			return f
		}
		f := x.relation(q) // they are told by what they were in a deal
		f.Fit = -0.1
		return f
	}
	return unknown("unknown.entity", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period},
		Arg{"place", Where(s.place)}, Arg{"have", s.table.list(nil, s.table.all()).names()})
}

// lean drops products whose maker is named too: "Apple's iPhone" is one thing. Of a product that the book says nothing about
// it is the maker that is dropped: its figures are those of other things.
func (x *Index) lean(names []string) []string {
	if len(names) < 2 {
		return slices.Clip(names)
	}
	var out []string
	for _, n := range names {
		e := x.entities[n]
		if e != nil && e.Of != "" && x.held[n] && contains(names, e.Of) {
			continue
		}
		if slices.ContainsFunc(names, func(p string) bool { return x.maker(p) == n && x.entities[p].Kind == "product" && !x.held[p] }) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// rowArgs are the arguments every sentence about one figure takes.
func (x *Index) rowArgs(s scope, r Row) []Arg {
	args := append(make([]Arg, 0, 8), Arg{"entity", Name(r.Entity)}, Arg{"value", Figure{s.metric.ID, r.Value}}, Arg{"market", Market(s.place)},
		Arg{"place", Where(s.place)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period})
	if s.metric.Change != "" {
		args = append(args, Arg{"base", Of(s.metric.Change)})
	}
	if c := x.claim(r); c != nil {
		args = append(args, Arg{"source", Source(c.By)})
	}
	return args
}

// citeRows cites the claims behind rows.
func (x *Index) citeRows(f *Finding, rows ...Row) {
	for _, r := range rows {
		f.cite(x.claim(r))
	}
}

// style is the phrasebook key of sentences that fit a metric: shares of a whole, changes, and levels.
func style(m *knowledge.Metric, v float64) string {
	switch {
	case m.Change != "" && v < 0:
		return "figure.fall"
	case m.Change != "":
		return "figure.rise"
	case m.Whole > 0:
		return "figure.share"
	}
	return "figure.level"
}

// unknown declines with a sentence.
func unknown(key string, args ...Arg) *Finding { return (&Finding{Status: Unknown}).say(key, args...) }

// outside declines a question about a place or a kind of goods that the book has nothing on.
func (x *Index) outside(q *Query) *Finding {
	part := q.Abroad != "" && q.Intent.Operation == "project" && slices.ContainsFunc(x.Book.Places, func(p knowledge.Place) bool { return x.within(q.Abroad, p.ID) }) // a shop there
	switch {
	case part:
		return nil
	case q.Abroad != "" && q.Figures() && !(q.Place != "" && q.Cues.Has("facet.choice")):
		if f := x.elsewhere(q); f != nil {
			return f
		}
		return unknown("unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
	case q.Abroad != "" && !q.Figures() && q.Facet == "facet.who" && hasAny(q.Bare, "act.lead") && len(q.Names)+len(q.People) == 0 && hasAny(q.Bare, "noun.market"):
		return unknown("unknown.place", Arg{"place", Where(q.Abroad)}, x.covered()) // "who leads the market worldwide?"
	case q.Segment && (q.Figures() || q.Metric != "" && q.asks("", "facet.amount")):
		return unknown("unknown.covers", x.covered())
	case q.Category != "" && (q.Figures() || q.Intent.Operation == "tell" && !q.Cues.Has("facet.choice")):
		return unknown("unknown.category", Arg{"category", Of(q.Category)}, x.covered())
	}
	return nil
}

// elsewhere corrects the place of a figure that the question states and the book has for another place.
func (x *Index) elsewhere(q *Query) *Finding {
	if len(q.Percents) == 0 || q.Place != "" || len(q.Names) == 0 && q.Metric == "" {
		return nil
	}
	abroad := q.Abroad
	q = q.Clone()
	q.Abroad = ""
	f := x.measured(q)
	if f.Silent() {
		return nil
	}
	return f.correct("not.place", Arg{"place", Where(abroad)})
}

// scope resolves the metric, place and period of a query. Where the book has no such table the finding says so.
func (x *Index) scope(q *Query) (scope, *Finding) {
	s := scope{place: q.Place}
	id := q.Metric
	if id == "" {
		id = x.Book.Default.Metric
	}
	if s.place == "" {
		s.place = x.Book.Default.Place
	}
	s.metric = x.metrics[id]
	if s.metric == nil {
		return s, unknown("unknown.metric", Arg{"metric", Of(id)}, x.covered())
	}
	latest := x.latest(id, s.place)
	if latest.Year == 0 && x.held[id] {
		return s, unknown("unknown.metric.place", Arg{"metric", Of(id)}, Arg{"place", Where(s.place)})
	}
	if latest.Year == 0 {
		return s, unknown("unknown.metric", Arg{"metric", Of(id)}, x.covered())
	}
	if q.Asked.Said && (!q.Asked.Known || q.Asked.Whole) && !q.Asked.Vague {
		return s, unknown(pick(q.Asked.Whole, "unknown.whole", "unknown.period"), Arg{"period", q.Period}, Arg{"latest", latest}, Arg{"metric", Of(id)})
	}
	s.period = latest
	if q.Asked.Known {
		s.period = q.Period
	}
	s.table = x.table(id, s.place, s.period)
	if s.table.len() == 0 {
		return s, unknown("unknown.period", Arg{"period", s.period}, Arg{"latest", latest}, Arg{"metric", Of(id)})
	}
	return s, nil
}

// ofDefault reports whether a question is about the metric that is meant where none is named, or names none.
func (x *Index) ofDefault(q *Query) bool { return q.Metric == "" || q.Metric == x.Book.Default.Metric }
