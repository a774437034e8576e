package linear

import (
	"flag"
	"os"
	"strings"
	"testing"
	"unicode"

	"marketbot/internal/housetest"
)

var allSets = flag.Bool("allsets", false, "hold the accuracy on all public sets, not only on the smallest")

// publicSet reads a file of the public intent sets.
func publicSet(t testing.TB, set, part string) []Example {
	t.Helper()
	data, err := os.ReadFile(housetest.Shared(t, "intents/"+set+"/"+part+".tsv"))
	if err != nil {
		t.Fatal(err)
	}
	return parseSet(t, string(data))
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

// TestPublicSets holds the accuracy on the public sets' test files. Only the smallest
// set runs by default, and none under the race detector, to keep the package's tests
// fast; with -allsets all run.
func TestPublicSets(t *testing.T) {
	tests := []struct {
		set   string
		floor float64
	}{{"HWU64", 88.7}, {"BANKING77", 91.3}, {"CLINC150", 93.3}}
	for _, tt := range tests {
		t.Run(tt.set, func(t *testing.T) {
			if testing.Short() || raceDetector {
				t.Skip("too slow for -short and for the race detector (hint: go test -run PublicSets without them)")
			}
			if tt.set != "HWU64" && !*allSets {
				t.Skip("only HWU64 by default (hint: go test -run PublicSets ./internal/answer/intent/linear -allsets)")
			}
			m := train(t, publicSet(t, tt.set, "train"), DefaultOptions())
			test := publicSet(t, tt.set, "test")
			var s Scratch
			hits := 0
			for _, e := range test {
				if got, _ := best(m, &s, e.Words, nil); got == e.Label {
					hits++
				}
			}
			if got := 100 * float64(hits) / float64(len(test)); got < tt.floor {
				t.Errorf("got accuracy %.2f, want %.2f or more", got, tt.floor)
			}
		})
	}
}
