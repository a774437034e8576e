package evidence

import (
	"math"
	"slices"
	"sort"
)

// moves are the rows that moved most since a year before, most first, up to MostListed of each kind. Rows
// without a figure of that year did not move.
type moves struct {
	all, up, down []uint32
	gained, lost  int // how many rows did
}

// compare notes what moved since the table of a year before.
func (t *table) compare(old *table) {
	if old.len() == 0 {
		return
	}
	delta := make([]float64, t.len())
	j := 0
	for _, i := range t.order {
		for j < len(old.order) && old.entity[old.order[j]] < t.entity[i] {
			j++
		}
		if j < len(old.order) && old.entity[old.order[j]] == t.entity[i] {
			delta[i] = t.value[i] - old.value[old.order[j]]
		}
	}
	for i, d := range delta {
		row := uint32(i)
		t.moves.all = farthest(t.moves.all, delta, row)
		if d >= 0 {
			t.moves.up = farthest(t.moves.up, delta, row)
		}
		if d <= 0 {
			t.moves.down = farthest(t.moves.down, delta, row)
		}
		switch {
		case d > 0:
			t.moves.gained++
		case d < 0:
			t.moves.lost++
		}
	}
}

// farthest keeps the rows that moved most, most first.
func farthest(list []uint32, delta []float64, row uint32) []uint32 {
	d := math.Abs(delta[row])
	if len(list) == MostListed && d <= math.Abs(delta[list[MostListed-1]]) {
		return list
	}
	at := sort.Search(len(list), func(i int) bool { return math.Abs(delta[list[i]]) < d })
	if len(list) == MostListed {
		list = list[:MostListed-1]
	}
	return slices.Insert(list, at, row)
}

// movedTo returns the rows that moved down, or up, in their order, where they are few.
func (t *table) movedTo(down bool) []Row {
	list, n := t.moves.up, t.moves.gained
	if down {
		list, n = t.moves.down, t.moves.lost
	}
	list = slices.Clone(list[:min(n, len(list))])
	slices.Sort(list)
	return t.at(list)
}

// loses says how somebody's share moved where a question is no more than whether they lose of it: "isn't X losing share?" It is nil where a reason, another
// or a time is in it.
func (x *Index) loses(q *Query) *Finding {
	in := x.doing["change"]
	more := len(q.People)+len(q.Others)+len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Ranks) > 0 || q.Abroad != "" || q.Asked.Said
	if in == nil || more || !x.held[q.Metric] || q.Cues.Has("time.future", "facet.choice", "set.not", "set.only", "time.order", "facet.why") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return id != "act.lose" && id != "noun.market" }) {
		return nil
	}
	move := q.Clone()
	move.Intent, move.Concepts, move.Bare = in, []string{"dir.down"}, []string{"dir.down"}
	f := x.change(move)
	if f.Status == Answered && f.Parts[0].Key == "move.down" {
		f.sayFirst("yes")
	}
	if f.Silent() {
		f.Fit = 0.5 // there is no figure of the year before
	}
	return f.surely()
}
