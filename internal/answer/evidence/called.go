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
	f.Sure = true
	return f
}
