package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfHand is how many tokens stand between a place that opens a question and what it laid on somebody: "did C put new sanctions on X?"
const reachOfHand = 3

// hand notes a place from which something was laid on a firm: it stands right before the word for that, or behind "by".
func hand(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Place {
			continue
		}
		by := cue(r, "role.by", func(c *gazetteer.Mention) bool { return c.Last == p.First })
		asked := cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == p.First })
		for _, m := range r.mentions {
			switch {
			case m.Kind != gazetteer.Concept:
			case m.ID == "noun.sanction" && (m.First == p.Last || by && m.Last <= p.First || asked && m.First > p.Last && m.First-p.Last <= reachOfHand),
				m.ID == "act.approve" && m.Last-m.First > 1 && m.Last == p.First: // "sanctioned by"
				q.Hand = p.ID
			}
		}
	}
}

// whoHeIs stands for whom "he" means, until a thread tells it.
const whoHeIs = "back.he"

// company notes a person of whom a question asks who was with them: "who was on stage with X?", "who interviewed him?"
func company(q *evidence.Query, r *reading) {
	him := q.Cues.Has(whoHeIs) && len(q.People) == 0
	if q.Facet != "facet.who" || len(q.People) != 1 && !him {
		return
	}
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Person && !(him && p.ID == whoHeIs) {
			continue
		}
		with := cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == p.First && (c.ID == "op.add" || c.ID == "set.against") && !cue(r, "facet.who", func(w *gazetteer.Mention) bool { return w.First <= c.First && c.First < w.Last })
		})
		asked := p.First >= 2 && r.tokens[p.First-1].Kind == utterance.Word && cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last == p.First-1 }) && happening(r, p.First-1)
		if with || asked {
			q.With = p.ID
		}
	}
}

// holds takes "what did X have a year before?" for a question what X held then, not how it changed.
func holds(q *evidence.Query, r *reading) {
	if q.Asked.Prior == 0 {
		return
	}
	for _, m := range r.mentions {
		if m.Kind.Firm() && wordOf(r, "word.have", m.Last) && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Concepts = once(q.Concepts, "act.hold")
		}
	}
}

// happening reports whether the word at a token is one for an occasion: "interviewed", "hosted".
func happening(r *reading, at int) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "noun.event" && m.First == at && m.Last == at+1 {
			return true
		}
	}
	return false
}

// headed are the concepts of being at the head of a firm.
var headed = map[string]bool{"act.lead": true, "act.run": true, "noun.role": true}

// runs notes the company that a person is said to run: "X runs Y", "does X lead Y".
func runs(q *evidence.Query, r *reading) {
	for _, m := range r.particles {
		if m.ID == "word.works" {
			runner(q, r, m)
		}
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && headed[m.ID] {
			runner(q, r, m)
		}
	}
}

// runner notes a person right before a word for being at the head of a firm, and that firm right behind it.
func runner(q *evidence.Query, r *reading, m *gazetteer.Mention) {
	for _, p := range r.mentions {
		for _, c := range r.mentions {
			if p.Kind == gazetteer.Person && (p.Last == m.First || theOne(r, p.Last, m.First)) && c.Kind == gazetteer.Company && c.First == m.Last && !owns(r, c.Last) {
				q.Runs = [2]string{p.ID, c.ID}
			}
		}
	}
}

// theOne reports whether no more than "the one" stands between two tokens.
func theOne(r *reading, from, to int) bool {
	return to-from == 2 && wordOf(r, "word.the", from) && cue(r, "", func(c *gazetteer.Mention) bool {
		return c.First == from+1 && (c.ID == "back.it" || c.ID == "ask.person")
	})
}
