package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostOrigin is how many words tell where somebody is who says hello: "from the London office".
const mostOrigin = 3

// hailed understands a message that begins with what one says to be polite and where one is without that: "good morning from L.", "hi from L.,
// who leads?" It is nil where a message does not begin so, or makes no sense then.
func (e *Engine) hailed(whole *turn, th *thread, s *scratch) *turn {
	from, to, ok := whence(whole.reading)
	if !ok && (whole.finding.Silent() || whole.aside()) {
		from, to, ok = whereabouts(whole.reading)
	}
	if !ok {
		return nil
	}
	t, text := whole.reading.tokens, whole.reading.text
	u := e.turn(text[:t[from].Start]+text[t[to-1].End:], th, s, nil)
	if u.finding == nil || u.finding.Status == evidence.OffTopic || u.finding.Status == evidence.Clarify {
		return nil
	}
	return in(whole, u)
}

// whence returns the tokens that tell where somebody is, right behind the polite words that a message begins with.
func whence(r *reading) (from, to int, ok bool) {
	from = opening(r)
	if from == 0 || !wordOf(r, "word.from", from) {
		return 0, 0, false
	}
	anybody := cue(r, "ask.any", func(c *gazetteer.Mention) bool { return c.Last == from })  // "anybody from X quoted?"
	what := cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First == from+1 }) // "so from what?"
	if anybody || what || asking(r, from) {
		return 0, 0, false
	}
	to = from
	for wordOf(r, "word.from", to) {
		to++
	}
	first := to
	for to < len(r.tokens) && to-first < mostOrigin && (r.tokens[to].Kind == utterance.Word || r.tokens[to].Kind == utterance.Han) {
		to++
	}
	for to < len(r.tokens) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First < to && to < m.Last }) {
		to++ // of a name all words
	}
	if to == first || to < len(r.tokens) && (r.tokens[to].Kind == utterance.Word || r.tokens[to].Kind == utterance.Han) {
		return 0, 0, false
	}
	return from, to, !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if m.Last <= first || m.First >= to {
			return false
		}
		switch m.Kind {
		case gazetteer.Metric, gazetteer.Percent, gazetteer.Number, gazetteer.Period:
			return true
		case gazetteer.Cue:
			return strings.HasPrefix(m.ID, "facet.")
		}
		return m.Kind.Firm() && r.field > 1
	})
}

// vocative reports whether a name is no name of the field: a first name set off by commas beside "you" is whom the asker takes the bot for, and a name right behind "you" or "I" a verb.
func vocative(tokens []utterance.Token, particles []*gazetteer.Mention, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Person || m.Last-m.First != 1 {
		return false
	}
	you := func(fits func(c *gazetteer.Mention) bool) bool {
		return slices.ContainsFunc(particles, func(c *gazetteer.Mention) bool { return c.ID == "word.you" && fits(c) })
	}
	edge := func(i int) bool { return i < 0 || i >= len(tokens) || tokens[i].Kind == utterance.Break }
	comma := func(i int) bool { return i >= 0 && i < len(tokens) && tokens[i].Text == "," }
	self := slices.ContainsFunc(particles, func(c *gazetteer.Mention) bool { return c.ID == "word.self" && c.Last == m.First })
	return self || you(func(c *gazetteer.Mention) bool { return c.Last == m.First }) ||
		edge(m.First-1) && edge(m.Last) && (comma(m.First-1) || comma(m.Last)) && you(func(*gazetteer.Mention) bool { return true })
}

// common reports whether a firm's name is the word for a thing, of which one is spoken of: "an X a day".
func (e *Engine) common(tokens []utterance.Token, particles, all []*gazetteer.Mention, m *gazetteer.Mention) bool {
	particle := func(id string, fits func(c *gazetteer.Mention) bool) bool {
		return slices.ContainsFunc(particles, func(c *gazetteer.Mention) bool { return (id == "" || c.ID == id) && fits(c) })
	}
	if m.Kind != gazetteer.Company || m.Last-m.First != 1 || !particle("word.a", func(c *gazetteer.Mention) bool { return c.Last == m.First }) &&
		!slices.ContainsFunc(all, func(n *gazetteer.Mention) bool {
			return (n.Kind == gazetteer.Number || n.Kind == gazetteer.Cue && strings.HasPrefix(n.ID, "number.")) && n.Last == m.First
		}) || !slices.ContainsFunc(e.book.Forms.Plural, func(end string) bool { return e.known(tokens[m.First].Text + end) }) {
		return false
	}
	return m.Last == len(tokens) || tokens[m.Last].Kind == utterance.Break || particle("", func(c *gazetteer.Mention) bool { return c.First == m.Last }) ||
		slices.ContainsFunc(all, func(c *gazetteer.Mention) bool { return c.Kind == gazetteer.Cue && c.First == m.Last })
}
