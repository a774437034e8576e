package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// moreThanOne reads "wait, more than one?" after who shares a rank as the answer once more.
func (th *thread) moreThanOne(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if len(th.sharing()) == 0 || !q.Cues.Has("number.1") || !q.Cues.Has("deg.more") || !barely(r) || !mute(q) || !bareOnly(q, "rel.threshold", "act.wait") || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	return th.onceMore(), true
}

// doneBy reads "imposed by?" after a statement as the question who did that.
func (th *thread) doneBy(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	end := lastWord(r.tokens)
	if !cue(r, "role.by", func(c *gazetteer.Mention) bool { return c.Last == end && c.First > 0 }) || th.last.query.Intent.Operation != "tell" || th.last.finding.Silent() || !barely(r) || !mute(q) || !namesNone(q) || q.Facet != "" {
		return q, false
	}
	next := th.onceMore()
	next.Facet = "facet.who"
	return next, true
}

// howHigh reads "how high are they?" after a statement that has no figure as the question for the amount of what it tells of: it says that there is none.
func (th *thread) howHigh(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	amount := q.Facet == "facet.amount" && q.Cues.Has("back.it", "back.they") || q.Cues.Has("ask.what") && bareOnly(q, "noun.rate", "adj.fast", "act.fail") && len(r.tokens) <= fewTokens && len(q.Bare) > 0
	if !amount || th.last.query.Intent.Operation != "tell" || f.Silent() || len(f.Claims) == 0 || strings.ContainsAny(f.Claims[0].Text["en"], "0123456789") || !short(r) || !e.muteNow(q) ||
		slices.ContainsFunc(q.Bare, ofWay) || q.Cues.Has("ask.count", "unit.points", "deg.more", "deg.less", "ask.growth", "facet.duration") {
		return q, false
	}
	next := th.onceMore()
	next.Facet, next.Cues = "facet.amount", nil
	return next, true
}

// fromWhatTo reads "from 15 to 11, right?" after how one moved as the question whether it moved so.
func (th *thread) fromWhatTo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.base
	if len(q.Numbers)+len(q.Percents) != 2 || !q.Cues.Has("move.from") || !q.Cues.Has("move.to") || len(last.Names) != 1 || !e.index.Companies(last.Names) || !e.ofDefault(last) || !barely(r) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks) > 0 || q.Scale != "" || !bareOnly(q, "act.verify", "dir.down", "dir.up") || !asksAtMost(q, "facet.whether") || q.Asked.Said {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Facet, q.Contrary = last.Names, e.book.Default.Metric, "facet.whether", false
	q.Percents, q.Numbers = q.Stated(), nil
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}

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

// putsAhead reads "so that puts X in front" after the figures of two as the question whether X is ahead of the other.
func (th *thread) putsAhead(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	n := len(th.run)
	ahead := q.Cues.Has("deg.more") != q.Cues.Has("deg.less") || slices.Contains(q.Bare, "act.lead") && !q.Cues.Has("deg.more", "deg.less")
	if n < 2 || !th.namedOne() || len(q.Names) != 1 || !slices.Contains(th.run[n-2:], q.Names[0]) || !ahead || !q.Cues.Has("back.it", "facet.whether") || !barely(r) || !firmsOnly(q) || !e.ofDefault(q) || !bareOnly(q, "act.lead", "act.overtake", "act.lag", "act.verify") || !asksAtMost(q, "facet.whether") ||
		q.Asked.Said || q.Cues.Has("set.not", "deg.top", "deg.tie", "facet.choice", "set.also") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary = []string{q.Names[0], th.previous(q.Names[0])}, "facet.whether", false
	if !q.Cues.Has("deg.less") {
		q.Cues.Add("deg.more")
	}
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// isAnybody reads "is anybody?" after whether one is ahead of another as the question who is.
func (th *thread) isAnybody(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "compare" || len(last.Names) != 2 || last.Cues.Has("deg.more") == last.Cues.Has("deg.less") || !q.Cues.Has("ask.any") || !barely(r) || !mute(q) || !namesNone(q) || len(q.Bare) > 0 || q.Facet != "facet.whether" || q.Cues.Has("set.not", "set.also", "deg.top") {
		return q, false
	}
	next := th.onceMore()
	next.Names, next.Facet, next.Cues = last.Names[1:], "facet.whether", append(slices.Clone(last.Cues), "ask.any")
	next.Intent = e.index.Intent("threshold")
	return next, next.Intent != nil
}

// asDifference reads "against Q4 2023, as a delta?" after the figure of one as its change since.
func (th *thread) asDifference(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	then := q.Asked.Prior == evidence.YearBefore || q.Asked.Exact && q.Period == e.index.Latest.Add(-evidence.YearBefore)
	if !th.namedOne() || !then || !slices.Contains(q.Bare, "noun.difference") && !q.Cues.Has("unit.points") || !short(r) || !unnamed(q) || !firmsOnly(q) || !e.ofDefault(q) || !bareOnly(q, "noun.difference", "noun.point", "act.compare", "adj.former") || !asksAtMost(q, "facet.amount") || q.Cues.Has("set.not", "facet.choice") {
		return q, false
	}
	next := th.onceMore()
	next.Period, next.Asked, next.Cues, next.Metric = evidence.Period{}, evidence.Asked{}, nil, e.book.Default.Metric
	next.Intent = e.index.Intent("change")
	return next, next.Intent != nil
}
