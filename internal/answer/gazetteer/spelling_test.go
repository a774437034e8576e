package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// madeUp returns words of pronounceable letters, in order, each once.
func madeUp(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	met := map[string]bool{}
	for len(met) < n {
		var w []byte
		for range 2 + r.IntN(3) {
			w = append(w, "bcdfghklmnprstvwz"[r.IntN(17)], "aeiouy"[r.IntN(6)])
		}
		if r.IntN(2) == 0 {
			w = append(w, "nrlsxmt"[r.IntN(7)])
		}
		if r.IntN(50) == 0 {
			w = append(w, w...)
		}
		met[string(w)] = true
	}
	list := make([]string, 0, n)
	for w := range met {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

// slip makes an edit anywhere.
func slip(r *rand.Rand, w string) string {
	i := r.IntN(len(w))
	letter := string(rune('a' + r.IntN(26)))
	switch {
	case r.IntN(4) == 0 && len(w) > 1:
		return w[:i] + w[i+1:]
	case r.IntN(3) == 0:
		return w[:i] + letter + w[i:]
	case r.IntN(2) == 0 || i+1 == len(w):
		return w[:i] + letter + w[i+1:]
	}
	return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
}

func spell(list []string) *spelling {
	w := newWords(list)
	var numbers []uint32
	for n, s := range list {
		if spellable(s) {
			numbers = append(numbers, uint32(n))
		}
	}
	return newSpelling(w, numbers)
}

// The index finds just what going through all words finds.
func TestNearIsExact(t *testing.T) {
	list := madeUp(2*fewWords, 1)
	list = append(list, "abcd", "aaaa", "aaaaaaaa", "abababab", "zzzzzz", "abcdefghijklmnopqrstuvwxyzabcdefghijkl", "bcad-x", "nestlé")
	slices.Sort(list)
	fast := spell(list)
	if fast.deletes == nil {
		t.Fatal("no index")
	}
	slow := *fast
	slow.deletes = nil
	r := rand.New(rand.NewPCG(2, 2))
	for range 5_000 {
		w := list[r.IntN(len(list))]
		for range r.IntN(4) {
			w = slip(r, w)
		}
		got, want := fast.near(w, nil), slow.near(w, nil)
		if !slices.Equal(got, want) {
			t.Fatalf("near(%q) = %v, want %v", w, shown(fast, got), shown(fast, want))
		}
	}
}

func shown(s *spelling, list []candidate) (out []string) {
	for _, c := range list {
		out = append(out, fmt.Sprintf("%s/%d", s.words.at(c.word), c.distance))
	}
	return out
}

func TestNear(t *testing.T) {
	list := []string{"apple", "ample", "alphabet", "huawei", "vivo", "vivid", "xiaomi"}
	for i := range 5000 { // enough for the index
		list = append(list, fmt.Sprintf("w%04dqqqq", i))
	}
	slices.Sort(list)
	for name, s := range map[string]*spelling{"few": spell([]string{"alphabet", "ample", "apple", "huawei", "vivid", "vivo", "xiaomi"}), "many": spell(list)} {
		for w, want := range map[string]string{
			"aplpe": "[apple/1]", "appl": "[apple/1]", "hauwei": "[huawei/1]", "huwaie": "[huawei/2]", "vvio": "[vivo/1]", "vivi": "[vivid/1 vivo/1]",
			"viv": "[vivo/1]", "aaple": "[apple/1 ample/1]", "iaomi": "[xiaomi/1]", "alhpabte": "[alphabet/2]", "nothing": "[]", "": "[]",
		} {
			if got := fmt.Sprint(shown(s, s.near(w, nil))); got != want {
				t.Errorf("%s words: near(%q) = %s, want %s", name, w, got, want)
			}
		}
	}
}

// What words have in common at both ends does not change how far they are apart.
func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "ab", 2}, {"ab", "ba", 1}, {"abc", "bca", 2}, {"ca", "abc", 3}, {"apple", "aplpe", 1}, {"aab", "aba", 1}, {"abab", "baba", 2}, {"xxab", "xxba", 1}} {
		if got := distance(tt.a, tt.b, 3); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
	r := rand.New(rand.NewPCG(5, 5))
	word := func() string {
		w := make([]byte, r.IntN(9))
		for i := range w {
			w[i] = "abc"[r.IntN(3)]
		}
		return string(w)
	}
	for range 50_000 {
		a, b, most := word(), word(), r.IntN(3)
		got, want := distance(a, b, most), aligned(a, b, most)
		if min(got, most+1) != min(want, most+1) {
			t.Fatalf("distance(%q, %q, %d) = %d, want %d", a, b, most, got, want)
		}
		if a == "" {
			continue
		}
		var p pattern
		p.set(a)
		if got, want := p.distance(b), aligned(a, b, 99); got != want {
			t.Fatalf("the distance of pattern %q to %q is %d, want %d", a, b, got, want)
		}
	}
}

func BenchmarkNear(b *testing.B) {
	for _, n := range []int{3_000, 10_000, 150_000, 1_000_000} {
		if n > 150_000 && testing.Short() {
			continue
		}
		list := madeUp(n, 3)
		s := spell(list)
		r := rand.New(rand.NewPCG(4, 4))
		queries := make([]string, 4096)
		for i := range queries {
			queries[i] = slip(r, list[r.IntN(len(list))])
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			var buffer [8]candidate
			i := 0
			for b.Loop() {
				s.near(queries[i%len(queries)], buffer[:0])
				i++
			}
			size := 4*len(s.list) + 4*len(s.mask)
			if s.deletes != nil {
				size += 4 * (len(s.deletes.start) + len(s.deletes.entry))
			}
			b.ReportMetric(float64(size)/1e6, "MB")
		})
	}
}

func BenchmarkNewSpelling(b *testing.B) {
	list := madeUp(150_000, 3)
	for b.Loop() {
		spell(list)
	}
}
