package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"marketbot/internal/answer"
	"marketbot/internal/answer/intent/evaluate"
	"marketbot/internal/answer/intent/linear"
)

// evaluation measures the matcher of intents.
type evaluation struct {
	Train    string `help:"Labelled examples to learn, a label, a tab and a text on each line." placeholder:"FILE"`
	Test     string `help:"Labelled examples to be judged by." placeholder:"FILE"`
	Val      string `help:"Labelled examples to choose the threshold by." placeholder:"FILE"`
	OOSTrain string `name:"oos-train" help:"Examples of no label to learn as such." placeholder:"FILE"`
	OOSVal   string `name:"oos-val" help:"Examples of no label to choose the threshold by." placeholder:"FILE"`
	OOSTest  string `name:"oos-test" help:"Examples of no label to be judged by." placeholder:"FILE"`
	Typos    int    `help:"Judge by this many copies of the test set with a typo each, too." placeholder:"N"`
	Echoes   int    `help:"Learn this many copies of each example with a typo, too." placeholder:"N"`
	JSON     bool   `name:"json" help:"Print JSON."`
}

// seed makes evaluations repeatable.
const seed = 1

// roomToLearn is how many bytes are taken while a set is learned before garbage is collected more often.
const roomToLearn = 46 << 20

// Run evaluates files if any are named, else the book.
func (v *evaluation) Run(w *world) error {
	named := []string{v.Train, v.Test, v.Val, v.OOSTrain, v.OOSVal, v.OOSTest}
	switch {
	case strings.Join(named, "") == "":
		return v.book(w)
	case v.Train == "" || v.Test == "":
		return errors.New("intents evaluate: files to learn and to be judged by go together (hint: --train FILE --test FILE)")
	case strings.Join(named[3:], "") != "" && slices.Contains(named[2:], ""):
		return errors.New("intents evaluate: what is out of scope is measured with all of --val, --oos-train, --oos-val and --oos-test (hint: add those that lack)")
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(roomToLearn))
	r, err := evaluate.Trial{
		Name: filepath.Base(filepath.Dir(v.Train)), Train: v.Train, Test: v.Test, Val: v.Val,
		OOSTrain: v.OOSTrain, OOSVal: v.OOSVal, OOSTest: v.OOSTest,
		Split: letters, Options: linear.DefaultOptions(), Echoes: v.Echoes, Typos: v.Typos, Seed: seed,
	}.Run(w.ctx)
	if err != nil {
		return fmt.Errorf("intents evaluate: %w", err)
	}
	if !v.JSON {
		_, err = fmt.Fprint(w.out, r)
		return err
	}
	return w.json(r)
}

// letters splits a text at all that is neither a letter nor a digit.
func letters(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// validated is a cross-validation of the book's phrasings.
type validated struct {
	Book       string               `json:"book"`
	Folds      int                  `json:"folds"`
	Accuracy   evaluate.Rate        `json:"accuracy"`
	Confusions []evaluate.Confusion `json:"confusions"`
}

// folds is how many parts a cross-validation has; worst, how many confusions are listed.
const (
	folds = 5
	worst = 15
)

// book predicts each phrasing of the book from the others.
func (v *evaluation) book(w *world) error {
	b, err := w.load()
	if err != nil {
		return err
	}
	examples := answer.Examples(b)
	result, err := evaluate.CrossValidate(w.ctx, examples, evaluate.Plan{Folds: folds, Echoes: v.Echoes, Seed: seed, Options: linear.DefaultOptions()})
	if err != nil {
		return fmt.Errorf("intents evaluate: %w", err)
	}
	r := validated{Book: b.Version, Folds: folds, Accuracy: result.Accuracy, Confusions: confusions(examples, result.Predictions)}
	if v.JSON {
		return w.json(r)
	}
	fmt.Fprintf(w.out, "book %s, %d phrasings in %d folds: accuracy %v\n", r.Book, r.Accuracy.Total, folds, r.Accuracy)
	for _, c := range r.Confusions {
		fmt.Fprintf(w.out, "  %4d  %s taken for %s\n", c.Count, c.Want, c.Got)
	}
	return nil
}

// confusions counts what was taken for what, the most frequent first.
func confusions(examples []linear.Example, predictions []evaluate.Prediction) []evaluate.Confusion {
	counts := map[[2]string]int{}
	for i, e := range examples {
		if e.Label != "" && !e.Echo && predictions[i].Label != e.Label {
			counts[[2]string{e.Label, predictions[i].Label}]++
		}
	}
	list := []evaluate.Confusion{}
	for pair, n := range counts {
		list = append(list, evaluate.Confusion{Want: pair[0], Got: pair[1], Count: n})
	}
	slices.SortFunc(list, func(a, b evaluate.Confusion) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Want, b.Want), cmp.Compare(a.Got, b.Got))
	})
	return list[:min(len(list), worst)]
}

// json prints v.
func (w *world) json(v any) error {
	e := json.NewEncoder(w.out)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
