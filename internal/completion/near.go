package completion

import (
	"strings"
)

// A text of shortest letters may have one slip, one of longer two. Beyond that everything is near.
const (
	shortest = 3
	longer   = 6
	enough   = 5      // choices, where no near misses are wanted
	mostSeen = 20_000 // letters that are tried for one text
)

// near adds items of which a beginning is a slip or two away from text: a letter too much, left out, another one, or
// two that changed places. The first letter has to be right where it is an ideograph, and for two slips. None are
// looked for where there are digits: another number is another thing.
func (s *search) near(text string) {
	typed := []rune(text)
	if len(typed) < shortest || strings.ContainsAny(text, "0123456789") {
		return
	}
	for slips := 1; slips == 1 || slips == 2 && len(typed) >= longer; slips++ {
		if len(s.found) >= min(enough, s.most) {
			return
		}
		s.best(inside, s.walk(typed, slips)...)
	}
}

// walk returns the beginnings that are so many slips away from what was typed, or fewer.
func (l *list) walk(typed []rune, slips int) []run {
	w := walk{list: l, typed: typed, slips: slips}
	w.rows = make([][]int, len(typed)+slips+2)
	for i := range w.rows {
		w.rows[i] = make([]int, len(typed)+1)
	}
	for j := range w.rows[0] {
		w.rows[0][j] = j
	}
	w.letters = make([]rune, len(w.rows))
	w.on(0, len(l.starts), 0, 0, len(typed)+1)
	return w.found
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
		if r != 0 && (depth > 0 || r == w.typed[0] || !strict(w.typed[0], w.slips)) {
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

// strict reports whether the first letter has to be right.
func strict(first rune, slips int) bool { return slips > 1 || first >= firstWide }

// row fills the row of a depth, as far as it may be within the slips, and returns its least number and its last.
func (w *walk) row(depth int) (near, whole int) {
	row, above := w.rows[depth], w.rows[depth-1]
	far := w.slips + 1
	from, to := max(1, depth-w.slips), min(len(row)-1, depth+w.slips)
	row[from-1] = min(far, depth-from+1)
	near = row[from-1]
	r := w.letters[depth-1]
	for j := from; j <= to; j++ {
		cost := 1
		if w.typed[j-1] == r {
			cost = 0
		}
		d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
		if depth > 1 && j > 1 && r == w.typed[j-2] && w.letters[depth-2] == w.typed[j-1] {
			d = min(d, w.rows[depth-2][j-2]+1)
		}
		row[j] = d
		near = min(near, d)
	}
	if to < len(row)-1 {
		row[to+1] = far
		return near, far
	}
	return near, row[to]
}
