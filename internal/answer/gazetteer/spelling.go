package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
)

// spelling finds the words of a vocabulary that a misspelt word may mean.
type spelling struct {
	words   *words
	list    []uint32 // numbers of the words, by length, then by word
	mask    []uint32 // the letters in each, one bit a letter
	from    [40]int  // where the words of a length begin in list
	deletes *deletes // of many words; nil: they are gone through
}

// fewWords is how many words are gone through faster than found by an index, which takes time to make, too.
const fewWords = 4000

// newSpelling takes numbers of words, each once.
func newSpelling(w *words, list []uint32) *spelling {
	slices.SortFunc(list, func(a, b uint32) int { return cmp.Or(cmp.Compare(len(w.at(a)), len(w.at(b))), cmp.Compare(a, b)) })
	s := &spelling{words: w, list: list, mask: make([]uint32, len(list))}
	for i, n := range list {
		s.mask[i] = letters(w.at(n))
	}
	for n := range s.from {
		s.from[n], _ = slices.BinarySearchFunc(list, n, func(e uint32, n int) int { return len(w.at(e)) - n })
	}
	if len(list) > fewWords {
		s.deletes = newDeletes(len(list), func(i int) string { return w.at(list[i]) })
	}
	return s
}

// has reports whether the word of a number is one of the vocabulary.
func (s *spelling) has(n uint32) bool {
	w := s.words.at(n)
	if !spellable(w) {
		return false
	}
	_, ok := slices.BinarySearchFunc(s.list, n, func(e, n uint32) int {
		return cmp.Or(cmp.Compare(len(s.words.at(e)), len(w)), cmp.Compare(e, n))
	})
	return ok
}

// spellable reports whether a word may be found though misspelt.
func spellable(w string) bool { return len(w) >= 4 && w[0] >= 'a' && w[0] <= 'z' }

func letters(w string) uint32 {
	var m uint32
	for i := 0; i < len(w); i++ {
		m |= 1 << (w[i] & 31)
	}
	return m
}

// allowed is how many edits a word of n letters may be away: none up to 3, one up to 5, else two.
func allowed(n int) int {
	switch {
	case n <= 3:
		return 0
	case n <= 5:
		return 1
	}
	return 2
}

// candidate is a word that a misspelt one may mean.
type candidate struct {
	word     uint32
	distance int
	at       int // in the list
}

// mostCandidates is how many words a misspelt one may mean.
const mostCandidates = 3

// near appends the words of the vocabulary within the allowed distance of w, nearest first and at most three.
// A transposition counts one; the first letter, which people rarely miss, decides ties.
func (s *spelling) near(w string, into []candidate) []candidate {
	if len(w) < 3 || len(w) > len(s.from)-4 {
		return into
	}
	b := best{s: s, w: w, mask: letters(w), list: into, kept: len(into)}
	if s.deletes != nil {
		s.deletes.each(w, b.try)
		return b.list
	}
	for i := s.from[max(4, len(w)-2)]; i < s.from[len(w)+3]; i++ {
		b.try(i)
	}
	return b.list
}

// best keeps the best candidates behind those that are kept.
type best struct {
	s    *spelling
	w    string
	mask uint32
	list []candidate
	kept int
}

// try compares one word of the list.
func (b *best) try(i int) {
	if bits.OnesCount32(b.s.mask[i]^b.mask) > 4 {
		return
	}
	n := b.s.list[i]
	word := b.s.words.at(n)
	most := min(allowed(len(word)), allowed(len(b.w)+1))
	if d := len(word) - len(b.w); d > most || d < -most || bits.OnesCount32(b.s.mask[i]^b.mask) > 2*most {
		return
	}
	if len(b.list)-b.kept == mostCandidates {
		most = min(most, b.list[len(b.list)-1].distance)
	}
	c := candidate{n, distance(b.w, word, most), i}
	if c.distance > most {
		return
	}
	at := len(b.list)
	for ; at > b.kept; at-- {
		switch order := b.compare(b.list[at-1], c); {
		case order == 0:
			return // met before
		case order < 0:
			goto found
		}
	}
found:
	if at-b.kept == mostCandidates {
		return
	}
	if len(b.list)-b.kept == mostCandidates {
		b.list = b.list[:len(b.list)-1]
	}
	b.list = slices.Insert(b.list, at, c)
}

// compare is below 0 where a is the better candidate.
func (b *best) compare(x, y candidate) int {
	return cmp.Or(cmp.Compare(x.distance, y.distance), cmp.Compare(b.miss(x), b.miss(y)), cmp.Compare(x.at, y.at))
}

func (b *best) miss(c candidate) int {
	if b.s.words.at(c.word)[0] == b.w[0] {
		return 0
	}
	return 1
}

// distance is the optimal string alignment distance of two ASCII words, or more than most.
func distance(a, b string, most int) int {
	var rows [3][48]uint8
	if len(a) >= len(rows[0]) || len(b) >= len(rows[0]) {
		return most + 1
	}
	for j := 0; j <= len(b); j++ {
		rows[0][j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row, up, up2 := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(up[j]+1, row[j-1]+1, up[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, up2[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > most {
			return most + 1
		}
	}
	return int(rows[len(a)%3][len(b)])
}
