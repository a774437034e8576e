package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// unnamedPlaces declines which markets or countries were meant that a claim speaks of and names none of, and tells the claim: "which
// countries got it?" It is nil where no such claim is about what the question asks.
func (x *Index) unnamedPlaces(q *Query) *Finding {
	if q.Figures() || q.Place != "" || q.Abroad != "" || q.Metric != "" || q.Cues.Has("set.outside", "set.not") || !q.asks("", "facet.where", "facet.whether") && !(q.Facet == "facet.amount" && q.Cues.Has("ask.count")) || q.Intent.Operation == "venue" && len(q.Others) > 0 {
		return nil
	}
	who := x.parties(q)
	for _, n := range who {
		for _, c := range x.told[n] {
			if c.Knows["facet.where"] == nil || c.Place != "" || len(x.claimPlaces[c]) > 0 || slices.ContainsFunc(who, func(o string) bool { return !x.hasPart(c, o) }) || !x.allTold(q, c, who) {
				continue
			}
			f := unknown("unknown.facet.where")
			f.Fit, f.Tied, f.Sure = 0.5, true, true
			return x.sayNearest(f, c)
		}
	}
	return nil
}

// countrySaid gives the words of somebody that name a place, where a question is in which country was what they told of others: "in which country did
// Y talk to firms, according to X?" It is nil where it is for where they spoke.
func (x *Index) countrySaid(q *Query) *Finding {
	v := x.quotation(q.Quote)
	if v == nil && len(q.People) == 1 && len(x.of(q.People[0])) > 0 && slices.ContainsFunc(q.Names, func(n string) bool { return n != x.maker(q.People[0]) }) {
		v = x.of(q.People[0])[0]
	}
	if v == nil || len(x.quotePlaces[v]) == 0 || q.Place != "" || hasAny(q.Bare, "act.say", "noun.event") || slices.ContainsFunc(q.Names, func(n string) bool { return !x.spokenOf(v, n) }) {
		return nil
	}
	f := sureOf(Answered)
	x.sayQuote(f, q, v)
	return f
}

// allTold reports whether a claim tells of all that a question for places is about: an act, a person or a product, and no other thing.
func (x *Index) allTold(q *Query, c *knowledge.Claim, who []string) bool {
	told := !x.Companies(who)
	for _, id := range q.Bare {
		switch {
		case id == "adj.exact":
		case strings.HasPrefix(id, "dir."), strings.HasPrefix(id, "adj."):
			return false // where it was so, the claim may tell
		case mere[id] || ofPlaces[id]:
		case id == "noun.launch" && contains(c.Concepts, "act.deploy"): // "where is it available?"
		case contains(c.Concepts, id) || x.worded(c, id):
			told = told || strings.HasPrefix(id, "act.")
		default:
			return false
		}
	}
	return told
}

// ofPlaces are the concepts by which places are asked for.
var ofPlaces = map[string]bool{"noun.market": true, "noun.place": true, "noun.technology": true, "noun.period": true, "act.explain": true, "act.need": true, "act.list": true}

// unnamedFeatures declines which features there will be, where a claim speaks of such and names none. It is nil where the question is about
// anything else, too.
func (x *Index) unnamedFeatures(q *Query) *Finding {
	if q.Figures() || len(q.People)+len(q.Percents) > 0 || len(q.Ranks) > 0 && q.Which != "noun.feature" || q.Metric != "" || q.Abroad != "" || !q.asks("", "facet.whether") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofFeatures[id] }) {
		return nil
	}
	won := x.chosenBeside(q)
	for i := range x.Book.Intents {
		for _, c := range x.topics[x.Book.Intents[i].ID] {
			if x.worded(c, "noun.feature") && (won == nil || contains(c.Who, won.Object)) && !slices.ContainsFunc(x.parties(q), func(n string) bool { return !x.hasPart(c, n) }) {
				f := unknown("unknown.plain")
				f.Fit, f.Tied, f.Sure = 0.3, true, true
				return x.sayNearest(f, c)
			}
		}
	}
	if q.Which == "noun.feature" {
		return unknown("unknown.plain").surely() // nor are those of others named
	}
	return nil
}

// unnamedModels declines which of somebody's products it is: no claim names any. It is nil where the question is for figures or a system, or the
// claim that comes nearest has no part for all whom it names, so that there is more to say.
func (x *Index) unnamedModels(q *Query) *Finding {
	if q.Figures() || len(q.Names) == 0 || len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || !q.asks("", "facet.whether") || q.Cues.Has("set.not", "facet.choice", "ask.system") {
		return nil
	}
	lacks := func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(q.Names, func(o string) bool { return !x.hasPart(c, o) })
	}
	c, _ := x.best(q, x.topics[q.Intent.ID])
	for _, n := range q.Names {
		if c != nil && !lacks(c) {
			break
		}
		if i := slices.IndexFunc(x.told[n], func(c *knowledge.Claim) bool { return !lacks(c) }); i >= 0 {
			c = x.told[n][i]
		}
	}
	if c == nil || lacks(c) {
		return nil
	}
	f := unknown("unknown.plain").surely()
	f.Tied = true
	return x.sayNearest(f, c)
}

// ofFeatures are the concepts of a question for nothing but features.
var ofFeatures = map[string]bool{"noun.feature": true, "noun.technology": true, "noun.device": true, "act.power": true, "act.supply": true, "act.make": true, "noun.consumer": true, "noun.article": true, "act.summarise": true}
