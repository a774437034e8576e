package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// whoseWords says who said something of which a question asks from which of several sides it comes: "is that hearsay, or does it come from
// somebody close to the deal?" It is nil where no quotation tells of all that it is about, or more than one does.
func (x *Index) whoseWords(q *Query) *Finding {
	if q.Figures() || q.Metric != "" || q.Quote != "" || q.Passage != "" || len(q.Percents) > 0 {
		return nil
	}
	found := x.soleWords(q, (*Index).bearsAll)
	if found == nil {
		return nil
	}
	f := sureOf(Answered)
	return x.saySpoken(f, q, found)
}

// bearsAll reports whether a quotation speaks of all whom a question names, and of all acts in it, at least one.
func (x *Index) bearsAll(v *knowledge.Quotation, q *Query) bool {
	acts := 0
	for _, id := range q.Bare {
		switch {
		case !strings.HasPrefix(id, "act.") || mere[id] || ofQuoting[id]:
		case contains(v.Concepts, id) || contains(x.quoteConcepts[v], id):
			acts++
		default:
			return false
		}
	}
	return acts > 0 && !slices.ContainsFunc(q.Names, func(n string) bool { return !x.spokenOf(v, n) })
}

// selfReported says whose a figure is where a question is whether a firm says it: "did X say it grew 37%?" It is nil where no figure is meant,
// or it has more than one source.
func (x *Index) selfReported(q *Query) *Finding {
	i := slices.IndexFunc(q.Deeds, func(d Deed) bool { return uttering[d.Act] })
	if i < 0 || q.Facet != "facet.whether" || q.Quote != "" || len(q.Percents) != 1 || len(q.People)+len(q.Others)+len(q.Points) > 0 || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	by := q.Deeds[i].By
	if e := x.entities[by]; e == nil || e.Kind != "company" {
		return nil
	}
	rows, _ := x.meant(&Query{Percents: q.Percents, Place: q.Place})
	var c *knowledge.Claim
	for _, r := range rows {
		switch of := x.claim(r); {
		case of == nil || c != nil && of.By != c.By:
			return nil
		case c == nil || slices.ContainsFunc(of.Who, func(n string) bool { return contains(q.Names, n) }) && !hasAny(c.Who, q.Names...):
			c = of
		}
	}
	if c == nil || x.entities[c.By] == nil {
		return nil
	}
	f := sureOf(Answered)
	if c.By == by || strings.Contains(x.entities[c.By].Name["en"], x.entities[by].Name["en"]) { // "X's report"
		f.say("yes")
	} else {
		f.correct("not.entity", Arg{"entity", Name(by)})
	}
	return x.sayOrigin(f, c)
}

// uttering are the acts of saying something.
var uttering = map[string]bool{"act.say": true, "act.announce": true, "act.confirm": true}

// blamed says what somebody put something down to, where a question asks whom or what they blame. It is nil where nothing tells that.
func (x *Index) blamed(q *Query) *Finding {
	if !q.blames() {
		return nil
	}
	better := hasAny(q.Bare, "adj.good", "dir.up")
	for _, c := range x.claimsBy[q.People[0]] {
		if lead := c.Knows["facet.whether"]; better && hasAny(c.Concepts, "adj.good", "dir.up") && len(x.foreign(q, c)) == 0 && lead != nil {
			return x.affirmation(c, part("lead", Arg{"text", lead})).fitting(0.6)
		}
		if !better && (len(q.Names) == 0 || q.Held) && contains(c.Concepts, "noun.reason") {
			return x.affirmation(c).fitting(0.6)
		}
	}
	return nil
}

// blamer tells who gives the reason for something, and which: "who blames the fall on X?" It is nil where nobody does so with whom and what the question names.
func (x *Index) blamer(q *Query) *Finding {
	if len(q.People)+len(q.Percents) > 0 || q.Cues.Has("set.not", "time.future") || hasAny(q.Bare, "dir.up", "adj.good") {
		return nil
	}
	of := q.Clone()
	of.Names = slices.DeleteFunc(of.Names, func(n string) bool { return n == q.Staff })
	for _, v := range x.quoted.speakers {
		for _, c := range x.claimsBy[v] {
			if contains(c.Concepts, "noun.reason") && len(x.foreign(of, c)) == 0 {
				return x.affirmation(c).fitting(0.6)
			}
		}
	}
	return nil
}

// blames reports whether a question is whom or what a person blames, and names nobody else.
func (q *Query) blames() bool {
	if len(q.People) != 1 || len(q.Names) > 0 && !hasAny(q.Bare, "act.blame") && !q.Held || q.Cues.Has("facet.choice") {
		return false
	}
	reason := q.Cues.Has("ask.which", "ask.what") && hasAny(q.Concepts, "noun.reason") && q.asks("", "facet.why") && !slices.ContainsFunc(q.Bare, func(id string) bool { return !ofExcuse[id] && !mere[id] })
	return reason || q.asks("", "facet.who") && slices.ContainsFunc(q.Deeds, func(d Deed) bool { return d.Act == "act.blame" && d.By == q.People[0] })
}

// ofExcuse are the concepts of a question what reason somebody gave for bad figures.
var ofExcuse = map[string]bool{"noun.reason": true, "act.list": true, "act.supply": true, "act.think": true, "adj.bad": true, "dir.down": true, "noun.period": true, "noun.executive": true}

// wasHeld says where an event of the book was, where a question asks for no more: "which country was the summit in?" It is nil where it names
// anything else.
func (x *Index) wasHeld(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Titles)+len(q.Percents)+len(q.Uttered.Words)+len(q.Doubts) > 0 || q.Metric != "" || q.Abroad != "" || q.Asked.Said
	if more || len(q.Bare) != 1 || q.Bare[0] != "noun.event" || q.Cues.Has("set.not", "set.also", "facet.choice", "time.future") || x.doing["venue"] == nil {
		return nil
	}
	at := q.Clone()
	at.Intent, at.Facet = x.doing["venue"], "facet.where"
	f := x.venue(at)
	f.Sure = !f.Silent()
	if q.Facet == "facet.when" && !f.Silent() {
		return unknown("unknown.facet.when").fitting(f.Fit).surely().And(f)
	}
	return f
}

// toldTo says where, at which event or to which outlet, somebody said what they are quoted with, where a question is to whom. It is nil where
// it names anything else.
func (x *Index) toldTo(q *Query) *Finding {
	if len(q.Names)+len(q.Titles)+len(q.Percents)+len(q.Others) > 0 || q.Metric != "" || q.Abroad != "" || !q.merely() || len(x.of(q.People[0])) == 0 || q.Cues.Has("set.also", "set.not") {
		return nil
	}
	q = q.Clone()
	q.Facet = "facet.where"
	f := x.venue(q)
	f.Sure = !f.Silent()
	return f
}

// view declines what people think of whom a claim tells something else. It is nil where somebody's words are asked for.
func (x *Index) view(q *Query) *Finding {
	if q.Intent.Operation != "tell" || len(q.People) > 0 || q.Quote != "" {
		return nil
	}
	c, _ := x.best(q, x.topics[q.Intent.ID])
	if c == nil || !contains(c.Concepts, "noun.consumer") {
		return nil
	}
	f := x.almost(q, c)
	f.Fit, f.Tied = 0.2, true
	return f
}

// bestOf declines whose technology is best or strongest, which no claim tells. It is nil where a question is for something else.
func (x *Index) bestOf(q *Query) *Finding {
	judged := q.Cues.Has("deg.top") || hasAny(q.Bare, "adj.good", "adj.bad")
	if q.Intent.Operation != "tell" || !judged || len(q.People)+len(q.Others) > 0 || slices.ContainsFunc(q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "act.") || id == "noun.deal" || id == "noun.partner"
	}) {
		return nil
	}
	return unknown("unknown.plain").fitting(0.2)
}
