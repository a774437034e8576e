package completion

import (
	"slices"
	"strings"
)

// A text of shortest letters may have one slip, one of longer two. Beyond that everything is near.
const (
	shortest = 3
	longer   = 6
	mostSeen = 20_000 // letters that are tried for one text
)

// near adds items of which a beginning is a slip or two away from text: a letter too much, left out, another one, or
// two that changed places. Two slips are only looked for where the first letter is right, and none where there are
// digits: another number is another thing.
func (s *search) near(text string) {
	typed := []rune(text)
	if len(typed) < shortest || strings.ContainsAny(text, "0123456789") {
		return
	}
	w := walk{list: s.list, typed: typed}
	w.rows = make([][]int, len(typed)+4)
	for i := range w.rows {
		w.rows[i] = make([]int, len(typed)+1)
	}
	for j := range w.rows[0] {
		w.rows[0][j] = j
	}
	w.letters = make([]rune, len(w.rows))
	for w.slips = 1; w.slips == 1 || w.slips == 2 && len(typed) >= longer; w.slips++ {
		if s.full() {
			return
		}
		w.on(0, len(s.starts), 0, 0, len(typed)+1)
		s.best(inside, w.found...)
	}
}

// walk goes over the sorted beginnings as over a trie, with a row of edit distances for each letter.
type walk struct {
	*list
	typed   []rune
	slips   int
	rows    [][]int // of each depth, the distance to each beginning of what was typed
	letters []rune
	found   []run
	seen    int
}

// on goes on at a node: a range, the depth in letters and bytes, and how near what was typed is already.
func (w *walk) on(from, to, depth, offset, best int) {
	for i := from; i < to && w.seen < mostSeen; {
		r, size, behind := w.next(i, to, offset)
		w.seen++
		if r != 0 && !(w.slips > 1 && depth == 0 && r != w.typed[0]) {
			w.letters[depth] = r
			near, whole := w.row(depth + 1)
			if whole <= w.slips && whole < best {
				w.found = append(w.found, run{from: i, to: behind, slips: whole})
			}
			if near <= w.slips && depth+1 < len(w.rows)-1 {
				w.on(i, behind, depth+1, offset+size, min(best, whole))
			}
		}
		i = behind
	}
}

// row fills the row of a depth, and returns its least number and its last.
func (w *walk) row(depth int) (near, whole int) {
	row, above := w.rows[depth], w.rows[depth-1]
	row[0] = depth
	r := w.letters[depth-1]
	for j := 1; j < len(row); j++ {
		cost := 1
		if w.typed[j-1] == r {
			cost = 0
		}
		row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
		if depth > 1 && j > 1 && r == w.typed[j-2] && w.letters[depth-2] == w.typed[j-1] {
			row[j] = min(row[j], w.rows[depth-2][j-2]+1)
		}
	}
	return slices.Min(row), row[len(row)-1]
}
