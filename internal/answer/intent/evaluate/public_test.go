package evaluate

import (
	"context"
	"flag"
	"strings"
	"testing"
	"unicode"

	"marketbot/internal/answer/intent/linear"
	"marketbot/internal/housetest"
)

var allSets = flag.Bool("allsets", false, "hold rejection on CLINC150 (a minute)")

// TestPublicRejection holds what CLINC150 shows of rejection and typos. It measures no time.
func TestPublicRejection(t *testing.T) {
	if !*allSets {
		t.Skip("takes a minute (hint: go test ./internal/answer/intent/evaluate -allsets)")
	}
	dir := housetest.Shared(t, "intents/CLINC150")
	trial := Trial{
		Name: "CLINC150", Train: dir + "/train.tsv", Test: dir + "/test.tsv", Val: dir + "/val.tsv",
		OOSTrain: dir + "/oos_train.tsv", OOSVal: dir + "/oos_val.tsv", OOSTest: dir + "/oos_test.tsv",
		Split: func(text string) []string {
			return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r)
			})
		},
		Options: linear.DefaultOptions(), Typos: 1, Seed: 1,
	}
	r, err := trial.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Log(r)
	for _, tt := range []struct {
		name       string
		got, floor float64
	}{
		{"accuracy", r.Accuracy.Percent, 93.3},
		{"one typo", r.Typo.Percent, 89.4},
		{"AUROC on the top value", r.Rejection.RawAUROC, 0.953},
		{"AUROC", r.Rejection.AUROC, 0.968},
	} {
		if tt.got < tt.floor {
			t.Errorf("%s is %.4f, want %.4f or more", tt.name, tt.got, tt.floor)
		}
	}
}
