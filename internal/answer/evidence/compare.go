package evidence

import "marketbot/knowledge"

// compare says who of the named is ahead, and by how much.
func (x *Index) compare(q Query) *Finding {
	if q.circles() {
		return x.unknown(q, "unknown.plain")
	}
	if q.Asked.Pair {
		return x.change(q)
	}
	if len(q.Excepted) > 0 && len(q.Names)+len(q.Ranks) == 0 && q.Facet == "facet.who" {
		return x.holder(q) // "besides X and Y, who leads?"
	}
	if len(x.lean(q.Names)) == 1 && len(q.Ranks) == 0 && q.Cues.Has("deg.tie") && (q.Cues.Has("unit.points") || hasAny(q.Bare, "noun.difference")) {
		return x.fromTied(q) // "the gap between X and those who are tied"
	}
	if len(q.Names) == 1 && (q.Facet == "facet.who" || q.Cues.Has("ask.which")) && q.Cues.Has("ask.firm") && q.Cues.Has("deg.more", "deg.less") && !q.Cues.Has("deg.near", "deg.top", "unit.points") {
		return x.threshold(q) // "the companies that are ahead of X"
	}
	if q.Cues.Has("set.not rank") && len(q.Names) == 0 {
		return x.holder(q) // "who is neither first nor third"
	}
	if m := x.metrics[q.Metric]; len(q.Names) == 1 && m != nil && x.changeOnly(m) {
		q.Ranks = nil // "more than a third"
		return x.growth(q)
	}
	if len(q.Names) > 1 && (q.Asked.Prior > 0 || q.Cues.Has("time.yoy") || hasAny(q.Bare, "act.change", "act.happen")) &&
		q.Metric == "" && !q.Asked.Exact && !q.Cues.Has("deg.more", "deg.less", "unit.points") {
		return x.moves(q)
	}
	if q.Cues.Has("time.yoy", "ask.growth") || hasAny(q.Concepts, "dir.up", "dir.down") && q.Metric != x.Book.Default.Metric && !q.Cues.Has("unit.points") && !(len(q.Names) == 2 && q.Cues.Has("deg.more", "deg.less")) {
		if f := x.movers(q); !f.Silent() {
			return f
		}
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.Names)
	have, lack := x.known(s, names)
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if len(have) == 1 && len(q.Ranks) == 2 && !contains(q.Ranks, have[0].Rank) {
		return x.overEach(q, s, have[0])
	}
	have = x.counterpart(q, s, have)
	switch {
	case len(have) < 2 && (q.Asked.Prior > 0 || len(have) == 1 && hasAny(q.Concepts, "adj.former") || len(have) == 1 && len(names) == 1 && q.Cues.Has("unit.points")):
		return x.change(q)
	case len(have) < 2:
		f := x.wholeTable(q)
		if len(names)+len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.bottom") {
			f.Fit = -0.2 // "by how much?", of nobody
		}
		return f
	case len(have) > 2:
		return x.order(q).against(q, have)
	}
	f = s.answer(0.5, have...)
	a, b := have[0], have[1]
	x.verdict(f, q, s, a, b)
	x.sayPair(f, s, a, b)
	return f
}

// moves says of each of some how it did within a year: by its figures of both, else by a rate of growth.
func (x *Index) moves(q Query) *Finding {
	q.Asked, q.Period = Asked{}, Period{}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	f = s.answer(0.5)
	have, lack := x.known(s, x.lean(q.Names))
	for _, r := range have {
		if !x.sayMove(f, Query{}, s, r) && !x.sayGrowth(f, q, r.Entity) {
			lack = append(lack, r.Entity)
		}
	}
	if len(f.Parts) == 0 {
		return x.movers(q)
	}
	if len(lack) > 0 {
		f.say("lookup.lack.growth", Arg{"names", lack})
	}
	return f
}

// side picks a sentence by the sign of a difference.
func side(d float64, above, below, same string) string {
	switch {
	case d > 0:
		return above
	case d < 0:
		return below
	}
	return same
}

// counterpart adds whom a single name is compared with: who holds a rank that is named, or leads.
func (x *Index) counterpart(q Query, s scope, have []Row) []Row {
	if len(have) >= 2 {
		return have
	}
	ranks := q.Ranks
	if len(ranks) == 0 && q.Cues.Has("deg.top") {
		ranks = []int{1}
	}
	switch {
	case len(have) == 0 && len(ranks) == 1 && ranks[0] > 1 && (q.Cues.Has("deg.top") || q.Cues.Has("set.between") && q.Cues.Has("deg.more")):
		ranks = []int{1, ranks[0]} // the leader and who is named by rank
	case len(have) == 0 && len(ranks) == 1:
		ranks = append(ranks, 2)
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && q.Facet == "facet.amount" && (q.Cues.Has("deg.less") || hasAny(q.Concepts, "act.lag")) {
		ranks = []int{1} // "how far behind is X?"
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && len(q.Names) == 1 && hasAny(q.Bare, "noun.difference") && !q.Cues.Has("unit.points", "deg.tie") && !hasAny(q.Bare, "dir.up", "dir.down", "act.change", "adj.former") {
		ranks = []int{1} // "X's gap"
	}
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && len(q.Names) == 1 && q.Intent != nil && q.Intent.Operation == "compare" && q.Part == 0 && q.Facet == "facet.whether" && q.Cues.Has("deg.more") && !q.Cues.Has("deg.less", "deg.bottom", "unit.points", "ask.suppose", "time.yoy") && !q.ofChange() && !hasAny(q.Bare, "act.sell", "act.ship", "adj.former") && len(q.Percents)+len(q.Numbers) == 0 && !q.Asked.Said {
		ranks = []int{1} // "is X ahead?"
	}
	if len(have) == 1 && have[0].Rank == 1 && len(q.Ranks) == 0 && (q.Cues.Has("deg.top", "deg.more") || q.Facet == "facet.amount" || len(q.Names) == 1 && hasAny(q.Bare, "noun.difference")) {
		ranks = []int{1, 2} // by how much the leader leads
	}
	for _, n := range ranks {
		for _, r := range x.atRank(s, n) {
			if len(have) < 2 && (len(have) == 0 || have[0].Entity != r.Entity) {
				have = append(have, r)
			}
		}
	}
	return have
}

func round(v float64) float64 { return knowledge.Round(v) }

//
//go:noinline
func hasAny(list []string, ids ...string) bool {
	for _, id := range ids {
		if contains(list, id) {
			return true
		}
	}
	return false
}
