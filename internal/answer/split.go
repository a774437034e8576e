package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// split finds verbs of two words that have a name or a pronoun between them, "turned X down", "held them back", where the book has the two as one word
// for an act: it stands at the first of them then, and nothing at the second.
func (e *Engine) split(tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	for _, n := range all {
		if !n.Kind.Firm() && !pronoun(n) || n.First == 0 || n.Last >= len(tokens) || tokens[n.First-1].Kind != utterance.Word || tokens[n.Last].Kind != utterance.Word {
			continue
		}
		before, behind := n.First-1, n.Last
		if slices.ContainsFunc(all, func(m *gazetteer.Mention) bool { return m.Kind.Masked() && m.First <= before && before < m.Last }) {
			continue
		}
		if !e.gaz.Pair(tokens[before].Text, tokens[behind].Text) {
			continue
		}
		for _, m := range e.gaz.Find([]utterance.Token{tokens[before], tokens[behind]}) {
			if m.Kind == gazetteer.Concept && m.First == 0 && m.Last == 2 && m.Distance == 0 {
				all = slices.DeleteFunc(slices.Clone(all), func(o *gazetteer.Mention) bool {
					return o.First == behind && o.Last == behind+1 && (o.Kind == gazetteer.Concept || o.Kind == gazetteer.Cue) || o.First == before && o.Last == before+1 && o.Kind == gazetteer.Concept
				})
				m.First, m.Last = before, before+1
				return append(all, m)
			}
		}
	}
	return all
}

// pronoun reports whether a mention is one word that stands for somebody: "it", "them", "him".
func pronoun(m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Cue && (m.ID == "back.it" || m.ID == "back.he") && m.Last-m.First == 1
}

// checks reports whether an "or" stands between a word that asks whether something is so and one word for the contrary, at the end of a
// message or clause: "true or nonsense?"
func checks(r *reading, or *gazetteer.Mention) bool {
	end := or.Last + 1
	return cue(r, "ask.tag", func(c *gazetteer.Mention) bool { return c.Last == or.First }) && or.Last < len(r.tokens) && r.tokens[or.Last].Kind == utterance.Word &&
		(end == len(r.tokens) || r.tokens[end].Kind == utterance.Break) && !masked(r, &gazetteer.Mention{First: or.Last, Last: end})
}

// orNot drops an "or" behind which it is only asked whether that is so: "is it X, or is that a joke?" leaves nothing to choose.
func orNot(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "facet.choice" && checks(r, c) {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == c.ID })
			continue
		}
		if c.Kind != gazetteer.Cue || c.ID != "facet.choice" || !cue(r, "facet.whether", func(v *gazetteer.Mention) bool {
			return v.First == c.Last && cue(r, "back.it", func(b *gazetteer.Mention) bool { return b.First == v.Last && b.Last < len(r.tokens) })
		}) {
			continue
		}
		if !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First >= c.Last+2 && m.Kind != gazetteer.Chatter && m.ID != "back.it"
		}) {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == c.ID })
		}
	}
}
