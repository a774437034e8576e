package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// wider returns the claim that names what another tells as one thing among others, where a question is for those others: "what else besides
// X is a trouble?" That may be the claim itself. It is nil where the question is not, or there is no such claim.
func (x *Index) wider(q *Query, c *knowledge.Claim) *knowledge.Claim {
	spared := func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(q.Spared, func(id string) bool { return contains(c.Concepts, id) || x.worded(c, id) })
	}
	if !spared(c) {
		return nil
	}
	if namesMore(q, c) || slices.ContainsFunc(c.Cites, func(id string) bool { return x.claims[id].Certainty != "measured" }) {
		return c // it tells of several things itself
	}
	own := slices.ContainsFunc(q.Spared, func(id string) bool { return contains(c.Concepts, id) }) // what only words it may be one of them itself
	others := func(t string) bool { return x.intents[t] != nil && !x.intents[t].Exclusive }
	a := x.home[c]
	for i := range a.Claims {
		if w := &a.Claims[i]; contains(w.Cites, c.ID) && (own || spared(w)) && slices.ContainsFunc(w.Topics, others) && len(x.foreign(q, w)) == 0 {
			return w
		}
	}
	return nil
}

// namesMore reports whether a claim is of what a question asks for, and of a thing besides what that leaves out.
func namesMore(q *Query, c *knowledge.Claim) bool {
	asked := func(id string) bool { return contains(q.Bare, id) && !contains(q.Spared, id) }
	return slices.ContainsFunc(c.Concepts, asked) && slices.ContainsFunc(c.Concepts, func(id string) bool {
		return strings.HasPrefix(id, "noun.") && !asked(id) && !contains(q.Spared, id)
	})
}
