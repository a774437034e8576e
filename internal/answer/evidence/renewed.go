package evidence

import "slices"

// renewed tells how it went with the partner of before, where a question is why somebody wanted another and names none: "why did X need a new
// partner?" It is nil for other questions.
func (x *Index) renewed(q *Query) *Finding {
	if q.Facet != "facet.why" || q.Metric != "" || q.Abroad != "" || !hasAny(q.Bare, "noun.partner", "noun.deal") || !hasAny(q.Bare, "adj.new", "noun.more", "act.switch") ||
		q.Cues.Has("set.not", "facet.choice", "time.future") || len(q.People)+len(q.Others) > 0 || hasAny(q.Bare, "act.choose", "act.help", "adj.good", "noun.importance") {
		return nil
	}
	won := x.chosen(q)
	if won == nil || slices.ContainsFunc(q.Names, func(n string) bool { return !x.subject(n) }) {
		return nil
	}
	for _, r := range x.related.deal[x.related.home[won]] {
		if r.Role == former {
			return x.affirmation(x.related.claim[r])
		}
	}
	return nil
}
