package completion

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestWalk: the walk finds what comparing with every beginning finds.
func TestWalk(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	word := func(n int) string {
		var b []rune
		for range n {
			b = append(b, []rune("abcd华为")[r.IntN(6)])
		}
		return string(b)
	}
	var named []called
	for range 300 {
		named = append(named, called{names: []string{word(1 + r.IntN(9))}, own: 1})
	}
	l := newList(named)
	for range 300 {
		typed, slips := []rune(word(1+r.IntN(9))), 1+r.IntN(2)
		got := make([]int, len(l.starts)) // the slips to each beginning, plus one
		for _, f := range l.walk(typed, slips) {
			for i := f.from; i < f.to; i++ {
				if got[i] == 0 || f.slips+1 < got[i] {
					got[i] = f.slips + 1
				}
			}
		}
		for i, at := range l.starts {
			name, _, _ := strings.Cut(l.text[at:], end)
			want := slipsTo([]rune(name), typed, slips)
			if want > slips || strict(typed[0], slips) && []rune(name)[0] != typed[0] {
				want = -1
			}
			if got[i] != want+1 {
				t.Fatalf("%q is %d slips from a beginning of %q, want %d of %d", string(typed), got[i]-1, name, want, slips)
			}
		}
	}
}

// slipsTo is the least edit distance between typed and a beginning of name, where it is no more than most.
func slipsTo(name, typed []rune, most int) int {
	best := most + 1
	for n := 1; n <= len(name); n++ {
		best = min(best, distance(name[:n], typed))
	}
	return best
}

func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + rows[i-1][j-1]
			}
			rows[i][j] = min(rows[i][j], rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func TestMinima(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		numbers := make([]uint32, 1+r.IntN(5000))
		for i := range numbers {
			numbers[i] = r.Uint32N(1000)
		}
		from := r.IntN(len(numbers))
		to := from + 1 + r.IntN(len(numbers)-from)
		at := newMinima(numbers).least(from, to)
		if want := slices.Min(numbers[from:to]); at < from || at >= to || numbers[at] != want {
			t.Fatalf("the least of %d to %d of %d is said to be at %d, want one of %d", from, to, len(numbers), at, want)
		}
	}
}
