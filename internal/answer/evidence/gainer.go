package evidence

import "slices"

// gainer answers a question for somebody else whom the move of one helped, by who moved the other way: "who gained from X's fall?" Where no word says
// that they gained, as in "who took X's share?", the book does not say, but has that. It is nil where a question does not ask for that.
func (x *Index) gainer(q *Query) *Finding {
	if op := q.Intent.Operation; op != "movers" && op != "change" && op != "growth" {
		return nil
	}
	names, lost := x.lean(q.Names), q.lostBy()
	if q.Facet == "facet.where" && !lost || q.Cues.Has("deg.top") && !(lost && hasAny(q.Bare, "act.win")) {
		return nil
	}
	if len(names) != 1 || len(q.Percents)+len(q.Ranks)+len(q.Points)+len(q.Numbers)+len(q.Excepted)+len(q.People)+len(q.Others) > 0 || q.Asked.Said || q.Abroad != "" || q.Tagged || q.eitherSide() ||
		q.Cues.Has("deg.more", "deg.less", "deg.bottom", "deg.tie", "deg.next", "deg.near", "facet.choice", "set.not", "set.also", "set.only", "set.except", "time.future", "ask.any", "ask.person", "ask.which") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !gaining[id] && !(lost && taking[id]) }) {
		return nil
	}
	others := &Query{Intent: q.Intent, Place: q.Place, Concepts: []string{"dir.up"}, Excepted: append(slices.Clone(names), q.Names...)}
	if hasAny(q.Bare, "act.lose") && q.Cues.Has("move.to") && !lost {
		others.Concepts = []string{"dir.down"} // "who lost to X?"
	}
	others.Names = others.Excepted
	f := x.movers(others.exceptAll())
	if f.Silent() {
		return nil
	}
	f.Fit = 0.4
	if !lost && hasAny(q.Bare, "dir.up", "act.win", "act.help") || hasAny(others.Concepts, "dir.down") {
		f.Sure = true
		return f
	}
	return x.instead(q, f, "unknown.plain").surely()
}

// lostBy reports whether whom a question names lost something, and it is where that went: "who took the share X lost?"
func (q *Query) lostBy() bool {
	return slices.ContainsFunc(q.Deeds, func(d Deed) bool { return d.Act == "act.lose" && contains(q.Names, d.By) })
}

// taking are the concepts of a question who has what another lost.
var taking = map[string]bool{"act.choose": true, "act.buy": true, "act.supply": true, "noun.consumer": true, "noun.place": true, "act.keep": true}

// gaining are the concepts of a question for whom the move of another helped.
var gaining = map[string]bool{"dir.up": true, "dir.down": true, "act.win": true, "act.lose": true, "act.help": true, "act.hold": true, "act.reject": true, "noun.market": true}

// mostMoved says how somebody moved and of whom that is not known, where a question is whether their rise or fall is the largest: only the
// rates on record can be set side by side. It is nil where a question does not ask for that.
func (x *Index) mostMoved(q *Query) *Finding {
	more := len(q.People)+len(q.Others)+len(q.Percents)+len(q.Points)+len(q.Ranks)+q.Top > 0 || q.Asked.Said && q.Asked.Prior > 0
	if !q.Figures() || more || !q.ofChange() || !q.Cues.Has("ask.growth") && !hasAny(q.Bare, "dir.up", "dir.down") || hasAny(q.Bare, "noun.rank", "noun.position", "noun.table", "act.make") || q.Cues.Has("facet.choice", "time.future", "set.not", "move.to") {
		return nil
	}
	f := x.movers(&Query{Intent: q.Intent, Names: q.Names, Place: q.Place})
	s, miss := x.scope(&Query{Place: q.Place})
	if f.Silent() || miss != nil {
		return nil
	}
	var lack Names
	for _, r := range s.table.list(q.Names, s.table.all()).rows {
		if x.grown(&Query{Place: q.Place}, []string{r.Entity}) == nil {
			lack = append(lack, r.Entity)
		}
	}
	if len(lack) > 0 {
		f.say("lookup.lack.growth", Arg{"names", lack})
	}
	return f.fitting(0.5).surely()
}

// mostMovedBy is mostMoved of whose rate a percentage is: "is 37% the highest growth?" It is nil where it is that of nobody or of several.
func (x *Index) mostMovedBy(q *Query) *Finding {
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	rows = slices.DeleteFunc(rows, func(r Row) bool {
		return x.metrics[r.obs.Metric].Whole > 0 || len(q.Names) > 0 && !contains(q.Names, r.Entity)
	})
	if len(rows) != 1 || len(q.Names) > 1 || q.bounded() {
		return nil
	}
	of := q.Clone()
	of.Names, of.Percents, of.Top = []string{rows[0].Entity}, nil, 0
	return x.mostMoved(of)
}
