package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// quote gives what somebody said, whole or the part on a topic.
func (x *Index) quote(q Query) *Finding {
	if f := x.reported(q); f != nil {
		return f
	}
	who := x.speakers(q)
	if len(who) == 0 && len(q.Names) == 0 {
		for _, s := range x.quoted.speakers {
			if !contains(q.Excepted, s) && len(who) < MostListed {
				who = append(who, s)
			}
		}
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	if len(who) > 1 && q.Cues.Has("facet.choice") {
		who = x.sayers(q, who)
	}
	if q.Cues.Has("ask.percent") || q.Facet == "facet.amount" && q.Cues.Has("unit.percent", "unit.points") {
		return x.unknown(q, "unknown.facet.amount") // words are no figure
	}
	for _, s := range who {
		list := x.of(s)
		if len(list) == 0 {
			w := x.spokenAt(q)
			if w == nil {
				w = x.saidByAnother(q)
			}
			if w != nil {
				return x.notSpeaker(q, w)
			}
			return x.noWords(q, Names(who))
		}
		for _, v := range list {
			if x.misplaced(f, q, v) {
				continue
			}
			if x.offTopic(q, v) {
				return x.notOn(q, v)
			}
			if hasAny(q.Concepts, "act.criticise") && contains(v.Concepts, "act.praise") && !q.Cues.Has("facet.choice") {
				f.Status = Corrected // "why was X so annoyed?", of words of praise
				f.say("not.quite")
				x.sayQuote(f, Query{}, v)
				continue
			}
			x.sayQuote(f, q, v)
		}
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(q.Names))
	}
	return f
}

// reported says what there is of a source, "what did the report say?", or returns nil.
func (x *Index) reported(q Query) *Finding {
	if len(q.Others) != 1 || len(q.People) > 0 || q.Quote != "" {
		return nil
	}
	e := x.entities[q.Others[0]]
	if e == nil || e.Kind != "source" || len(x.claimsBy[e.ID]) == 0 {
		return nil
	}
	if q.Asked.Said && !q.Asked.Vague && q.Asked.Prior == 0 && q.Period != x.Latest {
		return x.unknown(q, "unknown.then", Arg{"period", q.Period})
	}
	if q.Abroad != "" {
		f := x.unknown(q, "unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
		f.Fit, f.Sure = 0.5, true
		return f
	}
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true}
	for _, c := range x.claimsBy[e.ID][:min(len(x.claimsBy[e.ID]), mostMoves)] {
		x.sayFrom(f, c).cite(c)
	}
	return f
}

// inReport says what there is of a source where a question asks for nothing but what it says. It is nil for other questions.
func (x *Index) inReport(q Query) *Finding {
	if q.Facet != "" || len(q.Names)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || !hasAny(q.Bare, "act.say") || slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] }) {
		return nil
	}
	return x.reported(q)
}

// sayers returns those of some whose words hold one of the question's (of five letters and more), or all where that is so of
// none: "'honoured', is that X's word or Y's?"
func (x *Index) sayers(q Query, who []string) []string {
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
func (x *Index) speech(q Query) *Finding {
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
			return x.unsourced(x.verify(q), &q) // it is by figures that it speaks
		}
		return x.noWords(q, Names{source})
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(append(who, q.Names...)))
	}
	return f
}

// touches reports whether a word, name or concept of the question is in the quotation.
func (x *Index) touches(q Query, v *knowledge.Quotation) bool {
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

// staffOf answers who of a company did something: whose words the book has where it is about words, or who is behind the claim.
func (x *Index) staffOf(q Query, c *knowledge.Claim) *Finding {
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
	return x.sayNearest(x.unknown(q, "unknown.holder", x.speakersArg()), c)
}

// wordsOn returns the words of whom a question asks that touch what it asks, or nil.
func (x *Index) wordsOn(q Query) *knowledge.Quotation {
	for _, v := range x.of(q.Voice) {
		if x.touches(q, v) && !x.offTopic(q, v) {
			return v
		}
	}
	return nil
}

// sayWords answers with somebody's words where a statement is not theirs.
func (x *Index) sayWords(q Query, v *knowledge.Quotation) *Finding {
	f := &Finding{Status: Answered, Fit: 0.1, Tied: true}
	x.sayQuote(f, q, v)
	return f
}

// spokenAt returns the quotation from an event or outlet that the question names, or nil.
func (x *Index) spokenAt(q Query) *knowledge.Quotation {
	if list := x.found(x.quoted.at, q.Others); len(list) > 0 {
		return list[0]
	}
	return nil
}

// saidByAnother returns a quotation of whose words the question has some, or nil.
func (x *Index) saidByAnother(q Query) *knowledge.Quotation {
	if list := x.found(x.quoted.spoken, q.Words); len(list) > 0 {
		return list[0]
	}
	return nil
}

// notSpeaker corrects the speaker of words that the question places.
func (x *Index) notSpeaker(q Query, v *knowledge.Quotation) *Finding {
	f := &Finding{Status: Corrected, Fit: 0.4}
	f.say("not.entity", Arg{"entity", Name(q.People[0])})
	x.sayQuote(f, Query{}, v)
	return f
}

// noWords declines for a speaker of whom the book has no words.
func (x *Index) noWords(q Query, who Names) *Finding {
	if len(who) == 0 {
		return x.unknown(q, "unknown.speaker", x.speakersArg())
	}
	return x.unknown(q, "unknown.quote", Arg{"names", who}, x.speakersArg())
}

func (x *Index) speakersArg() Arg {
	all := x.quoted.speakers
	n := min(len(all), MostListed)
	return Arg{"speakers", Some{Names(all[:n:n]), len(all) - n}}
}

// offTopic reports whether a question asks for words on something that the quotation does not touch: a name
// that plays no part in it, or a subject of the thesaurus that it is not about.
func (x *Index) offTopic(q Query, v *knowledge.Quotation) bool {
	if q.Metric != "" && (!x.Held(q.Metric) || q.Quote == "" && (q.Cues.Has("ask.about") || hasAny(q.Bare, "noun.quotation")) && !x.ofMoves(v)) {
		return true
	}
	speaker := x.entities[v.Speaker]
	for _, n := range q.Names {
		if slices.ContainsFunc(q.People, func(p string) bool { return x.maker(p) == n }) {
			continue // it only tells whose words are meant
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
	return len(q.Off) > 0 && !onTopic(q, v)
}

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
func onTopic(q Query, v *knowledge.Quotation) bool {
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
func (x *Index) notOn(q Query, v *knowledge.Quotation) *Finding {
	f := x.unknown(q, "unknown.topic", Arg{"entity", Name(v.Speaker)}, Arg{"about", v.About})
	f.Quotes = append(f.Quotes, v)
	return f
}

// misplaced corrects an event or outlet that belongs to another speaker's words.
func (x *Index) misplaced(f *Finding, q Query, v *knowledge.Quotation) bool {
	for _, o := range q.Others {
		e := x.entities[o]
		if e == nil || e.Kind != "event" && e.Kind != "outlet" || x.spokeAt(v.Speaker, o) || slices.ContainsFunc(q.People, func(p string) bool { return p != v.Speaker && x.spokeAt(p, o) }) && x.placesOf(q, v.Speaker) {
			continue
		}
		x.notAt(f, o)
		x.sayThere(f, o)
		x.sayQuote(f, Query{}, v)
		return true
	}
	return false
}

// placesOf reports whether a question names where somebody spoke.
func (x *Index) placesOf(q Query, speaker string) bool {
	return slices.ContainsFunc(q.Others, func(o string) bool { return x.spokeAt(speaker, o) })
}

// spokeAt reports whether the book has words of a speaker from an event or outlet.
func (x *Index) spokeAt(speaker, place string) bool {
	return slices.ContainsFunc(x.of(speaker), func(v *knowledge.Quotation) bool { return v.Event == place || v.Outlet == place })
}

// sayThere says who spoke at an event or to an outlet.
func (x *Index) sayThere(f *Finding, place string) {
	here := x.found(x.quoted.at, []string{place})
	for _, w := range here[:min(len(here), MostListed)] {
		f.say("venue."+pick(w.Event != "", "event", "outlet"), x.quoteArgs(w)...)
		f.Quotes = append(f.Quotes, w)
	}
}

func (x *Index) quoteArgs(v *knowledge.Quotation) []Arg {
	return []Arg{{"speaker", Name(v.Speaker)}, {"role", v.Role}, {"event", Name(v.Event)}, {"outlet", Name(v.Outlet)}, {"town", v.Place},
		{"about", v.About}, {"of", v.Period}, {"words", Raw(strings.Join(v.Sentences, " "))}}
}

// sayQuote says a quotation, only the sentences on the topic where the question names one.
func (x *Index) sayQuote(f *Finding, q Query, v *knowledge.Quotation) {
	args := x.quoteArgs(v)
	switch n := q.Sentence; {
	case n > 0 && n <= len(v.Sentences):
		args[len(args)-1].Value = Raw(v.Sentences[n-1])
	case n < 0:
		args[len(args)-1].Value = Raw(v.Sentences[len(v.Sentences)-1])
	case len(v.Sentences) > 1 && !wholeAsked(q):
		if part := x.sentencesOn(q, v); part != "" {
			args[len(args)-1].Value = Raw(part)
		}
	}
	key := "quote.plain"
	if v.Event != "" {
		key = "quote.event"
	} else if v.Outlet != "" {
		key = "quote.outlet"
	}
	f.say(key, args...)
	f.Quotes = append(f.Quotes, v)
}

// wholeAsked reports whether a question asks for all the words.
func wholeAsked(q Query) bool { return q.Cues.Has("ask.whole") }

// sentencesOn returns the sentences that hold most words of the question (of five letters and more, but for the last letter) and of its
// acts, which count three times, with a mark where some between them are left out.
func (x *Index) sentencesOn(q Query, v *knowledge.Quotation) string {
	hits, most := make([]int, len(v.Sentences)), 0
	for i, s := range v.Sentences {
		low := strings.ToLower(s)
		for j, w := range q.Words {
			if len(w) >= 5 && strings.Contains(low, w[:len(w)-1]) && !contains(q.Words[:j], w) {
				hits[i]++
			}
		}
		for _, id := range q.Bare {
			if q.Which != "noun.quotation" && strings.HasPrefix(id, "act.") && !mere[id] && id != "act.make" && contains(x.lines[v][i].concepts, id) { // a firm is a maker, too
				hits[i] += 3
			}
		}
		most = max(most, hits[i])
	}
	if most < 2 {
		return "" // too little to tell the parts apart
	}
	out, last := "", -1
	for i, s := range v.Sentences {
		switch {
		case hits[i] < most:
			continue
		case last < 0:
		case last == i-1:
			out += " "
		default:
			out += Omitted
		}
		out, last = out+s, i
	}
	return out
}

// Omitted stands in a quotation where sentences are left out.
const Omitted = " [...] "
