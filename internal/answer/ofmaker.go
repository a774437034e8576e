package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// madeBy reads "so that's made by X?" after what a product is as the question whether X makes it.
func (th *thread) madeBy(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, f := th.last.base, th.last.finding
	by := cue(r, "role.by", func(c *gazetteer.Mention) bool { return firm(r, c.Last) })
	if !by || !q.Cues.Has("back.it") || len(q.Names) != 1 || !firmsOnly(q) || !barely(r) || !bareOnly(q, "act.make") || q.Metric != "" || len(q.Numbers) > 0 || !asksAtMost(q, "facet.whether") || q.Cues.Has("set.not", "facet.choice", "time.future") ||
		f.Silent() || len(last.Names) == 0 {
		return q, false
	}
	product := last.Names[len(last.Names)-1]
	if p := th.entity(product); p == nil || p.Kind != "product" || !e.index.Tells(f, product) {
		return q, false
	}
	next := th.onceMore()
	next.Names, next.Made, next.Facet = []string{product, q.Names[0]}, [2]string{product, q.Names[0]}, "facet.whether"
	return next, true
}

// theirTitles reads "their titles?" after several people as the question who each of them is.
func (th *thread) theirTitles(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if th.last.query.Intent.Operation != "people" || !bareOnly(q, "noun.role", "noun.position") || len(q.Bare) == 0 || !barely(r) || !namesNone(q) || len(q.People)+len(q.Titles) > 0 || q.Cues.Has("back.he", "set.not", "facet.choice") ||
		!(q.Cues.Has("back.it", "back.they") || slices.Contains(q.Cues, "set.all") || len(q.Words) == 1) {
		return q, false
	}
	return th.onceMore(), true // it names each with the title
}
