package main

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"time"

	"marketbot/internal/adapters/terminal"
	"marketbot/internal/answer"
	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

// files returns the files of the book that was asked for.
func (w *world) files() (fs.FS, error) { return knowledge.Open(w.knowledge) }

// load reads and proof-reads the book.
func (w *world) load() (*knowledge.Book, error) {
	fsys, err := w.files()
	if err != nil {
		return nil, err
	}
	b, err := knowledge.Load(fsys)
	if err != nil {
		return nil, fmt.Errorf("the book in %s does not load:\n%w", w.where(), err)
	}
	return b, nil
}

// where names the book's folder, for messages.
func (w *world) where() string {
	if w.knowledge == "" {
		return "the program"
	}
	return w.knowledge
}

// engine builds the engine: in milliseconds if it was made ahead of just this book, else of the book's files,
// with the model that was made ahead if the book teaches the same.
func (w *world) engine() (*answer.Engine, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // all that is read now stays
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(roomToLoad))
	fsys, err := w.files()
	if err != nil {
		return nil, err
	}
	ahead, err := learned.Embedded()
	if err != nil && !errors.Is(err, learned.ErrAbsent) {
		return nil, err
	}
	if ahead != nil && knowledge.Embeds(fsys) {
		if v, err := knowledge.Fingerprint(fsys); err == nil && v == ahead.Version {
			return ahead.Engine()
		}
	}
	b, err := w.load()
	if err != nil {
		return nil, err
	}
	if ahead != nil && b.Lessons() == ahead.Lessons {
		return answer.New(w.ctx, b, ahead.Model)
	}
	return w.learn(b)
}

// roomToLoad is how many bytes are taken while a book is read before garbage is collected more often: a book of
// a million figures keeps a quarter of it.
const roomToLoad = 800 << 20

// patience is how long a person waits without being told why.
const patience = time.Second

// learn builds the engine of a book that nothing was made of, which takes seconds.
func (w *world) learn(b *knowledge.Book) (*answer.Engine, error) {
	if terminal.ScreenOf(w.err, w.getenv).Terminal {
		notice := time.AfterFunc(patience, func() { fmt.Fprintln(w.err, "bot: learning the book's phrasings, which takes some seconds ...") })
		defer notice.Stop()
	}
	return answer.New(w.ctx, b, nil)
}
