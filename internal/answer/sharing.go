package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
)

// sharingRank reads a metric's name that stands right before a rank, or "the" of one, behind somebody as a tie for it: "X and Y share the top spot".
func sharingRank(r *reading) []*gazetteer.Mention {
	for i, m := range r.mentions {
		if m.Kind == gazetteer.Metric && m.Last-m.First == 1 && theyShare(r, m) {
			list := slices.Clone(r.mentions)
			list[i] = &gazetteer.Mention{Kind: gazetteer.Cue, ID: "deg.tie", First: m.First, Last: m.Last, Alias: m.Alias}
			return list
		}
		if m.Kind != gazetteer.Metric || m.Last-m.First != 1 || m.First == 0 || !firm(r, m.First-1) && !cue(r, "back.they", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			continue
		}
		at := m.Last
		if wordOf(r, "word.the", at) {
			at++
		}
		if slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return (o.Kind == gazetteer.Rank || o.Kind == gazetteer.Cue && o.ID == "deg.top") && (o.First == at || o.First == m.Last)
		}) {
			list := slices.Clone(r.mentions)
			list[i] = &gazetteer.Mention{Kind: gazetteer.Cue, ID: "deg.tie", First: m.First, Last: m.Last, Alias: m.Alias}
			return list
		}
	}
	return r.mentions
}

// theyShare reports whether a metric's name closes an utterance behind a pronoun and one for a rank: "the place they share".
func theyShare(r *reading, m *gazetteer.Mention) bool {
	return closes(r, m) && cue(r, "back.it", func(c *gazetteer.Mention) bool {
		return c.Last == m.First && slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return o.Last == c.First && o.Kind == gazetteer.Concept && (o.ID == "noun.rank" || o.ID == "noun.position" || o.ID == "noun.place")
		})
	})
}
