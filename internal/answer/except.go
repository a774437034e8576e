package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// listGap is how many tokens may stand between the names of a list: "except X, Y and Z".
const listGap = 2

// beside notes the name behind "closer to", and the list of names behind "except" and "not".
func (e *Engine) beside(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		switch {
		case c.Kind != gazetteer.Cue:
			continue
		case c.ID == "set.aside":
			leftOut(q, r, func(m *gazetteer.Mention) bool { return m.Last == c.First })
			continue
		case c.ID == "bound.above" && slices.Contains(q.Concepts, "act.choose"):
			leftOut(q, r, func(m *gazetteer.Mention) bool { return m.First == c.Last }) // "who was picked over X?"
			continue
		case c.ID == "move.to" && preferred(r, c):
			leftOut(q, r, func(m *gazetteer.Mention) bool { return m.First == c.Last }) // "why prefer Y to X?"
			continue
		case c.ID == "set.strike":
			leftOut(q, r, func(m *gazetteer.Mention) bool {
				apart := slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
					return o.Kind == gazetteer.Concept && o.ID == "rel.except" && o.First == c.First
				}) // "leave X out"
				return m.First == c.Last && (apart || cue(r, "set.off", func(o *gazetteer.Mention) bool { return o.First == m.Last }))
			})
			continue
		case c.ID != "deg.near" && c.ID != "set.except" && c.ID != "set.not":
			continue
		}
		if c.ID == "set.not" && cue(r, "facet.", func(w *gazetteer.Mention) bool {
			return w.ID == "facet.why" && w.Last == c.First || w.First == c.First && expecting(r, c)
		}) {
			continue // "why not X?" and "isn't X ...?" are about X
		}
		if c.ID == "set.except" && firm(r, c.Last) && firms(r, func(m *gazetteer.Mention) bool { return m.Last == startOf(r, c.First) }) > 0 && len(q.Names) == 2 && q.Cues.Has("op.minus") {
			q.Cues.Add("unit.points") // "X minus Y" is the difference between them
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.except" })
			continue
		}
		if c.ID == "set.except" && counts(r, c.Last) && q.Cues.Has("op.minus") {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.except" })
			continue // "minus 37" takes out nobody
		}
		end := c.Last
		if c.ID == "set.except" {
			spared(q, r, end)
		}
		for _, m := range r.mentions {
			if m.First < end || !(m.Kind.Firm() || m.Kind == gazetteer.Person) {
				continue
			}
			if c.ID == "deg.near" {
				q.Beside = m.ID
				break
			}
			asked := cue(r, "facet.", func(v *gazetteer.Mention) bool { return end <= v.First && v.Last <= m.First && v.ID != "facet.choice" })
			if c.ID == "set.not" && end > c.Last && contrasted(q, r, end, m.First) {
				break // "not X, Y" asks for Y
			}
			than := end > c.Last && cue(r, "", func(v *gazetteer.Mention) bool { return comparing(v) && end <= v.First && v.Last <= m.First }) // "anyone but X ahead of Y?"
			if asked || than || m.First-end > listGap || c.ID == "set.not" && end == c.Last && m.First != end {
				break // the list is over; "not" is said of a name right behind it only
			}
			q.Excepted, end = once(q.Excepted, m.ID), m.Last
		}
	}
}

// contrasted reports whether of two firms, all that a question names, nothing but a break stands between.
func contrasted(q *evidence.Query, r *reading, from, to int) bool {
	return len(q.Names) == 2 && to-from == 1 && broken(r, from, to) && asksAtMost(q) && !q.Cues.Has("facet.who", "ask.which", "ask.firm", "deg.top", "deg.more", "deg.less")
}

// onlyTalks notes an "only" behind a word for talks: it is whom somebody talked to, whoever says so.
func onlyTalks(q *evidence.Query, r *reading) {
	if cue(r, "set.only", func(c *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.negotiate" && m.Last == c.First
		})
	}) {
		q.Cues.Add("set.only talks")
	}
}

// countsThings notes that it is products whose number is asked for, "how many Xs will get it?", where those words may be a metric's, too.
func (e *Engine) countsThings(q *evidence.Query, r *reading) {
	amount := func(c *gazetteer.Mention) bool { return c.Kind == gazetteer.Cue && c.ID == "facet.amount" }
	for _, m := range r.mentions {
		product := m.Kind == gazetteer.Product && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool { return amount(c) && c.Last == m.First })
		if product || m.Kind == gazetteer.Metric && !e.index.Held(m.ID) && slices.ContainsFunc(e.gaz.Find(r.tokens[m.First:m.Last-1]), amount) {
			q.Cues.Add("facet.amount thing")
		}
	}
}

// counts reports whether a number or percentage begins at a token.
func counts(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First == at && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Percent)
	})
}

// preferred reports whether a firm that a verb for choosing has right behind it stands right before a "to".
func preferred(r *reading, to *gazetteer.Mention) bool {
	return firms(r, func(f *gazetteer.Mention) bool {
		return f.Last == to.First && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.choose" && m.Last == f.First
		})
	}) > 0
}

// leftOut notes a name that stands where another word takes it out: "X aside", "strike X off the list".
func leftOut(q *evidence.Query, r *reading, there func(*gazetteer.Mention) bool) {
	for _, m := range r.mentions {
		if (m.Kind.Firm() || m.Kind == gazetteer.Person) && there(m) {
			q.Excepted = once(q.Excepted, m.ID)
			q.Cues.Add("set.except")
		}
	}
}

// reachOfElse is how many tokens behind a "without" an "else" may stand: "without speaking to anyone else".
const reachOfElse = 4

// nobodyElse reads "never ... anybody except" and "without ... anybody else" as "only".
func nobodyElse(q *evidence.Query, r *reading) {
	if cue(r, "set.except", func(c *gazetteer.Mention) bool {
		return cue(r, "set.not", func(n *gazetteer.Mention) bool { return n.ID == "set.not" && n.Last <= c.First }) ||
			cue(r, "set.also", func(n *gazetteer.Mention) bool { return n.First >= c.Last && n.First-c.Last <= reachOfElse })
	}) {
		q.Cues.Add("set.only")
	}
}

// spared notes the concepts right behind "besides", and the things soon behind it: what is asked for is something else.
func spared(q *evidence.Query, r *reading, at int) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First >= at && (m.First == at || (strings.HasPrefix(m.ID, "noun.") || m.ID == "adj.exclusive") && m.First-at <= listGap && !broken(r, at, m.First)) {
			q.Spared = once(q.Spared, m.ID)
		}
	}
}

// negated notes cues right behind a "not": "not above".
func negated(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.not" {
			continue
		}
		for _, m := range r.mentions {
			if m.First >= c.Last && m.First-c.Last <= 4 && m.ID == "deg.tie" {
				q.Cues.Add("set.not deg.tie") // "not part of the tie"
			}
			if (m.Kind == gazetteer.Percent || m.Kind == gazetteer.Number) && m.First >= c.Last && !broken(r, c.Last, m.First) {
				q.Cues.Add("set.not percent")
			}
			if m.First >= c.Last && m.First-c.Last <= 4 && strings.HasPrefix(m.ID, "first.") {
				q.Cues.Add("set.not top") // "not in the top two"
			}
			if m.First < c.Last || m.First-c.Last > 1 {
				continue
			}
			switch m.Kind {
			case gazetteer.Cue:
				q.Cues.Add("set.not " + m.ID)
			case gazetteer.Rank:
				q.Cues.Add("set.not rank")
			}
		}
	}
}
