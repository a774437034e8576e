package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
)

// bare reads an utterance that only names companies or products, a metric, a place or a period as the
// look-up of their figure: no phrasing tells what is asked.
func (e *Engine) bare(base evidence.Query, th *thread, r reading, words intent.Words, ranked []intent.Match) (option, bool) {
	in := e.index.Intent(e.book.Default.Intent)
	if in == nil || th.last != nil || len(ranked) == 0 || words.Loose() >= bareWords || len(base.Percents) > 0 {
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
	if base.Metric == "" && e.index.Related(base.Names) {
		in = e.index.Standing() // "X and Y": how they stand to each other
	}
	q := base
	q.Intent = in
	o := e.weigh(intent.Match{Intent: in, Score: ranked[0].Score}, q, r, words)
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

// moving reports whether anything in a question says that it is about how a figure moved.
func moving(q evidence.Query) bool {
	return q.Asked.Said || q.Cues.Has("time.yoy", "ask.growth", "unit.points") || len(q.Points) > 0 ||
		slices.ContainsFunc(q.Concepts, func(id string) bool { return strings.HasPrefix(id, "dir.") || ofChange[id] })
}

// ofChange are the concepts of figures that move.
var ofChange = map[string]bool{"act.change": true, "act.win": true, "act.lose": true, "act.recover": true, "act.regain": true, "act.keep": true,
	"act.worsen": true, "act.weaken": true, "act.strengthen": true, "act.expand": true, "adj.former": true, "noun.difference": true}
