package evidence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"marketbot/knowledge"
)

// market is an index of n entities, with figures of two years that are often equal, of which the last is left
// out in the first year.
func market(n int) *Index {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	b := &knowledge.Book{Default: knowledge.Default{Place: "here", Metric: "m"}, Metrics: []knowledge.Metric{{ID: "m"}}, Places: []knowledge.Place{{ID: "here"}}}
	a := knowledge.Article{ID: "a", Latest: "2024-Q4", Claims: []knowledge.Claim{{ID: "c", By: "one"}, {ID: "d", By: "two"}}}
	for i := range n {
		id := fmt.Sprintf("e%d", i)
		b.Entities = append(b.Entities, knowledge.Entity{ID: id, Kind: "company"})
		for _, p := range []string{"2024-Q4", "2023-Q4"} {
			if p == "2024-Q4" || i < n-1 {
				o := knowledge.Observation{Entity: id, Metric: "m", Place: "here", Period: p, Value: float64(r.IntN(n)) - float64(n)/4, Claim: []string{"c", "d"}[i%2]}
				a.Observations = append(a.Observations, o)
			}
		}
	}
	r.Shuffle(len(a.Observations), func(i, j int) { a.Observations[i], a.Observations[j] = a.Observations[j], a.Observations[i] })
	b.Articles = []knowledge.Article{a}
	return NewIndex(b, func(string) (concepts, places []string) { return nil, nil })
}

// plain is a table as it was before there was an index: sorted, ranked, gone through.
func plain(x *Index, period string) []Row {
	var rows []Row
	a := &x.Book.Articles[0]
	for i := range a.Observations {
		if o := &a.Observations[i]; o.Period == period {
			rows = append(rows, Row{Entity: o.Entity, Value: o.Value, obs: o, home: a})
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	for i := range rows {
		for _, o := range rows {
			if o.Value > rows[i].Value {
				rows[i].Rank++
			}
			if o.Value == rows[i].Value {
				rows[i].Tied++
			}
		}
		rows[i].Rank++
	}
	return rows
}

func filter(rows []Row, keep func(Row) bool) []Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return !keep(r) })
}

// check holds what a table lists against all that it should.
func check(t *testing.T, what string, got listed, want []Row) {
	t.Helper()
	if n := min(len(want), MostListed); !slices.Equal(got.rows, want[:n]) || got.more != len(want)-n {
		t.Errorf("%s: %v and %d more, want %v and %d more", what, got.rows, got.more, want[:n], len(want)-n)
	}
}

func TestTable(t *testing.T) {
	for _, n := range []int{1, 2, 5, 9, 30, 400, 3000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			x := market(n)
			rows := plain(x, "2024-Q4")
			tab := x.table("m", "here", Period{2024, 4})
			if tab.len() != n {
				t.Fatalf("%d rows, want %d", tab.len(), n)
			}
			sum := 0.0
			for i, want := range rows {
				if got, ok := x.row(want.Entity, "m", "here", Period{2024, 4}); !ok || got != want || tab.row(i) != want {
					t.Fatalf("row %d: %v and %v, want %v", i, got, tab.row(i), want)
				}
				sum += want.Value
			}
			if _, ok := tab.find("nobody"); ok {
				t.Error("nobody has a row")
			}
			if got := tab.sum(tab.all()); math.Abs(got-sum) > 1e-6 {
				t.Errorf("sum %v, want %v", got, sum)
			}
			except := slices.Compact([]string{rows[0].Entity, rows[n/2].Entity, "nobody"})
			check(t, "all", tab.list(nil, tab.all()), rows)
			check(t, "all but some", tab.list(except, tab.all()), filter(rows, func(r Row) bool { return !contains(except, r.Entity) }))
			for _, rank := range []int{-1, 0, 1, 2, 3, n/2 + 1, n, n + 1} {
				want := filter(rows, func(r Row) bool {
					return rank < 0 && r.Rank == rows[n-1].Rank || rank >= r.Rank && rank < r.Rank+r.Tied
				})
				check(t, fmt.Sprint("rank ", rank), tab.list(nil, tab.rank(rank)), want)
				check(t, fmt.Sprint("not rank ", rank), tab.list(nil, tab.besides([]int{rank, 2})...), filter(rows, func(r Row) bool { return r.Rank != rank && r.Rank != 2 }))
				if rank > 0 {
					check(t, fmt.Sprint("the first ", rank), tab.list(nil, tab.through(rank)), filter(rows, func(r Row) bool { return r.Rank <= rank }))
				}
			}
			check(t, "shared with none", listed{tab.at(tab.alone), tab.lone - len(tab.alone)}, filter(rows, func(r Row) bool { return r.Tied == 1 }))
			tied := filter(rows, func(r Row) bool { return r.Tied > 1 })
			tied = slices.CompactFunc(tied, func(a, b Row) bool { return a.Rank == b.Rank })
			if got := tab.tied(nil, false); !slices.Equal(got, tied[:min(len(tied), MostListed)]) {
				t.Errorf("ties %v, want %v", got, tied)
			}
			for _, limit := range []float64{rows[0].Value, rows[n/2].Value, rows[n/2].Value + 0.5, math.Inf(1), math.Inf(-1)} {
				for cue, keep := range map[string]func(v float64) bool{
					"bound.atmost": func(v float64) bool { return v <= limit }, "bound.atleast": func(v float64) bool { return v >= limit },
					"bound.above": func(v float64) bool { return v > limit }, "bound.below": func(v float64) bool { return v < limit },
					"set.not percent": func(v float64) bool { return v != limit }, "": func(v float64) bool { return v == limit },
				} {
					got := tab.list(nil, tab.compared(&Query{Cues: Cues{cue}}, limit)...)
					check(t, fmt.Sprintf("%s %v", cue, limit), got, filter(rows, func(r Row) bool { return keep(r.Value) }))
				}
				var near []int
				for i, r := range rows {
					if math.Abs(math.Abs(r.Value)-math.Abs(limit)) < rounding {
						near = append(near, i)
					}
				}
				if got := tab.close(limit); len(near) <= MostListed && !slices.Equal(got, near) {
					t.Errorf("close to %v: %v, want %v", limit, got, near)
				}
			}
			moved(t, x, tab, rows)
		})
	}
}

// moved holds what moved most against all moves.
func moved(t *testing.T, x *Index, tab *table, rows []Row) {
	old := map[string]float64{}
	for _, r := range plain(x, "2023-Q4") {
		old[r.Entity] = r.Value
	}
	delta := func(r Row) float64 {
		if v, ok := old[r.Entity]; ok {
			return r.Value - v
		}
		return 0
	}
	far := slices.Clone(rows)
	slices.SortStableFunc(far, func(a, b Row) int { return int(math.Abs(delta(b)) - math.Abs(delta(a))) })
	for name, tt := range map[string]struct {
		got  []uint32
		keep func(float64) bool
	}{
		"all": {tab.moves.all, func(float64) bool { return true }}, "up": {tab.moves.up, func(d float64) bool { return d >= 0 }},
		"down": {tab.moves.down, func(d float64) bool { return d <= 0 }},
	} {
		want := filter(far, func(r Row) bool { return tt.keep(delta(r)) })
		if len(old) > 0 && !slices.Equal(tab.at(tt.got), want[:min(len(want), MostListed)]) {
			t.Errorf("moves %s: %v, want %v", name, tab.at(tt.got), want[:min(len(want), MostListed)])
		}
	}
	for _, r := range []Row{rows[0], rows[len(rows)/2], rows[len(rows)-1]} {
		got, want := tab.around(r), slices.Clone(rows)
		for _, list := range [][]Row{got, want} {
			slices.SortStableFunc(list, func(a, b Row) int { return int(math.Abs(a.Value-r.Value) - math.Abs(b.Value-r.Value)) })
		}
		for i := range min(MostListed, len(want)) {
			if math.Abs(got[i].Value-r.Value) != math.Abs(want[i].Value-r.Value) {
				t.Fatalf("around %v: %v, want %v", r, got[:i+1], want[:i+1])
			}
		}
	}
}

// A claim's id is unique within its article only.
func TestClaimsOfTwoArticles(t *testing.T) {
	b := &knowledge.Book{Metrics: []knowledge.Metric{{ID: "m"}}}
	for _, id := range []string{"a", "b"} {
		b.Entities = append(b.Entities, knowledge.Entity{ID: id})
		b.Articles = append(b.Articles, knowledge.Article{ID: id, Claims: []knowledge.Claim{{ID: "c", By: id}},
			Observations: []knowledge.Observation{{Entity: id, Metric: "m", Place: "here", Period: "2024", Claim: "c"}}})
	}
	x := NewIndex(b, func(string) (concepts, places []string) { return nil, nil })
	for _, id := range []string{"a", "b"} {
		r, _ := x.row(id, "m", "here", Period{Year: 2024})
		if c := x.claim(r); c == nil || c.By != id || x.Article(c).ID != id {
			t.Errorf("the figure of %s is read from %v", id, c)
		}
	}
}
