package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// asserted corrects a statement that is put up for a yes, "the partner is X, right?", where the book declines with what it says of others: as far as it
// says, it is not so. A question is left as it is.
func (e *Engine) asserted(u, whole *turn) *evidence.Finding {
	if u.finding.Status != evidence.Unknown || !states(whole.base, u.asked) || whole.base.Cues.Has("facet.choice", "set.also", "ask.any") || whole.base.Cues.Has("ask.suppose") && !whole.base.Cues.Has("tense.past") ||
		whole.base.Cues.Has("time.future") && (u.query.Intent == nil || !u.query.Intent.Exclusive) {
		return nil
	}
	return e.index.Contradicting(u.finding)
}

// states reports whether an utterance is a statement to be confirmed: it ends in a tag, or in a question mark with its verb behind what it is said of.
func states(q *evidence.Query, r *reading) bool {
	if q.Tagged || tail(r) || singlesOut(r) {
		return true
	}
	if q.Facet != "" && q.Facet != "facet.whether" || q.Cues.Has("ask.what", "ask.which", "ask.count", "talk.repeat") || !asksAtEnd(r) || wordOf(r, "word.how", 0) ||
		slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Metric && m.First == 0 }) {
		return false // "how many phones" is a metric
	}
	named := func(by int, right bool) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind.Masked() && (m.Last == by || !right && m.Last < by)
		})
	}
	return slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		switch {
		case c.First < 1 || r.tokens[c.First-1].Kind != utterance.Word:
			return false
		case c.Kind == gazetteer.Cue && c.ID == "facet.whether":
			return !opens(r, c.First) && named(c.First, false)
		}
		return c.Kind == gazetteer.Concept && strings.HasPrefix(c.ID, "act.") && named(c.First, true)
	}) && !(cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == 0 }) && !polite(r, r.tokens[0]))
}

// singlesOut reports whether an utterance asks whether it was just this one: "was it X who ...?"
func singlesOut(r *reading) bool {
	return cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == 0 }) && cue(r, "back.it", func(c *gazetteer.Mention) bool {
		return c.First == 1 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return (m.Kind == gazetteer.Person || m.Kind == gazetteer.Company) && m.First == c.Last && (wordOf(r, "word.that", m.Last) || cue(r, "facet.who", func(w *gazetteer.Mention) bool { return w.First == m.Last }))
		})
	})
}

// tail reports whether an utterance ends in a verb and a pronoun behind a break: "..., hasn't it?"
func tail(r *reading) bool {
	return cue(r, "back.", func(p *gazetteer.Mention) bool {
		return closes(r, p) && cue(r, "facet.whether", func(c *gazetteer.Mention) bool {
			return c.Last == p.First && c.First > 1 && r.tokens[c.First-1].Kind == utterance.Break
		})
	})
}
