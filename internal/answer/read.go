package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reading is an utterance with all that the gazetteer found in it.
type reading struct {
	text     string
	tokens   []utterance.Token
	mentions []gazetteer.Mention
	language string
	field    int // mentions that belong to the field
}

// read splits a text and finds its mentions. Names that are ordinary words count only beside another mention.
func (e *Engine) read(text string) reading {
	r := reading{text: text, tokens: utterance.Split(text)}
	r.language = e.language(r.tokens)
	all := e.gaz.Find(r.tokens)
	r.tokens, all = attended(r.tokens, all)
	for _, m := range all {
		if m.Kind.Masked() && !m.Ordinary && m.Kind != gazetteer.Number && m.Kind != gazetteer.Rank && m.Kind != gazetteer.Period {
			r.field++
		}
	}
	for _, m := range all {
		if m.Ordinary && r.field == 0 && !e.index.Speaks(m.ID) || e.joined(r.tokens, m) {
			continue
		}
		r.mentions = append(r.mentions, m)
	}
	return r
}

// attended cuts what a question says not to talk about: "nothing on X", up to the end of the clause.
func attended(tokens []utterance.Token, mentions []gazetteer.Mention) ([]utterance.Token, []gazetteer.Mention) {
	for _, c := range mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.ignore" {
			continue
		}
		end := c.Last
		for end < len(tokens) && tokens[end].Kind != utterance.Break {
			end++
		}
		if end < len(tokens)-1 || c.First == 0 {
			continue // only at the end of a message: further on the names would move
		}
		mentions = slices.DeleteFunc(mentions, func(m gazetteer.Mention) bool { return m.Last > c.First })
		return tokens[:c.First], mentions
	}
	return tokens, mentions
}

// joined reports whether a name is only the beginning of an ordinary word with a hyphen in it.
func (e *Engine) joined(tokens []utterance.Token, m gazetteer.Mention) bool {
	if m.Last-m.First != 1 || m.Last+1 >= len(tokens) || !m.Kind.Masked() {
		return false
	}
	a, hyphen, b := tokens[m.First], tokens[m.Last], tokens[m.Last+1]
	return hyphen.Kind == utterance.Break && hyphen.Text == "-" && a.End == hyphen.Start && hyphen.End == b.Start && e.known(a.Text+b.Text)
}

// language is the one the question is written in, if the book has wording for it: Chinese by its script.
func (e *Engine) language(tokens []utterance.Token) string {
	han, words := 0, 0
	for _, t := range tokens {
		switch t.Kind {
		case utterance.Han:
			han++
		case utterance.Word:
			words++
		}
	}
	if _, ok := e.book.Phrases["zh"]; ok && han > words {
		for _, t := range tokens {
			if t.Kind == utterance.Han && kana(t.Text) {
				return "en"
			}
		}
		return "zh"
	}
	return "en"
}

func kana(s string) bool {
	for _, r := range s {
		return r >= 0x3040 && r <= 0x30ff
	}
	return false
}

// slots turns mentions into a query without an intent.
func (e *Engine) slots(r reading) evidence.Query {
	q := evidence.Query{Cues: evidence.Cues{}}
	var refs []gazetteer.PeriodRef
	covered := make([]bool, len(r.tokens))
	for _, m := range r.mentions {
		e.slot(&q, m)
		if m.Kind == gazetteer.Period && !excluded(r, m) {
			refs = append(refs, m.Period)
		}
		for i := m.First; i < m.Last; i++ {
			if m.Kind != gazetteer.Concept {
				covered[i] = true
			}
		}
	}
	e.beside(&q, r)
	topic(&q, r)
	origin(&q, r)
	negated(&q, r)
	e.period(&q, refs)
	if len(q.People) > 0 && !slices.ContainsFunc(q.People, func(p string) bool { return !slices.Contains(q.Excepted, p) }) {
		q.People = nil // "apart from X": it is the others who are asked about
	}
	e.titled(&q, r)
	e.employer(&q, r)
	bare(&q, r)
	q.Facet = facet(r)
	e.content(&q, r, covered)
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
				q.Doubts = append(q.Doubts, r.tokens[n.First].Text)
			}
		}
	}
}

func (e *Engine) slot(q *evidence.Query, m gazetteer.Mention) {
	switch m.Kind {
	case gazetteer.Company, gazetteer.Product:
		q.Names = once(q.Names, m.ID)
	case gazetteer.Person:
		q.People = once(q.People, m.ID)
	case gazetteer.Event, gazetteer.Outlet, gazetteer.Source, gazetteer.Authority:
		q.Others = once(q.Others, m.ID)
	case gazetteer.Title:
		q.Titles = once(q.Titles, m.ID)
	case gazetteer.Metric:
		if q.Metric != "" && e.index.Apart(q.Metric, m.ID) {
			q.Cues["ask.growth"], q.Metric = true, "" // "sales ... and shipments ...": whatever changed
			return
		}
		q.Metric = e.index.Prefer(q.Metric, m.ID)
	case gazetteer.Place:
		if m.Foreign {
			q.Abroad = m.ID
		} else {
			q.Place = m.ID
		}
	case gazetteer.Category:
		if m.Foreign {
			q.Category = m.ID
		}
	case gazetteer.Percent:
		q.Percents = append(q.Percents, m.Value)
	case gazetteer.Number:
		q.Numbers = append(q.Numbers, m.Value)
	case gazetteer.Rank:
		q.Ranks = once(q.Ranks, int(m.Value))
	case gazetteer.Quote:
		q.Quote = m.ID
	case gazetteer.Cue:
		q.Cues[m.ID] = true
		if strings.HasPrefix(m.ID, "first.") {
			q.Top = int(m.Value)
		}
	case gazetteer.Concept:
		q.Concepts = once(q.Concepts, m.ID)
	}
}

func once[T comparable](list []T, v T) []T {
	for _, w := range list {
		if w == v {
			return list
		}
	}
	return append(list, v)
}

// beside notes the name behind "closer to", and those behind "except".
func (e *Engine) beside(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "deg.near" && c.ID != "set.except" && c.ID != "set.not" {
			continue
		}
		for _, m := range r.mentions {
			if c.ID == "set.not" && m.First != c.Last {
				continue // only "not X", said of the name
			}
			if m.First < c.Last || !(m.Kind == gazetteer.Company || m.Kind == gazetteer.Product || m.Kind == gazetteer.Person) {
				continue
			}
			if c.ID == "deg.near" {
				q.Beside = m.ID
				break
			}
			q.Excepted = once(q.Excepted, m.ID)
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
				q.Cues["set.not deg.tie"] = true // "not part of the tie"
			}
			if m.First < c.Last || m.First-c.Last > 1 {
				continue
			}
			switch m.Kind {
			case gazetteer.Cue:
				q.Cues["set.not "+m.ID] = true
			case gazetteer.Rank:
				q.Cues["set.not rank"] = true
			}
		}
	}
}

// excluded reports whether a mention stands behind "instead of" and the like.
func excluded(r reading, m gazetteer.Mention) bool {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && (c.ID == "set.except" || c.ID == "set.not") && c.Last == m.First {
			return true
		}
	}
	return false
}

// period resolves how a question refers to a period against the book's latest one.
func (e *Engine) period(q *evidence.Query, refs []gazetteer.PeriodRef) {
	latest := e.index.Latest
	p, said := evidence.Period{}, false
	year := 0
	for _, ref := range refs {
		q.Asked.Said = true
		switch {
		case ref.Prior > 0:
			q.Asked.Prior = ref.Prior
		case ref.Whole:
			q.Asked.Whole = true
		case ref.Last:
			year = -1
		case ref.Shifted:
			if !said || ref.Shift != 0 {
				p, said = latest.Add(ref.Shift), true
			}
		default:
			if ref.Quarter != 0 && ref.Year != 0 && p.Quarter == ref.Quarter && p.Year != 0 && p.Year != ref.Year {
				q.Asked.Pair = true // "Q4 2024 against Q4 2023"
				ref.Year = max(p.Year, ref.Year)
			}
			if ref.Quarter != 0 {
				p.Quarter, said = ref.Quarter, true
				p.Year = 0
			}
			if ref.Year != 0 {
				p.Year, said = ref.Year, true
			}
		}
	}
	switch {
	case p.Quarter != 0 && p.Year == 0:
		p.Year = latest.Year // a quarter without a year is the last one of that name; "of last year" says the same
		if latest.Quarter < p.Quarter {
			p.Year--
		}
	case p.Quarter == 0 && p.Year != 0 && latest.Quarter != 0:
		p.Quarter = latest.Quarter // the book has one quarter of a year: the answer says which
	case year != 0 && !said:
		q.Asked.Vague = q.Asked.Prior == 0
	}
	if q.Asked.Prior > 0 {
		if !said {
			p = latest
		}
		if p != latest.Add(-q.Asked.Prior) { // "a year earlier, in Q4 2023" says it twice
			p = p.Add(-q.Asked.Prior)
		}
		said = true
	}
	q.Period, q.Asked.Known = p, said && !q.Asked.Whole
	if !said && year == 0 && !q.Asked.Whole {
		q.Asked.Said = false
	}
}

// titled resolves "Alibaba's chairman" to the person, and notes a title or company that is not the person's.
func (e *Engine) titled(q *evidence.Query, r reading) {
	if len(q.Titles) == 0 {
		return
	}
	if len(q.People) == 0 {
		for _, n := range q.Names {
			if id := e.index.Holder(n, q.Titles[0]); id != "" {
				q.People = once(q.People, id)
			}
		}
		if len(q.People) == 0 && !possessed(r) {
			if id := e.index.Holder("", q.Titles[0]); id != "" {
				q.People = once(q.People, id) // "the chairperson": there is only one
			}
		}
		q.Held = len(q.People) > 0
		return
	}
	var firm, title gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Company:
			firm = m
		case m.Kind == gazetteer.Title && firm.Last > 0 && m.First-firm.Last <= 1:
			title = m
		case m.Kind == gazetteer.Person && title.Last > 0 && m.First-title.Last <= 1 && !e.index.Holds(m.ID, firm.ID, title.ID):
			q.Misnamed = m.ID
		}
	}
}

// possessed reports whether a title stands right behind a company: it is that company's.
func possessed(r reading) bool {
	for _, t := range r.mentions {
		for _, m := range r.mentions {
			if t.Kind == gazetteer.Title && m.Kind == gazetteer.Company && m.Last <= t.First && t.First-m.Last <= 1 {
				return true
			}
		}
	}
	return false
}

// employer reads "Tim Cook's company" as the company.
func (e *Engine) employer(q *evidence.Query, r reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Person {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Cue && m.ID == "ask.firm" && m.First == p.Last+1 && r.tokens[p.Last].Text == "'s" {
				if of := e.index.Entity(p.ID).Of; of != "" {
					q.Names = once(q.Names, of)
					q.People = nil
				}
			}
		}
	}
}

// bare lists the concepts whose words are not those of a facet: what "is it confirmed" is asked of.
func bare(q *evidence.Query, r reading) {
next:
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept {
			continue
		}
		for _, c := range r.mentions {
			if c.Kind == gazetteer.Cue && strings.HasPrefix(c.ID, "facet.") && c.First < m.Last && m.First < c.Last {
				continue next
			}
		}
		q.Bare = once(q.Bare, m.ID)
	}
}

// facet is what a question asks of a statement: by its first question word, else yes or no by its first verb.
func facet(r reading) string {
	best, at := "", len(r.tokens)+1
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "facet.") && m.ID != "facet.whether" && m.ID != "facet.choice" && m.First < at {
			if m.ID == "facet.when" && m.First > 3 && !breakBefore(r, m.First) {
				continue // "what did he say when ..."
			}
			best, at = m.ID, m.First
		}
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First < at && opens(r, m.First) {
			return m.ID
		}
	}
	return best
}

func breakBefore(r reading, i int) bool {
	return i == 0 || r.tokens[i-1].Kind == utterance.Break
}

// opens reports whether token i begins a clause, but for chatter.
func opens(r reading, i int) bool {
	for i > 0 && r.tokens[i-1].Kind != utterance.Break {
		before := -1
		for _, m := range r.mentions {
			if m.Last == i && (m.Kind == gazetteer.Chatter || m.ID == "back.and" || m.ID == "facet.whether") {
				before = m.First
			}
		}
		if before < 0 {
			return r.tokens[i].Kind == utterance.Han
		}
		i = before
	}
	return true
}

// content lists the content words, and those that nothing explains.
func (e *Engine) content(q *evidence.Query, r reading, covered []bool) {
	for i, t := range r.tokens {
		if t.Kind != utterance.Word || t.Text == "'s" {
			continue
		}
		q.Words = append(q.Words, t.Text)
		if !covered[i] && len(t.Text) > 3 && !e.inflected(t.Text) && !e.speller.Near(t.Text) && !e.known(t.Text) && !e.gaz.Name(t.Text) && !e.concept(r, i) {
			q.Doubts = append(q.Doubts, t.Text)
		}
	}
}

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
