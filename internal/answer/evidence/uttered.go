package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Uttered are words that a question puts into somebody's mouth.
type Uttered struct {
	By      string // who is said to have said them; empty: that is asked
	For     string // the company for which that person speaks, where it is the company that is said to have
	Literal bool   // they stand in quotation marks
	About   bool   // it is only whether they are mentioned
	Thought bool   // it is whether somebody thinks or feels so
	Not     bool   // there is a "not" among them
	Words   []Spoken
}

// Spoken is one of them.
type Spoken struct {
	Text     string
	Name     string // whom it names
	Firm     bool   // a company or product
	Place    string // what place it names
	Concepts []string
	Figure   bool
	Outside  bool // it is a figure, a metric or a kind of goods
	Weak     bool // it tells nothing by itself
	Run      bool // it is part of words that stand verbatim in a quotation
}

// borne is how a quotation stands to words put into its speaker's mouth.
type borne int

const (
	open    borne = iota // it does not settle it
	said                 // they are in it
	altered              // other words are in their place
)

// uttered says whether somebody said what a question puts into a mouth: yes, or no with the words of whom it names. It is nil where their
// words do not settle it, or the question asks for something else.
func (x *Index) uttered(q *Query) *Finding {
	u := q.Uttered
	if !q.Quoting() || q.Passage != "" && q.Quote == "" {
		return nil
	}
	if u.By == "" {
		return x.nobody(q)
	}
	if u.For != "" {
		q = q.Clone()
		q.People = []string{u.For}
	}
	list := x.of(u.By)
	if len(list) == 0 || len(q.People) != 1 {
		return nil
	}
	f := &Finding{Fit: 0.5, Tied: true, Sure: q.Quote != ""}
	if x.misplaced(f, q, list[0]) {
		return f
	}
	so, otherwise := x.borneBy(u, list)
	if so != nil {
		f.Status = Answered
		f.say("yes")
		x.sayQuote(f, &Query{}, so)
		return f
	}
	if otherwise {
		f.Status = Corrected
	}
	told := x.retold(u)
	switch {
	case u.For != "":
		return x.anothers(q) // a company says more than its people are quoted with
	case told != nil && q.Quote == "" && !u.Thought:
		return x.sayRetold(told, u.By)
	case !u.Thought && q.Quote == "" && f.Status != Corrected && x.belied(u):
		f.Status = Corrected
		f.say("uttered.no", Arg{"speaker", Name(u.By)})
	case u.Thought:
		return nil // much is thought that is not said
	case f.Status != Corrected && x.untouched(u):
		f.Status, f.Fit = Corrected, 0.4
		f.say("uttered.about")
	case f.Status != Corrected && u.About && x.unmentioned(u, list[0]):
		return x.notOn(q, list[0])
	case f.Status != Corrected:
		return x.anothers(q)
	case u.About && slices.ContainsFunc(u.Words, func(w Spoken) bool { return w.Firm && !x.spokenOf(list[0], w.Name) }):
		return x.notOn(q, list[0])
	case u.About:
		f.say("uttered.about")
	case u.Literal && x.borne(u.loose(), list[0]) != altered:
		f.say("uttered.near")
	default:
		f.say("uttered.no", Arg{"speaker", Name(u.By)})
	}
	for _, v := range list[:min(len(list), MostListed)] {
		x.sayQuote(f, &Query{}, v)
	}
	return f
}

// borneBy returns which of some quotations has what is put into a mouth, or nil, and whether any has other words in its place.
func (x *Index) borneBy(u Uttered, list []*knowledge.Quotation) (so *knowledge.Quotation, otherwise bool) {
	for _, v := range list {
		switch x.borne(u, v) {
		case said:
			return v, otherwise
		case altered:
			otherwise = true
		}
	}
	return nil, otherwise
}

// unmentioned reports whether nothing of what somebody is asked to have mentioned is in a quotation or what else is told of its speaker.
func (x *Index) unmentioned(u Uttered, v *knowledge.Quotation) bool {
	told := false
	for _, w := range u.Words {
		if w.Weak || w.Place != "" {
			continue
		}
		if w.Name != "" && x.spokenOf(v, w.Name) || x.speaks(v, w) || slices.ContainsFunc(w.Concepts, func(id string) bool { return contains(v.Concepts, id) || x.saidOf(v, id) }) {
			return false
		}
		told = told || len(w.Concepts) > 0 || w.Outside
	}
	return told
}

// unfelt declines whether somebody is or feels somehow, where a question would else be taken for one for who they are.
func (x *Index) unfelt(q *Query) *Finding {
	u := q.Uttered
	feels := func(w Spoken) bool { return !w.Weak && w.Name == "" && w.Place == "" }
	if q.Intent.Operation != "role" || len(q.Titles) > 0 || hasAny(q.Concepts, "noun.role") || len(x.of(u.By)) == 0 || !slices.ContainsFunc(u.Words, feels) {
		return nil
	}
	return x.notOn(q, x.of(u.By)[0])
}

// loose returns the words as if they stood in no quotation marks.
func (u Uttered) loose() Uttered {
	u.Literal = false
	return u
}

// anothers corrects a question that gives somebody telling words of another's. It is nil where their own have one of them, too.
func (x *Index) anothers(q *Query) *Finding {
	u := q.Uttered
	if u.About || slices.ContainsFunc(u.Words, func(w Spoken) bool {
		return !w.Weak && slices.ContainsFunc(x.of(u.By), func(v *knowledge.Quotation) bool { return x.speaks(v, w) })
	}) {
		return nil
	}
	q = q.Clone()
	q.Words = nil
	for _, w := range u.Words {
		q.Words = append(q.Words, w.Text)
	}
	if v := x.saidByAnother(q); v != nil && v.Speaker != u.By {
		return x.notSpeaker(q, v)
	}
	return nil
}

// nobody corrects a question for who said words that are not those of the quotation they are taken for. It is nil where they are.
func (x *Index) nobody(q *Query) *Finding {
	if q.Intent.Operation != "speaker" || len(q.People) > 0 {
		return nil
	}
	v := x.quotation(q.Quote)
	if v == nil {
		g := x.speakerByTopic(q)
		if len(g.Quotes) == 0 {
			return nil
		}
		v = g.Quotes[0]
	}
	told := x.borne(q.Uttered.loose(), v)
	key := "uttered.nobody"
	switch {
	case q.Uttered.Literal && told != altered && (x.borne(q.Uttered, v) == altered || x.borne(q.Uttered, v) == open && told == said):
		key = "uttered.near"
	case told != altered:
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.5, Tied: true, Sure: q.Quote != ""}
	f.say(key)
	x.sayQuote(f, &Query{}, v)
	return f
}

// borne says how a quotation stands to words put into its speaker's mouth.
func (x *Index) borne(u Uttered, v *knowledge.Quotation) borne {
	lines := x.lines[v]
	if u.Literal {
		switch {
		case slices.ContainsFunc(lines, func(l line) bool { return l.holds(u.Words) }) || joined(lines).holds(u.Words):
			return said
		case len(u.Words) == 1 || u.runs():
			return altered
		}
		return open
	}
	match, turned := false, false
	if !slices.ContainsFunc(u.Words, func(w Spoken) bool { return x.strange(u, v, w) }) {
		for _, l := range lines {
			switch covered := x.covers(l, u, v); {
			case covered && x.turns(l, u, minTold), !covered && x.turns(l, u, spelt):
				turned = true
			case covered:
				match = true
			}
		}
	} else {
		turned = true
	}
	switch {
	case match && u.Not, turned && !match, x.swapped(u, v):
		return altered
	case match:
		return said
	}
	return open
}

// speaks reports whether a word, or one that is like it, is in a quotation or a word for its topics.
func (x *Index) speaks(v *knowledge.Quotation, w Spoken) bool {
	return slices.ContainsFunc(x.lines[v], func(l line) bool { return slices.ContainsFunc(l.words, func(s string) bool { return like(w.Text, s) }) }) ||
		slices.ContainsFunc(v.Topics["en"], func(s string) bool { return s == w.Text })
}

// strange reports whether a word names what the quotation does not, or says the opposite.
func (x *Index) strange(u Uttered, v *knowledge.Quotation, w Spoken) bool {
	switch {
	case w.Run:
		return false
	case w.Name != "":
		return !x.spokenOf(v, w.Name) && (u.runs() || x.maker(w.Name) == "" || x.maker(w.Name) != x.maker(v.Speaker))
	case w.Place != "":
		return !contains(x.quotePlaces[v], w.Place)
	case w.Outside:
		return !x.speaks(v, w)
	}
	return slices.ContainsFunc(w.Concepts, func(id string) bool { return x.opposite(u, v, id) })
}

// runs reports whether some of the words stand verbatim in a quotation.
func (u Uttered) runs() bool {
	return slices.ContainsFunc(u.Words, func(w Spoken) bool { return w.Run })
}

// spokenOf reports whether somebody plays a part in a quotation.
func (x *Index) spokenOf(v *knowledge.Quotation, name string) bool {
	return contains(v.Who, name) || name == v.Speaker || name == v.Event || name == v.Outlet || name == x.maker(v.Speaker)
}

// opposite reports whether a concept is the contrary of what a claim says that rests on a quotation, where no figures are spoken of.
func (x *Index) opposite(u Uttered, v *knowledge.Quotation, id string) bool {
	if contains(v.Concepts, id) || contains(x.quoteConcepts[v], id) || slices.ContainsFunc(u.Words, func(w Spoken) bool { return w.Outside }) {
		return false
	}
	return slices.ContainsFunc(x.claimsBy[v.Speaker], func(c *knowledge.Claim) bool { return contains(c.Contrary, id) && rests(c, v) })
}

// rests reports whether the words that prove a claim stand in one of some quotations.
func rests(c *knowledge.Claim, list ...*knowledge.Quotation) bool {
	return slices.ContainsFunc(list, func(v *knowledge.Quotation) bool { return strings.Contains(strings.Join(v.Sentences, " "), c.Fragment) })
}

// minTold is the length of the shortest word that tells what somebody does.
const minTold = 4

// named reports whether one of the words before one of them names somebody.
func (u Uttered) named(id string, before int) bool {
	return slices.ContainsFunc(u.Words[:before], func(w Spoken) bool { return w.Name == id })
}

// swapped reports whether another word stands right before or behind words that are in a quotation verbatim.
func (x *Index) swapped(u Uttered, v *knowledge.Quotation) bool {
	for i, w := range u.Words {
		if w.Run || w.Weak || len(w.Text) <= minTold || w.Name != "" || w.Place != "" || x.speaks(v, w) || slices.ContainsFunc(w.Concepts, func(id string) bool { return contains(x.quoteConcepts[v], id) }) {
			continue
		}
		if i > 0 && u.Words[i-1].Run && !x.ends(v, u.Words[i-1].Text) || i+1 < len(u.Words) && u.Words[i+1].Run {
			return true
		}
	}
	return false
}

// ends reports whether a sentence of a quotation ends with a word.
func (x *Index) ends(v *knowledge.Quotation, w string) bool {
	return slices.ContainsFunc(x.lines[v], func(l line) bool { return l.words[len(l.words)-1] == w })
}
