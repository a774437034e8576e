package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Bears reports whether a claim of a finding tells of one of some things.
func (x *Index) Bears(f *Finding, things []string) bool {
	return slices.ContainsFunc(f.Claims, x.telling(things))
}

// telling returns what reports whether a claim tells of one of some things.
func (x *Index) telling(things []string) func(*knowledge.Claim) bool {
	return func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(things, func(id string) bool { return contains(c.Concepts, id) || x.worded(c, id) })
	}
}

// Offered says that a thing which a question offers as its answer is not the one that a finding tells. It is nil where another claim of those whom
// the question names tells of that thing, so that it may be meant.
func (x *Index) Offered(f *Finding, q *Query, things []string) *Finding {
	for _, n := range q.Names {
		if slices.ContainsFunc(x.told[n], x.telling(things)) {
			return nil
		}
	}
	if f.Status != Answered {
		return f
	}
	denied := *f
	return denied.correct("not.quite")
}
