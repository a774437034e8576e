package chart

import (
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/housetest"
)

// BenchmarkDraw draws a ranking of ten and one with ideographs; a chart is to take 60 ms at most.
func BenchmarkDraw(b *testing.B) {
	for _, sample := range []struct {
		name string
		draw func() (answer.Table, Words)
	}{{"ten", func() (answer.Table, Words) { return many(10) }}, {"chinese", chinese}} {
		b.Run(sample.name, func(b *testing.B) {
			p := painter(b)
			table, words := sample.draw()
			b.ReportAllocs()
			size, now := 0, housetest.Processor(b)
			start := now()
			for b.Loop() {
				got, err := p.Draw(table, words)
				if err != nil {
					b.Fatal(err)
				}
				size = len(got.PNG)
			}
			b.ReportMetric(float64(size), "bytes/chart")
			b.ReportMetric(float64((now()-start).Microseconds())/float64(b.N)/1000, "processor-ms")
		})
	}
}
