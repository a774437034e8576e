package answer

import (
	"strings"

	"marketbot/internal/answer/evidence"
)

// joinMargin is how close a second reading must be to be said too, and joinPassage the same where words of its claim stand in the question.
const (
	joinMargin  = 0.2
	joinPassage = 0.3
)

// join adds the answer of a second reading of the same family of topics that is nearly as sure: between two
// sides of one matter, saying both is right.
func (u *turn) join() {
	if u.finding.Status != evidence.Answered || u.query.Intent == nil || u.query.Intent.Operation != "tell" {
		return
	}
	for _, o := range u.options {
		margin := joinMargin
		if o.finding.Cites(u.query.Passage) {
			margin = joinPassage
		}
		if o.finding == u.finding || o.query.Intent.Operation != "tell" || o.finding.Status != evidence.Answered || u.value-o.value > margin ||
			family(o.query.Intent.ID) != family(u.query.Intent.ID) || o.query.Intent == u.query.Intent || u.finding.Says(o.finding) {
			continue
		}
		u.finding = u.finding.With(o.finding)
		return
	}
}

// family is the part of a topic's id before the dot.
func family(id string) string {
	f, _, _ := strings.Cut(id, ".")
	return f
}
