package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bot": main})
}

// TestScript runs the scripts of testdata/script with the real program. FERRIES is the folder of another book.
func TestScript(t *testing.T) {
	ferries, err := filepath.Abs("../../knowledge/testdata/ferries")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ferries); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("FERRIES", ferries)
			e.Setenv("TERM", "xterm")
			e.Setenv("ESC", "\x1b")
			return nil
		},
	})
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
