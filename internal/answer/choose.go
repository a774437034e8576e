package answer

import (
	"math"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/intent"
)

// candidates is how many intents are tried on the book.
const candidates = 6

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
	fieldless      = 0.12 // the same on a figure, beside that, where a question names nothing of the field
	reach          = 1.0  // how far behind the best match a reading may be and still win by what the book says
	anchorless     = 0.5  // value that a statement needs whose question names nothing of the field
	anchored       = 0.3  // the same where a concept of the question is the statement's own
	fullAnswer     = 0.3  // fit of a figure for all who are named
	quotingLevel   = 0.2  // value that somebody's words need at least: they are asked for in few ways
	declining      = 0.03 // by how much an answer must be surer than a reading that the book is silent on
	correcting     = 0    // value that a correction of a statement needs at least
	correctingHere = -0.1 // the same where all names of the question have a part in the statement
	correctingFar  = 0.3  // the same where the statement has farFit or less to do with the question
	farFit         = -0.6
	bareValue      = 0.3  // by how much the look-up of what is only named is ahead of other readings
	cueValue       = 0.1  // for a cue that is a sign of the intent
	needCost       = 0.5  // on a reading of whose needs the question has none
	signValue      = 0.06 // for each of at most two signs of the intent
	pairValue      = 0.5  // on a comparison of a question that names two periods, and on a check of a figure that something says
	continued      = 0.7  // for a new name in the last question of an utterance that says no more
	alienCost      = 0.07 // for each unit of weight of words that only off-topic phrasings use
	contraryCost   = 0.03 // a reading by which the question is wrong must be the surer one
	bareWords      = 2    // a question whose words weigh less than this names things only: no near miss can be told by that
	danglingCost   = 0.5  // on a figure that has nothing to do with what a question points back at
	backCost       = 0.3  // on small talk or off topic for a question that points back in its thread
	ofRankCost     = 0.5  // on a statement for a question that asks for nothing but who holds a rank
	unaskedCost    = 2    // on small talk where all words are of what may be asked about
	coveredCost    = 0.4  // on a reading as not covered of a question for a figure or role that the book has
	strangeMass    = 3.5  // of words that an off-topic reading explains and a figure does not
	strangeCost    = 1.0  // on a figure that leaves so much unexplained
	unneededCost   = 0.3  // on a reading as not covered that explains no more than a figure that is
	plainMargin    = 0.5  // by how much the contrary reading of a yes/no question must be ahead of the plain one
	ambiguousCost  = 0.4  // on one that is not
	unheard        = 12   // weight of unexplained words with which a statement gives no yes or no
	premisedCost   = 0.15 // on a reading as not covered of a question that first takes something for granted: that may be wrong
	fieldCost      = 0.25 // for each mention of the field, on a reading as small talk or off topic
)

// noFit stands for the fit of readings that ask nothing of the book.
var noFit = map[string]float64{"uncovered": 0.2, "offtopic": 0.15, "say": 0.1}

// option is one reading of an utterance with what the book says to it.
type option struct {
	match   intent.Match
	query   evidence.Query
	finding *evidence.Finding
	mass    float64 // weight of the words it does not explain
	value   float64
}

// turn is an utterance as understood.
type turn struct {
	reading reading
	option
	options []option // while it is being understood
	leaned  bool     // there are earlier questions to lean on

	leanedOnFigures bool // the last of them was about figures
	pointed         bool // a rule says what it points back at
	dangling        bool // it only makes sense after another question, and there is none
}

// turn understands one utterance of a thread: as a whole, or sentence by sentence where that is surer.
func (e *Engine) turn(text string, th *thread, s *scratch, t *Trace) *turn {
	text = e.asked(text)
	u := e.sentence(text, th, s, t)
	if u.pointed {
		return u
	}
	if v := e.hailed(u, text, th, s); v != nil {
		t.chose("without where somebody is", v)
		return v
	}
	if v := e.named(u, text, th, s); v != nil {
		t.chose("as of what was named", v)
		return v
	}
	if v := e.plain(u, th, s); v != nil {
		t.chose("without what is said around it", v)
		return v
	}
	if v := e.quoted(u, th, s); v != nil {
		t.chose("as quoted", v)
		return v
	}
	parts, two := e.sentences(u.reading)
	if v := e.introduced(u, parts, th, s); v != nil && !two {
		t.chose("by what it goes on with", v)
		return v
	}
	if len(parts) < 2 || len(parts) > maxSentences || u.value > clear && asks(u.reading) < 2 && !two {
		return u
	}
	if v := e.bySentence(u, parts, two, th, s); v != nil {
		t.chose("by sentence", v)
		return v
	}
	return u
}

// sentence understands a text in one piece.
func (e *Engine) sentence(text string, th *thread, s *scratch, t *Trace) *turn {
	r := e.read(text, th.last != nil, s)
	base := e.slots(r)
	words, concepts := s.intent.Mask(r.tokens, r.mentions)
	u := s.turn()
	u.reading, u.leaned, u.leanedOnFigures = r, th.last != nil, th.last != nil && th.last.query.Figures()
	if o, ok := e.command(r, &base); ok {
		u.option = o
		u.options = []option{o}
		t.note(e, u, words, concepts)
		return u
	}
	var buffer [candidates]intent.Match
	known := e.matcher.Words(r.tokens, r.mentions, &s.intent)
	ranked := e.matcher.Rank(words, concepts, candidates, &s.intent, buffer[:0])
	if in := e.index.Intent("follow.entity"); in != nil && th.last != nil && len(ranked) > 0 && continues(r, known) {
		first := e.matcher.Match(in, ranked[0].Score) // "and X?", whatever the matcher makes of X
		ranked = slices.Insert(slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Intent == in }), 0, first)
	}
	if e.index.Has(base) || e.index.Reckons(base) || e.index.Ordered(base) || e.index.Claims(base) && !base.Cues.Has("metric.unheld") {
		reckons := base.Cues.Has("ask.onein")
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return uncovered(m) || reckons && m.Intent.Operation == "tell" }) // the figure is there, whatever its name means elsewhere
	}
	if base.Place != "" && base.Abroad == "" {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return uncovered(m) && lacking(m.Intent, &base) }) // it is the place of the book that is named
	}
	if in := e.index.Intent(e.book.Default.Intent); in != nil && len(ranked) > 0 && e.index.Settled(base) {
		ranked = slices.DeleteFunc(slices.Insert(ranked, 0, e.matcher.Match(in, ranked[0].Score)), func(m intent.Match) bool { return uncovered(m) || offField(m) })
	}
	if base.Runs[0] != "" || e.index.Dropped(base) {
		ranked = slices.DeleteFunc(ranked, uncovered) // who runs what is known, and who was let go
	}
	if in := e.index.Intent("holder"); in != nil && len(ranked) > 0 && (ranked[0].Intent.Operation == "tell" && ofRank(&base) || th.last == nil && base.Top > 0 && whoLed(&base)) {
		ranked = slices.Insert(ranked, 0, e.matcher.Match(in, ranked[0].Score)) // who held it before is asked for, no partner of before
	}
	if base.Quote != "" && r.quoted != "" && slices.Contains(base.Bare, "noun.quotation") {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { q := evidence.Query{Intent: m.Intent}; return q.Figures() }) // words of the book are asked for
	}
	ranked = e.figured(&base, r, ranked)
	if compounded(r) {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return m.Contrary })
	}
	ranked = near(reach, ranked, &base)
	if th.last == nil && bareAmount(base, r) {
		u.dangling, ranked = true, nil
	}
	u.options = s.options[:0]
	// A figure of the book speaks against readings as not covered, however unlikely it is itself: it is looked up then.
	contested := (base.Metric != "" || len(base.Ranks) > 0 || base.Cues.Has("deg.top", "deg.bottom")) && (th.last == nil || len(base.Names) > 0) && slices.ContainsFunc(ranked, uncovered)
	odd := slices.ContainsFunc(ranked, offField) // then readings lose value once all are known
	top := math.Inf(-1)
	if o, ok, other := e.otherScript(base, th, r, known, ranked); other {
		if ranked = nil; ok {
			u.options = append(u.options, o)
		}
	} else if o, ok := e.pointed(base, th, r, known, ranked); ok && !e.several(r) {
		u.options, ranked, u.pointed = append(u.options, o), nil, true
	}
	for _, m := range ranked {
		q, ok := th.complete(e, base, m, r)
		if !ok {
			continue
		}
		n := len(u.options)
		u.options = append(u.options, option{match: m, query: q})
		o := &u.options[n] // where it stays: a query is large
		e.weigh(o, known)
		if th.last != nil {
			o.lean(r, known)
		}
		if t == nil && o.value+fitWeight*mostFit < top-o.beside() && !(contested && o.query.Figures()) && !odd {
			u.options = u.options[:n] // whatever the book says to it
			continue
		}
		e.gather(o, r, known)
		if !contested || !uncovered(m) {
			top = max(top, o.value)
		}
	}
	if in := e.index.Intent("sources"); in != nil && (base.Cues.Has("ask.heading") || base.Cues.Has("ask.title") && r.field == 0) && len(ranked) > 0 {
		if o, ok := e.bareOption(in, base, r, known, ranked); ok { // "what is the headline?"
			u.options = append(u.options, o)
		}
	}
	if o, ok := e.bare(base, th, r, known, ranked); ok {
		u.options = append(u.options, o)
	} else if o, ok := e.meant(base, th, r, known, ranked); ok {
		u.options = append(u.options, o)
	}
	ambiguous(u.options)
	if contested {
		unneeded(u.options)
	}
	estranged(u.options)
	if two := th.recent(2); len(two) == 2 && base.Cues.Has("ask.which") && base.Cues.Has("back.it") && len(base.Names) == 0 {
		oneOfThem(u.options, two)
	}
	u.dangling = u.dangling || th.last == nil && len(ranked) > 0 && nameless(&base) && len(base.Doubts) == 0 && short(r) && strings.HasPrefix(ranked[0].Intent.Operation, "follow.") && float64(ranked[0].Score) > sure && known.Unexplained(ranked[0]) < bareWords
	best := -1
	for i := range u.options {
		if best < 0 || u.options[i].surer(&u.options[best]) {
			best = i
		}
	}
	if best >= 0 {
		u.option = u.options[best]
	}
	e.decide(u, base)
	u.join()
	t.note(e, u, words, concepts)
	s.options, u.options = u.options, nil
	return u
}

// lean values a reading by how it fits into the thread.
func (o *option) lean(r reading, words intent.Words) {
	q := &o.query
	if q.Cues.Has("back.it", "back.he", "facet.source") && (q.Intent.Operation == "say" || q.Intent.Operation == "offtopic") {
		o.value -= backCost
		if len(q.Concepts) > 0 {
			o.value -= backCost // and that of something of the field
		}
	}
	if (q.Intent.Operation == "say" || q.Intent.Operation == "offtopic") && q.Facet != "" && q.Facet != "facet.whether" && short(r) {
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

// weigh values one reading by the question's words alone.
func (e *Engine) weigh(o *option, words intent.Words) {
	q := &o.query
	o.mass = words.Unexplained(o.match)
	o.value = float64(o.match.Score) - massCost*o.mass
	if !o.aside() {
		o.value -= alienCost * words.Alien()
	}
	if o.match.Contrary {
		o.value -= contraryCost
	}
	if q.Asked.Pair && (q.Intent.Operation == "change" || q.Intent.Operation == "compare") {
		o.value += pairValue
	}
	if q.Intent.ID == "coverage" && len(q.Names)+len(q.People) > 0 && ofSomebody[q.Facet] {
		o.value -= strangeCost
	}
	if op := q.Intent.Operation; (op == "say" || op == "offtopic") && (q.Quote != "" || q.Facet == "facet.where" && slices.Contains(q.Concepts, "noun.event") || slices.Contains(q.Concepts, "act.say") && e.index.Occasion(q.Others)) {
		o.value -= backCost // it is words of the book that it has, or an occasion
	}
	if q.Reported && q.Intent.Operation == "verify" {
		o.value += pairValue // whatever is to be done with it, it is a figure to be checked
	}
	if uncovered(o.match) && q.Premised {
		o.value -= premisedCost
	}
	if q.Intent.Operation == "project" && len(q.Numbers)+len(q.Percents)+len(q.Points) == 0 {
		o.value -= needCost // there is no number to start from
	}
	if op := q.Intent.Operation; op == "offtopic" && len(q.Points) == 1 && len(q.Ranks) == 2 {
		o.value -= backCost // so many points between two places
	}
	if lacking(q.Intent, q) {
		o.value -= needCost
		if uncovered(o.match) {
			o.value -= needCost // nothing in the question says what it is that the book does not cover
		}
	}
	if op := q.Intent.Operation; ofRank(q) && (op == "tell" || op == "timeframe") || ofYear(q) && op == "tell" || op == "project" && ofYear(q) && e.index.Current(*q) {
		o.value -= ofRankCost
	}
	cues, concepts := signs(q)
	o.value += cueValue*float64(cues) + signValue*float64(min(2, concepts))
}

// ofSomebody are the facets that are asked of whom a question names, not of the book.
var ofSomebody = map[string]bool{"facet.where": true, "facet.when": true, "facet.who": true, "facet.why": true, "facet.duration": true, "facet.amount": true}

// gather gathers the evidence for a reading and values what the book says to it, by mostFit at most.
func (e *Engine) gather(o *option, r reading, words intent.Words) {
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
	o.value += fitWeight * min(o.finding.Fit-usual(q), mostFit)
	if o.finding.Silent() {
		o.value -= silentCost
	}
}

// ofThing reports whether a concept is of a thing, not of a doing or a quality.
func ofThing(id string) bool { return strings.HasPrefix(id, "noun.") }

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
	op := o.match.Intent.Operation
	return op == "say" || op == "offtopic"
}

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
func usual(q evidence.Query) float64 {
	switch q.Intent.Operation {
	case "tell", "relation", "certainty":
		return 0
	}
	if q.Figures() {
		return 0.3
	}
	return 0.5
}

// surer reports whether a reading is to be preferred to another: between equals, the one that declines.
func (o *option) surer(than *option) bool {
	d := o.value - than.value
	if o.finding.Silent() && !than.refutes() && !than.finding.Silent() {
		d += declining
	} else if !o.finding.Silent() && !o.refutes() && than.finding.Silent() {
		d -= declining
	}
	return d > 0
}

// refutes reports whether figures show that the question is wrong, and this is no guess: then there is something to say.
func (o *option) refutes() bool {
	return o.finding.Status == evidence.Corrected && (o.query.Figures() || o.finding.Metric != "") && o.value > correcting
}
