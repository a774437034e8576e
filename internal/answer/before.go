package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// moreBefore reads "was X's share higher before?" as a question for a year before, which is the one before that the book has figures of. "Higher than
// before" asks for now.
func (e *Engine) moreBefore(q *evidence.Query, r *reading) {
	former := func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Concept && m.ID == "adj.former" }
	ever := q.Cues.Has("time.ever")
	if q.Asked.Said || !eitherWay(q) || len(q.Names) > 2 || q.Facet != "facet.whether" && !q.Tagged && !(q.Facet == "" && tagAtEnd(r)) || !ever && !slices.Contains(q.Bare, "adj.former") || q.Cues.Has("deg.top", "deg.bottom") || len(q.Ranks)+len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.People)+len(q.Others) > 0 ||
		slices.ContainsFunc(q.Bare, evidence.Happening) {
		return
	}
	comparative := func(id string) bool { return id != "adj.former" && inComparative(r, id) }
	if two := len(q.Names) == 2; two && cue(r, "time.order", func(c *gazetteer.Mention) bool { return !closes(r, c) }) || !two && !slices.ContainsFunc(q.Bare, comparative) && !q.Cues.Has("bound.above", "bound.below") {
		return // "was X ahead before?" is of a place
	}
	q.Facet = "facet.whether"
	if ever {
		q.Bare, q.Concepts = once(q.Bare, "adj.former"), once(q.Concepts, "adj.former")
	}
	rise := func(id string) bool { return ofWay(id) && comparative(id) }
	q.Bare, q.Concepts = slices.DeleteFunc(q.Bare, rise), slices.DeleteFunc(q.Concepts, rise) // "higher" says that nothing rose
	q.AskYearBefore(e.index.Latest)
	q.Asked.Than = len(q.Names) < 2 && !slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return former(p) && cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == p.First && (c.ID == "bound.above" || c.ID == "bound.below" || c.ID == "set.against" || moreOrLess(c) && c.Last-c.First > 1)
		})
	})
}

// comparedBefore reports whether a question asks no more than whether somebody had more or less before, or has now.
func comparedBefore(q *evidence.Query) bool {
	return q.Asked.Prior == evidence.YearBefore && q.Facet == "facet.whether" && eitherWay(q) && len(q.Names) < 2 && slices.Contains(q.Bare, "adj.former") && q.Abroad == "" &&
		bareOnly(q, "adj.former", "noun.market", "noun.more", "adj.big", "adj.small", "act.hold", "noun.position", "act.verify")
}

// eitherWay reports whether a question has a word for more or for less, not for both.
func eitherWay(q *evidence.Query) bool {
	return q.Cues.Has("deg.more", "bound.above") != q.Cues.Has("deg.less", "bound.below")
}

// inComparative reports whether a concept is part of a word for more or less: "higher", "bigger than".
func inComparative(r *reading, concept string) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == concept && cue(r, "", func(c *gazetteer.Mention) bool {
			return (moreOrLess(c) || c.ID == "bound.above" || c.ID == "bound.below") && c.First <= m.First && m.Last <= c.Last
		})
	})
}

// tagAtEnd reports whether a message ends in a word that asks for a yes: "it used to be more, right?"
func tagAtEnd(r *reading) bool {
	return cue(r, "ask.tag", func(c *gazetteer.Mention) bool { return closes(r, c) })
}

// figureBefore reads "was X at 24 before?" as a question for the figure of a year before.
func (e *Engine) figureBefore(q *evidence.Query, r *reading) {
	if q.Asked.Said || len(q.Names) != 1 || len(q.Percents)+len(q.Numbers) != 1 || q.Facet != "facet.whether" && !q.Tagged || !slices.Contains(q.Bare, "adj.former") || !bareOnly(q, "adj.former", "noun.market", "act.hold") ||
		len(q.Ranks)+len(q.Points)+len(q.People)+len(q.Others)+q.Top > 0 || q.Scale != "" || !e.index.Figure(q.Stated()[0]) || eitherWay(q) || q.Cues.Has("move.to", "move.from", "deg.top", "set.not") {
		return
	}
	q.AskYearBefore(e.index.Latest)
}

// itWas reads "it was 24 before, wasn't it?" after the figure of one as the question whether that one had so much.
func (th *thread) itWas(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	figures := q.Stated()
	if len(figures) != 1 || th.one() == "" || !slices.Contains(q.Bare, "adj.former") || !bareOnly(q, "adj.former", "act.verify") || q.Scale != "" || !barely(r) || !figuresOnly(q) || len(q.People)+len(q.Titles) > 0 ||
		!e.index.Figure(figures[0]) || !asksAtMost(q, "facet.whether") || eitherWay(q) || q.Cues.Has("move.to", "move.from", "facet.choice", "deg.top") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Percents, q.Numbers, q.Facet, q.Contrary, q.Cues = []string{th.one()}, figures, nil, "facet.whether", false, nil
	q.AskYearBefore(e.index.Latest)
	q.Intent = e.index.Intent("verify")
	return q, q.Intent != nil
}

// whenSo reads "when was it 24?" after the figure of one as the question when that one had so much.
func (th *thread) whenSo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	figures := q.Stated()
	if q.Facet != "facet.when" || len(figures) != 1 || th.one() == "" || !q.Cues.Has("back.it") || q.Scale != "" || !barely(r) || !figuresOnly(q) || len(q.People)+len(q.Titles) > 0 || !e.index.Figure(figures[0]) || q.Cues.Has("set.not", "time.future") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Percents, q.Numbers, q.Contrary, q.Intent = []string{th.one()}, figures, nil, false, e.index.Intent("timeframe")
	return q, q.Intent != nil
}
