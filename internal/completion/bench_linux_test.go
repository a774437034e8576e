package completion_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"marketbot/internal/completion"
	"marketbot/internal/housetest"
	"marketbot/internal/synth"
	"marketbot/knowledge"
)

// most is how many choices platforms show at once: 25 and 100.
var most = []int{25, 100}

// typings are what people type of names: beginnings of 1 to 12 letters, right and misspelt, middles, nonsense, and
// ideographs.
func typings(entities []knowledge.Entity, n int) map[string][]string {
	r := rand.New(rand.NewPCG(3, 3))
	out := map[string][]string{}
	for range n {
		e := &entities[r.IntN(len(entities))]
		name := e.Name["en"]
		head := name[:min(len(name), 1+r.IntN(12))]
		out["prefix"] = append(out["prefix"], head)
		slip := []byte(name[:min(len(name), 3+r.IntN(10))])
		for range 1 + r.IntN(2) {
			slip[r.IntN(len(slip))] = byte('a' + r.IntN(26))
		}
		out["misspelt"] = append(out["misspelt"], string(slip))
		from := 1 + r.IntN(3)
		out["middle"] = append(out["middle"], name[from:min(len(name), from+1+r.IntN(8))])
		var noise []byte
		for range 1 + r.IntN(12) {
			noise = append(noise, byte('a'+r.IntN(26)))
		}
		out["nonsense"] = append(out["nonsense"], string(noise))
		han := []rune(e.Aliases[len(e.Aliases)-1])
		at := r.IntN(len(han))
		out["han"] = append(out["han"], string(han[at:min(len(han), at+1+r.IntN(4))]))
	}
	return out
}

// BenchmarkFind finds in a book of a million names; the slowest one of a hundred is to take 5 ms at most.
func BenchmarkFind(b *testing.B) {
	entities, err := synth.Entities(250_000, 1) // each with four names
	if err != nil {
		b.Fatal(err)
	}
	book := &knowledge.Book{Entities: entities}
	before := heap()
	start := time.Now()
	x := completion.New(book)
	built := time.Since(start)
	bytes := float64(heap()-before) / 1e6
	for kind, texts := range typings(entities, 2000) {
		b.Run(kind, func(b *testing.B) {
			now := housetest.Processor(b)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := now()
				x.Find("company", texts[i%len(texts)], "en", "", most[i%len(most)])
				took = append(took, now()-start)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(bytes, "bytes/name")
			b.ReportMetric(built.Seconds(), "s/build")
		})
	}
	runtime.KeepAlive(x)
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkNew builds the index of the embedded book; the engine starts in some 30 ms.
func BenchmarkNew(b *testing.B) {
	book := books(b)["embedded"]
	b.ReportAllocs()
	now := housetest.Processor(b)
	start := now()
	for b.Loop() {
		completion.New(book)
	}
	b.ReportMetric(float64((now()-start).Microseconds())/float64(b.N), "processor-µs")
}
