package evidence

// untimed declines a question for the figures of a time that the book has none of, and of which it names nothing else: "are there figures for
// March?"
func (x *Index) untimed(q *Query) *Finding {
	if q.Asked.Vague || q.Asked.Prior > 0 || len(x.parties(q))+len(q.Titles)+len(q.Percents)+len(q.Ranks)+len(q.Points)+len(q.Numbers) > 0 || q.Metric != "" || q.Abroad != "" ||
		q.Facet != "" && q.Facet != "facet.whether" || !hasAny(q.Bare, "noun.number", "noun.table") {
		return nil
	}
	_, none := x.scope(q)
	if none == nil {
		return nil
	}
	return none.fitting(0.5).surely()
}

// happenedThen says when something happened, as far as the book tells, where a question is whether it did at some time: "was it confirmed last year?" It
// is nil where nothing tells when, or the question is for figures.
func (x *Index) happenedThen(q *Query) *Finding {
	if q.Figures() || q.Intent.Operation != "tell" || q.Metric != "" || q.Abroad != "" || len(q.People)+len(q.Percents)+len(q.Ranks)+len(q.Points) > 0 || q.Contrary || q.Cues.Has("time.future", "facet.choice", "set.not") {
		return nil
	}
	of := q.Clone()
	of.Facet, of.Asked, of.Period = "facet.when", Asked{}, Period{}
	f := x.gather(of)
	if f.Silent() || !f.Tied {
		return nil
	}
	return f
}

// misdated corrects a "why" that takes a figure of a year before for one of now: "24% for X in the last quarter, what drove that?" It is nil
// where the question does not do so.
func (x *Index) misdated(q *Query) *Finding {
	now := q.Asked.Known && q.Asked.Prior == 0 && q.Period == x.Latest
	if !q.Figures() || !now || len(x.lean(q.Names)) != 1 || q.ofChange() || q.Motion == From || q.Cues.Has("set.not", "move.from", "time.order") || hasAny(q.Bare, "act.lose", "act.keep", "adj.former") || !x.once(q) {
		return nil
	}
	of := q.Clone()
	of.Percents, of.Facet = nil, ""
	f := x.lookup(of)
	if f.Silent() {
		return nil
	}
	return f.correct("no.figure", Arg{"value", Raw(number(q.Percents[0]) + "%")})
}

// whyRate says why somebody grew or fell by a rate that a question gives without saying of what it is, or that there is none but the rate: "37% for
// X, what drove it?" It is nil where that is no rate of whom it names.
func (x *Index) whyRate(q *Query) *Finding {
	if !q.Figures() || q.Asked.Prior > 0 || q.ofChange() || !x.Rated(q) || !x.Companies(q.Names) {
		return nil
	}
	f := x.grown(&Query{Place: q.Place}, q.Names)
	if f == nil {
		return nil
	}
	return x.unreasoned(f.fitting(0.5), q)
}
