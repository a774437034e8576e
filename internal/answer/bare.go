package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
)

// bare reads an utterance that only names companies or products, a metric, a place or a period as the
// look-up of their figure: no phrasing tells what is asked.
func (e *Engine) bare(base evidence.Query, th *thread, r reading, words intent.Words, ranked []intent.Match) (option, bool) {
	in := e.index.Intent(e.book.Default.Intent)
	if in == nil || th.last != nil || len(ranked) == 0 || words.Loose() >= bareWords || len(base.Percents)+len(base.Titles) > 0 {
		return option{}, false
	}
	steering := len(base.Cues)
	for _, id := range []string{"ask.about", "back.and"} {
		if base.Cues.Has(id) {
			steering-- // "tell me about X's share", "X and Y"
		}
	}
	if len(base.Names) == 0 && base.Top == 0 || steering > 1 || base.Top == 0 && steering+len(base.Concepts)+len(base.Ranks) > 0 {
		return option{}, false // but "top 3" asks by itself
	}
	q := base
	q.Intent = in
	o := option{match: intent.Match{Intent: in, Score: ranked[0].Score}, query: q}
	e.weigh(&o, words)
	e.gather(&o, r, words)
	o.value = max(o.value, bareValue)
	o.value = max(o.value, float64(ranked[0].Score)+bareValue)
	return o, true
}

// continues reports whether an utterance is nothing but "and X?".
func continues(r reading, words intent.Words) bool {
	and := cue(r, "back.and", func(c gazetteer.Mention) bool { return c.First == 0 })
	return and && words.Loose() < bareWords && !slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && m.First > 0 && m.ID != "back.and" && m.ID != "ask.about"
	})
}
