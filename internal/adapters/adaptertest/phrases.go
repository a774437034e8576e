package adaptertest

import (
	"strings"
	"sync"
	"testing"

	"marketbot/knowledge"
)

var embedded = sync.OnceValues(func() (*knowledge.Book, error) { return knowledge.Load(knowledge.Embedded()) })

// Book is the embedded book, loaded once.
func Book(tb testing.TB) *knowledge.Book {
	tb.Helper()
	b, err := embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// Phrases words keys by the embedded book's phrasebooks, as the engine does, without an engine. A key that they lack
// fails the test.
func Phrases(tb testing.TB) func(lang, key string, slots ...string) string {
	b := Book(tb)
	return func(lang, key string, slots ...string) string {
		s, ok := b.Phrases[lang][key]
		if !ok {
			s, ok = b.Phrases["en"][key]
		}
		if !ok {
			tb.Errorf("the phrasebooks lack %q", key)
		}
		for i := 0; i+1 < len(slots); i += 2 {
			s = strings.ReplaceAll(s, "{"+slots[i]+"}", slots[i+1])
		}
		return s
	}
}
