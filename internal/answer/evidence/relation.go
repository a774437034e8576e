package evidence

import (
	"slices"
	"strings"

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
	return slices.ContainsFunc(x.related.states[c], func(r *knowledge.Relation) bool {
		won := x.chosenIn(r)
		return won != nil && won.Object == id
	})
}

// denyNames corrects names that play no part: what they are instead, where a relation says so.
func (x *Index) denyNames(f *Finding, q Query, c *knowledge.Claim, foreign Names) {
	for _, n := range foreign {
		if r := x.relationOf(q, n); r != nil {
			f.say("relation."+r.Role+".not", Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.related.claim[r])
			if won := x.chosenIn(r); won != nil && !x.relationClaim(c) {
				f.say("relation.chosen.is", Arg{"entity", Name(won.Object)}, Arg{"subject", Name(won.Subject)})
				f.cite(x.related.claim[won])
			}
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
	if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return x.relationOf(q, n) == nil }) {
		return false
	}
	if slices.ContainsFunc(q.Refused, func(id string) bool { return contains(c.Concepts, id) }) {
		return true
	}
	said := func(id string) bool { return contains(c.Concepts, id) }
	if q.Facet == "" && x.formerly(q, names) && q.Cues.Has("set.not") {
		return true // "what did X not like about Y?"
	}
	if !x.asksWhy(q) {
		return false
	}
	if hasAny(q.Concepts, "act.reject") || q.Cues.Has("set.not") {
		return true
	}
	return !slices.ContainsFunc(q.Bare, said) && !x.relationClaim(c) || (q.Contrary || slices.ContainsFunc(q.Concepts, func(id string) bool { return contains(c.Contrary, id) }))
}

// namesObject reports whether a question names whom a deal is with.
func (x *Index) namesObject(q Query) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool { return x.relationOf(q, n) != nil })
}

// outsiders says who else was in an affair: "who was not chosen?"
func (x *Index) outsiders(q Query, c *knowledge.Claim) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3, Tied: true}
	for _, won := range x.related.states[c] {
		for _, r := range x.related.deal[x.related.home[won]] {
			if r.Role != chosen && len(f.Parts) < MostListed {
				f.say("relation."+r.Role, Arg{"entity", Name(r.Object)}, Arg{"subject", Name(r.Subject)})
				f.cite(x.related.claim[r])
			}
		}
	}
	if len(f.Parts) == 0 {
		return x.almost(q, c)
	}
	return f
}

// asksWhy reports whether a question asks for a reason: by its question word, or by an intent that is the "why" of others.
func (x *Index) asksWhy(q Query) bool {
	return q.Facet == "facet.why" || q.Facet == "" && x.reasons[q.Intent.ID]
}

// passedOver reports whether all names are those of others in the affair of a claim that the chosen partner has a part in.
func (x *Index) passedOver(q Query, c *knowledge.Claim, names Names) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		r := x.relationOf(q, n)
		if r == nil || r.Role == chosen {
			return true
		}
		won := x.chosenIn(r)
		return won == nil || !contains(c.Who, won.Object)
	})
}

// formerly reports whether all names are those of former partners: that there was something is so.
func (x *Index) formerly(q Query, names Names) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool {
		r := x.relationOf(q, n)
		return r == nil || r.Role != former
	})
}

// pointed reports whether more than names ties a question to a claim, so that it may be said to be wrong about them.
func (x *Index) pointed(q Query, c *knowledge.Claim, names Names) bool {
	if n := len(x.parties(q)); n > 0 && len(names) > 0 && len(names) < n && q.Facet != "facet.whether" {
		return true
	}
	alone := len(names) > 0 // only what is done can tie others to the claim
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		return (!alone || strings.HasPrefix(id, "act.") || id == "noun.partner") && (contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id))
	}) ||
		slices.ContainsFunc(names, func(n string) bool { return x.relationOf(q, n) != nil })
}

// otherDeal reports whether a question names both sides of a relation that has no part in a claim's affair.
func (x *Index) otherDeal(q Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool {
		r := x.relationOf(q, n)
		return r != nil && r.Role != chosen && x.namedBy(q.Names, r.Subject) && !x.plays(c, r.Subject)
	})
}

// sayOutsiders says how names stand that the question itself takes out of a deal. It reports whether that says why.
func (x *Index) sayOutsiders(f *Finding, q Query, names Names) bool {
	why := false
	for _, n := range names {
		r := x.relationOf(q, n)
		if c := x.trouble(r); c != nil && q.Facet == "facet.why" {
			why = true
			f.say("claim", Arg{"text", c.Text})
			x.citeAll(f, c)
			continue
		}
		f.say("relation."+r.Role, Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
		f.cite(x.related.claim[r])
	}
	return why
}

// trouble returns the claim that tells why somebody is out of a deal: of the topic that a bare "why" after a
// relation means.
func (x *Index) trouble(r *knowledge.Relation) *knowledge.Claim {
	for _, c := range x.topics[x.Book.Why(x.standingID)] {
		if x.home[c] == x.related.home[r].article && contains(c.Who, r.Object) {
			return c
		}
	}
	return nil
}

// chosenBeside returns the relation of the partner that was chosen in the affair that a question is about.
func (x *Index) chosenBeside(q Query) *knowledge.Relation {
	for _, n := range q.Names {
		if r := x.relationOf(q, n); r != nil {
			return x.chosenIn(r)
		}
	}
	return x.chosen(q)
}

// party reports whether a company is the subject of a deal; what it makes is not.
func (x *Index) party(id string) bool { return x.related.subject[id] }

// unconnected reports whether a company has no part in any deal.
func (x *Index) unconnected(id string) bool {
	e := x.entities[id]
	return e != nil && e.Kind == "company" && len(x.related.object[id]) == 0 && !x.subject(id)
}

// onlyOne denies that whoever was chosen is the only one who was spoken with, where the book knows of others.
func (x *Index) onlyOne(q Query) *Finding {
	if !telling[q.Intent.Operation] || !q.Cues.Has("set.only") || q.Facet != "facet.whether" && q.Facet != "" && q.Facet != "facet.why" || !hasAny(q.Concepts, "act.say", "act.negotiate", "act.explore", "act.meet", "noun.candidate") {
		return nil
	}
	won := x.chosenBeside(q)
	if won == nil || !contains(q.Names, won.Object) || !x.namedBy(q.Names, won.Subject) || q.Voice == won.Object {
		return nil // it is who spoke that is asked for, not who was spoken with
	}
	f := &Finding{Status: Corrected, Fit: 0.5, Tied: true}
	f.say("no")
	for _, r := range x.related.deal[x.related.home[won]] {
		if c := x.related.claim[r]; r.Role != chosen && !slices.Contains(f.Claims, c) {
			f.say("claim", Arg{"text", c.Text})
			f.cite(c)
		}
	}
	if len(f.Claims) == 0 {
		return nil
	}
	return f
}

// sayOrder adds the statement that tells what came before what in a deal: that of somebody who was not chosen.
func (x *Index) sayOrder(f *Finding, q Query) {
	for _, n := range q.Names {
		if r := x.relationOf(q, n); r != nil && r.Role != chosen {
			if c := x.related.claim[r]; c != nil {
				f.say("claim", Arg{"text", c.Text})
				f.cite(c)
				return
			}
		}
	}
}

// rivals answers by figures of companies that have no part in a deal, where no word asks for one, or returns nil.
func (x *Index) rivals(q Query) *Finding {
	if len(q.Names) == 0 || slices.ContainsFunc(q.Names, func(n string) bool { return !x.unconnected(n) }) || len(q.Bare) > 0 && !hasAny(q.Bare, "act.lag", "act.lead") {
		return nil
	}
	s, miss := x.scope(Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	if _, lack := x.known(s, q.Names); len(lack) > 0 {
		return nil
	}
	if len(q.Names) > 1 {
		return x.compare(q)
	}
	return x.lookup(q)
}

// notFirst denies that whoever was chosen was the first partner where the book knows of a former one, or returns nil.
func (x *Index) notFirst(q Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || q.Facet != "facet.whether" || len(q.Ranks) != 1 || q.Ranks[0] != 1 || !hasAny(q.Bare, "noun.partner", "act.choose") || !contains(q.Names, won.Object) {
		return nil
	}
	for _, r := range x.related.deal[x.related.home[won]] {
		if r.Role == former {
			f := &Finding{Status: Corrected, Fit: 0.5, Tied: true}
			f.say("no")
			f.say("relation.former", Arg{"entity", Name(r.Object)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.related.claim[r])
			return f
		}
	}
	return nil
}

// otherActs are doings that are not how somebody stands in a deal.
var otherActs = []string{"act.submit", "act.approve", "act.announce", "act.own", "act.buy", "act.measure", "act.delay"}

// relation says how the named entities stand in a deal.
func (x *Index) relation(q Query) *Finding {
	if q.circles() {
		return x.unknown(q, "unknown.plain")
	}
	if c := x.related.claim[x.chosenBeside(q)]; q.Which == "noun.model" && c != nil {
		return x.almost(q, c) // which model it is for stands in no relation
	}
	if g := x.notFirst(q); g != nil {
		return g
	}
	if g := x.rivals(q); g != nil {
		return g
	}
	f := &Finding{Status: Answered, Fit: 0.3}
	if len(q.Names) < 2 && !hasAny(q.Concepts, "noun.deal", "noun.partner", "noun.candidate", "act.choose", "act.win", "act.explore", "act.reject", "act.agree", "act.sign", "act.supply") {
		f.Fit = -0.3 // nothing but a name points at a deal
	}
	var unrelated Names
	said := map[string]bool{}
	whether := q.Facet == "facet.whether" && !slices.ContainsFunc(q.Names, x.unconnected)
	if hasAny(q.Bare, otherActs...) {
		f.Fit, whether = -0.3, false // it is something else that is asked for
	}
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		if e := x.entities[n]; r == nil && (e == nil || e.Kind != "company") {
			continue
		}
		switch {
		case x.unconnected(n):
			unrelated = append(unrelated, n)
		case r != nil && !said[n]:
			said[n] = true
			key := "relation." + r.Role
			if r.Role == chosen && !whether && !q.Cues.Has("facet.choice") {
				key = "relation.chosen.is" // there is no question to say yes to
			}
			f.say(key, Arg{"entity", Name(n)}, Arg{"subject", Name(r.Subject)})
			f.cite(x.related.claim[r])
		}
	}
	if len(unrelated) == 1 && len(q.Names) == 1 && q.Facet != "facet.whether" {
		if c, fit := x.best(q, x.told[unrelated[0]]); c != nil {
			return x.sayNearest(x.unknown(q, "relation.unnamed", Arg{"names", unrelated}), c).fitting(fit)
		}
	}
	switch {
	case len(unrelated) > 0 && (len(said) == 0 || q.Facet == "facet.whether" && !q.Cues.Has("facet.choice")):
		f.Status = Corrected
		key := "relation.none"
		if q.Cues.Has("set.also") || !slices.ContainsFunc(q.Names, x.party) && len(said) == 0 {
			f.Status, key = Unknown, "relation.unnamed" // what others have agreed on the book need not say
		}
		f.Parts = append([]Part{part(key, Arg{"names", unrelated})}, f.Parts...)
	case len(said) == 0:
		return x.tell(q)
	case q.Intent.Operation != "relation":
		f.Status = Corrected // it was asked as a fact
	}
	if q.Cues.Has("time.order") && len(said) > 1 {
		x.sayOrder(f, q)
	}
	if r := x.chosenBeside(q); r != nil && !said[r.Object] {
		f.say("relation.chosen.is", Arg{"entity", Name(r.Object)}, Arg{"subject", Name(r.Subject)})
		f.cite(x.related.claim[r])
	}
	if len(f.Claims) > 0 && (q.Facet == "facet.when" || q.Facet == "facet.duration") {
		return x.silent(q, f.Claims[0])
	}
	return f
}
