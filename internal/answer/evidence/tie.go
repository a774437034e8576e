package evidence

import "slices"

// tied says who shares a rank.
func (x *Index) tied(q *Query) *Finding {
	if f := x.tiedOtherwise(q); f != nil {
		return f
	}
	if q.sharesFirst() {
		q = q.Clone()
		q.Ranks = []int{1}
	}
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	f = s.answer(0.5)
	have, lack := x.known(s, x.lean(q.included()))
	if len(have) == 1 && len(lack) == 1 && have[0].Tied > 1 && q.Facet == "facet.whether" && q.Cues.Has("deg.tie") && q.Cues.Has("back.it") && len(q.Ranks) == 0 && !q.Cues.Has("facet.choice", "set.not", "set.also") {
		f.correct("not.entity", Arg{"entity", Name(lack[0])}) // "is it S that X is tied with?"
		x.sayHolder(f, s, have[0].Rank, x.atRank(s, have[0].Rank))
		x.sayInferred(f, have[0])
		return f
	}
	if len(have) == 1 && have[0].Tied > 1 && q.Facet == "facet.who" && (q.Cues.Has("deg.tie") || hasAny(q.Bare, "act.tie")) && len(q.Ranks) == 1 && q.Ranks[0] != have[0].Rank && !q.Cues.Has("unit.points") {
		f.correct("not.quite") // "X tied for first with whom?"
		x.sayHolder(f, s, have[0].Rank, x.atRank(s, have[0].Rank))
		x.sayInferred(f, have[0])
		return f.surely()
	}
	if len(have) == 1 && (q.Cues.Has("unit.points", "deg.top") || q.Facet == "facet.amount") {
		return x.compare(q)
	}
	if len(have) == 2 && have[0].Rank != have[1].Rank && (q.Facet == "facet.amount" || q.Facet == "" && q.Cues.Has("ask.what")) {
		return x.compare(q) // "what would X need to draw level with Y?"
	}
	if len(lack) > 0 && (len(have) == 0 || q.Facet == "facet.whether" && len(have) == 1 && len(q.Ranks) == 0 && !q.Cues.Has("facet.choice")) {
		return x.noFigure(q, s, lack)
	}
	if q.Cues.Has("set.not deg.tie", "set.not rank") && len(q.Excepted) == 0 {
		if q.Tagged && len(q.Names)+len(q.Ranks) == 0 && len(s.table.tied(nil, false)) > 0 {
			x.sayTies(f.correct("not.quite"), q, s, false) // "there was no tie, right?"
			return f
		}
		return x.untied(f, s)
	}
	if len(have) == 1 && have[0].Tied == 1 && q.Cues.Has("set.also") && len(q.Ranks) == 0 {
		x.sayRow(f.say(pick(q.Facet == "facet.whether", "no", "threshold.none")), s, have[0]) // "who else is at that?"
		return f
	}
	apart := slices.ContainsFunc(have, func(r Row) bool { return r.Tied == 1 || r.Rank != have[0].Rank })
	if q.Facet == "facet.whether" && q.Cues.Has("deg.tie", "deg.as") && len(have) > 0 && !apart && len(lack) == 0 && !q.Cues.Has("facet.choice", "set.not", "set.only") && !hasAny(q.Bare, "adj.exclusive") {
		f.judge(len(q.Ranks) != 1 || q.Ranks[0] == have[0].Rank)
	}
	for i, r := range have {
		if r.Tied == 1 || i > 0 && r.Rank != have[0].Rank {
			f.Status = Corrected
			f.say(pick(q.Facet == "facet.whether", "no", "not.quite"))
			for _, h := range have {
				x.sayRow(f, s, h)
			}
			break
		}
	}
	if q.asks("", "facet.whether") && len(have) == 1 && have[0].Tied > 1 && hasAny(q.Bare, "adj.exclusive") && !q.Cues.Has("set.not") {
		f.correct("no") // "is X third alone?"
	}
	if len(q.Ranks) == 1 && len(have) == 0 {
		if rows := x.atRank(s, q.Ranks[0]); len(rows) == 1 {
			f.correct(pick(q.Facet == "facet.whether", "no", "not.quite")) // one has the rank alone
			x.sayHolder(f, s, rows[0].Rank, rows)
			if q.Facet == "facet.why" && len(s.table.tied(nil, false)) > 0 {
				of := q.Clone()
				of.Ranks = nil
				x.sayTies(f, of, s, false) // "how come three are tied for first?"
				return f.surely()
			}
			return f
		}
	}
	x.sayTies(f, q, s, len(have) > 0)
	f.Parts = unique(f.Parts)
	return f
}

// tiedOtherwise answers what is asked with a word for a tie, but for a sum, a difference or a rank. It is nil where a tie is asked for.
func (x *Index) tiedOtherwise(q *Query) *Finding {
	tie, apart := q.Cues.Has("deg.tie"), hasAny(q.Bare, "noun.difference")
	switch {
	case q.Cues.Has("set.sum"):
		return x.total(q)
	case len(q.Ranks) == 2, len(q.Ranks) == 1 && q.Ranks[0] > 1 && q.Cues.Has("deg.top") && apart:
		return x.compare(q)
	case len(q.Ranks) == 1 && tie && apart:
		return x.fromTied(q)
	case q.Asked.Prior > 0 && len(q.Names) == 1 && len(q.Ranks) == 0 && (q.Metric != "" || q.Cues.Has("unit.percent")):
		return x.lookup(q) // "X's percentage in the same quarter of the year before"
	case q.Asked.Prior > 0 && len(q.Names) == 1:
		return x.standing(q)
	case q.Facet == "" && len(q.Names)+len(q.Ranks) == 0 && hasAny(q.Bare, "noun.rank", "noun.table") && q.Cues.Has("back.and", "op.add", "set.all"):
		return x.wholeTable(q) // "rank them all, and mark the ties"
	case len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) && len(q.Ranks) == 0 && q.asksWhich() && !tie && !hasAny(q.Bare, "act.tie"):
		return x.wholeTable(q) // "which brands other than X are in it?"
	case q.Top > 0 && !(tie && q.Cues.Has("ask.count", "ask.which")):
		return x.wholeTable(q)
	case len(q.Ranks) == 1 && len(q.included()) == 0 && !tie && !hasAny(q.Bare, "act.tie"):
		return x.holder(q)
	}
	return nil
}

// sharesFirst reports whether a question takes the first place for shared: "which brands shared the top spot?"
func (q *Query) sharesFirst() bool {
	return q.Cues.Has("deg.tie") && q.Cues.Has("deg.top") && q.asksWhich() && len(q.Names)+len(q.Ranks)+len(q.Points)+q.Top == 0
}

// sayTies says who shares each rank that is shared, of the ranks of the question or of all, or gives the table where none is.
func (x *Index) sayTies(f *Finding, q *Query, s scope, all bool) {
	said := false
	for _, r := range s.table.tied(q.Ranks, all) {
		if q.Top > 0 && r.Rank > q.Top {
			continue
		}
		said = true
		if len(q.Excepted) > 0 && q.Cues.Has("set.except") && x.sayWithout(f, q.Excepted, s, r.Rank) {
			continue
		}
		x.sayHolder(f, s, r.Rank, x.atRank(s, r.Rank))
		x.sayInferred(f, r)
	}
	if !said {
		f.say("tied.none")
		x.sayTable(f, s, s.table.list(nil, s.table.all()))
	}
}

// fromTied sets who holds a rank against those who are tied: "the gap between first place and the tie".
func (x *Index) fromTied(q *Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	tied := s.table.tied(nil, false)
	if len(tied) == 0 {
		return x.wholeTable(q)
	}
	q = q.Clone()
	q.Ranks = append(slices.Clone(q.Ranks), tied[0].Rank)
	return x.compare(q)
}

// besideTie says who is right ahead of those who are tied, or right behind them. It is nil where somebody is named, or where there is not one tie.
func (x *Index) besideTie(q *Query) *Finding {
	if len(q.Names)+len(q.Ranks)+len(q.Excepted) > 0 || q.Top > 0 || q.Cues.Has("set.not", "deg.near", "tense.past") {
		return nil
	}
	s, f := x.scope(q)
	if f != nil {
		return nil
	}
	tied := s.table.tied(nil, true)
	if len(tied) == 0 || slices.ContainsFunc(tied, func(r Row) bool { return r.Rank != tied[0].Rank }) {
		return nil
	}
	q = q.Clone()
	q.Names, q.Cues = Names{tied[0].Entity}, append(slices.Clone(q.Cues), "deg.next")
	return x.nearest(q)
}

// untied names those outside every tie.
func (x *Index) untied(f *Finding, s scope) *Finding {
	l := listed{s.table.at(s.table.alone), s.table.lone - len(s.table.alone)}
	f.Series = l.rows
	x.sayTable(f, s, l)
	return f
}
