package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// venue says where, at which event or to which outlet somebody spoke.
func (x *Index) venue(q *Query) *Finding {
	who := x.speakers(q)
	if len(who) == 0 {
		n := 1
		if q.Cues.Has("number.2", "word.each") || hasAny(q.Concepts, "noun.executive") && q.asksWhich() || hasAny(q.Concepts, "noun.event") && hasAny(q.Concepts, "noun.outlet") {
			n = MostListed // "which at a summit, and which to a channel?"
		}
		who = x.quoted.speakers[:min(n, len(x.quoted.speakers))]
	}
	event := hasAny(q.Concepts, "noun.event") || q.Cues.Has("ask.event")
	if len(q.People)+len(q.Others) == 0 && q.Voice == "" && q.Quote == "" && event != hasAny(q.Concepts, "noun.outlet") {
		who = x.placed(who, event)
	}
	if v := x.quotation(q.Quote); v != nil && len(q.People) == 1 && v.Speaker != q.People[0] {
		return x.notSpeaker(q, v)
	}
	if q.Facet == "facet.amount" {
		return unknown("unknown.facet.amount") // a place is no quantity
	}
	if q.Which == "noun.journalist" {
		return unknown("unknown.holder", x.speakersArg()) // nor is it a journalist
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	if q.Facet != "facet.where" && !hasAny(q.Concepts, "noun.event", "noun.place") && len(q.Others) == 0 {
		f.Fit = 0 // no word asks for a place
	}
	for _, s := range who {
		for _, v := range x.of(s) {
			if len(q.Others) == 0 && x.offTopic(q, v) {
				return x.notOn(q, v)
			}
			for _, o := range q.Others {
				if !x.spokeAt(v.Speaker, o) && f.Status != Corrected {
					x.notAt(f, o)
					x.sayThere(f, o)
				}
			}
			if v.Event == "" && event && len(f.Parts) == 0 && len(q.People) == 1 && q.Facet == "facet.whether" && !q.Cues.Has("facet.choice") && !hasAny(q.Concepts, "noun.outlet") {
				f.Status = Corrected
				f.say("no") // it was at none
			}
			if v.Event == "" && (q.Cues.Has("ask.country") || hasAny(q.Bare, "noun.place")) {
				return unknown("unknown.facet.where") // an outlet is in no city or country that the book names
			}
			f.say("venue."+pick(v.Event != "", "event", "outlet"), x.quoteArgs(v)...)
			f.Quotes = append(f.Quotes, v)
		}
	}
	if v := x.spokenAt(q); len(f.Parts) == 0 && v != nil && len(q.People) == 1 && q.Facet == "facet.whether" {
		return x.notSpeaker(q, v) // "did X break the news at Y?"
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(who))
	}
	if f.Status == Answered && q.Facet == "facet.whether" && len(q.People) == 1 && len(q.Others) == 1 && q.Quote == "" && bareSaying(q) {
		f.judge(true) // "did X speak at Y?"
	}
	return f
}

// bareSaying reports whether a question has no word but for speaking, and none that parts one from another.
func bareSaying(q *Query) bool {
	return !q.Cues.Has("facet.choice", "set.not", "set.only", "ask.what") && !slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.say" && id != "act.negotiate" })
}

// spoken says which period somebody spoke of; where nobody is named, the only one who spoke of any.
func (x *Index) spoken(q *Query) *Finding {
	if q.Facet == "facet.where" || q.Which == "noun.place" {
		return x.venue(q)
	}
	who := x.speakers(q)
	fit := 0.4
	if q.Facet != "facet.when" && !hasAny(q.Concepts, "noun.period") && !q.Asked.Said {
		fit = 0 // no word asks for a time
	}
	if len(who) == 0 && len(q.Names) == 0 {
		fit = 0.1
		if v := x.quoted.dated; v != nil {
			who = []string{v.Speaker}
		}
	}
	if len(who) == 0 || len(x.of(who[0])) == 0 {
		return x.noWords(q, Names(who))
	}
	v := x.of(who[0])[0]
	f := &Finding{Status: Answered, Fit: fit}
	switch {
	case q.Cues.Has("ask.calendar"):
		return unknown("unknown.facet.when") // a period is no date
	case x.offTopic(q, v), q.Facet == "facet.whether" && q.Asked.Exact && q.Period != x.Latest && !q.Cues.Has("facet.choice"):
		return x.notOn(q, v)
	case (q.Place != "" && !contains(x.quotePlaces[v], q.Place) || q.Abroad != "") && q.Facet == "facet.when":
		return unknown("unknown.facet.when") // "when did X go to C?"
	case x.misplaced(f, q, v):
		return f
	case v.Period["en"] == "", q.Cues.Has("time.future"), q.Facet == "facet.when" && (contains(q.Others, v.Outlet) || contains(q.Others, v.Event)): // when they spoke there
		f := unknown("unknown.facet.when")
		x.sayQuote(f, &Query{}, v)
		return f
	}
	f.say("spoken", x.quoteArgs(v)...)
	x.sayQuote(f, &Query{}, v)
	return f
}

// placed returns those of some who spoke at an event, or to an outlet; where that is so of none of them, all of the book who did.
func (x *Index) placed(who []string, event bool) []string {
	fits := func(s string) bool {
		return slices.ContainsFunc(x.of(s), func(v *knowledge.Quotation) bool { return event && v.Event != "" || !event && v.Outlet != "" })
	}
	out := slices.DeleteFunc(slices.Clone(who), func(s string) bool { return !fits(s) })
	for _, s := range x.quoted.speakers {
		if len(out) == 0 && fits(s) {
			return []string{s}
		}
	}
	return out
}
