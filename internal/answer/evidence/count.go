package evidence

import (
	"slices"
	"strings"
)

// counting reports whether a question asks how many there are.
func (q *Query) counting() bool {
	return q.Cues.Has("ask.count") && !q.Cues.Has("unit.percent", "unit.points") && !q.Native
}

// tallied are the operations that a count of firms may be taken for where nothing says which of them are counted.
var tallied = map[string]bool{"lookup": true, "holder": true, "standing": true, "table": true, "tied": true, "total": true, "rest": true, "complement": true, "compare": true}

// tally answers "how many firms": of those ahead of one or behind it, else of all. It is nil where the question asks for another count.
func (x *Index) tally(q *Query) *Finding {
	leads := len(q.Names) == 1 && q.Cues.Has("deg.top") && q.Cues.Has("deg.more") && hasAny(q.Bare, "act.lead") // "how many lead X?"
	if !q.counting() || !q.Cues.Has("ask.firm") && !hasAny(q.Bare, "noun.competitor") || !tallied[q.Intent.Operation] || q.Facet != "facet.amount" && q.Facet != "" ||
		len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0 || q.Top == 0 && !leads && q.Cues.Has("deg.top", "deg.bottom", "set.sum") || q.Cues.Has("deg.tie") ||
		hasAny(q.Concepts, "dir.up", "dir.down", "dir.flat") {
		return nil
	}
	q = q.Clone()
	q.Names = q.included()
	switch {
	case len(q.Names) == 1 && q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below"):
		if s, miss := x.scope(q); miss == nil {
			if _, lack := x.known(s, q.Names); len(lack) > 0 {
				return x.noFigure(q, s, lack)
			}
		}
		return x.threshold(q).counted()
	case len(q.Names) == 0:
		return x.wholeTable(q).counted()
	}
	return nil
}

// counts reports whether the answer of an operation is a list of what a question counts.
func (q *Query) counts() bool {
	return q.counting() && (q.Intent.Operation == "threshold" || q.Intent.Operation == "tied") && len(q.Names) < 2
}

// counted says first how many a finding lists.
func (f *Finding) counted() *Finding {
	if f.Status != Answered || len(f.Series) == 0 || f.Parts[0].Key != "table" && f.Parts[0].Key != "holder.tied" {
		return f
	}
	l := listed{f.Series, f.Parts[0].more()}
	n := len(l.rows) + l.more
	f.sayFirst("count", Arg{"n", Count(n)})
	return f.derive(float64(n), "", "count(%s)", strings.ReplaceAll(l.formula(), " + ", ", "))
}

// more is how many rows or names a sentence leaves out of its list.
func (p Part) more() int {
	for _, a := range p.Args {
		switch v := a.Value.(type) {
		case Table:
			return v.More
		case Some:
			return v.More
		}
	}
	return 0
}

// Reckons reports whether a question, whatever it is taken for, asks for what a share comes to of an amount or for an average, or gives a
// figure of the book and asks what it is of.
func (x *Index) Reckons(q *Query) bool {
	if !q.Cues.Has("facet.choice") && !q.ofAmount() && !hasAny(q.Bare, "noun.mean") {
		return false
	}
	q = q.Clone()
	q.Intent = x.doing["lookup"]
	if q.Intent == nil || q.Category != "" || q.Abroad != "" || q.Segment {
		return false
	}
	if q.Cues.Has("facet.choice") && len(q.Names) == 1 && x.Held(q.Metric) {
		if stated := q.Stated(); len(stated) == 1 && x.current(q, stated[0]) {
			return true
		}
	}
	return x.outOf(q) != nil || !x.mean(q).Silent()
}

// Claims reports whether a question gives somebody a figure right behind its name who has figures in the book: "X 16".
func (x *Index) Claims(q *Query) bool {
	if len(q.Claimed) == 0 || q.Category != "" || q.Abroad != "" || q.Segment || q.Scale != "" || q.Metric != "" && !x.Held(q.Metric) {
		return false
	}
	s, miss := x.scope(&Query{Place: q.Place})
	return miss == nil && !slices.ContainsFunc(q.Claimed, func(c Claimed) bool { _, ok := s.table.find(c.Name); return !ok })
}

// scaled is an amount in the scale of the question's number: 13.7m where it says 10m.
func (q *Query) scaled(v float64) any {
	if q.Scale == "" {
		return Plain(v)
	}
	return Raw(number(v) + q.Scale)
}

// leastOf is the smallest amount of which a share can be taken: a smaller one counts firms or places.
const leastOf = 10

// ofAmount reports whether a question asks what a share comes to: of an amount it gives, or as "one in so many".
func (q *Query) ofAmount() bool {
	switch {
	case q.Cues.Has("ask.onein"):
	case q.Facet != "facet.amount" && !q.Cues.Has("ask.suppose", "ask.outof"), len(q.Numbers) != 1 || q.Numbers[0] < leastOf && q.Scale == "":
		return false
	}
	return len(q.Percents)+len(q.Ranks)+q.Top+q.Asked.Prior == 0 && !q.Cues.Has("ask.growth", "time.yoy", "unit.points") &&
		!hasAny(q.Concepts, "dir.up", "dir.down", "act.change", "noun.rate") && (q.Cues.Has("ask.onein") || hasAny(q.Concepts, "noun.device", "noun.unit", "noun.market", "noun.consumer", "act.sell", "act.ship"))
}

// outOf says how many of an amount a share comes to, or of how many it is one: "of 1,000 phones, how many are X's?" It is nil where the
// question does not ask for that.
func (x *Index) outOf(q *Query) *Finding {
	if q.Cues.Has("ask.outof") && hasAny(q.Bare, "noun.device", "noun.unit") && x.changes[q.Metric] != "" {
		q = q.Clone()
		q.Metric = "" // "of a hundred phones shipped": what is counted is said twice
	}
	if m := x.metrics[q.Metric]; !q.Figures() || !q.ofAmount() || q.Metric != "" && (m == nil || m.Whole == 0) {
		return nil // or a figure of another kind is asked for
	}
	s, miss := x.scope(q)
	names := x.lean(q.included())
	if miss != nil || s.metric.Whole == 0 || len(names) != 1 {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	if !ok || r.Value == 0 {
		return nil
	}
	f := s.answer(0.6)
	if q.Cues.Has("ask.onein") {
		v := round(s.metric.Whole / r.Value)
		f.say("one.in", Arg{"n", Plain(v)})
		f.derive(v, "", "%s / %s", number(s.metric.Whole), number(r.Value))
	} else {
		base := q.Numbers[0]
		v := round(base * r.Value / s.metric.Whole)
		f.say("out.of", Arg{"value", q.scaled(v)}, Arg{"base", q.scaled(base)})
		f.derive(v, "", "%s * %s/%s", number(base), number(r.Value), number(s.metric.Whole))
	}
	x.sayRow(f, s, r)
	return f
}

// countAhead counts who is ahead of one, or behind, where a question is how many: "how many brands beat X?" It is nil where it is for anything else.
func (x *Index) countAhead(q *Query) *Finding {
	in := x.doing["lookup"]
	if in == nil || q.Figures() || len(q.Names) != 1 || q.Cues.Has("deg.more") == q.Cues.Has("deg.less") || len(q.People)+len(q.Others)+len(q.Points)+len(q.Excepted) > 0 ||
		q.Abroad != "" || q.Asked.Said || q.Cues.Has("set.not", "facet.choice", "time.future") || slices.ContainsFunc(q.Bare, func(id string) bool { return !outdoing[id] }) {
		return nil
	}
	q = q.Clone()
	q.Intent, q.Contrary = in, false
	q.Cues = append(slices.Clone(q.Cues), "ask.firm")
	if f := x.tally(q); f != nil && !f.Silent() {
		return f.surely()
	}
	return nil
}

// onlyAhead says whether one is the only one ahead of another, or behind, and who all are. It is nil where a question does not ask for that.
func (x *Index) onlyAhead(q *Query) *Finding {
	in := x.doing["threshold"]
	if in == nil || !hasAny(q.Bare, "adj.exclusive") && !q.Cues.Has("set.only") || q.Left != 1 || q.Cues.Has("deg.more") == q.Cues.Has("deg.less") || len(q.Percents)+len(q.Ranks)+len(q.Points)+len(q.People) > 0 ||
		q.Cues.Has("set.not", "time.future") || !q.OnlyFigures() {
		return nil
	}
	of := q.Clone()
	of.Intent, of.Names, of.Facet, of.Bare, of.Concepts = in, q.Names[1:], "", nil, nil
	of.Cues = Cues{pick(q.Cues.Has("deg.more"), "deg.more", "deg.less")}
	f := x.threshold(of)
	if f.Silent() || len(f.Series) == 0 {
		return nil
	}
	f.judge(len(f.Series) == 1 && f.Series[0].Entity == q.Names[0])
	return f.surely()
}

// CountsAhead reports whether a question, whatever it is taken for, is how many are ahead of somebody or behind.
func (x *Index) CountsAhead(q *Query) bool {
	return q.Cues.Has("ask.count") && (q.Cues.Has("ask.firm") || hasAny(q.Bare, "noun.competitor")) && x.countAhead(q) != nil
}

// outdoing are the concepts of a question for those who are ahead of somebody.
var outdoing = map[string]bool{"noun.competitor": true, "act.sell": true, "noun.device": true, "noun.more": true, "act.overtake": true, "act.make": true, "act.lead": true, "act.lag": true, "noun.market": true, "noun.rank": true}
