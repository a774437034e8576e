package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostOfName is how many words a name has at most that nothing knows.
const mostOfName = 3

// stranger notes a name that nothing knows between the verb that opens a yes/no question and a word for saying: "did Ann Poe say so?" It has
// a capital at its beginning, or a word that is in no list.
func (e *Engine) stranger(q *evidence.Query, r reading) {
	if q.Facet != "facet.whether" || len(q.People)+len(q.Titles) > 0 {
		return
	}
	for _, say := range r.mentions {
		if say.Kind != gazetteer.Concept || say.ID != "act.say" && say.ID != "act.mention" && say.ID != "act.think" {
			continue
		}
		for _, c := range r.mentions {
			if c.Kind != gazetteer.Cue || c.ID != "facet.whether" || c.Last >= say.First || say.First-c.Last > mostOfName || !plainWords(r, c.Last, say.First) {
				continue
			}
			if slices.ContainsFunc(r.tokens[c.Last:say.First], func(t utterance.Token) bool { return e.unlisted(r.text[t.Start:t.End]) }) {
				q.Stranger = r.text[r.tokens[c.Last].Start:r.tokens[say.First-1].End]
				return
			}
		}
	}
}

// unlisted reports whether a word is a name by its capital, or by being in no list.
func (e *Engine) unlisted(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && strings.ToUpper(w) != w || utf8.RuneCountInString(w) >= minStrange && !e.known(utterance.Fold(w)) && !e.inflected(utterance.Fold(w))
}

// aboutPerson notes that the second of two persons is whom the first one is asked to have spoken of: "what did X say about Y?"
func aboutPerson(q *evidence.Query, r reading) {
	for _, p := range r.mentions {
		if len(q.People) == 2 && p.Kind == gazetteer.Person && p.ID == q.People[1] && slices.ContainsFunc(r.mentions, func(c gazetteer.Mention) bool {
			return (c.ID == "ask.about" || c.ID == "act.mention") && c.Last == p.First
		}) {
			q.Cues.Add("ask.about person")
		}
	}
}

// sentenceAsked notes which sentence of somebody's words is asked for: "the last sentence of X's quote".
func sentenceAsked(q *evidence.Query, r reading) {
	for _, s := range r.particles {
		if s.ID != "word.sentence" {
			continue
		}
		for _, m := range r.mentions {
			switch {
			case m.Last != s.First:
			case m.Kind == gazetteer.Rank:
				q.Sentence = int(m.Value)
			case m.Kind == gazetteer.Cue && m.ID == "deg.bottom":
				q.Sentence = -1
			}
		}
	}
}
