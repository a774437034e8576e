//go:build !race

package answer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/answer"
	"marketbot/internal/answer/intent/evaluate"
	"marketbot/internal/answer/intent/linear"
)

// TestPhrasingScorecard keeps how well the book's phrasings tell its intents apart, by cross-validation: each
// third is judged by what the other two teach. Under the race detector it would take minutes, so it is not
// built there.
func TestPhrasingScorecard(t *testing.T) {
	if testing.Short() {
		t.Skip("learns the book three times")
	}
	examples := answer.Examples(engineBook(t))
	v, err := evaluate.CrossValidate(t.Context(), examples, evaluate.Plan{Folds: 3, Seed: 1, Options: linear.DefaultOptions()})
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	for i, p := range v.Predictions {
		all[examples[i].Label]++
		if p.Label == examples[i].Label {
			right[examples[i].Label]++
		}
	}
	labels := make([]string, 0, len(all))
	for l := range all {
		labels = append(labels, l)
	}
	slices.Sort(labels)
	var b strings.Builder
	fmt.Fprintf(&b, "%v of all phrasings\n", v.Accuracy)
	for _, l := range labels {
		fmt.Fprintf(&b, "%3.0f%% of %3d %s\n", 100*float64(right[l])/float64(all[l]), all[l], l)
	}
	golden(t, "testdata/phrasings.scorecard.txt", b.String())
}
