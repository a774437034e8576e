package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// shown gives the words that bear out what a question wants a quotation for: "a line that shows how X chose", "a quote on X's search". It is nil
// where the question says whose words it wants, or not just one quotation tells of all that it is about.
func (x *Index) shown(q *Query) *Finding {
	told := len(q.People)+len(q.Titles)+len(q.Others) > 0 || q.Voice != "" || q.Staff != "" || q.Quote != "" || q.Said != ""
	figures := len(q.Percents)+len(q.Ranks)+len(q.Points) > 0 || q.Metric != ""
	if told || figures || q.Facet == "facet.whether" && q.Copula || q.Abroad != "" || !q.asks("", "facet.why", "facet.whether", "facet.where") || q.Cues.Has("facet.choice", "set.not", "set.except", "ask.count", "role.by") {
		return nil
	}
	v := x.soleWords(q, (*Index).bearsOut)
	if v == nil {
		return nil
	}
	q = q.Clone()
	q.Which = ""
	return x.sayWords(q, v).fitting(0.5).surely()
}

// soleWords returns the one quotation that tells of something as a question does, or nil where there is none, or more than one.
func (x *Index) soleWords(q *Query, tells func(*Index, *knowledge.Quotation, *Query) bool) *knowledge.Quotation {
	var found *knowledge.Quotation
	for _, v := range x.quotes {
		switch {
		case !tells(x, v, q):
		case found != nil:
			return nil
		default:
			found = v
		}
	}
	return found
}

// bearsOut reports whether a quotation speaks of all whom a question names, and of all acts and things in it, at least one: those by which one
// asks for a quotation do not count.
func (x *Index) bearsOut(v *knowledge.Quotation, q *Query) bool {
	n := 0
	for _, id := range q.Shown {
		switch {
		case mere[id] || ofQuoting[id]:
		case contains(v.Concepts, id) || contains(x.quoteConcepts[v], id):
			n++
		case strings.HasPrefix(id, "act."), strings.HasPrefix(id, "noun."):
			return false
		}
	}
	for _, name := range q.Names {
		switch e := x.entities[name]; {
		case !x.spokenOf(v, name):
			return false
		case e != nil && e.Kind == "product":
			n++
		}
	}
	return n > 0
}

// ofQuoting are the concepts by which one asks for a quotation, or says what it is for.
var ofQuoting = map[string]bool{"noun.quotation": true, "noun.ratio": true, "noun.fact": true, "noun.reason": true, "act.show": true, "act.supply": true, "act.make": true, "act.list": true, "act.verify": true, "act.need": true}

// ownWords says whether a statement is the article's own or somebody's, where a question asks which: "is that X's phrase or the reporter's?" It is
// nil where no claim about whom it names tells of anything that it is about.
func (x *Index) ownWords(q *Query) *Finding {
	if q.Figures() || q.Metric != "" || q.Quote != "" || len(q.Percents) > 0 {
		return nil
	}
	about := q.Clone()
	about.Others, about.People, about.Voice, about.Facet, about.Contrary, about.Cues = nil, nil, "", "", false, nil
	about.Bare = slices.DeleteFunc(about.Bare, func(id string) bool { return mere[id] || ofQuoting[id] || ofWriters[id] })
	about.Concepts = about.Bare
	c := x.claims[q.Passage]
	if c == nil {
		c = x.wordedAs(about)
	}
	if c == nil || len(x.foreign(about, c)) > 0 || c.ID != q.Passage && !slices.ContainsFunc(about.Bare, func(id string) bool {
		return !loose[id] && (contains(c.Concepts, id) || x.worded(c, id))
	}) {
		return nil
	}
	return x.sayOrigin(sureOf(Answered), c)
}

// wordedAs returns the claim about whom a question names that fits it best by what it is about and by its words, or nil.
func (x *Index) wordedAs(q *Query) *knowledge.Claim {
	var best *knowledge.Claim
	top := 0.0
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Claims {
			c := &x.Book.Articles[i].Claims[j]
			text := strings.ToLower(c.Text["en"])
			v := x.likeness(q, c)
			for _, w := range q.Words {
				if len(w) >= tellingLetters && strings.Contains(text, w) {
					v += ofWord
				}
			}
			if best == nil || v > top {
				best, top = c, v
			}
		}
	}
	return best
}

// ofWord is what a word of a question that stands in a claim speaks for it, beside a concept.
const ofWord = 0.1

// ofWriters are the concepts of whoever wrote something.
var ofWriters = map[string]bool{"noun.journalist": true, "noun.source": true, "act.blame": true, "act.think": true}

// praising gives the words of praise for whom a question names, where it is who spoke them: "who paid X a compliment?" Where nobody is quoted with any it
// says who is quoted. It is nil where a question asks for more, or more than one spoke so.
func (x *Index) praising(q *Query) *Finding {
	if q.Facet != "facet.who" || !hasAny(q.Bare, "act.praise") || len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != "" || q.Cues.Has("set.not", "set.also", "facet.choice") {
		return nil
	}
	v := x.soleWords(q, (*Index).praises)
	if v == nil && len(q.Names) == 1 && !hasAny(q.Bare, "act.choose", "noun.deal", "noun.partner") {
		return unknown("unknown.speaker", x.speakersArg()).fitting(0.3).surely()
	}
	if v == nil {
		return nil
	}
	f := sureOf(Answered).fitting(0.5)
	return x.saySpoken(f, q, v)
}

// praised corrects a question whether somebody praised a firm who did not: by who did, or with the words that they are quoted with. It is nil where they
// did, or the question is for more.
func (x *Index) praised(q *Query) *Finding {
	list := x.of(q.People[0])
	of := func(v *knowledge.Quotation) bool { return x.praises(v, q) }
	more := len(q.Names) == 0 || len(q.Others)+len(q.Percents)+len(q.Uttered.Words) > 0 || q.Quote != "" || q.Metric != "" || q.Cues.Has("set.not", "facet.choice")
	if more || len(list) == 0 || slices.ContainsFunc(list, of) {
		return nil
	}
	if i := slices.IndexFunc(x.quotes, of); i >= 0 && q.Cues.Has("facet.who") {
		return x.notSpeaker(q, x.quotes[i]).surely()
	}
	return x.notOn(q, list[0]).fitting(0.4).surely()
}

// praises reports whether somebody's words praise all whom a question names, none of them the speaker's own.
func (x *Index) praises(v *knowledge.Quotation, q *Query) bool {
	return contains(v.Concepts, "act.praise") && !slices.ContainsFunc(q.Names, func(n string) bool { return !contains(v.Who, n) || x.maker(v.Speaker) == n })
}
