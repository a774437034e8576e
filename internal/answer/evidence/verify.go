package evidence

import (
	"cmp"
	"slices"
	"strconv"
)

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// verify says whether a figure in the question is right; the check itself is [Index.checkFigures].
func (x *Index) verify(q *Query) *Finding {
	m := x.metrics[q.Metric]
	if m != nil && !m.Percent() && len(q.Percents) == 0 {
		q = q.Clone()
		q.Percents = q.Numbers // a figure in the metric's own unit
	}
	names := x.lean(q.Names)
	switch {
	case q.Asked.Exact && q.Asked.Known && q.Period != x.Latest && len(names) > 0 && q.Asked.Prior == 0:
		if f := x.ofOtherTime(q); f != nil {
			return f
		}
		return x.lookup(q)
	case q.Cues.Has("time.future") && q.Facet == "facet.whether" && !q.Cues.Has("facet.choice"):
		return unknown("unknown.forecast") // what is to come is not checked by what is
	case len(names) == 1 && len(q.Percents) == 1 && hasAny(q.Concepts, "act.keep", "dir.flat") && !hasAny(q.Concepts, "act.say"): // but "X keeps saying"
		q = q.Clone()
		q.Asked, q.Concepts = Asked{}, append(slices.Clone(q.Concepts), "dir.flat")
		return x.change(q) // "it kept its 24%"
	case len(q.Percents) == 1 && len(names) > 0 && q.Cues.Has("facet.choice") && len(q.Others) == 0:
		if f := x.whichMetric(q); f != nil && len(q.Numbers) == 0 && !q.Asked.Exact {
			return f
		}
		if q.Metric == "" && hasAny(q.Bare, "dir.up", "dir.down") {
			return x.growthOf(q) // "did X grow 27%, or did I mishear?"
		}
		return x.lookup(q)
	case len(names) == 1 && len(q.Percents) == 1 && (m == nil || m.Whole > 0) && q.Motion != To && hasAny(q.Bare, "act.lose", "dir.down", "dir.up", "act.win") && x.relatively(q, q.Percents[0]):
		of := q.Clone()
		of.Percents = nil
		return x.ratio(of) // "X lost 37.5% of its share"
	case len(q.Others) > 0 && len(q.Percents) > 0 && q.Cues.Has("facet.choice"):
		return x.measured(q)
	case len(q.Percents) == 2 && len(names) == 1 && !q.Cues.Has("facet.choice") && (hasAny(q.Concepts, "dir.up", "dir.down") || x.went(q, names[0])):
		return x.change(q) // "rose from 15% to 24%"
	case len(q.Percents) == 2 && len(names) > 1 && hasAny(q.Concepts, "dir.up", "dir.down"):
		return x.oneWent(q, names)
	case q.Asked.Prior > 0 && len(names) == 1 && len(q.Percents) == 1 && q.Facet == "facet.whether" && hasAny(q.Bare, "adj.former") && x.once(q):
		q = q.Clone()
		q.Asked, q.Period = Asked{}, Period{}
		return x.change(q) // "it no longer has 24%": what it has stands beside
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
		if g := x.change(q); len(q.Percents) == 1 && len(names) == 1 && q.Motion == To && !g.Silent() && !x.supported(f, q, q.Percents[0]) && x.currently(q, q.Percents[0]) {
			return g // "say X dropped to 15%"
		}
		if !f.Silent() || x.rateless(q, names) {
			return f
		}
	}
	if len(names) == 0 && len(q.Percents) > 0 {
		return x.measured(q)
	}
	return x.lookup(q)
}

// ofOtherTime says no to a figure that somebody has, but not for the quarter that a question gives it: "X's 17% was for Q2, no?" It is nil where it
// is nobody's, or the book has figures for that quarter.
func (x *Index) ofOtherTime(q *Query) *Finding {
	if len(q.Percents) != 1 || q.Facet != "facet.whether" && !q.Tagged || q.Cues.Has("set.not", "facet.choice") || x.Dated(q.Period.Year, q.Period.Quarter) {
		return nil
	}
	f := x.whichMetric(q)
	if f == nil {
		return nil
	}
	f.judge(false)
	return f.surely()
}

// otherWent says who it was that moved so, where a question has another move from one figure to the other. It is nil where nobody did.
func (x *Index) otherWent(q *Query) *Finding {
	names := x.lean(q.Names)
	if len(names) != 1 || len(q.Percents)+len(q.Numbers) != 2 || len(q.Percents) == 1 || x.went(&Query{Place: q.Place, Percents: q.Stated()}, names[0]) {
		return nil
	}
	for _, n := range x.Ranked().Names {
		of := &Query{Intent: q.Intent, Names: []string{n}, Place: q.Place, Percents: q.Stated()}
		if x.went(of, n) {
			f := x.change(&Query{Intent: q.Intent, Names: of.Names, Place: q.Place, Concepts: []string{"act.change"}})
			return f.stripped().correct("not.entity", Arg{"entity", Name(names[0])}).surely()
		}
	}
	return nil
}

// oneWent says how that one of several moved whose figures of a year before and now a question gives: the others are only named beside. Where
// they are nobody's it compares them.
func (x *Index) oneWent(q *Query, names []string) *Finding {
	for _, n := range names {
		if x.went(q, n) {
			q = q.Clone()
			q.Names = []string{n}
			return x.change(q)
		}
	}
	return x.compare(q)
}

// rateless reports whether a percentage by which a question has somebody move is nobody's figure, so that a share says nothing of it.
func (x *Index) rateless(q *Query, names []string) bool {
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	return len(names) == 1 && len(q.Percents) == 1 && len(q.Numbers) == 0 && len(rows) == 0 && q.Motion != To && q.Motion != From && q.Motion != Held && q.Motion != Past
}

// growthOf says how the named grew or fell, or else what they have.
func (x *Index) growthOf(q *Query) *Finding {
	if f := x.growth(q); !f.Silent() {
		return f
	}
	return x.lookup(q)
}

// went reports whether two percentages are figures of a name of a year before and now, whichever comes first.
func (x *Index) went(q *Query, name string) bool {
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return false
	}
	r, ok := x.rowOf(s, name)
	a, b := q.Percents[0], q.Percents[1]
	return ok && r.Entity == name && (x.wentFrom(s, r, a, b) || x.wentFrom(s, r, b, a))
}

// asPercents takes a number for a percentage that is a figure of whom a question names, "X's 24", or that it gives somebody to be checked:
// "X down as 16".
func (x *Index) asPercents(q *Query) *Query {
	if !q.Figures() || len(q.Percents) > 0 || len(q.Numbers) != 1 || len(x.lean(q.Names)) != 1 || q.Intent.Operation == "project" {
		return q
	}
	m := x.metrics[cmp.Or(q.Metric, x.Book.Default.Metric)]
	stated := (q.Intent.Operation == "verify" || hasAny(q.Concepts, "act.verify")) && len(q.Claimed) == 1 && q.Claimed[0].Value == q.Numbers[0] && m != nil && m.Whole > 0 && q.Numbers[0] <= m.Whole && q.Scale == ""
	if q.Asked.Prior == 0 && (stated || x.current(q, q.Numbers[0])) {
		q = q.Clone()
		q.Percents, q.Numbers = q.Numbers, nil
	}
	return q
}

// whichOf says of what a figure is that a question gives somebody with a choice of metrics: "is the 37 revenue or shipments?" It is
// nil where the question does not ask for that.
func (x *Index) whichOf(q *Query) *Finding {
	stated := q.Stated()
	if !q.Figures() || len(stated) != 1 || len(x.lean(q.Names)) > 1 || !q.Cues.Has("facet.choice") || q.Metric == "" && !q.Cues.Has("metric.unheld") {
		return nil
	}
	q = q.Clone()
	q.Percents, q.Numbers = stated, nil
	return x.whichMetric(q)
}

// whichMetric says of what a figure of a named entity is: "is the 37% in shipments or in share?"
func (x *Index) whichMetric(q *Query) *Finding {
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place, Percents: q.Percents})
	if len(rows) == 0 {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.5, Place: x.place(q)}
	for i, r := range rows {
		if i > 0 && rows[i-1] == r {
			continue
		}
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

// isProduct reports whether an entity is a product.
func (x *Index) isProduct(id string) bool {
	e := x.entities[id]
	return e != nil && e.Kind == "product"
}

// maker is the company that a product is of, or a person; "": nobody's.
func (x *Index) maker(id string) string {
	if e := x.entities[id]; e != nil {
		return e.Of
	}
	return ""
}

// soleAt says whether one alone has a figure: "is X the only one at 15%?" It is nil where a question does not ask for that.
func (x *Index) soleAt(q *Query) *Finding {
	stated := q.Stated()
	sole := len(q.Names) == 1 && (q.Alone == q.Names[0] || hasAny(q.Concepts, "adj.exclusive") || q.Cues.Has("set.only") && q.Cues.Has("ask.firm"))
	if !sole || len(stated) != 1 || !q.asserts() && !q.Cues.Has("ask.tag") || q.bounded() || q.ofChange() || !x.ofDefault(q) || q.Asked.Prior > 0 || len(q.Ranks)+len(q.People)+len(q.Others) > 0 || q.Cues.Has("set.not", "facet.choice", "deg.more", "deg.less", "time.future") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, x.lean(q.Names)[0])
	if !ok {
		return nil
	}
	f := s.answer(0.6, r).surely()
	right := near(r.Value, stated[0])
	x.sayRow(f, s, r)
	if right && r.Tied > 1 {
		x.sayHolder(f, s, r.Rank, x.atRank(s, r.Rank))
	}
	f.judge(right && r.Tied == 1)
	return f
}
