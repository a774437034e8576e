package answer_test

import (
	"testing"

	"marketbot/internal/answer"
)

// TestGuards asks questions that are answered wrongly where one of their conditions is lost: a "not", a "why", who
// is to speak, an order turned round, a time for which the book has too little. All must pass.
func TestGuards(t *testing.T) {
	e := engine(t)
	seen := map[string]bool{}
	for _, q := range items(t, "testdata/guards.jsonl") {
		if seen[q.ID] {
			t.Errorf("%s: two guards of that id", q.ID)
		}
		seen[q.ID] = true
		r := e.Answer(answer.Question{Text: q.Question, Context: q.Context})
		if v := judge(q, r); v != "pass" {
			t.Errorf("%s %v %q: %s\n got %s: %s\nwant %v, not %v (%s)", q.ID, q.Context, q.Question, v, r.Status, r.Text(), q.Must, q.MustNot, q.Note)
		}
	}
}

// TestDeals asks a book with two deals, in which the same names play different parts.
func TestDeals(t *testing.T) {
	e, err := tidewater()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range items(t, "testdata/deals.jsonl") {
		r := e.Answer(answer.Question{Text: q.Question})
		if v := judge(q, r); v != "pass" {
			t.Errorf("%s %q: %s\n got %s: %s\nwant %v, not %v", q.ID, q.Question, v, r.Status, r.Text(), q.Must, q.MustNot)
		}
	}
}
