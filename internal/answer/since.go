package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// reachOfSince is how many tokens may stand between a "since" and what it is reckoned from: "since [the] deal", "since [Tsai's] announcement".
const reachOfSince = 3

// since notes that a question is for what came after a deal or its announcement.
func since(q *evidence.Query, r *reading) {
	q.Since = q.Facet != "facet.why" && particle(r, "word.since", func(s *gazetteer.Mention) bool {
		return s.First > 0 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return (m.Kind == gazetteer.Event || m.Kind == gazetteer.Concept && (m.ID == "noun.deal" || m.ID == "act.announce" || m.ID == "act.confirm" || m.ID == "noun.event")) && m.First >= s.Last && m.First-s.Last <= reachOfSince
		})
	})
}
