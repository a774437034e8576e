package answer_test

import (
	"reflect"
	"testing"
)

// TestStepsNeed takes every step for the questions of the guards, whatever they mention: one that notes something without what it needs would
// be passed over in earnest.
func TestStepsNeed(t *testing.T) {
	e := engine(t)
	for _, q := range items(t, "testdata/guards.jsonl") {
		for _, text := range append(q.Context, q.Question) {
			if want, got := e.Noted(text); !reflect.DeepEqual(got, want) {
				t.Errorf("%q: with every step\n got %#v\nwant %#v", text, *got, *want)
			}
		}
	}
}
