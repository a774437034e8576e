package answer

import (
	"cmp"
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// tieOfRun reads "a tie then?" after the figures of some, asked for one after the other, as the question whether the last two are level.
func (th *thread) tieOfRun(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	n := len(th.run)
	if n < 2 || !th.namedOne() || !q.Cues.Has("deg.tie") || !barely(r) || !mute(q) || !bareOnly(q, "act.tie", "noun.position", "noun.rank") || q.Place != "" || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "set.also", "deg.more", "deg.less", "facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = slices.Clone(th.run[n-2:]), false, "facet.whether"
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// figureOfFirst reads "growth of the first one" after the figures of several, asked for one after the other, as the question for that of the one at that place
// among them.
func (th *thread) figureOfFirst(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	asks := q.Metric != "" || q.Cues.Has("ask.growth")
	if !asks || !q.Cues.Has("back.one", "number.1") || len(q.Ranks) != 1 || q.Ranks[0] > len(th.run) || len(th.run) < 2 || !short(r) || !unnamed(q) || len(q.Percents)+len(q.Numbers) > 0 || q.Abroad != "" || !bareOnly(q, "dir.up", "dir.down") || !asksAtMost(q, "facet.amount", "facet.whether") ||
		q.Cues.Has("set.not", "deg.more", "deg.less", "set.sum", "facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Ranks, q.Top, q.Contrary, q.Facet = []string{th.run[q.Ranks[0]-1]}, nil, 0, false, ""
	q.Intent = e.figure(q.Metric)
	return q, q.Intent != nil
}

// successorOf reads "so who replaced them?" after a question about one firm as one for who came in its place.
func (th *thread) successorOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	own := slices.DeleteFunc(slices.Clone(th.last.base.Names), func(n string) bool { return !e.index.Companies([]string{n}) })
	if q.Facet != "facet.who" || len(own) != 1 || th.last.query.Figures() || !short(r) || !mute(q) || !bareOnly(q, "adj.new") || !q.Cues.Has("back.it") || q.Cues.Has("set.not", "set.also", "facet.choice") ||
		!slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "adj.new" && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == m.Last })
		}) {
		return q, false
	}
	next := th.onceMore()
	next.Names, next.Replaced, next.Facet, next.Concepts, next.Bare, next.Cues = own, own[0], "facet.who", q.Concepts, q.Bare, q.Cues
	return next, true
}

// dealOrTalks reads "a signed deal or just talks?" after a question about one who may be somebody's partner as one for how that one stands.
func (th *thread) dealOrTalks(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	own := th.last.base.Names
	if th.met != "" {
		own = []string{th.met} // who was asked for
	}
	if !q.Cues.Has("facet.choice") || len(own) == 0 || th.last.query.Figures() || !short(r) || !mute(q) || !slices.ContainsFunc(q.Bare, func(id string) bool { return talks[id] }) ||
		slices.ContainsFunc(q.Bare, func(id string) bool {
			return !talks[id] && id != "act.sign" && id != "noun.deal" && id != "noun.partner"
		}) || !asksAtMost(q, "facet.whether") || e.index.Standing() == nil {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Intent = own, false, "", e.index.Standing()
	return q, true
}

// talks are what comes before a deal.
var talks = map[string]bool{"act.negotiate": true, "act.explore": true, "noun.rumour": true}

// otherTwo returns those who share a figure with the one that was asked about, without that one, where a question is for just so many: "those two combined?",
// after "who has the same as X?" It is nil for any other.
func (th *thread) otherTwo(q *evidence.Query) []string {
	own := th.last.query.Names
	if len(own) == 0 && len(th.run) > 0 {
		own = th.run[len(th.run)-1:]
	}
	if th.last.query.Intent.Operation != "tied" || len(own) != 1 || th.last.finding == nil {
		return nil
	}
	var others []string
	for _, row := range th.last.finding.Series {
		if row.Entity != own[0] {
			others = append(others, row.Entity)
		}
	}
	if len(others) != q.Several() {
		return nil
	}
	return others
}

// itsOfficer reads "and its ceo?" after an answer about a firm, or about one of its people, as the question who that is there.
func (th *thread) itsOfficer(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if len(q.Titles) != 1 || !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Title && cue(r, "back.it", func(c *gazetteer.Mention) bool {
			return c.Last == m.First && wordOf(r, "word.its", c.First) || m.Last <= c.First && (wordOf(r, "word.there", c.First) || wordOf(r, "word.there", c.Last-1)) // "the ceo over there?"
		})
	}) || !short(r) || len(q.Names)+len(q.Others)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Quoting() || !bareOnly(q, "noun.executive") || !asksAtMost(q, "facet.who", "facet.whether") || q.Asked.Said || q.Cues.Has("set.not", "facet.choice", "time.future") {
		return q, false
	}
	owner := cmp.Or(th.met, th.one())
	if own := th.last.base.Names; th.met == "" && len(own) == 1 && e.index.Companies(own) {
		owner = own[0]
	} else if people := th.last.query.People; owner == "" && len(people) == 1 && th.entity(people[0]) != nil {
		owner = th.entity(people[0]).Of
	} else if claims := th.last.claims(); owner == "" && len(claims) > 0 && e.index.Companies([]string{claims[0].By}) {
		owner = claims[0].By // who stated it
	}
	in := e.index.Doing("role")
	if owner == "" || in == nil {
		return q, false
	}
	q = q.Clone()
	q.Names, q.People, q.Held, q.Contrary, q.Intent = []string{owner}, nil, false, false, in
	if id := e.index.Holder(owner, q.Titles[0]); id != "" {
		q.People, q.Held = []string{id}, true
	}
	return q, true
}

// exactDate reads "what's the date exactly?" after when something was as that once more: the day of the calendar.
func (th *thread) exactDate(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	dated := slices.Contains(q.Concepts, "noun.period") && (q.Cues.Has("ask.calendar") || slices.Contains(q.Concepts, "adj.exact"))
	if !dated || q.Facet != "facet.when" || last.Facet != "facet.when" || last.Figures() || !short(r) || !mute(q) || !bareOnly(q, "noun.period", "adj.exact", "act.need") || q.Cues.Has("time.future", "set.not") {
		return q, false
	}
	again := last.Clone()
	again.Cues.Add("ask.calendar")
	again.Contrary = false
	return again, true
}

// ifSo reads "and if 1000?" after what an amount would come to as that for another amount.
func (th *thread) ifSo(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "project" || len(last.Numbers) != 1 || len(q.Numbers) != 1 || !short(r) || !unnamed(q) || len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Asked.Said || !bareOnly(q, "noun.device", "noun.unit") || !asksAtMost(q, "facet.amount") {
		return q, false
	}
	next := last.Clone()
	next.Numbers, next.Scale = q.Numbers, q.Scale
	return next, true
}

// whyFailed reads "why'd that fall through?" after a question about one who was no more than a candidate as the question why that came to nothing.
func (th *thread) whyFailed(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	own := slices.DeleteFunc(slices.Clone(th.last.base.Names), func(n string) bool { return !e.index.Explored(n) })
	if q.Facet != "facet.why" || len(own) != 1 || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !slices.Contains(q.Bare, "act.fail") || !bareOnly(q, "act.fail", "noun.reason") || th.last.query.Figures() || e.index.Standing() == nil {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = own, false, e.index.Standing()
	return q, true
}
