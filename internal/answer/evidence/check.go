package evidence

import (
	"math"
	"slices"
	"strings"
)

// checkFigures compares the percentages and claimed places in a question with those of the finding: a
// wrong one is a false premise and is corrected first, a right one in a yes/no question gets its yes.
func (x *Index) checkFigures(f *Finding, q *Query) {
	if f.Silent() || f.Status == Clarify {
		return
	}
	checkPoints(f, q)
	if len(q.Percents) == 0 {
		return
	}
	switch q.Intent.Operation {
	case "threshold", "project", "measured", "timeframe", "ratio", "total", "order":
		return
	}
	if q.Facet == "facet.whether" && len(q.Percents) == 1 && len(x.lean(q.Names)) == 1 && q.bounded() && !q.Cues.Has("facet.choice") {
		f.within(q)
		return
	}
	if q.Rough && q.bounded() {
		return // a limit is no figure that is right or wrong
	}
	if q.Cues.Has("facet.choice") && len(q.Points) == 1 {
		return // "is it 9% or 9 points?" is no question whether it is the one
	}
	right, wrong, first := 0, 0, 0.0
	for _, p := range q.Percents {
		if x.supported(f, q, p) || q.Asked.Prior > 0 && x.current(q, p) {
			right++
		} else {
			if wrong == 0 {
				first = p
			}
			wrong++
		}
	}
	answered := len(f.Parts) > 0 && (f.Parts[0].Key == "yes" || f.Parts[0].Key == "no" || f.Parts[0].Key == "not.quite")
	switch {
	case wrong > 0 && right > 0 && q.Cues.Has("facet.choice"): // "was it 27% or 37%": the right one is said
	case wrong > 0 && len(q.Names) == 0 && q.Metric == "" && x.ofOther(q, first): // "confirm 11%": it says of what it is
	case wrong > 0:
		f.Status = Corrected
		if answered {
			f.Parts = f.Parts[1:]
		}
		if q.Rough {
			f.sayFirst("no")
			break
		}
		if x.ofOther(q, first) {
			x.sayWhose(f, q, first)
			f.sayFirst("not.quite") // there is such a figure, but of something else
			break
		}
		f.sayFirst("no.figure", Arg{"value", Raw(number(first) + "%")})
		x.sayWhose(f, q, first)
	case q.Facet == "facet.whether" && !answered && f.Status != Corrected && !q.Cues.Has("facet.choice", "ask.sized") && !(q.Cues.Has("ask.judge") && hasAny(q.Bare, sizes...)):
		f.sayFirst("yes")
	}
}

// ofOther reports whether a percentage that a question gives a name, or nobody, is a rate of it, though not the figure that is meant.
func (x *Index) ofOther(q *Query, p float64) bool {
	rows, _ := x.meant(&Query{Place: q.Place, Percents: []float64{p}})
	return !x.held[q.Metric] && len(rows) == 1 && x.metrics[rows[0].obs.Metric].Change != "" && (len(q.Names) == 0 || len(q.Names) == 1 && (q.Names[0] == rows[0].Entity || x.maker(rows[0].Entity) == q.Names[0]))
}

// sayWhose adds whose figure it is, or which one, that a question gives to somebody else or takes for another.
func (x *Index) sayWhose(f *Finding, q *Query, p float64) {
	rows, _ := x.meant(&Query{Place: q.Place, Percents: []float64{p}})
	if len(rows) != 1 || len(q.Names) == 0 || contains(f.Claims, x.claim(rows[0])) {
		return
	}
	x.sayFigure(f, rows[0])
}

// within says yes or no where a question asks whether a figure is above or below a limit.
func (f *Finding) within(q *Query) *Finding {
	if f.Silent() || len(f.Parts) == 0 {
		return f
	}
	for _, a := range f.Parts[0].Args {
		v, ok := a.Value.(Figure)
		if !ok || !(a.Name == "value" && strings.HasPrefix(f.Parts[0].Key, "figure.") || a.Name == "sum" && f.Parts[0].Key == "total") {
			continue
		}
		limit := q.Percents[0]
		right := v.Value > limit
		switch {
		case q.Cues.Has("set.not") || q.eitherSide():
			return f
		case q.Cues.Has("bound.atleast"):
			right = v.Value >= limit
		case q.Cues.Has("bound.atmost"):
			right = v.Value <= limit
		case q.Cues.Has("bound.below", "deg.less"):
			right = v.Value < limit
		}
		f.judge(right)
		return f
	}
	return f
}

// checkPoints corrects a difference in the question that is not the one of the finding.
func checkPoints(f *Finding, q *Query) {
	if len(q.Points) == 1 && q.Limited() {
		gapWithin(f, q)
		return
	}
	if len(q.Points) != 1 || q.eitherSide() {
		return
	}
	found := false
	for _, pt := range f.Parts {
		for _, a := range pt.Args {
			if v, ok := a.Value.(Points); ok {
				if near(float64(v), q.Points[0]) {
					sayRight(f, q)
					return
				}
				found = true
			}
		}
	}
	if found && f.Status == Answered {
		f.Status = Corrected
		if f.Parts[0].Key == "yes" {
			f.Parts = f.Parts[1:]
		}
		f.sayFirst("not.quite")
	}
}

// sayRight says yes where a question asks whether a difference is as much as it is.
func sayRight(f *Finding, q *Query) {
	if q.Facet == "facet.whether" && f.Status == Answered && !verdicts[f.Parts[0].Key] && !q.Cues.Has("facet.choice", "set.not", "ask.suppose", "deg.near", "ask.sized", "ask.judge") {
		f.sayFirst("yes")
	}
}

// supported reports whether a percentage is one of the finding's principal figures.
func (x *Index) supported(f *Finding, q *Query, p float64) bool {
	for _, pt := range f.Parts {
		if pt.Key == "measured.one" && len(q.Percents) == 1 && len(q.Names) == 0 {
			return true // it is by the figure that it was found
		}
		for _, a := range pt.Args {
			switch v := a.Value.(type) {
			case Figure:
				if a.Name == "value" && pt.Key == "figure.before" && q.Asked.Prior == 0 {
					continue // the year-ago figure is context, not the answer
				}
				if near(v.Value, p) || q.Rough && math.Abs(v.Value-p) < roughly {
					return true
				}
			case Points:
				if near(float64(v), p) {
					return true
				}
			case Table:
				for _, r := range v.Rows {
					if near(r.Value, p) && (len(q.Names) == 0 || contains(q.Names, r.Entity)) {
						return true
					}
				}
			}
		}
	}
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place, Percents: []float64{p}})
	told := len(f.Parts) > 0 && (f.Parts[len(f.Parts)-1].Key == "claim" || f.Parts[len(f.Parts)-1].Key == "measured.one")
	return told && len(rows) == 1 && contains(f.Claims, x.claim(rows[0])) // the claim says it in its own words
}

// current reports whether p is a latest figure of a named entity: "a year before its 16%".
func (x *Index) current(q *Query, p float64) bool {
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place, Percents: []float64{p}})
	return len(rows) > 0
}

// Once reports whether the only figure that a question gives was one of a year before of whom it names, and is none of now.
func (x *Index) Once(q *Query) bool {
	q = q.Clone()
	q.Percents = q.Stated()
	return len(q.Percents) == 1 && x.once(q)
}

// Rated reports whether the only percentage of a question is a rate by which whom it names grew or fell.
func (x *Index) Rated(q *Query) bool {
	return len(q.Names) == 1 && len(q.Percents) == 1 && slices.ContainsFunc(x.rates(q, q.Names[0]), func(v float64) bool { return near(v, q.Percents[0]) })
}

// HasRate reports whether a rate is known of the only one whom a question names.
func (x *Index) HasRate(q *Query) bool { return len(q.Names) == 1 && len(x.rates(q, q.Names[0])) > 0 }

// EitherNow reports whether one of the figures that a question gives whom it names is a latest one of theirs.
func (x *Index) EitherNow(q *Query) bool {
	return slices.ContainsFunc(q.Stated(), func(v float64) bool { return x.current(q, v) })
}

// Current reports whether the only figure that a question gives is a latest one of whom it names.
func (x *Index) Current(q *Query) bool {
	stated := q.Stated()
	return len(stated) == 1 && x.current(q, stated[0])
}

func near(a, b float64) bool { return math.Abs(math.Abs(a)-math.Abs(b)) < rounding }

// roughly is how far a figure may be from a fraction that stands for it: 17% is about a sixth.
const roughly = 0.75

// rounding is how far a figure may be from the one that is meant.
const rounding = 0.005

// misowned corrects a figure that a question gives to somebody of whom the book has no such figure, where it is another's: "the 37%, that
// was Y, wasn't it?"
func (x *Index) misowned(f *Finding, q *Query) *Finding {
	names := x.lean(q.Names)
	if !f.Silent() || len(names) != 1 || !x.held[names[0]] || len(q.Percents) != 1 || len(q.Numbers)+len(q.Ranks) > 0 || !q.asks("", "facet.whether") ||
		q.Asked.Prior > 0 && !(q.Asked.Prior == YearBefore && (q.Cues.Has("deg.more", "deg.less") || q.ofChange())) || q.Asked.Said && !q.Asked.Known ||
		q.Abroad != "" || q.Category != "" || q.Cues.Has("time.future", "facet.choice") || q.bounded() {
		return f
	}
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	if len(rows) == 1 && rows[0].Entity == names[0] && q.Metric != "" && rows[0].obs.Metric != q.Metric {
		g := &Finding{Status: Corrected, Fit: 0.4}
		g.say("not.quite") // it is a figure of another kind
		x.sayFigure(g, rows[0])
		return g
	}
	if len(rows) != 1 || rows[0].Entity == names[0] || q.Metric != "" && q.Metric != rows[0].obs.Metric && x.changes[q.Metric] != rows[0].obs.Metric {
		return f
	}
	g := &Finding{Status: Corrected, Fit: 0.4}
	g.say("not.entity", Arg{"entity", Name(names[0])})
	x.sayFigure(g, rows[0])
	if s, miss := x.scope(&Query{Place: q.Place}); miss == nil && q.Metric == "" && len(q.Ranks)+len(q.Bare) == 0 {
		if own, ok := x.rowOf(s, names[0]); ok {
			x.sayRow(g, s, own)
		}
	}
	return g
}
