package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/knowledge"
)

// exactly reads "which guy exactly?" after what a firm said or confirmed as the question who that was: the book may know a person there.
func (th *thread) exactly(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	person := q.Cues.Has("ask.person") && (q.Cues.Has("ask.which", "ask.what") || q.Facet == "facet.who")
	f := th.last.finding
	if !person && !(q.Facet == "facet.who" && slices.Contains(q.Bare, "adj.exact")) || !barely(r) || !mute(q) || !bareOnly(q, "adj.exact", "act.confirm", "act.say", "act.announce") ||
		q.Cues.Has("set.not", "set.also", "ask.recipient", "ask.about", "back.and", "bound.above", "move.past") || th.topic == nil || th.topic.query.Figures() || f == nil || f.Silent() || len(f.Claims) == 0 {
		return q, false
	}
	c := f.Claims[0]
	if c.Knows["facet.who"] == nil || len(e.index.Staff(c.By)) != 1 {
		return q, false
	}
	next := th.topic.query.Clone()
	next.Facet, next.Claim, next.Contrary = "facet.who", c.ID, false
	return next, true
}

// otherSpeaker reads "and the other guy?" and "who else spoke?" behind somebody's words as the question for the others whom the book quotes.
func (th *thread) otherSpeaker(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	other := q.Cues.Has("set.also") && !q.Cues.Has("ask.what", "back.he") && (q.Facet == "facet.who" || q.Facet == "" && slices.Contains(q.Bare, "act.say") || q.Facet == "facet.whether" && q.Cues.Has("ask.any")) || another(r) && (q.Cues.Has("ask.person") || slices.Contains(q.Bare, "act.say"))
	if !other || f == nil || len(f.Quotes) == 0 || !barely(r) || !mute(q) || !bareOnly(q, "act.say", "act.mention", "act.announce", "noun.quotation") || q.Cues.Has("ask.recipient", "set.not") {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary, q.Excepted, q.Bare = "facet.who", false, nil, nil
	for _, v := range f.Quotes {
		q.Excepted = once(q.Excepted, v.Speaker)
	}
	q.Intent = e.index.Doing("people")
	return q, q.Intent != nil && !e.index.Gather(q).Silent()
}

// another reports whether an utterance has a word for another one.
func another(r *reading) bool {
	return slices.ContainsFunc(r.particles, func(p *gazetteer.Mention) bool { return p.ID == "word.other" })
}

// anyoneElse reads "who else?" after an intent of which the book says what that means.
func (th *thread) anyoneElse(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	others := e.index.Intent(th.last.query.Intent.Others)
	more := q.Cues.Has("set.also") && (q.Facet == "facet.who" || q.Cues.Has("ask.any")) || slices.Contains(q.Bare, "noun.remainder")
	if others == nil || !more || !barely(r) || !mute(q) || !firmsOnly(q) || len(q.Names) > 0 || !bareOnly(q, "noun.partner", "noun.remainder") ||
		q.Cues.Has("set.not", "ask.recipient", "back.he", "time.future") {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Bare, q.Concepts = others, "", nil, nil
	return q, true
}

// overWhom reads "over who exactly?" after a gap between two as the same once more: it names them.
func (th *thread) overWhom(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if q.Facet != "facet.who" || last.Intent.Operation != "compare" || f == nil || f.Silent() || !barely(r) || !mute(q) || !bareOnly(q, "adj.exact") ||
		!q.Cues.Has("bound.above", "move.past", "deg.more", "deg.less", "set.against") || q.Cues.Has("set.not", "set.also", "back.it") {
		return q, false
	}
	return last, true
}

// always reads "was it always so?" after a figure of one, or a place that it holds, as the question whether it was so before.
func (th *thread) always(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("time.always", "time.ever") {
		return q, false
	}
	name := th.one()
	ever := q.Cues.Has("time.ever") && th.last.query.Intent.Operation == "standing" && q.Cues.Has("back.it") && len(q.Bare) == 0
	if !q.Cues.Has("time.always") && !ever || name == "" || !barely(r) || !nobody(q) || !e.ofDefault(q) || q.Asked.Said || q.Abroad != "" || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "deg.more", "deg.less", "deg.top") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return id != "adj.big" && id != "adj.small" && id != "adj.former" }) {
		return q, false
	}
	last := th.last.query
	q = q.Clone()
	q.Names, q.Ranks, q.Facet, q.Contrary, q.Intent = []string{name}, nil, "facet.whether", false, e.index.Intent(e.book.Default.Intent)
	if last.Intent.Operation == "standing" || last.Intent.Operation == "holder" {
		q.Intent, q.Ranks = e.index.Intent("standing"), last.Ranks
		if last.Cues.Has("deg.top") {
			q.Cues = append(slices.Clone(q.Cues), "deg.top")
		}
	}
	return q, q.Intent != nil
}

// overTime reads "yoy or qoq?" after a rate as the question for that once more: it says against when it is measured.
func (th *thread) overTime(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if !q.Cues.Has("facet.choice") && !(q.Cues.Has("time.yoy") && (q.Cues.Has("back.it") || asksAtEnd(r))) || !q.Cues.Has("time.yoy") && !q.Asked.Chain || !barely(r) || !nobody(q) || q.Metric != "" || !last.Figures() || f == nil || f.Silent() || !bareOnly(q, "act.change", "noun.period") ||
		!slices.ContainsFunc(f.Parts, func(p evidence.Part) bool { return ofRate[p.Key] }) {
		return q, false
	}
	return last, true
}

// ofRate are the keys of what gives a rate, with what it is measured against.
var ofRate = map[string]bool{"figure.rise": true, "figure.fall": true}

// existing reports whether a mention only stands behind a verb to say that there is something: "wasn't there anything?"
func existing(r *reading, m *gazetteer.Mention) bool {
	return wordOf(r, "word.there", m.First) && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == m.First }) && m.Last < len(r.tokens)
}

// unchosen reads "and the others?" after who was chosen as the question who was not.
func (th *thread) unchosen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	other := another(r) || slices.Contains(q.Bare, "noun.remainder") || slices.Contains(q.Bare, "act.reject") || slices.Contains(q.Bare, "act.lose") && q.Cues.Has("ask.name", "ask.which")
	if !other || th.last.finding == nil || th.last.query.Figures() || th.last.query.Intent.Operation == "relation" || !th.chosen(e) || !q.Cues.Has("back.and", "back.it", "ask.name") || !barely(r) || len(q.Names)+len(q.People)+len(q.Others) > 0 || q.Metric != "" || q.Place != "" ||
		!asksAtMost(q, "facet.who") || !bareOnly(q, "noun.remainder", "noun.more", "act.reject", "act.lose", "noun.candidate", "noun.partner", "act.explore") || q.Cues.Has("ask.person", "set.not") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Bare, q.Concepts, q.Numbers, q.Facet, q.Contrary, q.Out = slices.Clone(th.last.query.Names), nil, nil, nil, "facet.who", false, true
	q.Intent = e.index.Standing()
	return q, q.Intent != nil
}

// chosen reports whether the last answer told who was chosen in a deal, or the last question was who is in one.
func (th *thread) chosen(e *Engine) bool {
	b := th.last.base
	return b.Facet == "facet.who" && th.last.query.Intent.Operation == "tell" && (slices.Contains(b.Bare, "noun.deal") || slices.Contains(b.Bare, "noun.partner")) && !slices.Contains(b.Bare, "adj.former") ||
		slices.ContainsFunc(e.index.Stated(th.last.finding.Claims), func(r *knowledge.Relation) bool {
			return slices.Contains(e.index.Chosen(), r)
		})
}

// everyoneElse reads "and everyone else?" after how one moved as the question how all did.
func (th *thread) everyoneElse(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	moved := th.namedOne() && (last.Intent.Operation == "growth" || last.Intent.Operation == "change")
	if !moved || !slices.Contains(q.Bare, "noun.remainder") && !(q.Facet == "facet.who" && q.Cues.Has("set.also")) || !bareOnly(q, "noun.remainder") || !barely(r) || !mute(q) || !asksAtMost(q, "facet.amount", "facet.who") || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less") {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary, q.Bare, q.Concepts, q.Intent = "", false, nil, nil, e.index.Intent("movers")
	return q, q.Intent != nil
}

// othersToo reads "did anyone else?" after how one moved as the question who else did.
func (th *thread) othersToo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	others := slices.Contains(q.Bare, "noun.remainder") || q.Cues.Has("ask.any") && q.Cues.Has("set.also")
	if !others || !th.namedOne() || !moves[last.Intent.Operation] || q.Facet != "facet.whether" || !bareOnly(q, "noun.remainder", "dir.up", "dir.down", "act.lose") || !barely(r) || !mute(q) || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "time.future") {
		return q, false
	}
	next := last.Clone()
	next.Names, next.Excepted, next.Facet, next.Contrary, next.Intent = nil, last.Names, "facet.whether", false, e.index.Intent("movers")
	return next, next.Intent != nil
}

// willStay reads "will they stay there?" after the figure or place of one as the question whether it will be so.
func (th *thread) willStay(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("time.future") || !slices.Contains(q.Bare, "act.keep") || !bareOnly(q, "act.keep") || !q.Cues.Has("back.it") || !th.last.query.Figures() || !barely(r) || !mute(q) || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	next := th.last.query.Clone()
	next.Names, next.Cues, next.Concepts, next.Bare, next.Facet, next.Contrary, next.Intent = th.recent(1), q.Cues, q.Concepts, q.Bare, "facet.whether", false, e.index.Intent("standing")
	return next, next.Intent != nil && len(next.Names) > 0
}

// theRest reads "so everyone else is?" after the share of one as what is left to all others.
func (th *thread) theRest(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !th.namedOne() || !ofOne[th.last.query.Intent.Operation] || !e.ofDefault(th.last.query) || !slices.Contains(q.Bare, "noun.remainder") || !bareOnly(q, "noun.remainder") || !barely(r) || !mute(q) || !asksAtMost(q, "facet.amount", "facet.whether") ||
		q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "facet.choice") {
		return q, false
	}
	next := th.last.query.Clone()
	next.Facet, next.Contrary, next.Excepted, next.Cues, next.Intent = "", false, next.Names, nil, e.index.Intent("complement")
	return next, next.Intent != nil
}

// anyoneThere reads "anyone ahead?" after the figure of one as the question for that one.
func (th *thread) anyoneThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("ask.any") {
		return q, false
	}
	name := th.one()
	if name == "" || !q.Cues.Has("deg.more", "deg.less") || !barely(r) || !mute(q) || !bareOnly(q, "act.overtake") || !asksAtMost(q, "facet.whether", "facet.who") || q.Cues.Has("set.not", "deg.tie", "deg.top", "deg.bottom", "back.it") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary, q.Intent = []string{name}, "facet.whether", false, e.index.Intent("nearest")
	return q, q.Intent != nil
}

// saidWhat reads "what did he say?" as a question for the words of whom was spoken of, however it is put.
func (th *thread) saidWhat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("back.he") || !q.Cues.Has("ask.what") || !slices.Contains(q.Bare, "act.say") || !bareOnly(q, "act.say") || !barely(r) || !mute(q) || q.Facet != "" || q.Cues.Has("set.not", "set.also", "ask.recipient", "time.future", "ask.about") {
		return q, false
	}
	q = q.Clone()
	q.People, q.Contrary, q.Intent = th.referent(e), false, e.index.Intent("quote")
	return q, q.Intent != nil && len(q.People) > 0
}

// holderThere reads "who's second to them?" after a figure of one as the question who holds that place.
func (th *thread) holderThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Facet != "facet.who" || len(q.Ranks) != 1 || !q.Cues.Has("back.it") || th.one() == "" || !barely(r) || !bareOnly(q) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Numbers)+len(q.Titles) > 0 ||
		q.Metric != "" || q.Asked.Said || q.Abroad != "" || q.Cues.Has("set.not", "set.also", "deg.more", "deg.less", "deg.tie", "tense.past") {
		return q, false
	}
	q = q.Clone()
	q.Contrary, q.Intent = false, e.index.Intent("holder")
	return q, q.Intent != nil
}

// highestRate reads "is that the highest?" after how fast one grew as the question who grew: whose place it is by another figure says nothing of that.
func (th *thread) highestRate(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "growth" || !th.namedOne() || !q.Cues.Has("deg.top") || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !asksAtMost(q, "facet.whether") || !bareOnly(q, "act.verify", "adj.big") || q.Cues.Has("set.not") {
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary, q.Cues, q.Concepts, q.Intent = "", false, nil, nil, e.index.Intent("movers")
	return q, q.Intent != nil
}

// doesBeat reads "who do they beat?" after the figure of one as the question whom that one is ahead of, or behind.
func (th *thread) doesBeat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Facet != "facet.who" || !q.Cues.Has("deg.more", "deg.less") || th.one() == "" || !barely(r) || !mute(q) || !bareOnly(q, "act.overtake", "act.lag") || q.Cues.Has("set.not", "set.also", "deg.tie", "deg.top", "deg.bottom", "time.future") ||
		!cue(r, "deg.", func(d *gazetteer.Mention) bool {
			return moreOrLess(d) && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.Last == d.First })
		}) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Doer, q.Contrary, q.Intent = []string{th.one()}, th.one(), false, e.index.Intent("compare")
	return q, q.Intent != nil
}

// closerTo reads "closer to X or Y?" after the figure of one as the question whose figure is closer to that one's.
func (th *thread) closerTo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("deg.near") {
		return q, false
	}
	name := th.one()
	if name == "" || len(q.Names) != 2 || slices.Contains(q.Names, name) || !q.Cues.Has("facet.choice") || !short(r) || !firmsOnly(q) || q.Metric != "" || q.Asked.Said || q.Abroad != "" {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Beside, q.Facet, q.Contrary, q.Intent = append([]string{name}, q.Names...), name, "facet.whether", false, e.index.Intent("nearest")
	return q, q.Intent != nil
}

// bySource reads "and for X?" after a source was named as the question for X's figure.
func (th *thread) bySource(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	b := th.last.base
	if len(b.Others) != 1 || len(q.Names) != 1 || len(b.Names)+len(b.People) > 0 || th.last.query.Figures() || !q.Cues.Has("back.and") || !barely(r) || !firmsOnly(q) || !bareOnly(q) || q.Metric != "" || q.Facet != "" || q.Asked.Said || q.Abroad != "" ||
		e.index.Entity(b.Others[0]).Kind != "source" || !e.index.Listed(q.Names) {
		return q, false
	}
	q = q.Clone()
	q.Contrary, q.Intent = false, e.index.Intent(e.book.Default.Intent)
	return q, q.Intent != nil
}
