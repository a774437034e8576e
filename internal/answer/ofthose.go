package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
)

// sharing returns who shares the rank that the last answer gave, or nil where it gave those of several ranks, or of one alone.
func (th *thread) sharing() []string {
	f := th.last.finding
	if f == nil || f.Silent() || len(f.Series) < 2 || !th.last.query.Figures() {
		return nil
	}
	var names []string
	for _, row := range f.Series {
		if row.Rank != f.Series[0].Rank {
			return nil
		}
		names = append(names, row.Entity)
	}
	return names
}

// wayOf reads "it fell?" after a figure of one as the question whether that one did.
func (th *thread) wayOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	way := len(q.Bare) == 1 && bareOnly(q, "dir.up", "dir.down")
	if !way || !q.Cues.Has("back.it") || !asksAtEnd(r) || !barely(r) || !mute(q) || q.Place != "" || q.Facet != "" || !th.namedOne() || q.Cues.Has("time.future", "set.not", "deg.more", "deg.less", "deg.top", "facet.choice", "ask.what") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = th.last.query.Names, false, "facet.whether"
	q.Intent = e.index.Intent("growth")
	return q, q.Intent != nil
}

// fromWhat reads "from what?" after a figure of one as the question for its change, and "9 what?" after a change or a gap as the same once more.
func (th *thread) fromWhat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	asks := q.Cues.Has("ask.what") || q.Facet == "facet.amount"
	if !asks || !barely(r) || !figuresOnly(q) || len(q.People)+len(q.Titles) > 0 || !bareOnly(q, "dir.down", "dir.up", "noun.point", "noun.number") || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "deg.top") || !asksAtMost(q, "facet.amount") {
		return q, false
	}
	switch {
	case len(q.Stated())+len(q.Points) == 1 && q.Scale == "" && len(q.Words) <= mostRead && (moves[last.Intent.Operation] || last.Intent.Operation == "compare"):
		return last, true
	case len(q.Stated()) == 0 && q.Cues.Has("move.from") && th.namedOne() && len(q.Words) <= fewTokens:
		q = q.Clone()
		q.Names, q.Contrary, q.Facet = last.Names, false, ""
		q.Intent = e.index.Intent("change")
		return q, q.Intent != nil
	}
	return q, false
}

// anyFaster reads "anyone faster?" after the growth of one as the question who grew.
func (th *thread) anyFaster(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if th.last.query.Intent.Operation != "growth" || !slices.Contains(q.Bare, "adj.fast") || !bareOnly(q, "adj.fast", "dir.up") || !q.Cues.Has("ask.any", "set.also") && q.Facet != "facet.who" || !barely(r) || !mute(q) || !asksAtMost(q, "facet.who", "facet.whether") {
		return q, false
	}
	q = q.Clone()
	q.Contrary, q.Facet, q.Cues, q.Concepts, q.Bare = false, "", nil, []string{"dir.up"}, []string{"dir.up"}
	q.Intent = e.index.Intent("movers")
	return q, q.Intent != nil
}

// ofThose reads "who won?" after two that were compared, and "their shares?" after several in a table, as the same once more.
func (th *thread) ofThose(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if !last.Figures() || f == nil || len(f.Series) < 2 || !barely(r) || !nobody(q) || q.Asked.Said || q.Place != "" || q.Abroad != "" || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "facet.choice", "ask.growth") {
		return q, false
	}
	won := last.Intent.Operation == "compare" && q.Facet == "facet.who" && q.Metric == "" && slices.Contains(q.Bare, "act.win") && bareOnly(q, "act.win")
	theirs := q.Metric == e.book.Default.Metric && q.Cues.Has("back.it") && asksAtMost(q, "facet.amount") && bareOnly(q, "noun.stock", "noun.market", "noun.number")
	return last, won || theirs
}
