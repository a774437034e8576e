package answer_test

import (
	"context"
	"os"
	"sync"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

// embedded is the engine of the built-in book, made once for all tests.
var embedded = sync.OnceValues(func() (*answer.Engine, error) {
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return nil, err
	}
	if p, err := learned.Embedded(); err == nil && p.Lessons == b.Lessons() {
		return answer.New(context.Background(), b, p.Model)
	}
	return answer.New(context.Background(), b, nil)
})

// engineBook is the built-in book with its phrasings.
func engineBook(t testing.TB) *knowledge.Book {
	t.Helper()
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func engine(t testing.TB) *answer.Engine {
	t.Helper()
	e, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// tidewater is the engine of a fictional book in another market. It brings no intents of its own, but what
// it names differs, so it learns for itself where no model fits.
var tidewater = sync.OnceValues(func() (*answer.Engine, error) {
	b, err := knowledge.Load(os.DirFS("testdata/tidewater"))
	if err != nil {
		return nil, err
	}
	if p, err := learned.Embedded(); err == nil && p.Lessons == b.Lessons() {
		return answer.New(context.Background(), b, p.Model)
	}
	return answer.New(context.Background(), b, nil)
})
