package synth

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"marketbot/knowledge"
)

func TestWrite(t *testing.T) {
	for _, n := range []int{1, 99, 5000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "book")
			if err := Write(dir, Options{Observations: n, Seed: 7}); err != nil {
				t.Fatal(err)
			}
			b, err := knowledge.Load(os.DirFS(dir))
			if err != nil {
				t.Fatalf("the book has findings:\n%v", err)
			}
			observations, companies := 0, 0
			for _, a := range b.Articles {
				observations += len(a.Observations)
			}
			for _, e := range b.Entities {
				if e.Kind == "company" {
					companies++
					if len(e.Aliases) != 3 {
						t.Errorf("%s has the aliases %v, want 3", e.ID, e.Aliases)
					}
				}
			}
			if want := max(fewest, n/perCompany); observations != n || companies != want {
				t.Errorf("%d observations of %d companies, want %d of %d", observations, companies, n, want)
			}
		})
	}
}

func TestWriteIsRepeatable(t *testing.T) {
	read := func(seed uint64) string {
		dir := t.TempDir()
		if err := Write(dir, Options{Observations: 500, Seed: seed}); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(filepath.Join(dir, p))
			fmt.Fprintln(&all, p)
			all.Write(raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all.String()
	}
	three, again := read(3), read(3)
	if three != again {
		t.Error("one seed gave two books")
	}
	if three == read(4) {
		t.Error("two seeds gave one book")
	}
}

func TestWriteRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		dir  string
		n    int
		want string
	}{
		{full, 10, "is not empty (hint: "},
		{filepath.Join(full, "mine"), 10, "synth: "},
		{filepath.Join(full, "new"), 0, "synth: 0 observations (hint: "},
		{filepath.Join(full, "new"), Most + 1, "(hint: 1 to"},
	} {
		if err := Write(tt.dir, Options{Observations: tt.n}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Write(%s, %d): %v, want %s", tt.dir, tt.n, err, tt.want)
		}
	}
}
