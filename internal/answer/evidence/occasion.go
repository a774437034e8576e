package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// mislocated corrects a place outside the book that a question gives to an event of the book or to whom spoke there. It is nil where the
// question does not do so.
func (x *Index) mislocated(q Query) *Finding {
	if q.Facet == "facet.who" || q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 || q.Cues.Has("facet.choice", "ask.about") {
		return nil
	}
	var at []*knowledge.Quotation
	switch {
	case len(q.Others) == 1 && len(q.People) == 0:
		at = x.found(x.quoted.at, q.Others)
	case len(q.People) == 1 && len(q.Uttered.Words) == 0 && hasAny(q.Bare, "act.say"):
		at = x.of(q.People[0])
	}
	if len(at) != 1 || at[0].Event == "" || at[0].Place["en"] == "" {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.5, Tied: true, Sure: true}
	f.say(pick(q.Facet == "facet.whether", "no", "not.quite"))
	f.say("venue.event", x.quoteArgs(at[0])...)
	f.Quotes = append(f.Quotes, at[0])
	return f
}

// untitled says that the book does not know who holds a title of a company, where a question is for words of that person, and what there
// is. It is nil where somebody holds it.
func (x *Index) untitled(q Query) *Finding {
	if !quoting[q.Intent.Operation] || len(q.People) > 0 || len(q.Titles) != 1 || q.Titles[0] == AnyTitle || len(q.Names) != 1 || q.Cues.Has("facet.choice") ||
		len(x.quoted.of[q.Names[0]]) == 0 && len(x.found(x.quoted.at, q.Others)) == 0 || x.Holder(q.Names[0], q.Titles[0]) != "" {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.5, Tied: true, Sure: true}
	f.say("unknown.holder", x.speakersArg())
	list := x.found(x.quoted.of, q.Names)
	for _, o := range q.Others {
		list = append(list, x.found(x.quoted.at, []string{o})...)
	}
	if len(list) == 0 {
		return nil
	}
	if q.Intent.Operation == "venue" {
		f.say("venue."+pick(list[0].Event != "", "event", "outlet"), x.quoteArgs(list[0])...)
		f.Quotes = append(f.Quotes, list[0])
		return f
	}
	x.sayQuote(f, Query{}, list[0])
	return f
}

// standsFor says whom a word of a quotation stands for: "who is 'us'?" It is nil where no quotation has it.
func (x *Index) standsFor(q Query) *Finding {
	list := x.quotes
	if v := x.quotation(q.Quote); v != nil {
		list = []*knowledge.Quotation{v}
	} else if len(q.People) > 0 {
		list = x.of(q.People[0])
	}
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true, Sure: true}
	for _, v := range list {
		if id := v.Means[q.Pronoun]; id != "" && len(f.Quotes) < MostListed {
			f.say("means", Arg{"word", Raw(q.Pronoun)}, Arg{"speaker", Name(v.Speaker)}, Arg{"entity", Name(id)})
			x.sayQuote(f, Query{}, v)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	return f
}

// spokenThere returns those of some quotations that are from the event or outlet that a question names, or from any event where it asks of
// one; all where there are none.
func (x *Index) spokenThere(q Query, list []*knowledge.Quotation) []*knowledge.Quotation {
	at := x.found(x.quoted.at, q.Others)
	if len(q.Others) == 0 && hasAny(q.Bare, "noun.event") && !hasAny(q.Concepts, "noun.outlet") {
		at = slices.DeleteFunc(slices.Clone(list), func(v *knowledge.Quotation) bool { return v.Event == "" })
	}
	if len(at) == 0 {
		return list
	}
	return at
}
