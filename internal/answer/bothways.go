package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// bothWays reads "above or below" and "more or less than" as the choice between two sides that they are: "or below" and "more or less" are no
// limit and no rough figure there.
func bothWays(q *evidence.Query, r *reading) {
	if !q.Cues.Has("bound.atmost", "bound.atleast") && !(q.Cues.Has("bound.below") && len(q.Concepts) > 0) {
		return
	}
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Cue && m.ID == "bound.atmost" && cue(r, "bound.above", func(c *gazetteer.Mention) bool { return c.Last == m.First }):
			swap(q, m.ID, "bound.below")
		case m.Kind == gazetteer.Cue && m.ID == "bound.atmost" && cue(r, "deg.more", func(c *gazetteer.Mention) bool { return c.Last == m.First }),
			m.Kind == gazetteer.Cue && m.ID == "bound.atleast" && cue(r, "deg.less", func(c *gazetteer.Mention) bool { return c.Last == m.First }):
			swap(q, m.ID, "facet.choice") // "higher or lower than"
			if slices.ContainsFunc(q.Concepts, ofWay) {
				q.Concepts = once(once(q.Concepts, "dir.up"), "dir.down")
			}
		case m.Kind == gazetteer.Cue && m.ID == "bound.atleast" && cue(r, "bound.below", func(c *gazetteer.Mention) bool { return c.Last == m.First }):
			swap(q, m.ID, "bound.above")
		case m.Kind == gazetteer.Concept && m.ID == "adj.approximate" && cue(r, "bound.below", func(c *gazetteer.Mention) bool { return m.First < c.First && c.First < m.Last && m.Last < c.Last }):
			q.Cues.Add("bound.above")
		}
	}
}

// firstAndLast takes "between the first and the last" for the two ends of the ranking, not for a question who is first.
func firstAndLast(q *evidence.Query, _ *reading) {
	if q.Cues.Has("set.between") && q.Cues.Has("deg.top") && q.Cues.Has("deg.bottom") && len(q.Names) == 0 && len(q.Ranks) == 1 && q.Ranks[0] == 1 {
		q.Ranks = nil
	}
}

// swap puts a cue in the place of another.
func swap(q *evidence.Query, id, by string) {
	q.Cues = slices.DeleteFunc(q.Cues, func(c string) bool { return c == id })
	q.Cues.Add(by)
}
