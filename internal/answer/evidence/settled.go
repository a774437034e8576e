package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Settled reports whether a question's own words settle what there is to say to it, whatever intent it is taken for.
func (x *Index) Settled(q *Query) bool {
	switch {
	case q.Leaves != "" && x.leaving(q) != nil,
		q.Produces != "" && x.produces(q) != nil,
		q.Becomes && q.Facet != "facet.who" && x.mistitled(q) != nil,
		q.Made[0] != "" && x.misattributed(q) != nil,
		(q.Cues.Has("ask.about") || hasAny(q.Bare, "act.mention")) && x.mentioned(q) != nil,
		hasAny(q.Bare, "act.happen", "noun.consequence") && x.cameOf(q) != nil,
		hasAny(q.Bare, "noun.sanction") && x.laidOn(q) != nil,
		q.Crossed && x.tieUp(q) != nil:
		return true
	}
	return false
}

// leaving declines whether a firm leaves a place, and denies that the book says so where a question takes it for granted: "why is X leaving
// C?" It is nil where a claim tells of somebody who leaves something, or none of the firm.
func (x *Index) leaving(q *Query) *Finding {
	leaves := func(c *knowledge.Claim) bool {
		return contains(c.Concepts, "act.withdraw") || x.worded(c, "act.withdraw")
	}
	if len(x.told[q.Leaves]) == 0 || slices.ContainsFunc(x.told[q.Leaves], leaves) {
		return nil
	}
	f := sureOf(Corrected)
	if q.Facet == "facet.whether" || q.Facet == "" || q.Cues.Has("time.future") {
		f.Status = Unknown
	}
	f.say("unknown.names", Arg{"names", Names{q.Leaves}})
	about := &Query{Names: []string{q.Leaves}, Place: q.Place, Concepts: []string{"noun.importance"}, Bare: []string{"noun.importance"}}
	if c, _ := x.best(about, x.told[q.Leaves]); c != nil {
		x.sayNearest(f, c) // what the place is to it, or else what it has there
	}
	return f
}

// produces says whether a firm makes the goods of the book: one that has a figure among those who do does. Of others it says what they are.
func (x *Index) produces(q *Query) *Finding {
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	if _, ok := x.rowOf(s, q.Produces); ok {
		f := x.lookup(&Query{Intent: x.intents[x.Book.Default.Intent], Names: []string{q.Produces}, Place: q.Place})
		if !f.Silent() {
			f.sayFirst("yes")
		}
		f.Sure = true
		return f
	}
	f := unknown("unknown.names", Arg{"names", Names{q.Produces}}).fitting(0.5).surely()
	c := x.describing(q.Produces)
	if c == nil {
		c, _ = x.best(&Query{Names: []string{q.Produces}}, x.told[q.Produces])
	}
	if c != nil {
		x.sayNearest(f, c)
	}
	return f
}

// tieUp says how two firms stand that a question sets side by side with an "x", where something other than a partnership of today is between
// them: "X x Y happening?" It is nil where they are partners, or the book has nothing on the two, or more is asked.
func (x *Index) tieUp(q *Query) *Finding {
	if len(q.Names) != 2 || q.Figures() && q.Metric != "" || len(q.People)+len(q.Ranks)+len(q.Percents) > 0 || !q.asks("", "facet.whether") && q.Facet != "facet.sure" {
		return nil
	}
	for _, n := range q.Names {
		if r := x.relationOf(q, n); r != nil && r.Role != chosen && contains(q.Names, r.Subject) {
			f := sureOf(Answered)
			if q.Facet != "" {
				f.correct("no")
			}
			x.sayRelation(f, r, "relation."+r.Role)
			if won := x.chosenIn(r); won != nil {
				x.sayRelation(f, won, "relation.chosen.is")
			}
			return f
		}
	}
	return nil
}

// Dropped reports whether a question is whether one side of a relation let the other go, and no figure of either.
func (x *Index) Dropped(q *Query) bool {
	return len(q.Names) == 2 && q.Metric == "" && len(q.Bare) == 1 && q.Bare[0] == "act.reject" && slices.ContainsFunc(q.Names, func(n string) bool {
		r := x.relationOf(q, n)
		return r != nil && contains(q.Names, r.Subject) && r.Subject != n
	})
}
