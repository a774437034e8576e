package answer

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// courteous drops the "not" of a verb that opens a question about a figure or a place of somebody: "isn't X first?" asks whether it is.
func courteous(r *reading) []*gazetteer.Mention {
	opens := func(m *gazetteer.Mention) bool { return m.First == 0 && m.Kind == gazetteer.Cue && m.ID == "set.not" }
	not := slices.IndexFunc(r.mentions, opens)
	if not < 0 || !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() && m.First == r.mentions[not].Last }) ||
		cue(r, "set.not", func(m *gazetteer.Mention) bool { return m.First > 0 }) {
		return r.mentions
	}
	plain := slices.DeleteFunc(slices.Clone(r.mentions), opens)
	more := slices.ContainsFunc(plain, func(m *gazetteer.Mention) bool { return !m.Kind.Firm() && m.ID != "facet.whether" })
	if !more && cue(r, "facet.whether", func(m *gazetteer.Mention) bool { return m.First > r.mentions[not].Last }) {
		return plain // a name and no more: it is a guess
	}
	if !auxiliary(r, r.mentions[not]) {
		return r.mentions
	}
	figure := false
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Percent, m.Kind == gazetteer.Number, m.Kind == gazetteer.Rank,
			m.Kind == gazetteer.Cue && (m.ID == "deg.top" || m.ID == "deg.tie" || m.ID == "deg.more" || m.ID == "deg.less" || m.ID == "bound.above" || m.ID == "bound.below"):
			figure = true
		case m.Kind == gazetteer.Person, m.Kind == gazetteer.Concept && (dealings[m.ID] || m.ID == "act.choose" || m.ID == "noun.partner" || m.ID == "noun.deal"):
			return r.mentions
		}
	}
	if !figure {
		return r.mentions
	}
	return plain
}

// badly drops the "bad" that says how much something is wanted: "why did X need it so bad?"
func badly(r *reading) []*gazetteer.Mention {
	wants := func(m *gazetteer.Mention) bool { return m.ID == "act.need" || m.ID == "act.want" }
	return slices.DeleteFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "adj.bad" && closes(r, m) && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool { return wants(c) && c.Last <= m.First })
	})
}

// pleading drops what a verb means that is a word of courtesy at the end of a clause: "both figures please".
func pleading(r *reading) []*gazetteer.Mention {
	return slices.DeleteFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && strings.HasPrefix(m.ID, "act.") && (m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break) &&
			slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
				return c.Kind == gazetteer.Chatter && c.First == m.First && c.Last == m.Last
			})
	})
}

// capital notes a place outside the book whose word is an ordinary one too and stands in capitals, or first of all, before what is measured in
// it: "the US market". A text all in capitals tells nothing.
func (e *Engine) capital(q *evidence.Query, r *reading) {
	if q.Place != "" || q.Abroad != "" || !strings.ContainsFunc(r.text, unicode.IsLower) {
		return
	}
	for i, t := range r.tokens {
		word := r.text[t.Start:t.End]
		if region := e.abroad[t.Text]; region != "" && (i == 0 || word == strings.ToUpper(word)) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First == i+1 && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Category || m.Kind == gazetteer.Product || m.Kind == gazetteer.Concept && m.ID == "noun.market")
		}) {
			goAbroad(q, region)
		}
	}
}
