package evidence

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/knowledge"
)

// speakers returns whose words a question is about: the people named, those of a company named, or the
// speaker of words that stand in it.
func (x *Index) speakers(q *Query) []string {
	if len(q.People) > 0 {
		return q.People
	}
	for _, firm := range [...]string{q.Voice, q.Staff} {
		if of := x.quoted.of[firm]; len(of) > 0 {
			return []string{x.quotes[of[0]].Speaker}
		}
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
func (x *Index) speaker(q *Query) *Finding {
	if len(q.People) > 1 && q.Cues.Has("facet.choice") {
		q = q.Clone()
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
	return x.saySpoken(f, q, v)
}

// speakerByTopic finds the quotation by the question's words, and declines where none fits.
func (x *Index) speakerByTopic(q *Query) *Finding {
	if len(q.Percents) > 0 || q.Metric != "" && len(q.People) == 0 {
		return x.measured(q)
	}
	var best *knowledge.Quotation
	top, few := 0, 2
	for _, v := range x.doneIn(q, x.candidates(q)) {
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
		return unknown("unknown.speaker", x.speakersArg())
	}
	f := &Finding{Status: Answered, Fit: 0.1}
	return x.saySpoken(f, q, best)
}

// saySpoken says whose words some are, and gives them.
func (x *Index) saySpoken(f *Finding, q *Query, v *knowledge.Quotation) *Finding {
	f.say("speaker", x.quoteArgs(v)...)
	x.sayQuote(f, q, v)
	return f
}

// doneIn returns those of some quotations that have the act of a question, "who praised X?", or all of them where none has one.
func (x *Index) doneIn(q *Query, list []*knowledge.Quotation) []*knowledge.Quotation {
	done := slices.DeleteFunc(slices.Clone(list), func(v *knowledge.Quotation) bool {
		return !slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "act.") && !mere[id] && contains(v.Concepts, id) })
	})
	if len(done) == 0 {
		return list
	}
	return done
}

// whichSpeaker says whose words are meant of several who are named to choose from: "the remark about M, was that X or Y?" It is nil where the
// words of more than one of them, or of none, tell of what the question is about.
func (x *Index) whichSpeaker(q *Query) *Finding {
	if q.Intent.Operation == "role" && x.neitherSpoke(q) {
		return unknown("unknown.plain").fitting(0.4).surely() // and who they are is not asked
	}
	if f := x.whichSpokeAt(q); f != nil {
		return f
	}
	if !q.Quoting() || q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 || !hasAny(q.Bare, "act.say", "noun.quotation") || !q.asks("", "facet.whether", "facet.who") || q.Cues.Has("set.not") {
		return nil
	}
	said := x.sayers(q, q.People)
	if v := x.quotation(q.Quote); v != nil {
		said = []string{v.Speaker}
	}
	if len(said) != 1 || !contains(q.People, said[0]) || len(x.of(said[0])) == 0 {
		return nil
	}
	v := x.of(said[0])[0]
	if slices.ContainsFunc(q.Names, func(n string) bool { return !x.spokenOf(v, n) }) {
		return nil
	}
	f := sureOf(Answered).fitting(0.5)
	return x.saySpoken(f, q, v)
}

// whichSpokeAt says who of those to choose from spoke at an event or to an outlet: "was it X or Y who talked to O?" It is nil where a question wants
// their words, or not just one of them did.
func (x *Index) whichSpokeAt(q *Query) *Finding {
	if !q.Quoting() || len(q.Others) != 1 || len(q.Names)+len(q.Percents)+len(q.Ranks) > 0 || hasAny(q.Bare, "noun.quotation") || !q.asks("facet.whether", "facet.who") || q.Cues.Has("set.not") {
		return nil
	}
	at := slices.DeleteFunc(slices.Clone(q.People), func(p string) bool { return !x.spokeAt(p, q.Others[0]) })
	if len(at) != 1 {
		return nil
	}
	f := sureOf(Answered).fitting(0.5)
	x.sayThere(f, q.Others[0])
	return f
}

// neitherSpoke reports whether a question is who of some spoke about a thing that no words of theirs touch.
func (x *Index) neitherSpoke(q *Query) bool {
	asked := q.Cues.Has("facet.who") && hasAny(q.Bare, "act.mention", "act.say")
	return asked && len(q.Titles) == 0 && (len(q.Names) > 0 || !q.merely()) && !slices.ContainsFunc(q.People, func(p string) bool {
		return slices.ContainsFunc(x.of(p), func(v *knowledge.Quotation) bool { return !x.offTopic(q, v) && x.touches(q, v) })
	})
}

// onlyOneWho reports whether a question names an act that no other than one quotation has, and nobody who plays no part in that.
func (x *Index) onlyOneWho(q *Query, v *knowledge.Quotation) bool {
	return v != nil && !slices.ContainsFunc(q.Names, func(n string) bool { return !contains(v.Who, n) }) && slices.ContainsFunc(q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "act.") && !mere[id] && contains(v.Concepts, id) && len(x.quoted.concepts[id]) == 1
	}) && !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] && !contains(v.Concepts, id) })
}

// onSubject returns the quotation that speaks of what a question is about and of all whom it names, where none of their own does: "the remark
// about the talks that X held" is by another. It is nil where there is none, or more than one.
func (x *Index) onSubject(q *Query) *knowledge.Quotation {
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
func (x *Index) candidates(q *Query) []*knowledge.Quotation {
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
func (x *Index) complete(q *Query) *Finding {
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
	x.sayQuote(f, &Query{Sentence: q.Sentence}, v)
	return f
}

// wording says whether somebody used certain words.
func (x *Index) wording(q *Query) *Finding {
	who := x.sayers(q, x.speakers(q))
	if len(who) == 0 || len(x.of(who[0])) == 0 {
		return x.quote(q)
	}
	v := x.of(who[0])[0]
	f := &Finding{Status: Answered, Fit: 0.4}
	switch {
	case q.Quote == v.ID && (q.Facet == "facet.whether" || hasAny(q.Bare, "act.verify")) && q.Said != "" && !x.verbatim(v, q.Said):
		f.Status = Corrected
		f.say("wording.not", Arg{"words", Raw(q.Said)})
	case q.Quote == v.ID && (!q.asks("", "facet.whether") || q.Cues.Has("ask.what", "ask.which") && q.Facet == ""): // "what did X say happened in ...?"
	case q.Quote == v.ID:
		f.say("yes")
	case q.Quote != "":
		return x.speaker(q)
	case q.Said == "" && hasAny(q.Bare, "act.mention") && x.offTopic(q, v):
		return x.quote(q) // whether it is mentioned by somebody who did not
	case q.Quote == "" && q.Facet == "facet.whether" && hasAny(q.Bare, "act.mention") && len(q.Names) > 0 && !slices.ContainsFunc(q.Names, func(n string) bool { return !x.spokenOf(v, n) }):
		f.say("yes")
	case len(q.Doubts) > 0:
		f.Status = Corrected
		f.say("wording.not", Arg{"words", Raw(strings.Join(q.Doubts, " "))})
	}
	x.sayQuote(f, &Query{}, v)
	return f
}

// Misquoted returns a finding that gives a quotation, and says first that some words are not in it. It is nil where they are.
func (x *Index) Misquoted(f *Finding, words string) *Finding {
	if x.verbatim(f.Quotes[0], words) {
		return nil
	}
	return f.stripped().correct("wording.not", Arg{"words", Raw(words)})
}

// leftOut writes the signs by which words are left out, or left blank, as dots.
var leftOut = strings.NewReplacer("…", "...", "_", "...")

// verbatim reports whether a quotation has some words one behind the other, in each piece between dots that leave something out. Signs, capitals and how a
// long word is spelt do not count.
func (x *Index) verbatim(v *knowledge.Quotation, words string) bool {
	whole := joined(x.lines[v]).words
	for piece := range strings.SplitSeq(leftOut.Replace(words), "...") {
		list := strings.FieldsFunc(strings.ToLower(piece), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		at := func(i int) bool {
			return i+len(list) <= len(whole) && !slices.ContainsFunc(list, func(w string) bool { i++; return !like(w, whole[i-1]) })
		}
		found := false
		for i := range whole {
			found = found || at(i)
		}
		if !found {
			return false
		}
	}
	return true
}
