package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
)

// rated reads "is that a lot?" after the figure of one as a question for its rank: the book does not judge.
func (th *thread) rated(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if name == "" || !barely(r) || !mute(q) || !q.Cues.Has("ask.judge") || !asksAtMost(q, "facet.whether") ||
		q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.bottom", "set.not", "ask.suppose", "time.future", "time.always") || slices.ContainsFunc(q.Bare, func(id string) bool { return !strings.HasPrefix(id, "adj.") }) ||
		!q.Cues.Has("back.it") && !(len(q.Words) == 1 && asksAtEnd(r)) && !(len(q.Words) == 0 && nothingBut(r, "ask.judge", "facet.whether")) || th.last.query.Asked.Prior > 0 {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Cues, q.Concepts = []string{name}, false, "", nil, nil
	q.Intent = e.index.Intent("standing")
	return q, q.Intent != nil
}

// currently reads "what do they have now?" after the figure of one as the look-up of its latest.
func (th *thread) currently(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if name == "" || !barely(r) || !nobody(q) || !q.Cues.Has("back.it") || !slices.Contains(q.Concepts, "adj.current") || !e.ofDefault(q) || q.Abroad != "" ||
		!asksAtMost(q, "facet.amount") || !q.Asked.Known || q.Period != e.index.Latest || !bareOnly(q, "adj.current", "act.wait") || q.Cues.Has("deg.more", "deg.less", "deg.top", "set.not") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Metric, q.Facet, q.Contrary = []string{name}, e.book.Default.Metric, "", false
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// dated reads "when?" after whose a figure is as a question for the time of that figure.
func (th *thread) dated(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, name := th.last.query, th.one()
	if name == "" || len(last.Percents) != 1 || !e.index.Figure(last.Percents[0]) || q.Facet != "facet.when" || !barely(r) || !mute(q) || len(q.Bare) > 0 || th.last.finding == nil || th.last.finding.Silent() {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Percents, q.Metric, q.Place, q.Contrary = []string{name}, last.Percents, last.Metric, last.Place, false
	q.Intent = e.index.Intent("timeframe")
	return q, q.Intent != nil
}

// objection reads "no" and "that is wrong" as what they are: they ask nothing.
func (th *thread) objection(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !q.Cues.Has("talk.object") || !barely(r) || q.Metric != "" || q.Abroad != "" || len(q.Names)+len(q.People)+len(q.Percents) > 0 || !nothingBut(r, "talk.object") {
		return q, false
	}
	q = q.Clone()
	q.Intent = e.index.Intent("objection")
	return q, q.Intent != nil
}

// faster reads "is that faster than X?" after the growth of one as the growth of both.
func (th *thread) faster(_ *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	another := len(last.Names) == 1 && len(q.Names) == 1 && q.Names[0] != last.Names[0]
	if last.Intent.Operation != "growth" || !another || !barely(r) || q.Metric != "" && q.Metric != last.Metric || q.Asked.Said || len(q.Percents)+len(q.Ranks) > 0 ||
		!q.Cues.Has("deg.more", "deg.less", "set.against") && !slices.Contains(q.Bare, "adj.fast") || q.Cues.Has("move.ahead") || slices.ContainsFunc(q.Bare, overtakes) {
		return q, false // one is ahead of another by what they have, not by how they moved
	}
	last = last.Clone()
	last.Concepts = slices.DeleteFunc(slices.Clone(last.Concepts), ofWay) // either way
	last.Names, last.Metric, last.Facet, last.Contrary = []string{last.Names[0], q.Names[0]}, "", "", false
	return last, true
}

// overtakes reports whether a concept is of who is ahead of whom.
func overtakes(id string) bool { return id == "act.overtake" || id == "act.lead" || id == "act.lag" }

// limited reads "is that above 40%?" after the growth of one as a question about that growth.
func (th *thread) limited(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	limit := len(q.Percents) == 1 && q.Limited() && (q.Facet == "facet.whether" && q.Cues.Has("back.it") || q.Facet == "" && q.Cues.Has("role.by"))
	rated := last.Intent.Operation == "growth" || q.Cues.Has("role.by") && e.index.HasRate(last)
	if !limit || !rated || len(last.Names) != 1 || len(q.Names)+len(q.Ranks) > 0 || q.Metric != "" || !barely(r) {
		return q, false
	}
	last = last.Clone()
	last.Percents, last.Cues, last.Facet, last.Contrary, last.Intent = q.Percents, q.Cues, "facet.whether", false, e.index.Intent("growth")
	return last, last.Intent != nil
}

// winner reads "who won?" after those whom somebody talked to as a question for whoever was chosen.
func (th *thread) winner(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	q = q.Clone()
	q.Ranks, q.Top = nil, 0
	if !q.Cues.Has("ask.winner") || q.Facet != "facet.who" || !barely(r) || !nobody(q) || q.Metric != "" || th.last.query.Figures() || len(e.index.Chosen()) != 1 {
		return q, false
	}
	won := e.index.Chosen()[0]
	q.Names = []string{won.Subject, won.Object}
	q.Intent, q.Facet, q.Contrary, q.Cues, q.Ranks, q.Top = e.index.Standing(), "", false, nil, nil, 0
	return q, q.Intent != nil
}

// candidate reads "X?" after who was chosen as a question whether it was X, and "was X one of them?" as one how X stands in that.
func (th *thread) candidate(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	among := q.Facet == "facet.whether" && q.Cues.Has("back.it") && q.Cues.Has("number.1") // "was X one of them?"
	itIs := cue(r, "back.it", func(c *gazetteer.Mention) bool { return firm(r, c.Last) })  // "is it X?"
	named := len(q.Names) == 1 && firmsOnly(q) && len(q.Bare) == 0 && q.Metric == "" && !q.Asked.Said && (among || itIs || !q.Cues.Has("back.it")) && !q.Cues.Has("set.sum", "deg.more", "deg.less", "set.against")
	if last.Facet != "facet.who" && !(among && last.Cues.Has("ask.which")) || last.Figures() || f == nil || !named || !barely(r) && !(among && short(r)) || q.Facet != "facet.whether" && (q.Facet != "" || !asksAtEnd(r)) {
		return q, false
	}
	for _, rel := range e.index.Stated(f.Claims) {
		if rel.Subject != q.Names[0] {
			q = q.Clone()
			q.Names, q.Facet, q.Contrary = []string{q.Names[0], rel.Subject}, "facet.whether", false
			q.Intent = e.index.Standing()
			return q, q.Intent != nil
		}
	}
	if in := e.index.Standing(); among && in != nil {
		q = q.Clone()
		q.Intent, q.Facet = in, ""
		return q, true
	}
	return q, false
}

// asksAtEnd reports whether an utterance has a question mark.
func asksAtEnd(r *reading) bool {
	return slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind == utterance.Break && strings.ContainsAny(t.Text, "?？") })
}

// besides is what there is of the one that the last question only named, beside its figure: "X", then "tell me more".
func (th *thread) besides(e *Engine, next *evidence.Query) (*evidence.Query, bool) {
	if th.naming() == "" || th.one() == "" {
		return next, false
	}
	next = next.Clone()
	next.Names, next.Metric, next.Facet = []string{th.one()}, "", ""
	next.Intent = e.index.Intent("growth")
	return next, next.Intent != nil && !e.index.Gather(next).Silent()
}

// indeed reads "what is it then?" after a figure or rank that was corrected as the question for the right one.
func (th *thread) indeed(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	name := th.one()
	if name == "" || th.last.finding.Status != evidence.Corrected || !barely(r) || !mute(q) || !bareOnly(q, "act.verify") || q.Place != "" || !asksAtMost(q, "facet.whether") ||
		!q.Cues.Has("ask.what", "ask.which") || !q.Cues.Has("back.it") && len(q.Words) > fewTokens || q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.bottom", "set.not", "set.also") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = []string{name}, false, ""
	q.Intent = e.index.Intent("lookup")
	return q, q.Intent != nil
}

// spokesman reads "which executive talked about it?" after a statement as a question for the words of the one whom the book
// knows at the first company that has a part in it.
func (th *thread) spokesman(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	person := q.Cues.Has("ask.person") || q.Cues.Has("ask.behalf") || slices.Contains(q.Concepts, "noun.executive") || q.Facet == "facet.who" && slices.Contains(q.Bare, "noun.quotation")
	says := slices.Contains(q.Bare, "act.say") || slices.Contains(q.Bare, "noun.quotation") || q.Cues.Has("ask.about") || q.Facet == "facet.source" || q.Cues.Has("ask.behalf") && (q.Facet == "facet.who" || q.Cues.Has("ask.staff")) && len(q.Bare) == 0
	if !person || !says || !q.Cues.Has("back.it") || !mute(q) || !short(r) || th.last.query.Figures() || f == nil || len(f.Claims) == 0 {
		return q, false
	}
	if by := e.index.Entity(f.Claims[0].By); by != nil && by.Kind == "person" {
		if !slices.Contains(q.Bare, "noun.quotation") && !q.Cues.Has("ask.behalf") {
			return q, false // that one said it
		}
		return e.wordsOf(q, by.ID)
	}
	for _, company := range append([]string{f.Claims[0].By}, f.Claims[0].Who...) {
		if staff := e.index.Staff(company); len(staff) == 1 {
			return e.wordsOf(q, staff[0].ID)
		}
	}
	return q, false
}

// wordsOf is the question for somebody's words.
func (e *Engine) wordsOf(q *evidence.Query, person string) (*evidence.Query, bool) {
	q = q.Clone()
	q.People, q.Facet, q.Contrary, q.Concepts, q.Topic, q.Cues = []string{person}, "", false, nil, nil, nil
	q.Intent = e.index.Intent("quote")
	return q, q.Intent != nil
}

// nod reads an utterance of nothing but small talk's filler words, "ok", as one that asks nothing.
func (th *thread) nod(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if len(q.Words) == 0 || asksAtEnd(r) || !barely(r) || !nobody(q) || q.Cues.Has("talk.in.zh", "talk.in.en", "back.and") ||
		slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind != utterance.Break && !polite(r, t) }) {
		return q, false
	}
	q = q.Clone()
	q.Intent = e.index.Intent("thanks")
	return q, q.Intent != nil
}

// tongue returns the language in which an utterance asks for its answer at its end: "who leads, in Chinese please", and at which token; "": none.
func tongue(r *reading) (language string, at int) {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && strings.HasPrefix(c.ID, "talk.in.") && !slices.ContainsFunc(r.tokens[c.Last:], func(t utterance.Token) bool { return t.Kind == utterance.Word && !polite(r, t) }) {
			language, at = strings.TrimPrefix(c.ID, "talk.in."), c.First
		}
	}
	return language, at
}

// polite reports whether a token is in a mention of chatter.
func polite(r *reading, t utterance.Token) bool {
	return covered(r, t, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Chatter })
}

// onlyChatter reports whether all words of an utterance are such as only surround a question.
func onlyChatter(r *reading) bool {
	return !slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind != utterance.Break && !polite(r, t) })
}

// unasked reports whether all that an utterance of a few words says are things to be asked about, with a question mark: it is
// no small talk.
func unasked(r *reading) bool {
	if len(r.tokens) == 1 && len(r.mentions) == 1 {
		return r.mentions[0].Kind == gazetteer.Concept && strings.HasPrefix(r.mentions[0].ID, "noun.") // "average"
	}
	if len(r.tokens) > fewTokens || !asksAtEnd(r) {
		return false
	}
	any := false
	for i, t := range r.tokens {
		in := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First <= i && i < m.Last && m.Kind != gazetteer.Chatter && !strings.HasPrefix(m.ID, "ask.tag")
		})
		any = any || in
		if !in && t.Kind != utterance.Break && !small(t) {
			return false
		}
	}
	return any
}

// fewTokens is how many tokens such an utterance has at most.
const fewTokens = 4

// meant reads "and X?" and "sorry, I meant X" at the head of a thread as the look-up of X's figure.
func (e *Engine) meant(q *evidence.Query, th *thread, r *reading, words intent.Words, ranked []intent.Match) (option, bool) {
	if th.last != nil || len(ranked) == 0 || ranked[0].Intent.Operation != "follow.entity" || ranked[0].Score < 0 || q.Metric != "" || !firmsOnly(q) || q.Abroad != "" || len(q.Doubts) > 0 {
		return option{}, false
	}
	names := slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return slices.Contains(q.Excepted, n) })
	if len(names) != 1 || !e.index.Companies(names) {
		return option{}, false
	}
	q = q.Clone()
	q.Names, q.Excepted, q.Cues, q.Concepts, q.Facet = names, nil, nil, nil, ""
	return e.bareOption(e.index.Intent(e.book.Default.Intent), q, r, words, ranked)
}
