// Package ours times marketbot's matcher from a text on, as its peers are timed:
// `bot intents evaluate` has split the texts into words before its clock starts.
package ours

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"marketbot/internal/answer/intent/evaluate"
	"marketbot/internal/answer/intent/linear"
)

var set = flag.String("set", "", "folder of train.tsv and test.tsv (bench/peers/run names it)")

// BenchmarkText reports the median and the 99th percentile of one pass over the
// test texts, each split into words, scored and given its best label.
func BenchmarkText(b *testing.B) {
	if *set == "" {
		b.Skip("no set to measure (hint: bench/peers/run)")
	}
	m, err := linear.Train(b.Context(), read(b, "train.tsv", split), linear.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	test := read(b, "test.tsv", func(text string) []string { return []string{text} })
	labels := m.Labels()
	var s linear.Scratch
	took := make([]time.Duration, len(test))
	hits := 0
	for b.Loop() {
		hits = 0
		for i, e := range test {
			started := time.Now()
			scores := m.Score(split(e.Words[0]), nil, &s)
			label := labels[slices.Index(scores, slices.Max(scores))]
			took[i] = time.Since(started)
			if label == e.Label {
				hits++
			}
		}
	}
	slices.Sort(took)
	b.ReportMetric(micros(took[len(took)/2]), "p50-us")
	b.ReportMetric(micros(took[len(took)*99/100]), "p99-us")
	b.ReportMetric(float64(hits), "hits")
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

func read(b *testing.B, name string, split func(string) []string) []linear.Example {
	b.Helper()
	examples, err := evaluate.Read(filepath.Join(*set, name), split)
	if err != nil {
		b.Fatal(err)
	}
	return examples
}

// split is that of `bot intents evaluate`.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
