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
