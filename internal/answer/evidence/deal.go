package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// ofTalks reports whether a question is about whom somebody spoke with or looked at.
func (q *Query) ofTalks() bool {
	return hasAny(q.Concepts, "act.say", "act.negotiate", "act.explore", "act.meet", "noun.candidate")
}

// onlyOne denies that whoever was chosen is the only one who was spoken with, where the book knows of others.
func (x *Index) onlyOne(q *Query) *Finding {
	if q.Cues.Has("time.recent") || !q.Cues.Has("set.only") || q.Which != "" || q.Cues.Has("facet.choice") && !hasAny(q.Bare, "noun.remainder") || hasAny(q.Bare, "noun.quotation", "act.submit") || q.Metric != "" || len(q.Percents) > 0 ||
		q.Facet != "facet.whether" && q.Facet != "" && q.Facet != "facet.why" ||
		!q.ofTalks() {
		return nil
	}
	won := x.chosenBeside(q)
	if won == nil || !x.namedBy(q.Names, won.Subject) && !hasAny(q.Concepts, "noun.candidate") || q.Voice == won.Object && !q.Cues.Has("set.only talks") || q.Alone == won.Subject ||
		slices.ContainsFunc(q.Names, func(n string) bool { r := x.relationOf(q, n); return r != nil && r.Role != chosen }) {
		return nil // it is who spoke that is asked for, not who was spoken with
	}
	if !contains(q.Names, won.Object) && !(len(q.Names) == 1 && q.Cues.Has("ask.firm")) {
		return nil // neither the one nor "only one firm"
	}
	f := sureOf(Corrected)
	f.say("no")
	for _, r := range x.related.deal[x.related.home[won]] {
		c := x.related.claim[r]
		if talks := x.worded(c, "act.negotiate") || x.worded(c, "act.explore"); talks && !slices.Contains(f.Claims, c) {
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
func (x *Index) sayOrder(f *Finding, q *Query) {
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		if c := x.related.claim[r]; c != nil && r.Role != chosen {
			f.say("claim", Arg{"text", c.Text})
			f.cite(c)
			return
		}
	}
}

// rivals answers by figures of companies that have no part in a deal, where no word asks for one, or returns nil.
func (x *Index) rivals(q *Query) *Finding {
	if len(q.Names) == 0 || slices.ContainsFunc(q.Names, func(n string) bool { return !x.unconnected(n) }) || len(q.Bare) > 0 && !hasAny(q.Bare, "act.lag", "act.lead") {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
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
func (x *Index) notFirst(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || !q.asks("", "facet.who", "facet.whether") || q.Facet != "facet.who" && !contains(q.Names, won.Object) ||
		len(q.Ranks) != 1 || q.Ranks[0] != 1 || !hasAny(q.Bare, "noun.partner", "act.choose") {
		return nil
	}
	for _, r := range x.related.deal[x.related.home[won]] {
		if r.Role == former {
			f := &Finding{Status: Answered, Fit: 0.5, Tied: true}
			if q.Facet != "facet.who" {
				f.correct("no")
			}
			x.sayRelation(f, r, "relation.former")
			return f
		}
	}
	return nil
}

// outsiders says who else was in an affair: "who was not chosen?"
func (x *Index) outsiders(q *Query, c *knowledge.Claim) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3, Tied: true}
	for _, won := range x.related.states[c] {
		for _, r := range x.related.deal[x.related.home[won]] {
			if r.Role != chosen && len(f.Parts) < MostListed {
				x.sayRelation(f, r, "relation."+r.Role)
			}
		}
	}
	if len(f.Parts) == 0 {
		return x.almost(q, c)
	}
	return f
}

// dealt says how both sides of a deal stand, where a yes/no question with no word for a figure is whether they did what makes one: "did X sign with
// Y?", or one is whether it is none of some of them. It is nil for other questions.
func (x *Index) dealt(q *Query) *Finding {
	r := x.relationAmong(q)
	in := x.Standing()
	sides := len(q.Bare) == 0 && q.Cues.Has("set.not") && !slices.ContainsFunc(q.Names, func(n string) bool { return x.relationOf(q, n) == nil }) // "neither X nor Y?"
	if r == nil || in == nil || !sides && (q.Facet == "" || !contains(q.Names, r.Subject) || !hasAny(q.Bare, "act.sign", "act.agree", "noun.partner", "noun.deal", "act.choose", "act.supply")) || q.Metric != "" || q.ofChange() || q.Asked.Said ||
		len(q.Percents)+len(q.Ranks)+len(q.Points)+len(q.Numbers) > 0 || q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.tie", "deg.near") || slices.ContainsFunc(q.Names, x.unconnected) {
		return nil
	}
	q = q.Clone()
	q.Intent = in
	return x.relation(q)
}

// out says who was in an affair and was not chosen, where a question is who is out or lost the deal. It is nil where there was none, or others are named.
func (x *Index) out(q *Query) *Finding {
	won := x.chosenBeside(q)
	more := slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "act.lose" && id != "noun.deal" && id != "noun.technology" && id != "noun.partner"
	})
	if won == nil || more || slices.ContainsFunc(q.Names, func(n string) bool { return n != won.Object && !x.subject(n) }) || len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Percents) > 0 || q.Metric != "" {
		return nil
	}
	return x.outsiders(q, x.related.claim[won]).surely()
}

// sayOutsiders says how names stand that the question itself takes out of a deal. It reports whether that says why.
func (x *Index) sayOutsiders(f *Finding, q *Query, names Names) bool {
	why := false
	for _, n := range names {
		r := x.relationOf(q, n)
		if c := x.trouble(r); c != nil && q.Facet == "facet.why" {
			why = true
			f.say("claim", Arg{"text", c.Text})
			x.citeAll(f, c)
			continue
		}
		x.sayRelation(f, r, "relation."+r.Role)
	}
	return why
}

// trouble returns the claim that tells why somebody is out of a deal: of the topic that a bare "why" after a
// relation means.
func (x *Index) trouble(r *knowledge.Relation) *knowledge.Claim {
	in := x.Standing()
	if in == nil {
		return nil
	}
	for _, c := range x.topics[x.Book.Why(in.ID)] {
		if x.home[c] == x.related.home[r].article && contains(c.Who, r.Object) {
			return c
		}
	}
	return nil
}

// chosenBeside returns the relation of the partner that was chosen in the affair that a question is about.
func (x *Index) chosenBeside(q *Query) *knowledge.Relation {
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

// namesObject reports whether a question names whom a deal is with.
func (x *Index) namesObject(q *Query) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool { return x.relationOf(q, n) != nil })
}

// open reports whether a claim only names some who were looked at: it does not say that there were no others.
func (x *Index) open(c *knowledge.Claim) bool {
	list := x.related.states[c]
	return len(list) > 0 && !slices.ContainsFunc(list, func(r *knowledge.Relation) bool { return r.Role == chosen || r.Role == former })
}

// Unchosen reports whether a claim tells of others in a deal than who was chosen.
func (x *Index) Unchosen(c *knowledge.Claim) bool {
	return len(x.related.states[c]) > 0 && !slices.ContainsFunc(x.related.states[c], func(r *knowledge.Relation) bool { return r.Role == chosen })
}

// Told returns all that the first of some claims states of who is what to whom.
func (x *Index) Told(claims []*knowledge.Claim) []*knowledge.Relation {
	if len(claims) == 0 {
		return nil
	}
	return x.related.states[claims[0]]
}

// Formerly reports whether the first of some claims tells who was a partner before.
func (x *Index) Formerly(claims []*knowledge.Claim) bool {
	return len(claims) > 0 && contains(claims[0].Concepts, "adj.former") || slices.ContainsFunc(x.Told(claims), func(r *knowledge.Relation) bool { return r.Role == former })
}

// Stated returns the relations with those who were chosen that the first of some claims states.
func (x *Index) Stated(claims []*knowledge.Claim) []*knowledge.Relation {
	return slices.DeleteFunc(slices.Clone(x.Told(claims)), func(r *knowledge.Relation) bool { return r.Role != chosen })
}

// Sure returns the claim that says how sure it is what the first of some claims tells: of those with the same parts the one with the fewest;
// nil where there is none.
func (x *Index) Sure(claims []*knowledge.Claim) (best *knowledge.Claim) {
	in := x.doing["certainty"]
	if len(claims) == 0 || in == nil || len(x.Stated(claims[:1])) == 0 {
		return nil
	}
	for _, c := range x.topics[in.ID] {
		if !slices.ContainsFunc(claims[0].Who, func(n string) bool { return !contains(c.Who, n) }) && c.Knows["facet.sure"] != nil && (best == nil || len(c.Who) < len(best.Who)) {
			best = c
		}
	}
	return best
}

// sayStanding says how each of those stands whom a question names, and returns of whom it did, and who has no part in a deal.
func (x *Index) sayStanding(f *Finding, q *Query, whether bool) (said map[string]bool, unrelated Names) {
	said = map[string]bool{}
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
			key := x.standingKey(f, q, r, whether)
			sides := len(q.Names) == 2 && contains(q.Names, r.Subject) && !hasAny(q.Bare, otherActs...) || len(q.Names) == 1 && q.Facet == "" && hasAny(q.Bare, "noun.role")
			if c := x.related.claim[r]; key == "relation.chosen.is" && sides && q.Intent.Operation == "relation" {
				f.say("claim", Arg{"text", c.Text}).cite(c) // which side does what
				continue
			}
			x.sayRelation(f, r, key)
		}
	}
	return said, unrelated
}

// standingKey is the sentence that says how one stands. It corrects the finding where the question has it otherwise.
func (x *Index) standingKey(f *Finding, q *Query, r *knowledge.Relation, whether bool) string {
	key, choice := "relation."+r.Role, q.Cues.Has("facet.choice")
	switch {
	case r.Role == chosen && whether && contains(q.Excepted, r.Object) && !choice:
		f.Status = Corrected
		f.sayFirst("no") // "with X, not with the one that it is"
		return key + ".is"
	case r.Role == chosen && whether && !choice && x.leftOut(q):
		f.Status = Corrected
		f.sayFirst("no")
		return key + ".is"
	case r.Role == chosen && (!whether || choice || !q.partnered() || hasAny(q.Bare, "act.succeed") || q.Owner != "" && q.Owner != r.Object && !x.subject(q.Owner)):
		return key + ".is" // there is no question to say yes to
	case r.Role == former && whether && hasAny(q.Concepts, "act.win", "act.power", "act.supply") && !hasAny(q.Concepts, "adj.former") && !q.Cues.Has("set.not") && !choice,
		!x.outrun(q, r) && r.Role != chosen && r.Role != former && whether && q.partnered() && !q.Cues.Has("set.not") && !choice && !hasAny(q.Concepts, "act.explore", "act.negotiate", "noun.candidate", "act.reject"):
		f.Status = Corrected
		return key + ".not"
	}
	return key
}

// leftOut reports whether a question has it that the only party which it names is no partner, or no longer: "was X not chosen?", "did X miss out?"
func (x *Index) leftOut(q *Query) bool {
	parties := 0
	for _, n := range q.Names {
		if x.relationOf(q, n) != nil {
			parties++
		}
	}
	return parties == 1 && len(q.Excepted) == 0 && (q.Cues.Has("set.not", "set.outside", "back.one") || hasAny(q.Bare, "adj.former", "act.lose", "act.reject"))
}

// partIn says what part the only company that a question names plays in all this, where it has none in a deal. It is nil where more is asked.
func (x *Index) partIn(f *Finding, q *Query, unrelated Names) *Finding {
	if len(unrelated) != 1 || len(q.Names) != 1 || q.Facet == "facet.whether" {
		return nil
	}
	c, fit := x.best(q, x.told[unrelated[0]])
	if c == nil {
		return nil
	}
	if !hasAny(q.Bare, "noun.deal", "act.choose", "act.agree", "act.sign", "act.supply") && (q.Cues.Has("facet.choice") || !hasAny(q.Bare, "noun.partner")) {
		f.Fit = fit
		f.say("claim", Arg{"text", c.Text})
		x.citeAll(f, c)
		return f
	}
	return x.sayNearest(unknown("relation.unnamed", Arg{"names", unrelated}), c).fitting(fit)
}

// sayUnrelated says first that some have no part in a deal.
func (x *Index) sayUnrelated(f *Finding, q *Query, unrelated Names, alone bool) {
	f.Status = Corrected
	key, choice := "relation.none", q.Cues.Has("facet.choice")
	doing := !choice && !q.partnered() && slices.ContainsFunc(q.Bare, otherDoing)
	other := q.Facet == "facet.whether" && (len(q.Bare)+len(q.Doubts) > 0 || q.Cues.Has("act.unknown")) && !hasAny(q.Bare, partnering...)
	asked := q.Facet != "facet.whether" && q.Cues.Has("ask.what", "ask.which") && !hasAny(q.Bare, partnering...) // "what part does X play?"
	if q.Cues.Has("set.also") || asked || doing || !choice && (q.ofTalks() || other) || alone && !slices.ContainsFunc(q.Names, func(n string) bool { return x.party(n) || x.party(x.maker(n)) }) {
		f.Status, key = Unknown, "relation.unnamed" // what others have agreed on the book need not say
	}
	f.sayFirst(key, Arg{"names", unrelated})
	if c, _ := x.best(q, x.told[unrelated[0]]); c != nil && len(unrelated) == 1 && choice {
		x.sayNearest(f, c) // "or in what other role?"
	}
}
