package evidence

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"marketbot/knowledge"
)

// MostListed is how many rows or names an answer lists; of more it says how many there are.
const MostListed = 10

// A table is the figures of one metric, place and period, best first, in columns. A row is found by rank in
// one step, by entity, rank or value by bisection. The nil table has no rows.
type table struct {
	x      *Index
	period Period
	value  []float64 // falling
	entity []uint32  // numbers of entities
	obs    []uint32  // numbers of observations
	order  []uint32  // rows by the number of their entity
	block  []float64 // sums of blockRows rows each
	voices []uint32  // the first rows of each source, up to MostListed
	ties   []uint32  // the first rows of ranks that several share, up to MostListed
	alone  []uint32  // rows that share their rank with none, up to MostListed
	lone   int       // how many of those there are
	moves  moves     // since a year before
}

const blockRows = 1024

// unranked is a figure before its table is sorted.
type unranked struct {
	value       float64
	entity, obs uint32
}

// newTable ranks figures, of which those of equal value keep their order in the book.
func newTable(x *Index, p Period, figures []unranked) *table {
	slices.SortFunc(figures, func(a, b unranked) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.obs, b.obs)) })
	n := len(figures)
	t := &table{x: x, period: p, value: make([]float64, n), entity: make([]uint32, n), obs: make([]uint32, n), order: make([]uint32, n)}
	for i, f := range figures {
		t.value[i], t.entity[i], t.obs[i], t.order[i] = f.value, f.entity, f.obs, uint32(i)
		if i%blockRows == 0 {
			t.block = append(t.block, 0)
		}
		t.block[i/blockRows] += f.value
	}
	slices.SortFunc(t.order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.entity[a], t.entity[b]), cmp.Compare(a, b))
	})
	t.groups()
	return t
}

// groups notes which ranks are shared, and the voices behind the figures.
func (t *table) groups() {
	for i := 0; i < len(t.value); {
		j := i + 1
		for j < len(t.value) && t.value[j] == t.value[i] {
			j++
		}
		if j-i > 1 {
			t.ties = upTo(t.ties, uint32(i))
		} else {
			t.alone = upTo(t.alone, uint32(i))
			t.lone++
		}
		i = j
	}
	var last string
	met := map[string]bool{}
	for i := range t.obs {
		a, o := t.x.observation(t.obs[i])
		if o.Claim == last || len(t.voices) == MostListed {
			continue
		}
		last = o.Claim
		if c := t.x.claimIn(a, o.Claim); c != nil && !met[c.By] {
			met[c.By] = true
			t.voices = append(t.voices, uint32(i))
		}
	}
}

func upTo(list []uint32, row uint32) []uint32 {
	if len(list) < MostListed {
		return append(list, row)
	}
	return list
}

func (t *table) len() int {
	if t == nil {
		return 0
	}
	return len(t.value)
}

// group returns which rows share the rank of row i.
func (t *table) group(i int) (from, to int) {
	v := t.value[i]
	from = sort.Search(i, func(k int) bool { return t.value[k] <= v })
	to = i + 1 + sort.Search(len(t.value)-i-1, func(k int) bool { return t.value[i+1+k] < v })
	return from, to
}

func (t *table) row(i int) Row {
	from, to := t.group(i)
	r := t.bare(i)
	r.Rank, r.Tied = from+1, to-from
	return r
}

func (t *table) bare(i int) Row {
	a, o := t.x.observation(t.obs[i])
	return Row{Entity: o.Entity, Value: t.value[i], obs: o, home: a}
}

// rows returns rows from up to to, of which there may be few only.
func (t *table) rows(from, to int) []Row {
	out := make([]Row, 0, max(0, to-from))
	for i := from; i < to; {
		first, next := t.group(i)
		for ; i < min(next, to); i++ {
			r := t.bare(i)
			r.Rank, r.Tied = first+1, next-first
			out = append(out, r)
		}
	}
	return out
}

// at returns the rows of a list of row numbers.
func (t *table) at(list []uint32) []Row {
	out := make([]Row, len(list))
	for i, row := range list {
		out[i] = t.row(int(row))
	}
	return out
}

// find returns the row of an entity.
func (t *table) find(id string) (int, bool) {
	if t == nil {
		return 0, false
	}
	n, ok := t.x.number[id]
	if !ok {
		return 0, false
	}
	k, ok := slices.BinarySearchFunc(t.order, n, func(row, n uint32) int { return cmp.Compare(t.entity[row], n) })
	if !ok {
		return 0, false
	}
	return int(t.order[k]), true
}

// of returns the rows of the entities that the table has, best first, each once.
func (t *table) of(ids []string) []Row {
	var rows []int
	for _, id := range ids {
		if i, ok := t.find(id); ok && !slices.Contains(rows, i) {
			rows = append(rows, i)
		}
	}
	slices.Sort(rows)
	out := make([]Row, len(rows))
	for k, i := range rows {
		out[k] = t.row(i)
	}
	return out
}

// tied returns the first row of each rank that several share, of some if there are many: of the given ranks,
// or of all.
func (t *table) tied(ranks []int, all bool) []Row {
	if all || len(ranks) == 0 {
		return t.at(t.ties)
	}
	ranks = slices.Clone(ranks)
	slices.Sort(ranks)
	var out []Row
	for _, n := range slices.Compact(ranks) {
		if s := t.rank(n); n > 0 && s[1]-s[0] > 1 && s[0] == n-1 {
			out = append(out, t.row(s[0]))
		}
	}
	return out
}

// around returns the rows about one, best first: those nearest to it, equal ones and others, are among them.
func (t *table) around(r Row) []Row {
	from, to := r.Rank-1, r.Rank-1+r.Tied
	left, right := max(0, from-MostListed), min(t.len(), to+MostListed)
	if r.Tied <= 2*MostListed {
		return t.rows(left, right)
	}
	return append(t.rows(left, from+MostListed), t.rows(to, right)...)
}

// close returns the rows whose value is v but for its sign and what rounding may hide, some of them if there
// are many.
func (t *table) close(v float64) []int {
	var out []int
	for k, sign := range []float64{math.Abs(v), -math.Abs(v)} {
		if k == 1 && sign == 0 {
			break
		}
		from := sort.Search(t.len(), func(i int) bool { return t.value[i] <= sign+rounding })
		for i := from; i < t.len() && len(out) < (k+1)*MostListed && t.value[i] > sign-2*rounding; i++ {
			if near(t.value[i], v) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// observation returns the observation of a number, and its article.
func (x *Index) observation(n uint32) (*knowledge.Article, *knowledge.Observation) {
	a := sort.Search(len(x.first), func(i int) bool { return x.first[i] > n }) - 1
	return &x.Book.Articles[a], &x.Book.Articles[a].Observations[n-x.first[a]]
}
