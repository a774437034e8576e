package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// meantime cuts the clause of a question that only says what went on beside what is asked: "who grew while X fell?", "while X fell, who grew?" It
// keeps it where the question is whether, or the clause asks itself.
func meantime(tokens []utterance.Token, mentions, particles []*gazetteer.Mention) ([]utterance.Token, []*gazetteer.Mention, []*gazetteer.Mention) {
	for _, w := range particles {
		if w.ID != "word.while" {
			continue
		}
		end := clauseEnd(tokens, w.Last)
		from, to := 0, w.First
		if w.First == 0 {
			from, to = min(end+1, len(tokens)), len(tokens)
		} else if end < len(tokens)-1 {
			continue
		}
		inside := func(m *gazetteer.Mention) bool { return w.First <= m.First && m.Last <= end }
		asks := func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Cue && (m.ID == "ask.any" || m.ID == "ask.which" || questionWord(m.ID))
		}
		done := func(m *gazetteer.Mention) bool {
			return inside(m) && m.Kind == gazetteer.Concept && (strings.HasPrefix(m.ID, "dir.") || strings.HasPrefix(m.ID, "act."))
		}
		rest := func(m *gazetteer.Mention) bool { return from <= m.First && m.Last <= to }
		asked := slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool { return asks(m) && rest(m) }) ||
			slices.ContainsFunc(particles, func(m *gazetteer.Mention) bool { return m.ID == "word.how" && rest(m) })
		if !asked || slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool { return asks(m) && inside(m) }) ||
			!slices.ContainsFunc(mentions, done) || !slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool { return inside(m) && m.Kind.Firm() }) {
			continue
		}
		return tokens[from:to], clipped(mentions, from, to), clipped(particles, from, to)
	}
	return tokens, mentions, particles
}

// clipped returns the mentions among tokens from first to last, as counted from first on.
func clipped(mentions []*gazetteer.Mention, first, last int) []*gazetteer.Mention {
	out := slices.DeleteFunc(mentions, func(m *gazetteer.Mention) bool { return m.First < first || m.Last > last })
	for i := range out {
		out[i].First, out[i].Last = out[i].First-first, out[i].Last-first
	}
	return out
}
