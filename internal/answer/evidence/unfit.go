package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// unfit is what there is to say where a claim cannot be the answer whatever it says of a question's names; nil: it can.
func (x *Index) unfit(q *Query, c *knowledge.Claim, foreign Names, abroad bool) *Finding {
	if f := x.otherDay(q, c); f != nil {
		return f
	}
	if f := x.otherThing(q, c, foreign); f != nil {
		return f
	}
	if f := x.noReason(q, c); f != nil {
		return f
	}
	switch {
	case len(q.Ranks) == 1 && q.Ranks[0] > 1 && q.Intent.Exclusive && x.relationClaim(c) && q.asksWhich() && hasAny(q.Bare, "act.choose"):
		return x.almost(q, c) // who was the n-th to be chosen
	case q.asks("", "facet.why") && len(x.parties(q)) > 0 && !slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "noun.problem" && id != "noun.reason" && id != "act.fail" && id != "act.verify"
	}) && contains(c.Concepts, "noun.problem") && x.ofFormer(q, c) && !slices.ContainsFunc(x.parties(q), func(n string) bool { return !x.subject(n) }):
		return x.almost(q, c).fitting(elsewhereFit) // the trouble of whoever chose is not that with a partner of before
	case q.Staff != "":
		return x.staffOf(q, c)
	case q.Owner != "" && x.unconnected(q.Owner) && len(q.Percents) == 0 && !(q.Tagged && q.Intent.Exclusive && x.relationClaim(c) && x.namesObject(q) && !q.Cues.Has("set.also", "time.future")):
		return x.besides(q, c, Names{q.Owner})
	case q.Asked.Exact && q.Asked.Known && q.Period != x.Latest && (q.Facet == "facet.whether" || q.Tagged) && x.spokeOfTime(c) && !q.Cues.Has("set.not", "facet.choice"):
		f := (&Finding{Fit: 0.1}).say("claim", Arg{"text", c.Text})
		f.judge(false) // it was said of another
		x.citeAll(f, c)
		return f
	case q.Asked.Exact && q.Asked.Known && q.Period != x.Latest:
		return x.sayNearest(unknown("unknown.then", Arg{"period", q.Period}), c)
	case q.Intent.Named && len(x.parties(q)) == 0 && (!x.ties(q, c) || hasAny(q.Bare, "noun.device") && len(q.Bare) == 1 && q.Place == "" || hasAny(q.Bare, "act.explain") && len(q.Bare) == 2 && q.Place == ""):
		return unknown("unknown.plain")
	case q.Intent.Subject && len(x.parties(q)) > 0 && !x.about(q, c):
		return x.besides(q, c, x.parties(q))
	case abroad && q.Metric != "":
		if f := x.elsewhere(q); f != nil {
			return f
		}
		return unknown("unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
	case q.Intent.Exclusive && q.Facet == "facet.when" && len(foreign) == 1 && x.formerly(q, foreign):
		return x.silent(q, x.related.claim[x.relationOf(q, foreign[0])]) // "since when?", of one who was the partner before
	case q.Intent.Exclusive && (x.otherDeal(q, c) || x.notFirst(q) != nil):
		return x.relation(q)
	case q.Intent.Exclusive && x.formerly(q, foreign) && hasAny(q.Concepts, "act.confirm", "noun.rumour", "noun.fact", "adj.sure", "adj.official") && x.doing["certainty"] != nil:
		q = q.Clone()
		q.Intent, q.Facet = x.doing["certainty"], "facet.sure"
		return x.certainty(q) // how sure it is what went before
	}
	return nil
}

// otherThing is what there is to say where a question asks for a thing of a kind that a claim does not name: an outlet, a person, a country, a
// date. It is nil where it may.
func (x *Index) otherThing(q *Query, c *knowledge.Claim, foreign Names) *Finding {
	by := x.entities[c.By]
	choice := q.Cues.Has("facet.choice")
	switch {
	case q.Which == "noun.outlet" && c.By == "" && c.Knows["facet.source"] != nil && len(foreign) == 0:
		f := &Finding{Status: Answered, Tied: true}
		f.say("lead", Arg{"text", c.Knows["facet.source"]}).say("claim", Arg{"text", c.Text})
		return f.cite(c)
	case q.Which == "noun.outlet" && (by == nil || by.Kind != "outlet") && !slices.ContainsFunc(c.Who, func(n string) bool { e := x.entities[n]; return e != nil && e.Kind == "outlet" }):
		return x.almost(q, c) // it names none
	case q.Which == "noun.technology" && q.Cues.Has("ask.name") && !q.Cues.Has("ask.firm") && q.Facet != "facet.whether" && !hasAny(q.Bare, partnering...) && x.namesNoneOf(q, c):
		return x.almost(q, c) // it names none
	case q.Which == "noun.executive" && len(q.People) == 0 && (by == nil || by.Kind != "person"):
		return x.sayNearest(unknown("unknown.holder", x.speakersArg()), c) // it is no person's
	case q.Cues.Has("act.unknown") && q.Facet != "facet.whether" && len(q.Names) == 2 && !x.party(q.Names[0]) && x.party(q.Names[1]) && !hasAny(q.Bare, partnering...):
		return x.almost(q, c) // what one did to the other is something that nothing knows
	case q.Facet == "facet.whether" && q.Cues.Has("facet.source") && len(foreign) == 0 && c.By == "" && c.Knows["facet.source"] == nil:
		return x.sayOrigin(&Finding{Status: Answered, Tied: true}, c) // "is it attributed to anybody?"
	case choice && len(q.People) > 0 && len(foreign) == len(q.People) && c.By == "" && q.asks("facet.who", "facet.source"):
		return x.sayOrigin(&Finding{Status: Answered, Tied: true}, c) // "who says so, X, Y or the article itself?"
	case q.Which == "noun.device" && q.Cues.Has("ask.which") && len(x.parties(q)) > 0 && !slices.ContainsFunc(c.Who, x.isProduct):
		return x.almost(q, c) // it names no such thing
	case choice && q.Facet == "facet.whether" && q.Category != "" && len(foreign) == 0:
		return x.almost(q, c) // "on the device or in the cloud?"
	case q.Cues.Has("unit.absolute") && !choice, q.expects(c):
		q = q.Clone()
		q.Facet = "facet.amount"
		return x.silent(q, c) // no statement gives amounts of money or pieces, or of what is only expected
	case q.Facet == "facet.whether" && q.Cues.Has("metric.unheld") && hasAny(q.Bare, "act.help", "dir.up", "dir.down") && !choice:
		return x.almost(q, c) // whether a figure moves that nothing tells
	case q.Cues.Has("set.outside") && q.Abroad != "" && c.Place != "" && !q.Contrary && !choice && q.Facet != "facet.whether":
		return x.almost(q, c) // what holds elsewhere
	case x.unnamed(q, c) && !(q.Intent.Exclusive && len(foreign) > 0 && (x.passedOver(q, c, foreign) || x.rival(foreign) && x.pointed(q, c, foreign))):
		return x.almost(q, c)
	case c.Rank > 0 && len(q.Ranks) == 1 && q.Ranks[0] != c.Rank && q.Market.Rank == 0 && (q.Cues.Has("ask.country") || q.Facet == "facet.where" || q.Cues.Has("ask.what") && q.Facet == "" && hasAny(q.Bare, "noun.market")):
		return x.sayNearest(unknown("unknown.facet.where"), c) // which place has another rank
	case q.Cues.Has("ask.calendar") && q.Facet == "facet.when" && !choice && !(q.Contrary && c.Knows["facet.not"] != nil) && slices.ContainsFunc(x.home[c].Inferred, func(i knowledge.Inference) bool { return i.Dating }):
		return x.silent(q, c) // the article has no date to count from
	case q.Cues.Has("ask.country") && c.Place == "" && len(x.claimPlaces[c]) == 0:
		return x.silent(q, c)
	}
	return nil
}

// expects reports whether a question is by how much a figure is expected to move, of a claim that only expects it: what numbers the claim has are of
// something past.
func (q *Query) expects(c *knowledge.Claim) bool {
	return c.Certainty == "opinion" && c.Knows["facet.amount"] == nil && q.Metric != "" && hasAny(q.Bare, "act.expect") && !q.Degree &&
		(q.Facet == "facet.amount" || q.Facet == "" && q.Cues.Has("ask.percent"))
}

// namesNoneOf reports whether a claim names no product of the companies that a question names, but for those that it names itself.
func (x *Index) namesNoneOf(q *Query, c *knowledge.Claim) bool {
	theirs := func(n string) bool { return x.isProduct(n) && contains(q.Names, x.maker(n)) }
	return len(x.parties(q)) > 0 && !slices.ContainsFunc(q.Names, func(n string) bool { return x.isProduct(n) && !theirs(n) }) &&
		!slices.ContainsFunc(c.Who, func(n string) bool { return theirs(n) && !contains(q.Names, n) })
}

// noReason is what there is to say where a claim gives no reason for what a question asks the reason of. It is nil where it may, or no reason is
// asked for.
func (x *Index) noReason(q *Query, c *knowledge.Claim) *Finding {
	if q.Facet != "facet.why" {
		return nil
	}
	if len(q.People) > 0 && x.reasons[q.Intent.ID] && !contains(c.Concepts, "noun.reason") && x.reasoned(q.Intent.ID) {
		f := unknown("unknown.facet.why") // what the person says is no reason
		f.Fit = -0.1
		return x.sayNearest(f, c)
	}
	if len(q.Bare) == 1 && laid[q.Bare[0]] && !contains(c.Concepts, q.Bare[0]) {
		return x.silent(q, c) // that it was laid on somebody is no reason for it
	}
	if len(q.Bare) == 1 && q.Bare[0] == "act.delay" && contains(c.Concepts, q.Bare[0]) && !q.Cues.Has("set.not") {
		own, _ := x.best(q, x.deeds[q.Bare[0]])
		if own == nil {
			own = c
		}
		return x.silent(q, own) // what a delay has led to is no reason for it
	}
	failed := hasAny(q.Bare, "act.fail") && !q.Cues.Has("time.order") && !hasAny(q.Concepts, "adj.former")
	if v := x.successor(q, c); v != nil && (q.Contrary || q.Cues.Has("set.not") || failed) {
		own := x.ownWord(q, v)
		if q.Contrary && hasAny(q.Bare, "noun.deal", "noun.partner") {
			return x.denial(own, part("not.quite")) // they are in it
		}
		return x.silent(q, own) // what the one before lacked is no reason for the one after
	}
	return nil
}

// oneOfMany are things of which a statement about all names none.
var oneOfMany = []string{"noun.model", "noun.device", "noun.authority", "noun.feature", "noun.rule", "noun.system"}

// untold are things that a statement which does not speak of them says nothing about, however near it is.
var untold = []string{"noun.privacy", "noun.profit", "noun.price", "noun.rate"}

// unnamed reports whether a question is for one of some things that a claim does not tell apart: "which models?", or for
// the name of a model of which it does not speak.
func (x *Index) unnamed(q *Query, c *knowledge.Claim) bool {
	of := func(id string) bool { return contains(c.Concepts, id) || x.worded(c, id) }
	if hasAny(q.Bare, untold...) && !q.Cues.Has("facet.choice") && !slices.ContainsFunc(untold, func(id string) bool { return contains(q.Bare, id) && of(id) }) {
		return true
	}
	if q.Facet != "" && q.Facet != "facet.who" && q.Facet != "facet.whether" {
		return false
	}
	if q.Cues.Has("ask.system") && x.systemOf(q, c) {
		return false
	}
	if q.Which == "noun.device" && slices.ContainsFunc(c.Who, x.isProduct) {
		return false // it names the product
	}
	return slices.Contains(oneOfMany, q.Which) && (!of(q.Which) || q.Cues.Has("ask.name") || hasAny(q.Bare, "adj.exact"))
}

// systemOf reports whether a claim tells on which operating system something of whom a question names is.
func (x *Index) systemOf(q *Query, c *knowledge.Claim) bool {
	return c.Knows["facet.system"] != nil && (len(q.Names) == 0 || contains(q.Names, c.Who[0]))
}

// unaccounted reports whether a question names a thing of the thesaurus that a claim does not: "because of the price?"
func (x *Index) unaccounted(q *Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "noun.") && !loose[id] && !contains(c.Concepts, id) && !contains(c.Contrary, id) && !x.worded(c, id) &&
			!slices.ContainsFunc(c.Cites, func(other string) bool { o := x.cites(c, other); return o != nil && x.worded(o, id) })
	})
}

// otherDoing reports whether a question whether something is a cause names only doings of which a claim does not tell: "is weak demand a cause?"
func (x *Index) otherDoing(q *Query, c *knowledge.Claim) bool {
	if !q.Copula || len(q.People) > 0 || slices.ContainsFunc(q.Names, func(n string) bool { return contains(c.Who, n) && x.maker(n) != "" }) {
		return false
	}
	named := false
	for _, id := range q.Bare {
		switch {
		case !strings.HasPrefix(id, "act.") || mere[id] || contains(causes, id):
		case contains(c.Concepts, id) || x.worded(c, id):
			return false
		default:
			named = true
		}
	}
	return named
}

// loose are the things that any question about an affair may name.
var loose = map[string]bool{"noun.partner": true, "noun.deal": true, "noun.source": true, "noun.article": true, "noun.reason": true,
	"noun.place": true, "noun.period": true, "noun.device": true, "noun.technology": true, "noun.quotation": true, "noun.fact": true, "noun.strategy": true}

// causes are the concepts by which one asks whether something is the cause of something.
var causes = []string{"act.cause", "act.blame", "noun.reason"}

// elsewhere reports whether a claim holds for another place than the question is about.
func elsewhere(q *Query, c *knowledge.Claim) bool {
	return q.Place != "" && c.Place != "" && c.Place != q.Place
}

// isDay reports whether a concept is a day of the week.
func isDay(id string) bool { return strings.HasPrefix(id, "day.") }

// otherDay corrects the day of the week that a question gives for what a claim tells of, or returns nil.
func (x *Index) otherDay(q *Query, c *knowledge.Claim) *Finding {
	asked, told := slices.IndexFunc(q.Concepts, isDay), slices.IndexFunc(x.claimConcepts[c], isDay)
	if asked < 0 || told < 0 || contains(x.claimConcepts[c], q.Concepts[asked]) || q.Cues.Has("facet.choice") {
		return nil
	}
	return x.denial(c, part(pick(q.Facet == "" || q.Facet == "facet.whether", "no", "not.quite"))).fitting(0.3)
}

// spokeOfTime reports whether a claim is somebody's of whose words the book says of which time they are.
func (x *Index) spokeOfTime(c *knowledge.Claim) bool {
	return slices.ContainsFunc(x.of(c.By), func(v *knowledge.Quotation) bool { return v.Period["en"] != "" })
}
