package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/knowledge"
)

// thread is what the earlier questions of a conversation leave behind.
type thread struct {
	last   *turn
	names  []string // latest last
	people []string
	metric string
	place  string
	entity func(string) *knowledge.Entity
}

// add remembers a turn.
func (th *thread) add(u *turn) {
	q := u.query
	for _, n := range q.Names {
		th.names = append(slices.DeleteFunc(th.names, func(o string) bool { return o == n }), n)
	}
	for _, p := range q.People {
		th.people = append(slices.DeleteFunc(th.people, func(o string) bool { return o == p }), p)
	}
	if u.finding != nil {
		for _, v := range u.finding.Quotes {
			th.people = append(slices.DeleteFunc(th.people, func(o string) bool { return o == v.Speaker }), v.Speaker)
		}
		for _, c := range u.finding.Claims {
			if e := th.entity(c.By); e != nil && e.Kind == "person" && !slices.Contains(th.people, c.By) {
				th.people = append([]string{c.By}, th.people...)
			}
		}
		for _, row := range u.finding.Series {
			if len(q.Names) == 0 && len(u.finding.Series) == 1 {
				th.names = append(th.names, row.Entity)
			}
		}
	}
	if q.Metric != "" {
		th.metric = q.Metric
	}
	if q.Place != "" {
		th.place = q.Place
	}
	if q.Intent != nil && q.Intent.Operation != "say" && q.Intent.Operation != "offtopic" {
		th.last = u
	}
}

// copy returns a thread that may go on by itself.
func (th *thread) copy() thread {
	c := *th
	c.names, c.people = slices.Clone(th.names), slices.Clone(th.people)
	return c
}

// complete fills in what an utterance leaves out from the thread. It reports false for an intent that only
// makes sense after another question where there is none.
func (th *thread) complete(e *Engine, base evidence.Query, m intent.Match, r reading) (evidence.Query, bool) {
	q := base
	q.Intent, q.Contrary = m.Intent, m.Contrary
	if strings.HasPrefix(m.Intent.Operation, "follow.") {
		if th.last == nil {
			return q, false
		}
		return th.follow(e, q)
	}
	if th.last == nil {
		return q, true
	}
	if c := th.doubted(q); c != nil {
		q.Claim, q.Intent, q.Contrary = c.ID, e.index.Intent("certainty"), false
		return q, q.Intent != nil
	}
	if short(r) && elliptic(r) && q.Figures() && th.last.query.Figures() && q.Metric == "" && !(q.Intent.Operation == "growth" && q.Cues.Has("ask.growth")) {
		q.Metric = th.metric
	}
	if q.Place == "" && q.Abroad == "" {
		q.Place = th.place
	}
	if q.Cues.Has("back.he") && len(q.People) == 0 {
		q.People = th.referent(e)
	}
	if len(q.Names)+len(q.People)+len(q.Others) == 0 && q.Quote == "" && len(q.Ranks) == 0 && !q.Cues.Has("deg.top", "deg.bottom") && lacks(q) {
		q.Names = th.recent(needed(q))
	} else if len(q.Names) == 0 && q.Intent.Operation == "compare" && (len(q.Ranks) == 1 || q.Cues.Has("deg.top")) {
		q.Names = th.recent(1) // "by how much over second place?"
	} else if between(q) {
		q.Intent = e.index.Intent("compare")
		for i := len(th.names) - 1; i >= 0; i-- {
			if th.names[i] != q.Names[0] {
				q.Names = []string{th.names[i], q.Names[0]}
				break
			}
		}
	}
	return q, true
}

// referent is whom "he" means: who was spoken of last, else the one person whom the book knows at the company that was.
func (th *thread) referent(e *Engine) []string {
	if n := len(th.people); n > 0 {
		return th.people[n-1:]
	}
	if n := len(th.names); n > 0 {
		if list := e.index.Staff(th.names[n-1]); len(list) == 1 {
			return []string{list[0].ID}
		}
	}
	return nil
}

// doubted returns the claim of the last answer of which a question asks how sure it is, "is that confirmed?", or nil.
func (th *thread) doubted(q evidence.Query) *knowledge.Claim {
	if !q.Cues.Has("back.it") || len(q.Names)+len(q.People)+len(q.Others) > 0 || th.last.query.Figures() || th.last.finding == nil ||
		q.Intent.Operation != "tell" && q.Intent.Operation != "certainty" ||
		!slices.ContainsFunc(q.Concepts, func(id string) bool { return ofCertainty[id] }) {
		return nil
	}
	for _, c := range th.last.finding.Claims {
		if _, ok := c.Knows["facet.sure"]; ok {
			return c
		}
	}
	return nil
}

// ofCertainty are the concepts by which one asks how sure something is.
var ofCertainty = map[string]bool{"act.confirm": true, "noun.rumour": true, "noun.fact": true, "adj.sure": true, "adj.unsure": true, "adj.official": true}

// between reports whether a question with one name compares it with the one spoken of before.
func between(q evidence.Query) bool {
	if len(q.Names) != 1 || q.Cues.Has("deg.top") || q.Asked.Prior > 0 {
		return false
	}
	op := q.Intent.Operation
	return op == "compare" || op == "change" && q.Cues.Has("unit.points", "deg.more", "deg.less", "bound.above", "deg.tie")
}

// recent returns the n names last spoken of, in the order they were.
func (th *thread) recent(n int) []string {
	return slices.Clone(th.names[max(0, len(th.names)-n):])
}

// needed is how many names an operation takes from the thread.
func needed(q evidence.Query) int {
	switch q.Intent.Operation {
	case "compare", "total", "order", "nearest":
		return 2
	}
	return 1
}

// lacks reports whether an operation wants a name.
func lacks(q evidence.Query) bool {
	switch q.Intent.Operation {
	case "total", "order", "nearest", "lookup", "standing", "compare", "change", "growth", "ratio", "project", "verify", "complement", "quote":
		return true
	}
	return false
}

// short reports whether an utterance is so short that it may lean on the one before.
func short(r reading) bool { return len(r.tokens) <= 12 }

// elliptic reports whether an utterance opens like a continuation or only names something.
func elliptic(r reading) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && (m.ID == "back.and" || m.ID == "back.it" || m.ID == "back.he") {
			return true
		}
	}
	return len(r.tokens) <= 4
}

// follow turns an elliptic question into the last one with other slots.
func (th *thread) follow(e *Engine, q evidence.Query) (evidence.Query, bool) {
	last := th.last.query
	next := last
	next.Cues, next.Doubts, next.Words, next.Facet, next.Concepts = q.Cues, q.Doubts, q.Words, q.Facet, last.Concepts
	next.Percents, next.Ranks, next.Contrary = nil, nil, false
	switch q.Intent.Operation {
	case "follow.entity":
		if len(q.Names)+len(q.People)+len(q.Others) == 0 {
			return q, false
		}
		next.Facet = last.Facet
		th.replace(&next, q)
	case "follow.place":
		if q.Place == "" && q.Abroad == "" {
			return q, false
		}
		th.replace(&next, q)
	case "follow.period":
		if !q.Asked.Said {
			return q, false
		}
		next.Period, next.Asked = q.Period, q.Asked
		next.Intent = e.index.Intent(figureIntent(last))
	case "follow.compare":
		if moves[last.Intent.Operation] && len(q.Names) == 0 {
			return next, true // "by how much?"
		}
		next.Intent = e.index.Intent("compare")
		next.Names, next.Concepts = q.Names, q.Concepts
		if len(next.Names) < 2 {
			next.Names = mergeNames(th.compared(last), q.Names)
		}
	case "follow.metric":
		next.Intent = e.index.Intent("lookup")
		if q.Metric == "" || q.Metric != e.book.Default.Metric {
			next.Intent = e.index.Intent("growth")
		}
		next.Metric = q.Metric
		th.replace(&next, q)
	case "follow.source":
		return th.source(e, next, "facet.source"), true
	case "follow.who":
		return th.source(e, next, "facet.who"), true
	case "follow.where":
		return th.venue(e, next, "facet.where"), true
	case "follow.when":
		return th.venue(e, next, "facet.when"), true
	case "follow.why":
		next.Facet = "facet.why"
		if len(next.Names) == 0 && last.Intent.Operation == "holder" {
			next.Names = th.recent(1) // why the one at that rank
		}
		next.Intent = e.index.Intent(e.book.Why(last.Intent.ID))
		th.replace(&next, q)
	case "follow.more":
		if len(th.last.finding.Quotes) > 0 {
			next.Intent = e.index.Intent("quote")
			next.Cues = evidence.Cues{"ask.whole"}
		} else if last.Figures() {
			next.Intent, next.Names = e.index.Intent("table"), nil
		}
	}
	return next, next.Intent != nil
}

// figureIntent is the intent that gives a figure of another period.
func figureIntent(last evidence.Query) string {
	if last.Figures() && last.Intent.Operation != "growth" {
		return "lookup"
	}
	return last.Intent.ID
}

// moves are the operations whose difference is that of one entity within a year.
var moves = map[string]bool{"change": true, "movers": true, "growth": true}

// compared returns the names of a difference that is asked for without names: the two spoken of last, or the one
// at the rank that was asked about.
func (th *thread) compared(last evidence.Query) []string {
	if last.Intent.Operation == "holder" && len(last.Names) == 0 {
		return th.recent(1)
	}
	return th.recent(2)
}

func mergeNames(a, b []string) []string {
	out := slices.Clone(a)
	for _, n := range b {
		out = once(out, n)
	}
	return out
}

// replace puts the names of a follow-up in the place of those before.
func (th *thread) replace(next *evidence.Query, q evidence.Query) {
	if len(q.Names) > 0 {
		next.Names = q.Names
	}
	if len(q.People) > 0 {
		next.People = q.People
	}
	if len(q.Others) > 0 {
		next.Others = q.Others
	}
	if q.Place != "" || q.Abroad != "" {
		next.Place, next.Abroad = q.Place, q.Abroad
	}
	if q.Asked.Said {
		next.Period, next.Asked = q.Period, q.Asked
	}
}

// source asks who said or measured what was answered last.
func (th *thread) source(e *Engine, next evidence.Query, facet string) evidence.Query {
	f := th.last.finding
	switch {
	case len(f.Quotes) > 0:
		next.Intent, next.Quote = e.index.Intent("quote.who"), f.Quotes[0].ID
	case next.Figures():
		next.Intent = e.index.Intent("measured")
	default:
		next.Facet = facet
		if len(f.Claims) > 0 {
			next.Claim = f.Claims[0].ID
			next.Intent = e.index.Intent("certainty")
		}
	}
	return next
}

// venue asks where or when what was answered last was said or happened.
func (th *thread) venue(e *Engine, next evidence.Query, facet string) evidence.Query {
	next.Facet = facet
	f := th.last.finding
	if len(next.People) == 0 && next.Cues.Has("back.he") && len(th.people) > 0 {
		next.People = th.people[len(th.people)-1:]
	}
	if len(f.Quotes) > 0 || len(next.People) > 0 {
		next.Intent = e.index.Intent("quote.where")
		if facet == "facet.when" {
			next.Intent = e.index.Intent("quote.when")
		}
		if len(f.Quotes) > 0 {
			next.People = []string{f.Quotes[0].Speaker}
		}
		return next
	}
	if next.Figures() && facet == "facet.when" {
		next.Intent = e.index.Intent("timeframe")
	}
	return next
}
