package evaluate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"marketbot/internal/answer/intent/linear"
)

// Trial says what to measure. Files hold `label<TAB>text` lines.
type Trial struct {
	Name        string
	Train, Test string
	// Val and the three files out of scope are needed together; without them
	// rejection is not measured. The first is trained on as negatives.
	Val, OOSTrain, OOSVal, OOSTest string
	Split                          func(string) []string
	Options                        linear.Options
	Echoes                         int    // copies of each training example with a typo
	Typos                          int    // copies of the test set with one typo each
	Seed                           uint64 // of the typos and folds
	Passes                         int    // timing passes over the test set; 0 is 1
}

// Result is what was measured.
type Result struct {
	Name         string      `json:"name"`
	Accuracy     Rate        `json:"accuracy"`
	Typo         *Rate       `json:"one_typo,omitempty"`
	Confusions   []Confusion `json:"confusions"`
	Rejection    *Rejection  `json:"rejection,omitempty"`
	Features     int         `json:"features"`
	ModelBytes   int         `json:"model_bytes"`
	TrainSeconds float64     `json:"train_seconds"`
	P50Micros    float64     `json:"p50_us"`
	P99Micros    float64     `json:"p99_us"`
	// PeakMB is the process's highest resident memory up to the end of training and
	// timing, in 10^6 bytes; 0 where the system does not tell.
	PeakMB float64 `json:"peak_mb"`
}

// Confusion counts the test examples of Want that were taken for Got.
type Confusion struct {
	Want  string `json:"want"`
	Got   string `json:"got"`
	Count int    `json:"count"`
}

// worst is how many confusions a result lists.
const worst = 10

// String is the result for people to read, without the wall clock's precision.
func (r Result) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: accuracy %v\n", r.Name, r.Accuracy)
	if r.Typo != nil {
		fmt.Fprintf(&b, "  one typo: %v\n", *r.Typo)
	}
	if x := r.Rejection; x != nil {
		fmt.Fprintf(&b, "  out of scope: AUROC %.4f on the top value, %.4f on %s\n", x.RawAUROC, x.AUROC, strings.Join(x.Inputs, " + "))
		fmt.Fprintf(&b, "  at the threshold: in scope %v, out of scope recall %v, precision %v\n", x.InScope, x.Recall, x.Precision)
	}
	fmt.Fprintf(&b, "  trained in %.1f s, %d features, %.1f MB stored; a query %.0f us (p50), %.0f us (p99); peak %.0f MB\n",
		r.TrainSeconds, r.Features, float64(r.ModelBytes)/1e6, r.P50Micros, r.P99Micros, r.PeakMB)
	for _, c := range r.Confusions {
		fmt.Fprintf(&b, "  %4d  %s taken for %s\n", c.Count, c.Want, c.Got)
	}
	return b.String()
}

// JSON is the result as indented JSON.
func (r Result) JSON() ([]byte, error) { return json.MarshalIndent(r, "", "  ") }

// sets are a trial's files, read.
type sets struct{ train, test, val, oosTrain, oosVal, oosTest []linear.Example }

// read reads the trial's files; the out-of-scope ones lose their labels.
func (t Trial) read() (sets, error) {
	var s sets
	var errs []error
	for _, f := range []struct {
		path string
		into *[]linear.Example
	}{{t.Train, &s.train}, {t.Test, &s.test}, {t.Val, &s.val}, {t.OOSTrain, &s.oosTrain}, {t.OOSVal, &s.oosVal}, {t.OOSTest, &s.oosTest}} {
		if f.path == "" {
			continue
		}
		var err error
		*f.into, err = Read(f.path, t.Split)
		errs = append(errs, err)
	}
	s.oosTrain, s.oosVal, s.oosTest = outOfScope(s.oosTrain), outOfScope(s.oosVal), outOfScope(s.oosTest)
	return s, errors.Join(errs...)
}

// rejects reports whether all files that rejection needs are named.
func (t Trial) rejects() bool {
	return t.Val != "" && t.OOSTrain != "" && t.OOSVal != "" && t.OOSTest != ""
}

// Run carries out the trial.
func (t Trial) Run(ctx context.Context) (*Result, error) {
	s, err := t.read()
	if err != nil {
		return nil, err
	}
	r := &Result{Name: t.Name}
	started := time.Now()
	base := slices.Concat(s.train, s.oosTrain)
	m, err := linear.Train(ctx, append(base, misspell(base, t.Echoes, t.Seed)...), t.Options)
	if err != nil {
		return nil, fmt.Errorf("evaluate: %s: %w", t.Name, err)
	}
	r.TrainSeconds = time.Since(started).Seconds()
	r.Features = m.Features()
	j := newJudge(m)
	r.P50Micros, r.P99Micros = j.time(s.test, max(1, t.Passes))
	r.PeakMB = peakMB()
	data, err := m.MarshalBinary()
	if err != nil {
		return nil, err
	}
	r.ModelBytes = len(data)
	r.Accuracy, r.Confusions = j.accuracy(s.test)
	if t.Typos > 0 {
		rate, _ := j.accuracy(misspell(s.test, t.Typos, t.Seed+1))
		r.Typo = &rate
	}
	if t.rejects() {
		r.Rejection, err = t.reject(ctx, j, s)
	}
	return r, err
}

// accuracy judges the examples and lists the worst confusions.
func (j *judge) accuracy(examples []linear.Example) (Rate, []Confusion) {
	var rate Rate
	counts := make(map[Confusion]int)
	for _, e := range examples {
		at, _ := j.best(e)
		hit := j.labels[at] == e.Label
		rate.count(hit)
		if !hit {
			counts[Confusion{Want: e.Label, Got: j.labels[at]}]++
		}
	}
	rate.finish()
	list := make([]Confusion, 0, len(counts))
	for c, n := range counts {
		c.Count = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Confusion) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Want+"\t"+a.Got, b.Want+"\t"+b.Got)
	})
	return rate, list[:min(len(list), worst)]
}

// foldCount is the number of folds the second stage is fitted on.
const foldCount = 3

// reject fits the second stage and measures it.
func (t Trial) reject(ctx context.Context, j *judge, s sets) (*Rejection, error) {
	base := slices.Concat(s.train, s.oosTrain)
	fitted, err := outOfFold(ctx, base, Plan{Folds: foldCount, Echoes: t.Echoes, Seed: t.Seed, Options: t.Options})
	if err != nil {
		return nil, err
	}
	stage := secondStage{judge: j, lore: newLore(base)}
	val, test := slices.Concat(s.val, s.oosVal), slices.Concat(s.test, s.oosTest)
	seen := stage.look(val)
	l := choose(fitted, seen)
	r := &Rejection{Threshold: l.threshold(seen, j.right(val))}
	for _, k := range l.use {
		r.Inputs = append(r.Inputs, inputNames[k])
	}
	r.measure(&l, stage.look(test), j.right(test))
	return r, nil
}

// right tells for each example whether the best label is its label.
func (j *judge) right(examples []linear.Example) []bool {
	out := make([]bool, len(examples))
	for i, e := range examples {
		at, _ := j.best(e)
		out[i] = j.labels[at] == e.Label
	}
	return out
}
