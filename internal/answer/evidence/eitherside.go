package evidence

import (
	"math"
	"slices"
	"strings"
)

// eitherSide reports whether a question leaves open on which side of something somebody is: "above or below", "more or less than".
func (q *Query) eitherSide() bool {
	return q.Cues.Has("bound.above", "deg.more") && q.Cues.Has("bound.below", "deg.less")
}

// onWhichSide says on which side of a figure somebody is, or that they are at it, where a question leaves that open: "X: above, below or at 15%?"
// It is nil where a question does not do so.
func (x *Index) onWhichSide(q *Query) *Finding {
	stated := q.Stated()
	if !q.Figures() || !q.eitherSide() || len(stated) != 1 || len(q.Names) == 0 || len(q.Ranks)+len(q.Points)+len(q.Excepted)+q.Top > 0 || q.Scale != "" || q.Cues.Has("set.not") {
		return nil
	}
	of := q.Clone()
	of.Percents, of.Numbers, of.Claimed, of.Facet, of.Contrary = nil, nil, nil, "", false
	of.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool {
		return strings.HasPrefix(id, "bound.") || id == "deg.more" || id == "deg.less" || id == "facet.choice" || id == "facet.whether"
	})
	f := x.lookup(of)
	if len(x.lean(q.Names)) > 1 {
		return f.surely() // of each of several it is seen from the figure
	}
	if q.ofChange() {
		f = x.growth(of)
	}
	if f.Silent() || len(f.Parts) == 0 {
		return nil
	}
	for _, a := range f.Parts[0].Args {
		if v, ok := a.Value.(Figure); ok && a.Name == "value" {
			d := round(math.Abs(v.Value) - stated[0])
			f.sayFirst(side(d, "side.above", "side.below", "side.at"), Arg{"value", Figure{v.Metric, stated[0]}})
			return f.fitting(0.6).surely()
		}
	}
	return nil
}
