package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
)

// otherFigure reads "how much market share?" after a figure of one as the question for that metric of the same one.
func (th *thread) otherFigure(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	name := th.one()
	if b := th.last.base; len(b.Names) == 1 && (last.Intent.Operation == "growth" && len(last.Names) == 1 || name == "" && th.last.finding.Silent() && len(b.People) == 0) {
		name = b.Names[0]
	}
	if name == "" || q.Metric == "" || q.Facet != "facet.amount" || !barely(r) && !(short(r) && r.language == "zh") || !nobody(q) || q.Asked.Said || q.Place != "" || q.Abroad != "" || len(q.Bare) > 0 ||
		q.Cues.Has("set.sum", "set.not", "set.also", "deg.more", "deg.less", "deg.top", "deg.bottom", "facet.choice", "ask.overall", "ask.firm") {
		return q, false
	}
	q = q.Clone()
	q.Intent = e.index.Intent("follow.metric")
	next, ok := th.follow(e, q)
	next.Names = []string{name}
	return next, ok
}

// byPoints reads "by one point?" after two that were compared, or one that moved, as the question whether it is by so much.
func (th *thread) byPoints(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	difference := (last.Intent.Operation == "compare" || last.Intent.Operation == "change") && len(last.Points) == 0
	if len(q.Points) != 1 || !difference || !barely(r) || !mute(q) || len(q.Bare) > 1 || !asksAtMost(q, "facet.whether") || q.Limited() || q.Cues.Has("ask.sized", "ask.judge") {
		return q, false
	}
	last = last.Clone()
	last.Points, last.Facet, last.Contrary, last.Cues = q.Points, "facet.whether", false, evidence.Cues{"unit.points"}
	return last, true
}

// gapTo reads "and the gap to third?" after who holds a rank as the one between them and whoever holds the other.
func (th *thread) gapTo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	apart := slices.Contains(q.Concepts, "noun.difference") || q.Facet == "facet.amount" && q.Cues.Has("set.off", "move.from") && bareOnly(q, "act.lead")
	if !short(r) || len(q.Ranks) != 1 && !q.Cues.Has("deg.top") || !apart || q.Metric != "" || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Numbers) > 0 ||
		th.last.query.Intent.Operation != "holder" && len(th.sharing()) == 0 || f == nil || len(f.Series) != 1 && len(th.sharing()) == 0 {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary = []string{f.Series[0].Entity}, false
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// teller reads "who said it is missing there?" after a statement that rests on what a person said as the question who said so.
func (th *thread) teller(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	said := f != nil && !f.Silent() && len(f.Claims) > 0 && len(f.Quotes) == 0 && !th.last.query.Figures()
	if q.Facet != "facet.who" || !slices.Contains(q.Bare, "act.say") || !q.Cues.Has("back.it") || !short(r) || !mute(q) || !said || q.Cues.Has("set.not", "set.also", "ask.recipient") {
		return q, false
	}
	if by := e.index.Entity(th.personal(f.Claims).By); by == nil || by.Kind != "person" {
		return q, false
	}
	next := th.last.query.Clone()
	next.Cues, next.Words, next.Doubts, next.Contrary = q.Cues, nil, nil, false
	next = th.source(e, next, "facet.who")
	return next, next.Intent != nil
}

// inPoints reports whether an utterance is no more than "in points?" after a change of one, or two that were compared.
func (th *thread) inPoints(q *evidence.Query, r *reading) bool {
	last := th.last.query
	pair := last.Intent.Operation == "compare" && len(last.Names) == 2
	moved := th.namedOne() && (moves[last.Intent.Operation] || last.Intent.Operation == "ratio")
	return q.Cues.Has("unit.points") && (pair || moved) && len(q.Points) == 0 && barely(r) && mute(q) && asksAtMost(q, "facet.amount", "facet.whether") && bareOnly(q, "noun.point") &&
		!q.Cues.Has("unit.percent", "set.not", "facet.choice", "set.sum")
}

// relative reads "in percent?" after a change in points as the same in relation to what it was, and after a figure in percent as that. "In
// points?" is the other way round.
func (th *thread) relative(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("unit.points", "unit.percent") {
		return q, false
	}
	last, f := th.last.query, th.last.finding
	if th.inPoints(q, r) {
		last = last.Clone()
		last.Points, last.Percents, last.Facet, last.Contrary, last.Cues = nil, nil, "", false, evidence.Cues{"unit.points"}
		if last.Intent.Operation == "ratio" {
			last.Intent = e.index.Intent("change")
		}
		return last, last.Intent != nil
	}
	inPercent := q.Cues.Has("unit.percent") && !q.Cues.Has("unit.points", "set.not", "facet.choice") && asksAtMost(q, "facet.amount", "facet.whether")
	pair := last.Intent.Operation == "compare" && len(last.Names) == 2
	shares := th.ofAll() && e.ofDefault(last)
	if !inPercent || !barely(r) || !mute(q) || !th.namedOne() && !pair && !shares || slices.ContainsFunc(q.Bare, func(id string) bool { return !ofThing(id) }) {
		return q, false
	}
	moved := f != nil && slices.ContainsFunc(f.Parts, func(p evidence.Part) bool { return strings.HasPrefix(p.Key, "move.") })
	if !moved && !pair {
		return last, ofOne[last.Intent.Operation] || moves[last.Intent.Operation] || shares // its figure is one in percent
	}
	q = q.Clone()
	q.Names, q.Metric, q.Contrary, q.Facet = last.Names, "", false, ""
	q.Intent = e.index.Intent("ratio")
	return q, q.Intent != nil
}

// allOfThem reads "those five together?" as the sum over so many as the book ranks, where the thread has spoken of fewer.
func (th *thread) allOfThem(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("set.sum") && !slices.Contains(q.Concepts, "act.combine") && !th.totalled() {
		return q, false
	}
	all := e.index.Ranked()
	if n := q.Several(); len(q.Numbers) == 1 || n > 0 {
		q = q.Clone()
		if q.Top = n; len(q.Numbers) == 1 {
			q.Top = int(q.Numbers[0])
		}
	}
	if q.Top != len(all.Names)+all.More || !q.Cues.Has("back.it", "set.all", "ask.overall") || !barely(r) || len(q.Names) > 0 || !firmsOnly(q) || q.Metric != "" || !th.last.query.Figures() {
		return q, false
	}
	q = q.Clone()
	q.Numbers, q.Contrary, q.Facet = nil, false, ""
	q.Cues.Add("set.sum")
	q.Intent = e.index.Intent("total")
	return q, q.Intent != nil
}

// partOfQuote reads "only the part on X" after somebody's words as a question for those of them that have a word of it.
func (th *thread) partOfQuote(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if f == nil || len(f.Quotes) != 1 || q.Facet != "" || !short(r) || !e.muteNow(q) || q.Cues.Has("set.not", "set.also", "back.he") ||
		!slices.ContainsFunc(q.Words, func(w string) bool {
			return len(w) >= lettersOfQuote && strings.Contains(strings.ToLower(strings.Join(f.Quotes[0].Sentences, " ")), w)
		}) && !(q.Cues.Has("set.only") && slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.say" && e.index.Said(f.Quotes, id) })) {
		return q, false
	}
	q = q.Clone()
	q.People, q.Facet, q.Contrary, q.Cues = []string{f.Quotes[0].Speaker}, "", false, nil
	q.Intent = e.index.Intent("quote")
	return q, q.Intent != nil
}

// lettersOfQuote is how many letters a word has at least that tells one sentence from another.
const lettersOfQuote = 5

// sameOf reads "now the same for X's sales" as the figure that the book has of that, whatever was asked before.
func (th *thread) sameOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	one := len(q.Names) == 1 && firmsOnly(q) && len(q.Numbers) == 0 && q.Facet == "" && bareOnly(q, "adj.current")
	if !q.Cues.Has("back.and") || !one || !short(r) || q.Cues.Has("set.sum", "set.against", "set.not", "deg.more", "deg.less", "deg.tie", "unit.points") ||
		q.Metric == "" || !e.index.Covers(q) || !th.last.query.Figures() {
		return q, false
	}
	q = q.Clone()
	q.Contrary = false
	q.Intent = e.index.Intent("growth")
	return q, q.Intent != nil
}

// whySo reads "why them?" after any answer as the question why that is so.
func (th *thread) whySo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	noMore := len(r.tokens) <= fewTokens && mute(q) && q.Place == "" && len(q.Bare) == 0 && !q.Cues.Has("set.not", "back.and", "deg.more", "deg.less", "deg.top")
	if q.Facet != "facet.why" || !noMore || th.last.query.Figures() || e.whyAfter(th.last.query.Intent) == nil {
		return q, false
	}
	q = q.Clone()
	q.Intent = e.index.Intent("follow.why")
	return th.follow(e, q)
}

// reasonGiven reads "what reason did he give?" after figures as the question why, where the book has something on that.
func (th *thread) reasonGiven(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Facet != "facet.why" || len(q.People) != 1 || len(q.Names)+len(q.Others)+len(q.Bare) > 0 || q.Metric != "" || q.Quote != "" || !short(r) {
		return q, false
	}
	q = q.Clone()
	q.Intent = e.index.Intent("follow.why")
	next, ok := th.follow(e, q)
	return next, ok && !e.index.Gather(next).Silent()
}

// level reads "who else is on that number?" after the figure of one as the question who is tied with that one.
func (th *thread) level(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if tied := th.sharing(); name == "" && len(tied) > 0 {
		name = tied[0]
	}
	who := q.Facet == "facet.who" || q.Cues.Has("ask.any") && asksAtMost(q, "facet.whether")
	if name == "" || !who || !q.Cues.Has("set.also") || !q.Cues.Has("back.it") || len(q.Names) > 0 || !nobody(q) || q.Metric != "" || q.Asked.Said || q.Place != "" || q.Abroad != "" ||
		q.Cues.Has("set.not", "deg.more", "deg.less", "deg.top", "deg.bottom") || !short(r) ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofLevel[id] }) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Period, q.Asked = []string{name}, false, th.last.query.Period, th.last.query.Asked
	q.Intent = e.index.Intent("tied")
	return q, q.Intent != nil
}

// ofLevel are the concepts of a question for who has the same figure.
var ofLevel = map[string]bool{"noun.number": true, "noun.point": true, "noun.rank": true, "noun.position": true, "adj.exact": true, "act.verify": true, "act.hold": true, "act.tie": true}
