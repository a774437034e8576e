package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// cleft notes the company that a clause singles out: "it is X that supplies it", "is it X who won?"
func cleft(q *evidence.Query, r *reading) {
	at := func(id string, i int) bool {
		return cue(r, id, func(c *gazetteer.Mention) bool { return c.First == i && c.Last == i+1 })
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Company || m.First < 2 || !at("back.it", m.Last) && !at("facet.who", m.Last) && !at("ask.which", m.Last) {
			continue
		}
		is := func(i int) bool { return at("facet.whether", i) || owns(r, i) }
		if is(m.First-1) && at("back.it", m.First-2) || is(m.First-2) && at("back.it", m.First-1) {
			q.Cleft = m.ID
		}
	}
}

// each notes two companies that stand side by side, where the question names no others: "a quotation from X and Y each".
func each(q *evidence.Query, r *reading) {
	if len(q.Names) != 2 || q.Cues.Has("facet.choice") {
		return
	}
	var two []*gazetteer.Mention
	for _, m := range r.mentions {
		if m.Kind.Firm() {
			two = append(two, m)
		}
	}
	if len(two) != 2 || cue(r, "ask.about", func(c *gazetteer.Mention) bool { return c.Last <= two[0].First }) {
		return
	}
	and := false
	for i := two[0].Last; i < two[1].First; i++ {
		switch joins := cue(r, "back.and", func(c *gazetteer.Mention) bool { return c.First == i }); {
		case joins:
			and = true
		case r.tokens[i].Kind != utterance.Break && !owns(r, i):
			return
		}
	}
	q.Each = and
}

// offered reads a list of goods that has some of the book among them as a choice: "is it about laptops, tablets, phones?" What else is listed
// is only offered.
func offered(q *evidence.Query, r *reading) {
	ofBook, end := false, -1
	var listed []*gazetteer.Mention
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Category && m.Kind != gazetteer.Product {
			continue
		}
		if end >= 0 && (m.First <= end || m.First-end > listGap || slices.ContainsFunc(r.tokens[end:m.First], func(t utterance.Token) bool { return t.Kind != utterance.Break && t.Kind != utterance.Word })) {
			continue
		}
		if end >= 0 && r.tokens[end].Text == ":" {
			listed, ofBook = nil, false // "what is X: a phone, a watch ...?"
		}
		listed, end = append(listed, m), m.Last
		ofBook = ofBook || m.Kind == gazetteer.Category && !m.Foreign
	}
	if !ofBook || len(listed) < leastOffered {
		return
	}
	for _, m := range listed {
		q.Names = slices.DeleteFunc(q.Names, func(n string) bool { return n == m.ID })
	}
	q.Category, q.Which = "", ""
	q.Cues.Add("facet.choice")
}

// leastOffered is how many kinds of goods make a list to choose from where no "or" stands among them.
const leastOffered = 3

// twice notes that a question asks for two sides, "who replaced whom?", and the deal that one of them is said to have got.
func (e *Engine) twice(q *evidence.Query, r *reading) {
	n := 0
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && m.ID == "facet.who" {
			n++
		}
	}
	q.Twice = n > 1 || toWhich(q, r)
	if n == 0 {
		return
	}
	for _, w := range r.mentions {
		if w.Kind != gazetteer.Cue || w.ID != "ask.winner" || w.Last-w.First < 2 {
			continue
		}
		for _, m := range e.gaz.Find(r.tokens[w.Last-1 : w.Last]) {
			if m.Kind == gazetteer.Concept && m.ID == "noun.deal" {
				q.Bare = once(q.Bare, m.ID) // the phrase hides it: "got the deal"
			}
		}
	}
}

// toWhich reports whether "to which" stands behind "from which": "from which firm to which did X go?"
func toWhich(q *evidence.Query, r *reading) bool {
	return q.Cues.Has("ask.which") && cue(r, "", func(w *gazetteer.Mention) bool {
		return (w.ID == "facet.who" || w.ID == "ask.which") && wordOf(r, "word.from", w.First-1)
	}) &&
		cue(r, "ask.which", func(w *gazetteer.Mention) bool {
			return cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.Last == w.First })
		})
}

// several notes that more than one firm is asked for: by the number of the word for one, by an "each" before it, or by how many they are, "the 3 below".
func several(q *evidence.Query, r *reading) {
	q.Many = cue(r, "ask.firm", func(c *gazetteer.Mention) bool {
		each := wordOf(r, "word.each", c.First-1) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Category && m.Last == c.First && wordOf(r, "word.each", m.First-1)
		})
		return each || endsIn(r.tokens[c.Last-1].Text, r.forms.Plural)
	})
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Number && n.Value > 1 && wordOf(r, "word.the", n.First-1) && cue(r, "", func(c *gazetteer.Mention) bool { return c.First == n.Last && moreOrLess(c) }) {
			q.Many = true
			q.Numbers = slices.DeleteFunc(slices.Clone(q.Numbers), func(v float64) bool { return v == n.Value })
		}
	}
}
