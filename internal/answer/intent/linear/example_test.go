package linear_test

import (
	"context"
	"fmt"
	"strings"

	"marketbot/internal/answer/intent/linear"
)

func Example() {
	var examples []linear.Example
	for _, line := range []string{
		"share: what share has {company}",
		"share: share of {company} in {place}",
		"growth: how fast does {company} grow",
		"growth: growth of {company} in {place}",
		": will it rain in {place}", // a negative
	} {
		label, text, _ := strings.Cut(line, ":")
		examples = append(examples, linear.Example{Label: label, Words: strings.Fields(text)})
	}
	m, err := linear.Train(context.Background(), examples, linear.DefaultOptions())
	if err != nil {
		fmt.Println(err)
		return
	}
	var s linear.Scratch // one a goroutine
	scores := m.Score(strings.Fields("which share does {company} have"), nil, &s)
	for i, label := range m.Labels() {
		fmt.Println(label, scores[i] > 0)
	}
	// Output:
	// growth false
	// share true
}
