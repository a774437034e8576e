package evidence

import "slices"

// standing says which rank the named entities hold.
func (x *Index) standing(q *Query) *Finding {
	if q.circles() {
		return unknown("unknown.plain")
	}
	if q.Top > 1 && len(q.Names) == 1 && (len(q.Numbers) > 0 || q.Several() > 1) && hasAny(q.Concepts, "noun.model", "noun.device") {
		return unknown("unknown.plain") // "has X two phones in the top ten?": it is makers that are ranked
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	names := x.lean(q.Names)
	have, lack := x.known(s, names)
	if f := x.standsOtherwise(q, names, have); f != nil {
		return f
	}
	if len(lack) > 0 && (hasAny(q.Bare, "noun.deal", "noun.partner") || len(have) > 0 && x.relationOf(q, lack[0]) != nil) {
		return x.relation(q) // a deal may come first, too
	}
	if slices.ContainsFunc(have, func(r Row) bool { return !x.settled(s, r) }) {
		return unknown("unknown.rank.then", Arg{"names", Names(names)}, Arg{"period", s.period})
	}
	asked := claimedRank(q, s)
	if q.Top > 1 && len(have) == 0 {
		return x.noFigure(q, s, lack)
	}
	if rows := x.atRank(s, asked); len(have) == 0 && asked != 0 && len(rows) > 0 {
		if !x.settled(s, rows[0]) {
			return unknown("unknown.rank.who", Arg{"rank", Ranked{rows[0].Rank, 1}}, Arg{"period", s.period}).And(x.ofRows(s, rows))
		}
		return x.notThere(s, lack, asked)
	}
	if len(have) == 0 {
		return x.noFigure(q, s, lack)
	}
	if q.Facet == "facet.amount" && len(have) == 1 && q.Leading == have[0].Entity && have[0].Rank > 1 {
		if g := x.notHeld(q); g != nil {
			return g
		}
	}
	f = s.answer(0.5)
	lost := hasAny(q.Concepts, "act.lose", "act.withdraw") || q.Cues.Has("set.outside") || q.Top > 1 && (q.Facet == "facet.whether" || hasAny(q.Concepts, "dir.down")) && q.Cues.Has("ask.outof") // a place that was lost is not held
	if q.Top > 1 {
		asked = q.Top // "in the top two"
	}
	wrong := q.misplaces(have, asked, lost)
	sayVerdict(f, q, asked, len(have) == 1, wrong, lost)
	for _, r := range have {
		x.sayRow(f, s, r)
	}
	holders := func(n int) {
		if rows := x.atRank(s, n); len(rows) > 0 {
			x.sayHolder(f, s, n, rows)
		}
	}
	if asked != 0 && !wrong && !lost && q.Cues.Has("deg.bottom") && !q.Cues.Has("deg.top") && q.Top <= 1 && len(q.Ranks) == 0 {
		holders(-1) // and smaller ones are not listed
	}
	if asked != 0 && wrong && q.Top <= 1 {
		holders(asked)
	}
	if len(q.Ranks) == 1 && q.Ranks[0] != asked {
		holders(q.Ranks[0])
	}
	f.Series = nil
	return f
}

// standsOtherwise answers what is asked like somebody's rank but is not: a lead in points, or a share. It is nil where a rank is asked for.
func (x *Index) standsOtherwise(q *Query, names []string, have []Row) *Finding {
	one := len(names) == 1
	ranked := hasAny(q.Bare, "noun.rank", "noun.position", "noun.market", "noun.table")
	bounds := q.Cues.Has("deg.more", "deg.less", "bound.atleast", "bound.atmost", "bound.above", "bound.below")
	switch {
	case len(q.Points) == 1 && (one && len(q.Ranks) == 0 || len(names) == 0 && len(q.Ranks) == 2):
		return x.compare(q) // "is X's lead one point?", "one point between first and second?"
	case len(names) == 0:
		return x.holder(q)
	case one && q.Cues.Has("ask.what") && q.Facet == "" && len(q.Ranks) == 0 && hasAny(q.Bare, "act.lead") && !q.Asked.Said:
		return x.compare(q) // "what is X's lead?"
	case q.Asked.Prior > 0 && q.Metric != "" && q.Cues.Has("ask.what", "facet.amount") && len(q.Ranks) == 0:
		return x.lookup(q) // "what share had X a year before it came first"
	case q.Asked.Prior > 0 && !ranked && !bounds && q.placeless():
		return x.lookup(q) // "X, the Q4 before that": nothing says that it is a place
	case one && hasAny(q.Bare, "act.need") && q.Facet == "" && (q.Cues.Has("deg.top") || len(q.Ranks) == 1):
		return x.compare(q) // "what does X need to be first?"
	case one && q.Facet == "facet.amount" && (q.Cues.Has("deg.top") || len(q.Ranks) == 1):
		return x.compare(q) // "how far from the top"
	case one && q.Metric != "" && q.Facet == "facet.whether" && hasAny(q.Bare, "act.win") && !ranked && len(q.Ranks)+q.Top+len(q.Percents) == 0:
		return x.change(q) // "did X win share?"
	case q.Cues.Has("ask.which", "ask.firm") && bounds && len(q.Ranks) == 0 && q.Facet != "facet.whether" && len(have) > 0:
		return x.threshold(q)
	}
	return nil
}

// placeless reports whether nothing in a question is about a place in a ranking.
func (q *Query) placeless() bool {
	return q.Facet == "" && len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.bottom", "deg.near", "deg.next", "deg.tie") && !hasAny(q.Concepts, "act.lead", "act.lag", "act.tie")
}

// misplaces reports whether a question gives some rows a place, or one of the first places, that they do not hold.
func (q *Query) misplaces(have []Row, asked int, lost bool) bool {
	alone := hasAny(q.Bare, "adj.exclusive") && len(have) == 1
	for _, r := range have {
		switch {
		case alone && r.Tied > 1 && asked != 0:
			return true
		case q.Top > 1:
			if r.Rank > q.Top != lost {
				return true
			}
		case asked != 0 && (asked < r.Rank || asked >= r.Rank+r.Tied) != lost:
			return true
		}
	}
	// Fifth is no place of one who shares the third.
	return asked > 0 && q.Top <= 1 && len(have) == 1 && asked != have[0].Rank && !lost
}

// sayVerdict says yes or no to a place that a question gives: a rank is a premise about whom it names, though "first" may also ask for who is.
func sayVerdict(f *Finding, q *Query, asked int, one, wrong, lost bool) {
	switch {
	case asked == 0:
	case one && !hasAny(q.Bare, sizes...) && !(q.Top > 1 && q.Cues.Has("set.not top", "set.only")):
		if q.Cues.Has("set.not rank", "set.not deg.top", "set.not deg.bottom") && !lost {
			f.judge(wrong) // "X isn't first, is it?"
			return
		}
		f.say(pick(wrong, "no", "yes"))
		if wrong && !q.Contrary {
			f.Status = Corrected
		}
	case wrong && !q.Cues.Has("set.not top"):
		f.Status = Corrected
		f.say("not.quite")
	}
}

// claimedRank is the rank that a question claims for somebody; 0: none.
func claimedRank(q *Query, s scope) int {
	switch {
	case q.Cues.Has("deg.top"): // beside a rank it is what is claimed, the rank what is asked
		return 1
	case len(q.Ranks) == 1:
		return q.Ranks[0]
	case len(q.Names) == 1 && q.Cues.Has("deg.more") && hasAny(q.Concepts, "act.lead") && hasAny(q.Bare, "noun.rank", "noun.table"):
		return 1 // "top the ranking"
	case len(q.Names) == 1 && q.asks("facet.whether", "facet.why") && hasAny(q.Bare, "act.lead") && !q.Cues.Has("deg.less", "deg.bottom", "deg.near", "deg.tie") && q.Top <= 1:
		return 1 // "does X rule the market?", "why is X in the lead?"
	case q.Cues.Has("deg.bottom"):
		return s.table.row(s.table.len() - 1).Rank
	}
	return 0
}

// notThere corrects a rank that is claimed for somebody who is not in the table: it is another's.
func (x *Index) notThere(s scope, lack Names, rank int) *Finding {
	f := s.answer(0.3)
	f.Status = Corrected
	f.say("not.entity", Arg{"entity", Name(lack[0])})
	x.sayHolder(f, s, rank, x.atRank(s, rank))
	f.Series = nil
	return f
}

// misranked corrects a "why" that takes for granted that somebody holds a rank or is ahead of somebody, which is not so.
func (x *Index) misranked(f *Finding, q *Query) *Finding {
	if q.Facet != "facet.why" || hasAny(q.Bare, beyondFigures...) {
		return f
	}
	if q.Intent.Operation == "tell" && len(q.Names) == 2 && len(q.Ranks) == 0 && hasAny(q.Concepts, "act.lag", "act.lead") {
		pair := q.Clone()
		pair.Facet, pair.Contrary = "facet.whether", false
		if g := x.compare(pair); g.Status == Corrected {
			g.Fit, g.Tied = max(f.Fit, 0), true
			return g
		}
	}
	if f.Status == Corrected && q.Figures() || len(q.Names) == 0 || len(q.Ranks) == 0 && !q.Cues.Has("deg.top", "deg.bottom") ||
		hasAny(q.Bare, "noun.deal", "noun.partner") || hasAny(q.Bare, sizes...) {
		return f
	}
	if slices.ContainsFunc(q.Names, func(n string) bool { return x.relationOf(q, n) != nil }) || len(q.Ranks) == 0 && hasAny(q.Concepts, "dir.up", "dir.down") {
		return f // a deal is won, too, and "most" may be of a fall
	}
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil && x.isProduct(q.Names[0]) && len(x.lean(q.Names[:1])) == 1 {
		if _, lack := x.known(s, x.lean(q.Names[:1])); len(lack) > 0 {
			return unknown("unknown.facet.why") // a product is in no ranking of firms
		}
	}
	if g := x.notHeld(q); g != nil {
		g.Fit, g.Tied = max(f.Fit, 0), true
		return g
	}
	return f
}

// leadsNot answers a question for a figure of one that it takes for the leader, who does not lead.
func (x *Index) leadsNot(q *Query) *Finding {
	if f := x.notHeld(q); f != nil {
		return f
	}
	return x.standing(q)
}

// notHeld corrects a rank that a question takes for granted of the first whom it names. It is nil where they hold it.
func (x *Index) notHeld(q *Query) *Finding {
	first := q.Clone()
	first.Names, first.Contrary, first.Facet = q.Names[:1], false, ""
	if f := x.standing(first); f.Status == Corrected {
		return f
	}
	return nil
}
