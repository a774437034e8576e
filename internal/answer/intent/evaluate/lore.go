package evaluate

import (
	"math"
	"slices"

	"marketbot/internal/answer/intent/linear"
)

// inputs are what the second stage may look at besides the top value.
type inputs [inputCount]float64

const (
	topValue = iota // best one-vs-rest value
	entropy         // how evenly the labels share the belief
	nearest         // likeness of the most alike training example, by words
	unknown         // share of the words that training never saw
	coverage        // idf mass of the words that the best label's examples use
	length          // logarithm of the number of words
	inputCount
)

var inputNames = [inputCount]string{"top value", "entropy", "nearest example", "unknown words", "coverage", "length"}

// sharpness turns one-vs-rest values into a belief.
const sharpness = 4

// lore is what the second stage remembers of the training examples' words.
type lore struct {
	idf     map[string]float64
	rare    float64            // idf of a word never seen
	users   map[string][]int32 // word -> examples that have it
	norms   []float64          // length of each example
	uses    map[use]struct{}
	overlap []float64 // scratch: what each example shares with the question
}

// use is a word in a label's examples.
type use struct{ label, word string }

// newLore learns from the labelled examples.
func newLore(examples []linear.Example) *lore {
	l := &lore{idf: map[string]float64{}, users: map[string][]int32{}, uses: map[use]struct{}{}}
	n := int32(0)
	var bags [][]string
	for _, e := range examples {
		if e.Label == "" || e.Echo {
			continue
		}
		bag := bagOf(e.Words)
		bags = append(bags, bag)
		for _, w := range bag {
			l.users[w] = append(l.users[w], n)
			l.uses[use{e.Label, w}] = struct{}{}
		}
		n++
	}
	l.rare = math.Log(1 + float64(n))
	for w, users := range l.users {
		l.idf[w] = math.Log(1 + float64(n)/float64(len(users)))
	}
	for _, bag := range bags {
		l.norms = append(l.norms, l.norm(bag))
	}
	l.overlap = make([]float64, n)
	return l
}

// bagOf returns the distinct words, sorted.
func bagOf(words []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(words)))
}

// weight is a word's idf.
func (l *lore) weight(word string) float64 {
	if v, ok := l.idf[word]; ok {
		return v
	}
	return l.rare
}

func (l *lore) norm(bag []string) float64 {
	sum := 0.0
	for _, w := range bag {
		sum += l.weight(w) * l.weight(w)
	}
	return math.Sqrt(sum)
}

// look gathers the inputs for one question.
func (l *lore) look(j *judge, e linear.Example) inputs {
	var in inputs
	at, top := j.best(e)
	scores := j.model.Score(e.Words, e.Concepts, &j.scratch)
	in[topValue] = float64(top)
	in[entropy] = entropyOf(scores, top)
	in[length] = math.Log(1 + float64(len(e.Words)))
	bag := bagOf(e.Words)
	in[nearest] = l.nearest(bag)
	total := 0.0
	for _, w := range bag {
		v := l.weight(w)
		total += v
		if !j.model.Known(w) {
			in[unknown] += 1 / float64(len(bag))
		}
		if _, ok := l.uses[use{j.labels[at], w}]; ok {
			in[coverage] += v
		}
	}
	if total > 0 {
		in[coverage] /= total
	}
	return in
}

// entropyOf is the entropy of the belief, in nats.
func entropyOf(scores []float32, top float32) float64 {
	sum, mean := 0.0, 0.0
	for _, v := range scores {
		d := sharpness * float64(v-top)
		p := math.Exp(d)
		sum += p
		mean += p * d
	}
	return math.Log(sum) - mean/sum
}

// nearest is the cosine of the most alike example.
func (l *lore) nearest(bag []string) float64 {
	clear(l.overlap)
	for _, w := range bag {
		v := l.weight(w)
		for _, i := range l.users[w] {
			l.overlap[i] += v * v
		}
	}
	best := 0.0
	for i, v := range l.overlap {
		if v > 0 {
			best = max(best, v/l.norms[i])
		}
	}
	if best == 0 {
		return 0
	}
	return best / l.norm(bag)
}
