package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// tell answers from the claims of a topic: the one that fits the names, concepts and words of the question best.
func (x *Index) tell(q Query) *Finding {
	if len(q.Ranks) > 0 && q.Asked.Prior > 0 && len(q.Names) > 0 && !hasAny(q.Bare, "noun.deal", "noun.partner") {
		return x.standing(q) // "was X first a year ago?"
	}
	if len(q.Ranks) > 0 && q.Asked.Prior > 0 && q.Facet == "facet.who" && len(q.Names) == 0 && len(q.Bare) == 0 {
		return x.holder(q) // "who was first a year ago?"
	}
	if q.Facet == "facet.who" && len(q.People) == 1 && len(q.Names)+len(q.Others)+len(q.Titles) == 0 && len(q.Bare) == 0 {
		return x.role(q) // "who is X?", however it is asked
	}
	if f := x.profile(q); f != nil {
		return f
	}
	if q.Which == "noun.executive" && len(q.Names) > 0 && len(q.People) == 0 {
		if f := x.people(q); !f.Silent() {
			return f // "which executive of X said so?"
		}
	}
	if q.Intent.Exclusive && q.Facet == "" && q.Which == "" && !q.Cues.Has("facet.when", "facet.where", "facet.why") && len(q.Names) == 1 && len(q.Words) <= fewWords && x.namesObject(q) {
		return x.relation(q) // "partners X", of one who is somebody's
	}
	return x.tellTopic(q, q.Intent.ID)
}

// profile says what there is of one whom a question only asks to be told about, where no claim tells what it is: its figures, how it
// stands in a deal, or what is said of it. It is nil where the question asks for more, or such a claim does.
func (x *Index) profile(q Query) *Finding {
	who := x.parties(&q)
	if !q.Intent.Named || len(who) != 1 || q.Facet != "" && q.Facet != "facet.who" || q.Contrary || slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] }) ||
		q.Metric != "" || q.Abroad != "" || len(q.Percents)+len(q.Ranks)+len(q.Titles) > 0 || slices.ContainsFunc(x.topics[q.Intent.ID], func(c *knowledge.Claim) bool { return contains(c.Who, who[0]) }) {
		return nil
	}
	if s, miss := x.scope(Query{Place: q.Place}); miss == nil {
		if r, ok := x.rowOf(s, who[0]); ok && r.Entity == who[0] {
			return x.numbersOf(Query{Names: who, Place: q.Place})
		}
	}
	if x.relationOf(&q, who[0]) != nil {
		f := x.relation(q)
		f.Status = Answered
		return f
	}
	if c, fit := x.best(q, x.told[who[0]]); c != nil {
		return x.tellClaim(q, c, fit)
	}
	return nil
}

func (x *Index) tellTopic(q Query, topic string) *Finding {
	list := x.topics[topic]
	if x.asksWhy(q) && x.reasoned(topic) {
		list = slices.DeleteFunc(slices.Clone(list), func(c *knowledge.Claim) bool { return !contains(c.Concepts, "noun.reason") })
	}
	c, fit := x.best(q, list)
	if c == nil {
		return x.unknown(q, "unknown.plain")
	}
	if wide := x.wider(q, c); wide != nil {
		c, fit = wide, max(fit, 0)
		q.Spared = nil
	}
	return x.tellClaim(q, c, fit)
}

// attributed reports whether a claim is by a person or a source.
func (x *Index) attributed(c *knowledge.Claim) bool {
	e := x.entities[c.By]
	return e != nil && (e.Kind == "person" || e.Kind == "source")
}

// unfit is what there is to say where a claim cannot be the answer whatever it says of a question's names; nil: it can.
func (x *Index) unfit(q Query, c *knowledge.Claim, foreign Names, abroad bool) *Finding {
	by := x.entities[c.By]
	if f := x.otherDay(q, c); f != nil {
		return f
	}
	switch {
	case q.Which == "noun.outlet" && c.By == "" && c.Knows["facet.source"] != nil && len(foreign) == 0:
		f := &Finding{Status: Answered, Tied: true}
		f.say("lead", Arg{"text", c.Knows["facet.source"]}).say("claim", Arg{"text", c.Text})
		return f.cite(c)
	case q.Which == "noun.outlet" && (by == nil || by.Kind != "outlet") && !slices.ContainsFunc(c.Who, func(n string) bool { e := x.entities[n]; return e != nil && e.Kind == "outlet" }):
		return x.almost(q, c) // it names none
	case q.Which == "noun.executive" && len(q.People) == 0 && (by == nil || by.Kind != "person"):
		return x.sayNearest(x.unknown(q, "unknown.holder", x.speakersArg()), c) // it is no person's
	case q.Cues.Has("act.unknown") && q.Facet != "facet.whether" && len(q.Names) == 2 && !x.party(q.Names[0]) && x.party(q.Names[1]) && !hasAny(q.Bare, partnering...):
		return x.almost(q, c) // what one did to the other is something that nothing knows
	case q.Facet == "facet.whether" && q.Cues.Has("facet.source") && len(foreign) == 0 && c.By == "" && c.Knows["facet.source"] == nil:
		return x.sayOrigin(&Finding{Status: Answered, Tied: true}, c) // "is it attributed to anybody?"
	case q.Cues.Has("facet.choice") && len(q.People) > 0 && len(foreign) == len(q.People) && c.By == "" && (q.Facet == "facet.who" || q.Facet == "facet.source"):
		return x.sayOrigin(&Finding{Status: Answered, Tied: true}, c) // "who says so, X, Y or the article itself?"
	case q.Cues.Has("unit.absolute") && !q.Cues.Has("facet.choice"):
		q.Facet = "facet.amount"
		return x.silent(q, c) // no statement gives amounts of money or pieces
	case x.unnamed(q, c) && !(q.Intent.Exclusive && len(foreign) > 0 && (x.passedOver(q, c, foreign) || x.rival(foreign) && x.pointed(&q, c, foreign))):
		return x.almost(q, c)
	case c.Rank > 0 && len(q.Ranks) == 1 && q.Ranks[0] != c.Rank && q.Market.Rank == 0 && (q.Cues.Has("ask.country") || q.Facet == "facet.where"):
		return x.sayNearest(x.unknown(q, "unknown.facet.where"), c) // which place has another rank
	case q.Cues.Has("ask.calendar") && q.Facet == "facet.when" && slices.ContainsFunc(x.home[c].Inferred, func(i knowledge.Inference) bool { return i.Dating }):
		return x.silent(q, c) // the article has no date to count from
	case q.Cues.Has("ask.country") && c.Place == "" && len(x.claimPlaces[c]) == 0:
		return x.silent(q, c)
	case len(q.People) > 0 && q.Facet == "facet.why" && x.reasons[q.Intent.ID] && !contains(c.Concepts, "noun.reason") && x.reasoned(q.Intent.ID):
		f := x.unknown(q, "unknown.facet.why") // what the person says is no reason
		f.Fit = -0.1
		return x.sayNearest(f, c)
	case q.Facet == "facet.why" && x.successor(q, c) != nil && (q.Contrary || q.Cues.Has("set.not") || hasAny(q.Bare, "act.fail") && !q.Cues.Has("time.order") && !hasAny(q.Concepts, "adj.former")):
		own := x.ownWord(q, x.successor(q, c))
		if q.Contrary && hasAny(q.Bare, "noun.deal", "noun.partner") {
			return x.denial(own, part("not.quite")) // they are in it
		}
		return x.silent(q, own) // what the one before lacked is no reason for the one after
	case len(q.Ranks) == 1 && q.Ranks[0] > 1 && q.Intent.Exclusive && x.relationClaim(c) && (q.Facet == "facet.who" || q.Cues.Has("ask.which")) && hasAny(q.Bare, "act.choose"):
		return x.almost(q, c) // who was the n-th to be chosen
	case q.Staff != "":
		return x.staffOf(q, c)
	case q.Owner != "" && x.unconnected(q.Owner) && len(q.Percents) == 0 && !(q.Tagged && q.Intent.Exclusive && x.relationClaim(c) && x.namesObject(q) && !q.Cues.Has("set.also", "time.future")):
		return x.besides(q, c, Names{q.Owner})
	case q.Asked.Exact && q.Asked.Known && q.Period != x.Latest:
		return x.sayNearest(x.unknown(q, "unknown.then", Arg{"period", q.Period}), c)
	case q.Intent.Named && len(x.parties(&q)) == 0 && (!x.ties(&q, c) || hasAny(q.Bare, "act.explain") && len(q.Bare) == 2 && q.Place == ""):
		return x.unknown(q, "unknown.plain")
	case q.Intent.Subject && len(x.parties(&q)) > 0 && !x.about(&q, c):
		return x.besides(q, c, x.parties(&q))
	case abroad && q.Metric != "":
		if f := x.elsewhere(q); f != nil {
			return f
		}
		return x.unknown(q, "unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
	case q.Intent.Exclusive && (x.otherDeal(q, c) || x.notFirst(q) != nil):
		return x.relation(q)
	case q.Intent.Exclusive && x.formerly(q, foreign) && hasAny(q.Concepts, "act.confirm", "noun.rumour", "noun.fact", "adj.sure", "adj.official") && x.doing["certainty"] != nil:
		q.Intent, q.Facet = x.doing["certainty"], "facet.sure"
		return x.certainty(q) // how sure it is what went before
	}
	return nil
}

// reasoned reports whether a topic has a claim that gives reasons.
func (x *Index) reasoned(topic string) bool {
	return slices.ContainsFunc(x.topics[topic], func(c *knowledge.Claim) bool { return contains(c.Concepts, "noun.reason") })
}

// almost declines, and says the claim that comes nearest.
func (x *Index) almost(q Query, c *knowledge.Claim) *Finding {
	f := x.unknown(q, "unknown.plain")
	f.Fit = -0.1
	return x.sayNearest(f, c)
}

// oneOfMany are things of which a statement about all names none.
var oneOfMany = []string{"noun.model", "noun.device", "noun.authority", "noun.feature", "noun.rule"}

// untold are things that a statement which does not speak of them says nothing about, however near it is.
var untold = []string{"noun.privacy", "noun.profit", "noun.price", "noun.rate"}

// unnamed reports whether a question is for one of some things that a claim does not tell apart: "which models?", or for
// the name of a model of which it does not speak.
func (x *Index) unnamed(q Query, c *knowledge.Claim) bool {
	of := func(id string) bool { return contains(c.Concepts, id) || x.worded(c, id) }
	if hasAny(q.Bare, untold...) && !q.Cues.Has("facet.choice") && !slices.ContainsFunc(untold, func(id string) bool { return contains(q.Bare, id) && of(id) }) {
		return true
	}
	if q.Facet != "" && q.Facet != "facet.who" && q.Facet != "facet.whether" {
		return false
	}
	if q.Which == "noun.device" && slices.ContainsFunc(c.Who, func(n string) bool { e := x.entities[n]; return e != nil && e.Kind == "product" }) {
		return false // it names the product
	}
	return slices.Contains(oneOfMany, q.Which) && (!of(q.Which) || q.Cues.Has("ask.name") || hasAny(q.Bare, "adj.exact"))
}

// unaccounted reports whether a question names a thing of the thesaurus that a claim does not: "because of the price?"
func (x *Index) unaccounted(q Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		return strings.HasPrefix(id, "noun.") && !loose[id] && !contains(c.Concepts, id) && !contains(c.Contrary, id) && !x.worded(c, id) &&
			!slices.ContainsFunc(c.Cites, func(other string) bool { o := x.cites(c, other); return o != nil && x.worded(o, id) })
	})
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

// World is the UN M.49 code of the whole world, which every place is a part of.
const World = "001"

// rival reports whether all foreign names are companies or people, which can take the place of another.
func (x *Index) rival(foreign Names) bool {
	for _, n := range foreign {
		if e := x.entities[n]; e == nil || e.Kind != "company" && e.Kind != "person" {
			return false
		}
	}
	return len(foreign) > 0
}

// within reports whether a region outside the book is a part of one of its places, by the code.
func (x *Index) within(region, place string) bool {
	p := x.places[place]
	return p != nil && p.Region != "" && strings.HasPrefix(region, p.Region+"-")
}

// mere are the concepts of a question for whatever there is.
var mere = map[string]bool{"act.say": true, "act.mention": true, "act.know": true, "noun.article": true}

// besides declines for names that the book does not connect with the topic, and says what it has.
func (x *Index) besides(q Query, c *knowledge.Claim, foreign Names) *Finding {
	if v := x.spokenAt(q); v != nil && len(q.People) == 1 && contains(foreign, q.People[0]) && v.Speaker != q.People[0] {
		return x.notSpeaker(q, v) // it was somebody else who spoke there
	}
	if told := x.retold(q.Uttered); told != nil && contains(foreign, q.Uttered.By) {
		return x.sayRetold(told, q.Uttered.By)
	}
	if q.Cues.Has("ask.about") && len(foreign) == 1 && (len(q.Bare) > 0 || len(q.Words) <= fewWords) && len(x.parties(&q)) == 1 && !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] }) {
		if c, fit := x.best(q, x.told[foreign[0]]); c != nil {
			return x.tellClaim(q, c, fit) // "what is said about X?"
		}
	}
	if c.ID == q.Passage && q.Intent.Exclusive && x.rival(foreign) && (q.Facet == "" || q.Facet == "facet.whether") {
		f := &Finding{Status: Corrected, Tied: true} // its very words are of somebody else
		x.denyNames(f, q, c, foreign)
		f.say("claim", Arg{"text", c.Text})
		x.citeAll(f, c)
		return f
	}
	if x.burdened(q, c, foreign) {
		f := x.denial(c)
		for _, n := range foreign {
			f.sayFirst("not.entity", Arg{"entity", Name(n)})
		}
		return f
	}
	if !slices.ContainsFunc(foreign, x.present) {
		f := x.unknown(q, "unknown.mentioned", Arg{"names", foreign})
		f.Fit = -0.2
		if !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] }) {
			return f // it is only whether they are mentioned that is asked
		}
		return x.sayNearest(f, c)
	}
	f := x.unknown(q, "unknown.names", Arg{"names", foreign})
	f.Fit = -0.2
	near := x.nearer(q, c, foreign)
	if near != c {
		f.Fit -= 2 * unusedCost // it is another topic that tells of them
	}
	return x.sayNearest(f, near)
}

// nearer is the claim that comes nearest where one tells of nobody whom a question names: one that is about the first of them.
func (x *Index) nearer(q Query, c *knowledge.Claim, foreign Names) *knowledge.Claim {
	if len(foreign) < len(x.parties(&q)) || slices.ContainsFunc(x.parties(&q), func(n string) bool { return contains(c.Who, n) }) {
		return c
	}
	about := q
	about.Facet, about.Contrary, about.Cues = "", false, nil
	if own, _ := x.best(about, x.told[foreign[0]]); own != nil {
		return own
	}
	return c
}

// silent declines a facet that the claim does not hold.
func (x *Index) silent(q Query, c *knowledge.Claim) *Finding {
	f := x.unknown(q, "unknown."+pick(q.Cues.Has("ask.percent"), "facet.amount", pick(q.Facet == "", "plain", q.Facet)))
	f.Fit = -0.1
	return x.sayNearest(f, c)
}

func (x *Index) sayNearest(f *Finding, c *knowledge.Claim) *Finding {
	f.say("nearest.claim", Arg{"text", c.Text})
	x.citeAll(f, c)
	return f
}

// citeAll cites a claim with those its text rests on.
func (x *Index) citeAll(f *Finding, c *knowledge.Claim) {
	f.cite(c)
	for _, id := range c.Cites {
		f.cite(x.cites(c, id))
	}
}

// certainty says how sure the claim is that a question points at.
func (x *Index) certainty(q Query) *Finding {
	list := x.topics[q.Intent.ID]
	if c := x.claims[q.Claim]; c != nil {
		list = []*knowledge.Claim{c}
	}
	asked := q.Facet == "facet.source" || q.Facet == "facet.who" && (q.Claim != "" || hasAny(q.Bare, "act.think", "act.say")) || q.Facet == "facet.whether" && (hasAny(q.Bare, "noun.source") || q.Cues.Has("facet.source")) // who says so
	if c := x.claims[q.Passage]; c != nil && asked {
		list = []*knowledge.Claim{c}
	}
	if q.Cues.Has("facet.choice") { // "is that X's statement, Y's, or hearsay?"
		asked, q.Voice, q.People = true, "", nil
	}
	q.Facet = pick(asked, "facet.source", "facet.sure")
	about := q
	about.Concepts = q.Bare
	c, fit := x.best(about, list)
	if c == nil {
		return x.unknown(q, "unknown.plain")
	}
	if len(q.Concepts) == 0 && len(q.Names) == 0 {
		fit = -0.2
	}
	if asked && len(q.Names) > 0 && len(x.foreign(&q, c)) > 0 {
		if told, v := x.best(about, x.told[q.Names[len(q.Names)-1]]); told != nil && v > fit && len(x.foreign(&q, told)) == 0 {
			c, fit = told, v // of whatever is said of them
		}
	}
	if _, ok := c.Knows[q.Facet]; !ok && asked {
		return x.sayOrigin(&Finding{Status: Answered, Tied: true, Fit: max(fit, 0) * kinship}, c)
	}
	return x.tellClaim(q, c, fit)
}

// describing returns the claim that tells what an entity is: one of a topic of such claims, about it first of all. It is nil where there is none.
func (x *Index) describing(id string) *knowledge.Claim {
	for _, c := range x.told[id] {
		if c.Who[0] == id && slices.ContainsFunc(c.Topics, func(t string) bool { in := x.intents[t]; return in != nil && in.Named }) {
			return c
		}
	}
	return nil
}

// sayOrigin says who a claim is from, or that the article says it by itself, and the claim.
func (x *Index) sayOrigin(f *Finding, c *knowledge.Claim) *Finding {
	if x.entities[c.By] != nil {
		x.sayFrom(f, c)
	} else {
		f.say("passage.own").say("claim", Arg{"text", c.Text})
	}
	x.citeAll(f, c)
	return f
}

// otherDay corrects the day of the week that a question gives for what a claim tells of, or returns nil.
func (x *Index) otherDay(q Query, c *knowledge.Claim) *Finding {
	isDay := func(id string) bool { return strings.HasPrefix(id, "day.") }
	asked, told := slices.IndexFunc(q.Concepts, isDay), slices.IndexFunc(x.claimConcepts[c], isDay)
	if asked < 0 || told < 0 || contains(x.claimConcepts[c], q.Concepts[asked]) || q.Cues.Has("facet.choice") {
		return nil
	}
	return x.denial(c, part(pick(q.Facet == "" || q.Facet == "facet.whether", "no", "not.quite"))).fitting(0.3)
}
