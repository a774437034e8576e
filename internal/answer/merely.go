package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// against completes "all of them together against X and Y?" to a sum of those named just before against that of the others.
func (th *thread) against(e *Engine, q *evidence.Query) {
	last := th.last.query
	if !q.Cues.Has("set.sum") || !q.Cues.Has("back.it") && q.Several() != len(last.Names) || q.Behind == 0 || q.Behind != len(q.Names) || len(last.Names) < 2 || !last.Figures() || !firmsOnly(q) ||
		slices.ContainsFunc(last.Names, func(n string) bool { return slices.Contains(q.Names, n) }) || !e.index.Companies(q.Names) {
		return
	}
	q.Names = slices.Concat(last.Names, q.Names)
}

// rankOf reads "and the rank?" after the figure of one as the question for its place.
func (th *thread) rankOf(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	rank := len(q.Bare) == 1 && bareOnly(q, "noun.rank", "noun.position") && !q.Cues.Has("deg.top", "deg.bottom", "set.all", "set.not", "ask.overall", "ask.whole")
	name := th.one()
	if moves[last.Intent.Operation] && e.index.Companies(last.Names) && len(last.Names) == 1 {
		name = last.Names[0]
	}
	if !rank || !barely(r) || !namesNone(q) || q.Facet != "" || name == "" {
		return q, false
	}
	q = q.Clone()
	q.Names, q.Period, q.Asked, q.Place, q.Contrary = []string{name}, last.Period, last.Asked, last.Place, false
	if moves[last.Intent.Operation] {
		q.Period, q.Asked = evidence.Period{}, evidence.Asked{} // behind a change it is the one of now
	}
	q.Intent = e.index.Intent("standing")
	return q, q.Intent != nil
}

// without reads "without X?" after a table, a sum of the first or who holds a rank as the same question, X left out.
func (th *thread) without(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	op := last.Intent.Operation
	ofSeveral := (op == "table" || op == "keynumbers" || op == "holder" || op == "total" || last.Top > 0) && len(last.Names) == 0
	onlyLeavesOut := len(q.Names) > 0 && len(q.Excepted) == len(q.Names) && firmsOnly(q) && len(q.Numbers) == 0 && q.Metric == "" && !q.Asked.Said && q.Facet == "" && !q.Cues.Has("set.sum")
	named := op == "total" && len(last.Names) > 2 && len(last.Excepted) == 0 // a sum of those
	if !ofSeveral && !named || !onlyLeavesOut || !barely(r) || !heads(r, "set.except") {
		return q, false
	}
	last = last.Clone()
	if named {
		last.Names = slices.DeleteFunc(slices.Clone(last.Names), func(n string) bool { return slices.Contains(q.Names, n) })
		return last, len(last.Names) > 1
	}
	last.Names, last.Excepted = q.Names, q.Excepted
	if op == "lookup" || op == "keynumbers" {
		last.Intent = e.index.Intent("table") // the first so many
	}
	last.Cues = append(slices.Clone(last.Cues), "set.except")
	return last, last.Intent != nil
}

// merely reads an utterance of few words that does no more than name another, "ugh, X's at least?", as the last question for that one.
func (th *thread) merely(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	names := func(m *gazetteer.Mention) bool {
		kind, _, _ := strings.Cut(m.ID, ".")
		return m.Kind.Firm() || m.Kind == gazetteer.Chatter || m.Kind == gazetteer.Cue && (kind == "back" && m.ID != "back.he" || kind == "bound" || kind == "talk" || m.ID == "set.also")
	}
	if !barely(r) || len(q.Names) != 1 || len(q.Cues) > 0 && q.Limited() || len(q.Doubts) > 0 || !th.namedOne() || slices.Contains(th.last.query.Names, q.Names[0]) {
		return q, false
	}
	if !e.index.Companies(q.Names) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return !names(m) && m.ID != "rel.threshold" }) {
		return q, false
	}
	loose := 0
	for i := range r.tokens {
		if plainWords(r, i, i+1) && r.tokens[i].Text != "'s" {
			loose++
		}
	}
	if loose == 0 || loose > mostLoose {
		return q, false // the matcher knows what only names something
	}
	q = q.Clone()
	q.Intent = e.index.Intent("follow.entity")
	if q.Intent == nil {
		return q, false
	}
	return th.follow(e, q)
}

// mostLoose is how many words beside a name may be exclamations.
const mostLoose = 1
