package answer

import (
	"math"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// ofOne are the operations on the figure of one or of the one at a rank.
var ofOne = map[string]bool{"lookup": true, "standing": true, "holder": true, "verify": true, "threshold": true}

// nextOf returns the one that the answer to who is nearest to one gives, or "".
func nextOf(q *evidence.Query, f *evidence.Finding) string {
	if f == nil || len(f.Series) < 2 || !slices.Equal(q.Names, evidence.Names{f.Series[0].Entity}) {
		return ""
	}
	to, one := f.Series[0].Value, f.Series[1]
	if len(f.Series) > 2 && math.Abs(f.Series[2].Value-to) == math.Abs(one.Value-to) {
		return "" // another is as near
	}
	return one.Entity
}

// one returns the company whose figure the last answer gave, or "".
func (th *thread) one() string {
	last := th.last.query
	switch {
	case th.grown() != "":
		return th.grown()
	case last.Intent.Operation == "nearest":
		return nextOf(last, th.last.finding)
	case !ofOne[last.Intent.Operation]:
		return ""
	case len(last.Names) == 1:
		return last.Names[0]
	case len(last.Names) == 0 && th.single():
		return th.last.finding.Series[0].Entity
	case last.Intent.Operation == "threshold" && len(last.Names) == 0 && th.last.finding != nil && len(th.last.finding.Series) == 0:
		if c := th.last.finding.Claims; len(c) == 1 && len(c[0].Who) == 1 {
			return c[0].Who[0] // whose a figure of before was
		}
	}
	return ""
}

// grown returns the one firm that the last question for figures was for and did not name, "who grew?", or "".
func (th *thread) grown() string {
	if !th.last.query.Figures() {
		return ""
	}
	return th.met
}

// elsewhere reads "what is it in Y?" after a figure as the same question for that place.
func (th *thread) elsewhere(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	here := q.Place != "" && last.Abroad == "" && th.one() != ""
	if q.Category != "" || q.Abroad == "" && !here || !barely(r) || !last.Figures() || !nobody(q) || len(q.Bare) > 0 || q.Asked.Said || q.Native || q.Metric != "" && q.Metric != last.Metric ||
		!asksAtMost(q, "facet.where", "facet.whether", "facet.amount") || q.Cues.Has("ask.which") {
		return q, false
	}
	last = last.Clone()
	last.Place, last.Abroad, last.Facet = q.Place, q.Abroad, ""
	if !here {
		last.Cues = append(slices.Clone(last.Cues), "place.abroad")
	} else {
		last.Names, last.Intent, last.Ranks, last.Percents = []string{th.one()}, e.index.Intent("lookup"), nil, nil
	}
	return last, last.Intent != nil
}

// here reads "is that for X or Y?" after what holds for a place of the book, which is one of the two, as the same once more: it says for which.
func (th *thread) here(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	if q.Place == "" || !q.Cues.Has("facet.choice") || f == nil || f.Silent() || !last.Figures() || last.Abroad != "" || len(q.Names) > 0 || !nobody(q) || q.Metric != "" || q.Asked.Said ||
		!short(r) || !bareOnly(q, "noun.place", "noun.market") || !asksAtMost(q, "facet.whether", "facet.where") {
		return q, false
	}
	again := th.onceMore()
	again.Place = q.Place
	return again, true
}

// earlier reads "and before?" after a figure as the same question for a year before, and "who was it before?" as one for who held that rank then.
func (th *thread) earlier(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	before := slices.Contains(q.Concepts, "adj.former")
	ahead := q.Facet == "facet.who" && cue(r, "time.order", func(c *gazetteer.Mention) bool {
		return cue(r, "back.it", func(b *gazetteer.Mention) bool { return b.First == c.Last })
	}) // "who comes before them?"
	ranked := len(q.Ranks) == 1 || q.Cues.Has("deg.top")
	q = q.Clone()
	q.Ranks, q.Top = nil, 0
	if !before || ahead || ranked && q.Facet != "facet.who" || !barely(r) || !last.Figures() || last.Intent.Operation == "measured" || moves[last.Intent.Operation] && !(last.Intent.Operation == "change" && th.namedOne() && e.ofDefault(last)) || !nobody(q) || q.Metric != "" || q.Asked.Said ||
		q.Cues.Has("set.not", "deg.more", "deg.less") || slices.ContainsFunc(q.Bare, func(id string) bool { return id != "adj.former" && !strings.HasPrefix(id, "act.lead") }) ||
		!asksAtMost(q, "facet.who", "facet.whether", "facet.amount") {
		return q, false
	}
	next := last.Clone()
	from := last.Period
	if from.Year == 0 {
		from = e.index.Latest
	}
	next.AskYearBefore(from)
	next.Percents, next.Numbers, next.Facet, next.Contrary = nil, nil, "", false
	switch {
	case q.Facet == "facet.who", last.Intent.Operation == "holder":
		next.Intent, next.Names, next.Facet, next.Cues = e.index.Intent("holder"), nil, "facet.who", slices.Clone(last.Cues)
		if ranked || len(last.Ranks) == 0 {
			next.Ranks, next.Cues = nil, evidence.Cues{"deg.top"}
		}
	case th.one() != "":
		next.Intent, next.Names, next.Ranks = e.index.Intent("lookup"), []string{th.one()}, nil
	case last.Intent.Operation == "change":
		next.Intent = e.index.Intent("lookup")
	}
	return next, next.Intent != nil
}

// bounded reads "is that above 16%?" after the figure of one as a question about that one.
func (th *thread) bounded(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	limit := q.Limited()
	name := th.one()
	if name == "" || q.Several() > 1 || len(q.Percents) != 1 || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+q.Top > 0 || q.Asked.Said || !e.ofDefault(q) || q.Abroad != "" || !short(r) ||
		q.Facet != "facet.whether" && !(q.Facet == "" && (limit || q.Tagged)) || !q.Cues.Has("back.it") && !barely(r) ||
		slices.ContainsFunc(q.Bare, func(id string) bool {
			return ofWay(id) || strings.HasPrefix(id, "act.") && !(limit && id == "act.overtake")
		}) || q.Cues.Has("ask.any", "ask.which", "ask.growth") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Period, q.Asked, q.Facet, q.Contrary = []string{name}, e.book.Default.Metric, th.last.query.Period, th.last.query.Asked, "facet.whether", false
	q.Intent = e.index.Intent("verify")
	if limit {
		q.Intent = e.index.Intent("threshold")
	}
	return q, q.Intent != nil
}

// summand reads "plus X's?" after figures as their sum with another, and "minus X's?" after that of one as the gap between the two.
func (th *thread) summand(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	added := q.Cues.Has("back.it") && cue(r, "op.add", func(c *gazetteer.Mention) bool { return firm(r, c.Last) }) && short(r) || // "and if you add X's to it?"
		q.Cues.Has("set.also") && len(q.Names) == 1 && th.totalled() && short(r) // "throw X in as well"
	plus, minus := added || heads(r, "set.sum") || heads(r, "op.add"), heads(r, "op.minus")
	thing := slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "noun.") && id != "noun.deal" }) // "with X's AI?"
	then := q.Asked.Said && q.Period != e.index.Latest                                                                        // but "now add X" is only the next step
	other := !firmsOnly(q) || len(q.Numbers) > 0 || then || q.Abroad != "" || !e.ofDefault(q) || q.Cues.Has("ask.growth")
	if !plus && !minus || thing || other || !barely(r) && !added && !(plus && short(r) && (q.Facet == "facet.amount" || r.language == "zh")) || len(q.Names) == 0 || !e.index.Companies(q.Names) {
		return q, false
	}
	var names []string
	switch name := th.one(); {
	case plus && q.Cues.Has("back.it") && q.Several() > 1 && q.Several() == len(th.both(q)):
		names = th.both(q) // "add those two and X"
	case name != "":
		names = []string{name}
	case plus && last.Intent.Operation == "total" && th.last.finding != nil:
		for _, row := range th.last.finding.Series {
			names = append(names, row.Entity)
		}
	case heads(r, "set.sum") && last.Intent.Operation == "compare", plus && listing[last.Intent.Operation] && len(last.Names) > 1:
		names = last.Names
	}
	all := mergeNames(names, q.Names)
	if len(names) == 0 || len(all) == len(names) || minus && len(all) != 2 {
		return q, false
	}
	next := last.Clone()
	next.Names, next.Cues, next.Concepts, next.Ranks, next.Percents, next.Numbers, next.Top, next.Facet, next.Contrary = all, evidence.Cues{"set.sum"}, nil, nil, nil, nil, 0, "", false
	next.Intent, next.Excepted = e.index.Intent("total"), nil
	switch {
	case minus:
		next.Intent, next.Cues = e.index.Intent("compare"), evidence.Cues{"unit.points"}
	case listing[last.Intent.Operation] && len(last.Names) > 1 && !heads(r, "set.sum"):
		next.Intent, next.Cues = e.index.Intent("lookup"), nil // "add X to that", where two were set beside each other
	}
	return next, next.Intent != nil
}

// listing are the operations that set some beside each other.
var listing = map[string]bool{"compare": true, "lookup": true}

// rival returns the first of the two that were compared last with the one that a question names in the place of the other, or nil.
func (th *thread) rival(q *evidence.Query) []string {
	last := th.last.query
	if last.Intent.Operation != "compare" || len(last.Names) != 2 || len(q.Names) != 1 || slices.Contains(last.Names, q.Names[0]) {
		return nil
	}
	return []string{last.Names[0], q.Names[0]}
}

// nothingBut reports whether all words of an utterance but small, polite and belittling ones, "just", are in mentions of some cues.
func nothingBut(r *reading, ids ...string) bool {
	return nothingElse(r, func(utterance.Token) bool { return false }, ids...)
}

// nothingElse is nothingBut with more words that do not count.
func nothingElse(r *reading, passed func(utterance.Token) bool, ids ...string) bool {
	for i, t := range r.tokens {
		if t.Kind != utterance.Word && t.Kind != utterance.Han || small(t) || polite(r, t) || wordOf(r, "word.merely", i) || passed(t) {
			continue
		}
		if !slices.ContainsFunc(ids, func(id string) bool {
			return cue(r, id, func(c *gazetteer.Mention) bool { return c.First <= i && i < c.Last })
		}) {
			return false
		}
	}
	return true
}

// successor reads "who is then?" after a question whether somebody holds a rank, is among the first few, is tied or has a figure as one for who does.
func (th *thread) successor(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	ordered := q.Cues.Has("time.order", "deg.more", "deg.less", "deg.top", "deg.bottom", "deg.next", "deg.near")
	if q.Facet != "facet.who" || !barely(r) || !mute(q) || len(q.Bare) > 0 || ordered || after(q, r) && last.Facet != "facet.whether" || q.Cues.Has("set.also", "set.not", "ask.recipient") || !last.Figures() {
		return q, false
	}
	next := last.Clone()
	next.Facet, next.Contrary = "facet.who", false
	switch op := last.Intent.Operation; {
	case op == "standing" && last.Top > 1 && len(last.Names) == 1:
		next.Intent, next.Names = e.index.Intent("table"), nil // "is X in the top five?", "who is?"
	case op == "standing" && (len(last.Ranks) == 1 || last.Cues.Has("deg.top", "deg.bottom")), op == "holder":
		next.Intent, next.Names = e.index.Intent("holder"), nil
	case op == "tied":
		next.Names = last.Names[:min(1, len(last.Names))]
	case op == "threshold" && len(last.Names) == 0:
	default:
		return q, false
	}
	return next, next.Intent != nil
}

// amount reads "how much?" after a figure as the question for it once more.
func (th *thread) amount(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	switch last.Intent.Operation {
	case "holder", "standing", "compare", "table", "measured", "timeframe":
		return q, false // it is of a gap, or of nothing
	}
	if q.Facet != "facet.amount" || len(r.tokens) > amountTokens || !mute(q) || len(q.Bare) > 0 || q.Cues.Has("set.sum", "set.not", "deg.more", "deg.less", "deg.top", "facet.choice") ||
		len(th.run) > 1 && (slices.Contains(q.Concepts, "noun.difference") || q.Cues.Has("unit.points")) { // "by how much?", of two
		return q, false
	}
	if last.Intent.Operation == "certainty" {
		last = th.topic.query // it is not who says so that has an amount
	}
	last = last.Clone()
	last.Facet, last.Contrary = q.Facet, false
	if last.Intent.Operation == "tell" {
		last.Cues = append(slices.Clone(last.Cues), "facet.amount thing") // a statement without a number has none
	}
	if last.Intent.Operation == "verify" && len(last.Names) == 1 && slices.ContainsFunc(last.Concepts, ofWay) {
		last.Intent, last.Percents, last.Numbers = e.index.Intent("change"), nil, nil
	}
	return last, last.Intent != nil
}

// amountTokens is how many tokens an utterance has at most that is nothing but "how much".
const amountTokens = 5

// apart reads "the difference?" after one company's figures of two periods, asked for one after the other, as its change.
func (th *thread) apart(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	down := len(r.tokens) <= fewTokens && !q.Cues.Has("ask.growth") && slices.Contains(q.Bare, "dir.down")
	gap := down || slices.Contains(q.Concepts, "noun.difference") || slices.Contains(q.Bare, "act.change") || q.Cues.Has("op.minus") || q.Facet == "facet.amount"
	if !gap || th.prior == nil || !barely(r) || !mute(q) {
		return q, false
	}
	a, b := th.prior.query, th.last.query
	if !ofOne[a.Intent.Operation] && a.Intent.Operation != "change" || !ofOne[b.Intent.Operation] || len(a.Names) != 1 || !slices.Equal(a.Names, b.Names) || a.Period == b.Period {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = a.Names, false, ""
	q.Intent = e.index.Intent("change")
	return q, q.Intent != nil
}
