package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// touches reports whether a word, name or concept of the question is in the quotation.
func (x *Index) touches(q *Query, v *knowledge.Quotation) bool {
	for _, list := range v.Topics {
		for _, w := range list {
			if contains(q.Words, w) {
				return true
			}
		}
	}
	for _, id := range q.Concepts {
		if (contains(v.Concepts, id) || contains(x.quoteConcepts[v], id)) && !mere[id] && id != "act.think" && id != "noun.quotation" {
			return true
		}
	}
	return false
}

// offTopic reports whether a question asks for words on something that the quotation does not touch: a name
// that plays no part in it, or a subject of the thesaurus that it is not about.
func (x *Index) offTopic(q *Query, v *knowledge.Quotation) bool {
	if q.Metric != "" && (!x.Held(q.Metric) || q.Quote == "" && (q.Cues.Has("ask.about") || hasAny(q.Bare, "noun.quotation")) && !x.ofMoves(v)) {
		return true
	}
	speaker := x.entities[v.Speaker]
	for _, n := range q.Names {
		if slices.ContainsFunc(q.People, func(p string) bool { return x.maker(p) == n }) {
			continue // it only tells whose words are meant
		}
		if !x.present(n) {
			return true
		}
		if !contains(v.Who, n) && (speaker == nil || speaker.Of != n) && (!contains(v.Who, x.maker(n)) || x.describing(n) != nil) {
			return true
		}
	}
	for _, id := range q.Topic {
		if strings.HasPrefix(id, "noun.") && contains(q.Strange, id) && !contains(v.Concepts, id) && !x.saidOf(v, id) {
			return true
		}
	}
	if hasAny(q.Bare, "act.explain") && (hasAny(q.Bare, "dir.down") || x.Changing(q.Metric)) && contains(v.Concepts, "dir.up") &&
		slices.ContainsFunc(x.claimsBy[v.Speaker], func(c *knowledge.Claim) bool { return contains(c.Concepts, "noun.reason") }) {
		return true // it is of the other way, and they gave a reason elsewhere
	}
	if q.Facet == "facet.whether" && slices.ContainsFunc(q.Bare, func(id string) bool { return subjects[id] && !contains(v.Concepts, id) && !x.saidOf(v, id) }) {
		return true // "did X explain how personal data is handled?"
	}
	return len(q.Off) > 0 && !onTopic(q, v)
}

// subjects are the things that one may speak of at length.
var subjects = map[string]bool{"noun.privacy": true, "noun.price": true, "noun.money": true, "noun.terms": true, "noun.tariff": true, "noun.sanction": true, "noun.tension": true, "noun.stock": true,
	"noun.employee": true, "noun.loyalty": true, "noun.rule": true}

// saidOf reports whether a claim that rests on the speaker's word touches a concept.
func (x *Index) saidOf(v *knowledge.Quotation, id string) bool {
	if contains(x.quoteConcepts[v], id) {
		return true
	}
	for _, c := range x.claimsBy[v.Speaker] {
		if contains(c.Concepts, id) || x.worded(c, id) {
			return true
		}
	}
	return false
}

// ofMoves reports whether the speaker of a quotation tells of figures that moved, in it or in other words of theirs.
func (x *Index) ofMoves(v *knowledge.Quotation) bool {
	moves := func(id string) bool { return strings.HasPrefix(id, "dir.") }
	return slices.ContainsFunc(v.Concepts, moves) || slices.ContainsFunc(x.claimsBy[v.Speaker], func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(c.Concepts, moves) || slices.ContainsFunc(x.claimConcepts[c], moves)
	})
}

// onTopic reports whether one of the question's doubtful words is a topic of the quotation.
func onTopic(q *Query, v *knowledge.Quotation) bool {
	for _, w := range q.Off {
		for _, list := range v.Topics {
			if contains(list, w) {
				return true
			}
		}
	}
	return false
}

// notOn declines for a topic a speaker said nothing about, and offers what there is.
func (x *Index) notOn(q *Query, v *knowledge.Quotation) *Finding {
	if q.Facet == "facet.whether" && hasAny(q.Bare, "act.mention") && hasAny(q.Bare, "noun.quotation", "act.say") && len(q.Names)+len(q.Others) > 0 && !q.Cues.Has("set.not", "facet.choice") {
		f := &Finding{Fit: 0.4} // "does X mention Y in the statement?"
		f.judge(false)
		x.sayQuote(f, &Query{}, v)
		return f
	}
	f := unknown("unknown.topic", Arg{"entity", Name(v.Speaker)}, Arg{"about", v.About})
	f.Quotes = append(f.Quotes, v)
	return f
}

// misplaced corrects an event or outlet that belongs to another speaker's words.
func (x *Index) misplaced(f *Finding, q *Query, v *knowledge.Quotation) bool {
	for _, o := range q.Others {
		e := x.entities[o]
		if e == nil || e.Kind != "event" && e.Kind != "outlet" || x.spokeAt(v.Speaker, o) {
			continue
		}
		if x.placesOf(q, v.Speaker) && slices.ContainsFunc(q.People, func(p string) bool { return p != v.Speaker && x.spokeAt(p, o) }) {
			continue // each of two spoke in a place of their own
		}
		x.notAt(f, o)
		x.sayThere(f, o)
		x.sayQuote(f, &Query{}, v)
		return true
	}
	return false
}

// placesOf reports whether a question names where somebody spoke.
func (x *Index) placesOf(q *Query, speaker string) bool {
	return slices.ContainsFunc(q.Others, func(o string) bool { return x.spokeAt(speaker, o) })
}

// spokeAt reports whether the book has words of a speaker from an event or outlet.
func (x *Index) spokeAt(speaker, place string) bool {
	return slices.ContainsFunc(x.of(speaker), func(v *knowledge.Quotation) bool { return v.Event == place || v.Outlet == place })
}

// sayThere says who spoke at an event or to an outlet.
func (x *Index) sayThere(f *Finding, place string) {
	x.sayVenues(f, x.found(x.quoted.at, []string{place}))
}

// sayVenues says where some words were spoken, of many the first.
func (x *Index) sayVenues(f *Finding, list []*knowledge.Quotation) {
	for _, v := range list[:min(len(list), MostListed)] {
		f.say("venue."+pick(v.Event != "", "event", "outlet"), x.quoteArgs(v)...)
		f.Quotes = append(f.Quotes, v)
	}
}

// SpeaksOf reports whether a person's words are about a concept.
func (x *Index) SpeaksOf(person, concept string) bool {
	return slices.ContainsFunc(x.of(person), func(v *knowledge.Quotation) bool { return contains(v.Concepts, concept) })
}
