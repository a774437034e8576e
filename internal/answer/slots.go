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
		if m.Kind == gazetteer.Period && !excluded(r, m) && !spanned(r, m) {
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
	e.wedged(&q, r)
	e.capital(&q, r)
	if words := quotation(r.text); len(q.People)+len(q.Titles) > 0 && strings.Count(words, " ") > 0 {
		q.Said = words
	}
	e.beside(&q, r)
	nobodyElse(&q, r)
	early(&q, r)
	topic(&q, r)
	origin(&q, r)
	negated(&q, r)
	e.period(&q, refs, paired(r))
	allYear(&q, r)
	then(&q, r, e.index.Latest)
	fromNow(&q, r)
	if len(q.People) > 0 && !slices.ContainsFunc(q.People, func(p string) bool { return !slices.Contains(q.Excepted, p) }) {
		q.People = nil // "apart from X": it is the others who are asked about
	}
	e.titled(&q, r)
	e.employer(&q, r)
	e.voiced(&q, r)
	points(&q, r)
	span(&q, r)
	segment(&q, r)
	largest(&q, r)
	which(&q, r)
	owner(&q, r)
	e.native(&q, r)
	leading(&q, r)
	alone(&q, r)
	guess(&q, r)
	told(&q, r)
	chooses(&q, r)
	rivals(&q, r)
	staff(&q, r)
	e.coordinated(&q, r)
	bare(&q, r)
	refused(&q, r)
	inverted(&q, r)
	left(&q, r)
	behind(&q, r)
	summed(&q, r)
	claimed(&q, r)
	motion(&q, r)
	doer(&q, r)
	q.Facet, q.Tagged = facet(r), tagged(r)
	gaps(&q, r)
	if (q.Facet == "" || q.Facet == "facet.whether" || q.Facet == "facet.sure") && q.Cues.Has("ask.calendar") {
		q.Facet = "facet.when"
	}
	stated(&q, r)
	premised(&q, r)
	e.content(&q, r, covered)
	e.alternatives(&q, r, covered)
	q.Off = behindAbout(r, q.Doubts)
	e.models(&q, r)
	return q
}

// models doubts a number behind a product: it names a model, which is another thing.
func (e *Engine) models(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Product {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind == gazetteer.Number && n.First == m.Last {
				q.Doubts, q.Which = append(q.Doubts, r.tokens[n.First].Text), "noun.model"
			}
		}
	}
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
			q.Abroad = m.ID
			q.Cues.Add("place.abroad")
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
		if strings.HasPrefix(m.ID, "bound.") && slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool { return p.Kind == gazetteer.Place && p.First == m.Last }) {
			return // "under China" is where something stands, no limit
		}
		if strings.HasPrefix(m.ID, "set.") && slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
			return p.Kind == gazetteer.Place && p.Foreign && p.First == m.Last && excluded(r, p)
		}) {
			q.Cues.Add("set.not place") // "not worldwide"
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
		q.Concepts = once(q.Concepts, m.ID)
	}
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

// listGap is how many tokens may stand between the names of a list: "except X, Y and Z".
const listGap = 2

// beside notes the name behind "closer to", and the list of names behind "except" and "not".
func (e *Engine) beside(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		switch {
		case c.Kind != gazetteer.Cue:
			continue
		case c.ID == "set.aside":
			leftOut(q, r, func(m gazetteer.Mention) bool { return m.Last == c.First })
			continue
		case c.ID == "bound.above" && slices.Contains(q.Concepts, "act.choose"):
			leftOut(q, r, func(m gazetteer.Mention) bool { return m.First == c.Last }) // "who was picked over X?"
			continue
		case c.ID == "set.strike":
			leftOut(q, r, func(m gazetteer.Mention) bool {
				return m.First == c.Last && cue(r, "set.off", func(o gazetteer.Mention) bool { return o.First == m.Last })
			})
			continue
		case c.ID != "deg.near" && c.ID != "set.except" && c.ID != "set.not":
			continue
		}
		if c.ID == "set.not" && cue(r, "facet.why", func(w gazetteer.Mention) bool { return w.Last == c.First }) {
			continue // "why not X?" is about X
		}
		if c.ID == "set.except" && firm(r, c.Last) && firms(r, func(m gazetteer.Mention) bool { return m.Last == c.First }) > 0 && len(q.Names) == 2 && q.Cues.Has("op.minus") {
			q.Cues.Add("unit.points") // "X minus Y" is the difference between them
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.except" })
			continue
		}
		end := c.Last
		if c.ID == "set.except" {
			spared(q, r, end)
		}
		for _, m := range r.mentions {
			if m.First < end || !(m.Kind.Firm() || m.Kind == gazetteer.Person) {
				continue
			}
			if c.ID == "deg.near" {
				q.Beside = m.ID
				break
			}
			if m.First-end > listGap || c.ID == "set.not" && end == c.Last && m.First != end || cue(r, "facet.", func(v gazetteer.Mention) bool { return end <= v.First && v.Last <= m.First && v.ID != "facet.choice" }) {
				break // the list is over; "not" is said of a name right behind it only
			}
			q.Excepted, end = once(q.Excepted, m.ID), m.Last
		}
	}
}

// leftOut notes a name that stands where another word takes it out: "X aside", "strike X off the list".
func leftOut(q *evidence.Query, r reading, there func(gazetteer.Mention) bool) {
	for _, m := range r.mentions {
		if (m.Kind.Firm() || m.Kind == gazetteer.Person) && there(m) {
			q.Excepted = once(q.Excepted, m.ID)
			q.Cues.Add("set.except")
		}
	}
}

// reachOfElse is how many tokens behind a "without" an "else" may stand: "without speaking to anyone else".
const reachOfElse = 4

// nobodyElse reads "never ... anybody except" and "without ... anybody else" as "only".
func nobodyElse(q *evidence.Query, r reading) {
	if cue(r, "set.except", func(c gazetteer.Mention) bool {
		return cue(r, "set.not", func(n gazetteer.Mention) bool { return n.ID == "set.not" && n.Last <= c.First }) ||
			cue(r, "set.also", func(n gazetteer.Mention) bool { return n.First >= c.Last && n.First-c.Last <= reachOfElse })
	}) {
		q.Cues.Add("set.only")
	}
}

// spared notes the concepts right behind "besides", and the things soon behind it: what is asked for is something else.
func spared(q *evidence.Query, r reading, at int) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First >= at && (m.First == at || strings.HasPrefix(m.ID, "noun.") && m.First-at <= listGap && !broken(r, at, m.First)) {
			q.Spared = once(q.Spared, m.ID)
		}
	}
}

// topic lists the concepts that stand behind "about".
func topic(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.about" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && m.First >= c.Last {
				q.Topic = once(q.Topic, m.ID)
			}
		}
	}
}

// behindAbout returns those of the doubtful words that stand behind "about".
func behindAbout(r reading, doubts []string) []string {
	from := len(r.tokens)
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "ask.about" {
			from = min(from, c.Last)
		}
	}
	var out []string
	for _, t := range r.tokens[from:] {
		if slices.Contains(doubts, t.Text) {
			out = append(out, t.Text)
		}
	}
	return out
}

// origin drops a foreign place that only says where a firm, a sanction or a tariff is from.
func origin(q *evidence.Query, r reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Place || p.ID != q.Abroad {
			continue
		}
		for _, m := range r.mentions {
			if m.First == p.Last && (m.Kind == gazetteer.Cue && m.ID == "ask.firm" || m.Kind == gazetteer.Concept && fromAbroad[m.ID]) {
				q.Abroad = ""
			}
		}
	}
}

// fromAbroad are the concepts of what comes from another country.
var fromAbroad = map[string]bool{"noun.sanction": true, "noun.tariff": true, "noun.tension": true}

// negated notes cues right behind a "not": "not above".
func negated(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.not" {
			continue
		}
		for _, m := range r.mentions {
			if m.First >= c.Last && m.First-c.Last <= 4 && m.ID == "deg.tie" {
				q.Cues.Add("set.not deg.tie") // "not part of the tie"
			}
			if (m.Kind == gazetteer.Percent || m.Kind == gazetteer.Number) && m.First >= c.Last && !broken(r, c.Last, m.First) {
				q.Cues.Add("set.not percent")
			}
			if m.First >= c.Last && m.First-c.Last <= 4 && strings.HasPrefix(m.ID, "first.") {
				q.Cues.Add("set.not top") // "not in the top two"
			}
			if m.First < c.Last || m.First-c.Last > 1 {
				continue
			}
			switch m.Kind {
			case gazetteer.Cue:
				q.Cues.Add("set.not " + m.ID)
			case gazetteer.Rank:
				q.Cues.Add("set.not rank")
			}
		}
	}
}

// bare lists the concepts whose words are not those of a facet, source or period: what "is it confirmed" is asked of.
func bare(q *evidence.Query, r reading) {
next:
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept {
			continue
		}
		for _, c := range r.mentions {
			if (c.Kind == gazetteer.Source || c.Kind == gazetteer.Period || c.Kind == gazetteer.Cue && strings.HasPrefix(c.ID, "facet.")) && c.First < m.Last && m.First < c.Last {
				continue next
			}
		}
		q.Bare = once(q.Bare, m.ID)
	}
}

// content lists the content words, and those that nothing explains.
func (e *Engine) content(q *evidence.Query, r reading, covered []bool) {
	q.Words = make([]string, 0, len(r.tokens))
	for i, t := range r.tokens {
		if t.Kind != utterance.Word || t.Text == "'s" {
			continue
		}
		q.Words = append(q.Words, t.Text)
		if !covered[i] && len(t.Text) > 3 && !e.known(t.Text) && !e.inflected(t.Text) && !e.concept(r, i) && !e.gaz.Name(t.Text) && !e.speller().Near(t.Text) {
			q.Doubts = append(q.Doubts, t.Text)
		}
	}
}

// alternatives notes the two words beside an "or" that nothing knows, however short: "is it the CAC or MIIT?" asks of them alone.
func (e *Engine) alternatives(q *evidence.Query, r reading, covered []bool) {
	strange := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].Kind == utterance.Word && len(r.tokens[i].Text) >= minStrange && !covered[i] && !e.concept(r, i) &&
			!e.known(r.tokens[i].Text) && !e.gaz.Name(r.tokens[i].Text)
	}
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "facet.choice" && strange(c.First-1) && (strange(c.Last) || strange(c.Last+1)) {
			q.Either = once(q.Either, r.tokens[c.First-1].Text)
		}
	}
}

// minStrange is the length of the shortest word that is taken for a name which nothing knows.
const minStrange = 3

// inflected reports whether a word of at least five letters ends like an ordinary one.
func (e *Engine) inflected(w string) bool {
	return len(w) >= 5 && slices.ContainsFunc(e.book.Endings, func(end string) bool { return strings.HasSuffix(w, end) })
}

// concept reports whether token i is part of a concept's word.
func (e *Engine) concept(r reading, i int) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First <= i && i < m.Last {
			return true
		}
	}
	return false
}

// minPreface is how many words that name nothing a clause has at least that only says what a question is for.
const minPreface = 2

// prefaced reports whether a place outside the book stands in a clause of its own before the question, which names nothing else, where
// the question names a place of the book: "for the Asian desk: ... in China?"
func (e *Engine) prefaced(r reading, m gazetteer.Mention) bool {
	end := m.Last
	for end < len(r.tokens) && r.tokens[end].Kind != utterance.Break {
		end++
	}
	plain := 0
	for i := range end {
		switch {
		case r.tokens[i].Kind == utterance.Break:
			plain = 0
		case plainWords(r, i, i+1):
			plain++
		}
	}
	return plain >= minPreface && slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && !p.Foreign && p.First > end
	}) && !slices.ContainsFunc(r.mentions, func(o gazetteer.Mention) bool {
		return o.Kind.Masked() && o.First < end && o != m
	})
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

// wedged notes a place outside the book whose word is an ordinary one too: behind a name or metric, and before another mention or at the end
// of a clause. "X us share" is of a country, but not "tell us X's share".
func (e *Engine) wedged(q *evidence.Query, r reading) {
	if q.Place != "" || q.Abroad != "" {
		return
	}
	named := func(fits func(o gazetteer.Mention) bool) bool {
		return slices.ContainsFunc(r.mentions, func(o gazetteer.Mention) bool {
			return (o.Kind.Firm() || o.Kind == gazetteer.Metric || o.Kind == gazetteer.Period || o.Kind == gazetteer.Category) && fits(o)
		})
	}
	for i, t := range r.tokens {
		region := e.abroad[t.Text]
		if region != "" && named(func(o gazetteer.Mention) bool { return o.Last == i }) &&
			(i+1 == len(r.tokens) || r.tokens[i+1].Kind == utterance.Break || named(func(o gazetteer.Mention) bool { return o.First == i+1 })) {
			q.Abroad = region
			q.Cues.Add("place.abroad")
		}
	}
}
