package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// follow turns an elliptic question into the last one with other slots.
func (th *thread) follow(e *Engine, q evidence.Query) (evidence.Query, bool) {
	last := th.last.query
	next := last
	next.Cues, next.Doubts, next.Words, next.Facet, next.Concepts = q.Cues, q.Doubts, q.Words, q.Facet, last.Concepts
	next.Percents, next.Ranks, next.Points, next.Claimed, next.Contrary, next.Brief = nil, nil, nil, nil, false, false
	if last.Intent.Operation != "project" {
		next.Numbers = nil // what was said of another
	}
	switch q.Intent.Operation {
	case "follow.entity":
		if len(q.Names)+len(q.People)+len(q.Others) == 0 || len(q.Names) > 1 && q.Cues.Has("set.sum") {
			return q, false // "X and Y together" is a question of its own
		}
		next.Facet = last.Facet
		if last.Intent.Operation == "measured" && th.topic.query.Figures() {
			last = th.topic.query // "and X?", of what the source was asked of
			next.Intent, next.Metric, next.Period, next.Asked, next.Facet, next.Concepts = last.Intent, last.Metric, last.Period, last.Asked, last.Facet, last.Concepts
		}
		if last.Intent.Operation == "certainty" && th.topic != nil && !th.topic.query.Figures() {
			last = th.topic.query // "so now it is X?", of what was in doubt
			next.Intent, next.Claim, next.Facet, next.Concepts = last.Intent, "", last.Facet, last.Concepts
		}
		if last.Intent.Operation == "speech" && slices.ContainsFunc(last.Concepts, func(id string) bool { return strings.HasPrefix(id, "dir.") }) && e.index.Companies(q.Names) {
			next.Intent, next.People, next.Others, next.Facet = e.index.Intent("growth"), nil, nil, "" // what was asked to be somebody's words
			last = next
		}
		if last.Intent.Operation == "growth" && q.Metric == "" {
			next.Metric = ""                                                                                                              // whatever of the new one has changed
			next.Concepts = slices.DeleteFunc(slices.Clone(next.Concepts), func(id string) bool { return strings.HasPrefix(id, "dir.") }) // either way
		}
		th.replace(&next, q)
		if len(last.Names) == 2 && len(q.Names) == 1 && last.Intent.Operation == "compare" && !slices.Contains(last.Names, q.Names[0]) {
			next.Names = []string{last.Names[0], q.Names[0]} // "and over Z?", of the same one
		}
	case "follow.place":
		if q.Place == "" && q.Abroad == "" || q.Place != "" && q.Facet == "facet.whether" && !last.Figures() && last.Abroad == "" {
			return q, false // "is it in X?" is no question of before
		}
		th.replace(&next, q)
		if q.Place != "" && last.Abroad != "" && !last.Figures() && last.Metric != "" {
			next.Intent = e.index.Intent(e.book.Default.Intent) // what the book has on that place
		}
	case "follow.period":
		if !q.Asked.Said {
			return q, false
		}
		th.replace(&next, q)
		if len(next.Names) == 0 && q.Cues.Has("back.it") && th.single() {
			next.Names = th.recent(1) // "and theirs a year before?"
		}
		next.Intent = e.index.Intent(figureIntent(last))
	case "follow.compare":
		if moves[last.Intent.Operation] && len(q.Names) == 0 {
			return next, true // "by how much?"
		}
		if last.Asked.Known && last.Period != e.index.Latest && len(last.Names) == 1 && len(q.Names) == 0 {
			next.Intent = e.index.Intent("change") // "what is the difference?", of a year ago and now
			next.Asked, next.Period, next.Concepts = evidence.Asked{}, evidence.Period{}, q.Concepts
			return next, next.Intent != nil
		}
		next.Intent = e.index.Intent("compare")
		next.Names, next.Concepts = q.Names, q.Concepts
		if q.Metric == "" && !e.index.Levels(next.Metric) && slices.Contains(q.Bare, "act.overtake") {
			next.Metric = "" // one passes another by what they have, not by how they moved
		}
		if two := th.rival(q); two != nil {
			next.Names = two
		} else if len(next.Names) < 2 {
			next.Names = mergeNames(th.compared(e, last), q.Names)
		}
	case "follow.metric":
		if q.Metric == "" && !q.Cues.Has("ask.growth") && !slices.ContainsFunc(q.Concepts, func(id string) bool { return strings.HasPrefix(id, "dir.") }) {
			return q, false // it names none: "what rank is that?"
		}
		next.Intent = e.index.Intent("lookup")
		if q.Metric == "" || q.Metric != e.book.Default.Metric {
			next.Intent = e.index.Intent("growth")
		} else if moves[last.Intent.Operation] && q.Cues.Has("set.not") {
			change := next
			if change.Intent, change.Metric = e.index.Intent("change"), q.Metric; !e.index.Gather(change).Silent() {
				return change, true // "not sales, the share", of what fell
			}
		}
		next.Metric = q.Metric
		th.replace(&next, q)
		if len(next.Names) == 0 && q.Cues.Has("back.it") && th.single() {
			next.Names = th.recent(1) // "their share?", of the one at a rank
		}
	case "follow.source":
		if len(next.Names) == 0 && th.single() {
			next.Names = th.recent(1) // the figure of the one at a rank
		}
		return th.source(e, next, "facet.source"), true
	case "follow.who":
		if q.Cues.Has("deg.bottom", "deg.top") && last.Figures() {
			next.Intent, next.Names = e.index.Intent("holder"), nil // "and who was last?"
			return next, next.Intent != nil
		}
		if q.Cues.Has("set.also") && last.Figures() {
			next.Intent = e.index.Intent("tied") // "who else?"
			return next, next.Intent != nil
		}
		if q.SeenAt != "" {
			return q, false // "who was on X?" is another question
		}
		if q.Cues.Has("ask.recipient") && len(th.last.finding.Quotes) > 0 {
			return th.venue(e, next, "facet.where"), true // "to whom?", of words
		}
		if slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "act.") && !utters[id] }) {
			return q, false // it is who does something that is asked for, not who says so
		}
		return th.source(e, next, "facet.who"), true
	case "follow.where":
		if q.Abroad != "" {
			return q, false // that place is asked about
		}
		return th.venue(e, next, "facet.where"), true
	case "follow.when":
		return th.venue(e, next, "facet.when"), true
	case "follow.why":
		if last.Intent.Operation == "certainty" && th.topic != nil {
			last = th.topic.query // why it is so, not why somebody says so
			next.Intent, next.Names, next.Claim, next.Concepts = last.Intent, last.Names, "", last.Concepts
		}
		next.Facet = "facet.why"
		if len(next.Names) == 0 && last.Intent.Operation == "holder" {
			next.Names = th.recent(1) // why the one at that rank
		}
		next.Intent = e.index.Intent(e.book.Why(last.Intent.ID))
		th.replace(&next, q)
	case "follow.brief":
		if len(q.Names)+len(q.People)+len(q.Others) > 0 || q.Metric != "" {
			return q, false
		}
		next = last
		next.Brief = true
	case "follow.more":
		if len(th.last.finding.Quotes) > 0 {
			next.Intent = e.index.Intent("quote")
			next.Cues = evidence.Cues{"ask.whole"}
		} else if last.Figures() {
			if more, ok := th.besides(e, next); ok {
				return more, true
			}
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
func (th *thread) compared(e *Engine, last evidence.Query) []string {
	if last.Intent.Operation == "holder" && len(last.Names) == 0 {
		if all := e.index.Ranked().Names; th.single() && len(all) > 1 && th.last.finding.Series[0].Entity == all[0] && th.last.finding.Series[0].Tied < 2 {
			return slices.Clone(all[:2]) // of the first, over the second
		}
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
			next.Claim = th.personal(f.Claims).ID
			next.Intent = e.index.Intent("certainty")
		}
	}
	return next
}

// personal returns the claim of some that a person made, if there is one, else the first.
func (th *thread) personal(claims []*knowledge.Claim) *knowledge.Claim {
	for _, c := range claims {
		if e := th.entity(c.By); e != nil && e.Kind == "person" {
			return c
		}
	}
	return claims[0]
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
		if f.Metric != "" {
			next.Metric = f.Metric
		}
		next.Intent = e.index.Intent("timeframe")
	}
	return next
}
