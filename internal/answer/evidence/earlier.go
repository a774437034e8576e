package evidence

import "slices"

// Happening reports whether a concept is something that happened, before or after which there are figures: sanctions, a deal.
func Happening(id string) bool {
	switch id {
	case "noun.sanction", "noun.deal", "noun.partner", "noun.tariff", "act.recover", "act.confirm", "act.announce":
		return true
	}
	return false
}

// placeThen says that it is not known who held a place before, where a question has it kept, lost or reached: only the present one is on
// record. It is nil where a question does not do so, or the present place settles it.
func (x *Index) placeThen(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || q.Facet != "facet.whether" || len(names) != 1 || len(q.Percents)+len(q.Points)+len(q.Excepted) > 0 || q.Top > 1 || q.Asked.Prior > 0 || q.Intent.Operation != "standing" ||
		!hasAny(q.Bare, "dir.up", "dir.down", "act.lose", "act.keep") && !(q.Cues.Has("move.to") && hasAny(q.Bare, "act.change")) && !q.Cues.Has("time.always", "time.ever") ||
		q.Cues.Has("set.not", "facet.choice", "time.future") || q.Cues.Has("time.still") && !hasAny(q.Bare, "act.keep") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.period != x.latest(s.metric.ID, s.place) {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	asked := claimedRank(q, s)
	holds := asked >= r.Rank && asked < r.Rank+r.Tied
	if !ok || asked == 0 || holds == hasAny(q.Bare, "act.lose") && !q.Cues.Has("time.ever") || holds && q.Cues.Has("time.ever") || x.settledThen(s, r) {
		return nil
	}
	f := s.answer(0.6).surely()
	if q.Cues.Has("move.to") && !holds {
		x.sayRow(f, s, r)
		return f.correct("no") // "did X fall to fifth?"
	}
	x.sayRow(f, s, r)
	return f.say("unknown.rank.then", Arg{"names", Names(names)}, Arg{"period", s.period.Add(-4)})
}

// fromPlace says where somebody stands, and that it is not known where they stood before, where a question has them come from another place, or asks
// from which: "X went from first to third?", "how many places did X fall?" It is nil where a question does not do so.
func (x *Index) fromPlace(q *Query) *Finding {
	places := len(q.Ranks) == 2 && q.Cues.Has("move.to") && !q.Cues.Has("unit.points") && q.Facet != "facet.who" // but "now that X is down to second, who's first?"
	fell := hasAny(q.Bare, "noun.rank", "noun.position") && hasAny(q.Bare, "dir.up", "dir.down", "act.lose") && len(q.Ranks) == 0 && (q.Facet == "facet.amount" || q.Cues.Has("move.from") && q.Cues.Has("ask.what", "ask.which"))
	moved := places && q.Cues.Has("move.from") && hasAny(q.Bare, "dir.up", "dir.down")
	of := q.Intent.Operation == "standing" || q.Intent.Operation == "change" || moved && q.asks("facet.why", "facet.when", "")
	if !of || !places && !fell || q.Metric != "" || len(q.Percents)+len(q.Points)+len(q.Others) > 0 || q.Asked.Prior > 0 && q.Asked.Prior != 4 {
		return nil
	}
	q = q.Clone()
	q.Asked, q.Period = Asked{}, Period{}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, q.Names[0])
	if !ok || x.settledThen(s, r) || places && q.Ranks[1] != r.Rank && !moved {
		return nil // or it is not there now
	}
	if places && q.Ranks[1] != r.Rank {
		f := s.answer(0.6).surely()
		x.sayRow(f, s, r)
		return f.correct(pick(q.Facet == "facet.whether", "no", "not.quite"))
	}
	f := s.answer(0.6).surely()
	x.sayRow(f, s, r)
	return x.instead(q, f, "unknown.rank.then", Arg{"names", Names{r.Entity}}, Arg{"period", s.period.Add(-4)})
}

// settledThen reports whether the place is certain that a row held a year before.
func (x *Index) settledThen(s scope, r Row) bool {
	then := s
	then.period = s.period.Add(-4)
	then.table = x.table(s.metric.ID, s.place, then.period)
	if then.table.len() == 0 {
		return false
	}
	old, ok := x.rowOf(then, r.Entity)
	return ok && x.settled(then, old)
}

// willPass declines whether one will pass another, and says who is ahead. It is nil where a question does not ask for that.
func (x *Index) willPass(q *Query) *Finding {
	if !q.Figures() || q.Facet != "facet.whether" || len(x.lean(q.Names)) != 2 || len(q.Percents)+len(q.Points)+len(q.Ranks) > 0 {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, lack := x.known(s, x.lean(q.Names))
	if len(lack) > 0 || len(have) != 2 || have[0].Value == have[1].Value {
		return nil
	}
	f := unknown("unknown.forecast").fitting(0.5).surely()
	x.sayPair(f, s, have[0], have[1])
	return f
}

// willStand declines whether somebody will hold a place, and says which they hold: "will X be first again?" It is nil where the question is for
// anything else.
func (x *Index) willStand(q *Query) *Finding {
	if q.Intent.Operation != "standing" && q.Intent.Operation != "order" || q.Facet != "facet.whether" || len(x.lean(q.Names)) != 1 ||
		len(q.Percents)+len(q.Points) > 0 || q.Asked.Prior > 0 {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, x.lean(q.Names)[0])
	if !ok {
		return nil
	}
	f := unknown("unknown.forecast").fitting(0.5).surely()
	x.sayRow(f, s, r)
	return f
}

// willMove declines by how much something will rise or fall, and says how it did: "how much will sales go up after that?" It is nil where a question is
// for anything else.
func (x *Index) willMove(q *Query) *Finding {
	op := q.Intent.Operation
	if op != "growth" && op != "change" && op != "lookup" || !hasAny(q.Bare, "dir.up", "dir.down", "act.lose", "act.win") || len(q.Names) == 0 || len(q.Percents)+len(q.Points)+len(q.Ranks) > 0 || q.Cues.Has("ask.suppose", "facet.choice") {
		return nil
	}
	f := x.growth(&Query{Intent: q.Intent, Names: q.Names, Metric: q.Metric, Place: q.Place})
	if f.Silent() {
		return nil
	}
	return x.instead(q, f, "unknown.forecast").surely()
}

// passed says who of two is ahead, and that it is not known whether it was so before, where a question has one pass the other. It is nil
// where a question does not do so, or the present figures settle it.
func (x *Index) passed(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || !q.Cues.Has("move.ahead") || q.Facet != "facet.whether" || len(names) != 2 || len(q.Percents)+len(q.Points)+len(q.Ranks) > 0 || q.Asked.Prior > 0 ||
		q.Cues.Has("set.not", "facet.choice", "time.future") || q.ofChange() {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, lack := x.known(s, names)
	if len(lack) > 0 || len(have) != 2 || have[0].Value <= have[1].Value {
		return nil
	}
	var gone Names
	for _, r := range have {
		if _, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4)); !ok {
			gone = append(gone, r.Entity)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	f := s.answer(0.6, have...).surely()
	x.sayPair(f, s, have[0], have[1])
	return f.say("unknown.before", Arg{"names", gone}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
}

// whenPassed compares two of which a question asks when one passed the other, where it is taken for one about something else: they may be the
// other way round. It is nil where the question is for more.
func (x *Index) whenPassed(q *Query) *Finding {
	switch q.Intent.Operation {
	case "ratio", "timeframe", "change":
	default:
		return nil
	}
	if !q.Cues.Has("deg.more", "deg.less", "move.ahead") || len(x.lean(q.Names)) != 2 || len(q.Percents)+len(q.Points)+len(q.Ranks) > 0 || q.ofChange() || x.doing["compare"] == nil {
		return nil
	}
	q = q.Clone()
	q.Intent = x.doing["compare"]
	return x.gather(q)
}

// onceHeld says yes to a figure of a year before that a question in the past tense gives somebody without its time: "X had 24%". It is nil
// where a question does not do so.
func (x *Index) onceHeld(q *Query) *Finding {
	names := x.lean(q.Names)
	up, down := q.moved()
	if !q.Figures() || !q.Cues.Has("tense.past") || !q.asserts() || len(names) != 1 || len(q.Percents) != 1 || len(q.Numbers)+len(q.Ranks)+len(q.People) > 0 || q.Asked.Said || up || down || q.bounded() ||
		q.Cues.Has("facet.choice", "time.order", "unit.points", "time.yoy") || hasAny(q.Concepts, "act.keep", "dir.flat") || !x.once(q) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	old, known := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if !ok || !known {
		return nil
	}
	then := s
	then.period = s.period.Add(-4)
	f := s.answer(0.6).surely()
	f.say("yes").say(style(s.metric, old.Value), x.rowArgs(then, old)...)
	x.citeRows(f, old)
	x.sayRow(f, s, r)
	return f
}

// shareBefore declines a share of "before", or of before something that happened, that is not on record and says the one of now: it is no
// answer alone. It is nil where a question does not ask for that.
func (x *Index) shareBefore(q *Query) *Finding {
	names := x.lean(q.Names)
	if q.Cues.Has("deg.tie") && q.Cues.Has("time.order") && len(names) > 1 {
		names = names[:1] // "before it tied with Y"
	}
	m := x.metrics[q.Metric]
	event := q.Cues.Has("time.order") && hasAny(q.Concepts, "adj.former") && !q.Quoting() && slices.ContainsFunc(q.Bare, Happening) // "before the sanctions"
	if !event && (!q.Figures() || !hasAny(q.Bare, "adj.former") || q.ofChange()) {
		return nil
	}
	if m == nil && event && hasAny(q.Bare, "act.hold") {
		q = q.Clone()
		q.Metric = x.Book.Default.Metric // "what did X hold before the sanctions?"
		m = x.metrics[q.Metric]
	}
	if m == nil || m.Whole == 0 || len(names) != 1 || !q.asks("", "facet.amount") || !q.Cues.Has("tense.past") ||
		len(q.Percents)+len(q.Ranks)+len(q.Numbers)+len(q.People) > 0 || q.Asked.Said || q.Cues.Has("facet.choice", "set.not", "set.against") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	_, old := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
	if old && len(names) < len(q.Names) {
		return x.lookup(&Query{Intent: q.Intent, Names: names, Metric: q.Metric, Place: q.Place, Asked: Asked{Said: true, Known: true, Prior: 4}, Period: x.Latest.Add(-4)})
	}
	if !ok || old && q.Figures() {
		return nil
	}
	f := s.answer(0.5)
	x.sayRow(f, s, r)
	if old {
		x.sayBefore(f, s, r)
		return x.instead(q, f, "unknown.facet.when")
	}
	if event {
		return x.instead(q, f, "unknown.earlier", Arg{"names", Names(names)}, Arg{"metric", Of(s.metric.ID)})
	}
	return x.instead(q, f, "unknown.before", Arg{"names", Names(names)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-4)})
}

// yearAgo says yes or no where a question asks whether somebody had more or less a year before than now, or the other way round.
func (x *Index) yearAgo(f *Finding, q *Query, s scope, have []Row) {
	more, less := q.Cues.Has("deg.more", "bound.above"), q.Cues.Has("deg.less", "bound.below")
	if q.Facet != "facet.whether" || q.Asked.Prior != 4 || q.Asked.Pair || more == less || len(have) != 1 || len(q.Percents)+len(q.Points)+len(q.Numbers)+len(q.Ranks) > 0 || verdicts[f.Parts[0].Key] ||
		q.Cues.Has("set.not", "facet.choice", "unit.points") || hasAny(q.Concepts, "dir.up", "dir.down") {
		return
	}
	grew := x.delta(s, have[0]) > 0
	f.judge(grew == (more != q.Asked.Than))
}
