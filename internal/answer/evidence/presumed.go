package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// wrongDay corrects the day of the week that a question of any kind takes for granted of what a claim tells of. It is nil where no claim has
// another day for it.
func (x *Index) wrongDay(q *Query) *Finding {
	if q.Figures() || q.Cues.Has("facet.choice") || q.asksWords() {
		return nil
	}
	for _, n := range q.Names {
		for _, c := range x.told[n] {
			if c.By != "" && c.By != n && len(q.Names) == 1 || !slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "act.") && x.worded(c, id) }) {
				continue // somebody else did it
			}
			day := q.Clone()
			day.Facet, day.Concepts = "", q.Bare
			if x.otherDay(day, c) != nil {
				return x.denial(c, part(pick(q.Facet == "facet.whether", "no", "not.quite")))
			}
		}
	}
	return nil
}

// otherHand corrects who laid something on a firm, where a claim names another place it came from: "did X's country sanction Y?" It is nil
// where no claim does.
func (x *Index) otherHand(q *Query) *Finding {
	for _, n := range q.Names {
		for _, c := range x.told[n] {
			if !slices.ContainsFunc(x.claimConcepts[c], func(id string) bool { return bearing[id] }) {
				continue
			}
			if c.Place == "" || q.Hand != c.Place && !country(q.Hand) || q.Hand != c.Place && x.speaksOf(c, q.Hand) {
				return nil
			}
			return x.denial(c, part("not.by", Arg{"place", Where(q.Hand)}))
		}
	}
	return nil
}

// country reports whether a region is a country, by its code: it is no part of the world that may hold others.
func country(region string) bool { return len(region) == 2 }

// speaksOf reports whether a claim names a place outside the book, or a word for it that is an ordinary one too, in capitals: "the U.S.".
func (x *Index) speaksOf(c *knowledge.Claim, region string) bool {
	words := strings.Fields(strings.ReplaceAll(c.Text["en"]+" "+c.Fragment, ".", ""))
	return contains(x.claimPlaces[c], region) || slices.ContainsFunc(x.Book.Foreign, func(f knowledge.Region) bool {
		return f.Region == region && slices.ContainsFunc(f.Ordinary, func(w string) bool { return contains(words, strings.ToUpper(w)) })
	})
}

// alone declines a question who was with somebody, or asked them something: of that the book names nobody. It is nil where the words were
// said to an outlet.
func (x *Index) alone(q *Query) *Finding {
	list := x.of(q.With)
	if len(list) > 0 && len(q.Others) == 1 && slices.ContainsFunc(list, func(v *knowledge.Quotation) bool { return v.Outlet == q.Others[0] }) {
		return unknown("unknown.holder", x.speakersArg()).fitting(0.5).surely() // who it was at the outlet
	}
	if len(list) == 0 || slices.ContainsFunc(list, func(v *knowledge.Quotation) bool { return v.Outlet != "" }) {
		return nil
	}
	return unknown("unknown.holder", x.speakersArg()).fitting(0.5).surely()
}

// employed corrects whom a question has at the head of another's company. It is nil where the book does not know who that is.
func (x *Index) employed(q *Query) *Finding {
	e := x.entities[q.Runs[0]]
	if e == nil || e.Title == "" || e.Of == "" || e.Of == q.Runs[1] || q.Cues.Has("facet.choice") {
		return nil
	}
	f := sureOf(Corrected)
	f.say(pick(q.Facet == "facet.whether", "no", "not.quite"))
	x.sayRole(f, e)
	return f
}

// builtIn corrects a question that has somebody on a product of the subject of a deal who was not chosen for it: "X runs on their phones
// now?" It is nil where the question says anything else of them.
func (x *Index) builtIn(q *Query) *Finding {
	more := len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != ""
	if !q.asks("", "facet.whether", "facet.when", "facet.duration", "facet.why") || more || q.Cues.Has("facet.choice", "ask.which", "ask.what") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !beingThere[id] }) {
		return nil
	}
	var at *knowledge.Relation
	on := false
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		switch e := x.entities[n]; {
		case r != nil && r.Role != chosen && at == nil:
			at = r
		case e != nil && e.Kind == "product" && x.subject(e.Of):
			on = true
		case !x.subject(n):
			return nil
		}
	}
	if at == nil || !on {
		return nil
	}
	return x.notWith(at)
}

// notWith denies a tie that is another's, and says whose it is.
func (x *Index) notWith(r *knowledge.Relation) *Finding {
	f := &Finding{Status: Corrected, Fit: 0.3, Tied: true, Sure: true}
	x.sayRelation(f, r, "relation."+r.Role+".not")
	if won := x.chosenIn(r); won != nil {
		x.sayRelation(f, won, "relation.chosen.is")
	}
	return f
}

// beingThere are the concepts of a question that says no more of somebody than to be there, and of where that was heard.
var beingThere = map[string]bool{"adj.current": true, "act.power": true, "act.verify": true, "noun.technology": true, "noun.device": true, "act.deploy": true, "act.work": true, "noun.fact": true,
	"noun.launch": true, "act.complete": true, "act.supply": true,
	"act.wait": true, "act.show": true, "act.know": true, "act.run": true}

// Presumed corrects a deal that a question takes for granted with somebody who was only looked at: "when does the contract
// with X end?" It also says whom somebody blames. It is nil where the question does not do so.
func (x *Index) Presumed(q *Query) *Finding {
	if f := x.blamed(q); f != nil {
		return f
	}
	if f := x.ofCauses(q); f != nil {
		return f
	}
	if f := x.praising(q); f != nil {
		return f
	}
	if f := x.takenOver(q); f != nil {
		return f
	}
	if q.Made[0] != "" {
		if f := x.misattributed(q); f != nil {
			return f
		}
	}
	if f := x.builtIn(q); f != nil {
		return f
	}
	if f := x.mistitled(q); f != nil {
		return f
	}
	supplies := hasAny(q.Bare, "act.power", "act.supply") && !q.Cues.Has("set.also", "facet.choice") && slices.ContainsFunc(q.Names, x.subject)
	deal := supplies || hasAny(q.Bare, "noun.deal", "act.sign", "act.agree")
	talks := hasAny(q.Bare, "act.explore", "act.negotiate", "act.reject", "noun.candidate")
	words := q.asksWords() || hasAny(q.Concepts, "act.say", "act.think")
	if !deal || talks || words || q.Cues.Has("deg.near") || q.Cues.Has("ask.suppose") && q.Facet == "facet.amount" {
		return nil
	}
	var at *knowledge.Relation
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		switch {
		case x.subject(n), r != nil && r.Role == chosen:
		case r != nil && r.Role != former:
			at = r
		default:
			return nil
		}
	}
	if at == nil {
		return nil
	}
	return x.notWith(at)
}

// saidContrary corrects a question why somebody thinks so of what they said the contrary: "why does X think the markets with P did worse?" It is nil
// where they did not.
func (x *Index) saidContrary(q *Query) *Finding {
	for _, c := range x.claimsBy[q.People[0]] {
		if no := c.Knows["facet.not"]; no != nil && hasAny(q.Bare, c.Contrary...) && !hasAny(q.Bare, c.Concepts...) && len(q.Names) > 0 && len(x.foreign(q, c)) == 0 && q.Place == c.Place &&
			!q.Cues.Has("set.not", "set.outside", "set.except", "facet.choice") {
			return x.denial(c, part("lead", Arg{"text", no}))
		}
	}
	return nil
}

// partnerless corrects a question why the subject of a deal has no partner, or goes alone. It is nil where others are named, too.
func (x *Index) partnerless(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || len(q.Names) != 1 || q.Names[0] != won.Subject || len(q.Excepted)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != "" || q.Cues.Has("facet.choice", "set.also", "deg.more") ||
		hasAny(q.Bare, "act.need") || q.Cues.Has("set.not") && !contains(q.Refused, "noun.partner") || contains(q.Spared, "adj.exclusive") {
		return nil // "why can it not do without?", "why partners rather than go it alone?"
	}
	return x.denial(x.related.claim[won], part("not.quite"))
}

// unfiled corrects a question why something was possible without those who have to approve of it, where the book tells that they were asked.
func (x *Index) unfiled(q *Query) *Finding {
	asked := x.deeds["act.submit"]
	if len(asked) == 0 || len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || !hasAny(q.Bare, "act.approve", "act.submit", "noun.document") || q.Cues.Has("facet.choice", "time.future") {
		return nil
	}
	return x.denial(asked[0], part("not.quite"))
}

// notHalved corrects a question why a figure was halved where it is well above half of what it was. It is nil where it is not, or nothing is on record.
func (x *Index) notHalved(q *Query) *Finding {
	s, miss := x.scope(&Query{Place: q.Place, Metric: q.Metric})
	if miss != nil || len(q.Percents)+len(q.Ranks) > 0 || q.Abroad != "" {
		return nil
	}
	now, ok := x.rowOf(s, x.lean(q.Names)[0])
	if !ok {
		return nil
	}
	old, then := x.row(now.Entity, s.metric.ID, s.place, s.period.Add(-YearBefore))
	if !then || now.Value < old.Value/2*(1+roughHalf) {
		return nil
	}
	f := s.answer(0.5)
	x.sayMove(f, &Query{}, s, now)
	return f.correct("not.quite").surely()
}

// roughHalf is by what part of it a figure may be above the half of another that it is said to have fallen to.
const roughHalf = 0.1

// wonInstead corrects a question why whoever was chosen lost out to another who was not. It is nil for any other two.
func (x *Index) wonInstead(q *Query) *Finding {
	won, over := x.relationOf(q, q.Names[0]), x.relationOf(q, q.Names[1])
	if won == nil || over == nil || won.Role != chosen || over.Role == chosen || q.Metric != "" || q.Cues.Has("set.not") {
		return nil
	}
	f := sureOf(Corrected)
	x.sayRelation(f, over, "relation."+over.Role+".not")
	x.sayRelation(f, won, "relation.chosen.is")
	return f
}

// wrongVenue corrects a question why somebody who is quoted spoke at an event or to an outlet where they did not: it says where they did.
func (x *Index) wrongVenue(q *Query) *Finding {
	at, said := x.entities[q.Others[0]], x.of(q.People[0])
	if at == nil || at.Kind != "outlet" && at.Kind != "event" || len(said) == 0 || x.spokeAt(q.People[0], at.ID) || q.Cues.Has("set.not", "facet.choice") || !q.Cues.Has("move.to", "ask.about", "word.in") && !hasAny(q.Bare, "act.say", "act.choose", "act.announce") {
		return nil
	}
	f := sureOf(Corrected)
	x.notAt(f, at.ID)
	x.sayVenues(f, said)
	return f
}
