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

// moves are the rows that moved most since a year before, most first, up to MostListed of each kind. Rows
// without a figure of that year did not move.
type moves struct {
	all, up, down []uint32
	gained, lost  int // how many rows did
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

// A span is the rows from the first up to the second number.
type span [2]int

func (s span) has(row int) bool { return s[0] <= row && row < s[1] }

func (t *table) all() span { return span{0, t.len()} }

// list returns the first rows of some spans without those of some entities, each named once, and how many there are beside.
func (t *table) list(except []string, spans ...span) listed {
	var l listed
	for _, s := range spans {
		l.more += max(0, s[1]-s[0])
		for _, id := range except {
			if i, ok := t.find(id); ok && s.has(i) {
				l.more--
			}
		}
		for i := s[0]; i < s[1] && len(l.rows) < MostListed; i++ {
			if r := t.row(i); !contains(except, r.Entity) {
				l.rows = append(l.rows, r)
			}
		}
	}
	l.more -= len(l.rows)
	return l
}

// through is the span of the first n ranks.
func (t *table) through(n int) span {
	if n >= t.len() {
		return t.all()
	}
	_, to := t.group(n - 1)
	return span{0, to}
}

// rank is the span of a rank: of the last where n is below 0, empty where there is none.
func (t *table) rank(n int) span {
	switch {
	case n < 0:
		n = t.len()
	case n == 0 || n > t.len():
		return span{}
	}
	from, to := t.group(n - 1)
	return span{from, to}
}

// besides are the spans that some ranks leave. A rank inside a tie takes nothing away.
func (t *table) besides(ranks []int) []span {
	ranks = slices.Clone(ranks)
	slices.Sort(ranks)
	var out []span
	at := 0
	for _, n := range slices.Compact(ranks) {
		if s := t.rank(n); n > 0 && s[1] > s[0] && s[0] == n-1 {
			out = append(out, span{at, s[0]})
			at = s[1]
		}
	}
	return append(out, span{at, t.len()})
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

// above is the span of the rows whose value is greater than v, or equal.
func (t *table) above(v float64, equal bool) span {
	return span{0, sort.Search(t.len(), func(i int) bool { return t.value[i] < v || !equal && t.value[i] == v })}
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

// sum adds up a span.
func (t *table) sum(s span) float64 {
	v := 0.0
	for i := s[0]; i < s[1]; {
		if i%blockRows == 0 && i+blockRows <= s[1] {
			v += t.block[i/blockRows]
			i += blockRows
			continue
		}
		v += t.value[i]
		i++
	}
	return v
}

// listed is rows that are listed, and how many there are beside.
type listed struct {
	rows []Row
	more int
}

func plainly(rows []Row) listed { return listed{rows, 0} }

// names returns the entities as an argument.
func (l listed) names() Some {
	var out Names
	for _, r := range l.rows {
		out = append(out, r.Entity)
	}
	return Some{out, l.more}
}

// table returns the rows as an argument.
func (l listed) table() Table { return Table{l.rows, l.more} }

// observation returns the observation of a number, and its article.
func (x *Index) observation(n uint32) (*knowledge.Article, *knowledge.Observation) {
	a := sort.Search(len(x.first), func(i int) bool { return x.first[i] > n }) - 1
	return &x.Book.Articles[a], &x.Book.Articles[a].Observations[n-x.first[a]]
}
