package evidence

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// people lists who is quoted, with roles.
func (x *Index) people(q *Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3 - 0.4*float64(len(q.People))}
	list := x.quotes
	if hasAny(q.Bare, "act.say", "act.announce") || q.Facet == "facet.who" && x.Occasion(q.Others) {
		list = x.spokenThere(q, list)
	}
	about := q.Staff == "" && (q.Cues.Has("ask.about") && hasAny(q.Bare, "act.say") || q.Facet == "facet.who" && hasAny(q.Bare, "act.mention")) // "who spoke about X?" asks for nobody of X
	if q.Staff != "" {
		q = q.Clone()
		q.Names = []string{q.Staff} // "who at X spoke about Y?"
	}
	of := len(q.Names) == 1 && !about
	if len(q.Names) > 1 && x.Companies(q.Names) && len(x.found(x.quoted.of, q.Names)) == 0 {
		return x.noWords(q, q.Names) // none of theirs is named
	}
	switch {
	case of:
		list = x.found(x.quoted.of, q.Names)
	case len(q.Names) == 1 && !x.Occasion(q.Others):
		list = x.found(x.quoted.who, q.Names)
	}
	for i, v := range list {
		e := x.entities[v.Speaker]
		if len(f.Parts) == MostListed {
			f.say("more.rows", Arg{"n", Count(len(list) - i)})
			break
		}
		if of && e != nil && e.Of != q.Names[0] || contains(q.Excepted, v.Speaker) {
			continue
		}
		if q.Cues.Has("facet.where", "ask.recipient", "ask.event") {
			x.sayVenues(f, list[i:i+1]) // "who spoke, and where?"
			continue
		}
		f.say("people", append(x.quoteArgs(v), Arg{"company", Name(e.Of)})...)
		f.Quotes = append(f.Quotes, v)
	}
	if len(f.Quotes) == 1 {
		v := f.Quotes[0]
		f.Quotes, f.Parts = nil, nil // they say who it is
		x.sayQuote(f, &Query{}, v)   // of one there is room for the words
	}
	if len(f.Parts) == 0 {
		return unknown("unknown.quote", Arg{"names", Names(q.Names)}, x.speakersArg())
	}
	return f
}

// spokeOf says who spoke of one whom a question names. It is nil where nobody is quoted who did, or more is asked.
func (x *Index) spokeOf(q *Query) *Finding {
	if len(q.Names) != 1 || len(q.People)+len(q.Others)+len(q.Titles) > 0 || q.Figures() || !q.merely() {
		return nil
	}
	if f := x.people(q); !f.Silent() {
		return f
	}
	return nil
}

// spokeFor says who of a firm, as "the X guy that talked about Y", it was who spoke. It is nil where no one of it alone is quoted.
func (x *Index) spokeFor(q *Query) *Finding {
	if len(q.People) != 1 || q.Figures() || q.Cues.Has("set.not", "set.also") {
		return nil
	}
	if f := x.speaker(q); !f.Silent() {
		return f.surely()
	}
	return nil
}

// role says who somebody is, or who holds a title.
func (x *Index) role(q *Query) *Finding {
	if q.Abroad != "" && len(q.Names) == 0 && len(q.Titles) > 0 {
		return unknown("unknown.covers", x.covered()) // it is the one of a country
	}
	if hasAny(q.Bare, "adj.former") && len(q.People) == 1 && !q.Held && q.Facet == "facet.who" || q.Facet == "facet.when" && len(q.Titles) > 0 {
		return unknown("unknown.plain") // "who was it before X?", "when did X become the chief?"
	}
	if f := x.otherTitle(q); f != nil {
		return f
	}
	if len(q.People)+len(q.Names)+len(q.Titles) == 0 && q.Facet != "facet.whether" && x.Occasion(q.Others) {
		q = q.Clone()
		for _, v := range x.spokenThere(q, x.quotes) {
			q.People = append(q.People, v.Speaker) // "name and job of the speaker at E"
		}
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	if other := len(q.Titles) == 0 && (q.Facet == "facet.amount" || q.Facet == "facet.duration" || q.Cues.Has("act.unknown") || slices.ContainsFunc(q.Bare, ofPerson)); other && len(q.People) > 0 {
		f = unknown("unknown.plain") // how tall somebody is, or whether they like something, is no role
	}
	for _, p := range q.People {
		e := x.entities[p]
		if e == nil || e.Title == "" {
			if g := x.notTheirs(q, p); g != nil {
				return g
			}
			return unknown("unknown.person", Arg{"names", Names{p}}, x.speakersArg())
		}
		wrongTitle := len(q.Titles) == 1 && q.Titles[0] != e.Title && q.Titles[0] != AnyTitle
		wrongFirm := len(q.Names) > 0 && !contains(q.Names, e.Of)
		if wrongFirm && q.Facet == "facet.whether" && !q.Copula && len(q.Titles)+len(q.Bare) == 0 {
			return unknown("unknown.plain") // "does X like Y?"
		}
		if wrongFirm && q.Held {
			return x.holderOf(q) // the only one with the title is somebody else's
		}
		if wrongFirm && len(q.Titles) == 0 && q.Facet != "facet.whether" {
			f.Fit = -0.4 // the company is what is spoken of, not whose it is
		}
		if contains(q.Names, e.Of) && len(q.Names) > len(q.People) {
			f.Fit -= 2 * foreignCost // there is another company that something is asked about
		}
		if wrongFirm && len(q.Titles) == 0 && f.Status == Answered && slices.ContainsFunc(q.Bare, ofRelation) {
			f = unknown("unknown.plain") // whether one trusts another's firm
		}
		switch {
		case f.Status == Unknown, len(q.People) > 1 && q.Cues.Has("facet.choice"):
		case wrongTitle || wrongFirm:
			f.Status = Corrected
			f.say("no")
		case q.Facet == "facet.whether" && len(q.Titles) == 1 && !q.Cues.Has("facet.choice"):
			f.say("yes")
		}
		x.sayRole(f, e)
		if f.Status == Corrected && wrongFirm && len(q.People) == 1 && len(q.Names) == 1 && len(q.Titles) == 1 {
			x.sayTrueHolder(f, q) // "is X the chief of Y?", which is another one
		}
	}
	if len(f.Parts) > 0 {
		return f
	}
	f = x.holderOf(q)
	if len(q.Titles) == 2 && len(q.Names) == 1 && q.Facet != "facet.whether" && !q.Cues.Has("back.and") && x.Holder(q.Names[0], q.Titles[0]) == "" && x.Holder(q.Names[0], q.Titles[1]) != "" {
		return x.instead(q, f, "unknown.holder", x.speakersArg()) // "the chief, I have the chair already"
	}
	return f
}

// otherTitle answers who has the other of two titles of which a question says who has one: "who is the chief, if X is the chair?" It is nil where it does not.
func (x *Index) otherTitle(q *Query) *Finding {
	if q.Facet != "facet.who" || len(q.Titles) != 2 || len(q.People) != 1 || q.Cues.Has("facet.choice", "back.and") {
		return nil
	}
	e := x.entities[q.People[0]]
	if e == nil || e.Of == "" || !contains(q.Titles, e.Title) || len(q.Names) > 1 || len(q.Names) == 1 && q.Names[0] != e.Of {
		return nil
	}
	other := q.Titles[0]
	if other == e.Title {
		other = q.Titles[1]
	}
	if other == e.Title || other == AnyTitle {
		return nil
	}
	id := x.Holder(e.Of, other)
	if id == "" {
		return unknown("unknown.holder", x.speakersArg()).surely()
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	x.sayRole(f, x.entities[id])
	return f
}

// ofRelation reports whether a concept is of what somebody does that is not to be at the head of a firm.
func ofRelation(id string) bool {
	return strings.HasPrefix(id, "act.") && id != "act.lead" && id != "act.run" && id != "act.verify" && !mere[id]
}

// ofPerson reports whether a concept is of how somebody is, but for being it now, before or exactly.
func ofPerson(id string) bool {
	return strings.HasPrefix(id, "adj.") && id != "adj.current" && id != "adj.former" && id != "adj.exact"
}

// mistitled corrects a question that takes somebody for the holder of a title of another company than theirs: "when did X become the chief of
// Y?" It is nil where the question does not do so.
func (x *Index) mistitled(q *Query) *Finding {
	if len(q.People) != 1 || len(q.Titles) != 1 || len(q.Names) != 1 || q.Held || q.Cues.Has("facet.choice") {
		return nil
	}
	e := x.entities[q.People[0]]
	if e == nil || e.Title == "" || e.Of == q.Names[0] || !x.Companies(q.Names) {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.4, Tied: true, Sure: true}
	x.sayRole(f.say("no"), e)
	return f
}

// notTheirs corrects somebody of whom the book gives no role and whom a question takes for the head or a titled person of a
// company: it says who is. It is nil where the question does not do so, or the book knows of nobody.
func (x *Index) notTheirs(q *Query, person string) *Finding {
	if len(q.People) != 1 || len(q.Names) != 1 || len(q.Titles) == 0 && !hasAny(q.Concepts, "noun.executive") {
		return nil
	}
	q = q.Clone()
	q.People = nil
	f := x.holderOf(q)
	if f.Silent() {
		return nil
	}
	return f.correct("not.entity", Arg{"entity", Name(person)})
}

func (x *Index) sayRole(f *Finding, e *knowledge.Entity) {
	f.say("role", Arg{"entity", Name(e.ID)}, Arg{"company", Name(e.Of)}, Arg{"title", Title(e.Title)})
	f.Quotes = append(f.Quotes, x.of(e.ID)...)
}

// Title is the id of a job title, as an argument.
type Title string

// holderOf says who holds a title at a company.
func (x *Index) holderOf(q *Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3}
	if len(q.Names) > 2 && len(q.Titles) == 0 && q.Cues.Has("facet.choice") {
		f.Fit = -0.4 // one of several firms is asked for
	}
	for _, e := range x.holders(q) {
		if len(f.Parts) < MostListed && (len(q.Titles) == 0 || contains(q.Titles, e.Title) || contains(q.Titles, AnyTitle)) {
			x.sayRole(f, e)
		}
	}
	if len(f.Parts) == 0 || len(q.Names) == 0 && len(q.Titles) == 0 {
		return unknown("unknown.holder", Arg{"names", Names(q.Names)}, x.speakersArg())
	}
	return f
}

// sayTrueHolder adds who holds a title at a company, where the book says so.
func (x *Index) sayTrueHolder(f *Finding, q *Query) {
	if g := x.holderOf(q); !g.Silent() {
		f.Parts, f.Quotes = append(f.Parts, g.Parts...), append(f.Quotes, g.Quotes...)
	}
}

// holders returns the persons with a title who may be meant: those of the companies named, else those of the
// titles, in the order of the book.
func (x *Index) holders(q *Query) []*knowledge.Entity {
	keys, by := q.Names, x.staff
	switch {
	case len(keys) == 0 && len(q.Others) > 0:
		return nil // of a source or an event, that has no head in the book
	case len(keys) > 0:
	case len(q.Titles) == 0 || contains(q.Titles, AnyTitle):
		return x.titled[AnyTitle]
	default:
		keys, by = q.Titles, x.titled
	}
	var out []*knowledge.Entity
	for _, k := range keys {
		out = append(out, by[k]...)
	}
	slices.SortFunc(out, func(a, b *knowledge.Entity) int { return cmp.Compare(x.number[a.ID], x.number[b.ID]) })
	return slices.Compact(out)
}
