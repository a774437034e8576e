package answer

import "marketbot/internal/answer/evidence"

// fromWhereToWhere reads "from what to what?" after a statement that one's share moved as the question from where to where.
func (th *thread) fromWhereToWhere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.base
	if !q.Cues.Has("move.from") || !q.Cues.Has("move.to") || !q.Cues.Has("ask.what", "facet.where") || !barely(r) || !mute(q) || !bareOnly(q, "noun.place") || !asksAtMost(q, "facet.where") ||
		len(last.Names) != 1 || !e.index.Companies(last.Names) || !e.ofDefault(last) {
		return q, false
	}
	next := last.Clone()
	next.Intent, next.Facet, next.Contrary, next.Metric, next.Cues = e.index.Intent("change"), "", false, e.book.Default.Metric, nil
	return next, next.Intent != nil
}

// bareFigure reads "16?", a number of the book alone, after the figure of one as the question whether that is it.
func (th *thread) bareFigure(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	figures := q.Stated()
	if len(figures) != 1 || !e.index.Figure(figures[0]) || q.Scale != "" || len(r.tokens) > thingTokens-1 || len(q.Ranks)+len(q.Points)+len(q.Bare)+q.Top > 0 || !unnamed(q) || q.Metric != "" || q.Place != "" || q.Asked.Said || !asksAtMost(q, "facet.whether") ||
		!nothingBut(r, "number.", "ask.tag", "talk.check") || !th.namedOne() {
		return q, false
	}
	next := th.onceMore()
	next.Percents, next.Numbers, next.Facet, next.Cues, next.Bare, next.Concepts = figures, nil, "facet.whether", nil, nil, nil
	return next, true
}

// moreThanThen reads "bigger than last year?" after the figure of one as the question whether it has risen.
func (th *thread) moreThanThen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	more, less := q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.less", "bound.below")
	if more == less || !q.Asked.Said || q.Asked.Exact || q.Asked.Prior != evidence.YearBefore && !q.Asked.Vague || !barely(r) || !nobody(q) || q.Metric != "" || q.Abroad != "" || !th.namedOne() || !e.index.Companies(th.last.query.Names) || !e.ofDefault(th.last.query) || !asksAtMost(q, "facet.whether") ||
		!bareOnly(q, "adj.former", "rel.threshold", "adj.big", "adj.small") || q.Cues.Has("set.not", "facet.choice", "unit.points") {
		return q, false
	}
	next := th.onceMore()
	next.Period, next.Asked, next.Facet, next.Metric, next.Bare = evidence.Period{}, evidence.Asked{}, "facet.whether", e.book.Default.Metric, nil
	next.Concepts, next.Cues = []string{"dir.up"}, nil
	if less {
		next.Concepts = []string{"dir.down"}
	}
	next.Intent = e.index.Intent("change")
	return next, next.Intent != nil
}
