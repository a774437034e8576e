package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
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

// pickOf takes "between X and Y, who has the edge?" for a choice of one of the two, unless it asks who is, stands or comes in there.
func pickOf(q *evidence.Query, r *reading) {
	if len(q.Names) < 2 || q.Cues.Has("back.it") || !cue(r, "set.between", func(c *gazetteer.Mention) bool { return c.First == 0 }) {
		return
	}
	if cue(r, "facet.who", func(c *gazetteer.Mention) bool {
		return breakBefore(r, c.First) && c.Last+1 < len(r.tokens) && r.tokens[c.Last+1].Kind == utterance.Word && !wordOf(r, "word.be", c.Last) && !wordOf(r, "word.in", c.Last+1) &&
			begun(r, c.Last, func(m *gazetteer.Mention) bool { return m.ID == "noun.position" || m.ID == "noun.rank" }) == nil
	}) {
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.between" })
	}
}

// swap puts a cue in the place of another.
func swap(q *evidence.Query, id, by string) {
	q.Cues = slices.DeleteFunc(q.Cues, func(c string) bool { return c == id })
	q.Cues.Add(by)
}
