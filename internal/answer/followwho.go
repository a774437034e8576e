package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// andWho asks who said what was answered last, or who else or who at the other end.
func (th *thread) andWho(e *Engine, next, q *evidence.Query) (*evidence.Query, bool) {
	figures := th.last.query.Figures()
	switch c := th.doing(q); {
	case c != nil:
		next.Intent, next.Facet, next.Claim = th.last.query.Intent, "facet.who", c.ID
		return next, true // "has it been done?" "by whom?"
	case figures && q.Cues.Has("deg.bottom", "deg.top"):
		next = next.Clone()
		next.Intent, next.Names = e.index.Intent("holder"), nil // "and who was last?"
		return next, next.Intent != nil
	case figures && q.Cues.Has("set.also") && !slices.Contains(q.Bare, "act.say"):
		next = next.Clone()
		next.Intent = e.index.Intent("tied") // "who else?"
		return next, next.Intent != nil
	case figures && tookIt(q) && (th.lost() || th.fell()) && len(th.last.query.Names) == 1:
		next = &evidence.Query{Intent: e.index.Intent("movers"), Names: th.last.query.Names, Metric: th.last.query.Metric, Place: th.last.query.Place, Facet: "facet.who", AsObject: true}
		return next, next.Intent != nil // as of who took what another lost
	case figures && q.Cues.Has("ask.recipient") && (moves[th.last.query.Intent.Operation] || th.fell()):
		next = th.last.query.Clone()
		next.Cues, next.Facet, next.Intent, next.Percents, next.Numbers = evidence.Cues{"ask.recipient"}, "facet.who", e.index.Intent("change"), nil, nil
		return next, next.Intent != nil // "to whom?", of what was lost
	case q.SeenAt != "":
		return q, false // "who was on X?" is another question
	case q.Cues.Has("ask.recipient") && len(th.last.finding.Quotes) > 0:
		return th.venue(e, next, "facet.where"), true // "to whom?", of words
	case slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "act.") && !utters[id] || id == "adj.new" }):
		return q, false // it is who does something that is asked for, not who says so
	}
	return th.source(e, next, "facet.who"), true
}

// tookIt reports whether a question asks no more than who got something, or did something with "it" by a verb that says nothing to the book: "who took
// it?"
func tookIt(q *evidence.Query) bool {
	return bareOnly(q, "act.choose", "act.buy", "act.win") && (q.Cues.Has("ask.winner") || q.Cues.Has("back.it") && !q.Copula && !q.Cues.Has("facet.whether", "facet.source") && len(q.Words) > 2)
}

// lost reports whether the last question was what somebody lost.
func (th *thread) lost() bool {
	return slices.Contains(th.last.query.Concepts, "act.lose") || slices.Contains(th.last.query.Concepts, "dir.down")
}

// fell reports whether the last answer told that something went down.
func (th *thread) fell() bool {
	return th.last.finding != nil && slices.ContainsFunc(th.last.finding.Parts, func(p evidence.Part) bool { return p.Key == "move.down" || p.Key == "figure.fall" })
}

// doing returns the claim of the last answer that tells who does it and is nobody's word, where no more than "by whom" is asked; nil: there is none.
func (th *thread) doing(q *evidence.Query) *knowledge.Claim {
	last, f := th.last.query, th.last.finding
	if len(q.Bare) > 0 || q.Cues.Has("facet.source", "set.also", "ask.recipient", "ask.person") || last.Intent.Operation != "tell" || last.Facet != "facet.whether" || f == nil || len(f.Claims) == 0 {
		return nil
	}
	done := func(id string) bool { return strings.HasPrefix(id, "act.") && !utters[id] }
	if c := f.Claims[0]; c.By == "" && c.Knows["facet.who"] != nil && slices.ContainsFunc(last.Bare, done) {
		return c
	}
	return nil
}
