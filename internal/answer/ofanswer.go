package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// What is asked of the last answer itself: to say it again or in another language, how sure it is, whose its figures are and for when.

// ofAnswer understands an utterance that is about no more than the last answer, and reports whether it is.
func (u *turn) ofAnswer(e *Engine, th *thread) bool {
	switch q, r := u.base, u.reading; {
	case th.last == nil:
		return false
	case th.retold(q, r):
		u.retell(th.last)
	case th.described(e, q, r):
		u.affirm(th.last)
	case th.misdescribed(e, q, r):
		u.deny(th.last)
	case th.guesses(e, q, r):
		u.guess(e, th)
	case th.othersWords(q, r):
		u.answersFor(th.last)
		u.base, u.finding = th.last.base, th.last.finding.Disclaimed(q.People)
	case th.opinion(q, r):
		u.opine(e, th.last)
	default:
		return false
	}
	return true
}

// answersFor has a turn stand for the last one, with its question and its answer.
func (u *turn) answersFor(last *turn) { u.option, u.asked, u.pointed = last.option, last.asked, true }

// retold reads "in Chinese please", "what?" and "say that again" as a wish for the last answer once more.
func (th *thread) retold(q *evidence.Query, r *reading) bool {
	if !mute(q) || !barely(r) {
		return false
	}
	if silent(r) && asksAtEnd(r) {
		return true // "?"
	}
	once := q.Cues.Has("talk.again") && len(q.Words) <= 2 && nothingBut(r, "talk.again")
	again := q.Cues.Has("talk.repeat") && th.nothingNew(r, "talk.repeat", "facet.whether", "back.it")
	language, _ := tongue(r)
	return q.Place == "" && (once || again) || language != "" && nothingBut(r, "talk.in.", "facet.whether", "back.it")
}

// nothingNew reports whether all words of an utterance are in mentions of some cues, or were in the last question: "help how exactly?"
func (th *thread) nothingNew(r *reading, ids ...string) bool {
	return nothingElse(r, func(t utterance.Token) bool {
		return t.Kind == utterance.Word && slices.ContainsFunc(th.last.asked.tokens, func(o utterance.Token) bool { return o.Text == t.Text })
	}, ids...)
}

// described reports whether an utterance has the rates of the last answer be within a year, which they are: "is that yoy?"
func (th *thread) described(e *Engine, q *evidence.Query, r *reading) bool {
	f := th.last.finding
	return q.Cues.Has("back.it") && q.Cues.Has("time.yoy") && barely(r) && mute(q) && asksAtMost(q, "facet.whether") && bareOnly(q, "act.change", "act.verify", "noun.number") && !q.Cues.Has("set.not", "facet.choice", "deg.more", "deg.less") &&
		!f.Silent() && e.index.Rate(f)
}

// affirm says yes to what the last answer says.
func (u *turn) affirm(last *turn) {
	u.answersFor(last)
	u.base, u.finding = last.base, last.finding.Affirmed()
}

// guesses reports whether an utterance only has somebody be who was asked for last: "it was X, wasn't it?"
func (th *thread) guesses(e *Engine, q *evidence.Query, r *reading) bool {
	f, last := th.last.finding, th.last.query
	if f.Silent() || f.Status != evidence.Answered || last.Figures() || last.Facet != "facet.who" || len(f.Claims) == 0 || len(f.Quotes) > 0 || len(q.Names) != 1 || !e.index.Companies(q.Names) || !q.Cues.Has("back.it") || !barely(r) || !firmsOnly(q) || len(q.Numbers) > 0 ||
		q.Metric != "" || q.Place != "" || q.Abroad != "" || !bareOnly(q, "act.verify") || q.Facet != "facet.whether" && !q.Tagged || q.Cues.Has("set.not", "set.also", "facet.choice", "deg.top", "deg.more", "deg.less") {
		return false
	}
	if slices.ContainsFunc(q.Concepts, func(id string) bool { return id != "act.verify" }) || slices.Contains(e.index.Chosen(), e.index.Partner(f.Claims)) {
		return false // how the other stands is told then
	}
	who := th.knownWho(f.Claims)
	return who == q.Names[0] || who != "" && !slices.Contains(f.Claims[0].Who, q.Names[0])
}

// guess says yes to who was asked for last, or that it is another, and who it is.
func (u *turn) guess(e *Engine, th *thread) {
	name := u.base.Names[0]
	u.answersFor(th.last)
	u.base = th.last.base
	if th.knownWho(u.finding.Claims) == name {
		u.finding = u.finding.Affirmed()
		return
	}
	u.finding = u.finding.Disclaimed(evidence.Names{name})
}

// othersWords reports whether an utterance asks no more than whether somebody said what was quoted last, who did not: "did X say that?"
func (th *thread) othersWords(q *evidence.Query, r *reading) bool {
	f := th.last.finding
	return asksWhoSaid(q, r) && !f.Silent() && len(f.Quotes) > 0 && !slices.ContainsFunc(f.Quotes, func(v *knowledge.Quotation) bool { return v.Speaker == q.People[0] })
}

// asksWhoSaid reports whether a question is no more than whether somebody said that.
func asksWhoSaid(q *evidence.Query, r *reading) bool {
	return whetherSaid(q) && barely(r) && !q.Cues.Has("ask.about", "facet.choice")
}

// whetherSaid reports whether a question is whether somebody said that, or something on it.
func whetherSaid(q *evidence.Query) bool {
	return len(q.People) == 1 && q.Cues.Has("back.it") && slices.Contains(q.Bare, "act.say") && bareOnly(q, "act.say") && q.Facet == "facet.whether" && namesNone(q) && !q.Cues.Has("set.not", "set.also", "time.future")
}

// opinion reports whether an utterance asks no more than what the bot thinks of what was answered: "do you think it will work?"
func (th *thread) opinion(q *evidence.Query, r *reading) bool {
	return q.Cues.Has("ask.opinion") && short(r) && mute(q) && r.field == 0 && q.Place == "" && !th.last.finding.Silent() &&
		!slices.ContainsFunc(q.Bare, func(id string) bool { return ofThing(id) && !slices.Contains(th.last.query.Concepts, id) }) && q.Facet != "facet.who" && len(q.Uttered.Words) == 0
}

// opine says that the book does not judge what was answered last, and what it was.
func (u *turn) opine(e *Engine, last *turn) {
	u.answersFor(last)
	u.finding = e.index.NotJudged(last.finding)
}

// misdescribed reports whether an utterance has the figures of the last answer be of a metric, a region or a quarter that they are not of: "that's revenue,
// right?", "is that worldwide?"
func (th *thread) misdescribed(e *Engine, q *evidence.Query, r *reading) bool {
	f, last := th.last.finding, th.last.query
	if !q.Cues.Has("back.it") || f.Silent() || !last.Figures() || !e.index.Measures(f.Claims) || !barely(r) || !nobody(q) || !asksAtMost(q, "facet.whether") || !bareOnly(q, "act.verify", "noun.place", "noun.number") && !q.Cues.Has("ask.growth") ||
		q.Cues.Has("set.not", "set.also", "set.only", "facet.choice", "deg.more", "deg.less", "time.future") {
		return false
	}
	is := cue(r, "back.it", func(c *gazetteer.Mention) bool {
		return strings.HasPrefix(r.tokens[c.Last-1].Text, "'") || wordOf(r, "word.be", c.First-1) && q.Facet == "facet.whether" || wordOf(r, "word.be", c.Last)
	})
	if !is {
		return false
	}
	if q.Metric != "" {
		return e.index.ToldApart(last, f, q.Metric)
	}
	return q.Abroad != "" || q.Asked.Said && q.Asked.Exact && !e.index.Dated(q.Period.Year, q.Period.Quarter)
}

// deny says that the figures of the last answer are not what they are taken for, and whose they are.
func (u *turn) deny(last *turn) {
	u.answersFor(last)
	u.base, u.finding = last.base, last.finding.Denied()
}

// silent reports whether an utterance is nothing but signs.
func silent(r *reading) bool {
	return !slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind != utterance.Break })
}

// retell gives the last answer once more, to signs alone in the language that it had.
func (u *turn) retell(last *turn) {
	u.answersFor(last)
	u.base = last.base
	if silent(u.reading) {
		u.reading.language = last.reading.language
	}
}

// disbelief reads "really?" and "are you sure?" as a question for where the last answer is from, and so "is that confirmed?".
func (th *thread) disbelief(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	sure := th.last.finding != nil && q.Cues.Has("facet.sure") && nothingBut(r, "facet.sure", "facet.whether", "facet.choice", "back.it")
	if !sure && !doubts(q, r) || !barely(r) && !(short(r) && r.language == "zh") || !mute(q) || th.last.finding == nil {
		return q, false
	}
	next := th.ofLast(nil)
	th.ofRanked(next)
	next = th.source(e, next, "facet.sure")
	if c := th.howSure(); sure && c != nil && next.Claim != "" {
		next.Claim = c.ID
	}
	return next, next.Intent != nil
}

// ofLast is the last question for what is asked about its answer, with the cues of that.
func (th *thread) ofLast(cues evidence.Cues) *evidence.Query {
	next := th.last.query.Clone()
	next.Cues, next.Doubts, next.Words, next.Contrary = cues, nil, nil, false
	return next
}

// howSure returns the claim by which it is said how sure it is what was answered last, or nil.
func (th *thread) howSure() *knowledge.Claim {
	claims := th.last.finding.Claims
	if c := th.sure(claims); c != nil {
		return c
	}
	if i := slices.IndexFunc(claims, func(c *knowledge.Claim) bool { return c.Knows["facet.sure"] != nil }); i >= 0 {
		return claims[i]
	}
	return nil
}

// doubts reports whether an utterance does no more than doubt what was said.
func doubts(q *evidence.Query, r *reading) bool {
	check := q.Cues.Has("back.it") && q.Cues.Has("facet.whether") || len(q.Words) == 1 && asksAtEnd(r)
	return (q.Cues.Has("talk.doubt") || q.Cues.Has("talk.check") && check) && nothingBut(r, "talk.doubt", "talk.check", "facet.sure", "facet.whether", "back.it")
}

// whoseFigures reads "who measured that?" and "is that official?" after an answer that rests on figures as the question whose those are.
func (th *thread) whoseFigures(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	measured := q.Facet == "facet.who" && slices.Contains(q.Bare, "act.measure") && bareOnly(q, "act.measure", "noun.number") && !q.Cues.Has("facet.choice")
	sure := (q.Facet == "facet.whether" || q.Facet == "facet.sure") && slices.ContainsFunc(q.Concepts, func(id string) bool { return ofCertainty[id] }) &&
		!slices.ContainsFunc(q.Concepts, func(id string) bool { return !ofCertainty[id] && id != "act.verify" })
	if !measured && !sure || !q.Cues.Has("back.it") || !th.onFigures(e, q, r) || q.Cues.Has("set.not", "set.also", "time.future") {
		return q, false
	}
	next := th.source(e, th.ofLast(q.Cues), "facet.source")
	return next, next.Intent != nil
}

// fromWhom reads "is that from X itself?" after an answer that rests on figures as the question whose those are.
func (th *thread) fromWhom(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("back.it") || !q.Cues.Has("move.from") || q.Facet != "facet.whether" || len(q.Names) != 1 || !barely(r) || !firmsOnly(q) || len(q.Numbers) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" || !bareOnly(q) ||
		!th.restsOnFigures(e) || q.Cues.Has("set.not", "facet.choice", "unit.points", "deg.more", "deg.less") {
		return q, false
	}
	next := th.source(e, th.ofLast(nil), "facet.source")
	return next, next.Intent != nil
}

// ofWhen reads "as of when are the numbers?" after an answer that rests on figures as the question for when those hold.
func (th *thread) ofWhen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Facet != "facet.when" && q.Which != "noun.period" || !bareOnly(q, "noun.period", "noun.number", "act.measure") || !th.onFigures(e, q, r) || q.Cues.Has("set.not", "time.future", "facet.duration", "facet.choice") {
		return q, false
	}
	next := th.venue(e, th.ofLast(q.Cues), "facet.when")
	return next, next.Intent != nil
}

// onFigures reports whether a question that names nothing stands behind an answer that rests on figures.
func (th *thread) onFigures(e *Engine, q *evidence.Query, r *reading) bool {
	return (barely(r) || short(r) && r.language == "zh") && mute(q) && th.restsOnFigures(e)
}

// restsOnFigures reports whether the last answer does.
func (th *thread) restsOnFigures(e *Engine) bool {
	f := th.last.finding
	return !f.Silent() && len(f.Quotes) == 0 && e.index.Measures(f.Claims)
}
