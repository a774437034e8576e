package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// shareOf takes a percentage of a place, or of the market, for a share, though another metric is mentioned that stands apart from it and from any firm:
// "the slide from sales says that X took 19% of C".
func (e *Engine) shareOf(q *evidence.Query, r *reading) {
	if q.Metric == "" || q.Metric == e.book.Default.Metric || len(q.Percents) != 1 {
		return
	}
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent || !wordOf(r, "word.with", p.Last) || !partOfMarket(r, p) {
			continue
		}
		if !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Metric && (m.Last > p.First || m.First > 0 && owns(r, m.First-1) || p.First-m.Last <= 1 || firms(r, func(f *gazetteer.Mention) bool { return f.Last == m.First }) > 0)
		}) {
			q.Metric = e.book.Default.Metric
		}
	}
}
