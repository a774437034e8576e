package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"slices"
)

// Fingerprint returns the [Book.Version] of the book in fsys without reading what its files say, which takes
// a hundredth of the time.
func Fingerprint(fsys fs.FS) (string, error) {
	paths, err := list(fsys)
	if err != nil {
		return "", err
	}
	sum := newFingerprint()
	piece := make([]byte, 32<<10) // piece by piece: all files at once would be most of what a process has in memory at its start
	for _, p := range paths {
		if err := sum.addFile(fsys, p, piece); err != nil {
			return "", err
		}
	}
	return sum.String(), nil
}

// Embeds reports whether the files in fsys have the names and sizes of those of the embedded book. Where they
// have not, it is another book, and need not be read to tell.
func Embeds(fsys fs.FS) bool {
	if fsys == embedded {
		return true
	}
	theirs, err := list(fsys)
	if err != nil {
		return false
	}
	ours, err := list(embedded)
	if err != nil || !slices.Equal(theirs, ours) {
		return false
	}
	for _, p := range ours {
		a, err1 := fs.Stat(fsys, p)
		b, err2 := fs.Stat(embedded, p)
		if err1 != nil || err2 != nil || a.Size() != b.Size() {
			return false
		}
	}
	return true
}

// fingerprint is made of the names and bytes of a book's files, in their order.
type fingerprint struct{ sum hash.Hash }

func newFingerprint() fingerprint { return fingerprint{sha256.New()} }

func (f fingerprint) add(path string, raw []byte) {
	f.begin(path, int64(len(raw)))
	f.sum.Write(raw)
}

// addFile adds what add adds for a file, read by way of piece.
func (f fingerprint) addFile(fsys fs.FS, path string, piece []byte) error {
	file, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f.begin(path, info.Size())
	_, err = io.CopyBuffer(f.sum, struct{ io.Reader }{file}, piece) // as a reader alone: it has no way of its own to write all
	return err
}

func (f fingerprint) begin(path string, size int64) { fmt.Fprintf(f.sum, "%s %d\n", path, size) }

// String returns the fingerprint as twelve hexadecimal digits.
func (f fingerprint) String() string { return hex.EncodeToString(f.sum.Sum(nil))[:12] }

// Lessons returns a fingerprint of what intents are learned from: their phrasings, and the words that
// generalise them. Names do not count, since they are masked: books about different markets have the same
// lessons where they bring no intents of their own.
func (b *Book) Lessons() string {
	sum := newFingerprint()
	for i := range b.Intents {
		in := &b.Intents[i]
		sum.add(in.ID, canonical([]any{in.Phrasings, in.Contrary}))
	}
	sum.add("cues", canonical(b.Cues))
	sum.add("concepts", canonical(b.Concepts))
	return sum.String()
}

// canonical returns v as JSON, of which maps are in the order of their keys.
func canonical(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("knowledge: %T as JSON: %v", v, err)) // strings and numbers only
	}
	return raw
}

// WithoutPhrasings returns the book as it is after learning: its intents without their phrasings, which are
// most of it.
func (b *Book) WithoutPhrasings() *Book {
	out := *b
	out.Intents = append([]Intent(nil), b.Intents...)
	for i := range out.Intents {
		out.Intents[i].Phrasings, out.Intents[i].Contrary = nil, nil
	}
	return &out
}
