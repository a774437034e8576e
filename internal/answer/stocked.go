package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// stocked understands a question whether there is anything on what it names as one for that: "do you have X for P?", "what have you got on Y?" Of
// what the book has nothing on it says so. It is nil where a question for what the book covers names nothing.
func (e *Engine) stocked(whole *turn, th *thread, s *scratch) *turn {
	q, r := whole.base, whole.reading
	if whole.query.Intent == nil || whole.query.Intent.ID != "coverage" || len(q.Names)+len(q.People)+len(q.Others) == 0 && q.Abroad == "" {
		return nil
	}
	if from, to := thing(r); from < to {
		u := e.turn(r.span(from, to), th, s, nil)
		if u.query.Intent != nil && u.query.Intent.ID != "coverage" && !u.aside() {
			return in(whole, u)
		}
	}
	q = q.Clone()
	if q.Intent = e.index.Intent("lookup"); q.Intent == nil {
		return nil
	}
	q.Facet = "" // a figure is no yes or no
	v := *whole
	v.query, v.finding = q, e.index.Gather(q)
	if v.finding.Status == evidence.Corrected {
		v.finding.Status = evidence.Answered // nothing was claimed
	}
	return &v
}

// thing is where what a message is about stands, behind its first word: from a name or concept on to the end of the clause, or to an "as well".
func thing(r *reading) (from, to int) {
	from = len(r.tokens)
	for _, m := range r.mentions {
		if m.First > 0 && m.First < from && (m.Kind.Masked() || m.Kind == gazetteer.Concept && m.ID != "noun.number" && m.ID != "act.hold") {
			from = m.First
		}
	}
	to = clauseEnd(r.tokens, from)
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && m.ID == "set.also" && m.First > from {
			to = min(to, m.First)
		}
	}
	return from, to
}
