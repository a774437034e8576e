package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"marketbot/internal/answer"
)

// questions are the dev questions, from the shared folder that stands beside the repository; SHARED names
// another.
func questions(tb testing.TB) []answer.Question {
	tb.Helper()
	shared := os.Getenv("SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(shared, "questions", "dev.jsonl"))
	if err != nil {
		tb.Skipf("%v (hint: SHARED names the folder that holds questions/dev.jsonl)", err)
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
