package evidence

// notSince declines how a figure moved after a deal was made known: those on record are of before. It is nil where the question gives a figure or a time.
func (x *Index) notSince(q *Query) *Finding {
	if len(q.Percents)+len(q.Points) > 0 || q.Asked.Said || !q.asks("facet.whether", "facet.amount", "") {
		return nil
	}
	return x.onlyNow(q)
}

// thanBefore declines whether a rate was higher than that of the quarter before: "was the fall of 11% steeper than in the quarter before?" It is nil
// where the figure is no rate of whom the question names.
func (x *Index) thanBefore(q *Query) *Finding {
	if q.Asked.Prior > 0 || !x.Rated(q) || !hasAny(q.Bare, "adj.former") || !q.ofChange() {
		return nil
	}
	return x.onlyNow(q)
}

// onlyNow declines, and says the latest figures of whom a question names. It is nil where there are none.
func (x *Index) onlyNow(q *Query) *Finding {
	f := x.growth(q.ofNow())
	if f.Silent() {
		f = x.lookup(q.ofNow())
	}
	if f.Silent() {
		return nil
	}
	f.Series = nil
	return x.instead(q, f, "unknown.plain").surely()
}
