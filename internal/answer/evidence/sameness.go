package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// howInner is what a question asks for that begins with a word for how.
const howInner = "word.how"

// sameSource says whether two figures are from one source, where a question asks for that. It is nil where it is for anything else.
func (x *Index) sameSource(q *Query) *Finding {
	if q.Facet != "facet.whether" || !q.Cues.Has("deg.tie") && !hasAny(q.Bare, "adj.same") || len(q.People)+len(q.Others)+len(q.Points)+len(q.Ranks) > 0 || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	f := sureOf(Answered)
	var by [2]string
	for i, v := range q.Percents {
		rows, _ := x.meant(&Query{Percents: []float64{v}, Names: q.Names})
		for _, r := range rows {
			c := x.claim(r)
			if c == nil || c.By == "" || by[i] != "" && by[i] != c.By {
				return nil
			}
			if by[i] = c.By; !slices.Contains(f.Claims, c) && len(f.Parts) < MostListed {
				x.sayFrom(f, c).cite(c)
			}
		}
		if by[i] == "" {
			return nil
		}
	}
	f.sayFirst(pick(by[0] == by[1], "yes", "no"))
	if by[0] != by[1] {
		f.Status = Corrected
	}
	return f
}

// timesMentioned declines how often somebody is mentioned.
func (x *Index) timesMentioned(q *Query) *Finding {
	if q.Intent.Operation != "ratio" || len(q.Percents)+len(q.Ranks)+len(q.People) > 0 || q.Metric != "" {
		return nil
	}
	return unknown("unknown.facet.amount").fitting(0.5).surely()
}

// howMeasured declines how figures were measured, and says whose they are.
func (x *Index) howMeasured(q *Query) *Finding {
	if len(q.People) > 0 || q.Facet == "facet.amount" {
		return nil
	}
	f := unknown("unknown.plain").fitting(0.4).surely()
	var told []*knowledge.Claim
	for _, o := range q.Others {
		told = append(told, x.claimsBy[o]...)
	}
	if len(told) > 0 {
		x.sayFrom(f, told[0]).cite(told[0])
	}
	return f
}

// asBefore says whether a figure is the same as a year before. It is nil where a question does not ask for that.
func (x *Index) asBefore(q *Query) *Finding {
	names := x.lean(q.Names)
	if !q.Figures() || len(names) != 1 || len(q.Percents)+len(q.Points)+len(q.Ranks) > 0 || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	now := q.Clone()
	now.Asked, now.Period = Asked{}, Period{}
	s, miss := x.scope(now)
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	if !ok {
		return nil
	}
	f := s.answer(0.6)
	if !x.sayMove(f, &Query{}, s, r) {
		return unknown("unknown.before", Arg{"names", Names(names)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period.Add(-YearBefore)}).fitting(0.6)
	}
	f.judge(x.delta(s, r) == 0)
	return f
}
