package evidence

import "slices"

// Claimed is a figure that a question gives somebody: "X 17, Y 16".
type Claimed struct {
	Name  string
	Value float64
}

// each checks several figures that a question gives several names, and says which are wrong. It is nil where the question
// does not ask for that.
func (x *Index) each(q Query) *Finding {
	if len(q.Claimed) < 2 || !q.Figures() || q.Asked.Prior > 0 || q.Cues.Has("set.sum") {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	var names []string
	for _, c := range q.Claimed {
		names = append(names, c.Name)
	}
	rows, lack := x.known(s, names)
	if len(lack) > 0 || len(rows) < len(names) {
		return nil
	}
	wrong := slices.ContainsFunc(q.Claimed, func(c Claimed) bool {
		r, _ := x.rowOf(s, c.Name)
		return !near(r.Value, c.Value)
	})
	f := &Finding{Status: Answered, Fit: 0.5, Series: rows, Metric: s.metric.ID, Period: s.period, Place: s.place}
	if wrong {
		f.Status = Corrected
	}
	f.say(pick(wrong, "not.quite", "yes"))
	x.sayTable(f, s, plainly(rows))
	return f
}
