package housetest

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// Golden compares what a test got with a file of its testdata, or writes it there: the package's flag -update.
func Golden(tb testing.TB, file, got string, update bool) {
	tb.Helper()
	if update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		tb.Fatalf("%v (hint: go test . -update in the package's folder)", err)
	}
	if got != string(want) {
		tb.Errorf("%s is not as it was; got\n%s\nwant\n%s", file, got, want)
	}
}

// Pretty writes a value as JSON for people.
func Pretty(tb testing.TB, v any) string {
	tb.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}
