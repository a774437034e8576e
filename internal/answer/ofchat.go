package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// gapBetween reads "gap between them?" after the figures of two, asked for one after the other, as the difference between those.
func (th *thread) gapBetween(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	n := len(th.run)
	if n < 2 || !slices.Contains(q.Concepts, "noun.difference") || !(q.Cues.Has("set.between") && q.Cues.Has("back.it") || q.Cues.Has("set.sum")) || !barely(r) || !mute(q) || !bareOnly(q, "noun.difference", "noun.point") || !asksAtMost(q, "facet.amount") || q.Cues.Has("set.not", "deg.tie") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Cues = slices.Clone(th.run[n-2:]), false, "", nil
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// notFrom reads "not S?" and "S, I suppose?" after where figures are from as the question whether they are from S.
func (th *thread) notFrom(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "measured" || !q.Cues.Has("set.not") && !asksAtEnd(r) || q.Cues.Has("back.and") || len(q.Others) != 1 || !barely(r) || len(q.Names)+len(q.People)+len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0 || q.Metric != "" || !bareOnly(q, "act.verify", "noun.rumour") || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	if o := e.index.Entity(q.Others[0]); o == nil || o.Kind != "source" {
		return q, false
	}
	next := last.Clone()
	next.Others, next.Facet, next.Cues, next.Contrary = q.Others, "facet.whether", nil, false
	return next, true
}

// ownWords reads "exact words please" after what rests on a person's statement as the question for that person's words.
func (th *thread) ownWords(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	by := th.statedBy(e)
	if by == "" || !slices.Contains(q.Bare, "noun.quotation") && !slices.Contains(q.Bare, "adj.exact") || !bareOnly(q, "noun.quotation", "adj.exact", "act.appeal", "act.show") || !barely(r) || !mute(q) || q.Facet != "" || q.Cues.Has("set.not") {
		return q, false
	}
	q = q.Clone()
	q.People, q.Contrary, q.Quote = []string{by}, false, ""
	q.Intent = e.index.Doing("quote")
	return q, q.Intent != nil
}

// toldWhom reads "whom did he tell that?" after what rests on a person's statement as the question where that person spoke.
func (th *thread) toldWhom(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	by := th.statedBy(e)
	whom := q.Cues.Has("ask.recipient") || cue(r, "facet.who", func(c *gazetteer.Mention) bool {
		return c.First > 0 || cue(r, "back.he", func(o *gazetteer.Mention) bool { return o.First > c.Last }) // "told who?", "whom did he tell?", but "who told him?"
	})
	said := slices.Contains(q.Bare, "act.say") || q.Cues.Has("back.he") && slices.Contains(q.Bare, "act.negotiate") || r.language == "zh" && q.Cues.Has("ask.recipient") // which has the word for it in it
	if by == "" || q.Facet != "facet.who" && q.Facet != "" || !said || !whom || !bareOnly(q, "act.say", "act.negotiate") || !barely(r) || !mute(q) || q.Cues.Has("set.not", "set.also") {
		return q, false
	}
	q = q.Clone()
	q.People, q.Contrary, q.Facet = []string{by}, false, "facet.where"
	q.Intent = e.index.Doing("venue")
	return q, q.Intent != nil
}

// statedBy is the person on whose statement the last answer rests that quotes nobody, and of whom there are words; "": there is none.
func (th *thread) statedBy(e *Engine) string {
	f := th.last.finding
	if f.Silent() || len(f.Quotes) > 0 || len(f.Claims) == 0 || th.last.query.Figures() {
		return ""
	}
	if by := e.index.Entity(f.Claims[0].By); by != nil && by.Kind == "person" && e.index.Speaks(by.ID) {
		return by.ID
	}
	return ""
}

// partGone reads "so more than a third gone?" after how one moved as the question whether that is so.
func (th *thread) partGone(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if q.Part == 0 || !moves[last.Intent.Operation] && !th.last.base.Cues.Has("move.from", "move.to") || th.one() == "" || !short(r) || len(q.Names)+len(q.People)+len(q.Others) > 0 || q.Metric != "" || q.Abroad != "" || !q.Limited() && !q.Cues.Has("deg.more", "deg.less") ||
		!asksAtMost(q, "facet.whether") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Ranks, q.Facet, q.Contrary, q.Bare, q.Concepts = []string{th.one()}, nil, "facet.whether", false, []string{"act.lose"}, []string{"act.lose"}
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}

// tiedBehind reads "how far behind the leader are those three?" and "how far are they off second place?" after who are tied as the question for the
// gap of any of them.
func (th *thread) tiedBehind(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	tied := th.sharing()
	if len(tied) == 0 || !q.Cues.Has("back.it", "back.they") || !q.Cues.Has("deg.top") && len(q.Ranks)+len(q.Names) != 1 || !q.Cues.Has("deg.less", "move.from") && !slices.Contains(q.Concepts, "noun.difference") || q.Facet != "facet.amount" || !short(r) || len(q.Names) > 1 || len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || q.Cues.Has("set.not", "set.sum") || slices.ContainsFunc(q.Names, func(n string) bool { return slices.Contains(tied, n) }) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Numbers, q.Contrary = append(tied[:1:1], q.Names...), nil, false
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// amongTied reads "is X one of them?" after who are tied as the question whether X is.
func (th *thread) amongTied(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	tied := th.sharing()
	if len(tied) == 0 || len(q.Names) != 1 || !q.Cues.Has("number.1") || !q.Cues.Has("back.it") || !firmsOnly(q) || !barely(r) || !bareOnly(q) || q.Metric != "" || q.Facet != "facet.whether" || q.Cues.Has("set.not", "facet.choice", "deg.more", "deg.less", "deg.top") {
		return q, false
	}
	q = q.Clone()
	q.Ranks, q.Contrary, q.Cues = []int{th.last.finding.Series[0].Rank}, false, evidence.Cues{"deg.tie"}
	q.Intent = e.index.Intent("tied")
	return q, q.Intent != nil
}

// yearOn reads "and a year later?" after the figure of one of a year before as the question for the one of now.
func (th *thread) yearOn(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	then := last.Asked.Exact && last.Period == e.index.Latest.Add(-evidence.YearBefore) || e.index.Once(last)
	if !q.Cues.Has("time.later") || len(last.Names) != 1 || !last.Figures() || !then || !barely(r) || !nobody(q) || q.Metric != "" || q.Abroad != "" || q.Cues.Has("set.not") {
		return q, false
	}
	next := last.Clone()
	next.Asked, next.Period, next.Cues, next.Facet, next.Contrary, next.Percents, next.Numbers, next.Claimed = evidence.Asked{}, evidence.Period{}, nil, "", false, nil, nil, nil
	next.Intent = e.index.Intent("lookup")
	return next, next.Intent != nil
}

// aheadThen reads "which of the two was ahead a year earlier?" after the two were compared as the same question of that time.
func (th *thread) aheadThen(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if len(last.Names) != 2 || !last.Figures() || q.Asked.Prior == 0 || !q.Cues.Has("deg.more", "deg.less", "deg.top") || !nobody(q) || q.Metric != "" || q.Abroad != "" || !short(r) || !bareOnly(q, "adj.former", "act.lead", "act.lag") ||
		!asksAtMost(q, "facet.who") || q.Cues.Has("set.not", "set.sum", "facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = last.Names, false, e.index.Intent("compare")
	return q, q.Intent != nil
}

// dealtWith reads "so they signed with them?" after somebody was spoken of who might have been a partner as the question whether that one is.
func (th *thread) dealtWith(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	party := ""
	for _, n := range th.last.base.Names {
		if e.index.Related(n) {
			if party != "" {
				return q, false
			}
			party = n
		}
	}
	if party == "" || e.index.Standing() == nil || !q.Cues.Has("back.it") || !slices.Contains(q.Bare, "act.sign") && !slices.Contains(q.Bare, "act.choose") || !bareOnly(q, "act.sign", "act.choose", "noun.deal") || !barely(r) || !mute(q) || q.Place != "" || q.Facet != "" && q.Facet != "facet.whether" ||
		q.Cues.Has("set.not", "set.also", "facet.choice", "time.future") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Facet, q.Contrary, q.Intent = []string{party}, "facet.whether", false, e.index.Standing()
	return q, true
}

// howMuchSaid reads "how much stronger, in %?" and "any figures?" after somebody's words as the question for a number in them.
func (th *thread) howMuchSaid(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	numbers := slices.Contains(q.Bare, "noun.number") && bareOnly(q, "noun.number", "adj.exact", "act.give", "act.mention") && (q.Facet == "facet.whether" || asksAtEnd(r)) && asksAtMost(q, "facet.whether") && !q.Cues.Has("set.all", "ask.which", "ask.what")
	if !th.last.query.Quoting() || q.Facet != "facet.amount" && !q.Cues.Has("ask.percent") && !numbers || !barely(r) || !mute(q) || q.Cues.Has("ask.count", "ask.onein") {
		return q, false
	}
	next := th.onceMore()
	next.Facet = "facet.amount"
	next.Cues.Add("ask.percent")
	return next, true
}
