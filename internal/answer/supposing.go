package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// supposing understands a question why, when or where something is so that has no answer as the question whether it is so: "why did X go for Y?" Where
// it is not, that is the answer. It is nil where it may be so.
func (e *Engine) supposing(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	if whole.finding.Status != evidence.Unknown || len(whole.finding.Claims)+len(whole.finding.Quotes) == 0 || whole.aside() || r.quoted != "" || r.language != "en" || whole.query.Cues.Has("ask.override", "facet.choice", "set.not") {
		return nil
	}
	at := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.First == 0 && takesForGranted[m.ID]
	})
	if at < 0 || r.mentions[at].Last >= len(r.tokens) {
		return nil
	}
	u := e.sentence(r.text[r.tokens[r.mentions[at].Last].Start:], th, s, nil)
	if u.finding.Status != evidence.Corrected || !u.finding.Sure || u.value < enough || u.query.Intent == nil {
		return nil
	}
	return in(whole, u)
}

// takesForGranted are the question words behind which a question takes for granted what it goes on to say.
var takesForGranted = map[string]bool{"facet.why": true, "facet.when": true, "facet.where": true}
