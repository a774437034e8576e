package evidence

import "strings"

// counting reports whether a question asks how many there are.
func (q Query) counting() bool {
	return q.Cues.Has("ask.count") && !q.Cues.Has("unit.percent", "unit.points") && !q.Native
}

// tallied are the operations that a count of firms may be taken for where nothing says which of them are counted.
var tallied = map[string]bool{"lookup": true, "holder": true, "standing": true, "table": true, "tied": true, "total": true, "rest": true, "complement": true, "compare": true}

// tally answers "how many firms": of those ahead of one or behind it, else of all. It is nil where the question asks for another count.
func (x *Index) tally(q Query) *Finding {
	if !q.counting() || !q.Cues.Has("ask.firm") || !tallied[q.Intent.Operation] || q.Facet != "facet.amount" ||
		len(q.Ranks)+len(q.Percents)+len(q.Numbers) > 0 || q.Top == 0 && q.Cues.Has("deg.top", "deg.bottom", "set.sum") || q.Cues.Has("deg.tie") ||
		hasAny(q.Concepts, "dir.up", "dir.down", "dir.flat") {
		return nil
	}
	switch {
	case len(q.Names) == 1 && len(q.Excepted) == 0 && q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below"):
		return x.threshold(q)
	case len(q.Names) == len(q.Excepted):
		return x.wholeTable(q)
	}
	return nil
}

// counted says first how many a finding lists, where the question asks for that.
func (x *Index) counted(f *Finding, q Query) *Finding {
	if !q.counting() || f.Status != Answered || len(f.Parts) == 0 || len(f.Series) == 0 || !q.Cues.Has("ask.firm", "deg.tie") && q.Intent.Operation != "threshold" {
		return f
	}
	l := plainly(f.Series)
	if p := f.Parts[0]; p.Key != "table" && p.Key != "holder.tied" {
		return f
	}
	l.more = f.Parts[0].more()
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
