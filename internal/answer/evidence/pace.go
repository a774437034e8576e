package evidence

// outpaced judges whether one of two grew or fell faster than the other: by their rates. It is nil where a question does not claim so, or not one
// rate of each is known.
func (x *Index) outpaced(q *Query) *Finding {
	names := x.lean(q.Names)
	up, down := hasAny(q.Concepts, "dir.up"), hasAny(q.Concepts, "dir.down")
	fast, slow := hasAny(q.Concepts, "adj.fast"), hasAny(q.Concepts, "adj.slow")
	if !q.Figures() || len(names) != 2 || up == down || fast == slow || len(q.Percents)+len(q.Points)+len(q.Ranks)+len(q.Excepted) > 0 || q.Asked.Said || q.Abroad != "" ||
		q.Tagged || q.Cues.Has("facet.choice", "set.not", "time.future", "deg.as", "deg.tie") {
		return nil
	}
	if m := x.metrics[q.Metric]; m != nil && m.Whole > 0 {
		return nil
	}
	of := &Query{Intent: q.Intent, Place: q.Place} // which way each of them went is not asked
	a, b := x.rates(of, names[0]), x.rates(of, names[1])
	if len(a) != 1 || len(b) != 1 {
		return nil
	}
	f := x.grown(of, names)
	if f == nil {
		return nil
	}
	f.judge((a[0] > b[0]) == (up == fast) && a[0] != b[0])
	return f.surely()
}
