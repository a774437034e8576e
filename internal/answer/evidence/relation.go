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
func (x *Index) denyNames(f *Finding, q *Query, c *knowledge.Claim, foreign Names) {
	for _, n := range foreign {
		if r := x.relationOf(q, n); r != nil && (r.Role != chosen || x.relationClaim(c)) {
			x.sayRelation(f, r, "relation."+r.Role+".not")
			if won := x.chosenIn(r); won != nil && won != r && !x.relationClaim(c) {
				x.sayRelation(f, won, "relation.chosen.is")
			}
			continue
		}
		f.say("not.entity", Arg{"entity", Name(n)})
	}
	if len(foreign) == 0 {
		f.say("not.place", Arg{"place", Where(pick(q.Abroad != "", q.Abroad, q.Place))})
	}
}

// sayRelation says how whom a relation is with stands, in the words of a key.
func (x *Index) sayRelation(f *Finding, r *knowledge.Relation, key string) {
	f.say(key, Arg{"entity", Name(r.Object)}, Arg{"subject", Name(r.Subject)})
	f.cite(x.related.claim[r])
}

// whoInstead answers "not X? who then?" with whoever was chosen, where X was not. It is nil where the question asks for more, or X has
// figures.
func (x *Index) whoInstead(q *Query) *Finding {
	more := len(q.Ranks)+len(q.Percents)+len(q.Bare) > 0 || q.Metric != "" || q.Cues.Has("deg.top", "deg.more", "deg.less")
	if !q.Figures() && !q.Intent.Exclusive || more || !q.Cues.Has("set.not") || len(q.Excepted) != len(q.Names) {
		return nil
	}
	r := x.relationOf(q, q.Names[0])
	if r == nil || r.Role == chosen || x.chosenIn(r) == nil {
		return nil
	}
	f := sureOf(Answered)
	x.sayRelation(f, x.chosenIn(r), "relation.chosen.is")
	return f
}

// opposed reports whether a question presupposes of names that they play no part, which is so: "why not X?"
func (x *Index) opposed(q *Query, c *knowledge.Claim, names Names) bool {
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
	if hasAny(q.Bare, "act.win", "act.agree", "act.sign") {
		won := x.chosenBeside(q) // it takes for granted that they got the deal, unless it was won over them
		return won != nil && contains(q.Names, won.Object) && q.Cues.Has("bound.above", "set.against", "deg.more")
	}
	only := !slices.ContainsFunc(names, func(n string) bool { return x.relationOf(q, n).Role == former })
	return !slices.ContainsFunc(q.Bare, said) && (only || !x.relationClaim(c)) || (q.Contrary || slices.ContainsFunc(q.Concepts, func(id string) bool { return contains(c.Contrary, id) }))
}

// asksWhy reports whether a question asks for a reason: by its question word, or by an intent that is the "why" of others.
func (x *Index) asksWhy(q *Query) bool {
	return q.Facet == "facet.why" || q.Facet == "" && x.reasons[q.Intent.ID]
}

// passedOver reports whether all names are those of others in the affair of a claim that the chosen partner has a part in.
func (x *Index) passedOver(q *Query, c *knowledge.Claim, names Names) bool {
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
func (x *Index) formerly(q *Query, names Names) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool {
		r := x.relationOf(q, n)
		return r == nil || r.Role != former
	})
}

// Explored reports whether somebody was no more than looked at.
func (x *Index) Explored(id string) bool {
	r := x.relationOf(&Query{}, id)
	return r != nil && r.Object == id && r.Role != chosen && r.Role != former
}

// Former reports whether somebody is a former partner.
func (x *Index) Former(id string) bool { return x.formerly(&Query{}, Names{id}) }

// pointed reports whether more than names ties a question to a claim, so that it may be said to be wrong about them.
func (x *Index) pointed(q *Query, c *knowledge.Claim, names Names) bool {
	if n := len(x.parties(q)); n > 0 && len(names) > 0 && len(names) < n && (q.Facet != "facet.whether" || q.Tagged) {
		return true
	}
	alone := len(names) > 0 // only what is done can tie others to the claim
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		ties := !alone || strings.HasPrefix(id, "act.") && id != "act.use" || id == "noun.partner" || id == "noun.deal" && x.relationClaim(c)
		return ties && (id == "noun.deal" || contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id))
	}) ||
		slices.ContainsFunc(names, func(n string) bool { return x.relationOf(q, n) != nil })
}

// otherDeal reports whether a question names both sides of a relation that has no part in a claim's affair.
func (x *Index) otherDeal(q *Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool {
		r := x.relationOf(q, n)
		return r != nil && r.Role != chosen && x.namedBy(q.Names, r.Subject) && !x.plays(c, r.Subject)
	})
}

// presumesDeal reports whether a question takes for granted that those it names got a deal.
func (q *Query) presumesDeal() bool {
	return hasAny(q.Bare, "act.choose", "act.win", "act.agree", "act.sign") && !q.Cues.Has("set.not") && !hasAny(q.Concepts, "act.reject")
}

// onlyLooked reports whether some were neither chosen nor partners before.
func (x *Index) onlyLooked(names map[string]bool) bool {
	for n := range names {
		if r := x.relationOf(&Query{}, n); r == nil || r.Role == chosen || r.Role == former {
			return false
		}
	}
	return true
}

// otherActs are doings that are not how somebody stands in a deal.
var otherActs = []string{"act.submit", "act.approve", "act.announce", "act.own", "act.buy", "act.measure", "act.delay"}

// partnering are the concepts by which one asks whether somebody is a partner.
var partnering = []string{"noun.partner", "noun.deal", "noun.relation", "act.choose", "act.win", "act.supply", "act.power", "act.use", "act.agree", "act.sign", "act.combine", "act.help"}

// otherDoing reports whether a concept is of something done that is not how one becomes a partner or is none any more.
func otherDoing(id string) bool {
	return (strings.HasPrefix(id, "act.") || laid[id]) && !contains(partnering, id) && !contains(parting, id) && !mere[id]
}

// laid are the things that are laid on somebody.
var laid = map[string]bool{"noun.rule": true, "noun.sanction": true, "noun.tariff": true}

// parting are the doings by which one is no partner.
var parting = []string{"act.explore", "act.negotiate", "act.reject", "act.lose", "act.withdraw", "act.fail", "act.end", "act.think", "act.verify", "act.keep", "act.happen", "act.compete"}

// partnered reports whether a question asks for a partner, or only names some.
func (q *Query) partnered() bool {
	return hasAny(q.Concepts, partnering...) || len(q.Bare) == 0 && len(q.Words) <= fewWords+1
}

// relation says how the named entities stand in a deal.
func (x *Index) relation(q *Query) *Finding {
	if q.circles() {
		return unknown("unknown.plain")
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
	f := &Finding{Status: Answered, Fit: dealFit(q)}
	whether := q.Facet == "facet.whether" && !slices.ContainsFunc(q.Names, x.unconnected) && !hasAny(q.Bare, otherActs...)
	if g := x.parted(q, whether); g != nil {
		return g
	}
	said, unrelated := x.sayStanding(f, q, whether)
	if g := x.partIn(f, q, unrelated); g != nil {
		return g
	}
	if whether && f.Status == Answered && x.failedWith(q, said) {
		f.correct("no")
	}
	if whether && f.Status == Answered && hasAny(q.Bare, "act.succeed") && slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return contains(c.Contrary, "act.succeed") }) {
		return f.correct("no") // "did it go well with X?"
	}
	if won := x.chosenObject(q); whether && len(said) > 1 && f.Status == Answered && hasAny(q.Bare, "act.switch") && !said[won] {
		f.correct("no") // "X dropped Y and took Z instead?"
	}
	if whether && len(said) > 0 && f.Status == Answered &&
		(q.Cues.Has("act.unknown") || hasAny(q.Bare, "act.succeed") || !q.partnered() && !q.Cues.Has("facet.choice") && slices.ContainsFunc(q.Bare, otherDoing)) {
		f.sayFirst("unknown.plain") // it is something else, or what nothing knows, that they are asked to have done
		f.Status = Unknown
	}
	noReason := q.Facet == "facet.why" && x.onlyLooked(said) && !q.presumesDeal()
	switch {
	case len(unrelated) > 0 && (len(said) == 0 || q.Facet == "facet.whether" && (!q.Cues.Has("facet.choice") || q.Cues.Has("set.also"))):
		x.sayUnrelated(f, q, unrelated, len(said) == 0)
	case len(said) == 0:
		return x.tell(q)
	case q.Intent.Operation != "relation" && !noReason && (len(q.Bare) > 0 || q.Facet == "facet.why") && f.Status == Answered:
		f.Status = Corrected // it was asked as a fact
	}
	if q.Cues.Has("time.order") && len(said) > 1 {
		x.sayOrder(f, q)
	}
	if r := x.chosenBeside(q); r != nil && !said[r.Object] {
		x.sayRelation(f, r, "relation.chosen.is")
	}
	if noReason && f.Status == Answered && len(said) > 0 {
		f.Status = Unknown // how they stand is no reason
		f.sayFirst("unknown.facet.why")
	}
	if q.asksWhich() && q.Cues.Has("deg.near") && len(said) > 1 && !said[x.chosenObject(q)] {
		f.Status = Unknown // who came closer of those who were not chosen nothing says
		f.sayFirst("unknown.plain")
	}
	if len(f.Claims) > 0 && (q.Facet == "facet.when" || q.Facet == "facet.duration") {
		return x.silent(q, f.Claims[0])
	}
	return f
}

// chosenObject is whoever was chosen in the affair that a question is about, or "".
func (x *Index) chosenObject(q *Query) string {
	if r := x.chosenBeside(q); r != nil {
		return r.Object
	}
	return ""
}

// dealFit is how well a question fits how somebody stands in a deal: badly where nothing but a name points at one, or something else
// that they did is asked for.
func dealFit(q *Query) float64 {
	if len(q.Names) < 2 && !hasAny(q.Concepts, "noun.deal", "noun.partner", "noun.candidate", "act.choose", "act.win", "act.explore", "act.reject", "act.agree", "act.sign", "act.supply") ||
		q.Facet == "" && q.Cues.Has("ask.what") && !hasAny(q.Bare, "noun.deal", "noun.partner", "noun.role", "noun.candidate", "act.happen", "noun.relation") ||
		hasAny(q.Bare, otherActs...) {
		return -0.3
	}
	return 0.3
}

// whichChosen says how those stand of whom a question asks which of them was chosen, where it is taken for one why: "was it X or Y that Z chose?" It is nil
// where one of them had no part in it.
func (x *Index) whichChosen(q *Query) *Finding {
	in := x.Standing()
	if in == nil || !x.reasons[q.Intent.ID] || x.relationAmong(q) == nil || q.Metric != "" || q.Cues.Has("set.not", "facet.why") || slices.ContainsFunc(q.Names, x.unconnected) {
		return nil
	}
	q = q.Clone()
	q.Intent = in
	return x.relation(q)
}

// beatenTo says who was chosen, where a question is who beat one to something of whom there are no figures, and who was in that affair. It is nil where it is
// about figures.
func (x *Index) beatenTo(q *Query) *Finding {
	r := x.relationOf(q, q.Names[0])
	if r == nil || r.Role == chosen || x.tabled(q.Names[0]) || q.Metric != "" || q.Asked.Said || len(q.Percents)+len(q.Ranks)+len(q.Points) > 0 || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	if won := x.chosenIn(r); won != nil {
		return x.affirmation(x.related.claim[won])
	}
	return nil
}

// onlyTalks tells with whom somebody only had talks, where a question is who was looked at but not chosen. It is nil where no claim tells that of whom it
// names.
func (x *Index) onlyTalks(q *Query) *Finding {
	for _, n := range q.Names {
		for _, c := range x.told[n] {
			if slices.ContainsFunc(talking, func(act string) bool { return contains(c.Deeds[act], n) }) && len(x.foreign(q, c)) == 0 {
				return x.affirmation(c).fitting(0.3)
			}
		}
	}
	return nil
}
