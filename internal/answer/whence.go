package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// source asks who said or measured what was answered last, whatever else was asked about it.
func (th *thread) source(e *Engine, next *evidence.Query, facet string) *evidence.Query {
	f := th.last.finding
	stated := !f.Silent() && len(f.Claims) > 0
	only := &evidence.Query{Facet: facet, Cues: next.Cues}
	switch {
	case len(f.Quotes) > 0:
		only.Intent, only.Quote = e.index.Intent("quote.who"), f.Quotes[0].ID
		return only
	case stated && e.index.Measures(f.Claims), next.Figures() && !stated:
		next = next.Clone()
		next.Intent = e.index.Intent("measured")
		th.resting(next)
		return next
	case len(f.Claims) > 0:
		of := th.personal(f.Claims)
		if th.last.query.Intent.Operation == "relation" {
			of = f.Claims[0] // how the one stands who was asked of
		}
		only.Intent, only.Claim = e.index.Intent("certainty"), of.ID
		only.Names, only.Place = next.Names, next.Place // what is asked next may be of them
		return only
	}
	next = next.Clone()
	next.Facet = facet
	return next
}

// resting has a question be about the figures that the last answer rests on, whoever else was named.
func (th *thread) resting(next *evidence.Query) {
	if f := th.last.finding; !f.Silent() {
		next.Rests, next.Period, next.Asked, next.Others, next.People = f.Claims, f.Period, evidence.Asked{}, nil, nil
		if next.Supposed != "" || len(next.Shifts) > 0 {
			next.Supposed, next.Then, next.Shifts, next.Points, next.Concepts, next.Bare = "", "", nil, nil, nil, nil // the figures are no supposition
		}
	}
}

// personal returns the claim of some that a person made, if there is one, else the first.
func (th *thread) personal(claims []*knowledge.Claim) *knowledge.Claim {
	for _, c := range claims {
		if e := th.entity(c.By); e != nil && e.Kind == "person" {
			return c
		}
	}
	return claims[0]
}

// venue asks where or when what was answered last was said or happened.
func (th *thread) venue(e *Engine, next *evidence.Query, facet string) *evidence.Query {
	next = next.Clone()
	if th.last.query.Intent.Operation == "certainty" && th.topic != nil && th.topic != th.last {
		next = th.topic.query.Clone() // of what was asked before whose word it is
		next.Contrary = false
	}
	next.Facet = facet
	f := th.last.finding
	if len(next.People) == 0 && next.Cues.Has("back.he") && len(th.people) > 0 {
		next.People = th.people[len(th.people)-1:]
	}
	if len(f.Quotes) > 0 || len(next.People) > 0 {
		next.Intent = e.index.Intent("quote.where")
		if facet == "facet.when" {
			next.Intent = e.index.Intent("quote.when")
		}
		if len(f.Quotes) > 0 {
			next.People = []string{f.Quotes[0].Speaker}
		}
		return next
	}
	if facet == "facet.when" && (next.Figures() || !f.Silent() && e.index.Measures(f.Claims)) {
		if f.Metric != "" {
			next.Metric = f.Metric
		}
		next.Intent = e.index.Intent("timeframe")
		th.resting(next)
		if len(f.Derived) > 0 && moves[th.last.query.Intent.Operation] {
			next.Period = evidence.Period{} // of both
		}
	}
	return next
}
