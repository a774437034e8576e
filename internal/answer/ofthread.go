package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/knowledge"
)

// notThat reads "not X?" after who holds a rank as the question whether X does.
func (th *thread) notThat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	deal := last.Intent.Exclusive && last.Facet == "facet.who"
	if !deal && (last.Intent.Operation != "holder" || len(last.Names) > 0) || th.last.finding.Silent() || !q.Cues.Has("set.not") || len(q.Names) != 1 || !barely(r) || !firmsOnly(q) || !bareOnly(q, "act.verify") || q.Metric != "" || q.Asked.Said || q.Place != "" || q.Abroad != "" ||
		len(q.Numbers) > 0 || !asksAtMost(q, "facet.whether") || q.Cues.Has("deg.more", "deg.less", "set.sum", "facet.choice") {
		return q, false
	}
	next := last.Clone()
	next.Intent, next.Names, next.Facet, next.Contrary = e.index.Intent("standing"), q.Names, "facet.whether", false
	if deal {
		next.Intent = last.Intent // "not X?", after who it was
	}
	return next, next.Intent != nil
}

// firstOrOther reads "how much more is the first one?" after the figures of two, asked for one after the other, as the difference between them.
func (th *thread) firstOrOther(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	n := len(th.run)
	if n < 2 || !q.Cues.Has("back.one") || !q.Cues.Has("deg.more", "deg.less", "ask.compare") && !slices.Contains(q.Concepts, "noun.difference") || !short(r) || len(q.Names) > 0 || len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" || q.Cues.Has("set.not") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Ranks, q.Top, q.Contrary, q.Concepts, q.Bare, q.Cues = slices.Clone(th.run[n-2:]), nil, 0, false, nil, nil, nil
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// theirFigure reads "and their market share?" after a statement on one firm as the question for that firm's.
func (th *thread) theirFigure(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	own := th.last.base.Names
	if q.Metric == "" || !q.Cues.Has("back.it") || th.last.query.Figures() || len(own) != 1 || !e.index.Companies(own) || !barely(r) || !nobody(q) || q.Asked.Said || q.Abroad != "" || !bareOnly(q) || !asksAtMost(q, "facet.amount") || q.Cues.Has("set.not", "set.sum", "deg.more", "deg.less", "deg.top", "deg.tie") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = own, false, e.index.Intent("lookup")
	return q, q.Intent != nil
}

// otherOne reads "and the other one?" after which of two it was as the question how the other stands.
func (th *thread) otherOne(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	two := th.last.base.Names
	if !q.Cues.Has("back.one") || len(two) == 0 || th.last.query.Figures() || th.last.finding.Silent() || !barely(r) || !mute(q) || !bareOnly(q) || !asksAtMost(q, "facet.who") || e.index.Standing() == nil {
		return q, false
	}
	other := otherOf(two, e.index.Told(th.last.finding.Claims))
	if other == "" {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = []string{other}, false, e.index.Standing()
	return q, true
}

// otherOf returns the only other firm that is told to be what one of some is, "was X considered?", where Y was, too, or the other of two of which one is what
// something was told of. It is "" where there is no such one, or where there are more.
func otherOf(two []string, told []*knowledge.Relation) string {
	others := func(role string) (out []string) {
		for _, rel := range told {
			if rel.Role == role && !slices.Contains(two, rel.Object) {
				out = once(out, rel.Object)
			}
		}
		return out
	}
	for _, rel := range told {
		if !slices.Contains(two, rel.Object) {
			continue
		}
		if like := others(rel.Role); len(like) == 1 {
			return like[0]
		}
		if rel != told[0] || len(two) != 2 {
			return ""
		}
		return two[(slices.Index(two, rel.Object)+1)%len(two)]
	}
	return ""
}

// onThatDay reads "on Friday?" after a statement that says when something was as the question when it was.
func (th *thread) onThatDay(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	day := slices.ContainsFunc(q.Concepts, func(id string) bool { return strings.HasPrefix(id, "day.") })
	if !day || th.last.query.Figures() || f.Silent() || len(f.Claims) == 0 || f.Claims[0].Knows["facet.when"] == nil || !short(r) || !mute(q) || !asksAtMost(q, "facet.whether", "facet.when") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !strings.HasPrefix(id, "day.") && id != "act.happen" }) || q.Cues.Has("time.future") {
		return q, false
	}
	again := th.onceMore()
	again.Facet, again.Concepts, again.Bare = "facet.when", q.Concepts, q.Bare
	return again, true
}

// spokenThere reads "X, right?" after where somebody spoke, and "was that at X?" after their words, as the question whether it was there.
func (th *thread) spokenThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	where := e.index.Doing("venue")
	if where == nil || last.Intent.Operation != "venue" && !(last.Quoting() && q.Cues.Has("back.it")) || len(th.last.finding.Quotes) == 0 || len(q.Others) != 1 || !barely(r) || len(q.Names)+len(q.People)+len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0 || q.Metric != "" || !asksAtMost(q, "facet.whether", "facet.where") || !bareOnly(q, "act.verify", "noun.event", "noun.outlet") {
		return q, false
	}
	if o := e.index.Entity(q.Others[0]); o == nil || o.Kind != "event" && o.Kind != "outlet" {
		return q, false
	}
	again := last.Clone()
	again.Intent, again.Quote, again.Names, again.Bare, again.Concepts = where, "", nil, nil, nil
	again.Others, again.People, again.Facet, again.Contrary = q.Others, []string{th.last.finding.Quotes[0].Speaker}, "facet.whether", false
	return again, true
}

// detailOf reads "on what devices?" after a statement as that one once more, where it tells of just that thing.
func (th *thread) detailOf(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if th.last.query.Figures() || f.Silent() || len(f.Claims) == 0 || len(f.Quotes) > 0 || q.Which == "" || !barely(r) || !mute(q) || q.Facet != "" || !bareOnly(q, q.Which) || !tellsOf(r, f.Claims[0].Text["en"], q.Which) || q.Cues.Has("set.not", "set.also", "deg.top") {
		return q, false
	}
	return th.onceMore(), true
}

// tellsOf reports whether a text has the word by which an utterance names a thing.
func tellsOf(r *reading, text, thing string) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == thing && strings.Contains(text, r.tokens[m.Last-1].Text)
	})
}

// quotedToo reads "ok, X then" after somebody's words as the question for X's.
func (th *thread) quotedToo(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if len(q.People) != 1 {
		return q, false
	}
	person := only(r, gazetteer.Person)
	said := last.Quoting() || slices.Contains(last.Bare, "act.say") && last.Cues.Has("ask.what")
	merely := person != nil && namesNone(q) && merelyNames(r, person)
	one := q.Held && q.Cues.Has("back.it") && !q.Cues.Has("ask.what") // "now the one from X's boss"
	if !said || slices.Equal(q.People, last.People) || !barely(r) || !merely && !one || !bareOnly(q, "noun.executive", "noun.quotation", "adj.current") || q.Facet != "" {
		return q, false
	}
	again := last.Clone()
	again.People, again.Names, again.Held, again.Contrary, again.Quote = q.People, nil, false, false, ""
	if !last.Quoting() {
		again.Intent = e.index.Doing("quote") // somebody was asked for whom nothing quotes
	}
	return again, again.Intent != nil
}

// topOf reads "nah, just the top 2" after a table as that one with so many places.
func (th *thread) topOf(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if last.Intent.Operation != "table" || q.Top == 0 || !barely(r) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || q.Abroad != "" || q.Asked.Said || !bareOnly(q, "act.list", "noun.rank") || !asksAtMost(q, "facet.who") ||
		q.Cues.Has("set.not", "set.sum", "set.except", "set.between", "deg.more", "deg.less", "deg.bottom", "facet.choice") {
		return q, false
	}
	next := last.Clone()
	next.Top, next.Ranks, next.Cues = q.Top, nil, q.Cues
	return next, true
}

// broughtUp reads "did he bring up X in it?" after somebody's words as the question whether X is in them.
func (th *thread) broughtUp(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	who := th.referent(e)
	if !th.last.query.Quoting() || len(who) == 0 || !q.Cues.Has("back.he") || len(q.Names) == 0 || !firmsOnly(q) || q.Metric != "" || q.Facet != "facet.whether" || !short(r) ||
		!slices.Contains(q.Bare, "act.mention") || !bareOnly(q, "act.mention", "act.say", "noun.event", "noun.quotation") || q.Cues.Has("facet.choice") {
		return q, false
	}
	q = q.Clone()
	q.People, q.Contrary = who, false
	q.Intent = e.index.Doing("wording")
	return q, q.Intent != nil
}

// withHim reads "who was there with him?" as the question who was with whom was spoken of, where the book names nobody.
func (th *thread) withHim(e *Engine, q *evidence.Query, _ *reading) (*evidence.Query, bool) {
	who := th.referent(e)
	if q.With != whoHeIs || len(who) == 0 {
		return q, false
	}
	q = q.Clone()
	q.People, q.With, q.Intent = who, who[0], e.index.Intent("people")
	return q, q.Intent != nil && e.index.Gather(q).Silent()
}

// anotherThere reads "Y spoke there, right?" after the words of X, or where X spoke, as the question whether Y spoke where X did.
func (th *thread) anotherThere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f, where := th.last.finding, e.index.Doing("venue")
	there := particle(r, "word.there", func(c *gazetteer.Mention) bool { return c.First > 0 })
	if !there || where == nil || f == nil || len(f.Quotes) != 1 || f.Quotes[0].Event == "" || len(q.People) != 1 || q.People[0] == f.Quotes[0].Speaker || q.Facet != "facet.whether" && !q.Cues.Has("ask.tag") || !bareOnly(q, "act.say", "noun.event", "act.verify") || !short(r) ||
		len(q.Names)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || q.Cues.Has("set.not", "facet.choice", "time.future") {
		return q, false
	}
	q = q.Clone()
	q.Others, q.Intent, q.Facet, q.Contrary = []string{f.Quotes[0].Event}, where, "facet.whether", false
	return q, true
}

// byEach reads "by how much?" after who is ahead of one, or behind, as the question for the gap of each of those, of whom there are two places at most.
func (th *thread) byEach(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if q.Facet != "facet.amount" || !slices.Contains(q.Concepts, "noun.difference") || !bareOnly(q, "noun.difference", "act.lead", "act.overtake", "act.lag") || !barely(r) || !mute(q) || q.Cues.Has("set.sum", "set.not") ||
		f.Silent() || len(f.Series) == 0 || len(last.Names) != 1 || last.Asked.Prior > 0 || last.Intent.Operation != "threshold" && last.Intent.Operation != "nearest" && !(last.Intent.Operation == "compare" && last.Facet == "facet.who") {
		return q, false
	}
	var ranks []int
	for _, row := range f.Series {
		if row.Entity != last.Names[0] && !slices.Contains(ranks, row.Rank) {
			ranks = append(ranks, row.Rank)
		}
	}
	if len(ranks) == 0 || len(ranks) > 2 {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Ranks, q.Cues, q.Concepts, q.Bare, q.Contrary = last.Names, ranks, nil, nil, nil, false
	q.Intent = e.index.Intent("compare")
	return q, q.Intent != nil
}

// saidThat reads "did X say anything on that?" after what X said as that once more.
func (th *thread) saidThat(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if !whetherSaid(q) || !q.Cues.Has("ask.about") || !short(r) || th.last.query.Figures() || f.Silent() || len(f.Quotes) > 0 || len(f.Claims) == 0 || f.Claims[0].By != q.People[0] {
		return q, false
	}
	return th.onceMore(), true
}

// saidIt reads "did X say that?" after an answer that quotes nobody as the question who did, and where it is X who did as the answer once more.
func (th *thread) saidIt(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if !asksWhoSaid(q, r) || f.Silent() || len(f.Quotes) > 0 || len(f.Claims) == 0 {
		return q, false
	}
	if f.Claims[0].By == q.People[0] {
		return th.onceMore(), true
	}
	next := th.source(e, th.ofLast(nil), "facet.source")
	return next, next.Intent != nil
}

// losesTo reads "who is X losing to?" as the question whom X is behind.
func losesTo(q *evidence.Query, r *reading) {
	if q.Facet != "facet.who" || len(q.Names) != 1 || q.Metric != "" || len(q.Percents)+len(q.Ranks) > 0 {
		return
	}
	for _, lose := range r.mentions {
		to := cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.First == lose.Last })
		if lose.Kind == gazetteer.Concept && lose.ID == "act.lose" && to && firms(r, func(m *gazetteer.Mention) bool { return m.Last == lose.First }) > 0 {
			q.Doer = q.Names[0]
			q.Cues.Add("deg.less")
		}
	}
}

// afterWhat reads "after what?" behind a statement as the same once more: it tells what went before, if anything does.
func (th *thread) afterWhat(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	what := q.Cues.Has("ask.what") && q.Cues.Has("time.order", "ord.after", "move.from") || slices.Contains(q.Bare, "act.want") && len(r.tokens) <= fewTokens && q.Facet == "" // what one is after, too
	if last.Intent.Operation != "tell" || len(last.Names) == 0 || !what || !barely(r) || !mute(q) || !bareOnly(q, "act.want") || q.Facet != "" || q.Cues.Has("back.it", "back.and") {
		return q, false
	}
	return th.onceMore(), true
}

// byWhom reads "by X?" behind a question whether something was done as the question whether X did it.
func (th *thread) byWhom(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	by := cue(r, "role.by", func(c *gazetteer.Mention) bool { return c.First <= 1 && smallWords(r, c.First) })
	if !by || last.Intent.Operation != "tell" || last.Facet != "facet.whether" && last.Facet != "facet.sure" || len(q.People)+len(q.Names) != 1 || !barely(r) || len(q.Bare) > 0 || q.Metric != "" || q.Asked.Said || q.Abroad != "" {
		return q, false
	}
	next := last.Clone()
	next.Names, next.People, next.Facet, next.Contrary = mergeNames(last.Names, q.Names), q.People, "facet.whether", false
	next.Cues.Add("role.by")
	return next, true
}

// toWhom reads "to whom?" behind a statement that knows to whom something goes as the question for them.
func (th *thread) toWhom(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if !q.Cues.Has("ask.recipient") || th.last.query.Intent.Operation != "tell" || f == nil || len(f.Claims) == 0 || f.Claims[0].Knows["facet.recipient"] == nil || !barely(r) || !mute(q) || len(q.Bare) > 0 || q.Cues.Has("set.not", "set.also") {
		return q, false
	}
	next := th.onceMore()
	next.Facet, next.Contrary = "facet.who", false
	next.Cues.Add("ask.recipient")
	return next, true
}

// meansFor reads "what does it mean for X?" after a statement that tells of a deal as that one once more, and not as what X is.
func (th *thread) meansFor(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if !bareOnly(q, "act.explain") || len(q.Bare) == 0 || !q.Cues.Has("back.it") || !q.Cues.Has("ask.what") || len(q.Names) != 1 || !firmsOnly(q) || q.Metric != "" || q.Facet != "" || !short(r) || f == nil || f.Silent() || len(th.stated(f.Claims)) == 0 || e.index.Outside(q.Names[0]) {
		return q, false
	}
	return th.onceMore(), true
}

// hereOrEverywhere reads "just here or worldwide?" after a statement on a place as the question where it holds.
func (th *thread) hereOrEverywhere(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if last.Quoting() && f != nil && len(f.Quotes) > 0 && q.Place != "" && q.Abroad != "" && q.Cues.Has("facet.choice") && short(r) && unnamed(q) && q.Metric == "" {
		return th.onceMore(), true // the words tell it
	}
	if last.Intent.Operation != "tell" || f == nil || len(f.Claims) == 0 || f.Claims[0].Knows["facet.where"] == nil || f.Claims[0].Place != q.Place || q.Place == "" || q.Abroad == "" || !q.Cues.Has("facet.choice") || !barely(r) || len(q.Bare) > 1 || !unnamed(q) || q.Metric != "" {
		return q, false
	}
	next := th.onceMore()
	next.Facet, next.Place, next.Abroad = "facet.where", "", ""
	return next, true
}

// toWhat reads "to what level?" after a statement that rests on the figures of one as the question how it moved.
func (th *thread) toWhat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !th.measuredOne(e) || !q.Cues.Has("move.to") || !q.Cues.Has("ask.what") && q.Facet != "facet.amount" || !barely(r) || !mute(q) || !bareOnly(q, "adj.same", "noun.number", "noun.point") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Cues, q.Facet, q.Contrary = th.last.query.Names, e.book.Default.Metric, nil, "", false
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}
