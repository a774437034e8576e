package evidence

import "slices"

// ofRank gives the figure of who holds a place that a question tells by it alone: "how much does number two have?" It is nil where a
// question does not ask for that.
func (x *Index) ofRank(q *Query) *Finding {
	switch q.Intent.Operation {
	case "rest", "growth", "lookup", "total":
	default:
		return nil
	}
	if !q.Figures() || len(q.Names)+len(q.Percents)+len(q.Numbers)+len(q.Points)+q.Top > 0 || len(q.Ranks) > 1 || len(q.Ranks) == 0 && !q.Cues.Has("deg.top") || q.Asked.Prior > 0 ||
		q.Metric != "" && q.Metric != x.Book.Default.Metric || q.ofChange() || hasAny(q.Bare, "noun.difference", "noun.remainder", "act.combine", "noun.unit", "act.sell", "act.ship") ||
		q.Cues.Has("deg.less", "set.sum", "set.not", "set.except", "facet.choice", "unit.points", "time.yoy", "deg.tie", "ask.firm") {
		return nil
	}
	return x.holder(q)
}

// toReach says how far one is from a place that a question asks what it takes to reach: "how much must X gain to be first?" It is nil where
// a question does not ask for that.
func (x *Index) toReach(q *Query) *Finding {
	if !q.Figures() || len(x.lean(q.Names)) != 1 || len(q.Percents)+len(q.Points) > 0 || len(q.Ranks) == 0 && !q.Cues.Has("deg.top") || !hasAny(q.Bare, "dir.up") || q.Asked.Prior > 0 {
		return nil
	}
	q = q.Clone()
	q.Concepts, q.Bare, q.Metric = nil, nil, ""
	if f := x.compare(q); !f.Silent() {
		f.Sure = true
		return f
	}
	return nil
}

// leaderAnd says who leads and whether another has the place that a question gives it: "who leads, and is X third?" It is nil where a
// question does not ask for that.
func (x *Index) leaderAnd(q *Query) *Finding {
	twice := q.Cues.Has("deg.top") && q.Cues.Has("back.and") && q.Cues.Has("facet.whether") && !q.Cues.Has("set.not")
	if !q.Figures() || !twice || len(x.lean(q.Names)) != 1 || len(q.Ranks) != 1 || q.Ranks[0] == 1 || len(q.Percents)+len(q.Excepted) > 0 || q.Asked.Prior > 0 {
		return nil
	}
	lead, place := q.Clone(), q.Clone()
	lead.Names, lead.Ranks = nil, nil
	place.Facet = "facet.whether"
	place.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.top" || id == "deg.more" })
	f, g := x.holder(lead), x.standing(place)
	if f.Silent() || g.Silent() {
		return nil
	}
	both := g.And(f)
	both.Fit, both.Series, both.Metric, both.Period, both.Place = 0.5, nil, f.Metric, f.Period, f.Place
	return both
}

// holderBeside says who holds a rank where the question takes for granted that another does hold one: it says where that one stands if it
// does not. It is nil for one who is in no table.
func (x *Index) holderBeside(q *Query) *Finding {
	s, miss := x.scope(&Query{Place: q.Place, Abroad: q.Abroad})
	if !q.Figures() || miss != nil || !x.ofDefault(q) {
		return nil
	}
	r, ok := x.rowOf(s, x.lean(q.Names)[0])
	rows := x.atRank(s, q.Placed[1])
	if !ok || len(rows) == 0 {
		return nil
	}
	f := s.answer(0.6)
	if q.Placed[0] < r.Rank || q.Placed[0] >= r.Rank+r.Tied {
		x.sayRow(f, s, r)
		if q.Cues.Has("ask.suppose") {
			return x.instead(q, f.surely(), "unknown.forecast") // "if X fell to second, who would be first?"
		}
		f.correct("no")
	}
	if r.Rank != rows[0].Rank || f.Status == Answered {
		x.sayHolder(f, s, q.Placed[1], rows)
	}
	f.Series = nil
	return f.surely()
}

// firstOrLast lists so many of the first or the last, or all, where a question names nobody: "two biggest vendors", "bottom three", "rank
// the five vendors". It denies that so many are level where fewer are. It is nil where a question does not ask for that.
func (x *Index) firstOrLast(q *Query) *Finding {
	firms := q.Intent != nil && q.Intent.Operation == "people" && q.Top > 1 && len(q.Titles) == 0 && !q.Cues.Has("ask.person")
	more := len(q.People)+len(q.Percents)+len(q.Points)+len(q.Ranks)+len(q.Others)+len(q.Excepted) > 0
	if !q.Figures() && !firms || more || q.Asked.Prior > 0 || q.ofChange() || !x.ofDefault(q) ||
		q.Cues.Has("set.sum", "set.not", "set.pool", "set.against", "facet.choice", "unit.points", "deg.more", "deg.less", "time.yoy") || hasAny(q.Bare, "act.combine", "noun.difference", "noun.mean", "noun.remainder") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.table.len() < 2 {
		return nil
	}
	n := q.Several()
	f := s.answer(0.6)
	list := s.table.list(nil, s.table.all())
	switch op := q.Intent.Operation; {
	case q.Top > 1 && (op == "movers" || op == "people") && q.Facet != "facet.whether":
		return x.wholeTable(q)
	case n == s.table.len() && q.Cues.Has("deg.bottom") && !q.Cues.Has("deg.top", "deg.tie") && hasAny(q.Bare, "adj.small", "act.lag"):
		return x.holder(q) // "the smallest of the five"
	case n > 1 && n <= s.table.len() && q.Cues.Has("deg.bottom") && !q.Cues.Has("deg.top", "deg.tie") && q.Facet != "facet.amount":
		list = s.table.list(nil, span{s.table.row(s.table.len()-n).Rank - 1, s.table.len()})
	case n == s.table.len() && hasAny(q.Bare, "noun.rank") && (op == "rest" || op == "tied" || op == "total") && !q.Cues.Has("deg.tie"):
	case n > 2 && q.Cues.Has("deg.tie") && !q.Cues.Has("ask.which") && q.Facet != "facet.who" && !slices.ContainsFunc(list.rows, func(r Row) bool { return r.Tied >= n }):
		f.correct("no")
	default:
		return nil
	}
	f.Series = list.rows
	x.sayTable(f, s, list)
	return f
}

// anyNumber gives all figures where a question asks for the largest or smallest that is mentioned, of whatever. It is nil where a question
// does not ask for that.
func (x *Index) anyNumber(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != ""
	if !q.Figures() || !hasAny(q.Bare, "act.mention") || !hasAny(q.Bare, "noun.point", "noun.number") || more || q.Facet == "facet.who" || q.Cues.Has("ask.firm") {
		return nil
	}
	return x.keyNumbers(q)
}
