package answer

import (
	"fmt"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/intent/linear"
	"marketbot/knowledge"
)

// Names stores the engine's index of the book's names, for [Restore].
func (e *Engine) Names() *Names { return e.gaz.Store() }

// Names are an engine's index of a book's names, in columns, to be stored.
type Names = gazetteer.Stored

// Restore builds the engine of a book from what was made of the same book before: its model, from [Learn],
// and its index of names, from [Engine.Names]. That takes milliseconds, and no phrasings. Both are used
// in place: they must not change.
func Restore(b *knowledge.Book, learned []byte, names *Names) (*Engine, error) {
	l, err := intent.Load(learned)
	if err != nil {
		return nil, fmt.Errorf("answer: learned model: %w", err)
	}
	return assemble(b, l, func(known func(string) bool) (*gazetteer.Gazetteer, error) { return gazetteer.Load(names, b, known) })
}

// Examples returns what [Learn] learns a book's intents from: their phrasings, with names masked.
func Examples(b *knowledge.Book) []linear.Example {
	ordinary, phrased := Ordinary(b), intent.Phrased(b)
	return intent.Examples(b, gazetteer.New(b, func(w string) bool { return found(ordinary, w) || phrased[w] }))
}
