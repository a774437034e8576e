package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"marketbot/internal/answer/learned"
	"marketbot/knowledge"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bot": main})
}

// TestScript runs the scripts of testdata/script with the real program. FERRIES is the folder of another book.
func TestScript(t *testing.T) {
	prepared(t)
	ferries := os.DirFS("../../knowledge/testdata/ferries")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			book := filepath.Join(e.WorkDir, "ferries")
			e.Setenv("FERRIES", book)
			e.Setenv("TERM", "xterm")
			e.Setenv("ESC", "\x1b")
			if err := os.CopyFS(book, ferries); err != nil {
				return err
			}
			return os.RemoveAll(filepath.Join(book, "intents")) // with intents of its own it would be learned
		},
	})
}

// prepared skips a test that starts many bots where each of them would learn the book first.
func prepared(t *testing.T) {
	t.Helper()
	p, err := learned.Embedded()
	if err != nil {
		t.Skip(err)
	}
	if v, err := knowledge.Fingerprint(knowledge.Embedded()); err != nil || v != p.Version {
		t.Skipf("%s is of book %s, this is book %s (%v) (hint: go generate ./...)", learned.File, p.Version, v, err)
	}
}

func TestOverviewFitsAScreen(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(overview, "\n"), "\n")
	if len(lines) > 22 {
		t.Errorf("%d lines, want at most 22 of a screen's 24", len(lines))
	}
	for _, l := range lines {
		if len([]rune(l)) > 80 {
			t.Errorf("%d columns, want at most 80: %s", len([]rune(l)), l)
		}
	}
}
