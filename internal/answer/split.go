package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// split finds verbs of two words that have a name, a pronoun or "whom" between them, "turned X down", "held them back", where the book has the two as one word
// for an act: it stands at the first of them then, and nothing at the second.
func (e *Engine) split(tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	for _, n := range all {
		if !n.Kind.Firm() && !pronoun(n) && !(n.Kind == gazetteer.Cue && n.ID == "facet.who" && n.First > 1) || n.First == 0 || n.Last >= len(tokens) || tokens[n.First-1].Kind != utterance.Word || tokens[n.Last].Kind != utterance.Word {
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

// fronted finds a verb of two words of which the second stands before the question word, "with whom did X toy?", where the book has the two as one word
// for an act and nothing covers the first.
func (e *Engine) fronted(tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	end := lastWord(tokens)
	if end < fewestFronted || tokens[end-1].Kind != utterance.Word || !e.gaz.Pair(tokens[end-1].Text, tokens[0].Text) || slices.ContainsFunc(all, func(m *gazetteer.Mention) bool { return m.First < end && end <= m.Last }) ||
		!slices.ContainsFunc(all, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && m.Last == 2 && inquiring(m.ID) }) {
		return all
	}
	for _, m := range e.gaz.Find([]utterance.Token{tokens[end-1], tokens[0]}) {
		if m.Kind == gazetteer.Concept && m.First == 0 && m.Last == 2 && m.Distance == 0 {
			m.First, m.Last = end-1, end
			return append(slices.Clip(all), m)
		}
	}
	return all
}

// fewestFronted is how many words such a question has at least: "with whom did X toy".
const fewestFronted = 5

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

// reachOfSplit is how many tokens stand at most between the two parts of a verb by which somebody is said to blame: "pins the whole sorry mess in C on X".
const reachOfSplit = 8

// splitBlame finds a verb for blaming whose second part stands behind what is blamed on somebody: "pins the fall on X", "puts it down to X". It
// stands at the first part then, and nothing at the second.
func (e *Engine) splitBlame(tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	for _, p := range all {
		at := p.Last
		if p.Kind != gazetteer.Person && p.ID != "facet.who" || at >= len(tokens) || tokens[at].Kind != utterance.Word {
			continue
		}
		if slices.ContainsFunc(all, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && m.First == at && m.Last == at+1 }) {
			at++ // "X has pinned"
		}
		for behind := at + 2; behind < min(len(tokens), at+reachOfSplit); behind++ {
			if tokens[behind].Kind == utterance.Break {
				break
			}
			if !e.gaz.Pair(tokens[at].Text, tokens[behind].Text) {
				continue
			}
			parts := append([]utterance.Token{tokens[at]}, tokens[behind:min(len(tokens), behind+2)]...)
			for _, m := range e.gaz.Find(parts) {
				if m.Kind != gazetteer.Concept || m.ID != "act.blame" || m.First != 0 || m.Last < 2 || m.Distance != 0 {
					continue
				}
				end := behind + m.Last - 1
				all = slices.DeleteFunc(slices.Clone(all), func(o *gazetteer.Mention) bool {
					return o.First >= behind && o.Last <= end && (o.Kind == gazetteer.Concept || o.Kind == gazetteer.Cue) || o.First == at && o.Last == at+1 && o.Kind == gazetteer.Concept
				})
				m.First, m.Last = at, at+1
				return append(all, m)
			}
		}
	}
	return all
}

// blamer notes that it is who lays something on something that is asked for: "who blames the fall on X?", not "who is to blame?"
func blamer(q *evidence.Query, r *reading) {
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "act.blame" && cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last == m.First })
	}) {
		q.Cues.Add("act.blame who")
	}
}
