package evidence

import "slices"

// fewWords is how many words a question has that only names something.
const fewWords = 2

// briefWords is how many words a question has that may leave its verb to be guessed.
const briefWords = 4

// lookup gives the value of a metric for the named entities.
func (x *Index) lookup(q *Query) *Finding {
	names := x.lean(q.Names)
	if f := x.lookedUpOtherwise(q, names); f != nil {
		return f
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	if len(names) == 0 {
		return x.wholeTable(q)
	}
	have, lack := x.known(s, names)
	if len(names) == 1 && x.figureless(q, names[0]) {
		have, lack = nil, names // a thing of somebody has not its maker's share
	}
	if len(have) == 0 && len(names) == 1 && q.Metric == "" && q.Intent != nil && !q.Cues.Has("unit.percent") && !(q.Asked.Said && x.tabled(names[0])) && (q.Cues.Has("ask.about", "back.and") || len(q.Words) <= fewWords) {
		if f := x.whatIs(q, names[0]); f != nil {
			return f
		}
	}
	if len(have) == 0 && (hasAny(q.Concepts, "act.lead") || len(q.Ranks) == 1) && q.Cues.Has("deg.top") && q.Asked.Prior == 0 {
		return x.standing(q) // "how did X come to lead?"
	}
	if len(have) == 0 {
		return x.noFigure(q, s, lack)
	}
	if len(have) == 1 && q.Leading == have[0].Entity && have[0].Rank > 1 && s.metric.Ranked && q.Asked.Prior == 0 {
		return x.leadsNot(q)
	}
	f = s.answer(0.5)
	for _, r := range have {
		x.sayRow(f, s, r)
	}
	if len(have) > 1 {
		f.Series = have
	} else {
		x.sayBefore(f, s, have[0])
	}
	if len(lack) > 0 {
		f.say("lookup.lack", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)})
		f.Fit = -0.1
		if !slices.ContainsFunc(have, func(r Row) bool { return !q.claims(r) }) {
			f.Parts = f.Parts[:len(f.Parts)-1]
			return x.instead(q, f, "unknown.before", Arg{"names", lack}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period}) // what there is the question gives itself
		}
	}
	return f
}

// lookedUpOtherwise answers what is asked like the value of a metric but is a sum, a change or a rank. It is nil where a value is asked for.
func (x *Index) lookedUpOtherwise(q *Query, names []string) *Finding {
	one, bare := len(names) == 1, q.Metric == "" && len(q.Percents)+len(q.Ranks) == 0 && !q.Asked.Said
	switch {
	case q.Cues.Has("set.sum") && !q.Cues.Has("set.not") && len(names) > 1:
		return x.total(q)
	case len(names) > 0 && len(q.Excepted) == len(names):
		return x.complement(q)
	case q.Cues.Has("ask.growth") && q.Metric == "":
		return x.growth(q)
	case bare && one && q.Facet == "facet.amount" && len(q.Bare) == 1 && hasAny(q.Bare, "dir.up", "dir.down"):
		return x.growthOr(q, func() *Finding { return x.change(q) }) // "X's drop, how much?"
	case bare && one && q.Facet == "" && len(q.Words) <= briefWords && hasAny(q.Bare, "noun.number"):
		return x.numbersOf(q) // "X's number": whichever there is
	case bare && len(q.Names) == 2 && x.maker(q.Names[0]) == q.Names[1] && x.held[q.Names[0]] && hasAny(q.Bare, "noun.number"):
		of := q.Clone()
		of.Names = q.Names[:1]
		return x.growth(of) // "X's number", where X is a product that has its own
	case q.Asked.Prior > 0 && q.Metric == "" && hasAny(q.Concepts, "noun.rank", "noun.position") && len(names) > 0:
		return x.standing(q)
	}
	m := x.metrics[q.Metric]
	switch {
	case m != nil && m.Change == "" && x.changes[m.ID] != "" && x.latest(m.ID, x.place(q)).Year == 0:
		if q.Cues.Has("ask.percent") && one && !q.ofChange() && !q.Cues.Has("ask.growth") && !hasAny(q.Bare, "act.lose") {
			return x.instead(q, x.growth(q), "unknown.facet.amount") // what part of X's sales are from here
		}
		return x.growth(q) // sales, of which only the change is known
	case bare && one && q.Cues.Has("ask.count") && hasAny(q.Bare, "act.use", "noun.consumer") && !q.Cues.Has("unit.percent", "unit.points"):
		return unknown("unknown.facet.amount") // how many people use it
	case len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top", "deg.bottom")):
		return x.holder(q)
	case q.Asked.Vague && q.Cues.Has("set.against") && one && !q.circles():
		return x.change(q) // "X against last year"
	case q.Asked.Vague:
		return x.whichYear(q)
	case (q.Asked.Pair || q.Cues.Has("time.yoy") && q.Cues.Has("unit.points") && one) && !q.circles():
		return x.change(q)
	case q.Metric == "" && hasAny(q.Concepts, "noun.rank") && len(names) > 0 && q.Facet != "facet.amount":
		return x.standing(q)
	case m != nil && m.Change != "":
		return x.growth(q)
	case one && q.Cues.Has("ask.firm") && q.Limited() && q.Facet != "facet.whether":
		return x.threshold(q) // "vendors at or above X's"
	}
	return nil
}

// whatIs tells of one who has no figures: what it is, or else what is said of it: "anything on X?" It is nil where nothing is.
func (x *Index) whatIs(q *Query, name string) *Finding {
	c, fit := x.best(q, x.told[name])
	if c == nil {
		return nil
	}
	if own := x.describing(name); own != nil {
		return x.tellClaim(q, own, fit)
	}
	if len(c.Cites) > 0 && x.relationOf(q, name) != nil {
		return x.standsAs(q) // a claim that sums others up is about more than it
	}
	return x.tellClaim(q, c, fit)
}

// standsAs tells how one stands in a deal who is only named.
func (x *Index) standsAs(q *Query) *Finding {
	f := x.relation(q)
	f.Status = Answered
	return f
}

// claims reports whether a question gives the figure of a row itself.
func (q *Query) claims(r Row) bool {
	return slices.ContainsFunc(q.Claimed, func(c Claimed) bool { return c.Name == r.Entity && near(c.Value, r.Value) })
}

// figureless reports whether a name that stands alone is that of a product of which the book has no figure, but statements.
func (x *Index) figureless(q *Query, id string) bool {
	e := x.entities[id]
	return q.Metric == "" && e != nil && e.Kind == "product" && len(x.told[id]) > 0 && x.grown(q, []string{id}) == nil
}

func (x *Index) place(q *Query) string {
	if q.Place != "" {
		return q.Place
	}
	return x.Book.Default.Place
}

// sayRow says one figure with its place in the ranking.
func (x *Index) sayRow(f *Finding, s scope, r Row) {
	f.say(style(s.metric, r.Value), x.rowArgs(s, r)...)
	x.citeRows(f, r)
	if s.metric.Ranked && s.period == x.latest(s.metric.ID, s.place) {
		x.sayRank(f, s, r)
	}
	x.sayInferred(f, r)
}

// sayRank adds "second" or "tied for third with ...".
func (x *Index) sayRank(f *Finding, s scope, r Row) {
	if r.Tied == 1 {
		f.say("rank.alone", Arg{"rank", Ranked{r.Rank, 1}})
		return
	}
	l := s.table.list([]string{r.Entity}, span{r.Rank - 1, r.Rank - 1 + r.Tied})
	f.say("rank.tied", Arg{"rank", Ranked{r.Rank, r.Tied}}, Arg{"names", l.names()})
}

// sayInferred marks a figure that the article does not state.
func (x *Index) sayInferred(f *Finding, r Row) {
	if r.obs.Inferred == "" {
		return
	}
	for _, i := range r.home.Inferred {
		if i.ID == r.obs.Inferred && !i.Dating {
			f.say("inferred", Arg{"reason", i.Reason})
		}
	}
}

// sayInferences says what is inferred of some rows, each reason once.
func (x *Index) sayInferences(f *Finding, rows []Row) {
	for _, r := range rows {
		x.sayInferred(f, r)
	}
	f.Parts = unique(f.Parts)
}

// sayBefore adds the figure of a year before, where there is one.
func (x *Index) sayBefore(f *Finding, s scope, r Row) {
	before := s.period.Add(-4)
	if old, ok := x.row(r.Entity, s.metric.ID, s.place, before); ok {
		f.say("figure.before", Arg{"value", Figure{s.metric.ID, old.Value}}, Arg{"period", before})
		x.citeRows(f, old)
	}
}

// whichYear answers "last year", which means the book's last year or the one before it.
func (x *Index) whichYear(q *Query) *Finding {
	one, two := q.Clone(), q.Clone()
	one.Asked = Asked{}
	two.Asked = Asked{Said: true, Known: true}
	s, f := x.scope(one)
	if f != nil {
		return f
	}
	two.Period = s.period.Add(-4)
	a, b := x.lookup(one), x.lookup(two)
	if a.Silent() || b.Silent() {
		return a
	}
	f = &Finding{Status: Clarify, Fit: 0.4}
	f.say("clarify.year", Arg{"period", s.period}, Arg{"before", two.Period})
	for _, g := range []*Finding{a, b} {
		f.Parts = append(f.Parts, g.Parts[0])
		f.cite(g.Claims...)
	}
	return f
}

// wholeTable gives the ranked table.
func (x *Index) wholeTable(q *Query) *Finding {
	if q.Intent != nil && q.Intent.Operation == "table" && q.Cues.Has("set.sum") && hasAny(q.Concepts, "act.combine") && q.Top == 0 && !q.circles() {
		return x.total(q) // "the sum of all shares"
	}
	if q.Metric == "" && len(q.Names)+len(q.Ranks)+len(q.Percents)+len(q.Numbers)+q.Top == 0 && hasAny(q.Bare, "noun.number", "noun.point") && q.Intent != nil && q.Intent.Operation == "table" {
		return x.keyNumbers(q) // "figures in a table"
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	if names := x.lean(q.included()); len(names) > 0 && q.Metric != "" && q.Intent != nil && q.Intent.Operation == "table" {
		if have, lack := x.known(s, names); len(have) == 0 {
			return x.noFigure(q, s, lack)
		}
	}
	rows := s.table.list(q.Excepted, s.table.all())
	if q.Top > 0 {
		in := s.table.through(q.Top)
		if len(q.Percents)+len(q.Numbers) == 0 && (q.Cues.Has("set.not top", "bound.below", "deg.less") || q.Cues.Has("set.except") && len(q.Excepted) == 0) {
			in = span{in[1], s.table.len()} // "not in the top two"
		}
		rows = s.table.list(q.Excepted, in)
	}
	if len(rows.rows) == 0 {
		return unknown("unknown.covers", x.covered()) // nobody is left
	}
	if s.period != x.latest(s.metric.ID, s.place) && !x.settled(s, rows.rows[0]) && rows.more == 0 && len(q.Percents)+len(q.Numbers) == 0 {
		f := x.ofRows(s, rows.rows) // no table: others are not known
		if hasAny(q.Concepts, "noun.rank", "noun.table", "act.lead") || q.Cues.Has("deg.top", "deg.bottom") || q.Intent != nil && (q.Intent.Operation == "standing" || q.Intent.Operation == "holder") {
			return unknown("unknown.rank.who", Arg{"rank", Ranked{rows.rows[0].Rank, 1}}, Arg{"period", s.period}).And(f)
		}
		return f
	}
	f = s.answer(0.4, rows.rows...)
	if len(q.Names) > len(q.Excepted) {
		f.Fit = 0.1 // a name asks for less than the table
	}
	if q.Metric == "" && len(q.Names)+len(q.Ranks)+q.Top == 0 && hasAny(q.Concepts, "dir.up", "dir.down") {
		f.Fit = 0 // it is what moved that is asked for
	}
	x.sayTable(f, s, rows)
	if s.table.len() == 1 && len(x.ranking.Names) > 1 && len(q.Names) == 0 && (hasAny(q.Bare, "noun.rank", "noun.table", "noun.market") || q.Cues.Has("set.sum")) {
		return x.instead(q, f, "unknown.plain") // one makes no table
	}
	return f
}

// sayTable says rows as a table, or one by one where their places in it are not certain.
func (x *Index) sayTable(f *Finding, s scope, l listed) {
	if len(l.rows) > 0 && !x.settled(s, l.rows[0]) {
		for _, r := range l.rows {
			f.say(style(s.metric, r.Value), x.rowArgs(s, r)...)
			x.citeRows(f, r)
			x.sayInferred(f, r)
		}
		f.Series = nil
		return
	}
	f.say("table", Arg{"rows", l.table()}, Arg{"market", Market(s.place)}, Arg{"metric", Of(s.metric.ID)},
		Arg{"period", s.period}, Arg{"source", x.sourceOf(l.rows)})
	x.citeRows(f, l.rows...)
	for _, r := range l.rows {
		if len(f.Parts) < 3 {
			x.sayInferred(f, r)
		}
	}
	f.Parts = unique(f.Parts)
}

// unique drops sentences that were said already.
func unique(parts []Part) []Part {
	var out []Part
	seen := false
	for _, p := range parts {
		if p.Key == "inferred" {
			if seen {
				continue
			}
			seen = true
		}
		out = append(out, p)
	}
	return out
}

func (x *Index) sourceOf(rows []Row) Source {
	for _, r := range rows {
		if c := x.claim(r); c != nil && c.By != "" {
			return Source(c.By)
		}
	}
	return ""
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}
