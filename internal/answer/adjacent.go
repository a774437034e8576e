package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
)

// adjacent reads "and the one above?" after the figure of one, or after who share a rank, as the question who is next to them that way.
func (th *thread) adjacent(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if tied := th.sharing(); len(tied) > 0 {
		name = tied[0]
	}
	onward := slices.Contains(q.Concepts, "noun.more") // "next one up"
	single := q.Cues.Has("deg.next") || onward || q.Cues.Has("number.1") && q.Cues.Has("back.it")
	above := q.Cues.Has("deg.more") || onward && q.Cues.Has("move.up")
	below := q.Cues.Has("deg.less") || onward && slices.Contains(q.Concepts, "dir.down")
	if name == "" || !single || above == below || !barely(r) || !mute(q) || q.Many || !bareOnly(q, "rel.threshold", "noun.more", "dir.down", "act.lead", "act.lag") || !asksAtMost(q, "facet.who") ||
		q.Cues.Has("set.not", "set.sum", "deg.top", "deg.bottom", "facet.choice", "unit.points", "ask.whole") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary, q.Cues = []string{name}, "facet.who", false, evidence.Cues{"deg.next", "deg.less"}
	if above {
		q.Cues[1] = "deg.more"
	}
	q.Intent = e.index.Intent("nearest")
	return q, q.Intent != nil
}
