package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// slots turns mentions into a query without an intent.
func (e *Engine) slots(r *reading, s *scratch) *evidence.Query {
	r.marks = marksOf(r)
	return e.noted(r, s)
}

// noted takes the steps whose needs are marked. Each may count on what the ones before it have noted.
func (e *Engine) noted(r *reading, s *scratch) *evidence.Query {
	q := s.queries.New()
	n := len(r.mentions)
	room := make([]string, 3*n) // at once, for what each mention may add to
	q.Cues, q.Concepts, q.Bare = room[:0:n], room[n:n:2*n], room[2*n:2*n:3*n]
	refs, covered := e.fill(q, r)
	e.scope(q, r)
	e.period(q, refs, paired(r))
	e.steps(timeSteps, q, r)
	e.persons(q, r)
	e.steps(amountSteps, q, r)
	e.steps(relationSteps, q, r)
	e.steps(figureSteps, q, r)
	e.asksFor(q, r)
	e.unexplained(q, r, covered)
	e.steps(deedSteps, q, r)
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
	if q.Cues.Has("ask.onein") && !e.index.Held(q.Metric) || q.Metric != "" && !e.index.Levels(q.Metric) && ofGoods(r) {
		q.Metric = "" // "one in how many phones", "what percentage of phones" ask for a share
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "metric.unheld" })
	}
	e.wedged(q, r)
	e.capital(q, r)
	if words := r.quoted; len(q.People)+len(q.Titles) > 0 && strings.Count(words, " ") > 0 {
		q.Said = words
	}
	e.steps(scopeSteps, q, r)
}

// ofGoods reports whether a percentage of goods is asked for: "what % of phones".
func ofGoods(r *reading) bool {
	return cue(r, "ask.what", func(w *gazetteer.Mention) bool {
		return cue(r, "unit.percent", func(c *gazetteer.Mention) bool {
			return c.First == w.Last && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
				return m.Kind == gazetteer.Category && !m.Foreign && m.First-c.Last == 1 && plainWords(r, c.Last, m.First)
			})
		})
	})
}

// persons notes who of the people, by name, title or firm, is meant, and whose words are asked for.
func (e *Engine) persons(q *evidence.Query, r *reading) {
	if len(q.People) > 0 && !slices.ContainsFunc(q.People, func(p string) bool { return !slices.Contains(q.Excepted, p) }) {
		q.People = nil // "apart from X": it is the others who are asked about
	}
	e.steps(personSteps, q, r)
}

// asksFor notes what is asked, who or when or whether, and what the question takes for granted.
func (e *Engine) asksFor(q *evidence.Query, r *reading) {
	q.Facet, q.Tagged = facet(r), tagged(r)
	q.AsObject = q.Facet == "facet.who" && len(q.Names) == 1 && firms(r, func(m *gazetteer.Mention) bool { return m.First > 0 && r.tokens[m.First-1].Kind != utterance.Break }) == 1
	q.AsObject = q.AsObject || q.Facet == "facet.where" && len(q.Names) == 1 && endsPlain(r)
	e.steps(facetSteps, q, r)
}

// whichTime takes for "when" what asks for a quarter or a date in other words.
func whichTime(q *evidence.Query, _ *reading) {
	if (q.Facet == "" || q.Facet == "facet.whether" || q.Facet == "facet.sure") && q.Cues.Has("ask.calendar") {
		q.Facet = "facet.when"
	}
	if q.Facet == "" && len(q.Names) == 2 && slices.Contains(q.Bare, "noun.period") && q.Cues.Has("tense.past", "ask.which") && (q.Cues.Has("deg.more", "deg.less", "move.ahead") || slices.Contains(q.Bare, "act.overtake")) {
		q.Facet = "facet.when" // "in which quarter did X pass Y?"
	}
}

// copula notes that a question is whether something is something.
func copula(q *evidence.Query, r *reading) {
	q.Copula = wordOf(r, "word.be", 0) || belongs(r) || isOf(r)
}

// whatMay notes that what may come is asked for: "what could go wrong?"
func whatMay(q *evidence.Query, r *reading) {
	q.Ahead = q.Cues.Has("ask.what") && cue(r, "ask.what", func(c *gazetteer.Mention) bool { return wordOf(r, "word.may", c.Last) })
}

// howMuchOf notes that it is a degree that is asked for, and no amount.
func howMuchOf(q *evidence.Query, r *reading) { q.Degree = q.Facet == "facet.amount" && degree(r) }

// partOfPeople takes "what % of buyers want X?" for the question for an amount that it is.
func partOfPeople(q *evidence.Query, _ *reading) {
	if q.Facet == "" && q.Metric == "" && q.Cues.Has("unit.percent") && q.Cues.Has("ask.what") && slices.Contains(q.Bare, "noun.consumer") {
		q.Facet = "facet.amount"
	}
}

// howMeasured notes that it is how something is measured that is asked for, and no figure.
func howMeasured(q *evidence.Query, r *reading) {
	if q.Facet != "facet.amount" && slices.Contains(q.Bare, "act.measure") && manner(r) {
		q.Inner = "word.how"
	}
}

// recipient notes that the one to whom something goes is asked for: "who did they hand it to?"
func recipient(q *evidence.Query, r *reading) {
	if q.Facet == "facet.who" && cue(r, "move.to", func(c *gazetteer.Mention) bool { return closes(r, c) }) {
		q.Cues.Add("ask.recipient")
	}
}

// unexplained notes the words of a question, and those that may change what it asks.
func (e *Engine) unexplained(q *evidence.Query, r *reading, covered []bool) {
	e.content(q, r, covered)
	q.Named = q.Facet == "facet.why" && mentioned(r)
	if r.marks.any(&choices) {
		e.alternatives(q, r, covered)
	}
	e.steps(doubtSteps, q, r)
	takenForGranted(q, r)
}

// speech notes the words that a question quotes or asks for, who is said to have said them, and what is only said to the bot.
func (e *Engine) speech(q *evidence.Query, r *reading) {
	e.opening(q, r)
	e.uttered(q, r)
	e.stranger(q, r)
	e.steps(speechSteps, q, r)
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
