package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// belongs is plays for topics that allow no other name: what a cited claim tells of is another's part. The
// subject of a deal and its chosen partner belong to all of it.
func (x *Index) belongs(c *knowledge.Claim, id string) bool {
	if contains(c.Who, id) || c.By == id || x.subject(id) {
		return true
	}
	if e := x.entities[id]; e == nil || e.Kind != "company" {
		return true
	}
	r := x.chosen()
	return r != nil && r.Object == id && x.relationClaim(c)
}

// denyNames corrects names that play no part: what they are instead, where a relation says so.
func (x *Index) denyNames(f *Finding, q Query, c *knowledge.Claim, foreign Names) {
	for _, n := range foreign {
		if r := x.relationOf(n); r != nil {
			f.say("relation."+r.Role+".not", Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.related.claim[r])
			continue
		}
		f.say("not.entity", Arg{"entity", Name(n)})
	}
	if len(foreign) == 0 {
		f.say("not.place", Arg{"place", Where(pick(q.Abroad != "", q.Abroad, q.Place))})
	}
}

// opposed reports whether a question presupposes of names that they play no part, which is so: "why not X?"
func (x *Index) opposed(q Query, c *knowledge.Claim, names Names) bool {
	if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return x.relationOf(n) == nil }) {
		return false
	}
	if slices.ContainsFunc(q.Refused, func(id string) bool { return contains(c.Concepts, id) }) {
		return true
	}
	return q.Facet == "facet.why" && (q.Contrary || slices.ContainsFunc(q.Concepts, func(id string) bool { return contains(c.Contrary, id) }))
}

// pointed reports whether more than names ties a question to a claim, so that it may be said to be wrong about them.
func (x *Index) pointed(q Query, c *knowledge.Claim, names Names) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool { return contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id) }) ||
		slices.ContainsFunc(names, func(n string) bool { return x.relationOf(n) != nil })
}

// sayOutsiders says how names stand that the question itself takes out of a deal.
func (x *Index) sayOutsiders(f *Finding, names Names) {
	for _, n := range names {
		r := x.relationOf(n)
		f.say("relation."+r.Role, Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
		f.cite(x.related.claim[r])
	}
}

// relation says how the named entities stand in a deal.
func (x *Index) relation(q Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3}
	if len(q.Names) < 2 && !hasAny(q.Concepts, "noun.deal", "noun.partner", "noun.candidate", "act.choose", "act.win", "act.explore", "act.reject", "act.agree", "act.sign", "act.supply") {
		f.Fit = -0.3 // nothing but a name points at a deal
	}
	var unrelated Names
	said := map[string]bool{}
	for _, n := range q.Names {
		r := x.relationOf(n)
		if e := x.entities[n]; r == nil && (e == nil || e.Kind != "company") {
			continue
		}
		switch {
		case r == nil && !x.subject(n):
			unrelated = append(unrelated, n)
		case r != nil && !said[n]:
			said[n] = true
			f.say("relation."+r.Role, Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.related.claim[r])
		}
	}
	switch {
	case len(unrelated) > 0 && len(said) == 0:
		f.Status = Corrected
		f.say("relation.none", Arg{"names", unrelated})
	case len(said) == 0:
		return x.tell(q)
	}
	if r := x.chosen(); r != nil && !said[r.Object] {
		f.say("relation.chosen.is", Arg{"entity", Name(r.Object)}, Arg{"subject", Name(r.Subject)})
		f.cite(x.related.claim[r])
	}
	if q.Facet == "facet.when" || q.Facet == "facet.duration" {
		return x.silent(q, f.Claims[0])
	}
	return f
}
