// Package evaluate measures the classifier of package linear: accuracy with its
// interval, what is confused with what, how well questions out of scope are told
// from the rest, speed and memory. It is a library for tests and commands; nothing
// in it runs while questions are answered.
package evaluate

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"marketbot/internal/answer/intent/linear"
)

// Read reads a file of `label<TAB>text` lines; empty lines are skipped. The text is
// taken apart by split.
func Read(path string, split func(string) []string) ([]linear.Example, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	defer file.Close()
	var out []linear.Example
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		if lines.Text() == "" {
			continue
		}
		label, text, ok := strings.Cut(lines.Text(), "\t")
		if !ok || label == "" {
			return nil, fmt.Errorf("evaluate: %s:%d: want label<TAB>text, got %q", path, n, lines.Text())
		}
		out = append(out, linear.Example{Label: label, Words: split(text)})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("evaluate: read %s: %w", path, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("evaluate: %s holds no example", path)
	}
	return out, nil
}

// misspell returns copies of the examples with one typo each, copies times over.
func misspell(examples []linear.Example, copies int, seed uint64) []linear.Example {
	rng := rand.New(rand.NewPCG(seed, uint64(copies)))
	out := make([]linear.Example, 0, copies*len(examples))
	for range copies {
		for _, e := range examples {
			e.Words = linear.Typo(rng, e.Words)
			e.Echo = true
			out = append(out, e)
		}
	}
	return out
}

// outOfScope returns copies of the examples without their labels.
func outOfScope(examples []linear.Example) []linear.Example {
	out := make([]linear.Example, 0, len(examples))
	for _, e := range examples {
		e.Label = ""
		out = append(out, e)
	}
	return out
}
