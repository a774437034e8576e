package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// facetsOfFact are facets that a claim answers only where it says so.
var facetsOfFact = []string{"facet.when", "facet.where", "facet.duration"}

// What a claim's likeness to the question is worth beside other readings, where every claim of an affair
// shares names with it, and what each name costs that plays no part in the claim.
const (
	kinship     = 0.3
	facetCost   = 0.3 // of a claim that does not say who, where that is asked
	foreignCost = 0.4

	elsewhereFit = -0.5 // of one that does not tell of what somebody is asked to have done
)

// statement is a claim on its way to an answer, with what of the question it fits and what not.
type statement struct {
	x        *Index
	q        *Query
	c        *knowledge.Claim
	f        *Finding
	foreign  Names          // whom the question names and the claim does not tell of
	abroad   bool           // the question is about another place
	denied   bool           // the question says the contrary
	ascribed bool           // the question gives somebody's reason to others than they did
	lead     knowledge.Text // what the claim says outright to what is asked
	knows    bool           // whether it does
}

// tellClaim answers with one claim: the premise first, then the direct answer to the facet, then the claim.
func (x *Index) tellClaim(q *Query, c *knowledge.Claim, fit float64) *Finding {
	if q.circles() {
		return unknown("unknown.plain")
	}
	t := statement{x: x, q: q, c: c}
	t.hold(fit)
	if !t.ascribed {
		if f := x.unfit(q, c, t.foreign, t.abroad); f != nil {
			return f
		}
	}
	if q.Facet == "facet.who" && !t.knows {
		t.f.Fit -= facetCost
	}
	f, done := t.names()
	if !done {
		f, done = t.place()
	}
	if !done {
		f, done = t.premise()
	}
	if !done {
		f = t.facet()
	}
	if f != nil {
		return f
	}
	return t.told()
}

// hold holds the claim against the question.
func (t *statement) hold(fit float64) {
	x, q, c := t.x, t.q, t.c
	t.foreign = x.foreign(q, c)
	if q.Cues.Has("facet.choice") && x.oneOf(q, c, t.foreign) {
		t.foreign = nil
	}
	if q.Facet == "facet.who" && q.Cues.Has("time.order") && x.formerly(q, t.foreign) && x.relationClaim(c) {
		t.foreign = nil // "whom did it turn to after X?"
	}
	t.f = &Finding{Status: Answered, Tied: x.ties(q, c), Fit: max(fit, 0)*kinship - foreignCost*t.strangeness()}
	t.denied = q.Contrary || t.refuses() || t.negates() || slices.ContainsFunc(q.Concepts, func(id string) bool {
		return contains(c.Contrary, id) && !contains(c.Concepts, id) && !contains(q.Refused, id)
	})
	t.abroad = q.Abroad != "" && (q.Abroad != World || q.Metric != "") && (q.Metric != "" || !x.within(q.Abroad, c.Place)) && !x.speaksOf(c, q.Abroad) || elsewhere(q, c)
	t.ascribed = x.ascribed(q, c, t.foreign)
	t.lead, t.knows = q.lead(c)
	if who := c.Knows["facet.who"]; who != nil && q.Facet == "facet.whether" && q.Cues.Has("facet.choice") && len(q.Names) > 1 && slices.ContainsFunc(q.Concepts, func(id string) bool { return len(c.Deeds[id]) > 0 }) {
		t.lead = who // "is it X or Y that confirmed it?"
	}
	if q.Facet == "facet.whether" && q.Cues.Has("facet.choice") && contains(c.Concepts, "noun.reason") {
		t.knows = false // that it is one of several says nothing of which
	}
	if q.Facet == "facet.who" && x.onlyThing(q, c) {
		t.lead, t.knows = nil, false // "who imposed that?" is not whom it hit
	}
	if q.Caller || q.Facet == "facet.who" && (t.knows && !q.Cues.Has("facet.choice") && x.echoes(t.lead, q) ||
		hasAny(q.Bare, "act.blame") && q.Cues.Has("facet.whether") && !hasAny(q.Bare, "act.say")) {
		t.knows = false // who is asked for is somebody else than who is named; who is to blame is not who says so
	}
	if q.Facet == "facet.who" && t.knows {
		t.knows = !t.otherWho()
	}
	if q.Contrary && t.rightWay() {
		t.denied = false
	}
}

// corrects has the answer say that it is none of the names that the claim does not tell of.
func (t *statement) corrects() (*Finding, bool) {
	t.f.Status = Corrected
	t.x.denyNames(t.f, t.q, t.c, t.foreign)
	return nil, true
}

// names answers, or begins an answer, where the claim does not tell of somebody whom the question names.
func (t *statement) names() (*Finding, bool) {
	if t.ascribed {
		t.f.Fit = max(t.f.Fit, 0)
		return t.corrects()
	}
	if t.q.asks("facet.when", "facet.duration") && t.q.Cues.Has("tense.past") && t.x.formerly(t.q, t.foreign) && !hasAny(t.q.Bare, "act.choose", "act.win") {
		return t.x.silent(t.q, t.x.related.claim[t.x.relationOf(t.q, t.foreign[0])]), true // that there was something with them is so
	}
	if t.q.For != "" && contains(t.foreign, t.q.For) && !t.x.relationClaim(t.c) {
		return t.x.besides(t.q, t.c, t.foreign), true // what it means for them nothing says
	}
	if t.q.For != "" && t.c.Certainty == "opinion" && t.c.Who[0] != t.q.For && t.x.relationOf(t.q, t.q.For) != nil {
		return t.x.sayNearest(unknown("unknown.names", Arg{"names", Names{t.q.For}}).fitting(-0.2), t.c), true // it is another for whom that is hoped
	}
	if t.q.Cues.Has("set.also") && t.q.asks("", "facet.whether") && len(t.foreign) > 0 && !slices.ContainsFunc(t.foreign, func(n string) bool { return t.x.relationOf(t.q, n) != nil }) {
		return t.x.besides(t.q, t.c, t.foreign), true // "X has it too?" asks of X what is known of others
	}
	if t.q.Intent.Exclusive {
		if f, done := t.exclusive(); f != nil || done {
			return f, done
		}
	}
	switch {
	case len(t.foreign) == 0, t.q.Contrary && t.q.Facet == "facet.whether" && t.q.Intent.Named && contains(t.q.Names, t.c.Who[0]) && t.q.Names[0] == t.c.Who[0]:
		return nil, false // or what is said of it is wrong, whoever else is named
	case t.q.asks("", "facet.whether", "facet.when", "facet.duration") && t.x.passedOver(t.q, t.c, t.foreign):
		return t.corrects()
	}
	return t.x.besides(t.q, t.c, t.foreign), true
}

// place answers, or begins an answer, where the question is about another place.
func (t *statement) place() (*Finding, bool) {
	switch {
	case !t.abroad:
		return nil, false
	case t.q.Facet == "facet.whether" && t.q.Intent.Exclusive && t.q.Abroad != "" && t.c.Place != "" && !t.q.Cues.Has("facet.choice", "time.future"):
		return t.corrects()
	case t.q.asks("", "facet.when", "facet.why") && t.q.Abroad != "" && t.c.Place != "" && t.c.Certainty != "opinion" && t.f.Tied && !t.q.Cues.Has("facet.choice", "time.recent", "set.also", "back.it"):
		return t.corrects() // what it takes for granted there is told of here
	}
	return t.notThere(), true
}

// premise answers, or begins an answer, where the question takes for granted what the claim does not say or says otherwise.
func (t *statement) premise() (*Finding, bool) {
	x, q, c := t.x, t.q, t.c
	whether, choice := q.Facet == "facet.whether", q.Cues.Has("facet.choice")
	switch {
	case whether && !choice && hasAny(q.Concepts, causes...) && !hasAny(c.Concepts, causes...), t.whoNot():
		return x.almost(q, c), true // it is so, but not said to be why
	case t.denied && (q.Facet == "facet.who" || q.Facet == "" && q.Cues.Has("ask.firm") && q.Cues.Has("ask.name", "ask.which")) && hasAny(q.Bare, "act.reject") && x.relationClaim(c) && !x.namesObject(q):
		return x.outsiders(q, c), true // "name a firm that was turned down"
	case t.denied && q.Contrary && x.ofFormer(q, c):
		return x.almost(q, c).fitting(elsewhereFit), true // it is of a partner that the question has nothing of
	case t.beyond(), t.denied && !t.knows && t.factual():
		return x.silent(q, c), true
	case q.Voice != "" && c.By != q.Voice && x.maker(c.By) != q.Voice:
		if v := x.wordsOn(q); v != nil {
			return x.sayWords(q, v), true
		}
		return x.almost(q, c), true // somebody else's words
	case !choice && q.asks("facet.whether", "facet.why", "facet.when") && t.withoutDoer():
		t.f.Status, t.f.Sure, t.f.Fit = Corrected, true, max(t.f.Fit, 0)
		t.f.say(pick(whether, "no", "not.quite"))
		return nil, true
	case !choice && q.asks("facet.when", "facet.why") && q.Cues.Has("tense.past") && !q.Cues.Has("set.not") && (hasAny(q.Bare, "act.approve") || hasAny(q.Bare, "act.reject") && hasAny(q.Bare, "noun.authority")) && t.opposite() && c.Deeds["act.approve"] == nil:
		t.f.Status = Corrected // it is not said to have been
		t.f.say("lead", Arg{"text", c.Knows["facet.not"]})
		return nil, true
	case t.denied && !q.Contrary && contains(c.Concepts, "act.hinder") && (hasAny(q.Concepts, "dir.down", "adj.bad") || q.Cues.Has("deg.less")):
		return nil, false // that it went down is so
	case t.denied && choice && c.Knows["facet.sure"] != nil:
		t.f.say("lead", Arg{"text", c.Knows["facet.sure"]}) // "is it so, or is it not?"
		return nil, true
	case t.denied && !(whether && t.knows && !q.Contrary && !t.negates() && hasAny(q.Concepts, c.Concepts...)):
		t.f.Status = Corrected
		if no, ok := c.Knows["facet.not"]; ok {
			t.f.say("lead", Arg{"text", no})
			t.f = x.howItWent(t.f, q, c)
		} else {
			t.f.say("not.quite")
		}
		return nil, true
	}
	return nil, false
}

// whoNot reports whether a question is who did not, or on whom nothing was laid, of which the claim tells the contrary alone.
func (t *statement) whoNot() bool {
	q := t.q
	anybody := len(t.x.parties(q)) == 0 || slices.ContainsFunc(q.Bare, func(id string) bool { return laid[id] })
	return q.Contrary && q.Facet == "facet.who" && anybody && !(q.Premised && t.opposite())
}

// opposite reports whether a claim says outright that the contrary of a question is not so.
func (t *statement) opposite() bool {
	_, ok := t.c.Knows["facet.not"]
	return ok
}

// factual reports whether a time, place or amount is asked for that a denial would not answer.
func (t *statement) factual() bool {
	switch t.q.Facet {
	case "facet.duration":
		return t.q.Cues.Has("time.future") || !t.opposite() || !contains(t.c.Concepts, "noun.launch") ||
			!hasAny(t.q.Bare, "noun.technology") && !slices.ContainsFunc(t.q.Names, func(n string) bool { return t.x.maker(n) != "" && t.x.describing(n) != nil })
	case "facet.when":
		return contains(t.c.Concepts, "noun.launch") || t.q.Cues.Has("time.future") || t.tellsDeed() && !hasAny(t.q.Bare, t.c.Contrary...)
	case "facet.amount":
		return !t.q.Premised
	case "":
		return t.q.Cues.Has("ask.percent") && !strings.Contains(t.c.Text["en"], "%") || t.uncounted()
	}
	return t.q.Cues.Has("time.future") && contains(facetsOfFact, t.q.Facet)
}

// tellsDeed reports whether what a question says was done is what the claim tells.
func (t *statement) tellsDeed() bool {
	return slices.ContainsFunc(t.q.Bare, func(id string) bool { return t.c.Deeds[id] != nil })
}

// withoutDoer reports whether a question says that something was done without one of those who did it.
func (t *statement) withoutDoer() bool {
	without := t.q.Excepted
	return len(without) > 0 && len(without) < len(t.q.Names) && slices.ContainsFunc(t.q.Bare, func(id string) bool {
		did := t.c.Deeds[id]
		return len(did) > 0 && !slices.ContainsFunc(t.q.Names, func(n string) bool { return !contains(did, n) })
	})
}

// otherDeed reports whether a question has a verb of which a claim that says who did what tells nothing: it is not known who did that.
func (t *statement) otherDeed() bool {
	c := t.c
	return len(c.Deeds) > 0 && !t.x.relationClaim(c) && slices.ContainsFunc(t.q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "act.") && !mere[id] && !contains(c.Concepts, id) && !contains(c.Contrary, id) && !t.x.worded(c, id) && c.Deeds[id] == nil
	})
}

// facet begins an answer with what the claim says outright to what is asked, or declines where it is a fact that the claim does not hold.
func (t *statement) facet() *Finding {
	x, q, c := t.x, t.q, t.c
	whether := q.Facet == "facet.whether"
	switch {
	case t.knows && whether && (t.otherEnd() || !q.Cues.Has("facet.choice") && hasAny(q.Concepts, "act.cause", "act.blame", "noun.reason", "act.confirm") && (x.unaccounted(q, c) || x.otherDoing(q, c))),
		t.knows && q.Facet == "facet.who" && !t.f.Tied:
		return x.almost(q, c)
	case q.Cues.Has("ask.percent") && !strings.Contains(c.Text["en"], "%"):
		return x.silent(q, c)
	case t.knows:
		if !x.prefixed(t.lead, c) && !(q.Facet == "facet.who" && t.otherDeed()) {
			t.f.say("lead", Arg{"text", t.lead})
		}
	case q.Facet == "facet.who" && t.elsewhere():
		return t.doneBy()
	case whether && !q.Cues.Has("facet.choice") && slices.ContainsFunc(q.Deeds, func(d Deed) bool {
		return contains(parting, d.Act) && !contains(c.Concepts, d.Act) && !contains(c.Contrary, d.Act) && !x.worded(c, d.Act)
	}):
		return x.almost(q, c) // it does not tell of a parting
	case whether && !t.knows && !q.Cues.Has("facet.choice", "set.not"):
		if o := x.refuting(q, c); o != nil {
			return x.denial(o, part("lead", Arg{"text", o.Knows["facet.not"]}))
		}
	case contains(facetsOfFact, q.Facet), t.uncounted():
		return x.silent(q, c)
	}
	return nil
}

// otherEnd reports whether a question is whether something is over or lost of which a claim only confirms that it is.
func (t *statement) otherEnd() bool {
	return hasAny(t.c.Concepts, "act.confirm") && hasAny(t.q.Bare, "act.lose", "act.withdraw", "act.end") && !hasAny(t.q.Concepts, t.c.Concepts...)
}

// uncounted reports whether an amount is asked for and the claim has no number.
func (t *statement) uncounted() bool {
	if t.q.Cues.Has("ask.size") && t.c.Rank > 0 && t.q.Metric == "" {
		return false // how large a market is its rank tells
	}
	if t.q.Cues.Has("facet.amount thing") && !strings.ContainsAny(t.c.Text["en"], "0123456789") {
		return true
	}
	return t.q.Facet == "facet.amount" && !t.q.Premised && !(t.q.Degree && contains(t.c.Concepts, "noun.importance")) && (len(t.x.parties(t.q)) == 0 || t.q.Cues.Has("ask.size", "unit.percent", "unit.points")) &&
		!strings.ContainsAny(t.c.Text["en"], "0123456789")
}

// told ends an answer with the claim, or with where it is from.
func (t *statement) told() *Finding {
	opinion := t.q.Facet == "facet.who" && !t.knows && t.c.By == "" && (t.q.Caller || hasAny(t.q.Bare, "act.say", "act.think")) && !hasAny(t.c.Concepts, talking...)
	if opinion || t.q.Facet == "facet.source" && !t.knows && (t.x.attributed(t.c) || t.c.By == "") {
		t.x.sayOrigin(t.f, t.c)
	} else {
		t.f.say("claim", Arg{"text", t.c.Text})
		t.x.citeAll(t.f, t.c)
	}
	if t.q.Cues.Has("ask.title") {
		t.f.say("article.title", Arg{"title", Raw(t.x.home[t.c].Title)})
	}
	return t.f
}

// lead is what a claim says outright to the facet that is asked for.
func (q *Query) lead(c *knowledge.Claim) (knowledge.Text, bool) {
	if to, ok := c.Knows["facet.recipient"]; ok && q.asks("", "facet.who") && q.Cues.Has("ask.recipient") {
		return to, true
	}
	if on, ok := c.Knows["facet.system"]; ok && q.Facet == "" && q.Cues.Has("ask.system") {
		return on, true
	}
	if q.Facet == "" && q.Cues.Has("ask.count") {
		lead, ok := c.Knows["facet.amount"]
		return lead, ok
	}
	lead, ok := c.Knows[q.Facet]
	return lead, ok
}

// oneOf reports whether one of those of a kind that a question names to choose from plays a part in a claim, where others do not.
func (x *Index) oneOf(q *Query, c *knowledge.Claim, foreign Names) bool {
	if len(foreign) == 0 {
		return false
	}
	kind := func(n string) string {
		e := x.entities[n]
		switch {
		case e == nil:
			return ""
		case e.Kind == "source" || e.Kind == "outlet":
			return "person" // who says something may be any of them
		}
		return e.Kind
	}
	return slices.ContainsFunc(x.parties(q), func(n string) bool {
		return contains(c.Who, n) && !contains(foreign, n) && !x.party(n) && !slices.ContainsFunc(foreign, func(f string) bool { return kind(f) != kind(n) })
	})
}

// onlyThing reports whether all that a question says is a thing that a claim speaks of, and is not about: a measure that hit whom it is about.
func (x *Index) onlyThing(q *Query, c *knowledge.Claim) bool {
	return len(q.Bare) > 0 && len(x.parties(q)) == 0 && !slices.ContainsFunc(q.Bare, func(id string) bool { return !bearing[id] || contains(c.Concepts, id) || !x.worded(c, id) })
}
