//go:build !packed

package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed book.yaml articles lexicon intents phrasebook
var files embed.FS

// embedded is the book that is built into the binary, as it lies in this folder.
var embedded fs.FS = files
