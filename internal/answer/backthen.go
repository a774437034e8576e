package answer

import (
	"cmp"
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// wasBefore reads "and before it was 24, right?" after the figure of one as the question whether that was its figure a year before.
func (th *thread) wasBefore(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	figures := q.Stated()
	if len(figures) != 1 || q.Scale != "" || !short(r) || !th.namedOne() || !e.index.Levels(e.book.Default.Metric) || !figuresOnly(q) || !slices.Contains(q.Concepts, "adj.former") || q.Facet != "facet.whether" || !q.Cues.Has("back.it") ||
		!bareOnly(q, "adj.former", "act.verify") || q.Cues.Has("set.not", "deg.more", "deg.less", "facet.choice") {
		return q, false
	}
	last := th.last.query
	q = q.Clone()
	q.Names, q.Percents, q.Numbers, q.Metric, q.Cues, q.Contrary = th.recent(1), figures, nil, e.book.Default.Metric, nil, false
	q.AskYearBefore(e.index.Latest)
	if last.Asked.Prior == evidence.YearBefore || q.Period == last.Period || last.Intent.Operation == "growth" {
		return q, false // it is of then already
	}
	q.Intent = e.index.Intent("verify")
	return q, q.Intent != nil
}

// measuredOne reports whether the last answer is a statement on one that rests on figures.
func (th *thread) measuredOne(e *Engine) bool {
	q, f := th.last.query, th.last.finding
	return q.Intent.Operation == "tell" && len(q.Names) == 1 && f != nil && e.index.Measured(f.Claims)
}

// itBefore reads "what was it before?" after a statement that rests on the figures of one as the question for its figure of a year before.
func (th *thread) itBefore(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !th.measuredOne(e) || !short(r) || !mute(q) || !q.Cues.Has("back.it") ||
		!slices.Contains(q.Concepts, "adj.former") || !bareOnly(q, "adj.former") || !(q.Cues.Has("ask.what") && q.Facet == "" || q.Facet == "facet.amount") || q.Cues.Has("set.not", "facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Cues, q.Contrary = th.last.query.Names, e.book.Default.Metric, nil, false
	q.AskYearBefore(e.index.Latest)
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// rightFigure reads "so what is the right figure for that fall?" after a figure that was corrected as the question for it.
func (th *thread) rightFigure(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !last.Figures() || len(last.Stated()) == 0 || len(last.Names) != 1 || !q.Cues.Has("ask.what") || !slices.Contains(q.Bare, "act.verify") || !slices.Contains(q.Bare, "noun.number") ||
		!bareOnly(q, "act.verify", "noun.number", "dir.up", "dir.down") || !short(r) || !unnamed(q) || q.Metric != "" || q.Abroad != "" || q.Facet != "" || q.Asked.Said || q.Cues.Has("set.not", "facet.choice", "deg.top") {
		return q, false
	}
	next := last.Clone()
	next.Percents, next.Numbers, next.Facet, next.Contrary = nil, nil, "facet.amount", false
	next.Intent = e.figure(cmp.Or(last.Metric, e.book.Default.Metric))
	return next, next.Intent != nil
}

// backThen reads "and Y's share back then?" after a figure of a time past as the question for Y's figure of the same time.
func (th *thread) backThen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	that := q.Cues.Has("back.it") && slices.Contains(q.Bare, "noun.period")
	then := endsInThen(r)
	if !last.Figures() || last.Asked.Prior != evidence.YearBefore || q.Asked.Said || !that && !then && !slices.Contains(q.Bare, "adj.former") || !bareOnly(q, "noun.period", "adj.former") || len(q.Names) != 1 || !firmsOnly(q) || q.Metric == "" ||
		!e.ofDefault(q) || !asksAtMost(q, "facet.amount") || q.Abroad != "" || !short(r) || q.Cues.Has("set.not", "deg.more", "deg.less", "deg.top", "facet.choice", "ask.growth", "time.future") {
		return q, false
	}
	q = q.Clone()
	q.Period, q.Asked, q.Contrary = last.Period, last.Asked, false
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// endsInThen reports whether an utterance ends with a word for the time spoken of: "who led back then?"
func endsInThen(r *reading) bool {
	return particle(r, "word.then", func(c *gazetteer.Mention) bool { return c.First > 0 && closes(r, c) })
}

// ofYearBefore reports whether the last question was for a figure of a year before.
func (th *thread) ofYearBefore(e *Engine) bool {
	return th.last.query.Figures() && th.last.query.Period == e.index.Latest.Add(-evidence.YearBefore)
}

// thenAgainst reads "how far above Y's latest is that?" and "higher or lower than Y's now?" after X's figure of a year before as the question for that one against Y's of now.
func (th *thread) thenAgainst(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if len(q.Names) != 1 || !th.namedOne() || !last.Asked.Said || last.Period != e.index.Latest.Add(-4) {
		return q, false
	}
	that := cue(r, "", func(c *gazetteer.Mention) bool { // the figure: "is it ...?" is of the firm
		return c.ID == "back.it" && (c.First == 0 || wordOf(r, "word.that", c.First)) || c.First == 0 && (moreOrLess(c) || c.ID == "bound.above" || c.ID == "bound.below")
	})
	beats := slices.Contains(q.Concepts, "act.overtake") && !q.Cues.Has("deg.less")
	compares := beats || q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "unit.points", "ask.compare") || slices.Contains(q.Concepts, "act.compare") || slices.Contains(q.Concepts, "noun.difference")
	if th.last.finding.Silent() || slices.Equal(q.Names, last.Names) || !compares || !slices.Contains(q.Concepts, "adj.current") || !that || !short(r) || !firmsOnly(q) ||
		!e.ofDefault(q) || !e.ofDefault(last) || len(q.Numbers) > 0 || q.Asked.Prior > 0 || q.Place != "" && q.Place != last.Place || q.Abroad != "" || !asksAtMost(q, "facet.whether", "facet.amount") || q.Cues.Has("set.not", "set.sum", "time.future") || q.Cues.Has("facet.choice") && !(q.Cues.Has("deg.more") && q.Cues.Has("deg.less")) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Then, q.Period, q.Asked, q.Contrary = []string{last.Names[0], q.Names[0]}, last.Names[0], evidence.Period{}, evidence.Asked{}, false
	if beats {
		q.Cues.Add("deg.more") // "would that beat Y's latest?"
	}
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// asHighNow reads "is anybody that high today?" after a figure of a year before as the question who has as much now, and "anyone above that now?" as who has more.
func (th *thread) asHighNow(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !last.Figures() || !last.Asked.Said || last.Period == e.index.Latest || !q.Cues.Has("ask.any") && q.Facet != "facet.who" || !q.Cues.Has("back.it", "talk.doubt") || !nobody(q) || !e.ofDefault(q) || q.Abroad != "" ||
		!q.Asked.Known || q.Period != e.index.Latest || !short(r) || !asksAtMost(q, "facet.whether", "facet.who") || !bareOnly(q, "adj.same", "act.tie", "adj.big", "adj.current", "act.hold", "noun.number", "rel.threshold") || q.Cues.Has("set.not", "facet.choice", "time.future") {
		return q, false
	}
	v, ok := th.figureSaid()
	if !ok {
		return q, false
	}
	q = q.Clone()
	q.Percents, q.Metric, q.Contrary, q.Concepts, q.Bare = []float64{v}, e.book.Default.Metric, false, nil, nil
	q.Facet = cmp.Or(q.Facet, "facet.whether")
	q.Intent = e.index.Intent("threshold")
	return q, q.Intent != nil
}

// figureSaid returns the first figure that the last answer gave.
func (th *thread) figureSaid() (float64, bool) {
	for v := range th.figures() {
		return v, true
	}
	return 0, false
}
