package evaluate

import (
	"context"
	"fmt"
	"math/rand/v2"

	"marketbot/internal/answer/intent/linear"
)

// Prediction is the best label of an example and its raw value.
type Prediction struct {
	Label string
	Value float32
}

// Validation is the outcome of a cross-validation. Predictions[i] belongs to
// examples[i] and comes from a model that did not see it; that of an echo is empty.
type Validation struct {
	Accuracy    Rate // over the labelled examples that are no echoes
	Predictions []Prediction
}

// Plan says how to train in a cross-validation.
type Plan struct {
	Folds   int // 2 or more
	Echoes  int // copies of each training example with a typo
	Seed    uint64
	Options linear.Options
}

// CrossValidate trains on all folds but one and predicts that one, in turn. The
// folds hold about the same number of examples of each label. Echoes among the
// examples are left out, lest an example be predicted from its own copy; let
// Plan.Echoes make new ones.
func CrossValidate(ctx context.Context, examples []linear.Example, p Plan) (Validation, error) {
	v := Validation{Predictions: make([]Prediction, len(examples))}
	err := p.each(ctx, examples, func(i int, j *judge) {
		at, value := j.best(examples[i])
		v.Predictions[i] = Prediction{Label: j.labels[at], Value: value}
		if examples[i].Label != "" {
			v.Accuracy.count(j.labels[at] == examples[i].Label)
		}
	})
	v.Accuracy.finish()
	return v, err
}

// each calls visit for every example that is no echo, with a judge that did not see it.
func (p Plan) each(ctx context.Context, examples []linear.Example, visit func(i int, j *judge)) error {
	if p.Folds < 2 {
		return fmt.Errorf("evaluate: %d folds, want 2 or more", p.Folds)
	}
	fold := p.deal(examples)
	for k := range p.Folds {
		var part []linear.Example
		for i, e := range examples {
			if fold[i] != k && !e.Echo {
				part = append(part, e)
			}
		}
		m, err := linear.Train(ctx, append(part, misspell(part, p.Echoes, p.Seed)...), p.Options)
		if err != nil {
			return fmt.Errorf("evaluate: fold %d: %w", k+1, err)
		}
		j := newJudge(m)
		for i, e := range examples {
			if fold[i] == k && !e.Echo {
				visit(i, j)
			}
		}
	}
	return nil
}

// deal gives each example its fold: shuffled, then label by label in turn.
func (p Plan) deal(examples []linear.Example) []int {
	rng := rand.New(rand.NewPCG(p.Seed, 0))
	next := make(map[string]int)
	fold := make([]int, len(examples))
	for _, i := range rng.Perm(len(examples)) {
		label := examples[i].Label
		if _, ok := next[label]; !ok {
			next[label] = len(next) // so that small labels do not all miss the same fold
		}
		fold[i] = next[label] % p.Folds
		next[label]++
	}
	return fold
}

// judge scores examples with one model.
type judge struct {
	model   *linear.Model
	labels  []string
	scratch linear.Scratch
}

func newJudge(m *linear.Model) *judge { return &judge{model: m, labels: m.Labels()} }

// best returns the number and the value of the best label.
func (j *judge) best(e linear.Example) (int, float32) {
	scores := j.model.Score(e.Words, e.Concepts, &j.scratch)
	top := 0
	for i, v := range scores {
		if v > scores[top] {
			top = i
		}
	}
	return top, scores[top]
}
