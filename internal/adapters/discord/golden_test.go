package discord

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (hint: go test ./internal/adapters/discord -update)", err)
	}
	if got != string(want) {
		t.Errorf("%s is not as it was; got\n%s\nwant\n%s", name, got, want)
	}
}
