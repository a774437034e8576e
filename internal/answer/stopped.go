package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
)

// turned is which way somebody goes whose move has ended, as far as a question whether it has goes: "has X stopped growing?"
var turned = map[string]string{"dir.up": "dir.down", "dir.down": "dir.up", "act.lose": "dir.up"}

// stopped reads a move that is said to have ended as one the other way: "when did X stop growing?", "X isn't losing share any more".
func stopped(r *reading) []*gazetteer.Mention {
	for i, m := range r.mentions {
		if m.Kind == gazetteer.Concept && turned[m.ID] != "" && ended(r, m) {
			way := turned[m.ID]
			r.mentions = slices.DeleteFunc(r.taken(i, gazetteer.Concept, way), func(c *gazetteer.Mention) bool {
				same := c.First < m.Last && m.First < c.Last && c.Kind == gazetteer.Concept
				return same && c.ID != way || c.Kind == gazetteer.Cue && c.Last == m.First && c.ID == "set.not" // "not growing any more"
			})
			return r.mentions
		}
	}
	return r.mentions
}

// ended reports whether a word for an end stands right before a move, or behind it and last, or "any more" behind one that is denied.
func ended(r *reading, m *gazetteer.Mention) bool {
	if wordOf(r, "word.stop", m.First-1) {
		return true
	}
	last := particle(r, "word.stop", func(c *gazetteer.Mention) bool {
		return c.First >= m.Last && closes(r, c) && (c.First == m.Last || auxiliaryAt(r, c.First-1) || auxiliaryAt(r, 0))
	})
	return last || cue(r, "set.not", func(c *gazetteer.Mention) bool { return c.Last == m.First }) &&
		particle(r, "word.anymore", func(c *gazetteer.Mention) bool { return c.First >= m.Last })
}

// auxiliaryAt reports whether a verb that a question could open with begins at a token: "its growth has stopped", "is the fall over?"
func auxiliaryAt(r *reading, at int) bool {
	return cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == at })
}
