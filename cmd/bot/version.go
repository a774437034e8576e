package main

import (
	"fmt"
	"runtime/debug"

	"marketbot/knowledge"
)

// version tells what runs.
type version struct{}

// Run prints the versions.
func (version) Run(w *world) error {
	fsys, err := w.files()
	if err != nil {
		return err
	}
	book, err := knowledge.Fingerprint(fsys)
	if err != nil {
		return fmt.Errorf("the book in %s: %w", w.where(), err)
	}
	bot, toolchain := "unknown", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		bot, toolchain = info.Main.Version, info.GoVersion
	}
	_, err = fmt.Fprintf(w.out, "bot %s, book %s, %s\n", bot, book, toolchain)
	return err
}
