package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// shifted notes that so many points are supposed to go from one firm to another, or that one firm has so many more or fewer: "if X took a point
// from Y", "move two points from X to Y", "could X lose one more point and still be third?" A firm that is left to the thread is "".
func shifted(q *evidence.Query, r *reading) {
	n := 1.0
	switch {
	case len(q.Points) == 1:
		n = q.Points[0]
	case len(q.Points) > 1 || !cue(r, "unit.points", func(c *gazetteer.Mention) bool { return wordOf(r, "word.a", c.First-1) }):
		return
	}
	if len(q.Names) > 2 || n <= 0 || len(q.Percents)+len(q.People)+len(q.Others) > 0 || q.Asked.Prior > 0 || q.Cues.Has("time.yoy", "facet.choice") || !supposes(q, r) {
		return
	}
	if giver, taker := between(q, r); giver != "" {
		q.Shifts = []evidence.Shift{{Name: giver, Points: -n}, {Name: taker, Points: n}}
		return
	}
	up := slices.ContainsFunc(q.Bare, func(id string) bool { return rises[id] })
	down := slices.ContainsFunc(q.Bare, func(id string) bool { return falls[id] })
	if !up && !down {
		up = cue(r, "deg.more", func(c *gazetteer.Mention) bool { return besidePoints(r, c) })
		down = cue(r, "deg.less", func(c *gazetteer.Mention) bool { return besidePoints(r, c) })
	}
	if up == down || q.Supposed != "" {
		return
	}
	name := ""
	if len(q.Names) > 0 {
		name = mover(q, r)
	} else if !q.Cues.Has("back.it") {
		return
	}
	if down {
		n = -n
	}
	q.Shifts = []evidence.Shift{{Name: name, Points: n}}
}

// mover is the last firm before the word for how somebody moves, or the first one: "X stays where it is and Y gains a point".
func mover(q *evidence.Query, r *reading) string {
	name := q.Names[0]
	for _, v := range r.mentions {
		if v.Kind != gazetteer.Concept || !rises[v.ID] && !falls[v.ID] {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind.Firm() && n.Last <= v.First && slices.Contains(q.Names, n.ID) {
				name = n.ID
			}
		}
		break
	}
	return name
}

// rises and falls are the acts by which one has more or less.
var (
	rises = map[string]bool{"dir.up": true, "act.win": true, "act.regain": true}
	falls = map[string]bool{"dir.down": true, "act.lose": true}
)

// besidePoints reports whether a word stands right before or behind the points of a question: "two more points", "five points more".
func besidePoints(r *reading, d *gazetteer.Mention) bool {
	return cue(r, "unit.points", func(c *gazetteer.Mention) bool { return c.Last == d.First || c.First == d.Last })
}

// supposes reports whether a question only supposes what it says: with an "if", a "would" or "could", or as an order to move points.
func supposes(q *evidence.Query, r *reading) bool {
	if q.Cues.Has("ask.suppose") {
		return cue(r, "ask.suppose", func(c *gazetteer.Mention) bool { return suppositional(r, c) })
	}
	if particle(r, "word.would", func(*gazetteer.Mention) bool { return true }) {
		return true
	}
	order := q.Facet == "" && q.Cues.Has("move.from") && q.Cues.Has("move.to") && slices.Contains(q.Bare, "act.change") && !q.Cues.Has("tense.past")
	say := len(q.Names) > 0 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.ID == "act.say" && m.First == 0 && firm(r, m.Last) })
	return order || say
}

// between returns from which firm to which other points are supposed to go, or "" where no word says so.
func between(q *evidence.Query, r *reading) (giver, taker string) {
	if len(q.Names) != 2 {
		return "", ""
	}
	for _, m := range r.mentions {
		from := m.Kind == gazetteer.Cue && m.ID == "move.from"
		if !from && !(m.Kind == gazetteer.Cue && m.ID == "move.to") {
			continue
		}
		i := slices.IndexFunc(r.mentions, func(f *gazetteer.Mention) bool { return f.Kind.Firm() && f.First == m.Last })
		if i < 0 {
			continue
		}
		named, other := r.mentions[i].ID, q.Names[0]
		if other == named {
			other = q.Names[1]
		}
		if from {
			return named, other
		}
		return other, named
	}
	return "", ""
}

// supposedOfIt reads "and with five points more?" after the figure of one as what that one would have and where it would stand.
func (th *thread) supposedOfIt(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if len(q.Shifts) != 1 || q.Shifts[0].Name != "" || name == "" || !short(r) && len(q.Names) > 0 {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Shifts = []string{name}, false, []evidence.Shift{{Name: name, Points: q.Shifts[0].Points}}
	q.Intent = e.index.Intent("standing")
	return q, q.Intent != nil
}

// inThatCase reads "who would be first then?" after what is only supposed as that once more: it says the order.
func (th *thread) inThatCase(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if len(th.last.query.Shifts) == 0 || q.Facet != "facet.who" && q.Facet != "facet.where" && !particle(r, "word.would", func(*gazetteer.Mention) bool { return true }) || !short(r) || len(q.Names)+len(q.Shifts)+len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" ||
		!q.OnlyFigures() {
		return q, false
	}
	next := th.onceMore()
	next.Facet = "facet.who"
	return next, true
}
