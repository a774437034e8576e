package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// spelling finds the words of a vocabulary that a misspelt word may mean. Words are known by their place in the
// list, in which those of one length stand together.
type spelling struct {
	words   *words
	list    []uint32 // numbers of the words, by length, then by word
	mask    []uint32 // the letters in each, one bit a letter
	from    [40]int  // where the words of a length begin in list
	text    string   // the words of these lengths, one behind the other: their own, since they are near by there
	at      [40]int  // where the words of a length begin in text
	deletes *deletes // of many words; nil: they are gone through
}

// fewWords is how many words are gone through fast enough: an index takes time to make, too.
const fewWords = 4000

// newSpelling takes numbers of words, each once.
func newSpelling(w *words, list []uint32) *spelling {
	slices.SortFunc(list, func(a, b uint32) int { return cmp.Or(cmp.Compare(len(w.at(a)), len(w.at(b))), cmp.Compare(a, b)) })
	s := &spelling{words: w, list: list, mask: make([]uint32, len(list))}
	var text strings.Builder
	for i, n := range list {
		word := w.at(n)
		s.mask[i] = letters(word)
		if len(word) < len(s.from) {
			text.WriteString(word)
		}
	}
	s.text = text.String()
	for n := range s.from {
		s.from[n], _ = slices.BinarySearchFunc(list, n, func(e uint32, n int) int { return len(w.at(e)) - n })
		if n > 0 {
			s.at[n] = s.at[n-1] + (n-1)*(s.from[n]-s.from[n-1])
		}
	}
	if len(list) > fewWords {
		s.deletes = newDeletes(len(list), func(i int) string { return w.at(list[i]) })
	}
	return s
}

// word returns the word at a place of the list, of n letters.
func (s *spelling) word(i, n int) string {
	at := s.at[n] + (i-s.from[n])*n
	return s.text[at : at+n]
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
	place    int  // in the list
	mixed    bool // its letters are the same
	miss     bool // its first letter is another
	other    bool // it is as long, and a letter of it is another
}

// mostCandidates is how many words a misspelt one may mean.
const mostCandidates = 3

// near appends the words of the vocabulary within the allowed distance of w, nearest first and at most three.
// A transposition counts one; that the letters are the same decides ties, then the first letter, which people rarely miss, then that a
// letter is left out or doubled, which is the surer slip than another in its place.
func (s *spelling) near(w string, into []candidate) []candidate {
	if len(w) < 3 || len(w) > len(s.from)-4 {
		return into
	}
	b := best{s: s, w: w, mask: letters(w), list: into, kept: len(into)}
	b.pattern.set(w)
	shortest := max(4, len(w)-2)
	if s.deletes != nil {
		s.deletes.each(w, func(i int) {
			for n := shortest; n <= len(w)+2; n++ {
				if i >= s.from[n] && i < s.from[n+1] {
					b.try(i, n)
				}
			}
		})
		return b.list
	}
	for n := shortest; n <= len(w)+2; n++ {
		twice := 2 * b.most(n)
		for i := s.from[n]; i < s.from[n+1]; i++ {
			if bits.OnesCount32(s.mask[i]^b.mask) <= twice { // most have too many other letters
				b.try(i, n)
			}
		}
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
	pattern
}

// most is how many edits a word of n letters may be away.
func (b *best) most(n int) int { return min(allowed(n), allowed(len(b.w)+1)) }

// try compares the word at a place of the list, of n letters.
func (b *best) try(i, n int) {
	most := b.most(n)
	mask := b.s.mask[i] // each edit brings one letter at most, and takes one away
	if bits.OnesCount32(mask&^b.mask) > most || bits.OnesCount32(b.mask&^mask) > most {
		return
	}
	full := len(b.list)-b.kept == mostCandidates
	if full {
		most = min(most, b.list[len(b.list)-1].distance)
	}
	word := b.s.word(i, n)
	same := n == len(b.w)
	c := candidate{distance: b.distance(word), place: i, mixed: same && mask == b.mask, miss: word[0] != b.w[0], other: same && mask != b.mask}
	if c.distance > most {
		return
	}
	at := len(b.list)
	for at > b.kept && c.compare(b.list[at-1]) < 0 {
		at--
	}
	switch {
	case at > b.kept && c.place == b.list[at-1].place, full && at == len(b.list):
		return // met before, or too far
	case full:
		b.list = b.list[:len(b.list)-1]
	}
	c.word = b.s.list[i]
	b.list = slices.Insert(b.list, at, c)
}

// compare is below 0 where c is the better candidate.
func (c candidate) compare(d candidate) int {
	switch {
	case c.distance != d.distance:
		return c.distance - d.distance
	case c.mixed != d.mixed:
		if d.mixed {
			return 1
		}
		return -1
	case c.miss != d.miss:
		if c.miss {
			return 1
		}
		return -1
	case c.other != d.other:
		if c.other {
			return 1
		}
		return -1
	}
	return c.place - d.place
}

// distance is the optimal string alignment distance of two ASCII words, or more than most. What they begin and
// end with in common costs nothing, and is most of words that are alike.
func distance(a, b string, most int) int {
	if len(a) >= longest || len(b) >= longest {
		return most + 1
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a)-len(b) > most || len(b)-len(a) > most:
		return most + 1
	case len(a) == 0 || len(b) == 0:
		return len(a) + len(b)
	}
	return aligned(a, b, most)
}

// longest is how long words are that are never misspelt.
const longest = 48

// aligned is distance, row by row.
func aligned(a, b string, most int) int {
	var rows [3][longest]uint8
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
