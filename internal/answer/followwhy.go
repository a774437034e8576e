package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// andWhy asks for the reason of what was answered last.
func (th *thread) andWhy(e *Engine, next *evidence.Query, q *evidence.Query) {
	last := th.last.query
	if last.Intent.Operation == "certainty" && th.topic != nil {
		last = th.topic.query // why it is so, not why somebody says so
		next.Intent, next.Names, next.Claim, next.Concepts = last.Intent, last.Names, "", last.Concepts
	}
	if last.Intent.ID == e.book.Default.Why && q.Cues.Has("set.only") && q.Cues.Has("facet.whether") {
		next.Intent, next.Facet = last.Intent, "facet.whether"
		return // "is that the only reason?"
	}
	next.Facet = "facet.why"
	if last.Quoting() && len(q.Others) > 0 {
		*next = *th.onceMore()
		next.Facet, next.Others = "facet.why", q.Others
		if e.index.Gather(next).Status != evidence.Corrected {
			*next = *th.unexplained(e)
		}
		return // "and why to O?", to whom they may not have spoken
	}
	if last.Intent.Operation == "compare" && len(last.Names) == 2 && unnamed(q) {
		next.Contrary = false
		return // why the one is ahead of the other
	}
	switch {
	case len(next.Names) > 0:
	case last.Intent.Operation == "holder":
		next.Names = th.recent(1) // why the one at that rank
	case th.grown() != "":
		next.Names = []string{th.grown()} // why who grew did
	}
	next.Intent = e.whyAfter(last.Intent)
	th.replace(next, q)
	if next.Intent != nil && next.Intent.ID == e.book.Default.Why && e.book.Why(last.Intent.ID) == e.book.Default.Why && last.Intent.Why == "" && !th.explained(e, next) {
		*next = *th.unexplained(e)
	}
}

// explained reports whether the reason that the book gives by default is one for what was answered last: the figure of one firm of which it tells, or what the
// person said who gives it.
func (th *thread) explained(e *Engine, next *evidence.Query) bool {
	last, reason := th.last.query, e.index.Gather(next)
	if last.Figures() && len(last.Excepted) > 0 {
		return false // of all but one
	}
	if last.Figures() && moves[last.Intent.Operation] && len(next.Names) != 1 {
		return true
	}
	if last.Figures() && len(next.Names) == 1 && reason.Silent() {
		other := next.Clone()
		other.Intent = e.index.Intent(next.Intent.Else)
		return other.Intent != nil && e.index.Gather(other).Status == evidence.Answered
	}
	if reason.Silent() || len(reason.Claims) == 0 {
		return false
	}
	if last.Figures() {
		return len(next.Names) == 1 && reason.Status == evidence.Answered
	}
	if len(next.Names) <= 1 && len(th.last.finding.Claims) > 0 && e.index.Measures(th.last.finding.Claims) {
		return reason.Status == evidence.Answered // "did X lose share?"
	}
	return last.Quoting() && slices.ContainsFunc(th.last.finding.Quotes, func(v *knowledge.Quotation) bool { return v.Speaker == reason.Claims[0].By })
}

// unexplained is the question why what was answered last is so, of which the book gives no reason.
func (th *thread) unexplained(e *Engine) *evidence.Query {
	next, f := th.onceMore(), th.last.finding
	next.Facet = "facet.why"
	switch {
	case next.Quoting() && len(f.Quotes) > 0:
		next.Intent, next.Quote = e.index.Intent("certainty"), f.Quotes[0].ID
	case !next.Figures() && len(f.Claims) > 0:
		next.Intent, next.Claim = e.index.Intent("certainty"), f.Claims[0].ID
	}
	return next
}

// whyAfter returns what a bare "why?" asks after an answer: of a statement that has nothing of its own for that, why it is so, as far as it says.
func (e *Engine) whyAfter(in *knowledge.Intent) *knowledge.Intent {
	if in.Why == "" && in.Operation == "tell" {
		return in
	}
	return e.index.Intent(e.book.Why(in.ID))
}

// harms are the concepts of a question whether something is to somebody's harm.
var harms = map[string]bool{"act.weaken": true, "act.hinder": true, "noun.problem": true, "noun.importance": true, "noun.consequence": true, "adj.bad": true, "act.lose": true, "dir.down": true, "noun.money": true, "act.sell": true}

// thatHurts reads "is that a problem for X?" after what the book gives as a reason, or tells beside one, as the question whether it is one.
func (th *thread) thatHurts(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	in := e.index.Intent(e.book.Default.Why)
	if in == nil || last.Intent.Operation != "tell" || f == nil || f.Silent() || !e.index.Reasons(in.ID, f.Claims) || q.Facet != "facet.whether" && q.Facet != "" || !q.Cues.Has("back.it") || !short(r) || len(q.Bare) == 0 ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !harms[id] }) || !firmsOnly(q) || q.Abroad != "" || q.Asked.Said || q.Cues.Has("set.not", "facet.choice", "ask.what", "ask.which", "time.future") || slices.ContainsFunc(q.Names, e.index.Outside) {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Metric, q.Bare, q.Concepts, q.Contrary = in, "facet.whether", "", nil, nil, false
	return q, true
}
