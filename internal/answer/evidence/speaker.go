package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// speakers returns whose words a question is about: the people named, those of a company named, or the
// speaker of words that stand in it.
func (x *Index) speakers(q Query) []string {
	if len(q.People) > 0 {
		return q.People
	}
	if of := x.quoted.of[q.Voice]; len(of) > 0 {
		return []string{x.quotes[of[0]].Speaker}
	}
	if v := x.quotation(q.Quote); v != nil {
		return []string{v.Speaker}
	}
	if v := x.onSubject(q); v != nil {
		return []string{v.Speaker}
	}
	var at []int
	for _, n := range q.Names {
		at = append(at, x.quoted.of[n]...)
	}
	for _, o := range q.Others {
		at = append(at, x.quoted.at[o]...)
	}
	for _, v := range x.inOrder(at) {
		if x.entities[v.Speaker] != nil {
			return []string{v.Speaker} // the company named first speaks; the other is spoken of
		}
	}
	return nil
}

func (x *Index) quotation(id string) *knowledge.Quotation {
	return x.quoted.id[id]
}

// of returns the quotations of a speaker.
func (x *Index) of(speaker string) []*knowledge.Quotation {
	return x.quoted.speaker[speaker]
}

// speaker says whose words stand in the question, or who spoke where.
func (x *Index) speaker(q Query) *Finding {
	if len(q.People) > 1 && q.Cues.Has("facet.choice") {
		q.People = x.sayers(q, q.People) // "who mentioned it, X or Y?"
	}
	var list []*knowledge.Quotation
	if v := x.quotation(q.Quote); v != nil {
		list = append(list, v)
	} else {
		list = x.found(x.quoted.at, q.Others)
	}
	if len(list) == 0 {
		return x.speakerByTopic(q)
	}
	v := list[0]
	f := &Finding{Status: Answered, Fit: 0.5}
	wrong := false
	for _, p := range q.People {
		wrong = wrong || p != v.Speaker
	}
	if wrong && !contains(q.People, v.Speaker) {
		f.Status = Corrected
		f.say("not.entity", Arg{"entity", Name(q.People[0])})
	}
	f.say("speaker", x.quoteArgs(v)...)
	x.sayQuote(f, q, v)
	return f
}

// speakerByTopic finds the quotation by the question's words, and declines where none fits.
func (x *Index) speakerByTopic(q Query) *Finding {
	if len(q.Percents) > 0 || q.Metric != "" && len(q.People) == 0 {
		return x.measured(q)
	}
	var best *knowledge.Quotation
	top, few := 0, 2
	for _, v := range x.candidates(q) {
		n := 0
		for _, list := range v.Topics {
			for _, w := range list {
				if contains(q.Words, w) {
					n++
				}
			}
		}
		for _, id := range q.Concepts {
			if contains(v.Concepts, id) && id != "act.say" && id != "noun.quotation" {
				n++
			}
		}
		for _, name := range q.Names {
			if contains(v.Who, name) {
				n++
			}
			if e := x.entities[v.Speaker]; e != nil && e.Of == name {
				n += 2
			}
		}
		if contains(q.People, v.Speaker) {
			n += 3
		}
		if n > top {
			best, top = v, n
		}
	}
	if x.onlyOneWho(q, best) {
		few = 1
	}
	if best == nil || top < few {
		return x.unknown(q, "unknown.speaker", x.speakersArg())
	}
	f := &Finding{Status: Answered, Fit: 0.1}
	f.say("speaker", x.quoteArgs(best)...)
	x.sayQuote(f, q, best)
	return f
}

// onlyOneWho reports whether a question names an act that no other than one quotation has, and nobody who plays no part in that.
func (x *Index) onlyOneWho(q Query, v *knowledge.Quotation) bool {
	return v != nil && !slices.ContainsFunc(q.Names, func(n string) bool { return !contains(v.Who, n) }) && slices.ContainsFunc(q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "act.") && !mere[id] && contains(v.Concepts, id) && len(x.quoted.concepts[id]) == 1
	}) && !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] && !contains(v.Concepts, id) })
}

// onSubject returns the quotation that speaks of what a question is about and of all whom it names, where none of their own does: "the remark
// about the talks that X held" is by another. It is nil where there is none, or more than one.
func (x *Index) onSubject(q Query) *knowledge.Quotation {
	var found *knowledge.Quotation
	for _, id := range q.Topic {
		if mere[id] || id == "noun.quotation" || len(q.Names) == 0 {
			continue
		}
		for _, i := range x.quoted.concepts[id] {
			v := x.quotes[i]
			switch {
			case contains(q.Names, x.maker(v.Speaker)):
				return nil
			case found == v || slices.ContainsFunc(q.Names, func(n string) bool { return !contains(v.Who, n) }):
			case found != nil:
				return nil
			default:
				found = v
			}
		}
	}
	return found
}

// candidates returns the quotations that anything in a question points at.
func (x *Index) candidates(q Query) []*knowledge.Quotation {
	var at []int
	for _, lists := range []struct {
		index map[string][]int
		keys  []string
	}{{x.quoted.words, q.Words}, {x.quoted.concepts, q.Concepts}, {x.quoted.who, q.Names}, {x.quoted.of, q.Names}, {x.quoted.by, q.People}} {
		for _, k := range lists.keys {
			at = append(at, lists.index[k]...)
		}
	}
	return x.inOrder(at)
}

// complete gives the quotation of which a part stands in the question, or its beginning or end.
func (x *Index) complete(q Query) *Finding {
	v := x.quotation(q.Quote)
	if v == nil {
		who := x.speakers(q)
		if len(who) == 0 || len(x.of(who[0])) == 0 {
			return x.quote(q)
		}
		v = x.of(who[0])[0]
	}
	if q.Quote == "" && x.offTopic(q, v) {
		return x.notOn(q, v)
	}
	f := &Finding{Status: Answered, Fit: 0.5}
	x.sayQuote(f, Query{}, v)
	return f
}

// wording says whether somebody used certain words.
func (x *Index) wording(q Query) *Finding {
	who := x.sayers(q, x.speakers(q))
	if len(who) == 0 || len(x.of(who[0])) == 0 {
		return x.quote(q)
	}
	v := x.of(who[0])[0]
	f := &Finding{Status: Answered, Fit: 0.4}
	switch {
	case q.Quote == v.ID:
		f.say("yes")
	case q.Quote != "":
		return x.speaker(q)
	case len(q.Doubts) > 0:
		f.Status = Corrected
		f.say("wording.not", Arg{"words", Raw(strings.Join(q.Doubts, " "))})
	}
	x.sayQuote(f, Query{}, v)
	return f
}

// venue says where, at which event or to which outlet somebody spoke.
func (x *Index) venue(q Query) *Finding {
	who := x.speakers(q)
	if len(who) == 0 {
		n := 1
		if q.Cues.Has("number.2") || hasAny(q.Concepts, "noun.event") && hasAny(q.Concepts, "noun.outlet") {
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
		return x.unknown(q, "unknown.facet.amount") // a place is no quantity
	}
	if q.Which == "noun.journalist" {
		return x.unknown(q, "unknown.holder", x.speakersArg()) // nor is it a journalist
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
				return x.unknown(q, "unknown.facet.where") // an outlet is in no city or country that the book names
			}
			f.say("venue."+pick(v.Event != "", "event", "outlet"), x.quoteArgs(v)...)
			f.Quotes = append(f.Quotes, v)
		}
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(who))
	}
	return f
}

// spoken says which period somebody spoke of; where nobody is named, the only one who spoke of any.
func (x *Index) spoken(q Query) *Finding {
	if q.Facet == "facet.where" {
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
	switch {
	case q.Cues.Has("ask.calendar"):
		return x.unknown(q, "unknown.facet.when") // a period is no date
	case x.offTopic(q, v), q.Facet == "facet.whether" && q.Asked.Exact && q.Period != x.Latest && !q.Cues.Has("facet.choice"):
		return x.notOn(q, v)
	case v.Period["en"] == "", q.Cues.Has("time.future"):
		f := x.unknown(q, "unknown.facet.when")
		x.sayQuote(f, Query{}, v)
		return f
	}
	f := &Finding{Status: Answered, Fit: fit}
	if x.misplaced(f, q, v) {
		return f
	}
	f.say("spoken", x.quoteArgs(v)...)
	x.sayQuote(f, Query{}, v)
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
