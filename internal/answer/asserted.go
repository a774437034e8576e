package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// asserted corrects a statement that is put up for a yes, "the partner is X, right?", where the book declines with what it says of others: as far as it
// says, it is not so. A question is left as it is.
func (e *Engine) asserted(u, whole *turn) *evidence.Finding {
	if u.finding.Status != evidence.Unknown || !states(whole.base, u.asked) || whole.base.Cues.Has("facet.choice", "set.also", "time.future", "ask.suppose", "ask.any") {
		return nil
	}
	return e.index.Contradicting(u.finding)
}

// states reports whether an utterance is a statement to be confirmed: it ends in a tag, or in a question mark with its verb behind what it is said of.
func states(q *evidence.Query, r *reading) bool {
	if q.Tagged {
		return true
	}
	if q.Facet != "" && q.Facet != "facet.whether" || q.Cues.Has("ask.what", "ask.which") || !asksAtEnd(r) {
		return false
	}
	return cue(r, "facet.whether", func(c *gazetteer.Mention) bool {
		return c.First > 1 && r.tokens[c.First-1].Kind == utterance.Word && !opens(r, c.First) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Last == c.First && m.Kind.Masked() })
	})
}
