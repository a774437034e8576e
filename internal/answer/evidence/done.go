package evidence

import (
	"slices"
)

// done confirms that somebody does what a yes/no question says that they do, where a claim tells just that: "did X choose Y?" It is nil where
// the question says more than the claim, or the claim rests on reports.
func (x *Index) done(q *Query) *Finding {
	if q.Facet != "facet.whether" || q.Contrary || q.Metric != "" || q.Abroad != "" || q.Asked.Said ||
		len(q.People)+len(q.Titles)+len(q.Percents)+len(q.Ranks)+len(q.Numbers)+len(q.Points)+len(q.Doubts)+len(q.Refused)+len(q.Excepted) > 0 ||
		q.Cues.Has("set.not", "set.only", "set.also", "facet.choice", "time.order", "ask.any", "ask.suppose", "deg.top") || q.Cues.Has("back.it", "back.they") && !q.Cues.Has("ask.tag") && !(len(q.Deeds) == 1 && q.Deeds[0].Cleft) {
		return nil
	}
	parties := x.parties(q)
	for _, d := range q.Deeds {
		for _, c := range x.deeds[d.Act] {
			if len(parties) < 2 || d.Alone || !contains(c.Deeds[d.Act], d.By) || !assured[c.Certainty] || q.Cues.Has("time.future") && c.Certainty != "confirmed" || q.Place != "" && c.Place != q.Place ||
				slices.ContainsFunc(parties, func(n string) bool { return !x.hasPart(c, n) || n != d.By && contains(c.Deeds[d.Act], n) }) ||
				slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.verify" && !contains(c.Concepts, id) && !x.worded(c, id) }) {
				continue
			}
			return x.affirmation(c, part("yes"))
		}
	}
	return nil
}

// assured are the certainties of claims that may be confirmed with a plain yes.
var assured = map[string]bool{"confirmed": true, "said": true, "": true}
