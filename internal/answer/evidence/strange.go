package evidence

import (
	"slices"
	"strings"
)

// strangeness counts what makes a claim fit a question worse, in names that play no part in it.
func (t *statement) strangeness() float64 {
	n := float64(len(t.foreign))
	if len(t.foreign) > 0 && len(t.foreign) == len(t.x.parties(t.q)) {
		n++ // nothing else ties the question to the claim
	}
	if t.q.Contrary && t.q.Facet == "facet.why" && !hasAny(t.q.Concepts, t.c.Contrary...) {
		n++ // nothing in it says the contrary
		if m := t.x.metrics[t.q.Metric]; m != nil && m.Change != "" {
			n++ // and a change it is
		}
	}
	if t.q.Contrary && t.q.Facet == "facet.why" && t.q.Metric != "" && slices.ContainsFunc(t.q.Concepts, func(id string) bool { return strings.HasPrefix(id, "dir.") && t.x.worded(t.c, id) }) {
		n++ // it says the same
	}
	if t.x.succeeded(t.q, t.c) {
		n += 2 // it is the one before
	}
	if t.q.Facet == "facet.whether" && !t.denied && t.unrelated() {
		n++
	}
	if slices.ContainsFunc(t.q.Spared, t.spared) {
		n++ // it is something else that is asked for
	}
	return n
}

// spared reports whether a claim is about what a question leaves out, or says it in passing and is about nothing else of the question.
func (t *statement) spared(id string) bool {
	return contains(t.c.Concepts, id) || t.x.worded(t.c, id) && !hasAny(t.q.Bare, t.c.Concepts...)
}

// beyond reports whether the book has nothing on what a statement is asked of: a metric, "what does it mean for X's share price?", or a time that
// is far ahead.
func (t *statement) beyond() bool {
	other := t.q.Metric != "" && !t.x.Held(t.q.Metric) && t.c.Metric != t.q.Metric
	told := slices.ContainsFunc(t.q.Bare, func(id string) bool { return ofMoney[id] && t.tells(id) }) // "what would it cost X?"
	return !t.denied && other && !told || t.q.Asked.Known && t.x.Latest.Add(4).before(t.q.Period)
}

// ofMoney are the concepts whose words may be those of a metric, too.
var ofMoney = map[string]bool{"noun.money": true, "noun.price": true, "noun.profit": true, "noun.stock": true}

// unrelated reports whether a question asks of something of which the claim has none: only a name ties it to it.
func (t *statement) unrelated() bool {
	return len(t.q.Bare) > 0 && !slices.ContainsFunc(t.q.Bare, func(id string) bool {
		return mere[id] || t.tells(id) || contains(t.c.Contrary, id) || contains(t.q.Intent.Signs, id)
	})
}

// tells reports whether the claim has a concept, or a word for it.
func (t *statement) tells(id string) bool { return contains(t.c.Concepts, id) || t.x.worded(t.c, id) }

// negates reports whether a question has it that what a claim tells is not so: "was it without delays?"
func (t *statement) negates() bool {
	q := t.q
	return len(q.Refused) > 0 && q.Facet == "facet.whether" && !q.Contrary && !q.Cues.Has("facet.choice") && t.opposite() && slices.ContainsFunc(q.Refused, func(id string) bool { return contains(t.c.Concepts, id) })
}

// refuses reports whether a question asks why the one thing that a claim tells was not: "why has X not recovered?"
func (t *statement) refuses() bool {
	return t.q.Facet == "facet.why" && len(t.c.Concepts) == 1 && contains(t.q.Refused, t.c.Concepts[0]) && t.opposite()
}
