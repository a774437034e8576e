package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// lastOfRun reads "the last two combined" after the figures of more, asked for one after the other, as the sum of those asked for last.
func (th *thread) lastOfRun(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	n := q.Several()
	if n < 2 || n >= len(th.run) || !q.Cues.Has("set.sum") || !q.Cues.Has("deg.bottom") || th.one() == "" || !barely(r) || !mute(q) || !asksAtMost(q, "facet.amount") || !bareOnly(q, "act.combine") || q.Cues.Has("set.not", "set.except") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Cues = slices.Clone(th.run[len(th.run)-n:]), false, "", evidence.Cues{"set.sum"}
	q.Intent = e.index.Intent("total")
	return q, q.Intent != nil
}

// anybodyElse reads "does anybody else?" after whether one is ahead of another, or behind, as the question who all are.
func (th *thread) anybodyElse(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("ask.any") || !q.Cues.Has("set.also") || len(last.Names) != 2 || last.Intent.Operation != "compare" || last.Cues.Has("deg.more") == last.Cues.Has("deg.less") || !barely(r) || !mute(q) || len(q.Bare) > 0 || !asksAtMost(q, "facet.whether", "facet.who") || q.Cues.Has("set.not", "facet.choice", "ask.about") {
		return q, false
	}
	q = last.Clone()
	side := pickKey(last.Cues.Has("deg.more"), "deg.more", "deg.less")
	q.Names, q.Facet, q.Contrary, q.Cues = last.Names[1:], "facet.whether", false, evidence.Cues{"ask.any", side}
	q.Quantity = evidence.Quantity{Of: evidence.Any, Side: side}
	return q, true
}

// playsIn reads "does X come into it?" after a statement that speaks of X as that one once more.
func (th *thread) playsIn(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if q.Facet != "facet.whether" || !q.Cues.Has("back.it") || !heads(r, "facet.whether") || q.Cues.Has("number.1", "back.and") || len(q.Names) != 1 || !firmsOnly(q) || len(q.Bare) > 0 || q.Metric != "" || !barely(r) || th.last.query.Figures() || f.Silent() || q.Asked.Said || q.Abroad != "" || slices.Contains(th.last.base.Names, q.Names[0]) || q.Cues.Has("set.not", "facet.choice", "set.only", "deg.more", "deg.less") {
		return q, false
	}
	if !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return slices.Contains(c.Who, q.Names[0]) }) {
		return q, false
	}
	return th.onceMore(), true
}

// ofOneFirm reads "which of them belongs to X?" after people as the question who is X's.
func (th *thread) ofOneFirm(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	op := th.last.query.Intent.Operation
	if op != "people" && op != "role" || !q.Cues.Has("ask.which") && !slices.Contains(q.Bare, "act.own") || len(q.Names) != 1 || !firmsOnly(q) || q.Metric != "" || !short(r) || !bareOnly(q, "act.own", "noun.executive", "act.make") || q.Cues.Has("set.not", "set.also") {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary, q.Bare, q.Concepts, q.Cues = "facet.who", false, nil, nil, nil
	q.Intent = e.index.Doing("role")
	return q, q.Intent != nil && !e.index.Gather(q).Silent()
}

// projected reads "and what would 100 become?" behind a rate of growth as the number that it makes of that one.
func (th *thread) projected(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	asks := q.Cues.Has("ask.what") || q.Facet == "facet.amount" || q.Cues.Has("back.it") || slices.Contains(q.Bare, "act.calculate")
	if last.Intent.Operation != "growth" && last.Intent.Operation != "change" || !e.index.HasRate(last) || !asks || len(q.Numbers) != 1 || !short(r) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks)+len(q.Points)+q.Top > 0 || q.Metric != "" || q.Abroad != "" || q.Asked.Said ||
		!bareOnly(q, "act.calculate", "noun.fact", "noun.number", "noun.unit", "noun.device", "act.sell", "act.ship") || q.Cues.Has("set.not", "deg.top", "facet.choice") || e.index.Figure(q.Numbers[0]) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Metric = last.Names, false, "facet.amount", last.Metric
	q.Concepts = once(q.Concepts, "act.calculate")
	q.Intent = e.index.Doing("project")
	return q, q.Intent != nil
}

// fullName reads "his first name too?" after who somebody is as that once more.
func (th *thread) fullName(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("ask.name") || !th.ofPerson() || !short(r) || !nobody(q) || q.Metric != "" || len(q.Bare) > 0 || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "ask.any") {
		return q, false
	}
	return th.onceMore(), true
}

// leaderThen reads "who was first at that time?" after a figure of a year before as the question for the first of then.
func (th *thread) leaderThen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !endsInThen(r) || !th.ofYearBefore(e) || q.Facet != "facet.who" || len(q.Ranks) != 1 && !q.Cues.Has("deg.top", "deg.bottom") || !unnamed(q) || q.Metric != "" || q.Asked.Said || q.Abroad != "" || !bareOnly(q, "act.lead", "noun.rank", "adj.former") || q.Cues.Has("set.not") {
		return q, false
	}
	q = q.Clone()
	q.Period, q.Asked, q.Contrary = last.Period, last.Asked, false
	q.Intent = e.index.Intent("holder")
	return q, q.Intent != nil
}

// theirWay reads "they gaining or losing?" after the figure of one as the question how that one has changed.
func (th *thread) theirWay(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("facet.choice") || !q.Cues.Has("back.it") || th.one() == "" || len(q.Bare) == 0 || !bareOnly(q, "dir.up", "dir.down", "act.lose", "act.win", "act.change") || !barely(r) || !mute(q) || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "time.future", "deg.top", "set.all") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Metric = []string{th.one()}, false, "", ""
	q.Intent = e.index.Intent("growth")
	return q, q.Intent != nil
}

// doesToo reads "does X?" after whether another is ahead of one, or behind, as the same question of X.
func (th *thread) doesToo(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if q.Facet != "facet.whether" || !heads(r, "facet.whether") || len(q.Names) != 1 || len(last.Names) != 2 || last.Intent.Operation != "compare" || last.Facet != "facet.whether" || slices.Contains(last.Names, q.Names[0]) || !barely(r) || !firmsOnly(q) || len(q.Bare) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" || len(q.Cues) > 1 {
		return q, false
	}
	next := last.Clone()
	next.Names = []string{q.Names[0], last.Names[1]}
	return next, true
}

// figureToo reads "and the 37%?" after what a figure is of as the same question for another one.
func (th *thread) figureToo(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, stated := th.last.query, q.Stated()
	if len(stated) != 1 || len(last.Percents) != 1 || len(last.Names)+len(last.Claimed) > 0 || th.last.finding.Silent() || !barely(r) || !figuresOnly(q) || len(q.Titles) > 0 || !bareOnly(q, "act.withdraw") || q.Facet != "" || slices.ContainsFunc(q.Cues, func(id string) bool {
		return id != "back.and" && id != "back.it" && id != "ask.which" && id != "set.strike"
	}) || !q.Cues.Has("back.and", "ask.which") {
		return q, false
	}
	next := last.Clone()
	next.Percents, next.Contrary = stated, false
	return next, true
}

// bothMoved reads "and year on year?" after the figures of two as the question how each of them has changed.
func (th *thread) bothMoved(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("time.yoy") || len(last.Names) != 2 || !last.Figures() || !unnamed(q) || q.Metric != "" || q.Abroad != "" || len(q.Ranks)+len(q.Percents) > 0 || !bareOnly(q, "act.change", "adj.current", "noun.role", "dir.up", "dir.down") || !concise(r) || !asksAtMost(q, "facet.whether", "facet.amount") || q.Cues.Has("set.not", "time.future", "deg.top") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Bare, q.Concepts, q.Cues = last.Names, false, "", nil, nil, evidence.Cues{"time.yoy"}
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// kindOfFirm reads "what sort of firm is it?" after which of some firms it was as the question what that one is.
func (th *thread) kindOfFirm(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if !last.Intent.Exclusive || f.Silent() || !q.Cues.Has("ask.firm") || !q.Cues.Has("ask.what") || !q.Cues.Has("back.it") || !mute(q) || q.Facet != "" || !concise(r) || !bareOnly(q, "act.make", "act.sort", "noun.launch", "adj.inhouse") {
		return q, false
	}
	for _, rel := range e.index.Told(f.Claims) {
		if in := e.defining([]string{rel.Object}); in != nil && !slices.Contains(last.Names, rel.Object) {
			q = q.Clone()
			q.Names, q.Contrary, q.Intent = []string{rel.Object}, false, in
			return q, true
		}
	}
	return q, false
}

// gapToo reads "and off second?" or "and from X up to first?" behind a gap as the question for that one.
func (th *thread) gapToo(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "compare" || !q.Cues.Has("back.and") || !q.Cues.Has("move.from", "move.to", "set.off") || len(q.Ranks) != 1 || len(q.Names) > 1 || len(q.Names)+len(last.Names) == 0 && !last.Cues.Has("deg.tie") && len(last.Ranks) == 0 || !short(r) ||
		len(q.People)+len(q.Others)+len(q.Percents)+len(q.Points) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" || q.Facet != "" || len(q.Bare) > 0 || q.Cues.Has("set.not", "set.sum", "facet.choice") {
		return q, false
	}
	next := last.Clone()
	next.Ranks, next.Facet, next.Contrary = q.Ranks, "", false
	next.Cues = slices.DeleteFunc(slices.Clone(last.Cues), func(id string) bool { return strings.HasPrefix(id, "deg.") && id != "deg.tie" })
	if len(q.Names) == 1 {
		next.Names = q.Names
	} else if len(next.Names) > 1 {
		next.Names = next.Names[:1]
	}
	return next, true
}

// insteadSay reads "what should it say instead?" behind a correction as that one once more.
func (th *thread) insteadSay(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if f.Silent() || f.Status != evidence.Corrected || !q.Cues.Has("ask.what") || !slices.Contains(q.Bare, "act.switch") || !bareOnly(q, "act.switch", "act.say", "act.write", "dir.down", "noun.document", "noun.table") || !short(r) || !mute(q) || q.Facet != "" || q.Cues.Has("set.not", "facet.choice") {
		return q, false
	}
	return th.onceMore(), true
}

// anyOfThem reads "any of them at 20 or above?" after figures as a question of all on record.
func (th *thread) anyOfThem(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Quantity.Of == 0 || q.Quantity.Side != "" || !q.Cues.Has("bound.above", "bound.below", "bound.atleast", "bound.atmost", "deg.more", "deg.less") || !th.last.query.Figures() || !short(r) || !unnamed(q) || q.Metric != "" || q.Asked.Said || q.Abroad != "" {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary, q.Intent = "facet.whether", false, e.index.Intent("threshold")
	return q, q.Intent != nil
}

// nowAgainst reads "that is more than Y had a year ago, isn't it?" after X's figure of now as the question for that one against Y's of a year before.
func (th *thread) nowAgainst(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if name == "" || len(q.Names) != 1 || q.Names[0] == name || q.Asked.Prior != evidence.YearBefore || !q.Cues.Has("back.it") || q.Cues.Has("deg.more", "bound.above") == q.Cues.Has("deg.less", "bound.below") || th.last.query.Asked.Prior > 0 || !short(r) || !firmsOnly(q) || q.Metric != "" || q.Abroad != "" ||
		!bareOnly(q, "adj.former", "adj.big", "adj.small", "rel.threshold", "act.verify") || q.Cues.Has("set.not", "facet.choice", "ask.growth") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Then, q.Period, q.Asked, q.Contrary = []string{name, q.Names[0]}, q.Names[0], evidence.Period{}, evidence.Asked{}, false
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// whoGained reads "and who picked those up?" after how one has fallen as the question to whom it lost: nothing tells.
func (th *thread) whoGained(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	fell := !f.Silent() && slices.ContainsFunc(f.Parts, func(p evidence.Part) bool { return p.Key == "move.down" || p.Key == "figure.fall" })
	if !fell || len(last.Names) != 1 || q.Facet != "facet.who" || !q.Cues.Has("back.it") || len(q.Bare) == 0 || !bareOnly(q, "act.win", "act.choose", "act.own", "act.hold", "dir.up", "act.buy", "noun.point") || !barely(r) || !mute(q) || q.Cues.Has("set.not", "deg.top", "facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Cues, q.Bare, q.Concepts = last.Names, false, evidence.Cues{"ask.recipient"}, nil, nil
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}

// ofTheRest reads "which of those is the biggest?" behind what is left for others as the question who they are: nothing names any.
func (th *thread) ofTheRest(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if th.last.query.Intent.Operation != "rest" || !q.Cues.Has("back.it") || !q.Cues.Has("ask.which") && q.Facet != "facet.who" || !short(r) || !unnamed(q) || q.Metric != "" || q.Asked.Said || q.Abroad != "" || len(q.Percents) > 0 || q.Cues.Has("set.not") {
		return q, false
	}
	next := th.last.query.Clone()
	next.Facet, next.Bare = "facet.who", []string{"noun.remainder"}
	next.Cues = evidence.Cues{"ask.firm"}
	return next, true
}
