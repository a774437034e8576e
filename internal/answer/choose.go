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

// option is one reading of an utterance with what the book says to it.
type option struct {
	match   intent.Match
	query   *evidence.Query
	finding *evidence.Finding
	mass    float64 // weight of the words it does not explain
	value   float64
}

// turn is an utterance as understood.
type turn struct {
	reading *reading
	asked   *reading        // of the whole text, of which it may be a part or another wording
	base    *evidence.Query // what its words say, whatever reading of them is taken
	option
	options []option // while it is being understood
	leaned  bool     // there are earlier questions to lean on
	before  *thread  // as it was when it was asked, where it may be asked again of another

	leanedOnFigures bool // the last of them was about figures
	pointed         bool // a rule says what it points back at
	dangling        bool // it only makes sense after another question, and there is none
}

// turn understands one utterance of a thread: as the one before of another, as a whole, or sentence by sentence where that is surer.
func (e *Engine) turn(text string, th *thread, s *scratch, t *Trace) *turn {
	u := e.sentence(e.asked(text), th, s, t)
	if v := e.likewise(u, th, s); v != nil {
		t.chose("as the question before, of another", v)
		return v
	}
	return e.untold(e.reworded(u, th, s, t), u)
}

// reworded returns an utterance that was understood in one piece as it is best understood.
func (e *Engine) reworded(u *turn, th *thread, s *scratch, t *Trace) *turn {
	v := e.best(u, th, s, t)
	v.asked = u.asked
	return v
}

// best understands an utterance that was understood in one piece in another wording, or sentence by sentence, where that is surer.
func (e *Engine) best(u *turn, th *thread, s *scratch, t *Trace) *turn {
	if u.pointed {
		return u
	}
	for _, way := range [...]struct {
		how  string
		read func(*Engine, *turn, *thread, *scratch) *turn // nil: the message is not to be read so
	}{
		{"as behind the first question", (*Engine).toFirst},
		{"without what is said of oneself", (*Engine).ofOneself},
		{"with who is described named", (*Engine).described},
		{"as for what it may have", (*Engine).stocked},
		{"without where somebody is", (*Engine).hailed},
		{"without what had been before", (*Engine).afterwards},
		{"without what it takes for granted", (*Engine).granted},
		{"without what it sets aside", (*Engine).setAside},
		{"without an order in brackets", (*Engine).unordered},
		{"without in view of what", (*Engine).despite},
		{"as of the place that was spoken of", (*Engine).marketThere},
		{"as of the deal that was asked about", (*Engine).theirDeal},
		{"as of what was named", (*Engine).named},
		{"as of what it begins with", (*Engine).ledIn},
		{"without what it opens with about the answer before", (*Engine).reacted},
		{"without what is said around it", (*Engine).plain},
		{"without the answers it offers", (*Engine).unoffered},
		{"as quoted", (*Engine).quoted},
		{"as whether it is so", (*Engine).supposing},
	} {
		if v := way.read(e, u, th, s); v != nil {
			t.chose(way.how, v)
			return v
		}
	}
	parts, two := e.sentences(u.reading)
	if v := e.introduced(u, parts, th, s); v != nil && !two {
		t.chose("by what it goes on with", v)
		return v
	}
	if len(parts) < 2 || len(parts) > maxSentences || u.value > clear && asks(u.reading) < 2 && !two && !(u.finding.Silent() && u.reading.language == "zh") {
		return u
	}
	if v := e.bySentence(u, parts, two, th, s); v != nil {
		t.chose("by sentence", v)
		return v
	}
	return u
}

// sentence understands a text in one piece: what the matcher ranks, less what the question's own words rule out, each of those readings with
// what the book says to it, and the best of them, if it is good enough.
func (e *Engine) sentence(text string, th *thread, s *scratch, t *Trace) *turn {
	r := e.read(text, th.last != nil, s)
	base := e.slots(r, s)
	words, concepts := s.intent.Mask(r.tokens, r.mentions)
	u := s.turn()
	u.base, u.query = base, base
	u.reading, u.asked, u.leaned, u.leanedOnFigures = r, r, th.last != nil, th.last != nil && th.last.query.Figures()
	if o, ok := e.command(r, s); ok {
		u.option = o
		u.options = []option{o}
		t.note(e, u, words, concepts)
		return u
	}
	if u.ofAnswer(e, th) {
		t.note(e, u, words, concepts)
		return u
	}
	var buffer [candidates]intent.Match
	known := e.matcher.Words(r.tokens, r.mentions, &s.intent)
	ranked := e.matcher.Rank(words, concepts, candidates, &s.intent, buffer[:0])
	ranked = e.plausible(base, th, r, known, ranked)
	u.options = s.options[:0]
	if th.last == nil && bareAmount(base, r) {
		u.dangling = true
	} else {
		e.consider(u, base, th, known, ranked, t != nil)
	}
	u.best()
	e.decide(u, base)
	u.join()
	t.note(e, u, words, concepts)
	s.options, u.options = u.options, nil
	return u
}

// consider gathers the readings of a question: those by rule, those that the matcher ranks, and those of what is only named. Then the value of
// each is seen beside the others'.
func (e *Engine) consider(u *turn, base *evidence.Query, th *thread, words intent.Words, ranked []intent.Match, all bool) {
	// A figure of the book speaks against readings as not covered, however unlikely it is itself: it is looked up then.
	contested := slices.ContainsFunc(ranked, uncovered) && ofFigure(base) && (th.last == nil || len(base.Names) > 0)
	all = all || slices.ContainsFunc(ranked, offField) // then readings lose value once all are known
	if e.byRule(u, base, th, words, ranked) {
		ranked = nil
	}
	e.tried(u, base, th, words, ranked, contested, all)
	e.ofNames(u, base, th, words, ranked)
	e.ambiguous(u.options)
	if contested {
		unneeded(u.options)
	}
	estranged(u.options)
	if two := th.recent(2); len(two) == 2 && base.Cues.Has("ask.which") && base.Cues.Has("back.it") && len(base.Names) == 0 {
		oneOfThem(u.options, two)
	}
	u.dangling = th.last == nil && len(ranked) > 0 && hangs(base, u.reading, words, ranked[0])
}

// byRule reads what is in another script, or points back in its thread. It reports whether no other reading is to be tried.
func (e *Engine) byRule(u *turn, base *evidence.Query, th *thread, words intent.Words, ranked []intent.Match) bool {
	o, ok, other := e.otherScript(base, th, u.reading, words, ranked)
	if !other {
		o, ok = e.pointed(base, th, u.reading, words, ranked)
		u.pointed = ok && !e.several(u.reading)
		ok = u.pointed
	}
	if ok {
		u.options = append(u.options, o)
	}
	return other || ok
}

// tried weighs the readings that the matcher ranks, and has the book speak to those that are not too far behind, or to all.
func (e *Engine) tried(u *turn, base *evidence.Query, th *thread, words intent.Words, ranked []intent.Match, contested, all bool) {
	top := math.Inf(-1)
	for _, m := range ranked {
		q, ok := th.complete(e, base, m, u.reading)
		if !ok {
			continue
		}
		n := len(u.options)
		u.options = append(u.options, option{match: m, query: q})
		o := &u.options[n] // where it stays: a query is large
		e.weigh(o, words)
		if th.last != nil {
			o.lean(u.reading, words)
		}
		if !all && o.value+fitWeight*mostFit < top-o.beside() && !(contested && o.query.Figures()) {
			u.options = u.options[:n] // whatever the book says to it
			continue
		}
		e.gather(o, u.reading, words)
		if th.last != nil && o.staysOn(th, u.reading) {
			o.value += topicValue
		}
		if !contested || !uncovered(m) {
			top = max(top, o.value)
		}
	}
}

// ofNames adds the readings of a question that says hardly more than what it is for: a heading, or the figure of whom it names.
func (e *Engine) ofNames(u *turn, base *evidence.Query, th *thread, words intent.Words, ranked []intent.Match) {
	add := func(may bool, intent string) {
		if !may || len(ranked) == 0 {
			return
		}
		if o, ok := e.bareOption(e.index.Intent(intent), base, u.reading, words, ranked); ok {
			u.options = append(u.options, o)
		}
	}
	add(base.Cues.Has("ask.heading") && e.headed(u.reading) == "" || base.Cues.Has("ask.title") && u.reading.field == 0, "sources") // "what is the headline?"
	if o, ok := e.growers(base, u.reading, words, ranked); ok {
		u.options = append(u.options, o)
	}
	add(e.onlySource(base), "measured") // "is S the source?"
	add(everyFirm(base), "coverage")    // "list all firms that are mentioned"
	add(wholeTable(base), "table")      // "compare everyone"
	if o, ok := e.bare(base, th, u.reading, words, ranked); ok {
		u.options = append(u.options, o)
	} else if o, ok := e.meant(base, th, u.reading, words, ranked); ok {
		u.options = append(u.options, o)
	}
}

// ofFigure reports whether a question names a metric or who stands where.
func ofFigure(q *evidence.Query) bool {
	return q.Metric != "" || len(q.Ranks) > 0 || q.Cues.Has("deg.top", "deg.bottom")
}

// hangs reports whether a question is, by the best match, surely one that only makes sense after another: "and why?"
func hangs(q *evidence.Query, r *reading, words intent.Words, best intent.Match) bool {
	return strings.HasPrefix(best.Intent.Operation, "follow.") && float64(best.Score) > sure && words.Unexplained(best) < bareWords &&
		short(r) && nameless(q) && len(q.Doubts) == 0
}

// best makes the surest of its readings that of a turn.
func (u *turn) best() {
	best := -1
	for i := range u.options {
		if best < 0 || u.options[i].surer(&u.options[best]) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	if u.options[best].hushed() {
		best = u.audible(best)
	}
	u.option = u.options[best]
}

// audible is the surest reading that is as likely as the best one, which is not sure enough to be said, or that one where there is none.
func (u *turn) audible(best int) int {
	next := best
	for i := range u.options {
		o := &u.options[i]
		if !o.hushed() && !o.finding.Silent() && o.value > u.options[best].value-4*declining && (next == best || o.surer(&u.options[next])) {
			next = i
		}
	}
	return next
}

// hushed reports whether a reading is for somebody's words and not sure enough to give them: one that is as likely need not give way to it.
func (o *option) hushed() bool {
	return o.query.Intent != nil && o.query.Quoting() && o.query.Quote == "" && o.value < quotingLevel && !o.finding.Sure
}

// surer reports whether a reading is to be preferred to another: between equals, the one that declines.
func (o *option) surer(than *option) bool {
	d := o.value - than.value
	switch {
	case o.rather(than):
		d += declining
	case than.rather(o):
		d -= declining
	}
	return d > 0
}

// rather reports whether a reading that declines is to be preferred to one as sure that answers: not to one that corrects the question, nor where it is a
// statement, and the question names what is counted.
func (o *option) rather(than *option) bool {
	tells := o.query.Metric != "" && o.query.Intent.Operation == "tell" && than.query.Figures()
	return o.finding.Silent() && !than.finding.Silent() && !than.refutes() && !tells
}

// refutes reports whether figures show that the question is wrong, and this is no guess: then there is something to say.
func (o *option) refutes() bool {
	return o.finding.Status == evidence.Corrected && (o.query.Figures() || o.finding.Metric != "" || o.finding.Sure) && o.value > correcting
}
