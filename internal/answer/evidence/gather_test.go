package evidence

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"testing"

	"marketbot/knowledge"
)

// TestGatherEnds asks the built-in book queries at random: operations hand them on to each other, and every one must come
// to an end, with an answer in it.
func TestGatherEnds(t *testing.T) {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	x := NewIndex(b, func(string) (concepts, places []string) { return nil, nil })
	r := rand.New(rand.NewPCG(1, 2))
	last := ""
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("%s: %v\n%s", last, p, debug.Stack())
		}
	}()
	debug.SetMaxStack(64 << 20)
	silent := 0
	const queries = 60_000
	for range queries {
		q := anyQuery(r, b)
		last = fmt.Sprintf("%+v", *q)
		f := x.Gather(q)
		switch {
		case f.Status != Unknown && len(f.Parts) == 0:
			t.Fatalf("%s: %s without a sentence", last, f.Status)
		case f.Silent():
			silent++
		}
		for _, d := range f.Derived {
			if s := d.String(); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
				t.Fatalf("%s: %s", last, s)
			}
		}
	}
	if silent > queries*9/10 {
		t.Errorf("%d of %d queries are declined: they test little", silent, queries)
	}
}

// anyQuery makes up a query of a few cues, concepts, names and figures.
func anyQuery(r *rand.Rand, b *knowledge.Book) *Query {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	few := func(n int, one func() string) (out []string) {
		for range r.IntN(n + 1) {
			out = append(out, one())
		}
		return out
	}
	q := &Query{Intent: &b.Intents[r.IntN(len(b.Intents))], Facet: pick([]string{"", "", "facet.whether", "facet.who", "facet.why", "facet.amount", "facet.when", "facet.where", "facet.source"})}
	for _, e := range few(4, func() string { return b.Entities[r.IntN(len(b.Entities))].ID }) {
		for i := range b.Entities {
			switch k := b.Entities[i].Kind; {
			case b.Entities[i].ID != e:
			case k == "company" || k == "product":
				q.Names = append(q.Names, e)
			case k == "person":
				q.People = append(q.People, e)
			default:
				q.Others = append(q.Others, e)
			}
		}
	}
	for _, id := range few(20, func() string { return b.Cues[r.IntN(len(b.Cues))].ID }) {
		q.Cues.Add(id)
	}
	q.Concepts = few(4, func() string { return b.Concepts[r.IntN(len(b.Concepts))].ID })
	q.Bare = q.Concepts[:r.IntN(len(q.Concepts)+1)]
	figures := []float64{0, 2, 11, 15, 16, 17, 20, 24, 37, 100}
	for range r.IntN(3) {
		q.Percents = append(q.Percents, figures[r.IntN(len(figures))])
	}
	for range r.IntN(2) {
		q.Numbers = append(q.Numbers, figures[r.IntN(len(figures))])
	}
	if r.IntN(3) == 0 {
		q.Ranks = []int{1 + r.IntN(6)}
	}
	if r.IntN(3) == 0 {
		q.Metric = b.Metrics[r.IntN(len(b.Metrics))].ID
	}
	if r.IntN(4) == 0 {
		q.Top = r.IntN(6)
	}
	if len(q.Names) > 0 {
		q.Excepted, q.Left, q.Behind, q.Summed = q.Names[:r.IntN(2)], r.IntN(3), r.IntN(3), r.IntN(3)
		if r.IntN(4) == 0 {
			q.Then = q.Names[0]
		}
		if r.IntN(4) == 0 {
			q.Claimed = []Claimed{{q.Names[0], 15}, {q.Names[len(q.Names)-1], 16}}
		}
	}
	if r.IntN(2) == 0 {
		q.Period = []Period{{2024, 4}, {2023, 4}, {2024, 3}}[r.IntN(3)]
		q.Asked = Asked{Said: true, Known: r.IntN(2) == 0, Prior: 4 * r.IntN(2), Vague: r.IntN(3) == 0, Whole: r.IntN(5) == 0, Exact: r.IntN(2) == 0, Pair: r.IntN(4) == 0, Chain: r.IntN(5) == 0}
	}
	q.Contrary = r.IntN(4) == 0
	return q
}
