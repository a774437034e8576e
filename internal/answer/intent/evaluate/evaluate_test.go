package evaluate

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"marketbot/internal/answer/intent/linear"
)

func TestRate(t *testing.T) {
	tests := []struct {
		hits, total int
		want        string
	}{
		{0, 0, "0.00% (0.0-0.0, 0 of 0)"},
		{0, 10, "0.00% (0.0-27.8, 0 of 10)"},
		{5, 10, "50.00% (23.7-76.3, 5 of 10)"},
		{10, 10, "100.00% (72.2-100.0, 10 of 10)"},
		{4203, 4500, "93.40% (92.6-94.1, 4203 of 4500)"},
	}
	for _, tt := range tests {
		r := Rate{Hits: tt.hits, Total: tt.total}
		r.finish()
		if got := r.String(); got != tt.want {
			t.Errorf("%d of %d: got %s, want %s", tt.hits, tt.total, got, tt.want)
		}
	}
}

func TestAUROC(t *testing.T) {
	tests := []struct {
		within, beyond []float64
		want           float64
	}{
		{[]float64{2, 3}, []float64{0, 1}, 1},
		{[]float64{0, 1}, []float64{2, 3}, 0},
		{[]float64{1}, []float64{1}, 0.5},
		{[]float64{3, 1}, []float64{2}, 0.5},
		{[]float64{1, 2, 2, 4}, []float64{2, 3}, 0.375},
	}
	for _, tt := range tests {
		if got := auroc(tt.within, tt.beyond); got != tt.want {
			t.Errorf("auroc(%v, %v) = %v, want %v", tt.within, tt.beyond, got, tt.want)
		}
	}
}

func TestLogistic(t *testing.T) {
	var rows []row
	for i := range 200 {
		x := float64(i%20) / 10
		rows = append(rows, row{in: inputs{topValue: x, length: float64(i % 3)}, scope: x > 0.9 != (i%17 == 0)})
	}
	l := fit(rows, []int{topValue, length})
	if l.weights[0] < 1 || math.Abs(l.weights[1]) > 0.2 {
		t.Errorf("got weights %v, want the first above 1 and the second near 0", l.weights)
	}
	if got := l.auroc(rows); got < 0.9 {
		t.Errorf("got AUROC %v, want 0.9 or more", got)
	}
}

func TestThreshold(t *testing.T) {
	l := logistic{use: []int{topValue}, scale: inputs{topValue: 1}, weights: []float64{1, 0}}
	rows := []row{{inputs{-2}, false}, {inputs{-1}, false}, {inputs{0}, true}, {inputs{1}, false}, {inputs{2}, true}, {inputs{3}, true}}
	right := []bool{false, false, true, false, true, true}
	if got, want := l.threshold(rows, right), -0.5; got != want {
		t.Errorf("got threshold %v, want %v", got, want)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	tests := []struct{ text, want string }{
		{"a\tb\nno tab\n", `bad.tsv:2: want label<TAB>text, got "no tab"`},
		{"\ttext\n", `bad.tsv:1: want label<TAB>text, got "\ttext"`},
		{"", "bad.tsv holds no example"},
	}
	path := filepath.Join(dir, "bad.tsv")
	for _, tt := range tests {
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path, strings.Fields); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got error %v, want one with %q", tt.text, err, tt.want)
		}
	}
	if _, err := Read(filepath.Join(dir, "none.tsv"), strings.Fields); err == nil {
		t.Error("a missing file was read")
	}
}

// lights is a set of three labels that words tell apart.
const lights = `on	turn the lamp on please
on	switch on the kitchen light
on	lamp on
on	light on in the hall
on	could you turn the light on
on	put on the lamp in the kitchen
off	turn the lamp off please
off	switch off the kitchen light
off	lamp off
off	light off in the hall
off	could you turn the light off
off	put off the lamp in the kitchen
time	what time is it
time	tell me the time
time	time please
time	what is the time now
time	do you know what time it is
time	time in the kitchen
`

const elsewhere = "x\tsing a song for my cat\nx\thow deep is the sea\nx\tbook a flight to rome\nx\tyour favourite colour\n"

// trial writes the small sets to files.
func trial(t *testing.T) Trial {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	set, oos := write("set.tsv", lights), write("oos.tsv", elsewhere)
	return Trial{
		Name: "lights", Train: set, Test: set, Val: set, OOSTrain: oos, OOSVal: oos, OOSTest: oos,
		Split: strings.Fields, Options: linear.DefaultOptions(), Echoes: 1, Typos: 2, Seed: 1,
	}
}

func TestRun(t *testing.T) {
	r, err := trial(t).Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if r.Accuracy.Percent < 90 || r.Typo.Total != 36 || r.Rejection.AUROC < 0.9 {
		t.Errorf("got %v", r)
	}
	for _, want := range []string{"lights: accuracy", "one typo:", "out of scope: AUROC", "recall", "trained in"} {
		if !strings.Contains(r.String(), want) {
			t.Errorf("%q is missing in:\n%v", want, r)
		}
	}
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back Result
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&back, r) {
		t.Errorf("got %+v back from JSON, want %+v", back, r)
	}
}

func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := trial(t).Run(ctx); err == nil || !strings.Contains(err.Error(), "evaluate: lights: context canceled") {
		t.Errorf("got error %v, want context canceled", err)
	}
}

func TestCrossValidate(t *testing.T) {
	path := trial(t).Train
	examples, err := Read(path, strings.Fields)
	if err != nil {
		t.Fatal(err)
	}
	p := Plan{Folds: 3, Echoes: 1, Seed: 1, Options: linear.DefaultOptions()}
	withEchoes := append(examples, misspell(examples, 1, 3)...)
	v, err := CrossValidate(context.Background(), withEchoes, p)
	if err != nil {
		t.Fatal(err)
	}
	if v.Accuracy.Total != len(examples) || v.Accuracy.Percent < 50 {
		t.Errorf("got accuracy %v, want 50%% or more of %d", v.Accuracy, len(examples))
	}
	hits := 0
	for i, e := range withEchoes {
		if e.Echo != (v.Predictions[i] == Prediction{}) {
			t.Errorf("example %d (echo: %v) is predicted as %+v", i, e.Echo, v.Predictions[i])
		}
		if !e.Echo && v.Predictions[i].Label == e.Label {
			hits++
		}
	}
	if hits != v.Accuracy.Hits {
		t.Errorf("%d predictions are right, accuracy counts %d", hits, v.Accuracy.Hits)
	}
	again, err := CrossValidate(context.Background(), withEchoes, p)
	if err != nil || !reflect.DeepEqual(again, v) {
		t.Errorf("a second run gave another result (error %v)", err)
	}
	if _, err := CrossValidate(context.Background(), examples, Plan{Folds: 1}); err == nil {
		t.Error("one fold was accepted")
	}
}

func TestDealIsEven(t *testing.T) {
	var examples []linear.Example
	for i := range 90 {
		examples = append(examples, linear.Example{Label: string(rune('a' + i%3))})
	}
	got := map[string]int{}
	for i, k := range (Plan{Folds: 5, Seed: 3}).deal(examples) {
		got[examples[i].Label+string(rune('0'+k))]++
	}
	for cell, n := range got {
		if n != 6 {
			t.Errorf("cell %s has %d examples, want 6", cell, n)
		}
	}
}
