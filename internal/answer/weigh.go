package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/intent"
	"marketbot/knowledge"
)

// The weights of a reading's value, and what it takes to answer. The matcher's value is about +1 for a
// typical phrasing and -1 for anything else; the fit of the book's answer is on the same scale.
const (
	fitWeight   = 0.35
	mostFit     = 0.6  // by how much an answer may fit better than an ordinary one, noFit / fitWeight at least
	tellWeight  = 0.1  // names and concepts in common speak for any claim of an affair
	silentCost  = 0.15 // a reading that the book is silent on must be the surer one
	doubtCost   = 0.1  // for each word that nothing explains
	enough      = -0.55
	fieldBonus  = 0.1 // a question that names things of the field is less likely off topic
	socialLevel = -0.2

	massCost       = 0.03 // for each unit of weight of words that the reading does not explain
	ellipsisCost   = 1.2  // the same beyond bareWords on one that takes the rest from the question before
	topicValue     = 0.5  // on a statement on the topic of the question before, for one that names nothing
	fieldless      = 0.12 // the same on a figure, beside that, where a question names nothing of the field
	reach          = 1.0  // how far behind the best match a reading may be and still win by what the book says
	anchorless     = 0.5  // value that a statement needs whose question names nothing of the field
	anchored       = 0.3  // the same where a concept of the question is the statement's own
	anchoredTwice  = 0.1  // the same where "who" is asked with more concepts, and no word is left that nothing explains
	fullAnswer     = 0.3  // fit of a figure for all who are named
	quotingLevel   = 0.2  // value that somebody's words need at least: they are asked for in few ways
	declining      = 0.03 // by how much an answer must be surer than a reading that the book is silent on
	correcting     = 0    // value that a correction of a statement needs at least
	correctingHere = -0.1 // the same where all names of the question have a part in the statement
	correctingFar  = 0.3  // the same where the statement has farFit or less to do with the question
	farFit         = -0.6
	affirmedFit    = -0.35 // fit of a statement below which a yes to it needs correctingFar
	bareValue      = 0.3   // by how much the look-up of what is only named is ahead of other readings
	cueValue       = 0.1   // for a cue that is a sign of the intent
	needCost       = 0.5   // on a reading of whose needs the question has none
	signValue      = 0.06  // for each of at most two signs of the intent
	pairValue      = 0.5   // on a comparison of a question that names two periods, and on a check of a figure that something says
	continued      = 0.7   // for a new name in the last question of an utterance that says no more
	alienCost      = 0.07  // for each unit of weight of words that only off-topic phrasings use
	contraryCost   = 0.03  // a reading by which the question is wrong must be the surer one
	bareWords      = 2     // a question whose words weigh less than this names things only: no near miss can be told by that
	danglingCost   = 0.5   // on a figure that has nothing to do with what a question points back at
	backCost       = 0.3   // on small talk or off topic for a question that points back in its thread
	ofRankCost     = 0.5   // on a statement for a question that asks for nothing but who holds a rank
	unaskedCost    = 2     // on small talk where all words are of what may be asked about
	coveredCost    = 0.4   // on a reading as not covered of a question for a figure or role that the book has
	pointedMass    = 5     // of words that a question may have at most which a rule has point back at the one before
	strangeMass    = 3.5   // of words that an off-topic reading explains and a figure does not
	strangeAlone   = 1.5   // the same where nothing is named that a figure is of, and nothing asks
	strangeCost    = 1.0   // on a figure that leaves so much unexplained
	unneededCost   = 0.3   // on a reading as not covered that explains no more than a figure that is
	plainMargin    = 0.5   // by how much the contrary reading of a yes/no question must be ahead of the plain one
	ambiguousCost  = 0.4   // on one that is not
	guessMass      = 6     // the same with which a comparison of those who have no figures says how they stand in a deal
	unheard        = 12    // weight of unexplained words with which a statement gives no yes or no
	premisedCost   = 0.15  // on a reading as not covered of a question that first takes something for granted: that may be wrong
	fieldCost      = 0.25  // for each mention of the field, on a reading as small talk or off topic
)

// noFit stands for the fit of readings that ask nothing of the book.
var noFit = map[string]float64{"uncovered": 0.2, "offtopic": 0.15, "say": 0.1}

// leavesOut are the operations of a question that says only what is new in it, "and X?", and asks nothing by a verb of its own as "why did it fail?" does.
var leavesOut = map[string]bool{"follow.entity": true, "follow.place": true, "follow.period": true, "follow.metric": true, "follow.compare": true, "follow.more": true}

// weigh values one reading by the question's words alone.
func (e *Engine) weigh(o *option, words intent.Words) {
	q := o.query
	o.mass = words.Unexplained(o.match)
	o.value = float64(o.match.Score) - massCost*o.mass
	if !o.aside() {
		o.value -= alienCost * words.Alien()
	}
	if leavesOut[o.match.Intent.Operation] {
		o.value -= ellipsisCost * max(0, o.mass-bareWords) // what is left out is all that it may lean on
	}
	if o.match.Contrary {
		o.value -= contraryCost
	}
	if q.Asked.Pair && (q.Intent.Operation == "change" || q.Intent.Operation == "compare") {
		o.value += pairValue
	}
	if q.Intent.ID == "coverage" && (len(q.Names)+len(q.People) > 0 && (ofSomebody[q.Facet] || q.Cues.Has("ask.country")) || q.Top > 0 || q.Origin) {
		o.value -= strangeCost
	}
	if q.Intent.Operation == "total" && q.Cues.Has("deg.tie") && q.Cues.Has("deg.top") && !q.Cues.Has("set.sum") {
		o.value -= strangeCost // whether two share the top is no sum
	}
	if q.Intent.Operation == "relation" && q.Facet == "facet.whether" && slices.Contains(q.Bare, "act.choose") && e.index.Parties(q.Names) > 1 {
		o.value += pairValue // whether one was chosen over another is how both stand
	}
	if outside(q.Intent) && (q.Quote != "" || e.occasion(q)) {
		o.value -= backCost // it is words of the book that it has, or an occasion
	}
	if q.Figures() && q.Intent.Operation == "tied" && len(q.People) > 0 && len(q.Names) == 0 {
		o.value -= strangeCost // people share no rank
	}
	if q.Figures() && q.Facet == "facet.who" && q.Intent.Operation == "nearest" && slices.Contains(q.Bare, "noun.executive") && q.Metric == "" {
		o.value -= strangeCost // who of a firm's people is asked for is no firm
	}
	if q.Intent.Named && q.Intent.Operation == "tell" && (q.Cues.Has("ask.count") || q.Facet == "facet.whether" && !q.Copula && q.Cues.Has("facet.whether") && !q.Cues.Has("ask.tag") && len(q.Bare) == 0) {
		o.value -= needCost // how many there are, or whether it does something that nothing knows, is not what something is
	}
	if q.Intent.Operation == "venue" && q.Facet == "facet.whether" && len(q.People) > 0 && len(q.Others) == 0 && q.Cues.Has("ask.which") && q.Place == "" && q.Abroad == "" {
		o.value -= needCost // whether somebody said which is not where
	}
	if op := q.Intent.Operation; (op == "venue" || op == "tell") && q.Cues.Has("ask.whole") && len(q.People) == 1 && (op == "venue" || slices.Contains(q.Bare, "noun.quotation")) {
		o.value -= needCost // somebody's words as they were said are asked for, not where
	}
	if q.Intent.Operation == "project" && q.Cues.Has("op.minus") && len(q.Numbers) == 1 && q.Scale == "" {
		o.value -= needCost // "minus 11" is a rate
	}
	if q.Reported && q.Intent.Operation == "verify" {
		o.value += pairValue // whatever is to be done with it, it is a figure to be checked
	}
	if q.Intent.Operation == "movers" && slices.Contains(q.Bare, "noun.competitor") && q.Metric == "" && !q.Cues.Has("ask.growth") && !slices.ContainsFunc(q.Concepts, ofWay) {
		o.value -= strangeCost // no word asks who moved
	}
	if q.Facet == "facet.who" && q.Intent.Operation == "tell" && q.Cues.Has("ask.growth") && slices.Contains(q.Concepts, "adj.fast") {
		o.value -= strangeCost // who grows fastest is told by figures
	}
	if uncovered(o.match) && q.Facet == "facet.whether" && e.index.Hoped(q) {
		o.value -= strangeCost + coveredCost // it is no forecast that is asked for, or there is a hope to tell
	}
	if uncovered(o.match) && q.Premised {
		o.value -= premisedCost
	}
	if q.Intent.Operation == "project" && len(q.Numbers)+len(q.Percents)+len(q.Points) == 0 {
		o.value -= needCost // there is no number to start from
	}
	if op := q.Intent.Operation; op == "offtopic" && (len(q.Points) == 1 && len(q.Ranks) == 2 || q.Cues.Has("set.between") && q.Cues.Has("deg.top") && q.Cues.Has("deg.bottom")) {
		o.value -= backCost // so many points between two places, or what is between the first and the last
	} else if op == "offtopic" && len(q.Names) == 1 && q.Cues.Has("deg.top") && len(q.Numbers) == 1 && slices.Contains(e.index.Ranked().Names, q.Names[0]) {
		o.value -= needCost // "X leads with 17", of an X that is ranked
	}
	if lacking(q.Intent, q) {
		o.value -= needCost
		if uncovered(o.match) {
			o.value -= needCost // nothing in the question says what it is that the book does not cover
		}
	}
	if op := q.Intent.Operation; ofRank(q) && (op == "tell" || op == "timeframe") || ofYear(q) && op == "tell" || op == "project" && ofYear(q) && e.index.Current(q) {
		o.value -= ofRankCost
	}
	cues, concepts := signs(q)
	if q.Intent.Operation == "ratio" && len(q.Names) == 1 && cues+concepts == 0 && q.Facet == "facet.whether" && q.Cues.Has("deg.top") {
		o.value -= needCost // whether somebody leads asks for no multiple
	}
	o.value += cueValue*float64(cues) + signValue*float64(min(2, concepts))
}

// occasion reports whether a question is for an event, or for what was said at one.
func (e *Engine) occasion(q *evidence.Query) bool {
	return q.Facet == "facet.where" && slices.Contains(q.Concepts, "noun.event") || slices.Contains(q.Concepts, "act.say") && e.index.Occasion(q.Others)
}

// ofSomebody are the facets that are asked of whom a question names, not of the book.
var ofSomebody = map[string]bool{"facet.where": true, "facet.when": true, "facet.who": true, "facet.why": true, "facet.duration": true, "facet.amount": true}

// lean values a reading by how it fits into the thread.
func (o *option) lean(r *reading, words intent.Words) {
	q := o.query
	if q.Cues.Has("back.it", "back.he", "facet.source") && outside(q.Intent) {
		o.value -= backCost
		if len(q.Concepts) > 0 {
			o.value -= backCost // and that of something of the field
		}
	}
	if outside(q.Intent) && !asksAtMost(q, "facet.whether") && short(r) {
		o.value -= backCost // "for who?"
	}
	if o.aside() && unasked(r) {
		o.value -= unaskedCost // "lifted?"
	}
	if q.Cues.Has("back.it", "back.he") && len(q.Names) == 0 && (len(q.Ranks) == 0 || r.quoted == "") && q.Figures() {
		o.value -= danglingCost
	}
	if o.match.Intent.Operation == "follow.entity" && continues(r, words) {
		o.value += continued
	}
}

// staysOn reports whether a short question that names nothing is answered by a statement on the topic of the one before: "does it need approval?", then
// "did they get it?"
func (o *option) staysOn(th *thread, r *reading) bool {
	q, last := o.query, th.last.query.Intent
	return short(r) && last != nil && q.Intent.Operation == "tell" && !o.finding.Silent() && unnamed(q) && q.Metric == "" && q.Abroad == "" && topicOf(q.Intent) == topicOf(last)
}

// topicOf is what an intent's id says before its dot: "regulation" of regulation.filing.
func topicOf(in *knowledge.Intent) string {
	topic, _, _ := strings.Cut(in.ID, ".")
	return topic
}

// gather gathers the evidence for a reading and values what the book says to it, by mostFit at most.
func (e *Engine) gather(o *option, r *reading, words intent.Words) {
	o.query.Strange = e.matcher.Strange(o.match, o.query.Concepts)
	q := o.query
	switch q.Intent.Operation {
	case "say", "offtopic", "uncovered":
		o.finding = e.social(q)
		o.value += noFit[q.Intent.Operation]
		if q.Intent.Operation == "uncovered" {
			if o.match.Score < 0 {
				o.value -= noFit["uncovered"] // an unsure near miss is no better than another reading
			}
			if e.index.Covers(q) || words.Loose() < bareWords || q.Cues.Has("set.not place") || q.Abroad != "" && q.Cues.Has("facet.choice") { // "there or worldwide?"
				o.value -= coveredCost
			}
		}
		if q.Intent.Operation != "uncovered" {
			o.value -= fieldCost * float64(min(r.field, 3))
		}
		return
	}
	if r.field == 0 && q.Figures() && (!q.Cues.Has("back.it", "back.and") || q.Scale != "") {
		o.value -= fieldless * o.mass // nothing of the field is named: what it does not explain may be what is asked
	}
	if q.Intent.Operation == "role" && q.Facet != "facet.who" && len(q.Titles) == 0 && !slices.Contains(q.Concepts, "noun.role") {
		o.value -= massCost * o.mass // nothing but a name says that it is for who somebody is
	}
	o.finding = e.index.Gather(q)
	if r.field == 0 && q.Intent.Operation == "tell" && !o.finding.Tied && !q.Cues.Has("back.it") && !slices.ContainsFunc(q.Bare, ofThing) {
		o.value -= fieldless * o.mass // so may they be of a statement that nothing ties to the question
	}
	if q.Intent.Operation == "tell" && len(q.Cues) == 0 && len(q.Bare) == 0 && unnamed(q) && q.Metric == "" && len(q.Ranks)+len(q.Percents)+len(q.Titles) == 0 && q.Category == "" && o.mass > 0 {
		o.value -= strangeCost // nothing but a place says what it is about: "weather in X"
	}
	o.value += fitWeight * min(o.finding.Fit-usual(q), mostFit)
	if f := o.finding; q.Intent.Operation == "total" && f.Status == evidence.Corrected && f.Metric == "" && q.Metric == "" && q.Facet == "" {
		o.value -= backCost // what two do together is no sum
	}
	if f := o.finding; q.Intent.Operation == "tell" && q.Facet == "facet.whether" && !q.Cues.Has("facet.why") && len(f.Claims) > 0 && slices.Contains(f.Claims[0].Concepts, "noun.reason") && slices.Contains(f.Claims[0].Concepts, "act.choose") && !slices.Contains(q.Concepts, "noun.reason") {
		o.value -= backCost // whether one was chosen is not why
	}
	if q.Intent.Operation == "tell" && q.Cues.Has("facet.choice") && len(q.Names) == 2 && e.index.Companies(q.Names) && !e.index.Tells(o.finding, q.Names[0]) && !e.index.Tells(o.finding, q.Names[1]) {
		o.value -= strangeCost // which of two it is, it does not say
	}
	if q.Intent.Operation == "measured" && (q.Cues.Has("facet.choice", "ask.tag") && len(q.Others) == 1 && len(q.Stated()) == 1 || slices.Contains(q.Bare, "noun.outlet") && slices.Contains(q.Bare, "noun.source")) {
		o.value += pairValue // one source or another, or of more than one kind
	}
	if o.finding.Silent() {
		o.value -= silentCost
		if q.Intent.Operation == "quote" && slices.Contains(q.Bare, "act.explain") && len(q.People) == 1 {
			o.value -= needCost // who explains something gives a reason, not only words
		}
	}
}

// beside is how far behind the best a reading counts all the same: it may be said beside the best, or be the one
// that declines. The best has the highest value but for a few times declining, since it is found one by one.
func (o *option) beside() float64 {
	if o.query.Intent.Operation == "tell" {
		return joinMargin + 4*declining
	}
	return 4 * declining
}

// aside reports whether the reading asks nothing of the book.
func (o *option) aside() bool {
	if o.match.Intent == nil {
		return true
	}
	return outside(o.match.Intent)
}

// outside reports whether an intent asks nothing of the book.
func outside(in *knowledge.Intent) bool { return in.Operation == "say" || in.Operation == "offtopic" }

// signs counts the cues and the concepts of a question that point at its intent.
func signs(q *evidence.Query) (cues, concepts int) {
	for _, id := range q.Intent.Signs {
		if q.Cues.Has(id) {
			cues++
		} else if slices.Contains(q.Concepts, id) {
			concepts++
		}
	}
	return min(cues, 1), concepts
}

// usual is the fit of an ordinary answer of a kind of reading, so that only what is better or worse counts.
func usual(q *evidence.Query) float64 {
	switch q.Intent.Operation {
	case "tell", "relation", "certainty":
		return 0
	}
	if q.Figures() {
		return 0.3
	}
	return 0.5
}
