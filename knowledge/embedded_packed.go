//go:build packed

package knowledge

import (
	"archive/zip"
	"bytes"
	_ "embed" // for the packed book
	"io/fs"
)

//go:embed book.zip
var packed []byte

// embedded is the book that is built into the binary, compressed by the command in pack: its text packs to a fraction of its
// size, which keeps an image small.
var embedded fs.FS = unpack()

func unpack() fs.FS {
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		panic("knowledge: book.zip: " + err.Error() + " (hint: go run ./knowledge/pack knowledge/book.zip)")
	}
	return r
}
