package linear

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Example is one labelled utterance. The label "" marks a negative: an utterance
// that no label should claim.
type Example struct {
	Label    string
	Words    []string // folded tokens; one that opens with '{' is a mask such as {company}
	Concepts []string // further features of the word block, such as "facet.when"
	Weight   float32  // how much a mistake costs; 0 counts as 1
	Echo     bool     // a distorted copy: its features count only if others have them too
}

// Options steer training; start from [DefaultOptions].
type Options struct {
	C                float64 // cost of a mistake; higher fits closer
	Epsilon          float64 // tolerance at which a label's solver stops
	MaxPasses        int     // bound on a label's passes over the examples
	MinCount         int     // features in fewer examples are dropped
	MaxWeights       int     // MinCount is raised until features x labels fit in; 0 is no bound
	WordMax          int     // word n-grams of 1..WordMax words
	CharMin, CharMax int     // character n-grams inside ' word '
	HanMax           int     // n-grams of 1..HanMax characters in Chinese text
	WordLength       float64 // length of the word block's vector
	CharLength       float64 // length of the character block's vector
	Share            float64 // part of the factor models in the weights; 0 trains none
	Twins            int     // factor models that are averaged: with more, fewer utterances near a border depend on chance
	Rounds           int     // the factor model's passes over the examples
	Rate             float64 // the factor model's first step size
	Seed             uint64  // order in which examples are visited
	Workers          int     // labels trained at once; 0 is one a CPU. Never changes the result
}

// DefaultOptions are the settings chosen on the public sets' validation files.
func DefaultOptions() Options {
	return Options{
		C: 0.5, Epsilon: 0.1, MaxPasses: 200, MinCount: 1, MaxWeights: 6e6,
		WordMax: 2, CharMin: 2, CharMax: 5, HanMax: 4,
		WordLength: 1, CharLength: 1.3,
		Share: 0.08, Twins: 2, Rounds: 5, Rate: 0.15, Seed: 1,
	}
}

// maxTwins bounds the memory that training takes: each factor model is as large as the weights of 32 labels.
const maxTwins = 32

// check reports options that make no sense.
func (o Options) check() error {
	switch {
	case !(o.C > 0 && o.C <= 1e6):
		return fmt.Errorf("linear: C is %v, want above 0 and up to 1e6", o.C)
	case !(o.Epsilon > 0):
		return fmt.Errorf("linear: epsilon is %v, want above 0", o.Epsilon)
	case o.MaxPasses < 1:
		return fmt.Errorf("linear: max passes is %d, want 1 or more", o.MaxPasses)
	case !(o.WordLength > 0 && o.WordLength <= 100 && o.CharLength > 0 && o.CharLength <= 100):
		return fmt.Errorf("linear: block lengths are %v and %v, want above 0 and up to 100", o.WordLength, o.CharLength)
	case o.Share != 0 && !(o.Share > 0 && o.Share <= 100 && o.Twins >= 1 && o.Twins <= maxTwins && o.Rounds >= 1 && o.Rate > 0 && o.Rate <= 100):
		return fmt.Errorf("linear: share %v, twins %d, rounds %d and rate %v, want share 0 to 100, twins 1 to %d, rounds 1 or more, rate above 0 and up to 100",
			o.Share, o.Twins, o.Rounds, o.Rate, maxTwins)
	}
	return o.shape().check()
}

func (o Options) shape() shape {
	return shape{wordMax: o.WordMax, charMin: o.CharMin, charMax: o.CharMax, hanMax: o.HanMax}
}

// check reports a shape that is out of range.
func (sh shape) check() error {
	if sh.wordMax < 1 || sh.wordMax > 4 || sh.charMin < 1 || sh.charMax < sh.charMin || sh.charMax > 8 ||
		sh.hanMax < 1 || sh.hanMax > 8 {
		return fmt.Errorf("linear: n-gram lengths %+v, want words 1-4, characters and Han 1-8", sh)
	}
	return nil
}

// Train learns a model. The same examples in the same order and the same options
// give the same bytes, whatever the number of workers. It returns ctx's error if
// ctx ends first.
func Train(ctx context.Context, examples []Example, o Options) (*Model, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	labels, err := labelsOf(examples)
	if err != nil {
		return nil, err
	}
	m := &Model{
		labels: labels,
		shape:  o.shape(),
		blocks: [2]float32{float32(o.WordLength), float32(o.CharLength)},
		stride: (len(labels) + group - 1) / group * group,
		bias:   make([]float32, len(labels)),
	}
	m.table, m.vocab = vocabulary(examples, len(labels), o)
	c := newCourse(m, examples, o)
	if err := c.run(ctx); err != nil {
		return nil, err
	}
	c.finish()
	return m, nil
}

// labelsOf returns the distinct labels, sorted, and proof-reads the weights.
func labelsOf(examples []Example) ([]string, error) {
	var labels []string
	for i, e := range examples {
		if e.Weight < 0 || math.IsNaN(float64(e.Weight)) || math.IsInf(float64(e.Weight), 0) {
			return nil, fmt.Errorf("linear: example %d: weight is %v, want 0 or a finite positive number", i, e.Weight)
		}
		if e.Label != "" {
			labels = append(labels, e.Label)
		}
	}
	if len(labels) == 0 {
		return nil, errors.New("linear: no labelled examples")
	}
	slices.Sort(labels)
	labels = slices.Clip(slices.Compact(labels))
	if len(labels) > maxLabels {
		return nil, fmt.Errorf("linear: %d labels, want %d at most", len(labels), maxLabels)
	}
	return labels, nil
}

// vocabulary collects the features of enough examples, and all words.
func vocabulary(examples []Example, labels int, o Options) (features, words table) {
	var g grams
	seen := make(map[uint64]int32)
	known := make(map[uint64]struct{})
	for _, e := range examples {
		if e.Echo {
			continue
		}
		g.extract(o.shape(), e.Words, e.Concepts)
		for _, h := range g.words[1 : len(g.words)-1] {
			known[h] = struct{}{}
		}
		slices.Sort(g.hashes)
		for _, h := range slices.Compact(g.hashes) {
			seen[h]++
		}
	}
	kept := frequent(seen, o.MinCount)
	for least := o.MinCount; o.MaxWeights > 0 && len(kept)*labels > o.MaxWeights; {
		least = max(least, 1) + 1
		kept = frequent(seen, least)
	}
	all := make([]uint64, 0, len(known))
	for h := range known {
		all = append(all, h)
	}
	return newTable(kept), newTable(all)
}

// frequent lists the features that were seen at least that often, in any order.
func frequent(seen map[uint64]int32, least int) []uint64 {
	kept := make([]uint64, 0, len(seen))
	for h, n := range seen {
		if int(n) >= least {
			kept = append(kept, h)
		}
	}
	return kept
}

// vectors turns the examples into sparse rows over m's features.
func vectors(m *Model, examples []Example) *rows {
	var g grams
	var blocks [2][]count
	r := &rows{}
	counts := make([]uint16, m.table.len())
	collect := func(into []count, hashes []uint64) []count {
		for _, h := range hashes {
			if row := m.table.find(h); row >= 0 {
				if counts[row] == 0 {
					into = append(into, count{id: uint32(row)})
				}
				counts[row]++
			}
		}
		for i, c := range into {
			into[i].n = counts[c.id]
			counts[c.id] = 0
		}
		return into
	}
	for _, e := range examples {
		g.extract(m.shape, e.Words, e.Concepts)
		blocks[0] = collect(blocks[0][:0], g.hashes[:g.split])
		blocks[1] = collect(blocks[1][:0], g.hashes[g.split:])
		r.add(blocks, m.blocks)
	}
	return r
}
