// Package synth writes large made-up books, for tests and measurements at size: companies with pronounceable
// names, places, metrics, quarters, sources, and figures by the million that are as uneven as real ones.
//
// The same options always give the same bytes. Nothing in such a book is so.
package synth

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"marketbot/knowledge"
)

// Options are what a book is made of.
type Options struct {
	Observations int    // about 20 for each company, 5 companies at least
	Seed         uint64 // other seeds give other names and figures
}

// Most is how many observations a book may have: what its names suffice for.
const Most = 20_000_000

// perCompany is how many figures each company has: those of columns, at two places.
const perCompany = 20

// Write writes a book into dir, which must be empty or not there yet.
func Write(dir string, o Options) error {
	if o.Observations < 1 || o.Observations > Most {
		return fmt.Errorf("synth: %d observations (hint: 1 to %d)", o.Observations, Most)
	}
	if held, err := os.ReadDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("synth: %w", err)
	} else if len(held) > 0 {
		return fmt.Errorf("synth: %s is not empty (hint: name a new folder)", dir)
	}
	general, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return fmt.Errorf("synth: %w", err)
	}
	w := &writer{dir: dir}
	newMarket(o, newNamer(general, o.Seed)).write(w)
	if w.err != nil {
		return fmt.Errorf("synth: %w", w.err)
	}
	return nil
}

// writer writes files until something fails.
type writer struct {
	dir string
	err error
}

// file writes one file, by fill.
func (w *writer) file(name string, fill func(*bufio.Writer)) {
	if w.err != nil {
		return
	}
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(path), 0o755); w.err != nil {
		return
	}
	f, err := os.Create(path)
	if err != nil {
		w.err = err
		return
	}
	b := bufio.NewWriterSize(f, 1<<16)
	fill(b)
	w.err = errors.Join(b.Flush(), f.Close())
}

// random returns the numbers of one part of a book, which do not depend on how many other parts use.
func random(seed, part uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, part)) }
