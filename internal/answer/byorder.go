package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// byOrder resolves a word for firms that is told by whom they are ahead of or behind: "the two vendors ahead of X", "the one right behind X".
func (e *Engine) byOrder(q *evidence.Query, r *reading, n noun) *description {
	if !q.Cues.Has("deg.more", "deg.less") {
		return nil
	}
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || !moreOrLess(c) || c.First < n.to {
			continue
		}
		points, from := pointsBefore(r, c.First)
		if from-n.to > reachOfLink || !linking(r, n.to, from) && !(points > 0 && linking(r, n.to, from-1)) { // "that sits one point behind"
			continue
		}
		for _, x := range r.mentions {
			if x.Kind != gazetteer.Company || x.First != c.Last || owns(r, x.Last) {
				continue
			}
			ids := e.index.Beside(q.Place, x.ID, c.ID == "deg.more", n.several)
			if points > 0 {
				ids = e.index.PointsFrom(q.Place, x.ID, c.ID == "deg.more", points)
			}
			if len(ids) == 0 || n.count > 0 && n.count != len(ids) {
				return nil
			}
			return &description{from: n.from, to: x.Last, names: e.called(r, ids)}
		}
	}
	return nil
}

// pointsBefore returns the number of points that stands right before a token, and at which token that begins: "[one point] behind". Without one it is 0, at
// the token itself.
func pointsBefore(r *reading, at int) (points float64, from int) {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Number && cue(r, "unit.points", func(u *gazetteer.Mention) bool { return u.First == n.Last && u.Last == at }) {
			return n.Value, n.First
		}
	}
	return 0, at
}

// rankBehind resolves a rank that is told again by whom it is right behind: "the runner-up behind X".
func (e *Engine) rankBehind(q *evidence.Query, r *reading) *description {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Rank {
			continue
		}
		for _, x := range r.mentions {
			if x.Kind == gazetteer.Company && !owns(r, x.Last) && cue(r, "deg.less", func(c *gazetteer.Mention) bool { return c.First == m.Last && c.Last == x.First }) {
				if ids := e.index.Beside(q.Place, x.ID, false, false); len(ids) == 1 && e.index.Ranks(ids[0], int(m.Value)) {
					return &description{from: m.First, to: x.Last, names: e.called(r, ids)}
				}
			}
		}
	}
	return nil
}

// linking reports whether at most "that is" and the like stands between a word for firms and what tells of them.
func linking(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if !wordOf(r, "word.be", i) && !wordOf(r, "word.that", i) && !cue(r, "", func(c *gazetteer.Mention) bool {
			return c.First == i && i == from && (c.ID == "back.it" || c.ID == "facet.who" || c.ID == "ask.which")
		}) {
			return false
		}
	}
	return true
}
