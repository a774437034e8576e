package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfNot is how many tokens a "not" may stand before what it denies: "did not [in the end] choose".
const reachOfNot = 2

// refused lists the concepts right behind a "not".
func refused(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.not" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind != gazetteer.Concept || m.First < c.Last {
				continue
			}
			if m.First-c.Last < reachOfNot || auxiliary(r, c) && m.First-c.Last == reachOfNot {
				q.Refused = once(q.Refused, m.ID) // "didn't Apple choose": the name stands between
			}
		}
	}
}

// auxiliary reports whether a "not" is part of a verb that opens a question, as in "didn't".
func auxiliary(r reading, not gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First == not.First
	})
}

// inverted puts the names of "how far behind X is Y" in the order of "Y is behind X".
func inverted(q *evidence.Query, r reading) {
	if len(q.Names) != 2 {
		return
	}
	var first, second gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Company && m.Kind != gazetteer.Product:
		case m.ID == q.Names[0] && first.Last == 0:
			first = m
		case m.ID == q.Names[1] && second.Last == 0:
			second = m
		}
	}
	if cue(r, "deg.", func(c gazetteer.Mention) bool { return c.Last == first.First }) ||
		cue(r, "bound.", func(c gazetteer.Mention) bool { return c.Last == first.First }) {
		verb := cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.First == first.Last && c.Last == second.First })
		if verb {
			slices.Reverse(q.Names)
		}
	}
}

// cue reports whether a cue whose id begins with a prefix fits.
func cue(r reading, prefix string, fits func(gazetteer.Mention) bool) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, prefix) && fits(m)
	})
}

// utters are the concepts of giving words or a view.
var utters = map[string]bool{"act.say": true, "act.think": true, "act.praise": true, "act.criticise": true, "act.mention": true}

// voiced notes whose words or view are asked for: who stands right before "say", "think" and the like.
func (e *Engine) voiced(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || !utters[m.ID] {
			continue
		}
		for _, n := range r.mentions {
			if n.Last <= m.First && m.First-n.Last <= reachOfNot && (n.Kind == gazetteer.Company || n.Kind == gazetteer.Person) && e.speaks(r, n.Last, m.First) {
				q.Voice = n.ID
			}
		}
	}
}

// speaks reports whether between a name and a verb stands neither the end of a clause nor another verb: "X is said to".
func (e *Engine) speaks(r reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind == utterance.Break || cue(r, "facet.", func(c gazetteer.Mention) bool { return c.First <= i && i < c.Last }) ||
			cue(r, "back.and", func(c gazetteer.Mention) bool { return c.First == i }) {
			return false
		}
	}
	return true
}

// headless notes a company of which the question means somebody by a title that the book gives to nobody there.
func (e *Engine) headless(q *evidence.Query, r reading) {
	if len(q.People) > 0 {
		return
	}
	for _, t := range r.mentions {
		if t.Kind != gazetteer.Title {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Company && (m.Last <= t.First && t.First-m.Last <= 1 || t.Last <= m.First && m.First-t.Last <= 1) {
				q.Headless = m.ID
			}
		}
	}
}
