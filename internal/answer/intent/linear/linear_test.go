package linear

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
)

// best is the label of the highest score.
func best(m *Model, s *Scratch, words, concepts []string) (string, float32) {
	scores := m.Score(words, concepts, s)
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	return m.labels[top], scores[top]
}

func TestScore(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	if got, want := strings.Join(m.Labels(), " "), "greet growth share"; got != want {
		t.Errorf("got labels %q, want %q", got, want)
	}
	tests := []struct{ text, concept, want string }{
		{"what share has {company}", "", "share"},
		{"{company} market shares", "", "share"},
		{"{company} grwoth rate", "", "growth"},
		{"hello friend", "", "greet"},
		{"市 场 份 额", "", "share"},
		{"{place} 增 长", "", "growth"},
		{"{company}", "ask.growth", "growth"},
		{"{company}", "ask.share", "share"},
	}
	var s Scratch
	for _, tt := range tests {
		concepts := strings.Fields(tt.concept)
		if got, _ := best(m, &s, strings.Fields(tt.text), concepts); got != tt.want {
			t.Errorf("%q with %q is taken for %q, want %q", tt.text, tt.concept, got, tt.want)
		}
	}
}

// TestNegatives: what the negatives say is claimed less than without them.
func TestNegatives(t *testing.T) {
	with := train(t, toy(), DefaultOptions())
	var labelled []Example
	for _, e := range toy() {
		if e.Label != "" {
			labelled = append(labelled, e)
		}
	}
	without := train(t, labelled, DefaultOptions())
	var s Scratch
	words := strings.Fields("what is the weather in {place}")
	_, a := best(with, &s, words, nil)
	_, b := best(without, &s, words, nil)
	if a >= b || a > 0 {
		t.Errorf("got %v with negatives and %v without, want less, and below 0", a, b)
	}
}

func TestScoreOdd(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	var s Scratch
	long := strings.Repeat("share", 10000)
	for _, words := range [][]string{nil, {""}, {"{"}, {"\xff\xfe"}, {long}, strings.Fields(strings.Repeat("share of ", 5000))} {
		for i, v := range m.Score(words, words, &s) {
			if !finite(v) {
				t.Errorf("%d words: score of %s is %v", len(words), m.labels[i], v)
			}
		}
	}
	for i, v := range m.Score(nil, nil, &s) {
		if v != m.bias[i] {
			t.Errorf("without words %s scores %v, want its bias %v", m.labels[i], v, m.bias[i])
		}
	}
}

// TestScoreExact compares the integer sums with the plain ones.
func TestScoreExact(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	r := vectors(m, toy())
	var s Scratch
	for i, e := range toy() {
		got := m.Score(e.Words, e.Concepts, &s)
		for l := range m.labels {
			column := make([]float32, m.table.len())
			for row := range column {
				column[row] = (float32(m.weights[row*m.stride+l]) - middle) * m.scale(uint32(row))
			}
			want := r.dot(int32(i), column) + m.bias[l]
			if math.Abs(float64(got[l]-want)) > 1e-4 {
				t.Errorf("example %d, %s: got %v, want %v", i, m.labels[l], got[l], want)
			}
		}
	}
}

func TestDeterminism(t *testing.T) {
	var want []byte
	for _, workers := range []int{1, 2, 7, 0} {
		o := DefaultOptions()
		o.Workers = workers
		got := stored(t, train(t, toy(), o))
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d workers give another model than one", workers)
		}
	}
}

func TestScoreAllocates(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates")
	}
	m := train(t, toy(), DefaultOptions())
	words := strings.Fields("what is the share of {company} in 中 国 unheardofword")
	concepts := []string{"ask.share"}
	var s Scratch
	m.Score(words, concepts, &s)
	if got := testing.AllocsPerRun(100, func() {
		m.Score(words, concepts, &s)
		m.Known("share")
	}); got != 0 {
		t.Errorf("got %v allocations a call, want 0", got)
	}
}

func TestScoreConcurrently(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var s Scratch
			for _, e := range toy() {
				m.Score(e.Words, e.Concepts, &s)
			}
		})
	}
	wg.Wait()
}

func TestKnown(t *testing.T) {
	m := train(t, toy(), DefaultOptions())
	for word, want := range map[string]bool{"share": true, "weather": true, "{company}": true, "市": true, "shares": false, "": false, "ask.share": false} {
		if got := m.Known(word); got != want {
			t.Errorf("Known(%q) = %v, want %v", word, got, want)
		}
	}
}

// TestEcho: a copy with typos adds no feature of its own, nor a word.
func TestEcho(t *testing.T) {
	plain := train(t, toy(), DefaultOptions())
	echo := Example{Label: "share", Words: []string{"qwertz", "share"}, Echo: true}
	m := train(t, append(toy(), echo, echo), DefaultOptions())
	if got, want := m.Features(), plain.Features(); got != want {
		t.Errorf("got %d features with echoes, want %d", got, want)
	}
	if m.Known("qwertz") {
		t.Error("a word of an echo is known")
	}
}

// TestMaxWeights: rare features go until the model fits.
func TestMaxWeights(t *testing.T) {
	o := DefaultOptions()
	all := train(t, toy(), o).Features()
	o.MinCount = 2
	twice := train(t, toy(), o).Features()
	o.MinCount = 1
	for _, tt := range []struct{ bound, want int }{{3 * all, all}, {3*all - 1, twice}, {1, 0}, {0, all}} {
		o.MaxWeights = tt.bound
		if got := train(t, toy(), o).Features(); got != tt.want {
			t.Errorf("at most %d weights: got %d features, want %d", tt.bound, got, tt.want)
		}
	}
}

// TestHeavy: extreme settings still give finite scores.
func TestHeavy(t *testing.T) {
	o := DefaultOptions()
	o.C, o.Rate, o.Share, o.Rounds = 1e6, 50, 10, 50
	examples := toy()
	examples[0].Weight = 1e6
	m := train(t, examples, o)
	var s Scratch
	for _, e := range examples {
		for i, v := range m.Score(e.Words, nil, &s) {
			if !finite(v) {
				t.Fatalf("score of %s is %v", m.labels[i], v)
			}
		}
	}
	if err := new(Model).UnmarshalBinary(stored(t, m)); err != nil {
		t.Error(err)
	}
}

func TestTrainRefuses(t *testing.T) {
	change := func(f func(o *Options)) Options {
		o := DefaultOptions()
		f(&o)
		return o
	}
	tests := []struct {
		examples []Example
		o        Options
		want     string
	}{
		{nil, DefaultOptions(), "linear: no labelled examples"},
		{[]Example{{Label: ""}}, DefaultOptions(), "linear: no labelled examples"},
		{[]Example{{Label: "a"}, {Label: "a", Weight: -1}}, DefaultOptions(), "linear: example 1: weight is -1, want 0 or a finite positive number"},
		{toy(), change(func(o *Options) { o.C = 0 }), "linear: C is 0, want above 0 and up to 1e6"},
		{toy(), change(func(o *Options) { o.Epsilon = math.NaN() }), "linear: epsilon is NaN, want above 0"},
		{toy(), change(func(o *Options) { o.MaxPasses = 0 }), "linear: max passes is 0, want 1 or more"},
		{toy(), change(func(o *Options) { o.WordLength = 0 }), "linear: block lengths are 0 and 1.3, want above 0 and up to 100"},
		{toy(), change(func(o *Options) { o.Share = -1 }), "linear: share -1, twins 2, rounds 5 and rate 0.15, want share 0 to 100, twins 1 to 32, rounds 1 or more, rate above 0 and up to 100"},
		{toy(), change(func(o *Options) { o.Twins = 0 }), "linear: share 0.08, twins 0, rounds 5 and rate 0.15, want share 0 to 100, twins 1 to 32, rounds 1 or more, rate above 0 and up to 100"},
		{toy(), change(func(o *Options) { o.CharMin = 6 }), "linear: n-gram lengths {wordMax:2 charMin:6 charMax:5 hanMax:4}, want words 1-4, characters and Han 1-8"},
	}
	for _, tt := range tests {
		if _, err := Train(context.Background(), tt.examples, tt.o); err == nil || err.Error() != tt.want {
			t.Errorf("got error %v, want %s", err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Train(ctx, toy(), DefaultOptions()); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context canceled", err)
	}
}

func TestTrainSmall(t *testing.T) {
	for _, examples := range [][]Example{
		{{Label: "a"}},
		{{Label: "a", Words: []string{"x"}}},
		{{Label: "a", Words: []string{"x", "y"}}, {Label: "b", Words: []string{"y", "z"}}},
	} {
		m := train(t, examples, DefaultOptions())
		if err := new(Model).UnmarshalBinary(stored(t, m)); err != nil {
			t.Errorf("%+v: %v", examples, err)
		}
		if got := fmt.Sprint(len(m.Score([]string{"x"}, nil, new(Scratch)))); got != fmt.Sprint(len(m.labels)) {
			t.Errorf("%+v: got %s scores, want %d", examples, got, len(m.labels))
		}
	}
}
