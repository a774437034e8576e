package evidence

import "slices"

// calledSo says whether somebody called a firm what a question says, by their own words: "why did X call Y a bad firm?"
func (x *Index) calledSo(q *Query) *Finding {
	quote := x.doing["quote"]
	list := x.of(q.Uttered.By)
	if quote == nil || len(list) == 0 {
		return nil
	}
	said := q.Clone()
	said.Intent, said.Facet, said.Contrary = quote, "facet.whether", false
	f := x.uttered(said)
	if f == nil && slices.ContainsFunc(q.Names, func(n string) bool { return x.spokenOf(list[0], n) }) {
		f = &Finding{Status: Corrected, Fit: 0.5, Tied: true}
		f.say("uttered.about")
		x.sayQuote(f, &Query{}, list[0])
	}
	if f == nil {
		f = x.notOn(q, list[0])
	}
	if q.Facet != "facet.whether" && f.Parts[0].Key == "yes" {
		f.Parts = f.Parts[1:] // "why did X call Y great?" is no question whether
	}
	return f.surely()
}

// calls tells what somebody called a firm by their own words about it.
func (x *Index) calls(q *Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true}
	list := x.of(q.People[0])
	for _, v := range list {
		if len(q.Names) == 1 && x.spokenOf(v, q.Names[0]) {
			x.sayQuote(f, q.inWords(), v)
		}
	}
	switch {
	case len(f.Parts) > 0:
		return f.surely()
	case len(list) > 0:
		return x.notOn(q, list[0]).surely()
	}
	return nil
}

// inWords is a query without the act of using a word, where that is all that it asks of: any sentence may have it.
func (q *Query) inWords() *Query {
	if !hasAny(q.Bare, "act.use") {
		return q
	}
	q = q.Clone()
	q.Bare = slices.DeleteFunc(slices.Clone(q.Bare), func(id string) bool { return id == "act.use" })
	return q
}

// calledWhat answers what the technology of a firm is called: by the product of it that a claim describes as one, or not at all. It is nil where a question
// asks for more.
func (x *Index) calledWhat(q *Query) *Finding {
	firms := x.lean(q.Names)
	if len(firms) == 0 || q.Figures() && q.Metric != "" || len(q.People)+len(q.Others)+len(q.Percents)+len(q.Ranks) > 0 || !q.asks("") || q.Cues.Has("ask.firm", "facet.choice", "set.not") ||
		slices.ContainsFunc(q.Names[1:], func(n string) bool { return x.maker(n) != q.Names[0] }) || slices.ContainsFunc(q.Bare, func(id string) bool { return !ofItsName[id] }) {
		return nil
	}
	for _, c := range x.told[q.Names[0]] {
		for _, n := range c.Who {
			if x.maker(n) == q.Names[0] && x.isProduct(n) && x.describing(n) == c && x.worded(c, "noun.technology") {
				return x.affirmation(c)
			}
		}
	}
	return unknown("unknown.plain").surely()
}

// ofItsName are the concepts of a question for what a technology is called.
var ofItsName = map[string]bool{"noun.technology": true, "adj.local": true, "adj.inhouse": true, "noun.model": true, "act.make": true}
