package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// slots turns mentions into a query without an intent.
func (e *Engine) slots(r reading) evidence.Query {
	q := evidence.Query{Cues: make(evidence.Cues, 0, 8)}
	var refs []gazetteer.PeriodRef
	covered := make([]bool, len(r.tokens))
	for _, m := range r.mentions {
		e.slot(&q, r, m)
		if m.Kind == gazetteer.Period && !excluded(r, m) && !spanned(r, m) && !itsOwn(r, m) {
			refs = append(refs, m.Period)
		}
		for i := m.First; i < m.Last; i++ {
			if m.Kind != gazetteer.Concept {
				covered[i] = true
			}
		}
	}
	if q.Cues.Has("ask.onein") && !e.index.Held(q.Metric) {
		q.Metric = "" // "one in how many phones" asks for a share
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "metric.unheld" })
	}
	e.maker(&q, r)
	e.wedged(&q, r)
	e.capital(&q, r)
	if words := r.quoted; len(q.People)+len(q.Titles) > 0 && strings.Count(words, " ") > 0 {
		q.Said = words
	}
	e.beside(&q, r)
	nobodyElse(&q, r)
	onlyTalks(&q, r)
	e.countsThings(&q, r)
	early(&q, r)
	topic(&q, r)
	origin(&q, r)
	negated(&q, r)
	e.period(&q, refs, paired(r))
	e.quarterBefore(&q, r)
	allYear(&q, r)
	then(&q, r, e.index.Latest)
	fromNow(&q, r)
	quartersBetween(&q, r)
	if len(q.People) > 0 && !slices.ContainsFunc(q.People, func(p string) bool { return !slices.Contains(q.Excepted, p) }) {
		q.People = nil // "apart from X": it is the others who are asked about
	}
	e.titled(&q, r)
	e.employer(&q, r)
	e.voiced(&q, r)
	points(&q, r)
	e.level(&q, r)
	portion(&q, r)
	supposed(&q, r)
	span(&q, r)
	segment(&q, r)
	largest(&q, r)
	which(&q, r)
	owner(&q, r)
	e.native(&q, r)
	leading(&q, r)
	alone(&q, r)
	guess(&q, r)
	cleft(&q, r)
	each(&q, r)
	offered(&q, r)
	told(&q, r)
	chooses(&q, r)
	switches(&q, r)
	deeds(&q, r)
	orNot(&q, r)
	rivals(&q, r)
	staff(&q, r)
	e.coordinated(&q, r)
	bare(&q, r)
	meanwhile(&q, r)
	refused(&q, r)
	inverted(&q, r)
	left(&q, r)
	behind(&q, r)
	outside(&q, r)
	summed(&q, r)
	claimed(&q, r)
	singled(&q, r)
	reported(&q, r)
	motion(&q, r)
	twofold(&q, r)
	upward(&q, r)
	signed(&q, r)
	e.lessened(&q, r)
	doer(&q, r)
	passive(&q, r)
	q.Facet, q.Tagged = facet(r), tagged(r)
	untagged(&q, r)
	q.Copula = wordOf(r, "word.be", 0)
	e.twice(&q, r)
	e.ledBefore(&q)
	e.heldBefore(&q)
	gaps(&q, r)
	if (q.Facet == "" || q.Facet == "facet.whether" || q.Facet == "facet.sure") && q.Cues.Has("ask.calendar") {
		q.Facet = "facet.when"
	}
	stated(&q, r)
	premised(&q, r)
	e.content(&q, r, covered)
	e.alternatives(&q, r, covered)
	e.models(&q, r)
	q.Off = behindAbout(r, q.Doubts)
	deed(&q, r)
	e.hails(&q, r)
	made(&q, r)
	hand(&q, r)
	company(&q, r)
	runs(&q, r)
	leaves(&q, r)
	produces(&q, r)
	replaced(&q, r)
	becomes(&q, r)
	e.regional(&q, r)
	e.opening(&q, r)
	e.uttered(&q, r)
	e.stranger(&q, r)
	seenAt(&q, r)
	crossed(&q, r)
	aboutPerson(&q, r)
	sentenceAsked(&q, r)
	dictated(&q, r)
	ours(&q, r)
	e.pronoun(&q, r)
	return q
}

func (e *Engine) slot(q *evidence.Query, r reading, m gazetteer.Mention) {
	switch m.Kind {
	case gazetteer.Company, gazetteer.Product:
		q.Names = once(q.Names, m.ID)
	case gazetteer.Person:
		q.People = once(q.People, m.ID)
	case gazetteer.Event, gazetteer.Outlet, gazetteer.Source, gazetteer.Authority:
		q.Others = once(q.Others, m.ID)
	case gazetteer.Title:
		if excluded(r, m) {
			return // "the chief, not the chairman"
		}
		q.Titles = once(q.Titles, m.ID)
	case gazetteer.Metric:
		if slices.ContainsFunc(r.mentions, func(t gazetteer.Mention) bool {
			return (t.Kind == gazetteer.Title || t.Kind == gazetteer.Cue && t.ID == "ask.person") && t.First == m.Last
		}) {
			return // "the sales chief"
		}
		if excluded(r, m) && (cue(r, "ask.growth", func(c gazetteer.Mention) bool { return c.First >= m.Last || c.Last <= m.First }) || slices.ContainsFunc(r.mentions, func(o gazetteer.Mention) bool {
			return o.Kind == gazetteer.Metric && o.ID != m.ID
		})) {
			return // "not the share, the growth"
		}
		if !e.index.Held(m.ID) {
			q.Cues.Add("metric.unheld")
		}
		if q.Metric != "" && e.index.Apart(q.Metric, m.ID) {
			q.Cues.Add("ask.growth")
			q.Metric = "" // "sales ... and shipments ...": whatever changed
			return
		}
		q.Metric = e.index.Prefer(q.Metric, m.ID)
	case gazetteer.Place:
		if m.Foreign && (excluded(r, m) || e.prefaced(r, m)) {
			return // "not worldwide"
		}
		if m.Foreign {
			goAbroad(q, m.ID)
		} else if cue(r, "place.abroad", func(c gazetteer.Mention) bool { return c.Last <= m.First && m.First-c.Last <= 1 }) {
			q.Abroad = evidence.World // "outside X"
		} else {
			q.Place = m.ID
		}
	case gazetteer.Category:
		if m.Foreign {
			q.Category = m.ID
		}
	case gazetteer.Percent:
		q.Percents = append(q.Percents, m.Value)
		q.Rough = q.Rough || strings.HasPrefix(m.ID, "part.")
	case gazetteer.Number:
		if page(r, m) {
			return // "slide 7"
		}
		q.Numbers, q.Scale = append(q.Numbers, m.Value), scale(r, m)
	case gazetteer.Rank:
		if cue(r, "times.", func(c gazetteer.Mention) bool { return c.First <= m.First && m.Last <= c.Last }) {
			return // "a third of it"
		}
		q.Ranks = once(q.Ranks, int(m.Value))
	case gazetteer.Quote:
		q.Quote = m.ID
	case gazetteer.Passage:
		if q.Passage == "" {
			q.Passage = m.ID
		}
	case gazetteer.Cue:
		if m.ID == "set.between" && m.First == 0 && firm(r, m.Last) {
			return // "between A and B, who ..." asks for one of the two
		}
		if (strings.HasPrefix(m.ID, "bound.") || m.ID == "move.past") && standsAt(r, m) {
			return // "under China" is where something stands, no limit
		}
		if m.ID == "deg.bottom" && (slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool { return p.Kind == gazetteer.Period && p.First == m.Last }) ||
			!cue(r, "deg.top", func(gazetteer.Mention) bool { return true }) && cue(r, "move.to", func(c gazetteer.Mention) bool { return c.Last == m.First })) {
			return // "last Q4" is a period, and "top to bottom" an order
		}
		if m.ID == "deg.tie" && slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
			return p.Kind == gazetteer.Concept && p.ID == "noun.period" && p.First == m.Last
		}) {
			return // "the same quarter" is a time
		}
		if n, ok := fewBefore(r, m); ok {
			q.Top = n // "the five leading firms"
		}
		if strings.HasPrefix(m.ID, "set.") && slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
			return p.Kind == gazetteer.Place && p.Foreign && p.First == m.Last && excluded(r, p)
		}) {
			q.Cues.Add("set.not place") // "not worldwide"
			return
		}
		if m.ID == "deg.top" && counting(r, m) {
			return // "second highest"
		}
		if m.ID == "set.sum" && cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.Last == m.First && c.First > 0 }) {
			return // what they do together is no sum
		}
		if hurried(r, m) || m.ID == "unit.scale" && !counted(r, m.First) || hedge(r, m) {
			return
		}
		q.Cues.Add(m.ID)
		if strings.HasPrefix(m.ID, "part.") {
			q.Part = m.Value
		}
		if strings.HasPrefix(m.ID, "first.") {
			q.Top = int(m.Value)
		}
	case gazetteer.Concept:
		if idle(r, m) {
			return // "the slide says"
		}
		q.Concepts = once(q.Concepts, m.ID)
	}
}

// hedge reports whether an "at least" stands at the end of a clause, and no figure in the question: it is no limit.
func hedge(r reading, m gazetteer.Mention) bool {
	return (m.ID == "bound.atleast" || m.ID == "bound.atmost") && (m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break) && !slices.ContainsFunc(r.mentions, func(n gazetteer.Mention) bool {
		return n.Kind == gazetteer.Number || n.Kind == gazetteer.Percent || n.Kind == gazetteer.Rank || n.Kind == gazetteer.Cue && strings.HasPrefix(n.ID, "part.")
	})
}

// counting reports whether a rank stands right before a word for the first, of which it counts on: "second highest".
func counting(r reading, top gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool { return m.Kind == gazetteer.Rank && m.Value > 1 && m.Last == top.First })
}

// standsAt reports whether a word that may say on which side of a limit something is stands before a place, or behind a figure and before
// where that is: "at 16% over in China".
func standsAt(r reading, m gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && (p.First == m.Last || p.First == m.Last+1 && plainWords(r, m.Last, p.First) && counted(r, m.First))
	})
}

// fewBefore returns the number right before a word for the first in rank that has a word for firms behind it.
func fewBefore(r reading, top gazetteer.Mention) (n int, ok bool) {
	if top.ID != "deg.top" || !cue(r, "ask.firm", func(c gazetteer.Mention) bool { return c.First == top.Last }) {
		return 0, false
	}
	for _, m := range r.mentions {
		if m.Last == top.First && m.Value > 1 && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "number.")) {
			return int(m.Value), true
		}
	}
	return 0, false
}

// spanned reports whether a mention is a part of a longer cue: the year before in "against the year before"
// is what a change is measured from, not when it was.
func spanned(r reading, m gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(c gazetteer.Mention) bool {
		return c.Kind == gazetteer.Cue && c.First <= m.First && m.Last <= c.Last && c.Last-c.First > m.Last-m.First
	})
}

func once[T comparable](list []T, v T) []T {
	for _, w := range list {
		if w == v {
			return list
		}
	}
	return append(list, v)
}

// early reads a "first" at the end of a clause about talks or permission as "before that": "did it speak to others first?"
func early(q *evidence.Query, r reading) {
	if q.Metric != "" || !slices.ContainsFunc(q.Concepts, func(id string) bool { return dealings[id] }) {
		return
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Rank || m.Value != 1 || m.Last < len(r.tokens) && r.tokens[m.Last].Kind != utterance.Break ||
			cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.Last == m.First }) {
			continue
		}
		q.Ranks = slices.DeleteFunc(q.Ranks, func(n int) bool { return n == 1 })
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "deg.top" })
		q.Cues.Add("time.order")
	}
}

// dealings are the concepts of what is done one after the other with several.
var dealings = map[string]bool{"act.say": true, "act.negotiate": true, "act.explore": true, "act.meet": true, "act.approve": true, "act.submit": true}
