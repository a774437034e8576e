package evidence

// withGrowth gives the figures of the named, or of all, and how they grew or fell, where a question asks for both: "X's share and growth". It
// is nil where a question does not do so.
func (x *Index) withGrowth(q *Query) *Finding {
	m, names := x.metrics[q.Metric], x.lean(q.Names)
	if !q.Rate || !q.Figures() || m == nil || !x.held[m.ID] || m.Change != "" || len(names) > mostMoves || q.Facet != "" && q.Facet != "facet.amount" ||
		len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Excepted)+q.Top > 0 || q.Asked.Said && q.Period != x.Latest {
		return nil
	}
	if s, miss := x.scope(q); miss == nil && len(names) == 0 && (len(q.Ranks) > 0 || q.Cues.Has("deg.top")) {
		names = x.ranked(q, s)
	}
	f := x.lookup(&Query{Intent: q.Intent, Names: names, Metric: m.ID, Place: q.Place, Period: q.Period, Asked: q.Asked})
	if f.Silent() {
		return nil
	}
	grown := x.movers(&Query{Place: q.Place})
	if len(names) > 0 {
		grown = x.grown(&Query{Place: q.Place}, names)
	}
	if grown == nil {
		grown = (&Finding{Status: Answered}).say("lookup.lack.growth", Arg{"names", Names(names)})
	}
	both := f.And(grown)
	both.Parts = unique(both.Parts)
	return both.fitting(0.6)
}

// ofShares reports whether a question only sets some against each other, or asks for a percentage, and has no word for a change.
func (q *Query) ofShares() bool {
	return q.Metric == "" && len(q.Percents) == 0 && (q.Cues.Has("unit.percent") || len(q.Names) > 1 && q.Cues.Has("set.against")) && !q.Asked.Vague && q.Asked.Prior == 0 &&
		!q.Cues.Has("ask.growth", "time.yoy", "unit.points", "deg.more", "deg.less", "move.up") && !hasAny(q.Concepts, changing...)
}

// changing are the concepts of what changes a figure or is counted in units, by which growth is asked for.
var changing = []string{"dir.up", "dir.down", "dir.flat", "act.change", "act.happen", "act.sell", "act.ship", "act.win", "act.lose", "adj.fast", "act.recover"}
