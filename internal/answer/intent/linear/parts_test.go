package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExtract(t *testing.T) {
	sh := DefaultOptions().shape()
	tests := []struct {
		text        string
		words, char int // features of each block
	}{
		{"", 1, 0}, // the bigram of both edges
		{"a", 3, 3},
		{"ab", 3, 6},
		{"ab cd", 5, 12},
		{"{company}", 3, 0},
		{"{company} a", 5, 3},
		{"中 国", 5, 3},
		{"中 国 市 场", 9, 10},
		{"中 a 国", 7, 5},
		{"中国", 3, 6}, // one word of two characters is padded like any other
		{"é", 3, 3},
	}
	var g grams
	for _, tt := range tests {
		g.extract(sh, strings.Fields(tt.text), nil)
		if words, char := g.split, len(g.hashes)-g.split; words != tt.words || char != tt.char {
			t.Errorf("%q: got %d word and %d character features, want %d and %d", tt.text, words, char, tt.words, tt.char)
		}
	}
	g.extract(sh, []string{"a"}, []string{"a"})
	if got, want := g.split, 4; got != want {
		t.Errorf("with a concept: got %d word features, want %d", got, want)
	}
	if slices.Sort(g.hashes); len(slices.Compact(g.hashes)) != 7 {
		t.Error("word, concept and characters of the same spelling share a hash")
	}
}

func TestTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, 3, 100, 5000} {
		hashes := make([]uint64, n)
		for i := range hashes {
			hashes[i] = rng.Uint64()
		}
		tab := newTable(append(slices.Clone(hashes), hashes...))
		if tab.len() != n {
			t.Errorf("got %d rows, want %d", tab.len(), n)
		}
		if err := tab.check(); err != nil {
			t.Error(err)
		}
		slices.Sort(hashes)
		for i, h := range hashes {
			if got := tab.find(h); got != i {
				t.Errorf("find(%x) = %d, want %d", h, got, i)
			}
			if got := tab.find(h ^ 1<<7); got != -1 {
				t.Errorf("find of a stranger = %d, want -1", got)
			}
		}
	}
}

func TestTypo(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("{company} has größe and fun")
	kinds := map[int]int{} // change of length -> times
	for range 400 {
		got := Typo(rng, words)
		for i, w := range got {
			if i != 2 && w != words[i] {
				t.Fatalf("%q became %q", words[i], w)
			}
		}
		if !utf8.ValidString(got[2]) {
			t.Errorf("%q is no UTF-8", got[2])
		}
		kinds[utf8.RuneCountInString(got[2])-5]++
	}
	if len(kinds) != 3 || kinds[1] < 50 || kinds[-1] < 50 || kinds[0] < 100 {
		t.Errorf("got changes of length %v, want about 100 longer, 100 shorter, 200 equal", kinds)
	}
	if got := strings.Join(words, " "); got != "{company} has größe and fun" {
		t.Errorf("the input became %q", got)
	}
	short := []string{"a", "{company}", "was"}
	if got := Typo(rng, short); !slices.Equal(got, short) {
		t.Errorf("got %q, want %q", got, short)
	}
}

func TestExp(t *testing.T) {
	for x := float32(0); x > -90; x -= 0.37 {
		got, want := float64(exp(x)), math.Exp(float64(x))
		if math.Abs(got-want) > 2e-5*want+1e-34 {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}
