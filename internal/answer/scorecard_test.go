package answer_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/answer"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestScorecard asks a fictional book in another market its own questions, through the same engine and the
// same intents: what it needed beyond its files would be a leak.
func TestScorecard(t *testing.T) {
	e, err := tidewater()
	if err != nil {
		t.Fatal(err)
	}
	tally := map[string]int{}
	var misses []string
	for _, q := range items(t, "testdata/tidewater.jsonl") {
		r := e.Answer(answer.Question{Text: q.Question, Context: q.Context})
		v := judge(q, r)
		tally[v]++
		if v != "pass" {
			misses = append(misses, fmt.Sprintf("%-6s %s %s", v, q.ID, strings.Join(append(slices.Clone(q.Context), q.Question), " > ")))
		}
	}
	slices.Sort(misses)
	got := fmt.Sprintf("pass %d wrong %d missed %d\n%s\n", tally["pass"], tally["wrong"], tally["missed"], strings.Join(misses, "\n"))
	golden(t, "testdata/tidewater.scorecard.txt", got)
}

// TestTranscript keeps the wording of answers of every kind.
func TestTranscript(t *testing.T) {
	e := engine(t)
	in, err := os.ReadFile("testdata/transcript.questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(in)), "\n") {
		turns := strings.Split(line, " > ")
		r := e.Answer(answer.Question{Text: turns[len(turns)-1], Context: turns[:len(turns)-1]})
		fmt.Fprintf(&b, "? %s\n%s: %s\n", line, r.Status, r.Text())
		for _, c := range r.Citations {
			fmt.Fprintf(&b, "  [%s, %d, %s] %s\n", c.ID, c.Paragraph, c.Source, c.Fragment)
		}
		for _, d := range r.Derived {
			fmt.Fprintf(&b, "  = %v %s: %s\n", d.Value, d.Unit, d.Formula)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/transcript.txt", b.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./internal/answer -update rewrites it):\n%s", path, difference(got, string(want)))
	}
}

// difference shows the first lines that differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}
