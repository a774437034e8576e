package linear

import (
	"context"
	"testing"
)

func BenchmarkTrain(b *testing.B) {
	examples := publicSet(b, "CLINC150", "train")
	for b.Loop() {
		if _, err := Train(context.Background(), examples, DefaultOptions()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	m := train(b, publicSet(b, "CLINC150", "train"), DefaultOptions())
	queries := publicSet(b, "CLINC150", "val")
	var s Scratch
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Score(queries[i%len(queries)].Words, nil, &s)
		i++
	}
}

func BenchmarkLoad(b *testing.B) {
	data := stored(b, train(b, publicSet(b, "CLINC150", "val"), DefaultOptions()))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Load(data); err != nil {
			b.Fatal(err)
		}
	}
}
