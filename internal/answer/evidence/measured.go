package evidence

import "slices"

// measured says who measured or reported the figures: those of a percentage, metric or name that is mentioned, else the table's.
func (x *Index) measured(q *Query) *Finding {
	if f := x.restingOn(q.Rests); f != nil {
		return f
	}
	if q.valuePer() && x.doing["lookup"] != nil && !q.circles() {
		of := q.Clone()
		of.Intent = x.doing["lookup"]
		return x.unsourced(x.lookup(of), of)
	}
	if q.Facet == "facet.who" && slices.Equal(q.Bare, []string{"noun.article"}) && len(q.Names)+len(q.Others)+len(q.Percents)+len(q.People) == 0 && q.Metric == "" {
		return unknown("unknown.plain") // who wrote it is not who measured anything
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	if q.Facet == "facet.whether" && len(q.Names)+len(q.Others)+len(q.Percents)+len(q.Numbers)+len(q.People) == 0 && q.Metric == "" {
		f.Fit = -0.1 // nothing is named that could be so or not
	}
	if len(q.Claimed) == 1 && len(q.Names) > 1 {
		q = q.Clone()
		q.Names = []string{q.Claimed[0].Name} // "that 17 for X comes from Y's report, right?"
	}
	if len(q.Numbers) == 2 && len(q.Percents) == 0 && len(q.Names) == 1 && x.withinYear(q, func(now, old float64) bool { return near(old, q.Numbers[0]) && near(now, q.Numbers[1]) }) {
		q = q.Clone()
		q.Percents, q.Numbers = q.Numbers[1:], nil // "X's slide from 24 to 15"
	}
	rows, metric := x.meant(q)
	if len(rows) == 0 && len(q.Percents) == 0 && len(q.Names) > 0 && x.Held(q.Metric) {
		ofNames, ofMetric := q.Clone(), q.Clone() // "the shares and X's sales"
		ofNames.Metric, ofMetric.Names = "", nil
		rows, _ = x.meant(ofMetric)
		more, _ := x.meant(ofNames)
		rows = append(rows, more...)
	}
	if len(rows) == 0 {
		return x.unmet(q)
	}
	said := x.sayMeasured(f, rows, len(q.Names) == 1)
	if len(q.Names)+len(q.Percents) == 0 && (hasAny(q.Bare, "noun.outlet", "noun.quotation") || len(q.People) > 0) {
		x.sayVenues(f, x.quotes)
	}
	agree := slices.ContainsFunc(q.Others, func(o string) bool { return said[o] }) && !q.Cues.Has("facet.choice")
	if agree && q.Facet == "facet.whether" && !q.Cues.Has("set.not", "set.only") && !slices.ContainsFunc(q.Others, func(o string) bool { return !said[o] }) {
		f.sayFirst("yes")
	}
	for _, o := range q.Others {
		if e := x.entities[o]; e != nil && !said[o] && e.Kind == "source" {
			if agree {
				return x.instead(q, f, "unknown.names", Arg{"names", Names{o}}) // "does A agree with B?"
			}
			f.correct("not.entity", Arg{"entity", Name(o)})
		}
	}
	f.Metric = metric
	return f
}

// valuePer reports whether a question is for somebody's figure as a source has it: "X's piece of the market according to S".
func (q *Query) valuePer() bool {
	return q.Cues.Has("role.per") && q.Facet == "" && !q.Cues.Has("facet.source", "facet.choice") && len(q.Names) == 1 && len(q.Others) == 1 &&
		q.Metric == "" && len(q.Stated())+len(q.People) == 0
}

// unmet answers where none of the book's figures is the one that a question is about: whose it is, what is right, or that there is none.
func (x *Index) unmet(q *Query) *Finding {
	if len(q.Percents) == 1 && len(q.Names) == 1 && !x.ofDefault(q) && x.doing["verify"] != nil && q.Intent.Operation == "measured" && !q.circles() {
		if f := x.verified(q); f != nil && f.Status == Corrected {
			return f // "need a source for X's sales falling 24%"
		}
	}
	if g := (&Finding{Status: Corrected, Fit: 0.4}); len(q.Percents) == 1 && len(q.Names) == 1 {
		if x.sayWhose(g, q, q.Percents[0]); len(g.Parts) > 0 {
			g.sayFirst("not.entity", Arg{"entity", Name(q.Names[0])})
			return g
		}
	}
	if len(q.Percents) == 1 && (q.Facet == "facet.whether" || q.Facet == "" && q.Metric != "" && q.Cues.Has("ask.what")) && len(q.Names) > 0 && !q.circles() {
		of := q.Clone()
		of.Intent, of.Others = x.doing["verify"], nil
		if f := x.verify(of); of.Intent != nil && !f.Silent() {
			x.checkFigures(f, of) // "we have X at 7%: is that what was reported?"
			return f
		}
	}
	if f := x.restGiven(q); f != nil {
		return f
	}
	if len(q.Percents) > 0 {
		return unknown("unknown.value", Arg{"value", Raw(number(q.Percents[0]) + "%")}, x.covered())
	}
	return unknown("unknown.plain")
}

// bySource gives the figures of companies that a source tells: "what does S say about X?" It is nil where a question does not ask for that.
func (x *Index) bySource(q *Query) *Finding {
	e := x.entities[q.Others[0]]
	if e == nil || e.Kind != "source" || !hasAny(q.Bare, "act.say") && !q.Cues.Has("role.per") {
		return nil
	}
	more := len(q.People)+len(q.Titles)+len(q.Percents)+len(q.Numbers)+len(q.Ranks)+len(q.Points)+len(q.Uttered.Words) > 0 || q.Quote != "" || q.Metric != ""
	if q.Facet != "" || !x.Companies(q.Names) || more || q.Asked.Said ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !figurative[id] }) {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q), Sure: true}
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place})
	for _, r := range rows {
		if c := x.claim(r); c != nil && c.By == e.ID {
			x.sayFigure(f, r)
		}
	}
	if len(f.Parts) == 0 {
		return unknown("unknown.names", Arg{"names", Names{e.ID}})
	}
	return f
}

// onlyWords says who spoke to an outlet, where a question is whether that is the source: it is one of those words alone. It is nil where the question
// says of what.
func (x *Index) onlyWords(q *Query) *Finding {
	e := x.entities[q.Others[0]]
	more := len(q.Names)+len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Cues.Has("facet.choice", "set.not")
	if e == nil || e.Kind != "outlet" || more || slices.ContainsFunc(q.Bare, func(id string) bool { return id != "noun.source" && !mere[id] }) {
		return nil
	}
	f := sureOf(Answered)
	if x.sayThere(f, e.ID); len(f.Parts) == 0 {
		return nil
	}
	return f
}

// figurative are the concepts of a question for what a source says in figures.
var figurative = map[string]bool{"act.say": true, "noun.source": true, "noun.number": true, "noun.point": true, "noun.market": true}

// meant returns the figures that a question about their source points at: of a long table enough to tell who
// the sources are.
func (x *Index) meant(q *Query) ([]Row, string) {
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

// Figure reports whether a value is a figure of the book.
func (x *Index) Figure(v float64) bool {
	rows, _ := x.meant(&Query{Percents: []float64{v}})
	return len(rows) > 0
}

// pointedAt returns the rows of a table that a question points at: those of its names or of their products,
// else those of its percentages, else two at least and one of each source.
func (x *Index) pointedAt(q *Query, t *table) []Row {
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

// timeframe says which period the figures hold for, and how that is known.
func (x *Index) timeframe(q *Query) *Finding {
	if f := x.holding(q); f != nil {
		return f
	}
	if x.betterThen(q) {
		return x.change(q.ofNow()) // "was X better off in that quarter or a year before?"
	}
	if q.Asked.Whole && (len(q.Names) > 0 || q.Metric != "") && q.Facet == "" && (!q.Cues.Has("facet.choice") || q.Cues.Has("set.not")) {
		return x.lookup(q)
	}
	if len(q.Names) == 1 && q.Asked.Prior > 0 && q.Facet == "facet.whether" && q.Cues.Has("deg.top") {
		return x.standing(q) // "was X first when it had 24%?"
	}
	if len(q.Names) > 0 && (q.Asked.Prior > 0 || q.Asked.Vague) {
		return x.lookup(q)
	}
	if len(x.lean(q.Names)) == 1 && (len(q.Ranks) == 1 || q.Cues.Has("deg.top")) && !q.Asked.Said && len(q.Percents) == 0 {
		if f := x.notHeld(q); f != nil {
			return f.surely() // "which quarter did X lead in?"
		}
	}
	if q.Asked.Said && q.Asked.Known && q.Facet == "facet.whether" && len(q.Names) == 0 && len(q.Bare) == 0 {
		if _, none := x.scope(q); none != nil {
			return none // "do you have the first quarter?"
		}
	}
	if q.Asked.Said && !q.Asked.Known && !q.Asked.Vague && !q.Asked.Whole && q.Metric != "" {
		_, none := x.scope(q)
		return none // of times that the book does not tell apart
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
		return x.holds(q).datedBy(q)
	}
	now := q.Clone()
	now.Asked = Asked{}
	s, f := x.scope(now)
	if f != nil {
		return f
	}
	if len(x.lean(q.Names)) == 1 && q.Metric != "" && q.Facet == "" && len(q.Ranks) == 0 {
		if f := x.lookup(now); !f.Silent() {
			return f // "X's latest share and its quarter"
		}
	}
	f = &Finding{Status: Answered, Fit: 0.4}
	switch {
	case len(q.Names) == 1 && q.Metric == "" && q.Facet == "facet.amount" && !q.ofChange():
		return x.lookup(now) // "X: as of when, and how high?"
	case len(q.Names) > 0 && q.Metric == "" && !hasAny(q.Bare, "noun.number", "noun.table", "noun.point", "noun.rank", "act.lead") && len(q.Ranks) == 0:
		f := unknown("unknown.facet.when", x.covered())
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
	if first.obs.Inferred != "" {
		x.sayDating(f, first.home)
	}
	if q.Tagged && q.Asked.Exact && q.Asked.Known && q.Period != s.period && len(q.Names) == 0 {
		f.judge(false) // "these are Q2 numbers, aren't they?"
	}
	return f
}

// betterThen reports whether a question is in which of two periods one had more, or whether that is more than before.
func (x *Index) betterThen(q *Query) bool {
	return len(x.lean(q.Names)) == 1 && q.Cues.Has("facet.choice") && q.Cues.Has("deg.more", "deg.less") && len(q.Percents)+len(q.Ranks) == 0 && (q.Intent.Operation == "timeframe" || hasAny(q.Concepts, "adj.former"))
}

// ofNow is a question without the time that it says.
func (q *Query) ofNow() *Query {
	q = q.Clone()
	q.Asked, q.Period = Asked{}, Period{}
	return q
}

// whenFigure says for which period a figure of a named entity holds, or how it moved where the question says so.
func (x *Index) whenFigure(q *Query) *Finding {
	if hasAny(q.Concepts, "dir.up", "dir.down") {
		q = q.Clone()
		q.Asked = Asked{}
		if f := x.change(q); !f.Silent() {
			return f
		}
	}
	if rows, _ := x.meant(&Query{Percents: q.Percents}); len(rows) > 0 && !slices.ContainsFunc(rows, func(r Row) bool { return contains(q.Names, r.Entity) || contains(q.Names, x.maker(r.Entity)) }) {
		return x.measured(q).And(x.lookup(q)) // it is a figure of another
	}
	if f := x.whichMetric(q); f != nil {
		return f
	}
	return x.lookup(q)
}

// datedBy says yes or no to the quarter that a question gives a figure: "does the 24% refer to Q3?" A quarter without its year may be that of
// another.
func (f *Finding) datedBy(q *Query) *Finding {
	if f.Silent() || q.Facet != "facet.whether" || q.Cues.Has("facet.choice", "set.not") || len(f.Parts) == 0 || verdicts[f.Parts[0].Key] {
		return f
	}
	if !q.Asked.Exact || !q.Asked.Known || q.Period.Quarter == 0 || f.Period.Quarter == 0 {
		return f
	}
	if same := q.Period == f.Period; same || q.Period.Quarter != f.Period.Quarter {
		f.judge(same)
	}
	return f
}
