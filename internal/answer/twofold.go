package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// reachOfFigure is how many tokens may stand between a percentage and the word that says what it is of: "holds 16%", "16% of the market".
const reachOfFigure = 3

// twofold notes the two percentages of a question that states a level and a rate of change at once: "X holds 16% and grew 37%".
func twofold(q *evidence.Query, r *reading) {
	var levels, rates []float64
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent {
			continue
		}
		switch rate, level := fromFigure(r, p, moving), fromFigure(r, p, holding); {
		case rate < level:
			rates = append(rates, p.Value)
		case level < rate:
			levels = append(levels, p.Value)
		}
	}
	if len(q.Percents) == 2 && q.Path == (evidence.Path{}) && len(levels) == 1 && len(rates) == 1 {
		q.Twofold = evidence.Twofold{Level: levels[0], Rate: rates[0]}
	}
}

// fromFigure is how many tokens stand between a percentage and the nearest word of a kind, with no other percentage between; more than
// reachOfFigure where there is none.
func fromFigure(r *reading, p *gazetteer.Mention, of func(*gazetteer.Mention) bool) int {
	best := reachOfFigure + 1
	for _, m := range r.mentions {
		from, to := min(m.Last, p.Last), max(m.First, p.First)
		if of(m) && to >= from && !slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return (o.Kind == gazetteer.Percent || o.Kind == gazetteer.Cue && o.ID == "back.and") && from <= o.First && o.First < to
		}) {
			best = min(best, to-from)
		}
	}
	return best
}

// moving reports whether a mention says that something changed.
func moving(m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Concept && (m.ID == "dir.up" || m.ID == "dir.down") || m.Kind == gazetteer.Cue && m.ID == "ask.growth"
}

// holding reports whether a mention says that something is held.
func holding(m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Concept && (m.ID == "act.hold" || m.ID == "noun.market") || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First > 0
}
