package completion

import "container/heap"

// minima are numbers with the least of each 32 above them, of each 32 of these above those, and so on.
type minima [][]uint32

const fan = 32

func newMinima(numbers []uint32) minima {
	m := minima{numbers}
	for last := numbers; len(last) > fan; last = m[len(m)-1] {
		up := make([]uint32, (len(last)+fan-1)/fan)
		for i, v := range last {
			if i%fan == 0 || v < up[i/fan] {
				up[i/fan] = v
			}
		}
		m = append(m, up)
	}
	return m
}

// least returns where the least number of a range is that is not empty.
func (m minima) least(from, to int) int {
	least, at, level := m[0][from], from, 0
	for l, lo, hi := 0, from, to; lo < hi; l, lo, hi = l+1, lo/fan, hi/fan {
		try := func(i int) {
			if m[l][i] < least {
				least, at, level = m[l][i], i, l
			}
		}
		top := l == len(m)-1
		for ; lo < hi && (top || lo%fan != 0); lo++ {
			try(lo)
		}
		for ; lo < hi && hi%fan != 0; hi-- {
			try(hi - 1)
		}
	}
	for ; level > 0; level-- {
		for at *= fan; m[level-1][at] != least; at++ {
		}
	}
	return at
}

// A run is a range of word beginnings, of which the best is at hand.
type run struct {
	from, to int
	slips    int // how many it takes to come to what was typed
	at       int
	key      uint32
}

// runs is a heap, the best first.
type runs []run

func (r runs) Len() int { return len(r) }
func (r runs) Less(i, j int) bool {
	return r[i].slips < r[j].slips || r[i].slips == r[j].slips && r[i].key < r[j].key
}
func (r runs) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r *runs) Push(v any)   { *r = append(*r, v.(run)) }
func (r *runs) Pop() any {
	last := len(*r) - 1
	v := (*r)[last]
	*r = (*r)[:last]
	return v
}

// best adds items of the runs up to a grade, the best first.
func (s *search) best(grade uint32, from ...run) {
	var queue runs
	put := func(r run) {
		if r.from < r.to {
			r.at = s.key.least(r.from, r.to)
			if r.key = s.key[0][r.at]; r.key < s.grade(grade+1) {
				heap.Push(&queue, r)
			}
		}
	}
	for _, r := range from {
		put(r)
	}
	for len(queue) > 0 && !s.full() {
		r := heap.Pop(&queue).(run)
		s.add(r.key % uint32(len(s.items)))
		put(run{from: r.from, to: r.at, slips: r.slips})
		put(run{from: r.at + 1, to: r.to, slips: r.slips})
	}
}
