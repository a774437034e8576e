package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostWhereabouts is how many tokens a clause has at most that tells where somebody is: "I am in a café in L. just now".
const mostWhereabouts = 8

// whereabouts returns the clause of a message that tells no more than where somebody is: "I am in L.", "writing from L.:", "greetings from L." It is none where
// nothing else is said.
func whereabouts(r *reading) (from, to int, ok bool) {
	if !slices.ContainsFunc(r.particles, func(p *gazetteer.Mention) bool { return p.ID == "word.in" || p.ID == "word.from" }) {
		return 0, 0, false
	}
	for from < len(r.tokens) {
		to = clauseEnd(r.tokens, from)
		if n := to - from; n > 2 && n <= mostWhereabouts && n < len(r.tokens)-1 && tellsWhere(r, from, to) {
			return from, to, true
		}
		from = to + 1
	}
	return 0, 0, false
}

// tellsWhere reports whether some tokens tell where somebody is: "I", polite words or what they are doing, a word for being somewhere or coming from there,
// and nothing of the field or that asks.
func tellsWhere(r *reading, from, to int) bool {
	lasts := func(i int) bool { return i < to && endsIn(r.tokens[i].Text, r.forms.Lasting) && !concerns(r, i) }
	first, in := from, false
	switch {
	case wordOf(r, "word.self", from):
		first, in = from+1, true
		for cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == first && c.Last == first+1 }) {
			first++
		}
		if lasts(first) {
			first++
		}
	case polite(r, r.tokens[from]):
		first++
	case lasts(from):
		first, in = from+1, plainWords(r, from, from+1)
	default:
		return false
	}
	if !wordOf(r, "word.from", first) && !(in && (wordOf(r, "word.in", first) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Place && m.Foreign && m.First == first }))) {
		return false
	}
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First < to && from < m.Last && m.First > from && tellsMore(r, m, from)
	})
}

// concerns reports whether the word at a token is one of the field, and not for asking.
func concerns(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First <= at && at < m.Last && (m.Kind.Masked() || m.Kind == gazetteer.Concept && m.ID != "act.know")
	})
}

// tellsMore reports whether a mention in a clause that begins at a token says more than where somebody is now.
func tellsMore(r *reading, m *gazetteer.Mention, from int) bool {
	switch m.Kind {
	case gazetteer.Place:
		return !m.Foreign
	case gazetteer.Period:
		return !m.Period.Shifted || m.Period.Shift != 0
	case gazetteer.Concept:
		return m.ID != "adj.current" && m.ID != "noun.place"
	case gazetteer.Cue:
		return strings.HasPrefix(m.ID, "facet.") && m.First > from+1 || strings.HasPrefix(m.ID, "metric.") || strings.HasPrefix(m.ID, "deg.")
	}
	return m.Kind.Masked()
}

// channelPlace drops a place outside the book that is the name of a channel in which something was said: "someone in #abc says that X has 15%". Where nobody
// says anything there, it may be a place that is asked about.
func channelPlace(tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	tag := func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Place && m.Foreign && m.First > 0 && tokens[m.First-1].Text == "#" && tokens[m.First-1].End == tokens[m.First].Start
	}
	if !slices.ContainsFunc(all, tag) || !slices.ContainsFunc(all, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Place && !m.Foreign || m.Kind == gazetteer.Cue && m.ID == "ask.any" || m.Kind == gazetteer.Concept && m.ID == "act.say"
	}) {
		return all
	}
	return slices.DeleteFunc(all, tag)
}
