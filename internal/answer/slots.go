package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// slots turns mentions into a query without an intent. Each step may count on what the ones before it have noted.
func (e *Engine) slots(r *reading, s *scratch) *evidence.Query {
	q := s.queries.New()
	n := len(r.mentions)
	room := make([]string, 3*n) // at once, for what each mention may add to
	q.Cues, q.Concepts, q.Bare = room[:0:n], room[n:n:2*n], room[2*n:2*n:3*n]
	refs, covered := e.fill(q, r)
	e.scope(q, r)
	e.times(q, r, refs)
	e.persons(q, r)
	e.amounts(q, r)
	e.pickedOut(q, r)
	dealing(q, r)
	e.about(q, r)
	compared(q, r)
	e.figuresSaid(q, r)
	e.asksFor(q, r)
	e.unexplained(q, r, covered)
	e.deedsDone(q, r)
	e.speech(q, r)
	return q
}

// fill puts the mentions of a question where they belong. It returns the periods to be resolved, and which tokens are in a mention other than
// of a concept.
func (e *Engine) fill(q *evidence.Query, r *reading) (refs []gazetteer.PeriodRef, covered []bool) {
	covered = make([]bool, len(r.tokens))
	for _, m := range r.mentions {
		e.slot(q, r, m)
		if m.Kind == gazetteer.Period && !excluded(r, m) && !spanned(r, m) && !itsOwn(r, m) {
			refs = append(refs, m.Period)
		}
		for i := m.First; i < m.Last; i++ {
			if m.Kind != gazetteer.Concept {
				covered[i] = true
			}
		}
	}
	return refs, covered
}

// scope notes which firms and places are meant, who is left out, and what a "not" or an "about" stands before.
func (e *Engine) scope(q *evidence.Query, r *reading) {
	if q.Cues.Has("ask.onein") && !e.index.Held(q.Metric) {
		q.Metric = "" // "one in how many phones" asks for a share
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "metric.unheld" })
	}
	e.maker(q, r)
	e.wedged(q, r)
	e.capital(q, r)
	if words := r.quoted; len(q.People)+len(q.Titles) > 0 && strings.Count(words, " ") > 0 {
		q.Said = words
	}
	e.beside(q, r)
	nobodyElse(q, r)
	onlyTalks(q, r)
	e.countsThings(q, r)
	early(q, r)
	topic(q, r)
	origin(q, r)
	negated(q, r)
}

// times resolves the periods of a question.
func (e *Engine) times(q *evidence.Query, r *reading, refs []gazetteer.PeriodRef) {
	e.period(q, refs, paired(r))
	againstLastYear(q, r, e.index.Latest)
	e.quarterBefore(q, r)
	moreThen(q, r)
	on(q, r)
	allYear(q, r)
	future(q, r)
	then(q, r, e.index.Latest)
	fromNow(q, r)
	quartersBetween(q, r)
}

// persons notes who of the people, by name, title or firm, is meant, and whose words are asked for.
func (e *Engine) persons(q *evidence.Query, r *reading) {
	if len(q.People) > 0 && !slices.ContainsFunc(q.People, func(p string) bool { return !slices.Contains(q.Excepted, p) }) {
		q.People = nil // "apart from X": it is the others who are asked about
	}
	e.titled(q, r)
	e.employer(q, r)
	e.voiced(q, r)
}

// amounts notes what the numbers of a question are of: a difference, a share, a size.
func (e *Engine) amounts(q *evidence.Query, r *reading) {
	points(q, r)
	e.level(q, r)
	portion(q, r)
	supposed(q, r)
	span(q, r)
	segment(q, r)
	largest(q, r)
	scaled(q, r)
}

// pickedOut notes whom of those that it names a question picks out, and by what.
func (e *Engine) pickedOut(q *evidence.Query, r *reading) {
	which(q, r)
	owner(q, r)
	e.native(q, r)
	leading(q, r)
	alone(q, r)
	guess(q, r)
	cleft(q, r)
	each(q, r)
	offered(q, r)
	told(q, r)
}

// dealing notes who does what to whom, and whose rivals or staff are asked about.
func dealing(q *evidence.Query, r *reading) {
	chooses(q, r)
	switches(q, r)
	deeds(q, r)
	orNot(q, r)
	holds(q, r)
	rivals(q, r)
	staff(q, r)
}

// about notes what a question is asked of beside names: a second metric, its concepts, and those that it refuses.
func (e *Engine) about(q *evidence.Query, r *reading) {
	e.coordinated(q, r)
	bare(q, r)
	if slices.ContainsFunc(r.particles, func(p *gazetteer.Mention) bool { return p.ID == "word.ways" }) {
		q.Concepts, q.Bare = once(q.Concepts, "act.change"), once(q.Bare, "act.change") // "which way did X go?"
	}
	meanwhile(q, r)
	refused(q, r)
}

// compared notes the names on either side of a comparison or a sum.
func compared(q *evidence.Query, r *reading) {
	bothWays(q, r)
	firstAndLast(q)
	inverted(q, r)
	left(q, r)
	behind(q, r)
	belowFirst(q, r)
	summed(q, r)
}

// figuresSaid notes the figures that a question gives somebody, which way they move, and who is ahead by them.
func (e *Engine) figuresSaid(q *evidence.Query, r *reading) {
	e.claimed(q, r)
	singled(q, r)
	reported(q, r)
	motion(q, r)
	twofold(q, r)
	upward(q, r)
	signed(q, r)
	e.lessened(q, r)
	doer(q, r)
	passive(q, r)
	anyFigure(q, r)
	inTime(q, r)
}

// asksFor notes what is asked, who or when or whether, and what the question takes for granted.
func (e *Engine) asksFor(q *evidence.Query, r *reading) {
	q.Facet, q.Tagged = facet(r), tagged(r)
	q.AsObject = q.Facet == "facet.who" && len(q.Names) == 1 && firms(r, func(m *gazetteer.Mention) bool { return m.First > 0 && r.tokens[m.First-1].Kind != utterance.Break }) == 1
	q.AsObject = q.AsObject || q.Facet == "facet.where" && len(q.Names) == 1 && endsPlain(r)
	untagged(q, r)
	hundred(q, r)
	q.Origin = e.ofOrigin(q, r)
	q.Copula = wordOf(r, "word.be", 0) || belongs(r)
	e.twice(q, r)
	e.ledBefore(q)
	e.heldBefore(q)
	e.moreBefore(q, r)
	e.figureBefore(q, r)
	e.gaps(q, r)
	if (q.Facet == "" || q.Facet == "facet.whether" || q.Facet == "facet.sure") && q.Cues.Has("ask.calendar") {
		q.Facet = "facet.when"
	}
	if q.Facet == "" && len(q.Names) == 2 && slices.Contains(q.Bare, "noun.period") && q.Cues.Has("tense.past") && (q.Cues.Has("deg.more", "deg.less", "move.ahead") || slices.Contains(q.Bare, "act.overtake")) {
		q.Facet = "facet.when" // "in which quarter did X pass Y?"
	}
	stated(q, r)
	abstract(q, r)
	e.fellWithin(q, r)
	whoIsOut(q, r)
	meantFor(q, r)
	premised(q, r)
	placed(q, r)
	q.Ahead = q.Cues.Has("ask.what") && cue(r, "ask.what", func(c *gazetteer.Mention) bool { return wordOf(r, "word.may", c.Last) })
	q.Degree = q.Facet == "facet.amount" && degree(r)
	if q.Facet != "facet.amount" && slices.Contains(q.Bare, "act.measure") && manner(r) {
		q.Inner = "word.how"
	}
	if q.Facet == "facet.who" && cue(r, "move.to", func(c *gazetteer.Mention) bool { return closes(r, c) }) {
		q.Cues.Add("ask.recipient") // "who did they hand it to?"
	}
}

// unexplained notes the words of a question, and those that may change what it asks.
func (e *Engine) unexplained(q *evidence.Query, r *reading, covered []bool) {
	e.content(q, r, covered)
	q.Named = q.Facet == "facet.why" && mentioned(r)
	e.alternatives(q, r, covered)
	if q.Cues.Has("facet.choice") {
		e.unpaired(q, r)
	}
	e.models(q, r)
	q.Off = behindAbout(r, q.Doubts)
	takenForGranted(q, r)
}

// deedsDone notes what a question says that firms and people are or did: where they are from, what they make, whom they run or replaced.
func (e *Engine) deedsDone(q *evidence.Query, r *reading) {
	deed(q, r)
	e.hails(q, r)
	made(q, r)
	hand(q, r)
	company(q, r)
	runs(q, r)
	leaves(q, r)
	getsOut(q, r)
	e.givesUp(q, r)
	strangeDeed(q, r)
	produces(q, r)
	replaced(q, r)
	becomes(q, r)
	e.regional(q, r)
}

// speech notes the words that a question quotes or asks for, who is said to have said them, and what is only said to the bot.
func (e *Engine) speech(q *evidence.Query, r *reading) {
	e.opening(q, r)
	e.uttered(q, r)
	e.stranger(q, r)
	seenAt(q, r)
	crossed(q, r)
	aboutPerson(q, r)
	sentenceAsked(q, r)
	shown(q, r)
	dictated(q, r)
	ours(q, r)
	e.pronoun(q, r)
}

// once appends what a list does not hold yet.
func once[T comparable](list []T, v T) []T {
	for _, w := range list {
		if w == v {
			return list
		}
	}
	return append(list, v)
}

// early reads a "first" at the end of a clause about talks or permission as "before that": "did it speak to others first?"
func early(q *evidence.Query, r *reading) {
	if q.Metric != "" || !slices.ContainsFunc(q.Concepts, func(id string) bool { return dealings[id] }) {
		return
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Rank || m.Value != 1 || m.Last < len(r.tokens) && r.tokens[m.Last].Kind != utterance.Break ||
			cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			continue
		}
		q.Ranks = slices.DeleteFunc(q.Ranks, func(n int) bool { return n == 1 })
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "deg.top" })
		q.Cues.Add("time.order")
	}
}

// dealings are the concepts of what is done one after the other with several.
var dealings = map[string]bool{"act.say": true, "act.negotiate": true, "act.explore": true, "act.meet": true, "act.approve": true, "act.submit": true}
