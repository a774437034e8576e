package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// placed notes the rank that a clause before a "who" gives the only name of a question, and the rank whose holder is asked for: "now that X has
// slipped to second, who is first?"
func placed(q *evidence.Query, r *reading) {
	if q.Facet != "facet.who" && q.Facet != "facet.amount" || len(q.Names) != 1 || len(q.Ranks) == 0 || len(q.Excepted)+len(q.Percents) > 0 || q.Asked.Prior > 0 || q.Cues.Has("time.future", "set.not") {
		return
	}
	at := -1
	cue(r, "facet.who", func(c *gazetteer.Mention) bool { at = c.First; return true })
	if i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Rank && m.Last < at && at-m.Last <= 1 && r.tokens[m.First].Kind == utterance.Han
	}); i >= 0 {
		at = r.mentions[i].First - 1 // "X is first, second is who?"
	} else if at < 1 || !opens(r, at) {
		return
	}
	var given, asked int
	named := false
	for _, m := range r.mentions {
		switch {
		case m.Kind.Firm():
			named = m.First < at
		case m.Kind == gazetteer.Rank && m.First < at && named:
			given = int(m.Value)
		case m.Kind == gazetteer.Rank && m.First > at:
			asked = int(m.Value)
		}
	}
	if asked == 0 && cue(r, "deg.top", func(c *gazetteer.Mention) bool { return c.First > at }) {
		asked = 1 // "who leads?"
	}
	if given > 0 && asked > 0 && given != asked {
		q.Placed = [2]int{given, asked}
	}
}
