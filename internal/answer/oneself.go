package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// ofOneself understands a message without the sentences in which somebody tells of what is theirs, or thanks for something: "is it confirmed? My client
// is nervous about rumours."
// It is nil where there are none, or nothing else.
func (e *Engine) ofOneself(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	if !whole.base.Cues.Has("ask.mine", "talk.thanks") || asks(r) == 0 {
		return nil
	}
	var rest strings.Builder
	start, left := 0, false
	for i, t := range r.tokens {
		last := i+1 == len(r.tokens)
		if !last && !(t.Kind == utterance.Break && strings.ContainsAny(t.Text, ".?!;\n。？！；") && apart(r, i) && !abbreviated(r, i)) {
			continue
		}
		if personal(r, start, i+1) {
			left = true
		} else {
			rest.WriteString(r.text[r.tokens[start].Start:t.End] + " ")
		}
		start = i + 1
	}
	if !left || rest.Len() == 0 {
		return nil
	}
	u := e.turn(rest.String(), th, s, nil)
	if u.query.Intent == nil || u.aside() {
		return nil
	}
	return in(whole, u)
}

// personal reports whether a sentence from one token to another tells of somebody's own, or thanks, and of nothing that could be asked about.
func personal(r *reading, from, to int) bool {
	if r.tokens[to-1].Kind == utterance.Break && strings.ContainsAny(r.tokens[to-1].Text, "?？") || !cue(r, "", func(c *gazetteer.Mention) bool {
		return c.ID == "ask.mine" && c.First == from || c.ID == "talk.thanks" && c.First >= from && c.Last < to
	}) {
		return false
	}
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First >= from && m.Last <= to && (m.Kind.Firm() || m.Kind == gazetteer.Person || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Percent || m.Kind == gazetteer.Number || m.Kind == gazetteer.Rank || m.Kind == gazetteer.Outlet || m.Kind == gazetteer.Source || m.Kind == gazetteer.Event)
	})
}
