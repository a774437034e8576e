package main

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/housetest"
)

// questions are the dev questions.
func questions(tb testing.TB) []answer.Question {
	tb.Helper()
	f, err := os.Open(housetest.Shared(tb, "questions/dev.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var list []answer.Question
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct {
			Question string
			Context  []string
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			tb.Fatal(err)
		}
		list = append(list, answer.Question{Text: q.Question, Context: q.Context})
	}
	if len(list) == 0 {
		tb.Fatal("no questions")
	}
	return list
}

// BenchmarkAnswer measures a question with its context, the dev questions in turn, on the embedded book.
func BenchmarkAnswer(b *testing.B) {
	list := questions(b)
	w := world{ctx: b.Context(), in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	e, err := w.engine()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		e.Answer(list[i%len(list)])
		i++
	}
}
