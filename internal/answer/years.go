package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostShort is the last year that two digits stand for.
const (
	century   = 2000
	mostShort = 49
)

// quartersOfYears reads a year and the quarter right behind it as one period: "2023's fourth quarter". In Chinese a word for the year stands
// between them, and its first two digits may be left out.
func quartersOfYears(r *reading) []*gazetteer.Mention {
	out := r.mentions
	for _, quarter := range r.mentions {
		if quarter.Kind != gazetteer.Period || quarter.Period.Quarter == 0 || quarter.Period.Year != 0 {
			continue
		}
		for _, m := range r.mentions {
			year := yearOf(r, m, quarter.First)
			if year == 0 {
				continue
			}
			whole := *quarter
			whole.First, whole.Period.Year = m.First, int16(year)
			out = slices.Clone(out)
			out = slices.DeleteFunc(out, func(o *gazetteer.Mention) bool { return o == m })
			out[slices.Index(out, quarter)] = &whole
			break
		}
	}
	return out
}

// yearOf returns the year that a mention names which ends right before a token, or before the word for years there; 0: it names none.
func yearOf(r *reading, m *gazetteer.Mention, at int) int {
	gap := at - m.Last
	if gap < 0 || gap > 1 || gap == 1 && r.tokens[m.Last].Kind != utterance.Han && !owns(r, m.Last) {
		return 0
	}
	switch {
	case m.Kind == gazetteer.Period && m.Period.Year != 0 && m.Period.Quarter == 0:
		return int(m.Period.Year)
	case m.Kind == gazetteer.Number && gap == 1 && m.Last-m.First == 1 && len(r.tokens[m.First].Text) == 2 && m.Value == float64(int(m.Value)) && m.Value <= mostShort:
		return century + int(m.Value)
	}
	return 0
}

// future notes that what a question says of somebody is to come, where a word that may mean that stands right behind them, or behind when.
func future(q *evidence.Query, r *reading) {
	for _, w := range r.particles {
		if w.ID == "word.will" && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Last <= w.First && w.First-m.Last <= reachOfWill && plainBetween(r, m.Last, w.First) && (m.Kind.Firm() || m.Kind == gazetteer.Person || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && m.ID == "noun.forecast")
		}) {
			q.Cues.Add("time.future")
		}
	}
}

// manner reports whether a question is how something is done: it begins with a word for that, or one stands right before what is done.
func manner(r *reading) bool {
	return wordOf(r, "word.how", 0) || particle(r, "word.how", func(w *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.measure" && m.First == w.Last
		})
	})
}

// reachOfWill is how many signs may stand between somebody and the word for what is to come: "for certain", "one day".
const reachOfWill = 2

// plainBetween reports whether no name, figure or question word stands from one token to another.
func plainBetween(r *reading, from, to int) bool {
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First < to && m.Last > from && (m.Kind.Masked() || m.Kind == gazetteer.Cue && questionWord(m.ID))
	})
}
