package evidence

import (
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

// relationClaim reports whether a claim states a relation.
func (x *Index) relationClaim(c *knowledge.Claim) bool {
	for i := range x.Book.Articles {
		for _, r := range x.Book.Articles[i].Relations {
			if r.Claim == c.ID {
				return true
			}
		}
	}
	return false
}

// denyNames corrects names that play no part: what they are instead, where a relation says so.
func (x *Index) denyNames(f *Finding, q Query, c *knowledge.Claim, foreign Names) {
	for _, n := range foreign {
		if r := x.relationOf(n); r != nil {
			f.say("relation."+r.Role+".not", Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.claims[r.Claim])
			continue
		}
		f.say("not.entity", Arg{"entity", Name(n)})
	}
	if len(foreign) == 0 {
		f.say("not.place", Arg{"place", Where(pick(q.Abroad != "", q.Abroad, q.Place))})
	}
}

// relationOf returns how an entity stands to another as the object of a relation.
func (x *Index) relationOf(id string) *knowledge.Relation {
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Relations {
			if r := &x.Book.Articles[i].Relations[j]; r.Object == id {
				return r
			}
		}
	}
	return nil
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
			f.cite(x.claims[r.Claim])
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
		f.cite(x.claims[r.Claim])
	}
	if q.Facet == "facet.when" || q.Facet == "facet.duration" {
		return x.silent(q, f.Claims[0])
	}
	return f
}

// subject reports whether an entity or its maker is the subject of a relation.
func (x *Index) subject(id string) bool {
	maker := x.maker(id)
	for i := range x.Book.Articles {
		for _, r := range x.Book.Articles[i].Relations {
			if r.Subject == id || r.Subject == maker {
				return true
			}
		}
	}
	return false
}

// chosen returns the relation of the chosen partner.
func (x *Index) chosen() *knowledge.Relation {
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Relations {
			if r := &x.Book.Articles[i].Relations[j]; r.Role == "chosen" {
				return r
			}
		}
	}
	return nil
}
