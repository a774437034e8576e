package answer_test

import (
	"strings"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/housetest"
)

// BenchmarkAnswer asks the development questions, one an iteration, on the embedded book.
func BenchmarkAnswer(b *testing.B) {
	e := engine(b)
	list := items(b, housetest.Shared(b, "questions/dev.jsonl"))
	questions := make([]answer.Question, len(list))
	for i, q := range list {
		questions[i] = answer.Question{Text: q.Question, Context: q.Context}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e.Answer(questions[i%len(questions)])
	}
}

// BenchmarkLong answers 16 KB of what might be slow: one long word, many names, digits, ideographs, markup.
func BenchmarkLong(b *testing.B) {
	e := engine(b)
	for name, piece := range map[string]string{"word": "a", "words": "what shares ", "names": "Vivo Huawei Apple ", "digits": "15% ", "han": "苹果的份额",
		"markup": "<@U1> <http://x|y> ", "breaks": ".,;:", "misspelt": "vvio huwaei aplpe ", "quote": "do business with us ", "zero": "\u200b", "accents": "é́́"} {
		q := answer.Question{Text: strings.Repeat(piece, 16<<10/len(piece))}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				e.Answer(q)
			}
		})
	}
}
