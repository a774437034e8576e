package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Deed is an act with who stands right before its word in a question, as the one that does it.
type Deed struct {
	Act   string // a concept
	By    string // an entity, or a concept of those who do it: "the authorities"
	Alone bool   // nobody else is said to do it with them
	Open  bool   // no word that nothing knows follows, which it could be done to
	Cleft bool   // "it is X that does it"
}

// reversed corrects a question that has another part of a claim do what one of them does: "why did X fail?", where it was Y with whom X had
// been before. It is nil where no claim of the question's topic says who does it, or any says that they do.
func (x *Index) reversed(q *Query) *Finding {
	if q.Twice || q.Cues.Has("facet.choice") || q.Contrary && len(q.Deeds) > 1 {
		return nil
	}
	for _, d := range q.Deeds {
		if contains(q.Refused, d.Act) || d.By == q.Staff {
			continue // whoever of theirs it was
		}
		if i := slices.IndexFunc(x.deeds[d.Act], func(c *knowledge.Claim) bool { return x.does(c, d) }); i >= 0 {
			if c := x.deeds[d.Act][i]; d.Alone && len(c.Deeds[d.Act]) > 1 && q.Facet == "facet.whether" && contains(c.Topics, q.Intent.ID) {
				return x.denial(c, part("no"))
			}
			continue
		}
		i := slices.IndexFunc(x.deeds[d.Act], func(c *knowledge.Claim) bool {
			return contains(c.Topics, q.Intent.ID) && x.hasPart(c, d.By) && !slices.ContainsFunc(x.parties(q), func(n string) bool { return !x.hasPart(c, n) })
		})
		switch {
		case i < 0:
		case mutual[d.Act]:
			if (q.Facet == "facet.whether" || q.Facet == "facet.who") && len(x.parties(q)) == 1 {
				return x.almost(q, x.deeds[d.Act][i]) // they may have had such with others, too
			}
		case q.Facet == "" && q.Cues.Has("ask.what") && slices.ContainsFunc(q.Deeds, func(o Deed) bool { return o.Act == d.Act && x.does(x.deeds[d.Act][i], o) }):
			continue // "what does X supply, and what does Y?"
		case q.Facet == "" && q.Cues.Has("ask.which", "ask.what"):
			return x.almost(q, x.deeds[d.Act][i]) // "which one does X use?" asks for a thing
		case q.Cues.Has("set.also") && q.asks("", "facet.whether"):
			return x.almost(q, x.deeds[d.Act][i]) // "did X confirm it, too?"
		case x.entities[d.By] == nil:
			return x.denial(x.deeds[d.Act][i], part("no"))
		default:
			return x.denial(x.deeds[d.Act][i], part("not.entity", Arg{"entity", Name(d.By)}))
		}
	}
	return nil
}

// mutual are the acts that whoever they are done with does as well.
var mutual = map[string]bool{"act.negotiate": true, "act.meet": true}

// ended declines a yes/no question whether somebody ended or left something other than a deal, of which no claim about them tells. It is nil
// where the question does not ask for that, or a figure is what may be left.
func (x *Index) ended(q *Query) *Finding {
	i := slices.IndexFunc(q.Deeds, func(d Deed) bool { return ending[d.Act] })
	if i < 0 || q.Facet != "facet.whether" || q.Cues.Has("facet.choice", "deg.top", "deg.bottom") || len(q.Percents)+len(q.Ranks) > 0 || q.Intent.Exclusive || hasAny(q.Bare, partnering...) {
		return nil
	}
	d := q.Deeds[i]
	if x.relationOf(q, d.By) != nil || slices.ContainsFunc(q.Names, func(n string) bool { return n != d.By && x.maker(n) != d.By }) ||
		slices.ContainsFunc(x.told[d.By], func(c *knowledge.Claim) bool { return contains(c.Concepts, d.Act) }) {
		return nil
	}
	c, _ := x.best(q, slices.DeleteFunc(slices.Clone(x.topics[q.Intent.ID]), func(c *knowledge.Claim) bool { return !x.hasPart(c, d.By) }))
	if c == nil {
		c, _ = x.best(q, x.told[d.By])
	}
	if c == nil {
		return nil
	}
	f := x.almost(q, c)
	f.Fit = max(f.Fit, 0.3)
	return f
}

// gaveUp declines whether or why somebody gave up a product of their own, or did with it what nothing knows, where no claim tells that they did. It is nil
// where the question does not take that for granted.
func (x *Index) gaveUp(q *Query) *Finding {
	if len(q.Names) == 2 && len(q.Bare) == 0 && q.Metric == "" && q.Cues.Has("act.unknown") && x.maker(q.Names[1]) == q.Names[0] {
		if c, _ := x.best(q, x.told[q.Names[1]]); c != nil {
			return x.almost(q, c)
		}
	}
	for _, d := range q.Deeds {
		if !ending[d.Act] && d.Act != "act.reject" || x.relationOf(q, d.By) != nil || contains(q.Refused, d.Act) {
			continue
		}
		for _, n := range q.Names {
			if x.maker(n) != d.By || len(q.Names) > 2 {
				continue
			}
			if !x.present(n) {
				return unknown("unknown.mentioned", Arg{"names", Names{n}}).fitting(0.3).surely()
			}
			c, _ := x.best(q, x.told[n])
			if c == nil || slices.ContainsFunc(x.told[n], func(c *knowledge.Claim) bool { return contains(c.Concepts, d.Act) }) {
				continue
			}
			return x.almost(q, c)
		}
	}
	return nil
}

// leftBy corrects a question that has the other side of a deal part with the one who chose: "why did Y drop X?" It says how they stand. It is
// nil where the question does not do so.
func (x *Index) leftBy(q *Query) *Finding {
	for _, d := range q.Deeds {
		r := x.relationOf(q, d.By)
		if !ending[d.Act] && d.Act != "act.reject" || r == nil || contains(q.Refused, d.Act) {
			continue
		}
		c := x.related.claim[r]
		nobody := len(q.Names) == 1 && q.Abroad == "" && (d.Open || hasAny(q.Bare, "noun.deal", "noun.partner")) // "why did Y back out?"
		behind := slices.Index(q.Names, r.Subject) > slices.Index(q.Names, d.By)
		if i := slices.IndexFunc(x.claimsBy[d.By], func(o *knowledge.Claim) bool { return contains(o.Concepts, "act.confirm") }); i >= 0 && r.Role == chosen {
			c = x.claimsBy[d.By][i] // their own word
		}
		switch {
		case !behind && (r.Role != chosen || contains(q.Names, r.Subject)):
			continue
		case !behind && !nobody:
			return x.almost(q, c) // it is something else that they are said to have left
		case r.Role == chosen:
			return x.denial(c, part("lead", Arg{"text", c.Knows["facet.not"]}))
		}
		return x.sayNearest(sureOf(Corrected).say("unknown.names", Arg{"names", Names{d.By}}), c)
	}
	return nil
}

// replaced answers who came after a former partner, and corrects a question who came after whoever was chosen: nobody did. Of whoever chose them
// it declines that. It is nil where somebody else is named.
func (x *Index) replaced(q *Query) *Finding {
	won, before := x.chosenBeside(q), x.relationOf(q, q.Replaced)
	if won != nil && won.Subject == q.Replaced && len(q.Names) == 1 && !(q.Figures() && hasAny(q.Bare, "act.overtake")) && len(q.Ranks) == 0 && !q.Cues.Has("deg.top") {
		return x.sayNearest(unknown("unknown.names", Arg{"names", Names{q.Replaced}}).surely(), x.related.claim[won])
	}
	switch {
	case won == nil || before == nil || slices.ContainsFunc(q.Names, func(n string) bool { return n != q.Replaced && n != won.Subject }):
		return nil
	case before == won:
		return x.denial(x.related.claim[won], part("not.quite"))
	case before.Role != former:
		return nil
	}
	f := sureOf(Answered)
	x.sayRelation(f, won, "relation.chosen.is")
	x.sayRelation(f, before, "relation."+before.Role)
	return f
}

// ending are the acts by which one has no more to do with something.
var ending = map[string]bool{"act.end": true, "act.withdraw": true}

// does reports whether somebody does an act in a claim, or the firm that they stand for.
func (x *Index) does(c *knowledge.Claim, d Deed) bool {
	by := c.Deeds[d.Act]
	return contains(by, d.By) || contains(by, x.maker(d.By))
}

// hasPart reports whether somebody plays a part in a claim, or the firm that they stand for; a concept, whether it is one of the claim's own.
func (x *Index) hasPart(c *knowledge.Claim, name string) bool {
	return contains(c.Who, name) || contains(c.Who, x.maker(name)) || contains(c.Concepts, name)
}

// unexplained declines why somebody did what a claim tells that they did, without a reason, where the question is taken for one of the contrary.
// It is nil where it says the contrary.
func (x *Index) unexplained(q *Query) *Finding {
	if q.Cues.Has("set.not", "facet.choice") || len(q.Excepted) > 0 || q.Intent.Operation != "tell" {
		return nil
	}
	for _, d := range q.Deeds {
		for _, c := range x.topics[q.Intent.ID] {
			if contains(c.Concepts, d.Act) && contains(c.Who, d.By) && !contains(c.Concepts, "noun.reason") && !hasAny(q.Concepts, c.Contrary...) && len(x.foreign(q, c)) == 0 {
				return x.sayNearest(unknown("unknown.facet.why").fitting(0.2), c)
			}
		}
	}
	return nil
}

// takesPart tells the reasons for a deal where a question for them is taken for one of the contrary and no word says so: those of whoever was
// chosen are not known. It is nil where anything else is asked.
func (x *Index) takesPart(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || !q.Named || !contains(q.Names, won.Object) || q.Cues.Has("set.not", "set.except", "set.outside", "facet.choice") ||
		slices.ContainsFunc(x.parties(q), func(n string) bool { return n != won.Object && n != won.Subject }) ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return id != "noun.deal" && id != "noun.partner" && id != "act.want" }) {
		return nil
	}
	for _, c := range x.told[won.Object] {
		switch {
		case !contains(c.Concepts, "noun.reason"):
		case q.Names[0] == won.Subject:
			return x.affirmation(c).fitting(0.4) // why it chose whom it did
		default:
			return x.sayNearest(unknown("unknown.facet.why").fitting(0.4), c)
		}
	}
	return nil
}
