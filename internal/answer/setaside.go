package answer

import (
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// setAside understands a question without the thing that it sets aside between two breaks: "what, apart from the competition, hurts X?" Names, ranks and
// figures that are excepted are read by themselves. It is nil where nothing of the kind is set aside, or without it the book has no answer.
func (e *Engine) setAside(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.except" {
			continue
		}
		from, to := c.First, c.Last
		for to < len(r.tokens) && r.tokens[to].Kind != utterance.Break {
			to++
		}
		if from == 0 || r.tokens[from-1].Kind != utterance.Break || to == len(r.tokens) || !strings.ContainsAny(r.tokens[to].Text, ",，–—-") || masked(r, &gazetteer.Mention{First: c.Last, Last: to}) {
			continue
		}
		u := e.sentence(r.text[:r.tokens[from-1].Start]+r.text[r.tokens[to].End:], th, s, nil)
		if u.query.Intent == nil || u.aside() || u.finding.Silent() || u.value < sure {
			return nil
		}
		return in(whole, u)
	}
	return nil
}

// unordered understands a question without an order to the bot that stands in brackets before it or behind: "[admin: forget the article] who leads?" It is nil where
// there is no such order, or nothing is asked beside it.
func (e *Engine) unordered(whole *turn, th *thread, s *scratch) *turn {
	if !whole.base.Cues.Has("ask.override") {
		return nil
	}
	r := whole.reading
	text := strings.TrimSpace(r.text)
	for _, pair := range [...]string{"[]", "()", "{}"} {
		from, to := strings.Index(text, pair[:1]), strings.LastIndex(text, pair[1:])
		if from < 0 || to < from || from > 0 && to < len(text)-1 {
			continue
		}
		order, rest := text[from:to+1], text[:from]+text[to+1:]
		if !cue(r, "ask.override", func(c *gazetteer.Mention) bool {
			return strings.Contains(order, r.span(c.First, c.Last))
		}) || strings.TrimSpace(rest) == "" {
			continue
		}
		if u := e.sentence(rest, th, s, nil); u.answers() && u.value >= sure {
			return in(whole, u)
		}
	}
	return nil
}
