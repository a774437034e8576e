package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// leaning are the ways in which a question may lean on the one before it, in the order in which they are tried.
var leaning = [...]func(*thread, *Engine, *evidence.Query, *reading) (*evidence.Query, bool){
	(*thread).lastOfRun, (*thread).anybodyElse, (*thread).playsIn, (*thread).ofOneFirm, (*thread).fullName, (*thread).leaderThen, (*thread).theirWay, (*thread).doesToo, (*thread).figureToo, (*thread).bothMoved, (*thread).gapToo, (*thread).whoGained, (*thread).ofTheRest, (*thread).anyOfThem, (*thread).nowAgainst, (*thread).insteadSay, (*thread).projected, (*thread).supposedOfIt, (*thread).inThatCase, (*thread).kindOfFirm,
	(*thread).fromWhereToWhere, (*thread).moreThanOne, (*thread).doneBy, (*thread).howHigh, (*thread).fromWhatTo, (*thread).putsAhead, (*thread).isAnybody, (*thread).asDifference,
	(*thread).thoseTwo, (*thread).takenOut, (*thread).levelWith, (*thread).againstSum, (*thread).madeBy, (*thread).theirTitles, (*thread).gapBetween, (*thread).notFrom, (*thread).ownWords, (*thread).toldWhom, (*thread).partGone, (*thread).tiedBehind, (*thread).dealtWith,
	(*thread).amongTied, (*thread).isUp, (*thread).afterWhat, (*thread).yearOn, (*thread).aheadThen, (*thread).asHighNow, (*thread).distance, (*thread).saidIt, (*thread).adjacent,
	(*thread).whatIsThat, (*thread).itsOfficer, (*thread).exactDate, (*thread).ifSo, (*thread).whyFailed, (*thread).whoseView, (*thread).tieOfRun,
	(*thread).figureOfFirst, (*thread).successorOf, (*thread).dealOrTalks, (*thread).notThat, (*thread).quotedToo, (*thread).topOf, (*thread).wasBefore,
	(*thread).itBefore, (*thread).backThen, (*thread).rightFigure, (*thread).withHim, (*thread).swapped, (*thread).rankedWith, (*thread).byWhom,
	(*thread).toWhom, (*thread).meansFor, (*thread).broughtUp, (*thread).howMuchSaid, (*thread).thatHurts, (*thread).hereOrEverywhere, (*thread).onlyThem, (*thread).toWhat,
	(*thread).otherRank, (*thread).byEach, (*thread).thenAgainst, (*thread).saidThat, (*thread).firstOrOther, (*thread).theirFigure, (*thread).otherOne,
	(*thread).onThatDay, (*thread).spokenThere, (*thread).anotherThere, (*thread).detailOf, (*thread).itWas, (*thread).whenSo, (*thread).closerTo,
	(*thread).bySource, (*thread).highestRate, (*thread).doesBeat, (*thread).predecessor, (*thread).spokeThere, (*thread).sourced, (*thread).disbelief,
	(*thread).objection, (*thread).rated, (*thread).faster, (*thread).isAhead, (*thread).limited, (*thread).currently, (*thread).dated,
	(*thread).whoseFigures, (*thread).fromWhom, (*thread).ofWhen, (*thread).indeed, (*thread).nod, (*thread).spokesman, (*thread).winner,
	(*thread).candidate, (*thread).elsewhere, (*thread).earlier, (*thread).bounded, (*thread).summand, (*thread).without, (*thread).ofRun,
	(*thread).rankOf, (*thread).apart, (*thread).successor, (*thread).neighbour, (*thread).difference, (*thread).share, (*thread).told, (*thread).again,
	(*thread).basis, (*thread).comparedWith, (*thread).countries, (*thread).alsoFrom, (*thread).placed, (*thread).figureOf, (*thread).gapTo, (*thread).rankAfter,
	(*thread).isIt, (*thread).instead, (*thread).howItWent, (*thread).employing, (*thread).incumbent, (*thread).position, (*thread).subject,
	(*thread).define, (*thread).amount, (*thread).merely, (*thread).otherFigure, (*thread).byPoints, (*thread).teller, (*thread).relative,
	(*thread).allOfThem, (*thread).partOfQuote, (*thread).sameOf, (*thread).whySo, (*thread).reasonGiven, (*thread).level, (*thread).figureRead,
	(*thread).sameFor, (*thread).otherLimit, (*thread).wayOf, (*thread).fromWhat, (*thread).anyFaster, (*thread).ofThose, (*thread).afterThat,
	(*thread).theNext, (*thread).remainder, (*thread).sentenceOf, (*thread).whoseWord, (*thread).measureOf, (*thread).overRank, (*thread).oneOfAll,
	(*thread).trend, (*thread).exactly, (*thread).otherSpeaker, (*thread).overWhom, (*thread).always, (*thread).overTime, (*thread).unchosen,
	(*thread).saidWhat, (*thread).holderThere, (*thread).everyoneElse, (*thread).othersToo, (*thread).willStay, (*thread).theRest,
	(*thread).anyoneThere, (*thread).whichOnes, (*thread).mostOfThem, (*thread).besidesThat, (*thread).aloneThere, (*thread).anyoneElse, (*thread).here,
}

// pointed reads an utterance that points back in its thread by rule, whatever the matcher makes of it.
func (e *Engine) pointed(base *evidence.Query, th *thread, r *reading, words intent.Words, ranked []intent.Match) (option, bool) {
	if th.last == nil || len(ranked) == 0 {
		return option{}, false
	}
	try := []*thread{th}
	if th.topic != nil && th.topic != th.last {
		of := *th
		of.last = th.topic
		try = append(try, &of) // of what was asked before the source of it was
	}
	for _, th := range try {
		for _, read := range leaning {
			if q, ok := read(th, e, base, r); ok {
				o, ok := e.bareOption(q.Intent, q, r, words, ranked)
				return o, ok && o.mass <= pointedMass // what it does not say is asked of the question before, not what nothing explains
			}
		}
	}
	return option{}, false
}

// single reports whether the last answer gave the figure of one.
func (th *thread) single() bool {
	return th.last.query.Figures() && th.last.finding != nil && len(th.last.finding.Series) == 1
}

// neighbour reads "who is above them?" and, of one, "who comes right behind?" as a question for the next in the ranking; "who is bigger?" compares two.
func (th *thread) neighbour(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	above := cue(r, "deg.", func(d *gazetteer.Mention) bool {
		return cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == d.Last })
	}) && !q.Cues.Has("deg.top") // "who leads there?"
	behind := q.Cues.Has("deg.less") && !slices.ContainsFunc(q.Concepts, func(id string) bool { return strings.HasPrefix(id, "adj.") }) && len(th.last.query.Names) < 2
	if q.Cues.Has("deg.tie") || q.Facet != "facet.who" || len(q.Names)+len(q.Ranks) > 0 || !th.last.query.Figures() || !above && !behind {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary = th.recent(1), false
	q.Intent = e.index.Intent("nearest")
	if tied := th.sharing(); above && len(tied) > 0 && !q.Cues.Has("deg.next") {
		q.Names, q.Intent = tied[:1], e.index.Intent("threshold") // "who is ahead of them?", of those who are tied
	}
	return q, q.Intent != nil && len(q.Names) > 0
}

// share reads "and in percent rather than points?" as the relative change of the one last spoken of.
func (th *thread) share(e *Engine, q *evidence.Query, _ *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("unit.percent") || !q.Cues.Has("unit.points") || !q.Cues.Has("set.not", "set.except") || q.Metric != "" || len(q.Names)+len(q.Percents) > 0 || !th.namedOne() {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary = last.Names, false
	q.Intent = e.index.Intent("ratio")
	return q, q.Intent != nil
}

// again reads "both of them or only X?", "by X or Y?" and "by X only?" after a statement as the same question once more: who it is said of.
func (th *thread) again(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "tell" || th.last.finding == nil || len(th.last.finding.Claims) == 0 || !short(r) || !q.Cues.Has("back.it") && !(q.Cues.Has("role.by") && len(q.Names) > 0) || !q.Cues.Has("facet.choice") && !(q.Cues.Has("role.by") && q.Cues.Has("set.only", "ask.which")) ||
		len(q.Bare) > 0 || !firmsOnly(q) || q.Metric != "" || slices.ContainsFunc(q.Concepts, func(id string) bool { return ofCertainty[id] }) {
		return q, false
	}
	for _, n := range q.Names {
		if !slices.Contains(th.last.finding.Claims[0].Who, n) {
			return q, false
		}
	}
	q = q.Clone()
	q.Intent, q.Contrary, q.Facet, q.Concepts = last.Intent, false, "facet.who", last.Concepts
	return q, true
}

// basis reads "was that against the quarter before?" after a rate of growth as the question for that rate: it says what it is measured against.
func (th *thread) basis(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	against := q.Cues.Has("set.against")
	choice := q.Cues.Has("facet.choice") && q.Cues.Has("time.yoy")
	earlier := q.Asked.Chain || q.Asked.Said && against && q.Cues.Has("facet.choice") || choice
	if !earlier || q.Facet != "facet.whether" && !against && !choice || len(q.Names)+len(q.Ranks)+len(q.Percents) > 0 || q.Metric != "" || !short(r) || !last.Figures() || !moves[last.Intent.Operation] {
		return q, false
	}
	last = last.Clone()
	last.Asked, last.Period, last.Facet, last.Contrary = evidence.Asked{}, evidence.Period{}, "", false
	return last, true
}

// comparedWith reads "compared with when?" after how something moved as that once more: it says what it is measured against.
func (th *thread) comparedWith(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	moved := moves[last.Intent.Operation] || !f.Silent() && slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool {
		return slices.Contains(c.Concepts, "dir.down") || slices.Contains(c.Concepts, "dir.up")
	})
	if !moved || !q.Cues.Has("set.against") || q.Facet != "facet.when" && !q.Cues.Has("ask.what") || !barely(r) || !mute(q) || !bareOnly(q, "noun.period", "act.compare") {
		return q, false
	}
	return th.onceMore(), true
}

// told reads "but X says 20" after the figure of one as a question whether it is right.
func (th *thread) told(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	figures := q.Stated()
	if len(figures) != 1 || len(q.Names)+len(q.Ranks)+len(q.People)+q.Top > 0 || q.Metric != "" || !short(r) || !th.namedOne() ||
		!slices.Contains(q.Concepts, "act.say") && !slices.Contains(q.Concepts, "act.think") || !asksAtMost(q, "facet.whether") ||
		slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Number && m.Last < len(r.tokens) && r.tokens[m.Last].Kind == utterance.Word // "say it in 2 words"
		}) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Percents, q.Numbers, q.Metric = th.recent(1), false, figures, nil, last.Metric
	q.Period, q.Asked = last.Period, last.Asked
	q.Intent = e.index.Intent("verify")
	return q, q.Intent != nil && len(q.Names) > 0
}

// difference reads "how much is that down?" and "is that up or down?" as the change of the one last spoken of.
func (th *thread) difference(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	either := q.Facet == "facet.whether" && short(r) && len(q.Bare) <= 2
	if in := e.index.Intent("change"); in != nil && len(q.Bare) == 1 && q.Bare[0] == "noun.difference" && nobody(q) && asksAtMost(q, "facet.amount") && q.Metric == "" && len(r.tokens) <= fewTokens && th.namedOne() && len(q.Cues) == 0 && len(th.recent(2)) == 1 {
		last = last.Clone() // "difference?", of one: from the year before
		last.Intent, last.Asked, last.Period = in, evidence.Asked{}, evidence.Period{}
		return last, !e.index.Gather(last).Silent()
	}
	if q.Facet != "facet.amount" && !either || q.Cues.Has("time.future") || !q.Cues.Has("back.it") || q.Metric != "" || len(q.Names)+len(q.Ranks)+len(q.Percents) > 0 || !th.namedOne() ||
		!slices.Contains(q.Concepts, "dir.up") && !slices.Contains(q.Concepts, "dir.down") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary = last.Names, false
	q.Intent = e.index.Intent("change")
	if next := nextOf(last, th.last.finding); next != "" && last.Intent.Operation == "nearest" {
		q.Names = []string{next}
	}
	if slices.Contains(q.Concepts, "adj.fast") {
		q.Intent = e.index.Intent("growth")
	}
	return q, q.Intent != nil
}

// doubted returns the claim of the last answer of which a question asks how sure it is, "is that confirmed?", or nil.
func (th *thread) doubted(q *evidence.Query) *knowledge.Claim {
	plainly := q.Facet == "facet.sure" && len(q.Bare) > 0 && !slices.ContainsFunc(q.Bare, func(id string) bool { return !ofCertainty[id] }) // "fact or rumour?"
	if !q.Cues.Has("back.it") && !plainly || !unnamed(q) || q.Facet == "facet.when" || th.last.query.Figures() || th.last.finding == nil ||
		q.Intent.Operation != "tell" && q.Intent.Operation != "certainty" ||
		q.Facet != "facet.sure" && !slices.ContainsFunc(q.Concepts, func(id string) bool { return ofCertainty[id] }) {
		return nil
	}
	for _, c := range th.last.finding.Claims {
		if _, ok := c.Knows["facet.sure"]; ok {
			return c
		}
	}
	return th.sure(th.last.finding.Claims)
}

// ofCertainty are the concepts by which one asks how sure something is.
var ofCertainty = map[string]bool{"act.confirm": true, "noun.rumour": true, "noun.fact": true, "adj.sure": true, "adj.unsure": true, "adj.official": true}

// countries reads "which countries exactly?" after a statement as the question where that is so.
func (th *thread) countries(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "tell" || !short(r) || !q.Cues.Has("ask.country") || len(q.Names) > 0 || !firmsOnly(q) || q.Place != "" || q.Abroad != "" || q.Metric != "" {
		return q, false
	}
	q = q.Clone()
	q.Names, q.People, q.Others, q.Concepts = last.Names, last.People, last.Others, last.Concepts
	q.Intent, q.Contrary, q.Facet = last.Intent, false, "facet.where"
	return q, true
}

// spokeThere reads "who spoke there?" after an event or outlet from which the book has words as a question for who spoke at it.
func (th *thread) spokeThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if q.Facet != "facet.who" || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !bareOnly(q, "act.say") || len(q.Bare) == 0 || len(last.Others) != 1 || !e.index.Occasion(last.Others) {
		return q, false
	}
	q = q.Clone()
	q.Others, q.Intent = last.Others, e.index.Intent("people")
	return q, q.Intent != nil
}

// alsoFrom reads "and the 15%, the same place?" after the source of a figure as a question for that of another.
func (th *thread) alsoFrom(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "measured" || !short(r) || len(q.Percents) != 1 || !q.Cues.Has("back.and") || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks) > 0 || q.Metric != "" {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Contrary, q.Facet, q.Cues = last.Intent, false, "facet.source", nil
	return q, true
}

// pointing reports whether a word points back at what was said, not at whom: "is that the lead?"
func pointing(r *reading) bool {
	return particle(r, "word.that", func(p *gazetteer.Mention) bool {
		return cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == p.First })
	})
}

// figureOf reads "how much?" and "what share?" after who holds a rank as a question for their figures, and "by how much?" after what changed as
// one for the rate.
func (th *thread) figureOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	bare := barely(r) && unnamed(q) && len(q.Ranks)+len(q.Percents)+len(q.Numbers)+q.Top == 0 && q.Place == "" && q.Abroad == "" &&
		!q.Asked.Said && !q.Cues.Has("set.sum", "set.not", "deg.more", "deg.less", "deg.top", "facet.choice") && len(q.Bare) <= 1
	with := q.Cues.Has("ask.what") && heads(r, "op.add") && nothingBut(r, "ask.what", "op.add") // "with what?"
	if with && bare && last.Intent.Operation == "tied" {
		return last, true
	}
	f := th.last.finding
	held := last.Intent.Operation == "holder" && f != nil && len(f.Series) > 0
	next := last.Intent.Operation == "nearest" && th.one() != ""
	number := (held || next) && slices.Contains(q.Bare, "noun.number") && q.Cues.Has("back.it") && q.Facet == "" // "the number for that one?"
	if !bare || !number && q.Facet != "facet.amount" && !(with && q.Facet == "") && (q.Metric == "" && !q.Cues.Has("ask.growth") || q.Facet != "") {
		return q, false
	}
	switch {
	case next && e.ofDefault(q) && !slices.ContainsFunc(q.Concepts, ofWay) && !slices.Contains(q.Concepts, "noun.difference") && !q.Cues.Has("unit.points"):
		q = q.Clone()
		q.Names, q.Metric, q.Intent = []string{th.one()}, e.book.Default.Metric, e.index.Intent("lookup")
	case held && e.ofDefault(q) && !slices.Contains(q.Concepts, "noun.difference") && !(q.Cues.Has("unit.points") && len(th.run) > 1):
		for _, row := range f.Series {
			q = q.Clone()
			q.Names = once(q.Names, row.Entity)
		}
		q = q.Clone()
		q.Metric, q.Intent = e.book.Default.Metric, e.index.Intent("lookup")
		if slices.ContainsFunc(q.Concepts, ofWay) {
			q.Metric, q.Intent = "", e.index.Intent("growth") // "how fast did they grow?"
		}
	case th.grown() != "" && q.Metric != "" && e.index.Levels(q.Metric):
		q = q.Clone()
		q.Names, q.Intent = []string{th.grown()}, e.index.Intent("lookup") // "what is its share?", of who grew
	case last.Intent.Operation == "tell" && last.Metric != "" && q.Metric == "" && e.index.Held(last.Metric):
		q = q.Clone()
		q.Names, q.Metric, q.Intent = last.Names, last.Metric, e.index.Intent("growth")
	default:
		return q, false
	}
	q = q.Clone()
	q.Facet, q.Contrary = "", false
	return q, q.Intent != nil
}

// rankAfter reads "and second?" after who holds a rank as the same question for another.
func (th *thread) rankAfter(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	op := th.last.query.Intent.Operation
	rank := len(q.Ranks) == 1 || len(q.Ranks) == 0 && q.Cues.Has("deg.bottom")
	if op != "holder" && op != "standing" && op != "table" && th.last.query.Top == 0 || !rank || !barely(r) || !unnamed(q) || len(q.Percents) > 0 || q.Metric != "" || !q.Cues.Has("back.and") || !asksAtMost(q, "facet.who") {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Contrary = e.index.Intent("holder"), false
	return q, q.Intent != nil
}
