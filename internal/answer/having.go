package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// Within how many tokens of its beginning a message has the participle of a clause that only tells what went before, and the question behind
// that clause its question word.
const (
	reachOfHaving   = 3
	reachOfQuestion = 2
)

// afterwards understands a question without the clause before it that tells what had been: "X having been the first, to whom did Y turn?" It is nil
// where a message has no such clause, the question points back at it, or what it tells is wrong.
func (e *Engine) afterwards(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	from := behindHaving(r)
	holding := whole.base.Holding
	if from == 0 && holding != nil && !holding.Stated {
		from = clauseEnd(r.tokens, 0) + 1
	}
	wrong := whole.finding.Status == evidence.Corrected
	if from == 0 || holding != nil && wrong || (wrong || opensFormerly(r)) && !e.knowsOf(whole, from) {
		return nil
	}
	u := e.turn(r.text[r.tokens[from].Start:], th, s, nil)
	if !u.answers() || holding != nil && !u.query.Figures() || opensFormerly(r) && u.query.Figures() {
		return nil
	}
	return in(whole, u)
}

// knowsOf reports whether all whom such a clause names, up to a token, are former partners: what a question is corrected by is what the clause says.
func (e *Engine) knowsOf(whole *turn, from int) bool {
	named := false
	for _, m := range whole.reading.mentions {
		if m.Kind.Firm() && m.First < from {
			if named = true; !e.index.Former(m.ID) {
				return false
			}
		}
	}
	return named && !whole.query.Figures()
}

// despite understands a question without the clause behind it that tells in view of what it is asked: "what makes X useful, given the rules?" It is nil
// where a message has no such clause, or what it takes for granted is wrong.
func (e *Engine) despite(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	at := slices.IndexFunc(r.particles, func(p *gazetteer.Mention) bool {
		return p.ID == "word.given" && p.First > reachOfHaving && r.tokens[p.First-1].Kind == utterance.Break
	})
	if at < 0 {
		return nil
	}
	u := e.turn(r.text[:r.tokens[r.particles[at].First-1].Start]+"?", th, s, nil)
	if !u.answers() || u.value < enough {
		return nil
	}
	if whole.finding.Status == evidence.Corrected && (whole.query.Figures() || !u.query.Figures()) {
		return nil
	}
	return in(whole, u)
}

// answers reports whether an utterance is understood as a question that the book has something on.
func (u *turn) answers() bool {
	return u.query.Intent != nil && !u.finding.Silent() && !u.aside()
}

// behindHaving returns the token at which the question behind such a clause begins, or 0.
func behindHaving(r *reading) int {
	at := 0
	for at <= reachOfHaving && !wordOf(r, "word.having", at) {
		at++
	}
	reach := reachOfQuestion
	if end := clauseEnd(r.tokens, 0); end > 0 && r.tokens[end-1].Kind == utterance.Han && wordOf(r, "word.having", end-1) {
		at, reach = 0, len(r.tokens) // in some languages it ends the clause
	}
	if at > reachOfHaving {
		if !opensFormerly(r) {
			return 0
		}
		at, reach = 0, len(r.tokens)
	}
	for at < len(r.tokens) && r.tokens[at].Kind != utterance.Break {
		at++
	}
	at++
	back := func(c *gazetteer.Mention) bool { return c.First >= at && c.ID != "back.and" }
	asks := func(c *gazetteer.Mention) bool {
		return c.First >= at && c.First-at <= reach && inquiring(c.ID)
	}
	if at >= len(r.tokens) || !cue(r, "", asks) || cue(r, "back.", back) {
		return 0
	}
	return at
}

// opensFormerly reports whether a message opens with a clause that tells what was before, without a verb of its own: "previously allied with X, to whom is Y ...?"
func opensFormerly(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "adj.former" && m.First == 0
	}) && !cue(r, "time.order", func(c *gazetteer.Mention) bool { return c.First == 0 }) && !cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First < clauseEnd(r.tokens, 0) }) && clauseEnd(r.tokens, 0) < len(r.tokens)-1
}
