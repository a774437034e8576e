package evidence

import "slices"

// leaderBy says who leads and by how much, where a question asks for both at once: "who leads, and what is the margin over second place?" It is
// nil where a question does not do so.
func (x *Index) leaderBy(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Percents)+len(q.Points)+len(q.Excepted)+q.Top > 0
	toItself := len(q.Ranks) == 1 && q.Ranks[0] == 1
	if !q.Figures() || !q.LeaderBy() || more || len(q.Ranks) > 1 || toItself ||
		q.Asked.Prior > 0 || q.Asked.Pair || q.ofChange() || q.Cues.Has("set.not", "facet.choice", "set.sum") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.table.len() < 2 {
		return nil
	}
	other := 2
	if len(q.Ranks) == 1 {
		other = q.Ranks[0]
	}
	first, behind := x.atRank(s, 1), x.atRank(s, other)
	if len(first) != 1 || len(behind) == 0 {
		return nil
	}
	f := s.answer(0.6)
	x.sayHolder(f, s, 1, first)
	x.sayPair(f, s, first[0], behind[0])
	f.Series = []Row{first[0], behind[0]}
	return f
}

// LeaderBy reports whether a question is for who is ahead and by how much.
func (q *Query) LeaderBy() bool {
	apart := hasAny(q.Bare, "noun.difference")
	return q.Cues.Has("deg.top") && apart || q.Cues.Has("deg.top", "deg.more") && q.Cues.Has("role.by") && (apart || q.Cues.Has("unit.points") && q.Cues.Has("facet.amount"))
}

// spread says how far the first is from the last, or from those who are tied, where a question asks for that: "the gap between highest and lowest".
// It is nil where a question does not do so.
func (x *Index) spread(q *Query) *Finding {
	last := q.Cues.Has("deg.bottom") && hasAny(q.Bare, "noun.difference")
	tied := q.Cues.Has("deg.tie") && q.Cues.Has("deg.top") && (q.Facet == "facet.amount" || hasAny(q.Bare, "noun.difference"))
	first := q.Cues.Has("deg.top") || hasAny(q.Bare, "act.lead")
	more := len(q.Names)+len(q.Ranks)+len(q.Percents)+len(q.Points)+q.Top > 0
	if !q.Figures() || !first || !last && !tied || more || q.Asked.Prior > 0 || q.ofChange() || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.table.len() < 2 {
		return nil
	}
	behind := x.atRank(s, -1)
	if tied {
		at := s.table.tied(nil, false)
		if len(at) == 0 || at[0].Rank == 1 {
			return nil
		}
		behind = x.atRank(s, at[0].Rank)
	}
	lead := x.atRank(s, 1)[0]
	f := s.answer(0.6)
	x.sayPair(f, s, lead, behind[0])
	if len(behind) > 1 {
		x.sayHolder(f, s, behind[0].Rank, behind)
	}
	f.Series = append([]Row{lead}, behind...)
	return f
}

// ledBoth says who holds a rank now and a year before, where a question asks for both: "who led in 2023 and in 2024?" It is nil where a
// question does not do so.
func (x *Index) ledBoth(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Percents)+len(q.Points)+len(q.Excepted)+q.Top > 0
	rank := len(q.Ranks) > 0 || q.Cues.Has("deg.top", "deg.bottom")
	if !q.Figures() || !q.Asked.Pair || q.Facet != "facet.who" || more || !rank || q.ofChange() {
		return nil
	}
	now, then := q.Clone(), q.Clone()
	now.Asked, now.Period = Asked{}, Period{}
	s, miss := x.scope(now)
	if miss != nil {
		return nil
	}
	then.AskYearBefore(s.period)
	if q.Period != s.period {
		then.Asked, then.Period = Asked{Said: true, Known: true}, q.Period
		return x.holder(then) // both are of before
	}
	f, g := x.holder(now), x.holder(then)
	if f.Silent() {
		return nil
	}
	both := f.And(g)
	both.Fit, both.Series, both.Metric, both.Period, both.Place = 0.6, f.Series, f.Metric, f.Period, f.Place
	return both
}

// eitherWay says how somebody moved where a question asks whether it was up or down. It is nil where a question does not do so.
func (x *Index) eitherWay(q *Query) *Finding {
	upOrDown := q.Cues.Has("facet.choice") && hasAny(q.Bare, "dir.up", "act.win") && hasAny(q.Bare, "dir.down", "act.lose")
	more := len(q.Percents)+len(q.Points)+len(q.Ranks)+len(q.Excepted) > 0
	if !q.Figures() || !upOrDown || len(x.lean(q.Names)) != 1 || more || q.Cues.Has("set.not", "deg.top", "deg.bottom") {
		return nil
	}
	q = q.Clone()
	q.Concepts = append(slices.DeleteFunc(slices.Clone(q.Concepts), func(id string) bool { return ofWayOrLoss[id] }), "act.change")
	q.Bare, q.Contrary = nil, false
	if m := x.metrics[q.Metric]; m != nil && m.Whole > 0 {
		return x.change(q)
	}
	return x.growth(q)
}

// ofWayOrLoss are the concepts by which a question asks which way somebody went.
var ofWayOrLoss = map[string]bool{"dir.up": true, "dir.down": true, "act.win": true, "act.lose": true}

// marketMoves declines whether a market as a whole went up or down: there are only figures of firms. It is nil where a question does not ask for
// that.
func (x *Index) marketMoves(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks)+len(q.Points) > 0 || q.Metric != "" || q.Category != ""
	market := q.Place != "" || hasAny(q.Bare, "noun.market")
	if more || !market || !hasAny(q.Bare, "dir.up", "dir.down") || q.Cues.Has("back.it", "back.they", "ask.firm", "ask.any", "ask.which", "facet.choice") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofMarket[id] }) {
		return nil
	}
	return unknown("unknown.growth", x.covered())
}

// ofMarket are the concepts of a question whether a market moved.
var ofMarket = map[string]bool{"noun.market": true, "noun.device": true, "dir.up": true, "dir.down": true, "adj.big": true}

// ownWay says which way somebody went of whom a question asks no more than whether it was up, or down: it is nil where it asks for more, or the
// book does not tell.
func (x *Index) ownWay(q *Query) *Finding {
	more := len(q.People)+len(q.Others)+len(q.Percents)+len(q.Points)+len(q.Ranks) > 0
	if !q.onlyMoved() || more || q.Asked.Said && q.Asked.Prior == 0 || !x.Companies(q.Names) {
		return nil
	}
	q = q.Clone()
	q.Contrary = false
	if f := x.growth(q); !f.Silent() {
		f.Sure = true
		return f
	}
	return nil
}

// stillStands says how somebody moved where a question asks no more than whether they went up or down, and their place would be no answer. It is
// nil where a question does not do so.
func (x *Index) stillStands(q *Query) *Finding {
	if q.Intent.Operation != "standing" && q.Intent.Operation != "lookup" {
		return nil
	}
	more := len(q.People)+len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Ranks)+q.Top > 0
	if !q.onlyMoved() || len(x.lean(q.Names)) != 1 || more ||
		q.Asked.Said || q.Cues.Has("deg.top", "deg.bottom", "deg.more", "deg.less", "deg.near", "deg.tie", "facet.choice", "set.not") {
		return nil
	}
	if q.Cues.Has("time.future") {
		return unknown("unknown.forecast")
	}
	return x.growth(q)
}

// confirmed says yes where a question asks no more than whether somebody, or something of theirs, went the way that it went.
func (f *Finding) confirmed(q *Query) {
	up, down := hasAny(q.Bare, "dir.up"), hasAny(q.Bare, "dir.down")
	more := len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Ranks)+len(q.People)+len(q.Others) > 0 || q.Part != 0
	if f.Status != Answered || len(f.Parts) == 0 || q.Facet != "facet.whether" || up == down || len(q.Names) != 1 || more ||
		q.Cues.Has("facet.choice", "set.not", "set.only", "deg.more", "deg.less", "deg.top", "deg.bottom", "deg.near", "deg.as", "times.half", "times.double", "times.triple", "facet.amount", "ask.what", "ask.which", "ask.suppose", "ask.sized", "ask.judge", "time.future", "bound.above", "bound.below") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !moving[id] }) {
		return
	}
	switch key := f.Parts[0].Key; {
	case up && (key == "figure.rise" || key == "move.up"), down && (key == "figure.fall" || key == "move.down"):
		f.sayFirst("yes")
	}
}

// moving are the concepts of a question whether something went up or down.
var moving = map[string]bool{"dir.up": true, "dir.down": true, "act.change": true, "act.ship": true, "act.sell": true, "noun.market": true, "noun.unit": true, "noun.device": true, "noun.period": true, "adj.former": true, "act.verify": true}

// fromTo says whose figures of a year before and now two are that a question gives: "24% to 15%?" It is nil where they are nobody's.
func (x *Index) fromTo(q *Query) *Finding {
	if len(q.Stated()) == 1 && (q.Facet == "" && q.Cues.Has("move.to") || q.Facet == "facet.who" && q.Cues.Has("move.from")) {
		return x.wentTo(q)
	}
	if !q.Figures() || len(q.Stated()) != 2 || len(q.Percents) == 1 || q.Facet == "facet.source" || q.bounded() {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	rows := x.movedBetween(q, s)
	if len(rows) == 0 {
		return nil
	}
	if q.Cues.Has("ask.percent") && hasAny(q.Concepts, "act.compare", "noun.ratio") {
		return x.ratio(&Query{Intent: q.Intent, Names: entitiesOf(rows), Place: q.Place}) // "from 24 to 15, relative to the old share: how many per cent?"
	}
	f := s.answer(0.6)
	for _, r := range rows {
		x.sayMove(f, &Query{}, s, r)
	}
	return f
}

// Became reports whether a question that names nobody gives a figure of a year before that somebody no longer has, alone or with that of now.
func (x *Index) Became(q *Query) bool {
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Points) > 0 || q.Scale != "" || !x.ofDefault(q) || q.Category != "" || q.Abroad != "" {
		return false
	}
	return len(x.movedBetween(q, s)) > 0 || !x.wentTo(&Query{Intent: x.doing["change"], Place: q.Place, Numbers: q.Stated()}).Silent()
}

// wentTo says what a figure of a year before became: "from 24% to what?" It is nil where the question gives another figure.
func (x *Index) wentTo(q *Query) *Finding {
	s, miss := x.scope(&Query{Place: q.Place})
	if !q.Figures() || miss != nil || len(q.Stated()) != 1 || q.bounded() || len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Points) > 0 || !x.ofDefault(q) {
		return nil
	}
	f := s.answer(0.6).surely()
	for _, r := range s.table.list(nil, s.table.all()).rows {
		if old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4)); ok && near(old.Value, q.Stated()[0]) {
			x.sayMove(f, &Query{}, s, r)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	return f
}

// Went reports whether a question asks no more than whether somebody went up, or down, of whom a rate of change is on record.
func (x *Index) Went(q *Query) bool {
	more := len(q.People)+len(q.Others)+len(q.Doubts) > 0 || q.Abroad != "" || q.Category != "" || q.Asked.Said || q.Cues.Has("time.future")
	return q.onlyMoved() && len(q.Names) == 1 && !more && x.grown(&Query{Place: q.Place}, q.Names) != nil
}

// sayLeader adds who would lead where a question that supposes a move of somebody asks for that.
func (x *Index) sayLeader(f *Finding, q *Query, s scope, v float64) {
	others := s.table.list([]string{q.Supposed}, s.table.all()).rows
	if q.Facet != "facet.who" || len(others) == 0 {
		return
	}
	lead, value := Names{}, max(v, others[0].Value)
	if v == value {
		lead = append(lead, q.Supposed)
	}
	for _, r := range others {
		if r.Value == value {
			lead = append(lead, r.Entity)
		}
	}
	f.sayFirst(pick(len(lead) > 1, "suppose.level", "suppose.lead"), Arg{"names", lead}, Arg{"value", Figure{s.metric.ID, value}})
}
