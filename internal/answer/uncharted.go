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

// charting finds what a question is for behind whom it names, and whether an answer has to do with that.
type charting struct {
	*turn
	e    *Engine
	told func(concept string) bool // whether the answer may be to a question that speaks of it
	some bool                      // the question has a word for what the answer tells
	sure bool                      // it has a metric, a rank or a number
}

// uncharted returns the words for what a question asks of somebody, or who has the most of, where the answer has nothing to do with that: "X's battery",
// "does X have a patent?", "why did X sue Y?", "the biggest factory".
func (e *Engine) uncharted(u *turn) string {
	r, f := u.reading, u.finding
	if u.query.Which == "noun.model" && u.query.Figures() {
		if i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.ID == "noun.model" || m.ID == "noun.device" }); i >= 0 {
			return r.tokens[r.mentions[i].First].Text // figures are of firms and products: "which model sells best for them?"
		}
	}
	if f.Sure || u.pointed || ofItsFigure(u) || accented(r) && r.language != "zh" {
		return ""
	}
	h := &charting{turn: u, e: e, told: evidence.OfFigures}
	op := u.query.Intent.Operation
	phrased := func(id string) bool { return len(e.matcher.Strange(u.match, []string{id})) == 0 }
	switch {
	case f.Metric != "":
		h.told = func(id string) bool { return evidence.OfFigures(id) || id == "act.switch" && u.leaned } // "X instead"
	case u.query.Quoting() && len(f.Quotes) > 0:
		h.told = func(id string) bool {
			return e.index.Said(f.Quotes, id) || phrased(id)
		}
	case op == "role":
		h.told = phrased
	case op == "tell" || op == "relation" || op == "certainty" || u.query.Figures():
		h.told = func(id string) bool {
			return e.index.Concerns(f, u.query, id) || phrased(id)
		}
	default:
		return ""
	}
	if r.language == "zh" && f.Metric != "" && u.base.Metric == "" && len(u.base.Ranks) == 0 && (op != "measured" || u.base.Facet != "facet.source") {
		if i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && strings.HasPrefix(m.ID, "act.") && !h.told(m.ID)
		}); i >= 0 {
			return r.span(r.mentions[i].First, r.mentions[i].Last)
		}
	}
	stated := f.Metric == "" && op != "role" && !u.query.Quoting()
	if h.support(); h.some && stated {
		return "" // statements are told by more than what they are asked of
	}
	for _, m := range r.mentions {
		if word := h.owner(m); word != "" {
			return word
		}
		if r.language == "zh" {
			if words := h.signs(m); words != "" {
				return words
			}
			continue
		}
		if word := h.head(m); word != "" && (!stated || u.value < charted) {
			return word
		}
		if v := h.verb(m); v >= 0 && h.strange(v) {
			return r.tokens[v].Text
		}
		at, ok := h.from(m)
		if !ok {
			continue
		}
		if words := h.words(at, m.Kind.Firm() || wordOf(r, "word.have", m.First)); words != "" && (!stated || u.value < charted) {
			return words
		}
	}
	return ""
}

// ofItsFigure reports, at a glance, whether a question asks for a figure of those whom it names by a metric, a rank or a number, and for nothing by a word that may be
// of something else. That is so of most.
func ofItsFigure(u *turn) bool {
	q := u.base
	figure := q.Metric != "" || len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0
	return figure && u.finding.Metric != "" && len(u.query.Names) > 0 && len(q.People) == 0 && !q.Cues.Has("ask.which", "ask.count", "deg.top", "deg.bottom", "deg.more", "word.have")
}

// owner returns the word right before the metric of a question that names nobody, where nothing explains it: it is whose figure is asked for.
func (h *charting) owner(m *gazetteer.Mention) string {
	r, at := h.reading, m.First-1
	if m.Kind != gazetteer.Metric || len(h.query.Names) > 0 || h.finding.Metric == "" || at < 0 || at+1 == len(r.tokens) {
		return ""
	}
	if owns(r, at) {
		at--
	}
	if at != 0 || r.tokens[at].Kind != utterance.Word || len(r.tokens[at].Text) < minVerb || inMention(r, at) || h.e.matcher.Explains(h.match, r.tokens[at].Text) {
		return ""
	}
	return r.tokens[at].Text
}

// head returns the word before "of" and a firm or product, where the answer has nothing to do with that: "the battery life of X".
func (h *charting) head(m *gazetteer.Mention) string {
	r, at := h.reading, m.First-1
	if wordOf(r, "word.the", at) {
		at--
	}
	if !m.Kind.Firm() || h.sure || at < 1 || !wordOf(r, "word.with", at) || len(r.tokens[at-1].Text) < minHead || !h.strange(at-1) {
		return ""
	}
	if from := at - 2; from >= 0 && len(r.tokens[from].Text) >= minHead && h.strange(from) {
		return r.span(from, at)
	}
	return r.tokens[at-1].Text
}

// signs returns the Chinese signs beside a name, or behind it and the sign of an owner, that no mention holds: two or more of them say what is asked.
func (h *charting) signs(m *gazetteer.Mention) string {
	r := h.reading
	if !m.Kind.Firm() && m.Kind != gazetteer.Person || h.sure {
		return ""
	}
	unknown := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].Kind == utterance.Han && !inMention(r, i)
	}
	at := m.Last
	owned := owns(r, at)
	if owned {
		at++
	}
	end := at
	for unknown(end) {
		end++
	}
	if named := begun(r, end, func(c *gazetteer.Mention) bool {
		order, _ := ordering(c.ID)
		return c.Kind == gazetteer.Metric || c.Kind == gazetteer.Concept && h.told(c.ID) || c.Kind == gazetteer.Cue && order
	}) != nil; end-at >= minSigns && !named && (owned || !h.some) {
		return r.span(at, end)
	}
	from := m.First
	for unknown(from - 1) {
		from--
	}
	if m.First-from >= minSigns && !h.some {
		return r.span(from, m.First)
	}
	return ""
}

// minSigns is how many signs a Chinese word has at least that names what is asked for.
const minSigns = 2

// verb returns the token of the verb of a question with the least of words by which somebody is asked about, "who sued X?", "why did X sue Y?", "what did X
// sue?", or -1.
func (h *charting) verb(m *gazetteer.Mention) int {
	r := h.reading
	if m.Kind.Firm() && (h.sure || h.some) || !m.Kind.Firm() && m.Kind != gazetteer.Person && m.ID != "back.it" && m.ID != "back.he" {
		return -1
	}
	opens := func(id string, last int) bool {
		return cue(r, id, func(c *gazetteer.Mention) bool { return c.Last == last })
	}
	if opens("facet.who", m.First-1) {
		return m.First - 1
	}
	v := m.Last
	if !opens("facet.whether", m.First) || v >= len(r.tokens) || r.tokens[v].Kind != utterance.Word {
		return -1
	}
	if end := v + 1; end == len(r.tokens) || r.tokens[end].Kind == utterance.Break || firm(r, end) || wordOf(r, "word.in", end) || cue(r, "", func(c *gazetteer.Mention) bool { return c.First == end && (c.ID == "back.it" || c.ID == "ask.any") }) {
		return v
	}
	return -1
}

// from returns the token from which on what is asked of a mention may be named, and whether it may be.
func (h *charting) from(m *gazetteer.Mention) (at int, ok bool) {
	r, at := h.reading, m.Last
	its := m.ID == "back.it" && wordOf(r, "word.its", m.First)
	switch {
	case m.Kind == gazetteer.Person && owns(r, at):
		return at + 1, true
	case h.query.Quoting():
		return at, m.Kind == gazetteer.Cue && m.ID == "ask.about"
	case h.query.Intent.Operation == "role":
		return at, m.Kind == gazetteer.Person
	case h.sure && (m.Kind.Firm() || its):
		return at, false
	case m.Kind.Firm() && owns(r, at):
		return at + 1, true
	case m.Kind.Firm():
		does := at+1 < len(r.tokens) && cue(r, "deg.", func(c *gazetteer.Mention) bool { return moreOrLess(c) && c.First == at+1 }) // "does X hack more than Y?"
		return at, !h.some || does
	case m.Kind != gazetteer.Cue:
		return at, false
	case wordOf(r, "word.have", m.First):
		return at, wordOf(r, "word.a", at) && !plainWords(r, max(m.First-1, 0), m.First) // "our chart has a hole" is said of no firm
	case its:
		return at, m.First > 0 && r.tokens[m.First-1].Kind == utterance.Word && !r.conceptAt(m.First-1, func(id string) bool { return id == "act.know" })
	case m.ID == "deg.more":
		return at, m.Last == m.First+1
	case m.ID == "facet.who":
		return at, !h.sure && begun(r, at+1, func(c *gazetteer.Mention) bool { return c.ID == "facet.whether" }) != nil // "whose lawyer is that?"
	}
	return at, m.ID == "ask.which" || m.ID == "ask.count" || m.ID == "deg.top" || m.ID == "deg.bottom"
}

// support notes whether a question has a word for what the answer tells at all, and whether it has a metric, a rank or a number.
func (h *charting) support() {
	for _, m := range h.reading.mentions {
		switch m.Kind {
		case gazetteer.Metric, gazetteer.Rank, gazetteer.Percent, gazetteer.Number:
			h.some, h.sure = true, true
		case gazetteer.Concept:
			h.some = h.some || !strings.HasPrefix(m.ID, "adj.") && m.ID != "act.make" && m.ID != "act.say" && h.told(m.ID) && !cue(h.reading, "facet.", func(c *gazetteer.Mention) bool { return c.First == m.First })
		case gazetteer.Cue:
			order, sure := ordering(m.ID)
			h.some, h.sure = h.some || order, h.sure || sure
		}
	}
}

// ordering reports whether a cue is one by which a question asks for figures, and whether it says of which.
func ordering(id string) (order, sure bool) {
	of := func(kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(kind string) bool { return strings.HasPrefix(id, kind) })
	}
	switch {
	case of("unit.", "first."):
		return true, true
	case of("deg.", "bound.", "times.", "part.", "rank."):
		return true, false
	}
	return id == "set.sum" || id == "ask.growth" || id == "ask.size" || id == "move.up", false
}

// words returns the words from a token on that name something which the answer has nothing to do with, or "" where it has with one of them.
func (h *charting) words(at int, compound bool) string {
	r := h.reading
	from, last := -1, 0
	for i := at; i < len(r.tokens) && i <= at+mostOfHead && r.tokens[i].Kind == utterance.Word; i++ {
		if m := begun(r, i, func(m *gazetteer.Mention) bool { return m.Kind != gazetteer.Concept }); m != nil {
			if m.Kind == gazetteer.Metric || m.Kind == gazetteer.Category || m.Kind.Firm() && from < 0 {
				return ""
			}
			break
		}
		if wordOf(r, "word.in", i) || wordOf(r, "word.with", i) {
			break
		}
		switch {
		case r.conceptAt(i, func(id string) bool { return !strings.HasPrefix(id, "adj.") && h.told(id) }):
			from, last = -1, i+1 // but what stands right behind it may be what is named: "data center"
		case from < 0 && (last == 0 || compound && last == i) && len(r.tokens[i].Text) >= minHead && h.strange(i):
			from = i
		}
	}
	if from < 0 {
		return ""
	}
	return r.tokens[from].Text
}

// strange reports whether a token says something that the answer has nothing to do with: it is an ordinary word of some length in no mention but of such an act
// or thing, and the reading's phrasings do not use it.
func (h *charting) strange(i int) bool {
	r := h.reading
	t := r.tokens[i]
	if t.Kind != utterance.Word || len(t.Text) < minVerb || h.clipped(t.Text) {
		return false
	}
	if r.conceptAt(i, func(string) bool { return true }) {
		return !r.conceptAt(i, h.told)
	}
	return h.e.known(t.Text) && !inMention(r, i) && !h.e.matcher.Explains(h.match, t.Text)
}

// clipped reports whether a word is one of those in which the last letter of an ending is left out: "gettin".
func (h *charting) clipped(word string) bool {
	return slices.ContainsFunc(h.reading.forms.Lasting, func(end string) bool {
		last := len(end) - 1
		return strings.HasSuffix(word, end[:last]) && h.e.known(word+end[last:])
	})
}

// charted is the value of a reading as a statement from which on its words are taken to say what they do in its phrasings.
const charted = 0.8

// minHead is how many letters a word has at least that names what is asked for, and minVerb that tells what is done.
const (
	minHead = 4
	minVerb = 3
)

// accented reports whether an utterance has letters that English has not: which words name a thing is not known in other languages.
func accented(r *reading) bool {
	return strings.ContainsFunc(r.text, func(c rune) bool { return c >= 0x80 && unicode.IsLetter(c) })
}

// conceptAt reports whether a token is in a mention of a concept for which something holds.
func (r *reading) conceptAt(i int, holds func(id string) bool) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.First <= i && i < m.Last && holds(m.ID)
	})
}
