package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// isRival tells how somebody competes, where a question is whether they are a problem: "is X a problem for Y, too?" It is nil where no claim has them as
// a rival of all others whom the question names, or it is about more.
func (x *Index) isRival(q *Query) *Finding {
	more := len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != "" || q.Cues.Has("facet.choice", "time.future", "set.only")
	if len(q.Names) == 0 || more || slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "noun.problem" && id != "noun.competitor" && id != "act.compete" && id != "noun.device" && id != "noun.market" && id != "noun.technology"
	}) {
		return nil
	}
	by := q.Names[0]
	for _, c := range x.told[by] {
		rivals := func(n string) bool { return n == by || x.maker(n) == by || competes(c, by, n) }
		if contains(c.Concepts, "noun.competitor") && competes(c, by, "") && !slices.ContainsFunc(q.Names, func(n string) bool { return !rivals(n) }) {
			if hasAny(q.Bare, "noun.competitor", "act.compete") {
				return x.affirmation(c, part("yes"))
			}
			return x.affirmation(c)
		}
	}
	if r := x.relationOf(q, by); len(q.Names) == 2 && r != nil && (r.Subject != q.Names[1] || r.Role == chosen && hasAny(q.Bare, "noun.problem")) && x.Companies(q.Names) {
		return x.sayNearest(unknown("unknown.names", Arg{"names", Names(q.Names)}).surely(), x.related.claim[r]) // what they are to somebody else
	}
	return nil
}

// competes reports whether a claim of competition tells of another, or of anybody, who fares ill by what somebody does; where it says that of nobody,
// whether it is first of all about somebody and tells of the other, too.
func competes(c *knowledge.Claim, by, other string) bool {
	if worse := c.Deeds["act.fail"]; len(worse) > 0 {
		return !contains(worse, by) && (other == "" || contains(worse, other))
	}
	return c.Who[0] == by && (other == "" || contains(c.Who, other))
}
