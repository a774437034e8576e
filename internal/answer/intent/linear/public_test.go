package linear

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// publicSet reads a file of shared/intents, found by walking up from the package;
// without the folder the test is skipped.
func publicSet(t testing.TB, set, part string) []Example {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "intents", set, part+".tsv"))
		if err == nil {
			return parseSet(t, string(data))
		}
		if dir == filepath.Dir(dir) {
			t.Skipf("no shared/intents/%s/%s.tsv in any folder above (hint: lay the public sets beside the repository)", set, part)
		}
		dir = filepath.Dir(dir)
	}
}

func parseSet(t testing.TB, data string) []Example {
	t.Helper()
	var out []Example
	for line := range strings.Lines(data) {
		label, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			t.Fatalf("line without a tab: %q", line)
		}
		out = append(out, Example{Label: label, Words: split(text)})
	}
	return out
}

// split is the plainest tokeniser: lower case, letters and digits.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
