package evidence

import (
	"slices"
	"sort"
)

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

// above is the span of the rows whose value is greater than v, or equal.
func (t *table) above(v float64, equal bool) span {
	return span{0, sort.Search(t.len(), func(i int) bool { return t.value[i] < v || !equal && t.value[i] == v })}
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
