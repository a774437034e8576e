package evidence

// counterpart adds whom a single name is compared with: who holds a rank that is named, or leads.
func (x *Index) counterpart(q *Query, s scope, have []Row) []Row {
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
	gap := len(q.Names) == 1 && hasAny(q.Bare, "noun.difference")
	if len(have) == 1 && have[0].Rank > 1 && len(ranks) == 0 && q.Top == 0 && (q.howFarBehind() || q.saidToLead() || gap && q.gapNow() || q.asksAhead()) {
		ranks = []int{1}
	}
	if len(have) == 1 && have[0].Rank == 1 && len(q.Ranks) == 0 && (q.Cues.Has("deg.top", "deg.more") || q.Facet == "facet.amount" || gap) {
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

// howFarBehind reports whether a question is how far behind somebody is.
func (q *Query) howFarBehind() bool {
	return q.Facet == "facet.amount" && (q.Cues.Has("deg.less") || hasAny(q.Concepts, "act.lag")) || q.Facet == "" && hasAny(q.Concepts, "act.lag") && q.Cues.Has("role.by") // "X trails by?"
}

// saidToLead reports whether a question takes for granted that the only one it names leads, and is by how much: "X is in the lead, by how much?"
func (q *Query) saidToLead() bool {
	return q.Facet == "facet.amount" && len(q.Names) == 1 && hasAny(q.Bare, "act.lead") && !hasAny(q.Bare, "act.need", "act.lag", "act.lose", "noun.difference") && !q.ofChange() &&
		!q.Cues.Has("deg.less", "move.from", "move.to", "set.off", "set.not", "ask.suppose", "ask.which")
}

// gapNow reports whether a gap is one between two now, not that of one within a year: "X's gap".
func (q *Query) gapNow() bool {
	return !q.Cues.Has("unit.points", "deg.tie") && !hasAny(q.Bare, "dir.up", "dir.down", "act.change", "adj.former")
}

// asksAhead reports whether a question is no more than whether somebody is ahead: "is X ahead?"
func (q *Query) asksAhead() bool {
	if q.Intent == nil || q.Intent.Operation != "compare" || q.Facet != "facet.whether" || len(q.Names) != 1 || q.Asked.Said || q.ofChange() {
		return false
	}
	return q.Part == 0 && len(q.Stated()) == 0 && q.Cues.Has("deg.more") &&
		!q.Cues.Has("deg.less", "deg.bottom", "unit.points", "ask.suppose", "time.yoy") && !hasAny(q.Bare, "act.sell", "act.ship", "adj.former")
}
