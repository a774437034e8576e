package answer

import (
	"math"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// decide declines where no reading is sure enough, or where words of the question that nothing explains
// may change what it asks. What a declined question wrongly takes for granted is corrected all the same.
func (e *Engine) decide(u *turn, base *evidence.Query) {
	if coded(u.reading, base) {
		u.finding, u.value = e.aside(), min(u.value, socialLevel)
		return
	}
	e.settle(u, base)
	if u.reading.field <= len(base.Names) && (u.finding.Silent() || u.aside()) && !base.Cues.Has("ask.override") && e.index.Intent("verify") != nil && e.index.Claims(base) {
		q := base.Clone()
		q.Intent = e.index.Intent("verify")
		if f := e.index.Gather(q); !f.Silent() { // "for my slide: X 16"
			u.query, u.finding, u.value = q, f, max(u.value, enough)
			return
		}
	}
	if e.byFigures(u, base) || !u.finding.Silent() || u.pointed {
		return
	}
	if f := e.index.Presumed(base); f != nil {
		u.query, u.finding, u.value = base.Clone(), f, max(u.value, enough)
		u.query.Intent = e.index.Standing()
	}
}

// byFigures reads by its figures alone a question that no reading answers: "who went from 24 to 15?", "the difference between highest and lowest?"
func (e *Engine) byFigures(u *turn, base *evidence.Query) bool {
	if !u.finding.Silent() && !u.aside() || u.pointed || base.Cues.Has("ask.override") {
		return false
	}
	intent := e.ofFigures(u, base)
	if intent == "" || e.index.Intent(intent) == nil {
		return false
	}
	q := base.Clone()
	if q.Intent = e.index.Intent(intent); intent == "standing" {
		q.Facet = "facet.whether"
	}
	f := e.index.Gather(q)
	if f.Silent() || intent == "standing" && f.Status != evidence.Corrected {
		return false
	}
	u.query, u.finding, u.value = q, f, max(u.value, enough)
	return true
}

// ofFigures is the intent of a question that its figures, ranks and superlatives say what it asks; "": they do not.
func (e *Engine) ofFigures(u *turn, base *evidence.Query) string {
	ends := base.Cues.Has("deg.top") && base.Cues.Has("deg.bottom") && slices.Contains(base.Bare, "noun.difference")
	moved := base.Cues.Has("move.from", "move.to") && e.index.Became(base)
	one := len(base.Names) == 1 && base.Metric == "" && len(base.Percents) == 0
	switch {
	case one && len(base.Numbers) == 2 && base.Cues.Has("facet.choice") && base.Scale == "" && len(base.Bare) <= 1 && e.index.EitherNow(base):
		return "lookup" // "X: 15 or 16?"
	case (!moved || len(base.Stated()) == 1) && !mentioned(u.reading):
		return ""
	case one && base.Tagged && len(base.Ranks) == 1 && u.finding.Silent():
		return "standing" // "X is fifth, isn't it? By whom was it passed?"
	case base.Several() > 1 && slices.Contains(base.Bare, "noun.rank") && len(base.Names)+len(base.Ranks) == 0:
		return "table" // "rank the five"
	case ends || moved:
		return "change"
	}
	return ""
}

// settle is decide without what a question takes for granted.
func (e *Engine) settle(u *turn, base *evidence.Query) {
	if name := e.merelyNamed(u, base); name != "" {
		u.query, u.finding = base, e.doubtful(name)
		return
	}
	if u.finding == nil {
		e.unread(u, base)
		return
	}
	if !u.leaned && (wordless(u.reading, base) || scribbled(u.reading)) {
		u.finding = e.aside() // signs and numbers ask nothing
		u.value = min(u.value, socialLevel)
		return
	}
	if e.aboutTalk(u, base) {
		return
	}
	if !u.leanedOnFigures && u.query.Figures() && merelyWho(u.query) {
		u.finding = e.decline(u, base)
		return
	}
	if u.query.Cues.Has("ask.override") && (u.query.Facet == "" || onlyQuoted(u.reading) || u.reading.quoted != "" && asks(u.reading) == 0) {
		u.finding = e.aside() // an order to the bot asks nothing
		u.value = min(u.value, socialLevel)
		return
	}
	if u.value-doubtCost*float64(len(u.query.Doubts)) < u.least() || u.strays() {
		u.finding = e.decline(u, base)
		return
	}
	if in := e.index.Intent(u.query.Intent.Else); in != nil && u.finding.Silent() && e.index.Companies(u.query.Names) {
		q := u.query
		q.Intent, q.Contrary = in, false
		if f := e.index.Gather(q); !f.Silent() && (f.Fit > fullAnswer || !q.Figures()) {
			u.query, u.finding = q, f
		}
	}
	if u.guessed() {
		u.finding = e.decline(u, base)
		return
	}
	if u.finding.Silent() {
		return
	}
	if d := e.doubt(u); d != "" {
		if q := u.query; q.Intent.Operation == "venue" && len(q.People)+len(q.Names) > 0 && (q.Facet == "facet.where" || q.Facet == "facet.whether") {
			u.finding = e.index.NotHeard(u.finding, u.reading.spelt(d), true) // "X at Y in Z, right?"
			return
		}
		u.finding = e.doubtful(d)
		return
	}
	if f := e.index.OutOfTime(u.query, u.finding); f != nil {
		u.finding = f
		return
	}
	if words := e.uncharted(u); words != "" {
		u.finding = e.nothingOn(u.reading.spelt(words))
	}
}

// aboutTalk answers thanks, an objection, and questions how the bot knows its quarter or when the article is from. It reports whether it did.
func (e *Engine) aboutTalk(u *turn, base *evidence.Query) bool {
	op, id := u.query.Intent.Operation, ""
	switch {
	case (op == "offtopic" || op == "say" && solely(u.reading, "talk.thanks")) && u.thanks():
		id = "thanks"
	case op == "say" && u.query.Asked.Exact && u.query.Asked.Known && len(u.query.Bare)+len(u.query.Names) == 0:
		id = "timeframe" // "how do you know that it is Q4?"
	case op == "uncovered" && datesArticle(base):
		id = "sources"
	case op == "say" && u.query.Cues.Has("talk.object") && solely(u.reading, "talk.object"):
		id = "objection"
	default:
		return false
	}
	in := e.index.Intent(id)
	if in == nil {
		return false
	}
	if id == "sources" {
		u.query = base
	}
	u.query = u.query.Clone()
	u.query.Intent = in
	if u.finding = e.social(u.query); id == "timeframe" {
		u.finding = e.index.Gather(u.query)
	}
	return true
}

// thanks reports whether an utterance gives thanks and asks nothing.
func (u *turn) thanks() bool {
	q := u.query
	asks := !asksAtMost(q, "facet.whether") || cue(u.reading, "facet.whether", func(c *gazetteer.Mention) bool { return wordOf(u.reading, "word.you", c.Last) }) // "can you ..."
	return q.Cues.Has("talk.thanks") && u.reading.field == 0 && !asks && len(q.Doubts) == 0 && !q.Cues.Has("ask.what", "ask.which", "ask.override") && !asksAtEnd(u.reading)
}

// merelyWho reports whether a question is who, and no word that the book knows says what: figures are no answer to that.
func merelyWho(q *evidence.Query) bool {
	return q.Facet == "facet.who" && nobody(q) && mute(q) && q.Place == "" && len(q.Concepts) == 0 && !slices.ContainsFunc(q.Cues, func(id string) bool {
		return !strings.HasPrefix(id, "facet.") && !strings.HasPrefix(id, "tense.") && !strings.HasPrefix(id, "back.")
	})
}

// datesArticle reports whether a question is when the article is from, and names nothing else.
func datesArticle(q *evidence.Query) bool {
	return slices.Contains(q.Bare, "noun.article") && (q.Facet == "facet.when" || q.Facet == "" && q.Cues.Has("facet.when")) && mute(q) && q.Place == "" && !q.Cues.Has("time.future", "set.not") &&
		!slices.ContainsFunc(q.Bare, func(id string) bool {
			return id != "noun.article" && id != "noun.launch" && id != "act.announce" && id != "noun.period"
		})
}

// solely reports whether an utterance is nothing but words of one kind, to the bot at most: thanks, or that it is wrong.
func solely(r *reading, id string) bool {
	for i, t := range r.tokens {
		if t.Kind != utterance.Break && !wordOf(r, "word.you", i) && !cue(r, id, func(c *gazetteer.Mention) bool { return c.First <= i && i < c.Last }) {
			return false
		}
	}
	return true
}

// unread declines where there is no reading at all. A question that only makes sense after another is asked back, but for one
// for the source, which may be of all there is.
func (e *Engine) unread(u *turn, base *evidence.Query) {
	u.query, u.finding = base.Clone(), e.decline(u, base)
	if !u.dangling {
		return
	}
	if in := e.index.Intent("sources"); base.Facet == "facet.source" && in != nil {
		u.query.Intent = in
		u.finding = e.social(u.query)
		return
	}
	u.finding = &evidence.Finding{Status: evidence.Clarify, Parts: []evidence.Part{{Key: "clarify.which"}, e.covers("clarify.covers")}}
}

// least is the value that a reading needs.
func (u *turn) least() float64 {
	switch op := u.query.Intent.Operation; {
	case u.finding.Sure:
		return enough
	case u.query.Quoting() && u.query.Quote == "":
		return quotingLevel
	case op == "tell" && u.finding.Tied && u.mass == 0 && u.query.Facet == "facet.who" && len(u.query.Bare) > 1 && u.reading.field == 0:
		return anchoredTwice
	case op == "tell" && (!u.leaned || u.leanedOnFigures) && u.finding.Tied && u.reading.field == 0:
		return anchored
	case op == "tell" && (!u.leaned || u.leanedOnFigures) && !u.finding.Tied && (u.reading.field == 0 || !u.finding.Silent()):
		return anchorless
	case op == "offtopic":
		return -1
	case op == "say":
		return socialLevel
	case u.reading.field > 0:
		return enough - fieldBonus
	}
	return enough
}

// guessed reports whether a statement says that a question is wrong, or yes or no to it, and that takes more than a guess.
func (u *turn) guessed() bool {
	f, op := u.finding, u.query.Intent.Operation
	if f.Sure {
		return false
	}
	lead := len(f.Parts) > 0 && f.Parts[0].Key == "lead"
	if (u.query.Facet == "facet.who" || u.query.Facet == "facet.whether") && u.query.Cues.Has("act.unknown") && op == "tell" && u.mass > bareWords && lead {
		return true // who did what nothing knows, or whether
	}
	if f.Status == evidence.Corrected && op == "tell" && u.query.Contrary && u.query.Facet == "facet.when" && (bareOnly(u.query, "noun.period") || !u.query.Intent.Exclusive && !sharesDeed(u.query, f)) {
		return true // no word of it says what is not so
	}
	if f.Status == evidence.Corrected && f.Metric == "" && u.query.Figures() && u.mass > guessMass {
		return true // that those who are named have no figure but a deal says nothing of the rest
	}
	whether := u.query.Facet == "facet.whether" && !u.query.Cues.Has("facet.choice") && len(f.Parts) > 0
	switch {
	case op == "tell" && f.Fit <= 0 && u.mass > bareWords && lead && (whether || f.Status == evidence.Corrected && u.query.Facet != "facet.why" && u.query.Facet != "") && !sharesDeed(u.query, f):
		return true // nothing but names has to do with what there is a yes or no to
	case f.Status == evidence.Corrected && f.Metric == "" && (op == "tell" || op == "relation"): // figures are no guess
		return u.value < correctingHere || u.value < correcting && f.Fit <= 0 || u.value < correctingFar && f.Fit <= farFit
	case whether && op == "tell" && u.value < correctingHere && lead:
		return true
	case whether && op == "tell" && u.value < correctingFar && f.Fit < affirmedFit && lead && len(u.query.Ranks)+len(u.query.Percents) == 0:
		return true // what is asked has little to do with what there is a yes to
	case whether && op == "tell" && f.Parts[0].Key == "claim" && u.query.Cues.Has("deg.top", "deg.bottom") && slices.Contains(u.query.Bare, "adj.big") && !slices.Contains(f.Claims[0].Concepts, "adj.big"):
		return true // it says neither yes nor no to a superlative
	}
	return whether && !u.query.Figures() && f.Status == evidence.Answered && u.mass > unheard // too much of it says something else
}

// sharesDeed reports whether a question has a metric, or a concept of the claim that a finding rests on.
func sharesDeed(q *evidence.Query, f *evidence.Finding) bool {
	return q.Metric != "" || len(f.Claims) > 0 && slices.ContainsFunc(q.Bare, func(id string) bool {
		return slices.Contains(f.Claims[0].Concepts, id) || slices.Contains(f.Claims[0].Contrary, id)
	})
}

// social answers greetings, help and the like, and what the book does not cover by intent.
func (e *Engine) social(q *evidence.Query) *evidence.Finding {
	f := &evidence.Finding{Status: evidence.Smalltalk}
	key := q.Intent.ID
	switch q.Intent.Operation {
	case "offtopic":
		f.Status = evidence.OffTopic
		key = "offtopic"
	case "uncovered":
		f.Status = evidence.Unknown
		key = "unknown.covers"
	default:
		switch q.Intent.ID {
		case "help":
			f.Status = evidence.Help
		case "sources", "coverage":
			f.Status = evidence.Answered
			if key == "coverage" && (q.Asked.Whole || q.Asked.Exact && q.Asked.Known && !e.index.Covered(q.Period)) {
				f.Status = evidence.Unknown
				f.Parts = append(f.Parts, evidence.Part{Key: "unknown.then", Args: []evidence.Arg{{Name: "period", Value: q.Period}}})
			}
			if slices.Contains(q.Concepts, "noun.journalist") || q.Facet == "facet.who" && slices.Equal(q.Bare, []string{"noun.article"}) || q.Facet == "facet.amount" && key == "sources" && !slices.Contains(q.Concepts, "noun.source") {
				f.Status = evidence.Unknown // who wrote it, or how many read it, the book does not say
				f.Parts = append(f.Parts, evidence.Part{Key: "unknown.plain"})
			}
		}
	}
	if key == "sources" && q.Cues.Has("ask.heading") {
		if list := e.headings(); list != "" {
			f.Parts = append(f.Parts, evidence.Part{Key: "article.headings", Args: []evidence.Arg{{Name: "headings", Value: evidence.Raw(list)}}})
			return f
		}
	}
	f.Parts = append(f.Parts, evidence.Part{Key: key, Args: e.words.book})
	return f
}

// confidence maps a reading's value to 0..1.
func confidence(v float64) float64 {
	return math.Round(100/(1+math.Exp(-4*(v+0.3)))) / 100
}

// headings are those of the book's articles, up to as many as any list has.
func (e *Engine) headings() string {
	var out []string
	for i := range e.book.Articles {
		for _, h := range e.book.Articles[i].Headings {
			if len(out) < evidence.MostListed {
				out = append(out, h)
			}
		}
	}
	return strings.Join(out, "; ")
}
