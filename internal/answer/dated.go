package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// inTime puts two figures of a question that stand beside a time each in the order of these: "15% in Q4 2024 and 24% in Q4 2023".
func inTime(q *evidence.Query, r *reading) {
	if len(q.Percents) != 2 && len(q.Numbers) != 2 {
		return
	}
	var figures, times []*gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Percent, m.Kind == gazetteer.Number && !ofPoints(r, m):
			figures = append(figures, m)
		case m.Kind == gazetteer.Period:
			times = append(times, m)
		}
	}
	if len(figures) != 2 || len(times) != 2 || !later(times[0].Period, times[1].Period) {
		return
	}
	behind := figures[0].Last <= times[0].First && times[0].Last <= figures[1].First && figures[1].Last <= times[1].First
	before := times[0].Last <= figures[0].First && figures[0].Last <= times[1].First && times[1].Last <= figures[1].First
	if !behind && !before {
		return
	}
	if len(q.Percents) == 2 {
		q.Percents = []float64{q.Percents[1], q.Percents[0]}
	} else {
		q.Numbers = []float64{q.Numbers[1], q.Numbers[0]}
	}
}

// later reports whether a time is surely after another.
func later(a, b gazetteer.PeriodRef) bool {
	if a.Year > 0 && b.Year > 0 {
		return a.Year > b.Year
	}
	return a.Prior == 0 && b.Prior > 0
}
