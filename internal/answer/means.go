package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// pronoun notes the word of which a question asks whom it stands for: "who is 'us'?", "who does X mean by they?"
func (e *Engine) pronoun(q *evidence.Query, r *reading) {
	meant := q.Facet == "facet.whether" && r.quoted != "" && slices.Contains(q.Bare, "act.explain") // "does 'they' mean X?"
	if q.Facet != "facet.who" && !meant && !q.Cues.Has("ask.which", "ask.what") {
		return
	}
	if word := r.quoted; word != "" && !strings.Contains(word, " ") {
		q.Pronoun = utterance.Fold(word)
		return
	}
	if q.Pronoun = e.opens(q, r); q.Pronoun != "" {
		return
	}
	for _, m := range r.mentions {
		asked := m.Kind == gazetteer.Cue && m.ID == "facet.who" && q.Quote != ""
		if !asked && (m.Kind != gazetteer.Concept || m.ID != "act.explain" && m.ID != "act.mention") {
			continue
		}
		for _, t := range r.tokens[m.Last:min(m.Last+listGap, len(r.tokens))] {
			if slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
				return c.Kind == gazetteer.Cue && c.ID == "back.it" && r.tokens[c.First].Start == t.Start
			}) {
				q.Pronoun = t.Text
			}
		}
	}
}

// mostMeant is how many words stand in a phrase of which a question asks whom its pronoun stands for: "our AI".
const mostMeant = 3

// opens returns the word of a quotation with which a phrase begins that somebody is asked to have meant: "'their phones', says X. Whose
// does he mean?" It is empty where the question does not ask for that.
func (e *Engine) opens(q *evidence.Query, r *reading) string {
	if !slices.Contains(q.Concepts, "act.explain") {
		return ""
	}
	if r.quoted != "" {
		if strings.Count(r.quoted, " ") >= mostMeant {
			return ""
		}
		return e.index.Pronoun(utterance.Fold(r.quoted))
	}
	for _, m := range r.mentions {
		if from, to := rest(r, m.Last); m.Kind == gazetteer.Concept && m.ID == "act.say" && from < to && to-from <= mostMeant {
			return e.index.Pronoun(utterance.Fold(r.span(from, to)))
		}
	}
	return ""
}
