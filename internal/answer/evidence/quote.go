package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// quote gives what somebody said, whole or the part on a topic.
func (x *Index) quote(q *Query) *Finding {
	if f := x.reported(q); f != nil {
		return f
	}
	if q.Cues.Has("ask.percent") || q.Facet == "facet.amount" && q.Cues.Has("unit.percent", "unit.points") {
		return unknown("unknown.facet.amount") // words are no figure
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	who := x.voices(q)
	for _, s := range who {
		list := x.of(s)
		if len(list) == 0 {
			return x.wordless(q, who)
		}
		for _, v := range list {
			switch {
			case x.misplaced(f, q, v):
			case x.offTopic(q, v):
				return x.notOn(q, v)
			case q.Cues.Has("facet.choice") || !hasAny(q.Concepts, "act.criticise") || !contains(v.Concepts, "act.praise"):
				x.sayQuote(f, q, v)
			default: // "why was X so annoyed?", of words of praise
				f.Status = Corrected
				f.say("not.quite")
				x.sayQuote(f, &Query{}, v)
			}
		}
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(q.Names))
	}
	return f
}

// voices are those whose words a question asks for: all speakers where it names nobody.
func (x *Index) voices(q *Query) []string {
	who := x.speakers(q)
	if len(who) == 0 && len(q.Names) == 0 {
		for _, s := range x.quoted.speakers {
			if !contains(q.Excepted, s) && len(who) < MostListed {
				who = append(who, s)
			}
		}
	}
	if len(who) > 1 && q.Cues.Has("facet.choice") {
		return x.sayers(q, who)
	}
	return who
}

// wordless answers for one of whom the book has no words: by whom the question's words are, where it places them or has some of them.
func (x *Index) wordless(q *Query, who []string) *Finding {
	if v := x.spokenAt(q); v != nil {
		return x.notSpeaker(q, v)
	}
	if v := x.saidByAnother(q); v != nil {
		return x.notSpeaker(q, v)
	}
	return x.noWords(q, Names(who))
}

// reported says what there is of a source, "what did the report say?", or returns nil.
func (x *Index) reported(q *Query) *Finding {
	if len(q.Others) != 1 || len(q.People) > 0 || q.Quote != "" {
		return nil
	}
	e := x.entities[q.Others[0]]
	if e == nil || e.Kind != "source" || len(x.claimsBy[e.ID]) == 0 {
		return nil
	}
	if q.Which == "noun.source" {
		return unknown("unknown.holder", x.speakersArg()) // "which of its analysts said so?"
	}
	if q.Asked.Said && !q.Asked.Vague && q.Asked.Prior == 0 && q.Period != x.Latest {
		return unknown("unknown.then", Arg{"period", q.Period})
	}
	if q.Abroad != "" {
		return unknown("unknown.place", Arg{"place", Where(q.Abroad)}, x.covered()).fitting(0.5).surely()
	}
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true}
	for _, c := range x.claimsBy[e.ID][:min(len(x.claimsBy[e.ID]), mostMoves)] {
		x.sayFrom(f, c).cite(c)
	}
	return f
}

// unreported declines what a source of figures says about a thing of which none of its claims tells, or why something is so. It is nil where the
// question does not ask for that.
func (x *Index) unreported(q *Query) *Finding {
	e := x.entities[q.Others[0]]
	if e == nil || e.Kind != "source" || len(x.claimsBy[e.ID]) == 0 || len(q.People) > 0 || q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 {
		return nil
	}
	f := unknown("unknown.facet.why")
	if !(q.Facet == "facet.whether" && q.Cues.Has("facet.why")) {
		other := slices.ContainsFunc(q.Topic, func(id string) bool { return id == "noun.deal" || id == "noun.partner" || id == "noun.technology" })
		if !other || slices.ContainsFunc(x.claimsBy[e.ID], func(c *knowledge.Claim) bool {
			return slices.ContainsFunc(q.Topic, func(id string) bool { return x.worded(c, id) })
		}) {
			return nil
		}
		f = unknown("unknown.names", Arg{"names", Names{e.ID}})
	}
	if c := x.describing(e.ID); c != nil {
		x.sayNearest(f, c)
	}
	return f.surely()
}

// inReport says what there is of a source where a question asks for nothing but what it says. It is nil for other questions.
func (x *Index) inReport(q *Query) *Finding {
	if q.Facet != "" || len(q.Names)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || !hasAny(q.Bare, "act.say") || !q.merely() {
		return nil
	}
	return x.reported(q)
}

// sayers returns those of some whose words hold one of the question's (of five letters and more), or all where that is so of
// none: "'honoured', is that X's word or Y's?"
func (x *Index) sayers(q *Query, who []string) []string {
	var out []string
	for _, s := range who {
		if slices.ContainsFunc(x.of(s), func(v *knowledge.Quotation) bool {
			said := strings.ToLower(strings.Join(v.Sentences, " "))
			return slices.ContainsFunc(q.Words, func(w string) bool { return len(w) >= 5 && strings.Contains(said, w) && !x.naming(q.Names, w) })
		}) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return who
	}
	return out
}

// naming reports whether a word is in the name of any of some entities.
func (x *Index) naming(names []string, word string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		e := x.entities[n]
		return e != nil && strings.Contains(strings.ToLower(e.Name["en"]), word)
	})
}

// speech is a quotation asked for on a topic: it is given only where the topic is in it.
func (x *Index) speech(q *Query) *Finding {
	if f := x.reported(q); f != nil {
		return f
	}
	f := &Finding{Status: Answered, Fit: 0.3}
	who := x.speakers(q)
	for _, s := range who {
		for _, v := range x.of(s) {
			switch {
			case x.misplaced(f, q, v):
				return f
			case x.offTopic(q, v) || !x.touches(q, v):
				return x.notOn(q, v)
			}
			x.sayQuote(f, q, v)
		}
	}
	if source := x.onlySource(q); len(f.Parts) == 0 && source != "" {
		if len(q.Names) > 0 && (q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 || q.Cues.Has("deg.top")) {
			return x.unsourced(x.verify(q), q) // it is by figures that it speaks
		}
		return x.noWords(q, Names{source})
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(append(who, q.Names...)))
	}
	return f
}

// staffOf answers who of a company did something: whose words the book has where it is about words, or who is behind the claim.
func (x *Index) staffOf(q *Query, c *knowledge.Claim) *Finding {
	e := x.entities[c.By]
	if e != nil && e.Kind == "person" && e.Of == q.Staff {
		f := &Finding{Status: Answered, Fit: 0.1, Tied: true}
		x.sayRole(f, e)
		f.say("claim", Arg{"text", c.Text})
		x.citeAll(f, c)
		return f
	}
	if of := x.quoted.of[q.Staff]; len(of) > 0 && hasAny(q.Concepts, "act.say", "act.announce", "act.confirm", "act.explain", "act.mention") &&
		(!hasAny(q.Concepts, "act.confirm", "act.announce") || c.By == "" || x.spokenOf(x.quotes[of[0]], c.By)) {
		return x.sayWords(q, x.quotes[of[0]])
	}
	return x.sayNearest(unknown("unknown.holder", x.speakersArg()), c)
}

// wordsOn returns the words of whom a question asks that touch what it asks, or nil.
func (x *Index) wordsOn(q *Query) *knowledge.Quotation {
	for _, v := range x.of(q.Voice) {
		if x.touches(q, v) && !x.offTopic(q, v) {
			return v
		}
	}
	return nil
}

// sayWords answers with somebody's words where a statement is not theirs.
func (x *Index) sayWords(q *Query, v *knowledge.Quotation) *Finding {
	f := &Finding{Status: Answered, Fit: 0.1, Tied: true}
	x.sayQuote(f, q, v)
	return f
}

// spokenAt returns the quotation from an event or outlet that the question names, or nil.
func (x *Index) spokenAt(q *Query) *knowledge.Quotation {
	if list := x.found(x.quoted.at, q.Others); len(list) > 0 {
		return list[0]
	}
	return nil
}

// saidByAnother returns a quotation of whose words the question has some, or nil.
func (x *Index) saidByAnother(q *Query) *knowledge.Quotation {
	if list := x.found(x.quoted.spoken, q.Words); len(list) > 0 {
		return list[0]
	}
	return nil
}

// notSpeaker corrects the speaker of words that the question places.
func (x *Index) notSpeaker(q *Query, v *knowledge.Quotation) *Finding {
	if q.Facet == "" && q.Quote == "" && q.Said == "" && !x.heard(q.People[0]) && len(x.quoted.by[q.People[0]]) == 0 {
		return x.noWords(q, Names{q.People[0]}) // "any reaction from X?"
	}
	f := &Finding{Status: Corrected, Fit: 0.4}
	f.say("not.entity", Arg{"entity", Name(q.People[0])})
	x.sayQuote(f, &Query{}, v)
	return f
}

// noWords declines for a speaker of whom the book has no words.
func (x *Index) noWords(q *Query, who Names) *Finding {
	if len(who) == 0 {
		return unknown("unknown.speaker", x.speakersArg())
	}
	return unknown("unknown.quote", Arg{"names", who}, x.speakersArg())
}

// Said reports whether one of some quotations is about an act or thing, or has a word for it.
func (x *Index) Said(list []*knowledge.Quotation, id string) bool {
	return slices.ContainsFunc(list, func(v *knowledge.Quotation) bool { return contains(v.Concepts, id) || x.saidOf(v, id) })
}
