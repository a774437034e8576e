package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
)

// sharingRank reads a metric's name as a tie for a rank where it stands right before one behind somebody, "X and Y share the top spot", or closes an
// utterance behind one, "the place they share".
func sharingRank(r *reading) []*gazetteer.Mention {
	for i, m := range r.mentions {
		if m.Kind == gazetteer.Metric && m.Last-m.First == 1 && (shareRank(r, m) || theyShare(r, m)) {
			return r.taken(i, gazetteer.Cue, "deg.tie")
		}
	}
	return r.mentions
}

// shareRank reports whether a metric's name stands between somebody and a rank, or "the" of one.
func shareRank(r *reading, m *gazetteer.Mention) bool {
	if m.First == 0 || !firm(r, m.First-1) && !cue(r, "back.they", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
		return false
	}
	at := m.Last
	if wordOf(r, "word.the", at) {
		at++
	}
	return slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
		return (o.Kind == gazetteer.Rank || o.Kind == gazetteer.Cue && o.ID == "deg.top") && (o.First == at || o.First == m.Last)
	})
}

// theyShare reports whether a metric's name closes an utterance behind a pronoun and one for a rank: "the place they share".
func theyShare(r *reading, m *gazetteer.Mention) bool {
	return closes(r, m) && cue(r, "back.it", func(c *gazetteer.Mention) bool {
		return c.Last == m.First && slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return o.Last == c.First && o.Kind == gazetteer.Concept && (o.ID == "noun.rank" || o.ID == "noun.position" || o.ID == "noun.place")
		})
	})
}
