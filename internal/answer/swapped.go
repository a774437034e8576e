package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// swapped reads "now drop X and put in Y" after some were set beside each other as the same question with Y in the place of X.
func (th *thread) swapped(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !last.Figures() || len(last.Names) < 2 || len(q.Names) < 2 || len(r.tokens) > mostNarrowed || !firmsOnly(q) || q.Metric != "" || q.Abroad != "" || q.Facet != "" && q.Facet != "facet.whether" || len(q.Numbers) > 0 {
		return q, false
	}
	out := func(id string) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.ID == id && m.Kind.Firm() && cue(r, "set.strike", func(c *gazetteer.Mention) bool { return c.Last == m.First })
		})
	}
	all := mergeNames(last.Names, q.Names)
	names := slices.DeleteFunc(slices.Clone(all), out)
	if len(names) == len(all) {
		return q, false // nobody is left out
	}
	last = last.Clone()
	last.Names, last.Contrary = names, false
	if len(names) > 2 && last.Intent.Operation == "compare" || last.Intent.Operation == "total" {
		last.Intent = e.index.Intent("lookup")
	}
	return last, last.Intent != nil
}

// otherRank reads "not third, first" after who holds a rank as the question who holds the other one.
func (th *thread) otherRank(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	opens := cue(r, "set.not", func(c *gazetteer.Mention) bool { return c.First == 0 })
	if th.last.query.Intent.Operation != "holder" || len(q.Ranks) != 2 || !opens || len(r.tokens) > mostNarrowed || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents)+len(q.Numbers) > 0 || q.Metric != "" || q.Facet != "" || len(q.Points) > 0 {
		return q, false
	}
	last := th.last.query.Clone()
	last.Ranks, last.Cues = q.Ranks[1:], nil
	return last, true
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

// rankedWith reads "rank those two plus X" behind the figures of several as the order of all of them.
func (th *thread) rankedWith(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	ranks := slices.Contains(q.Bare, "noun.rank") || slices.Contains(q.Bare, "act.sort") || slices.Contains(q.Bare, "act.compare")
	n := q.Several()
	if !ranks || len(th.run) < 2 || len(q.Names) == 0 || !q.Cues.Has("back.it", "back.they") || !short(r) || !firmsOnly(q) || !e.ofDefault(q) || q.Abroad != "" || q.Facet != "" || q.Asked.Said || n > len(th.run) {
		return q, false
	}
	if n == 0 {
		n = 2 // "both"
	}
	names := mergeNames(th.run[len(th.run)-n:], q.Names)
	q = q.Clone()
	q.Names, q.Cues, q.Numbers, q.Contrary = names, nil, nil, false
	q.Intent = e.index.Intent("order")
	return q, q.Intent != nil && len(names) > n
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

// howMuchSaid reads "how much stronger, in %?" after somebody's words as the question for a number in them.
func (th *thread) howMuchSaid(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !th.last.query.Quoting() || q.Facet != "facet.amount" && !q.Cues.Has("ask.percent") || !barely(r) || !mute(q) || q.Cues.Has("ask.count", "ask.onein") {
		return q, false
	}
	next := th.onceMore()
	next.Facet = "facet.amount"
	next.Cues.Add("ask.percent")
	return next, true
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

// harms are the concepts of a question whether something is to somebody's harm.
var harms = map[string]bool{"act.weaken": true, "act.hinder": true, "noun.problem": true, "noun.importance": true, "noun.consequence": true, "adj.bad": true, "act.lose": true, "dir.down": true, "noun.money": true, "act.sell": true}

// thatHurts reads "is that a problem for X?" after what the book gives as a reason, or tells beside one, as the question whether it is one.
func (th *thread) thatHurts(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	in := e.index.Intent(e.book.Default.Why)
	if in == nil || last.Intent.Operation != "tell" || f == nil || f.Silent() || !e.index.Reasons(in.ID, f.Claims) || q.Facet != "facet.whether" && q.Facet != "" || !q.Cues.Has("back.it") || !short(r) || len(q.Bare) == 0 ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !harms[id] }) || !firmsOnly(q) || q.Abroad != "" || q.Asked.Said || q.Cues.Has("set.not", "facet.choice", "ask.what", "ask.which", "time.future") || slices.ContainsFunc(q.Names, e.index.Outside) {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Metric, q.Bare, q.Concepts, q.Contrary = in, "facet.whether", "", nil, nil, false
	return q, true
}

// onlyThem reads "only them?" after the rank of one that others share as the question who is tied with it.
func (th *thread) onlyThem(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.Cues.Has("set.only") || !q.Cues.Has("back.it") || !barely(r) || !mute(q) || !bareOnly(q) || q.Facet != "" && q.Facet != "facet.whether" || !th.namedOne() || len(th.last.finding.Claims) == 0 || moves[last.Intent.Operation] {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Cues, q.Facet, q.Contrary = last.Names, nil, "", false
	q.Intent = e.index.Intent("tied")
	return q, q.Intent != nil && e.index.Gather(q).Status == evidence.Answered
}

// toWhat reads "to what level?" after a statement that rests on the figures of one as the question how it moved.
func (th *thread) toWhat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if last.Intent.Operation != "tell" || len(last.Names) != 1 || f == nil || !e.index.Measured(f.Claims) || !q.Cues.Has("move.to") || !q.Cues.Has("ask.what") && q.Facet != "facet.amount" || !barely(r) || !mute(q) || !bareOnly(q, "adj.same", "noun.number", "noun.point") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Cues, q.Facet, q.Contrary = last.Names, e.book.Default.Metric, nil, "", false
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}
