package evidence

import "slices"

// holder says who is at a rank, the first where none is named.
func (x *Index) holder(q *Query) *Finding {
	switch {
	case q.Cues.Has("ask.growth", "time.yoy") && (len(q.Ranks) > 0 || q.Cues.Has("deg.top")), q.Cues.Has("ask.growth") && len(q.Names) == 0 && q.asksFirm() && !q.Cues.Has("deg.bottom"):
		return x.growth(q)
	case q.Top > 1, len(q.Names) == 0 && (len(q.Ranks) == 0 || len(q.Ranks) == 1 && q.Ranks[0] == 1) && q.Cues.Has("deg.top") && q.Cues.Has("deg.bottom"), // "highest to lowest"
		len(q.Ranks) == 0 && !q.Cues.Has("deg.top", "deg.bottom") && q.Facet != "facet.who" && len(q.Names) == len(q.Excepted):
		return x.wholeTable(q)
	}
	if m := x.metrics[q.Metric]; m != nil && m.Change != "" && len(q.Names)+len(q.Ranks) == 0 && !q.Cues.Has("deg.top", "deg.bottom") {
		return x.growth(q) // "whose shipment growth is on record?"
	}
	if f := x.heldOtherwise(q); f != nil {
		return f
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	ranks := x.ranksAsked(q, s)
	f = s.answer(0.5)
	leftOut := q.Cues.Has("set.except") || q.Cues.Has("set.not") && len(q.Excepted) == len(q.Names) && len(q.Ranks) == 0 && q.Facet == "facet.who" // "not X? who then"
	if len(q.Excepted) > 0 && leftOut && len(ranks) == 1 && x.sayWithout(f, q.Excepted, s, ranks[0]) {
		return f
	}
	if (q.Cues.Has("set.not rank") || q.Cues.Has("set.not deg.top") && len(q.Ranks) == 0) && q.Facet != "facet.whether" {
		x.sayTable(f, s, s.table.list(nil, s.table.besides(ranks)...))
		return f
	}
	for _, n := range ranks {
		rows := x.atRank(s, n)
		if len(rows) == 0 {
			return unknown("unknown.rank", Arg{"rank", Ranked{n, 1}}, Arg{"have", s.table.list(nil, s.table.all()).names()}, Arg{"market", Market(s.place)})
		}
		if !x.settled(s, rows[0]) {
			return unknown("unknown.rank.who", Arg{"rank", Ranked{rows[0].Rank, 1}}, Arg{"period", s.period}).And(x.ofRows(s, rows))
		}
		x.sayHolder(f, s, n, rows)
	}
	return f
}

// heldOtherwise answers what is asked like who is at a rank but is not: who is ahead of one, or over a limit. It is nil where a rank is asked for.
func (x *Index) heldOtherwise(q *Query) *Finding {
	ends, ordered := q.Cues.Has("deg.top", "deg.bottom"), q.Cues.Has("deg.more", "deg.less")
	lead := hasAny(q.Bare, "act.lead")
	switch {
	case len(q.Names) == 1 && q.Facet == "facet.who" && ordered && !ends && !q.Cues.Has("deg.near") && len(q.Excepted)+len(q.Ranks) == 0:
		return x.threshold(q) // "who is ahead of X?"
	case len(q.Excepted) > 0 && len(q.Ranks)+len(q.Names) == 0 && !ends && !hasAny(q.Concepts, "act.lead"):
		return x.wholeTable(q) // "everybody in the ranking that is not X"
	case len(q.Names) > len(q.Excepted):
		return x.standing(q)
	case len(q.Stated()) == 1 && len(q.Ranks) == 0 && (q.Limited() || len(q.Percents) == 1 && q.Metric == x.Book.Default.Metric && !ends && !lead):
		return x.threshold(q) // "who has more than 15%?", "who has a share of 16?"
	case q.ofLevel() && !lead && x.Figure(q.Numbers[0]):
		return x.threshold(q) // "who's at 15?"
	case len(q.Ranks) == 2 && (hasAny(q.Bare, "noun.difference") || len(q.Points) == 1 || q.Facet == "facet.amount" && lead):
		return x.compare(q)
	case len(q.Ranks) == 1 && q.Ranks[0] > 1 && q.Cues.Has("deg.top") && q.Facet != "facet.who" && !q.Cues.Has("deg.less", "bound.below", "set.not"):
		return x.compare(q) // "what separates the leader from second place"
	case len(q.Others) > 0 && len(q.Ranks) == 0 && q.Metric == "" && !ends:
		return unknown("unknown.names", Arg{"names", Names(q.Others)}) // "who runs X", of a source
	}
	return nil
}

// ofLevel reports whether a question asks who is at a number, and says of nothing that it is an amount.
func (q *Query) ofLevel() bool {
	return q.Facet == "facet.who" && len(q.Numbers) == 1 && len(q.Names)+len(q.Percents)+len(q.Ranks)+len(q.Points)+q.Top == 0 && q.Scale == "" && q.Asked.Prior == 0 &&
		!q.Cues.Has("deg.top", "deg.bottom", "ask.growth") && !hasAny(q.Bare, "act.sell", "act.ship", "noun.device", "noun.unit", "act.buy")
}

// ranksAsked are the ranks whose holders are asked for: the first where none is named, counted from the last for "second lowest".
func (x *Index) ranksAsked(q *Query, s scope) []int {
	bottom := q.Cues.Has("deg.bottom")
	ranks := q.Ranks
	switch {
	case len(ranks) > 1 && q.Cues.Has("deg.top") && !slices.Contains(ranks, 1) && q.asks("", "facet.who") && !q.Cues.Has("facet.choice", "deg.less"):
		ranks = append([]int{1}, ranks...) // "gold, silver, bronze"
	case len(ranks) == 0 && bottom:
		ranks = []int{-1}
	case len(ranks) == 0:
		ranks = []int{1}
	case len(ranks) == 1 && ranks[0] > 1 && ranks[0] <= s.table.len() && bottom && !q.Cues.Has("deg.top"):
		ranks = []int{s.table.row(s.table.len() - ranks[0]).Rank}
	}
	return x.beyond(q, s, ranks)
}

// sayWithout says who is at a rank when some are left out. It reports false where nobody is, or a long table would have to be read.
func (x *Index) sayWithout(f *Finding, without []string, s scope, n int) bool {
	l := s.table.list(without, s.table.all())
	if len(l.rows) == 0 || n < 1 && l.more > 0 {
		return false
	}
	if n < 1 {
		n = len(l.rows)
	}
	var at []Row
	rank := 0
	for i, r := range l.rows {
		if i == 0 || r.Value != l.rows[i-1].Value {
			if len(at) > 0 && i >= n {
				break
			}
			at, rank = nil, i+1
		}
		at = append(at, r)
	}
	if n >= rank+len(at) {
		return false
	}
	f.say("holder.without", append(x.rowArgs(s, at[0]), Arg{"without", Names(without)}, Arg{"names", plainly(at).names()}, Arg{"rank", Ranked{rank, len(at)}})...)
	f.Series = at
	x.citeRows(f, at...)
	x.sayInferred(f, at[len(at)-1])
	return true
}

// settled reports whether a row's place in its table is certain: a table of an earlier time that is shorter than
// the latest one may lack somebody, unless what is left of the whole is too little for that.
func (x *Index) settled(s scope, r Row) bool {
	if s.table.len() >= x.table(s.metric.ID, s.place, x.latest(s.metric.ID, s.place)).len() {
		return true
	}
	return s.metric.Whole > 0 && s.metric.Whole-s.table.sum(s.table.all()) < r.Value
}

// ofRows says figures without a place in a ranking.
func (x *Index) ofRows(s scope, rows []Row) *Finding {
	f := s.answer(0.4)
	for _, r := range rows {
		f.say(style(s.metric, r.Value), x.rowArgs(s, r)...)
		x.citeRows(f, r)
		x.sayInferred(f, r)
	}
	return f
}

// beyond moves a rank by one place for "right behind the leader" and "just above third".
func (x *Index) beyond(q *Query, s scope, ranks []int) []int {
	if len(ranks) != 1 || len(q.Names) > len(q.Excepted) || q.Percents != nil {
		return ranks
	}
	rows := x.atRank(s, ranks[0])
	switch {
	case len(rows) == 0, q.Cues.Has("deg.top") && len(q.Ranks) == 1 && rows[0].Rank == 2: // "who ranked second, behind the leader?"
	case q.Cues.Has("deg.less", "bound.below"):
		return []int{rows[0].Rank + rows[0].Tied}
	case q.Cues.Has("bound.above", "deg.more") && len(q.Ranks) == 1 && rows[0].Rank > 1:
		return []int{rows[0].Rank - 1}
	}
	return ranks
}

// atRank returns the rows at a rank, the first of them if there are many; -1 is the last. A rank inside a tie
// is that tie's.
func (x *Index) atRank(s scope, n int) []Row {
	at := s.table.rank(n)
	return s.table.rows(at[0], min(at[1], at[0]+MostListed))
}

func (x *Index) sayHolder(f *Finding, s scope, n int, rows []Row) {
	names := listed{rows, rows[0].Tied - len(rows)}.names()
	args := append(x.rowArgs(s, rows[0]), Arg{"names", names}, Arg{"rank", Ranked{rows[0].Rank, rows[0].Tied}})
	switch {
	case n < 0:
		f.say(pick(len(rows) > 1, "holder.last.tied", "holder.last"), args...)
	case len(rows) > 1:
		f.say("holder.tied", args...)
		if n != rows[0].Rank {
			f.say("holder.within", Arg{"asked", Ranked{n, 1}}, Arg{"rank", Ranked{rows[0].Rank, 1}})
		}
	default:
		f.say("holder.alone", args...)
	}
	f.Series = append(f.Series, rows...)
	x.citeRows(f, rows...)
}

// within reports whether a question sets two limits, one from below and one from above: "above 10% but below 20%".
func (q *Query) within() bool {
	limits := q.Stated()
	if len(limits) != 2 || len(q.Names)+len(q.Ranks) > 0 || q.Cues.Has("bound.atleast", "bound.atmost", "set.not") {
		return false
	}
	above := slices.Index(q.Cues, "bound.above")
	below := slices.Index(q.Cues, "bound.below")
	switch {
	case above < 0 || below < 0:
		return false
	case len(q.Percents) != 2: // in which order they are said is not known
		return true
	}
	return above < below == (limits[0] < limits[1])
}

// inside says who stands between two: by name, rank or figure. It is nil where the question does not ask for that.
func (x *Index) inside(q *Query) *Finding {
	within := q.within()
	if !q.Figures() || !q.Cues.Has("set.between") && !within || q.Facet != "facet.who" && !q.Cues.Has("ask.which", "ask.any", "ask.firm") && !q.counting() ||
		q.Cues.Has("deg.more", "deg.less") && !within || q.Cues.Has("deg.near", "facet.choice", "unit.points") || q.Cues.Has("deg.top") && len(q.Ranks) != 2 || hasAny(q.Concepts, "dir.up", "dir.down", "noun.difference") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, lack := x.known(s, x.lean(q.Names))
	ends := q.Stated()
	for _, r := range have {
		ends = append(ends, r.Value)
	}
	for _, n := range q.Ranks {
		if at := x.atRank(s, n); len(at) > 0 {
			ends = append(ends, at[0].Value)
		}
	}
	if len(ends) == 1 && q.Cues.Has("deg.tie") && len(s.table.ties) > 0 {
		ends = append(ends, s.table.value[s.table.ties[0]]) // "between X and those who tie"
	}
	slices.Sort(ends)
	if ends = slices.Compact(ends); len(ends) != 2 || len(lack) > 0 {
		return nil
	}
	f := s.answer(0.5)
	l := s.table.list(q.Excepted, span{s.table.above(ends[1], true)[1], s.table.above(ends[0], false)[1]})
	if len(l.rows) == 0 {
		f.say("threshold.none")
		l = s.table.list(nil, s.table.all())
	}
	f.Series = l.rows
	x.sayTable(f, s, l)
	return f
}

// rankBehind checks the rank that a statement gives one of two, where it also says behind or ahead of whom that is: "X is second, behind Y,
// right?" It is nil where the rank is right, or the question says no such thing.
func (x *Index) rankBehind(q *Query) *Finding {
	if !q.Figures() || !q.asserts() || !q.Cues.Has("deg.less", "deg.more") || len(q.Percents)+len(q.Points) > 0 || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, q.Names[0])
	if !ok || r.Rank == q.Ranks[0] {
		return nil
	}
	q = q.Clone()
	q.Names, q.Cues, q.Facet = q.Names[:1], nil, "facet.whether"
	return x.standing(q)
}

// rankBeside says who holds a rank where a question gives another's figure beside it: "with X at 17%, who is second?" The figure is corrected where it
// is another. It is nil where the question asks for more.
func (x *Index) rankBeside(q *Query) *Finding {
	given := q.Claimed[0]
	if !q.Figures() || len(q.Names) != 1 || q.Names[0] != given.Name || q.Asked.Prior > 0 || len(q.Percents)+len(q.Numbers) != 1 || q.Cues.Has("set.not", "facet.choice", "set.except") {
		return nil
	}
	rest := q.Clone()
	rest.Names, rest.Percents, rest.Numbers, rest.Claimed = nil, nil, nil, nil
	rest.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.less" || id == "deg.more" || id == "deg.top" })
	f := x.holder(rest)
	s, miss := x.scope(rest)
	if f.Silent() || miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, given.Name)
	if !ok || near(r.Value, given.Value) {
		return f
	}
	wrong := s.answer(f.Fit)
	x.sayRow(wrong, s, r)
	return wrong.correct("not.quite").And(f)
}
