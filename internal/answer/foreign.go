package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// goAbroad makes a question one about a place outside the book.
func goAbroad(q *evidence.Query, region string) {
	q.Abroad = region
	q.Cues.Add("place.abroad")
}

// origin drops a foreign place that only says where a firm, a sanction or a tariff is from.
func origin(q *evidence.Query, r *reading) {
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

// minPreface is how many words that name nothing a clause has at least that only says what a question is for.
const minPreface = 2

// prefaced reports whether a place outside the book stands in a clause of its own before the question, which names nothing else, where
// the question names a place of the book: "for the Asian desk: ... in China?"
func (e *Engine) prefaced(r *reading, m *gazetteer.Mention) bool {
	end := clauseEnd(r.tokens, m.Last)
	plain := 0
	for i := range end {
		switch {
		case r.tokens[i].Kind == utterance.Break:
			plain = 0
		case plainWords(r, i, i+1):
			plain++
		}
	}
	return plain >= minPreface && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && !p.Foreign && p.First > end
	}) && !slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
		return o.Kind.Masked() && o.First < end && o != m
	})
}

// wedged notes a place outside the book whose word is an ordinary one too: behind a name or metric, and before another mention or at the end
// of a clause. "X us share" is of a country, but not "tell us X's share".
func (e *Engine) wedged(q *evidence.Query, r *reading) {
	if q.Place != "" || q.Abroad != "" {
		return
	}
	named := func(fits func(o *gazetteer.Mention) bool) bool {
		return slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return (o.Kind.Firm() || o.Kind == gazetteer.Metric || o.Kind == gazetteer.Period || o.Kind == gazetteer.Category) && fits(o)
		})
	}
	for i, t := range r.tokens {
		region := e.abroad[t.Text]
		if region != "" && named(func(o *gazetteer.Mention) bool { return o.Last == i }) &&
			(i+1 == len(r.tokens) || r.tokens[i+1].Kind == utterance.Break || named(func(o *gazetteer.Mention) bool { return o.First == i+1 })) {
			goAbroad(q, region)
		}
	}
}
