package answer

import (
	"cmp"
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
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
	way := len(q.Bare) == 1 && bareOnly(q, "dir.up", "dir.down") && !q.Cues.Has("ask.growth")
	if !way || !q.Cues.Has("back.it") || !asksAtEnd(r) || !barely(r) || !mute(q) || q.Place != "" || q.Facet != "" || !th.namedOne() || q.Cues.Has("time.future", "set.not", "deg.more", "deg.less", "deg.top", "facet.choice", "ask.what") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = th.last.query.Names, false, "facet.whether"
	q.Intent = e.index.Intent("growth")
	return q, q.Intent != nil
}

// isUp reads "so it's up?", "higher than a year ago?" and "more than last year" after a figure of one as the question whether it is.
func (th *thread) isUp(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	than := (q.Asked.Prior == evidence.YearBefore || q.Asked.Vague) && q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below")
	plainly := than && !q.Cues.Has("ask.judge") && bareOnly(q, "adj.former", "adj.big", "adj.small", "rel.threshold") // but not "a lot more than before"
	then := than || q.Asked.Prior == evidence.YearBefore || q.Cues.Has("time.yoy")
	up := slices.Contains(q.Bare, "dir.up") || q.Cues.Has("move.up") || then && q.Cues.Has("deg.more", "bound.above")
	down := slices.Contains(q.Bare, "dir.down") || then && q.Cues.Has("deg.less", "bound.below")
	if up == down || !then && !q.Cues.Has("back.it") || !short(r) || !nobody(q) || q.Metric != "" || q.Abroad != "" || q.Place != "" && q.Place != th.place || q.Asked.Said && !then || !th.namedOne() || len(q.Points) > 0 ||
		!plainly && !bareOnly(q, "dir.up", "dir.down", "adj.former", "act.verify", "act.think") || !asksAtMost(q, "facet.whether") || q.Facet == "" && !plainly && !q.Tagged && !asksAtEnd(r) ||
		q.Cues.Has("time.future", "set.not", "deg.top", "facet.choice", "unit.points", "ask.what", "ask.growth") {
		return q, false
	}
	last := th.last.query
	way := []string{pickKey(up, "dir.up", "dir.down")}
	q = q.Clone()
	q.Names, q.Metric, q.Contrary, q.Facet, q.Bare, q.Concepts, q.Cues = last.Names, last.Metric, false, "facet.whether", way, way, nil
	q.Asked, q.Period = evidence.Asked{}, evidence.Period{}
	q.Intent = e.index.Intent(pickKey(e.index.Levels(cmp.Or(last.Metric, e.book.Default.Metric)), "change", "growth"))
	return q, q.Intent != nil
}

// fromWhat reads "from what?" after a figure of one as the question for its change, and "9 what?" after a change or a gap as the same once more.
func (th *thread) fromWhat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	asks := q.Cues.Has("ask.what") || q.Facet == "facet.amount"
	if !asks || !barely(r) || !figuresOnly(q) || len(q.People)+len(q.Titles) > 0 || !bareOnly(q, "dir.down", "dir.up", "noun.point", "noun.number", "adj.same") || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "deg.top") || !asksAtMost(q, "facet.amount") {
		return q, false
	}
	switch {
	case len(q.Stated())+len(q.Points) == 1 && q.Scale == "" && len(q.Words) <= mostRead && (moves[last.Intent.Operation] || last.Intent.Operation == "compare"):
		return last, true
	case len(q.Words) <= mostRead && q.Cues.Has("move.from") && last.Intent.Operation == "tell" && !th.last.finding.Silent() && len(q.Stated()) == 0:
		return th.onceMore(), true // it says from what
	case len(q.Stated()) == 0 && q.Cues.Has("move.from") && th.namedOne() && (len(q.Words) <= fewTokens || mentioned(r)):
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

// overRank reads "and over third?" after by how much the holder of a rank leads, or who that is, as the gap from there to another rank.
func (th *thread) overRank(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	over := q.Cues.Has("bound.above", "deg.more", "set.against", "move.past")
	if len(q.Ranks) != 1 || !over || !barely(r) || !unnamed(q) || len(q.Percents)+len(q.Numbers)+len(q.Points) > 0 || q.Metric != "" || q.Asked.Said || len(q.Bare) > 0 || !asksAtMost(q, "facet.amount") ||
		last.Intent.Operation != "compare" && last.Intent.Operation != "holder" || f == nil || f.Silent() || len(f.Series) == 0 {
		return q, false
	}
	ahead := f.Series[0]
	for _, row := range f.Series {
		if row.Value > ahead.Value {
			ahead = row
		}
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Cues = []string{ahead.Entity}, false, "", evidence.Cues{"unit.points"}
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil && q.Ranks[0] != ahead.Rank
}

// commanding reports whether an utterance opens with a word for ranking and whom it is to rank right behind it: "rank them", not "its rank".
func commanding(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "noun.rank" && m.First <= 1 && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == m.Last })
	})
}

// ofRun reads "the average?" and "rank them" after the figures of several, asked for one after the other, as a question for that of all of them.
func (th *thread) ofRun(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	mean := slices.Contains(q.Bare, "noun.mean")
	order := slices.Contains(q.Bare, "act.sort") || slices.Contains(q.Bare, "noun.rank") && q.Cues.Has("back.it") && commanding(r)
	if len(th.run) < 2 || !mean && !order || !barely(r) || !nobody(q) || q.Asked.Said || q.Abroad != "" || !e.ofDefault(q) || !asksAtMost(q, "facet.amount") || !bareOnly(q, "noun.mean", "act.sort", "noun.rank", "noun.number", "act.list", "noun.order") ||
		ofAll(q) || q.Cues.Has("deg.top", "deg.bottom", "set.not") || !e.index.Companies(th.run) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = slices.Clone(th.run), false, ""
	if q.Intent = e.index.Intent("order"); mean {
		q.Names, q.Intent = th.both(q), e.index.Intent("compare")
	}
	return q, q.Intent != nil
}

// whichOnes reads "which ones?" after how many there are, or after a statement that does not name all, as the same question for who they are.
func (th *thread) whichOnes(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("ask.which") || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || len(q.Bare) > 0 || q.Facet != "" || q.Cues.Has("set.not", "set.also", "facet.choice", "deg.more", "deg.less", "deg.top") ||
		!tallies[last.Intent.Operation] || last.Facet != "facet.amount" && last.Facet != "facet.whether" {
		return q, false
	}
	again := last.Clone()
	again.Facet, again.Cues = "", slices.DeleteFunc(slices.Clone(last.Cues), func(id string) bool { return id == "ask.count" })
	return again, true
}

// tallies are the operations that tell how many there are, and which.
var tallies = map[string]bool{"tied": true, "holder": true, "threshold": true, "table": true, "movers": true}

// besidesThat reads "anything besides tariffs?" and "not counting X?" after a statement that tells of that one, too, as that one once more: it names what there is.
func (th *thread) besidesThat(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if !q.Cues.Has("set.except") || !short(r) || last.Intent.Operation != "tell" || f.Silent() || !bareOnly(q, append([]string{"rel.except", "noun.more"}, append(slices.Clone(q.Spared), last.Concepts...)...)...) {
		return q, false
	}
	things := len(q.Spared) > 0 && mute(q) && q.Facet != "facet.who"
	firms := len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) && firmsOnly(q) && q.Metric == "" && !q.Asked.Said && len(f.Claims) > 0 && !slices.ContainsFunc(q.Names, func(n string) bool { return !slices.Contains(f.Claims[0].Who, n) })
	return th.onceMore(), things || firms
}

// onceMore is the last question, asked for whatever there is.
func (th *thread) onceMore() *evidence.Query {
	again := th.last.query.Clone()
	again.Facet, again.Contrary = "", false
	return again
}

// mostOfThem reads "which is the biggest?" and "the biggest one?" after a statement that tells of several things as that one once more: it ranks none.
func (th *thread) mostOfThem(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("deg.top", "deg.bottom") || !q.Cues.Has("ask.which", "ask.what", "back.it") || q.Cues.Has("ask.firm", "set.not", "facet.choice") || !bareOnly(q, "adj.big", "adj.small") || !barely(r) || q.Metric != "" || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents) > 0 ||
		!asksAtMost(q, "facet.whether") || last.Intent.Operation != "tell" || th.last.finding.Silent() || last.Intent.Exclusive {
		return q, false
	}
	return th.onceMore(), true
}

// aloneThere reads "is it alone there?" after the rank or figure of one as the question who ties with that one.
func (th *thread) aloneThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if th.one() == "" || !slices.Contains(q.Bare, "adj.exclusive") || !bareOnly(q, "adj.exclusive", "noun.position", "noun.rank") || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Bare, q.Concepts = []string{th.one()}, false, "", nil, nil
	q.Intent = e.index.Intent("tied")
	return q, q.Intent != nil
}

// onlyThem reads "only them?" after the rank of one that others share as the question who is tied with it.
func (th *thread) onlyThem(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("set.only") || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !bareOnly(q) || q.Facet != "" && q.Facet != "facet.whether" || !th.namedOne() || len(th.last.finding.Claims) == 0 || moves[last.Intent.Operation] {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Cues, q.Facet, q.Contrary = last.Names, nil, "", false
	q.Intent = e.index.Intent("tied")
	return q, q.Intent != nil && e.index.Gather(q).Status == evidence.Answered
}
