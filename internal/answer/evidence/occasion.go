package evidence

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/knowledge"
)

// mislocated says whether an event of the book, or whom spoke there, was in a place that a question gives. It is nil where the
// question does not do so.
func (x *Index) mislocated(q *Query) *Finding {
	if q.Facet == "facet.who" || q.Abroad == "" && q.Facet != "facet.whether" || q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 || q.Cues.Has("facet.choice", "ask.about") {
		return nil
	}
	region := q.Abroad
	if p := x.Place(q.Place); region == "" && p != nil {
		region = p.Region
	}
	var at []*knowledge.Quotation
	switch {
	case len(q.Others) == 1 && len(q.People) == 0:
		at = x.found(x.quoted.at, q.Others)
	case len(q.People) == 1 && len(q.Uttered.Words) == 0 && len(q.Bare) > 0 && !slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.say" && id != "act.verify" }):
		at = x.of(q.People[0])
	}
	if len(at) == 1 && at[0].Event == "" && q.Abroad != "" {
		return x.spokenElsewhere(at[0], q.Abroad)
	}
	if len(at) != 1 || at[0].Event == "" || len(at[0].Regions) == 0 {
		return nil
	}
	f := sureOf(Corrected)
	switch right := contains(at[0].Regions, region); {
	case right && q.Facet != "facet.whether":
		return nil
	case right:
		f.Status = Answered
		f.say("yes")
	default:
		f.say(pick(q.Facet == "facet.whether", "no", "not.quite"))
	}
	f.say("venue.event", x.quoteArgs(at[0])...)
	f.Quotes = append(f.Quotes, at[0])
	return f
}

// spokenElsewhere denies that somebody who spoke to an outlet did so at the event of a place that a question gives. It is nil where no event was
// there.
func (x *Index) spokenElsewhere(v *knowledge.Quotation, region string) *Finding {
	for _, o := range x.quotes {
		if o.Event != "" && contains(o.Regions, region) {
			f := sureOf(Corrected)
			x.notAt(f, o.Event)
			x.sayQuote(f, &Query{}, v)
			return f
		}
	}
	return nil
}

// spokeIn says who spoke in a place outside the book, or declines with where somebody did: "who spoke in Y?" It is nil where the question does
// not ask for that.
func (x *Index) spokeIn(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Others)+len(q.Titles)+len(q.Uttered.Words) > 0 || q.Metric != "" || q.Quote != ""
	if !q.Quoting() && q.Intent.Operation != "people" || len(q.Bare) != 1 || q.Bare[0] != "act.say" || more {
		return nil
	}
	here := func(v *knowledge.Quotation) bool { return v.Event != "" && contains(v.Regions, q.Abroad) }
	f := sureOf(Answered)
	known := slices.ContainsFunc(x.quotes, here)
	if !known {
		f = unknown("not.place", Arg{"place", Where(q.Abroad)})
		f.Fit = 0.5
	}
	for _, v := range x.quotes {
		if here(v) == known && v.Event != "" && len(f.Quotes) < MostListed {
			f.say("venue.event", x.quoteArgs(v)...)
			f.Quotes = append(f.Quotes, v)
		}
	}
	return f
}

// whichFirst declines which of two things somebody said or did came first, and says when the one was that a claim dates: "did X confirm it
// before or after Y spoke?" It is nil where the question does not ask for that.
func (x *Index) whichFirst(q *Query) *Finding {
	if q.Figures() || len(q.People) == 0 || q.Metric != "" || x.Ordered(q) || !hasAny(q.Bare, "act.confirm", "act.announce") || !hasAny(q.Bare, "act.say", "noun.event") {
		return nil
	}
	c, _ := x.best(q, x.told[x.maker(q.People[0])])
	if c == nil || c.Knows["facet.when"] == nil || !x.about(q, c) {
		return nil
	}
	f := unknown("unknown.facet.when")
	f.Fit, f.Tied = 0.4, true
	f.say("lead", Arg{"text", c.Knows["facet.when"]})
	return x.sayNearest(f, c)
}

// untitled says that the book does not know who holds a title of a company, where a question is for words of that person, and what there
// is. It is nil where somebody holds it.
func (x *Index) untitled(q *Query) *Finding {
	if !q.Quoting() && !(q.Intent.Operation == "people" && q.Facet == "facet.whether") {
		return nil
	}
	if len(q.People) > 0 || len(q.Titles) != 1 || q.Titles[0] == AnyTitle || len(q.Names) != 1 || q.Cues.Has("facet.choice") ||
		len(x.quoted.of[q.Names[0]]) == 0 && len(x.found(x.quoted.at, q.Others)) == 0 || x.Holder(q.Names[0], q.Titles[0]) != "" {
		return nil
	}
	if len(x.titled[q.Titles[0]]) == 0 {
		return unknown("unknown.holder", x.speakersArg()).surely() // nobody of the book has such a title
	}
	f := sureOf(Corrected)
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
	x.sayQuote(f, &Query{}, list[0])
	return f
}

// standsFor says whom a word of a quotation stands for: "who is 'us'?" It is nil where no quotation has it.
func (x *Index) standsFor(q *Query) *Finding {
	list := x.quotes
	if v := x.quotation(q.Quote); v != nil {
		list = []*knowledge.Quotation{v}
	} else if len(q.People) > 0 {
		list = x.of(q.People[0])
	}
	f := sureOf(Answered)
	for _, v := range list {
		if id := v.Means[q.Pronoun]; id != "" && len(f.Quotes) < MostListed {
			f.say("means", Arg{"word", Raw(q.Pronoun)}, Arg{"speaker", Name(v.Speaker)}, Arg{"entity", Name(id)})
			x.sayQuote(f, &Query{}, v)
		}
	}
	if len(f.Parts) == 0 {
		return nil
	}
	if q.Facet == "facet.whether" && len(q.Names) == 1 && len(f.Quotes) == 1 {
		f.judge(f.Quotes[0].Means[q.Pronoun] == q.Names[0])
	}
	return f
}

// spokenThere returns those of some quotations that are from the event or outlet that a question names, or from any event where it asks of
// one; all where there are none.
func (x *Index) spokenThere(q *Query, list []*knowledge.Quotation) []*knowledge.Quotation {
	at := x.found(x.quoted.at, q.Others)
	if len(q.Others) == 0 && hasAny(q.Bare, "noun.event") && !hasAny(q.Concepts, "noun.outlet") {
		at = slices.DeleteFunc(slices.Clone(list), func(v *knowledge.Quotation) bool { return v.Event == "" })
	}
	if len(at) == 0 {
		return list
	}
	return at
}

// unblamed corrects a question whether somebody blamed others than the book has, or denied something: it says what they said. It is nil where
// the question does not ask for that.
func (x *Index) unblamed(q *Query) *Finding {
	if q.Facet != "facet.whether" || len(q.People) != 1 || q.Cues.Has("facet.choice") {
		return nil
	}
	c, _ := x.best(q, x.claimsBy[q.People[0]])
	blames := hasAny(q.Concepts, "act.blame")
	if i := slices.IndexFunc(x.claimsBy[q.People[0]], func(o *knowledge.Claim) bool { return contains(o.Concepts, "noun.reason") }); blames && i >= 0 {
		c = x.claimsBy[q.People[0]][i] // whatever else they said
	}
	if c == nil || contains(c.Concepts, "act.deny") {
		return nil
	}
	if blames && len(q.Names) == 0 && slices.ContainsFunc(q.Bare, func(id string) bool { return id == "act.compete" || id == "noun.competitor" }) {
		return x.almost(q, c).fitting(0.3).surely() // it is the article that speaks of them
	}
	if blames && len(q.Names) == 0 && q.Quote == "" && (q.Copula || hasAny(q.Bare, "noun.article")) && q.blaming() == nil {
		return x.almost(q, c).fitting(0.3).surely() // whether it is they who are to blame
	}
	if blames && len(q.Names) == 0 && q.Quote == "" && x.otherCause(q, c) {
		return x.denial(c, part("not.quite"))
	}
	if blames && q.Metric != "" && !x.Held(q.Metric) && q.Quote == "" && q.blaming() != nil {
		return x.denial(c, part("not.quite")) // a figure that nobody speaks of
	}
	if blames && (len(q.Names) == 0 || hasAny(c.Who, q.Names...)) || !blames && len(q.Bare) < 2 && len(q.Names) == 0 && q.Metric == "" {
		return nil
	}
	if blames {
		return x.denial(c, part("not.entity", Arg{"entity", Name(q.Names[0])}))
	}
	return x.denial(c, part("no"))
}

// otherCause reports whether a question has somebody blame a thing that their own reason does not tell of, or a word that nothing knows: "did X
// blame the weather?"
func (x *Index) otherCause(q *Query, c *knowledge.Claim) bool {
	d := q.blaming()
	if d == nil || x.unaccounted(q, c) {
		return d != nil
	}
	return !d.Open && !slices.ContainsFunc(q.Bare, func(id string) bool {
		return !mere[id] && !strings.HasPrefix(id, "dir.") && (contains(c.Concepts, id) || x.worded(c, id))
	})
}

// blaming returns the deed of the person of a question who blames, or nil: it is they who are blamed.
func (q *Query) blaming() *Deed {
	i := slices.IndexFunc(q.Deeds, func(d Deed) bool { return d.Act == "act.blame" && contains(q.People, d.By) })
	if i < 0 {
		return nil
	}
	return &q.Deeds[i]
}

// sayFrom says what a claim states and whose it is, once.
func (x *Index) sayFrom(f *Finding, c *knowledge.Claim) *Finding {
	if e := x.entities[c.By]; e != nil && spells(c, e.Name) {
		return f.say("claim", Arg{"text", c.Text})
	}
	return f.say("measured.one", Arg{"source", Source(c.By)}, Arg{"claim", c.Text})
}

// What a direct answer has at least in common with the first words of a claim that says it again, and how many words it may have beside.
const (
	leastRepeated = 4
	mostBeside    = 2
)

// prefixed reports whether a direct answer says nothing but what its claim begins with: who says it, and as what.
func (x *Index) prefixed(lead knowledge.Text, c *knowledge.Claim) bool {
	split := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	}
	words, text := split(lead["en"]), split(c.Text["en"])
	if len(text) < len(words) || !x.attributed(c) {
		return false
	}
	n := 0
	for _, w := range words {
		if contains(text[:len(words)], w) {
			n++
		}
	}
	return n >= leastRepeated && len(words)-n <= mostBeside
}

// Doing returns an intent with an operation, or nil.
func (x *Index) Doing(operation string) *knowledge.Intent { return x.doing[operation] }

// Defining returns the intent by which a question only names somebody whom a claim is about, or nil.
func (x *Index) Defining(id string) *knowledge.Intent {
	for i := range x.Book.Intents {
		in := &x.Book.Intents[i]
		if in.Named && in.Operation == "tell" && slices.ContainsFunc(x.topics[in.ID], func(c *knowledge.Claim) bool { return len(c.Who) == 1 && c.Who[0] == id }) {
			return in
		}
	}
	return nil
}

// notAt denies that somebody spoke at an event or to an outlet.
func (x *Index) notAt(f *Finding, id string) {
	f.Status = Corrected
	key := "not.at"
	if e := x.entities[id]; e != nil && e.Kind == "outlet" {
		key = "not.to"
	}
	f.say(key, Arg{"entity", Name(id)})
}

// onlySource returns the only source that a question names beside no person, or "".
func (x *Index) onlySource(q *Query) string {
	if len(q.Others) != 1 || len(q.People) > 0 {
		return ""
	}
	if e := x.entities[q.Others[0]]; e == nil || e.Kind != "source" {
		return ""
	}
	return q.Others[0]
}

// unheardOf declines whether somebody said something whom the book does not know.
func (x *Index) unheardOf(q *Query) *Finding {
	return unknown("unknown.quote", Arg{"names", Raw(q.Stranger)}, x.speakersArg()).fitting(0.5).surely()
}

// toward declines whether somebody said something of or to another person, of whom their words do not speak. It is nil where the question
// does not ask for that.
func (x *Index) toward(q *Query) *Finding {
	if !q.Quoting() || q.Intent.Operation == "venue" || q.Quote != "" || q.Cues.Has("facet.choice", "back.and", "set.sum") {
		return nil
	}
	if !q.Cues.Has("ask.about person") && (q.Facet != "facet.whether" || len(q.Uttered.Words) > 0) {
		return nil
	}
	list := x.of(q.People[0])
	if len(list) == 0 || slices.ContainsFunc(list, func(v *knowledge.Quotation) bool { return contains(v.Who, q.People[1]) }) {
		return nil
	}
	return x.notOn(q, list[0]).fitting(0.4).surely()
}
