package evidence

import "slices"

// characterised says what the book calls somebody, where a question is for how they are described: "how is X described in the last section?",
// "which phrase does the article use for X?" It is nil where the question is for more than that, or no claim tells what they are.
func (x *Index) characterised(q *Query) *Finding {
	if len(q.Names) != 1 || q.For != "" || q.Metric != "" || q.Abroad != "" || len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Percents)+len(q.Titles) > 0 || !q.asks("", "facet.whether") ||
		!hasAny(q.Bare, "act.explain") || slices.ContainsFunc(q.Bare, func(id string) bool { return !describing[id] }) {
		return nil
	}
	c := x.describing(q.Names[0])
	if c == nil {
		return nil
	}
	return x.affirmation(c)
}

// describing are the concepts of a question for how somebody is described.
var describing = map[string]bool{"act.explain": true, "act.say": true, "act.use": true, "act.mention": true, "noun.article": true, "noun.quotation": true, "noun.position": true, "noun.place": true, "adj.exact": true, "adj.big": true}
