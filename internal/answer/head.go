package answer

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostOfHead is how many words behind what it is of may name what a question is for.
const mostOfHead = 3

// uncharted returns the words for what a question asks of somebody, or who has the most of, where no figure is of that: "X's battery", "does X have a
// patent?", "who mocked X?", "the biggest factory".
func (e *Engine) uncharted(u *turn) string {
	r := u.reading
	if u.finding.Metric == "" || u.finding.Sure || u.leaned || u.pointed || accented(r) {
		return ""
	}
	some, sure := supported(u)
	for _, m := range r.mentions {
		at := m.Last
		switch {
		case sure && (m.Kind.Firm() || wordOf(r, "word.its", m.First)), some && m.Kind.Firm() && !owns(r, at):
			continue
		case m.Kind.Firm():
			if who := m.First - 2; who >= 0 && cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last == who+1 }) && !e.charted(u, m.First-1) {
				return r.tokens[m.First-1].Text // "who mocked X?"
			}
			if owns(r, at) {
				at++
			}
		case m.Kind != gazetteer.Cue:
			continue
		case wordOf(r, "word.have", m.First):
			if !wordOf(r, "word.a", at) {
				continue
			}
		case m.ID == "back.it" && wordOf(r, "word.its", m.First) && m.First > 0 && r.tokens[m.First-1].Kind == utterance.Word && !slices.Contains(r.conceptsAt(m.First-1), "act.know"), m.ID == "ask.which", m.ID == "ask.count", m.ID == "deg.top", m.ID == "deg.bottom", m.ID == "deg.more" && m.Last == m.First+1:
		default:
			continue
		}
		if words := e.strangeHead(u, at); words != "" {
			return words
		}
	}
	return ""
}

// supported reports whether a question has a word for figures at all, and whether it has a metric, a rank or a number.
func supported(u *turn) (some, sure bool) {
	for _, m := range u.reading.mentions {
		switch m.Kind {
		case gazetteer.Metric, gazetteer.Rank, gazetteer.Percent, gazetteer.Number:
			return true, true
		case gazetteer.Concept:
			some = some || !strings.HasPrefix(m.ID, "adj.") && m.ID != "act.make" && m.ID != "act.say" && evidence.OfFigures(m.ID)
		case gazetteer.Cue:
			kind, _, _ := strings.Cut(m.ID, ".")
			some = some || ofOrder[kind] || m.ID == "set.sum" || m.ID == "ask.growth" || m.ID == "ask.size"
			some, sure = some || m.ID == "move.up", sure || kind == "unit" || kind == "first"
		}
	}
	return some || sure, sure
}

// ofOrder are the kinds of cues by which a question asks for figures.
var ofOrder = map[string]bool{"deg": true, "bound": true, "times": true, "first": true, "part": true, "rank": true, "unit": true}

// strangeHead returns the words from a token on that name something which no figure is of, or "" where one among them is.
func (e *Engine) strangeHead(u *turn, at int) string {
	r := u.reading
	from := -1
	for i := at; i < len(r.tokens) && i < at+mostOfHead+1 && r.tokens[i].Kind == utterance.Word; i++ {
		if m := begun(r, i, func(m *gazetteer.Mention) bool { return m.Kind != gazetteer.Concept }); m != nil {
			if m.Kind == gazetteer.Metric || m.Kind == gazetteer.Category || m.Kind.Firm() && from < 0 {
				return ""
			}
			break
		}
		if wordOf(r, "word.in", i) || wordOf(r, "word.with", i) {
			break
		}
		if slices.ContainsFunc(r.conceptsAt(i), func(id string) bool { return !strings.HasPrefix(id, "adj.") && evidence.OfFigures(id) }) {
			return ""
		}
		if from < 0 && !e.charted(u, i) {
			from = i
		}
	}
	if from < 0 {
		return ""
	}
	return r.tokens[from].Text
}

// charted reports whether a token says something that a question for figures may: it is small, in a mention that is no act or thing but of figures, or the
// reading's phrasings use it.
func (e *Engine) charted(u *turn, i int) bool {
	r := u.reading
	t := r.tokens[i]
	if t.Kind != utterance.Word || small(t) || !e.known(t.Text) {
		return true
	}
	if names := r.conceptsAt(i); len(names) > 0 {
		return slices.ContainsFunc(names, evidence.OfFigures)
	}
	return inMention(r, i) || e.matcher.Explains(u.match, t.Text)
}

// accented reports whether an utterance has letters that English has not: which words name a thing is not known in other languages.
func accented(r *reading) bool {
	return strings.ContainsFunc(r.text, func(c rune) bool { return c >= 0x80 && unicode.IsLetter(c) })
}

// conceptsAt returns the concepts of the mentions that a token is in.
func (r *reading) conceptsAt(i int) (ids []string) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First <= i && i < m.Last {
			ids = append(ids, m.ID)
		}
	}
	return ids
}
