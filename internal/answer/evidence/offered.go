package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Offered says that a thing which a question offers as its answer is not the one that a finding tells. It is nil where another claim of those whom
// the question names tells of that thing, so that it may be meant.
func (x *Index) Offered(f *Finding, q *Query, things []string) *Finding {
	tells := func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(things, func(id string) bool { return contains(c.Concepts, id) || x.worded(c, id) })
	}
	if slices.ContainsFunc(f.Claims, tells) {
		return f
	}
	for _, n := range q.Names {
		if slices.ContainsFunc(x.told[n], tells) {
			return nil
		}
	}
	if f.Status != Answered {
		return f
	}
	denied := *f
	return denied.correct("not.quite")
}
