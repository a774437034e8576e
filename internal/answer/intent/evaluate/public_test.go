package evaluate

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"marketbot/internal/answer/intent/linear"
)

var allSets = flag.Bool("allsets", false, "hold rejection on CLINC150 (a minute)")

// TestPublicRejection holds what CLINC150 shows of rejection and typos. It measures no time.
func TestPublicRejection(t *testing.T) {
	if !*allSets {
		t.Skip("takes a minute (hint: go test ./internal/answer/intent/evaluate -allsets)")
	}
	dir := publicDir(t)
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

// publicDir finds shared/intents/CLINC150 in the folders above.
func publicDir(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		found := filepath.Join(dir, "shared", "intents", "CLINC150")
		if _, err := os.Stat(found); err == nil {
			return found
		}
		if dir == filepath.Dir(dir) {
			t.Skip("no shared/intents/CLINC150 in any folder above (hint: lay the public sets beside the repository)")
		}
		dir = filepath.Dir(dir)
	}
}
