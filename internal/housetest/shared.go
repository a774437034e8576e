// Package housetest holds what the tests of several rooms need, once.
package housetest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns the path of a file or folder in the folder of shared test inputs, which is not part of the
// repository: $SHARED (an absolute path) where that is set, else the nearest folder named shared above the package
// that has it. Where there is none the test is skipped.
func Shared(tb testing.TB, name string) string {
	tb.Helper()
	if dir := os.Getenv("SHARED"); dir != "" {
		p := filepath.Join(dir, name)
		if _, err := os.Stat(p); err != nil {
			tb.Skipf("%v (hint: SHARED is to name the folder that holds %s)", err, name)
		}
		return p
	}
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		p := filepath.Join(dir, "shared", name)
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	tb.Skipf("no shared/%s in any folder above (hint: lay it beside the repository, or name its folder in SHARED)", name)
	return ""
}

// File is a file that was read.
type File struct {
	Name  string // without its folder
	Bytes []byte
}

// SharedFiles reads all files of such a folder, by name. Fewer than least fail the test.
func SharedFiles(tb testing.TB, folder string, least int) []File {
	tb.Helper()
	dir := Shared(tb, folder)
	list, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	var out []File
	for _, f := range list {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, File{f.Name(), raw})
	}
	if len(out) < least {
		tb.Fatalf("%d files only in %s, want %d", len(out), dir, least)
	}
	return out
}
