package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// tell answers from the claims of a topic: the one that fits the names, concepts and words of the question best.
func (x *Index) tell(q *Query) *Finding {
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
func (x *Index) profile(q *Query) *Finding {
	who := x.parties(q)
	if !q.Intent.Named || len(who) != 1 || q.Facet != "" && q.Facet != "facet.who" || q.Contrary || !q.merely() ||
		q.Metric != "" || q.Abroad != "" || len(q.Percents)+len(q.Ranks)+len(q.Titles) > 0 || slices.ContainsFunc(x.topics[q.Intent.ID], func(c *knowledge.Claim) bool { return contains(c.Who, who[0]) }) {
		return nil
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil {
		if r, ok := x.rowOf(s, who[0]); ok && r.Entity == who[0] {
			return x.numbersOf(&Query{Names: who, Place: q.Place})
		}
	}
	if x.relationOf(q, who[0]) != nil {
		return x.standsAs(q)
	}
	if c, fit := x.best(q, x.told[who[0]]); c != nil {
		return x.tellClaim(q, c, fit)
	}
	return nil
}

func (x *Index) tellTopic(q *Query, topic string) *Finding {
	if in := x.reasonFor(q, topic); in != nil {
		q = q.Clone()
		q.Intent, topic = in, in.ID
	}
	list := x.topics[topic]
	if x.asksWhy(q) && x.reasoned(topic) {
		list = slices.DeleteFunc(slices.Clone(list), func(c *knowledge.Claim) bool { return !contains(c.Concepts, "noun.reason") })
	}
	c, fit := x.best(q, list)
	if c == nil {
		return unknown("unknown.plain")
	}
	if wide := x.wider(q, c); wide != nil {
		c, fit = wide, max(fit, 0)
		q = q.Clone()
		q.Spared = nil
	}
	return x.tellClaim(q, c, fit)
}

// reasonFor returns the intent that gives the reasons for what a topic tells, where a question is why and names nobody: "why pick a local partner?" It is nil
// where the topic has reasons itself, or none are known.
func (x *Index) reasonFor(q *Query, topic string) *knowledge.Intent {
	if q.Facet != "facet.why" || len(x.parties(q)) > 0 || q.Contrary || x.reasoned(topic) {
		return nil
	}
	why := x.Book.Why(topic)
	if in := x.intents[why]; why != x.Book.Default.Why && in != nil && in.Operation == "tell" && x.reasoned(why) {
		return in
	}
	return nil
}

// reasoned reports whether a topic has a claim that gives reasons.
func (x *Index) reasoned(topic string) bool {
	return slices.ContainsFunc(x.topics[topic], func(c *knowledge.Claim) bool { return contains(c.Concepts, "noun.reason") })
}

// almost declines, and says the claim that comes nearest.
func (x *Index) almost(q *Query, c *knowledge.Claim) *Finding {
	f := unknown("unknown.plain")
	f.Fit = -0.1
	return x.sayNearest(f, c)
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

// merely reports whether a question asks for whatever there is, and has no other concept.
func (q *Query) merely() bool {
	return !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] })
}

// besides declines for names that the book does not connect with the topic, and says what it has.
func (x *Index) besides(q *Query, c *knowledge.Claim, foreign Names) *Finding {
	if v := x.spokenAt(q); v != nil && len(q.People) == 1 && contains(foreign, q.People[0]) && v.Speaker != q.People[0] {
		return x.notSpeaker(q, v) // it was somebody else who spoke there
	}
	if told := x.retold(q.Uttered); told != nil && contains(foreign, q.Uttered.By) {
		return x.sayRetold(told, q.Uttered.By)
	}
	if q.Cues.Has("ask.about") && len(foreign) == 1 && (len(q.Bare) > 0 || len(q.Words) <= fewWords) && len(x.parties(q)) == 1 && q.merely() {
		if c, fit := x.best(q, x.told[foreign[0]]); c != nil {
			return x.tellClaim(q, c, fit) // "what is said about X?"
		}
	}
	if c.ID == q.Passage && q.Intent.Exclusive && x.rival(foreign) && q.asks("", "facet.whether") {
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
		f := unknown("unknown.mentioned", Arg{"names", foreign})
		f.Fit = -0.2
		if q.merely() {
			return f // it is only whether they are mentioned that is asked
		}
		return x.sayNearest(f, c)
	}
	f := unknown("unknown.names", Arg{"names", foreign})
	f.Fit = -0.2
	near := x.nearer(q, c, foreign)
	if near != c && near.Who[0] == foreign[0] && len(foreign) == 1 && q.asks("", "facet.who") && q.Metric == "" && !slices.ContainsFunc(q.Bare, func(id string) bool { return !contains(near.Concepts, id) }) && hasAny(near.Concepts, c.Concepts...) {
		return x.affirmation(near) // "and X?", of a near topic
	}
	if i := slices.IndexFunc(x.told[foreign[0]], func(c *knowledge.Claim) bool { return x.holdsFor(q, c) }); i >= 0 && q.Facet == "facet.whether" {
		return x.affirmation(x.told[foreign[0]][i], part("yes"))
	}
	if near != c {
		f.Fit -= 2 * unusedCost // it is another topic that tells of them
	}
	if !slices.ContainsFunc(foreign, func(n string) bool { return !contains(near.Who, n) }) {
		f.Parts[0] = x.silent(q, near).Parts[0] // it does say something of them
	}
	return x.sayNearest(f, near)
}

// holdsFor reports whether a claim of another topic says of all whom a question names what the question asks of them, and it asks no more.
func (x *Index) holdsFor(q *Query, c *knowledge.Claim) bool {
	return len(q.Bare) > 0 && !q.Contrary && q.Metric == "" && q.Abroad == "" && len(q.Doubts)+len(q.Refused)+len(q.Percents)+len(q.Ranks) == 0 && !q.Cues.Has("facet.choice", "set.not", "set.only", "deg.top", "time.future") && len(x.foreign(q, c)) == 0 &&
		!slices.ContainsFunc(q.Bare, func(id string) bool { return !contains(c.Concepts, id) })
}

// nearer is the claim that comes nearest where one tells of nobody whom a question names: one that is about the first of them.
func (x *Index) nearer(q *Query, c *knowledge.Claim, foreign Names) *knowledge.Claim {
	if len(foreign) < len(x.parties(q)) || slices.ContainsFunc(x.parties(q), func(n string) bool { return contains(c.Who, n) }) {
		return c
	}
	about := q.Clone()
	about.Facet, about.Contrary, about.Cues = "", false, nil
	if own, _ := x.best(about, x.told[foreign[0]]); own != nil {
		return own
	}
	return c
}

// declinable are the facets that a statement is declined for in words of their own.
var declinable = map[string]bool{"facet.when": true, "facet.where": true, "facet.duration": true, "facet.amount": true, "facet.why": true}

// silent declines a facet that the claim does not hold.
func (x *Index) silent(q *Query, c *knowledge.Claim) *Finding {
	facet := pick(q.Cues.Has("ask.percent"), "facet.amount", q.Facet)
	f := unknown("unknown." + pick(declinable[facet], facet, "plain"))
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

// describing returns the claim that tells what an entity is: one of a topic of such claims, about it first of all. It is nil where there is none.
func (x *Index) describing(id string) *knowledge.Claim {
	for _, c := range x.told[id] {
		if c.Who[0] == id && slices.ContainsFunc(c.Topics, func(t string) bool { in := x.intents[t]; return in != nil && in.Named }) {
			return c
		}
	}
	return nil
}

// Concerns reports whether an answer by statements may be one to a question that speaks of an act or thing: a claim of the answer tells of it, or its topic is about
// it, or a deal is.
func (x *Index) Concerns(f *Finding, q *Query, id string) bool {
	if !strings.HasPrefix(id, "act.") && !strings.HasPrefix(id, "noun.") || mere[id] || contains(q.Intent.Signs, id) {
		return true
	}
	deal := q.Intent.Exclusive || q.Intent.Operation == "relation" || len(x.Stated(f.Claims)) > 0
	return deal && (contains(partnering, id) || contains(parting, id)) || f.tells(func(c *knowledge.Claim) bool {
		return contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id)
	})
}
