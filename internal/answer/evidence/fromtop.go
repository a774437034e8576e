package evidence

import "slices"

// fromTop lists the ranking down to a place, where a question asks for it from the first on: "rank the brands from the leader down to third place".
// It is nil where a question does not do so.
func (x *Index) fromTop(q *Query) *Finding {
	down := len(q.Ranks) == 1 && q.Ranks[0] > 1 || len(q.Ranks) == 2 || q.Cues.Has("deg.bottom") || hasAny(q.Concepts, "act.lag")
	list := q.Cues.Has("ask.firm", "back.they") || hasAny(q.Bare, "noun.rank", "act.list", "act.sort", "noun.table")
	more := len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Points)+len(q.Excepted) > 0
	if !down || !list || more || q.Facet != "" || hasAny(q.Concepts, "noun.difference") || q.Cues.Has("ask.growth", "set.sum", "set.not", "facet.choice") || q.Asked.Prior > 0 || x.doing["table"] == nil {
		return nil
	}
	all := &Query{Intent: x.doing["table"], Metric: q.Metric, Place: q.Place, Period: q.Period, Asked: q.Asked}
	if len(q.Ranks) > 0 {
		all.Top = slices.Max(q.Ranks)
	}
	return x.wholeTable(all).surely()
}

// behindFirst lists all who are behind the first: "name each vendor behind the leader". It is nil where a question asks for the next one, or for more.
func (x *Index) behindFirst(q *Query) *Finding {
	more := len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Percents)+len(q.Points)+len(q.Excepted)+q.Top > 0 || q.Asked.Prior > 0 || q.Facet != "" && q.Facet != "facet.who" && q.Facet != "facet.whether"
	if !q.Figures() || more || q.Cues.Has("deg.more", "deg.near", "deg.next", "deg.tie", "unit.points", "facet.choice", "set.not", "ask.count") || hasAny(q.Concepts, "noun.difference") || !x.ofDefault(q) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	f := s.answer(0.5).surely()
	x.sayTable(f, s, s.table.list(nil, span{s.table.above(s.table.row(0).Value, true)[1], s.table.len()}))
	return f
}

// dethroned says who is ahead of one of whom a question asks who overtook it, or that nobody is: "who knocked X off the top?" It is nil where a
// question does not ask for that.
func (x *Index) dethroned(q *Query) *Finding {
	lost := hasAny(q.Bare, "act.overtake") && (q.Cues.Has("move.ahead") || !q.Cues.Has("deg.more", "deg.less", "move.to")) || q.Cues.Has("move.from") && (q.Cues.Has("deg.top") || len(q.Ranks) == 1)
	if !q.Figures() || !lost || len(q.People)+len(q.Others)+len(q.Percents)+len(q.Points)+len(q.Excepted) > 0 || q.Asked.Prior > 0 ||
		q.Cues.Has("set.not", "facet.choice", "time.future", "deg.near", "deg.next") {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, q.Names[0])
	if !ok {
		return nil
	}
	f := s.answer(0.6).surely()
	if q.Doer != "" {
		if q.Cues.Has("deg.more") {
			return nil // "who did X overtake?" asks who is behind it
		}
		x.sayRow(f, s, r)
		return x.instead(q, f, "unknown.rank.then", Arg{"names", Names{r.Entity}}, Arg{"period", s.period.Add(-4)})
	}
	if r.Rank == 1 {
		x.sayRow(f, s, r)
		return f.correct("no")
	}
	ahead := s.table.list(nil, s.table.above(r.Value, false))
	x.sayTable(f, s, ahead)
	f.Series = ahead.rows
	return f.say("unknown.rank.then", Arg{"names", Names{r.Entity}}, Arg{"period", s.period.Add(-4)})
}

// offPlace says how far one is from a place, where a question is by how much they are short of it: "how many points off first did X end up?" It is
// nil where a question does not ask for that.
func (x *Index) offPlace(q *Query) *Finding {
	apart := q.Cues.Has("unit.points") || hasAny(q.Bare, "noun.difference")
	if !q.Figures() || len(q.Names) != 1 || !apart || len(q.Points)+len(q.Percents)+len(q.People)+len(q.Others) > 0 || q.ofChange() || q.Asked.Prior > 0 || q.Cues.Has("set.not", "facet.choice", "ask.growth") {
		return nil
	}
	return x.compare(q)
}
