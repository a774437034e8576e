package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// overThere drops the limit that the "over" of "over in X" or "over there" would be: it only says where.
func overThere(q *evidence.Query, r *reading) {
	if !cue(r, "bound.above", func(c *gazetteer.Mention) bool {
		there := cue(r, "back.it", func(b *gazetteer.Mention) bool { return b.First == c.Last }) && closes(r, &gazetteer.Mention{First: c.Last, Last: c.Last + 1})
		return there || wordOf(r, "word.in", c.Last) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Place && m.First == c.Last+1 })
	}) {
		return
	}
	q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "bound.above" || id == "move.past" })
}
