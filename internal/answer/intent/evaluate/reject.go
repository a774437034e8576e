package evaluate

import (
	"context"
	"slices"

	"marketbot/internal/answer/intent/linear"
)

// Rejection is how well questions out of scope are told from the others. The inputs
// of the second stage and the threshold are chosen on the validation files.
type Rejection struct {
	RawAUROC  float64  `json:"raw_auroc"` // of the best one-vs-rest value alone
	AUROC     float64  `json:"auroc"`     // of the second stage
	Inputs    []string `json:"inputs"`    // of the second stage
	Threshold float64  `json:"threshold"` // on the second stage's logit
	InScope   Rate     `json:"in_scope"`  // in scope, accepted and rightly labelled
	Recall    Rate     `json:"recall"`    // out of scope and refused
	Precision Rate     `json:"precision"` // refused and out of scope
}

// gain is by how much an input must raise the validation AUROC to be kept.
const gain = 0.0005

// secondStage holds all that rejection is measured with.
type secondStage struct {
	judge *judge
	lore  *lore
}

// look turns examples into rows; those without a label are out of scope.
func (s secondStage) look(examples []linear.Example) []row {
	rows := make([]row, 0, len(examples))
	for _, e := range examples {
		rows = append(rows, row{in: s.lore.look(s.judge, e), scope: e.Label != ""})
	}
	return rows
}

// outOfFold turns the training examples into rows as models saw them that were not
// trained on them.
func outOfFold(ctx context.Context, examples []linear.Example, p Plan) ([]row, error) {
	var rows []row
	var last *judge
	var known *lore
	fold := p.deal(examples)
	err := p.each(ctx, examples, func(i int, j *judge) {
		if j != last {
			var part []linear.Example
			for k, e := range examples {
				if fold[k] != fold[i] {
					part = append(part, e)
				}
			}
			last, known = j, newLore(part)
		}
		rows = append(rows, row{in: known.look(j, examples[i]), scope: examples[i].Label != ""})
	})
	return rows, err
}

// choose adds the most helpful input, as long as one helps on the validation rows.
func choose(fitted, validation []row) logistic {
	use := []int{topValue}
	best := fit(fitted, use)
	top := best.auroc(validation)
	for {
		var found logistic
		reached := top
		for k := range inputCount {
			if slices.Contains(use, k) {
				continue
			}
			l := fit(fitted, append(slices.Clone(use), k))
			if a := l.auroc(validation); a > reached {
				found, reached = l, a
			}
		}
		if reached < top+gain {
			return best
		}
		best, top, use = found, reached, found.use
	}
}

// auroc is the AUROC of the logits of rows.
func (l *logistic) auroc(rows []row) float64 {
	var within, beyond []float64
	for _, r := range rows {
		if r.scope {
			within = append(within, l.logit(r.in))
		} else {
			beyond = append(beyond, l.logit(r.in))
		}
	}
	return auroc(within, beyond)
}

// threshold is the logit that serves both sides best on the validation rows: the
// sum of in-scope accuracy and out-of-scope recall is highest. right[i] tells
// whether row i's label is right.
func (l *logistic) threshold(rows []row, right []bool) float64 {
	type point struct {
		logit float64
		gain  float64 // what refusing this row adds to the sum
	}
	within, beyond := 0, 0
	for _, r := range rows {
		if r.scope {
			within++
		} else {
			beyond++
		}
	}
	points := make([]point, 0, len(rows))
	for i, r := range rows {
		p := point{logit: l.logit(r.in)}
		if !r.scope {
			p.gain = 1 / float64(beyond)
		} else if right[i] {
			p.gain = -1 / float64(within)
		}
		points = append(points, p)
	}
	slices.SortFunc(points, func(a, b point) int {
		switch {
		case a.logit < b.logit:
			return -1
		case a.logit > b.logit:
			return 1
		}
		return 0
	})
	sum, best, at := 0.0, 0.0, points[0].logit
	for i, p := range points {
		sum += p.gain
		if sum > best && i+1 < len(points) {
			best, at = sum, (p.logit+points[i+1].logit)/2
		}
	}
	return at
}

// measure fills in what the test rows show at the threshold.
func (r *Rejection) measure(l *logistic, rows []row, right []bool) {
	for i, x := range rows {
		refused := l.logit(x.in) < r.Threshold
		if x.scope {
			r.InScope.count(!refused && right[i])
		} else {
			r.Recall.count(refused)
		}
		if refused {
			r.Precision.count(!x.scope)
		}
	}
	r.InScope.finish()
	r.Recall.finish()
	r.Precision.finish()
	raw := logistic{use: []int{topValue}, scale: inputs{topValue: 1}, weights: []float64{1, 0}}
	r.RawAUROC, r.AUROC = raw.auroc(rows), l.auroc(rows)
}
