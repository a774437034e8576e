package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfSayer is how many tokens may stand between what says something and the word for that: "slide 7 of ours says".
const reachOfSayer = 3

// clauseOf returns where the clause begins in which a token stands.
func clauseOf(r *reading, at int) int {
	for at > 0 && r.tokens[at-1].Kind != utterance.Break {
		at--
	}
	return at
}

// clauseEnd returns where the clause ends that goes on at a token.
func clauseEnd(tokens []utterance.Token, at int) int {
	for at < len(tokens) && tokens[at].Kind != utterance.Break {
		at++
	}
	return at
}

// shows reports whether a word for saying or showing begins at a token.
func shows(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && (m.ID == "act.say" || m.ID == "act.show") && m.First == at
	})
}

// numberAt returns the number at a token that is a bare one: no percentage, and nothing that it counts stands behind it.
func numberAt(r *reading, at int) (n *gazetteer.Mention, ok bool) {
	for _, m := range r.mentions {
		next := func(c *gazetteer.Mention) bool { return c.First == m.Last }
		if m.Kind == gazetteer.Number && m.First == at && !cue(r, "unit.", next) && !cue(r, "move.to", next) {
			return m, true
		}
	}
	return n, false
}

// paged reports whether a word that may be one for a move is what a figure stands on, and returns its number if it has one: "slide 7 says X is
// at 19%". It opens its clause, with a small word before it at most, and what it says or its number stands right behind it.
func paged(r *reading, m *gazetteer.Mention) (n *gazetteer.Mention, ok bool) {
	from := ownersOf(r, clauseOf(r, m.First), m.First)
	if m.Kind != gazetteer.Concept || m.ID != "dir.down" && m.ID != "dir.up" || m.Last-m.First > 1 || m.First-from > 2 || slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
		return from <= o.First && o.First < m.First && (o.Kind.Masked() || o.Kind == gazetteer.Cue && o.ID == "facet.whether")
	}) {
		return n, false
	}
	if n, ok = numberAt(r, m.Last); ok {
		return n, true
	}
	still := cue(r, "time.still", func(c *gazetteer.Mention) bool { return c.First == m.Last && shows(r, c.Last) })
	return n, still || shows(r, m.Last)
}

// ownersOf returns where what stands before a token begins without a title that it belongs to: "the chief's [new] slide".
func ownersOf(r *reading, from, at int) int {
	for _, t := range r.mentions {
		if t.Kind == gazetteer.Title && from <= t.First && t.First-from <= 1 && owns(r, t.Last) && t.Last < at {
			return t.Last + 1
		}
	}
	return from
}

// page reports whether a number is the one of what a figure stands on.
func page(r *reading, n *gazetteer.Mention) bool {
	return n.Kind == gazetteer.Number && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		at, ok := paged(r, m)
		return ok && at != nil && m.Last == n.First && at.First == n.First
	})
}

// itsOwn reports whether a period that is told from today belongs to a thing that says something, and is not when the figures are from:
// "last week's deck says".
func itsOwn(r *reading, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Period || m.Period.Quarter > 0 || m.Period.Year > 0 || m.Period.Prior > 0 || !owns(r, m.Last) || m.Last+1 >= len(r.tokens) {
		return false
	}
	thing := m.Last + 1
	if figurative(r, thing) {
		return false
	}
	for i := thing; i <= min(thing+reachOfSayer, len(r.tokens)-1); i++ {
		if shows(r, i) || i > thing+1 && firm(r, i) {
			return true
		}
	}
	return false
}

// figurative reports whether a token is of what figures are about: a name, a metric, a rank, a move.
func figurative(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First <= at && at < m.Last && (m.Kind.Masked() || m.Kind == gazetteer.Cue && (strings.HasPrefix(m.ID, "deg.") || m.ID == "ask.growth") ||
			m.Kind == gazetteer.Concept && (strings.HasPrefix(m.ID, "dir.") || ofTables[m.ID]))
	})
}

// ofTables are the concepts of what a table of figures is made of.
var ofTables = map[string]bool{"noun.rank": true, "noun.position": true, "noun.number": true, "noun.table": true, "noun.market": true, "noun.point": true, "noun.difference": true, "act.lead": true, "act.win": true, "act.lose": true, "act.change": true}

// cited reports whether a word for profits is what a figure is said to be from: "per the earnings".
func cited(r *reading, m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Concept && m.ID == "noun.profit" && cue(r, "role.per", func(c *gazetteer.Mention) bool { return c.Last <= m.First && m.First-c.Last <= 1 })
}

// idle reports whether a word says nothing of what is asked: it belongs to what a figure stands on or is from, or to what a question is for.
func idle(r *reading, m *gazetteer.Mention) bool {
	_, is := paged(r, m)
	return is || hurried(r, m) || cited(r, m) || sentenceOn(r, m) || multiple(r, m)
}

// multiple reports whether a word for a reason is part of what asks how much: "by what factor".
func multiple(r *reading, m *gazetteer.Mention) bool {
	return m.ID == "noun.reason" && wordOf(r, "word.factor", m.First)
}

// sentenceOn reports whether a word for a sentence is only the form that an answer is to have: "a sentence on what X confirmed", "in a line, ...".
func sentenceOn(r *reading, m *gazetteer.Mention) bool {
	if m.ID == "noun.quotation" && m.First > 1 && wordOf(r, "word.sentence", m.Last-1) && wordOf(r, "word.a", m.First-1) && wordOf(r, "word.in", m.First-2) {
		return true
	}
	return m.ID == "noun.quotation" && wordOf(r, "word.sentence", m.Last-1) && cue(r, "ask.about", func(c *gazetteer.Mention) bool {
		return c.First == m.Last && cue(r, "ask.what", func(w *gazetteer.Mention) bool { return w.First == c.Last })
	})
}

// reported notes that a figure which a question gives somebody is what something says: "the deck says X 24%".
func reported(q *evidence.Query, r *reading) {
	if len(q.Claimed) != 1 || len(q.People)+len(q.Others) > 0 {
		return
	}
	for _, m := range r.mentions {
		if m.Kind.Firm() && m.ID == q.Claimed[0].Name {
			for i := clauseOf(r, m.First); i < m.First; i++ {
				q.Reported = q.Reported || shows(r, i)
			}
			return
		}
	}
}

// signed reads a plus right before a number, behind no other, as a rise: "X +37%". It adds nothing up.
func signed(q *evidence.Query, r *reading) {
	for i, t := range r.tokens {
		if i == 0 || i+1 >= len(r.tokens) || r.tokens[i+1].Kind != utterance.Number || r.tokens[i+1].Start != t.End || counted(r, i) {
			continue
		}
		if !cue(r, "set.sum", func(c *gazetteer.Mention) bool { return c.First == i && c.Last == i+1 }) {
			continue
		}
		q.Concepts, q.Bare = once(q.Concepts, "dir.up"), once(q.Bare, "dir.up")
		if !cue(r, "set.sum", func(c *gazetteer.Mention) bool { return c.First != i }) {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.sum" })
		}
	}
}

// lessened reads a minus right before a rate of somebody as a fall: "X -11%". A dash before another figure may only part it from the name.
func (e *Engine) lessened(q *evidence.Query, r *reading) {
	for i, t := range r.tokens {
		if i == 0 || i+1 == len(r.tokens) || t.Kind != utterance.Break || !strings.ContainsAny(t.Text, "-−–") {
			continue
		}
		before, behind := r.tokens[i-1], r.tokens[i+1]
		if behind.Kind == utterance.Number && behind.Start == t.End && before.End < t.Start && e.index.Rated(q) {
			q.Concepts, q.Bare = once(q.Concepts, "dir.down"), once(q.Bare, "dir.down")
		}
	}
}

// counted reports whether a number or percentage ends right before a token.
func counted(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Last == at && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Percent)
	})
}

// singled keeps of several figures that a question gives somebody the one that it asks about: "X 19, Y 16: is the X one right?"
func singled(q *evidence.Query, r *reading) {
	if len(q.Claimed) < 2 || !q.Cues.Has("facet.whether", "talk.check") || !slices.Contains(q.Concepts, "act.verify") {
		return
	}
	var again []evidence.Claimed
	for _, c := range q.Claimed {
		if n := mentionsOf(r, c.Name); n > 1 {
			again = append(again, c)
		}
	}
	if len(again) != 1 {
		return
	}
	one := again[0]
	others := func(v float64) bool { return v != one.Value }
	q.Claimed, q.Names = again, []string{one.Name}
	q.Percents, q.Numbers = slices.DeleteFunc(q.Percents, others), slices.DeleteFunc(q.Numbers, others)
}

// mentionsOf counts the mentions of a name.
func mentionsOf(r *reading, id string) (n int) {
	for _, m := range r.mentions {
		if m.ID == id {
			n++
		}
	}
	return n
}

// reportedIn reports whether a question takes a figure from a report on earnings: "according to earnings".
func reportedIn(r *reading) bool {
	return cue(r, "role.per", func(c *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.profit" && m.First >= c.Last && m.First-c.Last <= 1
		})
	})
}

// minAside is how many tokens stand at least before a colon that are about why something is asked: "before it goes out: ..."
const minAside = 3

// asideOf returns where the question begins behind a clause that only says what it is for, with a colon at its end and nothing of the field in
// it; 0: there is no such clause.
func asideOf(r *reading) int {
	for i, t := range r.tokens {
		if t.Kind == utterance.Break && t.Text == ":" && i >= minAside {
			if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First < i && m.Kind.Masked() }) {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// hurried reports whether a word for before belongs to the clause that says what a question is for: "before the meeting: what is X's share?"
func hurried(r *reading, m *gazetteer.Mention) bool {
	return (m.Kind == gazetteer.Concept && m.ID == "adj.former" || m.Kind == gazetteer.Cue && m.ID == "time.order") && m.Last < asideOf(r)
}
