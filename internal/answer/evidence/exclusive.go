package evidence

import (
	"slices"
	"strings"
)

// exclusive is names for a topic that is about nobody but those of whom its claims tell.
func (t *statement) exclusive() (*Finding, bool) {
	x, q, c := t.x, t.q, t.c
	rival, pointed, whether := x.rival(t.foreign), x.pointed(q, c, t.foreign), q.Facet == "facet.whether"
	switch {
	case rival && q.Facet == "facet.why" && hasAny(q.Bare, "act.overtake", "act.lead", "act.lag") && !hasAny(q.Bare, partnering...) && !slices.ContainsFunc(t.foreign, func(n string) bool { return !x.unconnected(n) }):
		return x.besides(q, c, t.foreign).fitting(-2), true // who is ahead has nothing to do with a deal
	case rival && q.Facet == "facet.why" && c.Certainty == "opinion":
		return x.besides(q, c, t.foreign), true // why it is so of others nothing says
	case rival && pointed && q.Guess != "" && contains(t.foreign, q.Guess) && q.Facet == "" && !x.open(c):
		t.f.Sure = true // the question itself gives an answer that is wrong
		return t.corrects()
	case rival && q.Cleft != "" && contains(t.foreign, q.Cleft) && !q.Cues.Has("facet.choice", "set.also") && !x.open(c):
		t.f.Sure = true // nobody else is meant
		return t.corrects()
	case (whether || q.Facet == "") && q.Cues.Has("role.by") && !q.Cues.Has("ask.what", "ask.which") && len(q.People) > 0 && len(t.foreign) == len(q.People) && contains(t.foreign, q.People[0]) && hasAny(q.Concepts, c.Concepts...) && !q.Cues.Has("facet.choice", "set.also"):
		return t.corrects() // it was done by others
	case rival && q.Facet == "facet.amount" && t.factual() && !strings.ContainsAny(c.Text["en"], "0123456789"):
		return x.silent(q, c), true
	case x.opposed(q, c, t.foreign):
		return t.outside()
	case whether && contains(t.foreign, q.Owner) && x.relationClaim(c) && x.namesObject(q) && !t.alsoOthers():
		return x.relation(q), true // "X's partner is Y, right?", who is another's
	case len(q.People) > 0 && hasAny(q.Bare, "act.think", "act.say", "act.mention") && !slices.ContainsFunc(q.People, x.Speaks):
		return x.besides(q, c, t.foreign), true // what somebody thinks of it of whom the book does not speak
	case rival && (!pointed || whether && t.alsoOthers()), t.nobodyOfTheBook():
		return x.besides(q, c, t.foreign), true // the book need not say so of others too
	case len(t.foreign) == 0 && t.abroad && q.Facet == "facet.who" && !x.namesObject(q):
		return t.notThere(), true // nor of other places
	case len(t.foreign) == 0 && x.relationClaim(c) && q.asks("", "facet.who") && slices.ContainsFunc(q.Refused, func(id string) bool { return contains(c.Concepts, id) }):
		return x.outsiders(q, c), true
	case len(t.foreign) > 0 && !slices.ContainsFunc(t.foreign, func(n string) bool { return !x.Speaks(n) }) && !(whether && pointed):
		return t.heard(), true
	case rival && x.open(c) && !slices.ContainsFunc(t.foreign, func(n string) bool { return !x.unconnected(n) }):
		return x.besides(q, c, t.foreign), true // there may have been more who were looked at
	case rival && q.Facet == "" && q.Cues.Has("facet.choice") && !x.namesObject(q):
		return x.besides(q, c, t.foreign), true // a choice says nothing of either
	case rival || len(t.foreign) == 0 && t.abroad && !whether:
		return t.corrects()
	}
	return nil, false
}

// alsoOthers reports whether a yes/no question is whether something is so of others too, or will be.
func (t *statement) alsoOthers() bool {
	return t.q.Cues.Has("set.also", "time.future") && !t.q.Cues.Has("facet.choice") && !t.q.Tagged
}

// nobodyOfTheBook reports whether who is asked for is somebody of those alone that no deal of the book has.
func (t *statement) nobodyOfTheBook() bool {
	return t.q.Facet == "facet.who" && t.q.Guess == "" && len(t.foreign) > 0 && len(t.foreign) == len(t.x.parties(t.q)) &&
		!slices.ContainsFunc(t.foreign, func(n string) bool { return !t.x.unconnected(n) })
}

// outside says how those stand who are no part of the claim, as the question has it.
func (t *statement) outside() (*Finding, bool) {
	if t.x.sayOutsiders(t.f, t.q, t.foreign) {
		return t.f, true
	}
	if t.x.asksWhy(t.q) && t.q.Facet == "facet.why" && t.q.Quote == "" && slices.ContainsFunc(t.q.Bare, func(id string) bool { return otherDoing(id) && t.x.worded(t.c, id) }) {
		t.f.Status = Corrected // what the claim tells is another's
		return nil, true
	}
	if t.x.asksWhy(t.q) {
		t.f.Status = Unknown // how they stand is no reason
		t.f.sayFirst("unknown.facet.why")
		if t.q.Facet == "" {
			t.f.Fit -= unusedCost // nor does the question say that it asks for one
		}
	}
	return nil, true
}

// heard gives what somebody said of it who is named: that is another question.
func (t *statement) heard() *Finding {
	heard := t.q.Clone()
	heard.Voice = t.foreign[0]
	if v := t.x.wordsOn(heard); v != nil {
		return t.x.sayWords(heard, v)
	}
	return t.x.besides(t.q, t.c, t.foreign)
}

// notThere declines for a place that the claim does not hold for.
func (t *statement) notThere() *Finding {
	return t.x.sayNearest(unknown("not.place", Arg{"place", Where(pick(t.q.Abroad != "", t.q.Abroad, t.q.Place))}), t.c)
}
