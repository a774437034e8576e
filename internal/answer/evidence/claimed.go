package evidence

import "slices"

// Claimed is a figure that a question gives somebody: "X 17, Y 16".
type Claimed struct {
	Name  string
	Value float64
}

// each checks several figures that a question gives several names, and says which are wrong. It is nil where the question
// does not ask for that.
func (x *Index) each(q *Query) *Finding {
	if m := x.metrics[q.Metric]; len(q.Claimed) < 2 || !q.Figures() || q.Asked.Prior > 0 || m != nil && m.Change != "" ||
		q.Cues.Has("set.sum", "ask.growth", "time.yoy") || hasAny(q.Concepts, "dir.up", "dir.down", "act.change") || q.Facet == "" && hasAny(q.Bare, "noun.difference") {
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
	wrong, mixed := false, false
	var theirs []Row
	for _, c := range q.Claimed {
		meant, _ := x.meant(&Query{Names: []string{c.Name}, Place: q.Place, Percents: []float64{c.Value}})
		theirs = append(theirs, meant...)
		if r, _ := x.rowOf(s, c.Name); !near(r.Value, c.Value) {
			wrong, mixed = wrong || len(meant) == 0, mixed || len(meant) > 0 // another figure of theirs
		}
	}
	if mixed && wrong {
		return nil // the readings for one figure say which
	}
	f := s.answer(0.5)
	if mixed {
		for _, r := range theirs {
			x.sayFigure(f, r)
		}
		return f
	}
	f.Series = rows
	if wrong {
		f.Status = Corrected
	}
	f.say(pick(wrong, "not.quite", "yes"))
	x.sayTable(f, s, plainly(rows))
	return f
}

// onRecord says that there is such a figure, and of what, where a question is only whether there is one: "is there a 37% for X?" It is nil where
// there is none, or the question says of what it would be.
func (x *Index) onRecord(q *Query) *Finding {
	bare := slices.ContainsFunc(q.Bare, func(id string) bool { return !ofRecord[id] })
	if !q.Figures() || bare || q.Metric != "" || q.Asked.Said || q.Motion != 0 || q.Limited() || len(q.Numbers)+len(q.Points)+len(q.Ranks)+len(q.Others)+len(q.People) > 0 || !q.Cues.Has("word.a percent") && len(q.Bare) == 0 ||
		q.Cues.Has("set.not", "facet.choice", "ask.growth", "time.yoy", "deg.more", "deg.less", "deg.top", "time.future") || hasAny(q.Concepts, "act.hold") {
		return nil
	}
	f := x.whichMetric(q)
	if f == nil {
		return nil
	}
	f.judge(true)
	return f.surely()
}

// ofRecord are the concepts of a question whether a figure stands in the article.
var ofRecord = map[string]bool{"noun.number": true, "noun.article": true, "noun.document": true, "act.mention": true}

// officialRate says who measured a figure, where a question is how official it is: "is the 37% official?" It is nil where it is not on record, or the question
// names anything else.
func (x *Index) officialRate(q *Query) *Finding {
	in := x.doing["verify"]
	other := slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "adj.official" && id != "act.confirm" && id != "adj.sure" && !ofRecord[id]
	})
	if in == nil || q.Figures() || other || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Claimed) > 0 || q.Scale != "" || q.Abroad != "" || !q.asks("", "facet.whether") || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Contrary = in, "facet.whether", false
	return x.surelyTaken(q)
}

// confirmFigures checks figures that are to be confirmed, whatever that is read as: "confirm X 17, Y 16". It is nil where anything else is to be.
func (x *Index) confirmFigures(q *Query) *Finding {
	in := x.doing["verify"]
	bare := slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.confirm" && id != "act.verify" && !ofRecord[id] })
	if in == nil || q.Figures() || bare || len(q.Claimed) != len(q.Stated()) || len(q.Claimed) != len(q.Names) || len(q.People)+len(q.Others)+len(q.Ranks) > 0 || q.Scale != "" || !x.ofDefault(q) || !q.asks("", "facet.whether") {
		return nil
	}
	q = q.Clone()
	q.Intent, q.Facet, q.Contrary = in, "facet.whether", false
	if len(q.Claimed) == 1 {
		q.Percents, q.Numbers = q.Stated(), nil
	}
	return x.surelyTaken(q)
}

// surelyTaken answers a question that a rule takes for one with another intent. It is nil where the book is silent on that.
func (x *Index) surelyTaken(q *Query) *Finding {
	f := x.gather(q)
	if f.Silent() {
		return nil
	}
	return f.surely()
}
