package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// gaps notes the names of two gaps that are set against each other, in order: "the gap from X to Y or from Y to Z", "the leader's edge over second or
// second's over third".
func (e *Engine) gaps(q *evidence.Query, r *reading) {
	gap := slices.Contains(q.Concepts, "noun.difference") || slices.Contains(q.Concepts, "act.lead")
	if !gap || !q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "ask.which", "facet.choice", "deg.tie", "deg.as", "role.as") {
		return
	}
	var names []string
	inOrder := slices.SortedStableFunc(slices.Values(r.mentions), func(a, b *gazetteer.Mention) int { return a.First - b.First })
	for _, m := range inOrder {
		switch {
		case m.Kind.Firm():
			names = append(names, m.ID)
		case m.Kind == gazetteer.Rank:
			names = append(names, e.atPlace(int(m.Value)))
		case m.Kind == gazetteer.Cue && m.ID == "deg.top" && !cue(r, "deg.more", func(c *gazetteer.Mention) bool { return c.First == m.First }) && !masked(r, m):
			names = append(names, e.atPlace(1))
		}
	}
	if len(names) == 4 && !slices.Contains(names, "") && names[0] != names[1] && names[2] != names[3] {
		q.Gaps = names
	}
}

// atPlace is who is first at a place of the ranking, or "".
func (e *Engine) atPlace(n int) string {
	if all := e.index.Ranked().Names; n >= 1 && n <= len(all) {
		return all[n-1]
	}
	return ""
}
