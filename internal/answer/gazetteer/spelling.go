package gazetteer

import (
	"math/bits"
	"slices"
)

// spelling finds the words of a vocabulary that a misspelt word may mean.
type spelling struct {
	words map[string]bool
	list  []spelt // sorted by length, then by word
	from  [40]int // index of the first word of a length
}

type spelt struct {
	word string
	mask uint32 // the letters in it, one bit each
}

func newSpelling(vocabulary map[string]bool) *spelling {
	s := &spelling{words: vocabulary, list: make([]spelt, 0, len(vocabulary))}
	for w := range vocabulary {
		s.list = append(s.list, spelt{w, letters(w)})
	}
	slices.SortFunc(s.list, func(a, b spelt) int {
		if d := len(a.word) - len(b.word); d != 0 {
			return d
		}
		if a.word < b.word {
			return -1
		}
		return 1
	})
	s.lengths()
	return s
}

// lengths notes where the words of each length begin.
func (s *spelling) lengths() {
	for i := range s.from {
		s.from[i], _ = slices.BinarySearchFunc(s.list, i, func(e spelt, n int) int { return len(e.word) - n })
	}
}

func (s *spelling) has(w string) bool { return s.words[w] }

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
	word     string
	distance int
}

// near returns the words of the vocabulary within the allowed distance of w, nearest first and at
// most three. A transposition counts one; the first letter, which people rarely miss, decides ties.
func (s *spelling) near(w string, into []candidate) []candidate {
	if len(w) < 3 || len(w) > len(s.from)-4 {
		return into
	}
	mask := letters(w)
	for n := len(w) - 2; n <= len(w)+2; n++ {
		most := min(allowed(n), allowed(len(w)+1))
		if n < 4 || most == 0 {
			continue
		}
		for _, e := range s.list[s.from[n]:s.from[n+1]] {
			if bits.OnesCount32(e.mask^mask) > 2*most {
				continue
			}
			if d := distance(w, e.word, most); d <= most {
				into = append(into, candidate{e.word, d})
			}
		}
	}
	slices.SortStableFunc(into, func(a, b candidate) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		return miss(a.word, w) - miss(b.word, w)
	})
	return into[:min(len(into), 3)]
}

func miss(a, b string) int {
	if a[0] == b[0] {
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
