package evidence

import (
	"strings"

	"marketbot/knowledge"
)

// speakers returns whose words a question is about: the people named, those of a company named, or the
// speaker of words that stand in it.
func (x *Index) speakers(q Query) []string {
	if len(q.People) > 0 {
		return q.People
	}
	if v := x.quotation(q.Quote); v != nil {
		return []string{v.Speaker}
	}
	var out []string
	for _, v := range x.quotes {
		e := x.entities[v.Speaker]
		if e != nil && (contains(q.Names, e.Of) || contains(q.Others, v.Outlet) || contains(q.Others, v.Event)) && !contains(out, v.Speaker) {
			out = append(out, v.Speaker)
		}
	}
	if len(out) > 1 { // the company named first speaks; the other is spoken of
		return out[:1]
	}
	return out
}

func (x *Index) quotation(id string) *knowledge.Quotation {
	for _, v := range x.quotes {
		if v.ID == id && id != "" {
			return v
		}
	}
	return nil
}

// of returns the quotations of a speaker.
func (x *Index) of(speaker string) []*knowledge.Quotation {
	var out []*knowledge.Quotation
	for _, v := range x.quotes {
		if v.Speaker == speaker {
			out = append(out, v)
		}
	}
	return out
}

// quote gives what somebody said, whole or the part on a topic.
func (x *Index) quote(q Query) *Finding {
	who := x.speakers(q)
	if len(who) == 0 && len(q.Names) == 0 {
		for _, v := range x.quotes {
			if !contains(who, v.Speaker) && !contains(q.Excepted, v.Speaker) {
				who = append(who, v.Speaker)
			}
		}
	}
	f := &Finding{Status: Answered, Fit: 0.4}
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
			x.sayQuote(f, q, v)
		}
	}
	if len(f.Parts) == 0 {
		return x.noWords(q, Names(q.Names))
	}
	return f
}

// speech is a quotation asked for on a topic: it is given only where the topic is in it.
func (x *Index) speech(q Query) *Finding {
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
		if (contains(v.Concepts, id) || contains(x.quoteConcepts[v.ID], id)) && id != "act.say" && id != "noun.quotation" {
			return true
		}
	}
	return false
}

// spokenAt returns the quotation from an event or outlet that the question names, or nil.
func (x *Index) spokenAt(q Query) *knowledge.Quotation {
	for _, v := range x.quotes {
		if v.Event != "" && contains(q.Others, v.Event) || v.Outlet != "" && contains(q.Others, v.Outlet) {
			return v
		}
	}
	return nil
}

// saidByAnother returns a quotation of whose words the question has some, or nil.
func (x *Index) saidByAnother(q Query) *knowledge.Quotation {
	for _, v := range x.quotes {
		for _, s := range v.Sentences {
			for _, w := range q.Words {
				if len(w) >= 6 && contains(v.Topics["en"], w) && strings.Contains(strings.ToLower(s), w) {
					return v
				}
			}
		}
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
	var names Names
	for _, v := range x.quotes {
		if !contains(names, v.Speaker) {
			names = append(names, v.Speaker)
		}
	}
	return Arg{"speakers", names}
}

// offTopic reports whether a question asks for words on something that the quotation does not touch: a name
// that plays no part in it, or a subject of the thesaurus that it is not about.
func (x *Index) offTopic(q Query, v *knowledge.Quotation) bool {
	speaker := x.entities[v.Speaker]
	for _, n := range q.Names {
		if !contains(v.Who, n) && (speaker == nil || speaker.Of != n) && !contains(v.Who, x.maker(n)) {
			return true
		}
	}
	for _, id := range q.Topic {
		if strings.HasPrefix(id, "noun.") && contains(q.Strange, id) && !contains(v.Concepts, id) && !x.saidOf(v, id) {
			return true
		}
	}
	return len(q.Doubts) > 0 && q.Cues.Has("ask.about") && !onTopic(q, v)
}

// saidOf reports whether a claim that rests on the speaker's word touches a concept.
func (x *Index) saidOf(v *knowledge.Quotation, id string) bool {
	if contains(x.quoteConcepts[v.ID], id) {
		return true
	}
	for _, list := range x.topics {
		for _, c := range list {
			if c.By == v.Speaker && (contains(c.Concepts, id) || x.worded(c, id)) {
				return true
			}
		}
	}
	return false
}

// onTopic reports whether one of the question's doubtful words is a topic of the quotation.
func onTopic(q Query, v *knowledge.Quotation) bool {
	for _, w := range q.Doubts {
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
		if e == nil || e.Kind != "event" && e.Kind != "outlet" || o == v.Event || o == v.Outlet {
			continue
		}
		f.Status = Corrected
		f.say("not.entity", Arg{"entity", Name(o)})
		for _, w := range x.quotes {
			if w.Event == o || w.Outlet == o {
				f.say("venue."+pick(w.Event != "", "event", "outlet"), x.quoteArgs(w)...)
				f.Quotes = append(f.Quotes, w)
			}
		}
		x.sayQuote(f, Query{}, v)
		return true
	}
	return false
}

func (x *Index) quoteArgs(v *knowledge.Quotation) []Arg {
	return []Arg{{"speaker", Name(v.Speaker)}, {"role", v.Role}, {"event", Name(v.Event)}, {"outlet", Name(v.Outlet)}, {"town", v.Place},
		{"about", v.About}, {"of", v.Period}, {"words", Raw(strings.Join(v.Sentences, " "))}}
}

// sayQuote says a quotation, only the sentences on the topic where the question names one.
func (x *Index) sayQuote(f *Finding, q Query, v *knowledge.Quotation) {
	args := x.quoteArgs(v)
	if len(v.Sentences) > 1 && !wholeAsked(q) {
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

// sentencesOn returns the sentences that hold most words of the question (of five letters and more, but for
// the last letter), with a mark where some between them are left out.
func (x *Index) sentencesOn(q Query, v *knowledge.Quotation) string {
	hits, most := make([]int, len(v.Sentences)), 0
	for i, s := range v.Sentences {
		low := strings.ToLower(s)
		for _, w := range q.Words {
			if len(w) >= 5 && strings.Contains(low, w[:len(w)-1]) {
				hits[i]++
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

// speaker says whose words stand in the question, or who spoke where.
func (x *Index) speaker(q Query) *Finding {
	var list []*knowledge.Quotation
	if v := x.quotation(q.Quote); v != nil {
		list = append(list, v)
	} else {
		for _, v := range x.quotes {
			if contains(q.Others, v.Event) && v.Event != "" || contains(q.Others, v.Outlet) && v.Outlet != "" {
				list = append(list, v)
			}
		}
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
	top := 0
	for _, v := range x.quotes {
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
	if best == nil || top < 2 {
		return x.unknown(q, "unknown.speaker", x.speakersArg())
	}
	f := &Finding{Status: Answered, Fit: 0.1}
	f.say("speaker", x.quoteArgs(best)...)
	x.sayQuote(f, q, best)
	return f
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
	who := x.speakers(q)
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
		for _, v := range x.quotes {
			who = append(who, v.Speaker)
		}
		if len(q.Names) > 0 || len(who) > 1 {
			who = who[:1]
		}
	}
	f := &Finding{Status: Answered, Fit: 0.4}
	for _, s := range who {
		for _, v := range x.of(s) {
			for _, o := range q.Others {
				if o != v.Event && o != v.Outlet {
					f.Status = Corrected
					f.say("not.entity", Arg{"entity", Name(o)})
				}
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

// spoken says which period somebody spoke of.
func (x *Index) spoken(q Query) *Finding {
	who := x.speakers(q)
	for _, s := range who {
		for _, v := range x.of(s) {
			if x.offTopic(q, v) {
				return x.notOn(q, v)
			}
			if v.Period["en"] != "" {
				f := &Finding{Status: Answered, Fit: 0.4}
				f.say("spoken", x.quoteArgs(v)...)
				x.sayQuote(f, Query{}, v)
				return f
			}
			f := x.unknown(q, "unknown.facet.when")
			x.sayQuote(f, Query{}, v)
			return f
		}
	}
	if len(who) == 0 && len(q.Names) == 0 {
		for _, v := range x.quotes {
			if v.Period["en"] != "" {
				f := &Finding{Status: Answered, Fit: 0.1}
				f.say("spoken", x.quoteArgs(v)...)
				x.sayQuote(f, Query{}, v)
				return f
			}
		}
	}
	return x.noWords(q, Names(who))
}

// people lists who is quoted, with roles.
func (x *Index) people(q Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3 - 0.4*float64(len(q.People))}
	for _, v := range x.quotes {
		e := x.entities[v.Speaker]
		if len(q.Names) == 1 && e != nil && e.Of != q.Names[0] || contains(q.Excepted, v.Speaker) {
			continue
		}
		f.say("people", append(x.quoteArgs(v), Arg{"company", Name(e.Of)})...)
		f.Quotes = append(f.Quotes, v)
	}
	if len(f.Parts) == 0 {
		return x.unknown(q, "unknown.quote", Arg{"names", Names(q.Names)}, x.speakersArg())
	}
	return f
}

// role says who somebody is, or who holds a title.
func (x *Index) role(q Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.4}
	for _, p := range q.People {
		e := x.entities[p]
		if e == nil || e.Title == "" {
			return x.unknown(q, "unknown.person", Arg{"names", Names{p}}, x.speakersArg())
		}
		wrongTitle := len(q.Titles) == 1 && q.Titles[0] != e.Title && q.Titles[0] != "head"
		wrongFirm := len(q.Names) > 0 && !contains(q.Names, e.Of)
		if wrongFirm && len(q.Titles) == 0 && q.Facet != "facet.whether" {
			f.Fit = -0.4 // the company is what is spoken of, not whose it is
		}
		switch {
		case wrongTitle || wrongFirm:
			f.Status = Corrected
			f.say("no")
		case q.Facet == "facet.whether" && len(q.Titles) == 1 && !q.Cues.Has("facet.choice"):
			f.say("yes")
		}
		x.sayRole(f, e)
	}
	if len(f.Parts) > 0 {
		return f
	}
	return x.holderOf(q)
}

func (x *Index) sayRole(f *Finding, e *knowledge.Entity) {
	f.say("role", Arg{"entity", Name(e.ID)}, Arg{"company", Name(e.Of)}, Arg{"title", Title(e.Title)})
	f.Quotes = append(f.Quotes, x.of(e.ID)...)
}

// Title is the id of a job title, as an argument.
type Title string

// holderOf says who holds a title at a company.
func (x *Index) holderOf(q Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.3}
	for i := range x.Book.Entities {
		e := &x.Book.Entities[i]
		if e.Kind != "person" || e.Title == "" || len(q.Names) > 0 && !contains(q.Names, e.Of) {
			continue
		}
		if len(q.Titles) > 0 && !contains(q.Titles, e.Title) && !contains(q.Titles, "head") {
			continue
		}
		x.sayRole(f, e)
	}
	if len(f.Parts) == 0 || len(q.Names) == 0 && len(q.Titles) == 0 {
		return x.unknown(q, "unknown.holder", Arg{"names", Names(q.Names)}, x.speakersArg())
	}
	return f
}
