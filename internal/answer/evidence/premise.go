package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// misplacedMarket corrects a question that calls a market the largest, or the n-th of its kind, where a claim gives
// another rank or gives that rank to another place. It is nil where the question does not do so.
func (x *Index) misplacedMarket(q Query) *Finding {
	if q.Market.Rank == 0 {
		return nil
	}
	for _, c := range x.markets {
		if q.Market.Place == c.Place && q.Market.Rank != c.Rank || q.Market.Place != c.Place && q.Market.Rank == c.Rank {
			f := &Finding{Status: Corrected, Fit: 0.5, Tied: true, Sure: true}
			f.say("no").say("claim", Arg{"text", c.Text})
			x.citeAll(f, c)
			return f
		}
	}
	return nil
}

// misquoted corrects a question that gives words of one person to another whom it names.
func (x *Index) misquoted(q Query) *Finding {
	v := x.quotation(q.Quote)
	if v == nil || len(q.People) != 1 || v.Speaker == q.People[0] || !quoting[q.Intent.Operation] || q.Cues.Has("facet.choice") {
		return nil
	}
	return x.notSpeaker(q, v)
}

// rankThen declines a rank of earlier that the table of then does not settle, however it is asked for.
func (x *Index) rankThen(q Query) *Finding {
	if !q.Figures() || q.Asked.Prior == 0 || len(q.Names) == 0 ||
		q.Which != "noun.rank" && q.Which != "noun.position" && !(hasAny(q.Bare, "noun.rank") && (q.Metric == "" || q.Cues.Has("set.not"))) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, _ := x.known(s, x.lean(q.Names))
	if !slices.ContainsFunc(have, func(r Row) bool { return !x.settled(s, r) }) {
		return nil
	}
	return x.unknown(q, "unknown.rank.then", Arg{"names", names2(have)}, Arg{"period", s.period})
}

// Presumed corrects a deal that a question takes for granted with somebody who was only looked at: "when does the contract
// with X end?" It is nil where the question does not do so.
func (x *Index) Presumed(q Query) *Finding {
	if !hasAny(q.Bare, "noun.deal") || hasAny(q.Bare, "act.explore", "act.negotiate", "noun.candidate") || q.Cues.Has("ask.suppose") && q.Facet == "facet.amount" {
		return nil
	}
	var at *knowledge.Relation
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		switch {
		case x.subject(n), r != nil && r.Role == chosen:
		case r != nil && r.Role != former:
			at = r
		default:
			return nil
		}
	}
	if at == nil {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.3, Tied: true, Sure: true}
	x.sayRelation(f, at, "relation."+at.Role+".not")
	if won := x.chosenIn(at); won != nil {
		x.sayRelation(f, won, "relation.chosen.is")
	}
	return f
}

// described answers a question for a figure of a company that is told by its deal: "the share of the firm that X supplies". It is nil
// where the question does not ask for that.
func (x *Index) described(q Query) *Finding {
	m := x.metrics[q.Metric]
	if m == nil && q.Cues.Has("ask.firm") && hasAny(q.Bare, "noun.market") {
		m = x.metrics[x.Book.Default.Metric] // "how much of the market does it hold?"
	}
	if m == nil || m.Whole == 0 || len(q.Names) != 1 || q.Voice != "" || !hasAny(q.Concepts, "act.supply", "act.power", "act.choose", "act.use", "noun.partner") {
		return nil
	}
	r := x.relationOf(q, q.Names[0])
	if r == nil || r.Role != chosen {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	if _, ok := x.rowOf(s, r.Object); ok {
		return nil // it has figures itself
	}
	if _, ok := x.rowOf(s, r.Subject); !ok {
		return nil
	}
	q.Names, q.People, q.Titles = []string{r.Subject}, nil, nil
	f := x.lookup(q)
	f.cite(x.related.claim[r])
	return f
}
