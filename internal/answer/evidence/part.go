package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// sayStanding says how each of those stands whom a question names, and returns of whom it did, and who has no part in a deal.
func (x *Index) sayStanding(f *Finding, q Query, whether bool) (said map[string]bool, unrelated Names) {
	said = map[string]bool{}
	for _, n := range q.Names {
		r := x.relationOf(&q, n)
		if e := x.entities[n]; r == nil && (e == nil || e.Kind != "company") {
			continue
		}
		switch {
		case x.unconnected(n):
			unrelated = append(unrelated, n)
		case r != nil && !said[n]:
			said[n] = true
			key := x.standingKey(f, q, r, whether)
			if c := x.related.claim[r]; key == "relation.chosen.is" && len(q.Names) == 2 && contains(q.Names, r.Subject) && q.Intent.Operation == "relation" && !hasAny(q.Bare, otherActs...) {
				f.say("claim", Arg{"text", c.Text}).cite(c) // which side does what
				continue
			}
			x.sayRelation(f, r, key)
		}
	}
	return said, unrelated
}

// standingKey is the sentence that says how one stands. It corrects the finding where the question has it otherwise.
func (x *Index) standingKey(f *Finding, q Query, r *knowledge.Relation, whether bool) string {
	key, choice := "relation."+r.Role, q.Cues.Has("facet.choice")
	switch {
	case r.Role == chosen && whether && contains(q.Excepted, r.Object) && !choice:
		f.Status = Corrected
		f.sayFirst("no") // "with X, not with the one that it is"
		return key + ".is"
	case r.Role == chosen && (!whether || choice || !q.partnered() || q.Owner != "" && q.Owner != r.Object && !x.subject(q.Owner)):
		return key + ".is" // there is no question to say yes to
	case r.Role == former && whether && hasAny(q.Concepts, "act.win", "act.power", "act.supply") && !hasAny(q.Concepts, "adj.former") && !q.Cues.Has("set.not") && !choice,
		!x.outrun(q, r) && r.Role != chosen && r.Role != former && whether && q.partnered() && !q.Cues.Has("set.not") && !choice && !hasAny(q.Concepts, "act.explore", "act.negotiate", "noun.candidate", "act.reject"):
		f.Status = Corrected
		return key + ".not"
	}
	return key
}

// partIn says what part the only company that a question names plays in all this, where it has none in a deal. It is nil where more is asked.
func (x *Index) partIn(f *Finding, q Query, unrelated Names) *Finding {
	if len(unrelated) != 1 || len(q.Names) != 1 || q.Facet == "facet.whether" {
		return nil
	}
	c, fit := x.best(q, x.told[unrelated[0]])
	if c == nil {
		return nil
	}
	if !hasAny(q.Bare, "noun.deal", "act.choose", "act.agree", "act.sign", "act.supply") && (q.Cues.Has("facet.choice") || !hasAny(q.Bare, "noun.partner")) {
		f.Fit = fit
		f.say("claim", Arg{"text", c.Text})
		x.citeAll(f, c)
		return f
	}
	return x.sayNearest(unknown("relation.unnamed", Arg{"names", unrelated}), c).fitting(fit)
}

// sayUnrelated says first that some have no part in a deal.
func (x *Index) sayUnrelated(f *Finding, q Query, unrelated Names, alone bool) {
	f.Status = Corrected
	key, choice := "relation.none", q.Cues.Has("facet.choice")
	doing := !choice && !q.partnered() && slices.ContainsFunc(q.Bare, otherDoing)
	other := q.Facet == "facet.whether" && (len(q.Bare) > 0 || q.Cues.Has("act.unknown")) && !hasAny(q.Bare, partnering...)
	if q.Cues.Has("set.also") || doing || !choice && (q.ofTalks() || other) || alone && !slices.ContainsFunc(q.Names, func(n string) bool { return x.party(n) || x.party(x.maker(n)) }) {
		f.Status, key = Unknown, "relation.unnamed" // what others have agreed on the book need not say
	}
	f.sayFirst(key, Arg{"names", unrelated})
	if c, _ := x.best(q, x.told[unrelated[0]]); c != nil && len(unrelated) == 1 && choice {
		x.sayNearest(f, c) // "or in what other role?"
	}
}
