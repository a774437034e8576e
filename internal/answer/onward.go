package answer

import (
	"iter"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// figureRead reads "hmm, I read 17" and "no, 16" after the figure of one as a question whether that is its figure.
func (th *thread) figureRead(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	figures := q.Stated()
	if len(figures) != 1 || q.Scale != "" || !short(r) || !th.namedOne() || !figuresOnly(q) || len(q.Titles) > 0 ||
		q.Facet != "" && !(q.Facet == "facet.whether" && q.Cues.Has("set.not")) || !bareOnly(q, "act.know", "act.say", "act.think", "act.verify", "noun.fact") || slices.ContainsFunc(q.Cues, func(id string) bool { return !ofReading[id] }) || !endsInFigure(r) {
		return q, false
	}
	last := th.last.query
	if !ofOne[last.Intent.Operation] && !moves[last.Intent.Operation] || len(q.Percents) == 0 && !th.plausibly(figures[0]) && !(len(r.tokens) < thingTokens && e.index.Figure(figures[0])) {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Percents, q.Numbers, q.Metric = th.recent(1), false, figures, nil, last.Metric
	q.Period, q.Asked, q.Cues = last.Period, last.Asked, nil
	if q.Intent = e.index.Intent("verify"); last.Intent.Operation == "growth" {
		q.Intent, q.Facet = last.Intent, "facet.whether" // it is a rate
	}
	return q, q.Intent != nil && len(q.Names) > 0
}

// plausibly reports whether a bare number may be meant for a figure that the last answer gave: it is at least half and at most double of one.
func (th *thread) plausibly(n float64) bool {
	for v := range th.figures() {
		if v <= 2*n && n <= 2*v {
			return true
		}
	}
	return false
}

// figures yields those that the last answer gave, in order.
func (th *thread) figures() iter.Seq[float64] {
	return func(yield func(float64) bool) {
		if th.last.finding == nil {
			return
		}
		for _, p := range th.last.finding.Parts {
			for _, a := range p.Args {
				if v, ok := a.Value.(evidence.Figure); ok && !yield(v.Value) {
					return
				}
			}
		}
	}
}

// sameFor reads "same thing but X" after a figure as the same question for another; "same as X?" compares the two.
func (th *thread) sameFor(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !slices.Contains(q.Bare, "adj.same") || len(q.Names) != 1 || !barely(r) || !firmsOnly(q) || q.Facet != "" || q.Metric != "" || len(q.Numbers)+len(q.Points)+q.Top > 0 || !bareOnly(q, "adj.same", "noun.number", "act.combine") || q.Cues.Has("set.sum") && th.last.query.Intent.Operation != "complement" ||
		q.Cues.Has("role.as", "deg.as", "set.not", "set.against", "deg.more", "deg.less") || !th.namedOne() {
		return q, false
	}
	q = q.Clone()
	q.Intent, q.Contrary = e.index.Intent("follow.entity"), false
	return th.follow(e, q)
}

// ofReading are the cues of an utterance that does no more than give another figure.
var ofReading = map[string]bool{"set.not": true, "talk.object": true, "set.not percent": true, "ask.tag": true, "talk.doubt": true, "talk.check": true, "talk.again": true, "back.it": true, "facet.whether": true, "tense.past": true}

// mostRead is how many words nothing explains at most beside the figure that somebody read.
const mostRead = 3

// endsInFigure reports whether an utterance ends with its only figure, and has hardly a word that nothing explains before it.
func endsInFigure(r *reading) bool {
	loose := 0
	for i := range r.tokens {
		if plainWords(r, i, i+1) {
			loose++
		}
	}
	return loose <= mostRead && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return (m.Kind == gazetteer.Number || m.Kind == gazetteer.Percent) && (plainWords(r, m.Last, len(r.tokens)) || r.tokens[m.Last].Kind == utterance.Break ||
			cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == m.Last && r.tokens[m.Last].Kind == utterance.Han }))
	})
}

// otherLimit reads "and 16?" after a question for who is at a figure, or for whose it is, as the same for another figure.
func (th *thread) otherLimit(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, figures := th.last.query, q.Stated()
	if last.Intent.Operation != "threshold" || len(last.Percents) != 1 || len(last.Names)+len(last.Ranks) > 0 || len(figures) != 1 || q.Scale != "" || !barely(r) || !q.Cues.Has("back.and") || !endsInFigure(r) ||
		!figuresOnly(q) || q.Facet != "" || len(q.Bare) > 0 || !e.index.Figure(figures[0]) {
		return q, false
	}
	last = last.Clone()
	last.Percents = figures
	return last, true
}

// figuresOnly reports whether a question names nothing but figures.
func figuresOnly(q *evidence.Query) bool {
	return len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Points)+q.Top == 0 && q.Metric == "" && q.Place == "" && q.Abroad == "" && !q.Asked.Said
}

// afterThat reads "and after that?" after who holds a rank as the question who holds the next one.
func (th *thread) afterThat(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.query, th.last.finding
	one := th.one() != "" && q.Cues.Has("back.it") && q.Cues.Has("back.and") // "what about the one after?", behind the figure of one
	if one && last.Intent.Operation != "holder" && barely(r) && (q.Cues.Has("time.order", "ord.after") || below(q)) && !slices.Contains(q.Concepts, "adj.former") && mute(q) && bareOnly(q, "rel.threshold") && q.Facet == "" {
		q = q.Clone()
		q.Names, q.Contrary, q.Cues, q.Intent = []string{th.one()}, false, evidence.Cues{"deg.less", "deg.next"}, e.index.Intent("nearest")
		return q, q.Intent != nil
	}
	if last.Intent.Operation != "holder" && !one || f == nil || f.Silent() || len(f.Series) == 0 || !short(r) || !after(q, r) || !mute(q) || q.Place != "" || !bareOnly(q, "rel.threshold", "noun.point") || !asksAtMost(q, "facet.who") || q.Cues.Has("set.not", "deg.more", "deg.top") {
		return q, false
	}
	q = q.Clone()
	q.Ranks, q.Contrary, q.Facet, q.Cues = []int{f.Series[0].Rank + f.Series[0].Tied}, false, "facet.who", nil
	q.Period, q.Asked = last.Period, last.Asked
	q.Intent = e.index.Intent("holder")
	return q, q.Intent != nil
}

// theNext reads "and the 3 below?" after who holds a rank, or the figure of one, as the question who is behind.
func (th *thread) theNext(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	f := th.last.finding
	if f == nil || f.Silent() || len(f.Series) != 1 || !q.Many || len(q.Numbers) > 0 || !q.Cues.Has("deg.less", "deg.next") || !barely(r) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Percents)+len(q.Points) > 0 ||
		q.Metric != "" || q.Scale != "" || !bareOnly(q, "rel.threshold", "act.lag") || !asksAtMost(q, "facet.who") || q.Cues.Has("set.not", "deg.more", "unit.points", "times.double") {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet, q.Cues = []string{f.Series[0].Entity}, false, "facet.who", evidence.Cues{"deg.less"}
	q.Intent = e.index.Intent("threshold")
	return q, q.Intent != nil
}

// after reports whether a word for an order is one for what comes next, not for what was before.
func after(q *evidence.Query, r *reading) bool {
	next := slices.ContainsFunc(r.particles, func(c *gazetteer.Mention) bool {
		return (c.ID == "word.following" || c.ID == "word.then" && c.First == 1) && closes(r, c) // "and then?"
	})
	return q.Cues.Has("ord.after", "deg.next") || q.Cues.Has("time.order") && !slices.Contains(q.Concepts, "adj.former") || below(q) || next
}

// below reports whether a question is for what is below the one spoken of: "and below that?"
func below(q *evidence.Query) bool {
	return q.Cues.Has("deg.less") && q.Cues.Has("back.it") && q.Cues.Has("back.and") && !q.Many
}

// remainder reads "the rest?" after all who are ranked, or their sum, as the question what is left for others; after the sum of some, as what those leave.
func (th *thread) remainder(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if !slices.Contains(q.Bare, "noun.remainder") {
		return q, false
	}
	if names := th.last.query.Names; th.totalled() && len(names) > 1 && barely(r) && mute(q) && bareOnly(q, "noun.remainder", "act.withdraw", "act.hold") && asksAtMost(q, "facet.amount") {
		q = q.Clone()
		q.Names, q.Contrary, q.Facet, q.Cues = names, false, "", nil
		q.Intent = e.index.Intent("complement") // of those who were added up
		return q, q.Intent != nil
	}
	all := e.index.Ranked()
	last, f := th.last.query, th.last.finding
	whole := last.Figures() && f != nil && len(f.Series) >= len(all.Names) && len(last.Excepted) == 0
	if !whole || !barely(r) || !mute(q) || q.Place != "" || !asksAtMost(q, "facet.amount", "facet.who") || slices.ContainsFunc(q.Bare, func(id string) bool { return !strings.HasPrefix(id, "noun.") && id != "act.hold" }) {
		return q, false
	}
	q = q.Clone()
	q.Contrary, q.Facet = false, ""
	q.Intent = e.index.Intent("rest")
	return q, q.Intent != nil
}
