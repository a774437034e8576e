package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// How many tokens may stand between a word for an act and the place or the goods behind it: "pull out [of] C", "make [any] phones".
const reachOfAct = 1

// leaves notes a firm that is said to leave a place of the book: "is X leaving C?"
func leaves(q *evidence.Query, r *reading) {
	for _, act := range r.mentions {
		if act.Kind != gazetteer.Concept || act.ID != "act.withdraw" || wordOf(r, "word.in", act.Last) {
			continue // "what X has left in C"
		}
		for _, p := range r.mentions {
			if p.Kind != gazetteer.Place || p.Foreign || p.First < act.Last || p.First-act.Last > reachOfAct || owns(r, p.Last) {
				continue
			}
			for _, d := range q.Deeds {
				if d.Act == act.ID && firms(r, func(m *gazetteer.Mention) bool { return m.ID == d.By && m.Last <= act.First }) > 0 {
					q.Leaves = d.By
				}
			}
		}
	}
}

// produces notes the only firm of a yes/no question whether it makes or sells the goods of the book: "does X make phones?"
func produces(q *evidence.Query, r *reading) {
	other := len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || q.Asked.Said || q.Abroad != "" || q.Category != "" ||
		q.Cues.Has("time.future", "facet.choice", "set.not", "set.only") || !bareOnly(q, "act.make", "act.sell", "noun.device")
	if other || q.Facet != "facet.whether" || len(q.Names) != 1 {
		return
	}
	for _, f := range r.mentions {
		for _, act := range r.mentions {
			if f.Kind != gazetteer.Company || act.Kind != gazetteer.Concept || act.ID != "act.make" && act.ID != "act.sell" || act.First < f.Last || act.First-f.Last > reachOfDoerHan {
				continue
			}
			if slices.ContainsFunc(r.mentions, func(g *gazetteer.Mention) bool {
				return g.Kind == gazetteer.Category && !g.Foreign && g.First >= act.Last && g.First-act.Last <= reachOfAct
			}) {
				q.Produces = f.ID
			}
		}
	}
}

// mostBecoming is how many tokens stand between a person and the title that they are said to have got: "X became the chief".
const mostBecoming = 4

// becomes notes a person behind whom, with no more than a few words that nothing knows between, a title stands that is said to be theirs: "X
// became chief of Y", "X is Y's chief".
func becomes(q *evidence.Query, r *reading) {
	if q.Facet == "facet.whether" {
		return // whether it is so is what is asked
	}
	for _, p := range r.mentions {
		for _, t := range r.mentions {
			if p.Kind != gazetteer.Person || t.Kind != gazetteer.Title || t.First <= p.Last || t.First-p.Last > mostBecoming {
				continue
			}
			q.Becomes = q.Becomes || !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
				return m.First < t.First && m.Last > p.Last && m.Kind != gazetteer.Company && m.ID != "facet.whether"
			}) &&
				!slices.ContainsFunc(r.tokens[p.Last:t.First], func(w utterance.Token) bool { return w.Kind == utterance.Break })
		}
	}
}
