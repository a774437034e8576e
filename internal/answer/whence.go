package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// source asks who said or measured what was answered last.
func (th *thread) source(e *Engine, next *evidence.Query, facet string) *evidence.Query {
	f := th.last.finding
	switch {
	case len(f.Quotes) > 0:
		next = next.Clone()
		next.Intent, next.Quote = e.index.Intent("quote.who"), f.Quotes[0].ID
	case next.Figures():
		next = next.Clone()
		next.Intent = e.index.Intent("measured")
	default:
		next = next.Clone()
		next.Facet = facet
		if len(f.Claims) > 0 {
			next.Claim = th.personal(f.Claims).ID
			next.Intent = e.index.Intent("certainty")
		}
	}
	return next
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
	if next.Figures() && facet == "facet.when" {
		if f.Metric != "" {
			next.Metric = f.Metric
		}
		next.Intent = e.index.Intent("timeframe")
	}
	return next
}
