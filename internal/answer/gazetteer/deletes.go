package gazetteer

import (
	"math/bits"
	"runtime"
	"sync"
)

// deletes finds words with like spelling: two words that are up to two edits apart become the same by leaving
// out up to two letters of each (as in Garbe's SymSpell). Only the first letters of a word count; how alike
// the rest is shows when words are compared. For the hash of what is left of a word there is a bucket that
// holds the word's number, with a part of the hash beside it.
type deletes struct {
	start []uint32 // of each bucket in entry, and of the one behind the last
	entry []uint32
	bits  int // of a word's number
}

const (
	prefix    = 7 // letters that count
	perBucket = 4 // entries of a bucket in the mean
)

// newDeletes indexes words by number.
func newDeletes(n int, word func(i int) string) *deletes {
	total := 0
	for i := range n {
		w := word(i)
		total += leftovers(w, allowed(len(w)))
	}
	buckets := 1
	for buckets*perBucket < total {
		buckets *= 2
	}
	d := &deletes{start: make([]uint32, buckets+1), entry: make([]uint32, total), bits: bits.Len(uint(n))}
	next := make([][]uint32, runtime.GOMAXPROCS(0)) // of each part of the words, its next entry in each bucket
	parts := func(do func(next []uint32, i int)) {
		var wait sync.WaitGroup
		for p := range next {
			wait.Go(func() {
				for i := n * p / len(next); i < n*(p+1)/len(next); i++ {
					do(next[p], i)
				}
			})
		}
		wait.Wait()
	}
	for p := range next {
		next[p] = make([]uint32, buckets)
	}
	parts(func(next []uint32, i int) {
		var buffer [leftoversAtMost]uint32
		w := word(i)
		for _, h := range left(w, allowed(len(w)), buffer[:0]) {
			next[d.bucket(h)]++
		}
	})
	at := uint32(0)
	for b := range buckets {
		d.start[b] = at
		for p := range next {
			at, next[p][b] = at+next[p][b], at
		}
	}
	d.start[buckets] = at
	parts(func(next []uint32, i int) {
		var buffer [leftoversAtMost]uint32
		w := word(i)
		for _, h := range left(w, allowed(len(w)), buffer[:0]) {
			b := d.bucket(h)
			d.entry[next[b]] = d.mark(h) | uint32(i)
			next[b]++
		}
	})
	return d
}

func (d *deletes) bucket(h uint32) int { return int(h) & (len(d.start) - 2) }

// mark is the part of a hash that stands beside a word's number.
func (d *deletes) mark(h uint32) uint32 { return h &^ (1<<d.bits - 1) }

// each calls do with the numbers of words that may be up to two edits away from w, some of them several times.
func (d *deletes) each(w string, do func(i int)) {
	var buffer [leftoversAtMost]uint32
	for _, h := range left(w, 2, buffer[:0]) {
		b, mark := d.bucket(h), d.mark(h)
		for _, e := range d.entry[d.start[b]:d.start[b+1]] {
			if d.mark(e) == mark {
				do(int(e & (1<<d.bits - 1)))
			}
		}
	}
}

// leftoversAtMost is how many ways there are to leave out up to two letters.
const leftoversAtMost = 1 + prefix + prefix*(prefix-1)/2

// leftovers counts what left returns.
func leftovers(w string, most int) int {
	p := min(len(w), prefix)
	if most < 2 {
		return 1 + p
	}
	return 1 + p + p*(p-1)/2
}

// left returns hashes of the first letters of w without any one of them and, if most is two, any two.
func left(w string, most int, into []uint32) []uint32 {
	w = w[:min(len(w), prefix)]
	into = append(into, without(w, -1, -1))
	for i := range len(w) {
		into = append(into, without(w, i, i))
		for j := i + 1; j < len(w) && most > 1; j++ {
			into = append(into, without(w, i, j))
		}
	}
	return into
}

func without(w string, i, j int) uint32 {
	h := uint32(2166136261)
	for k := 0; k < len(w); k++ {
		if k != i && k != j {
			h = (h ^ uint32(w[k])) * 16777619
		}
	}
	return mixed(h)
}
