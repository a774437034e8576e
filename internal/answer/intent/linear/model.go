// Package linear classifies short texts: a one-vs-rest linear SVM over words and
// characters, deterministic and self-contained. [Train] learns a [Model] from
// labelled examples; [Model.Score] says for each label how much an utterance
// looks like it, on an absolute scale: about +1 for a typical example, about -1
// for anything else, so that the best value also tells when to abstain.
//
// It knows no vocabulary: words come in as folded tokens, names as masks.
package linear

import (
	"encoding/binary"
	"math"
	"slices"
)

// group is how many labels' weights are added up at once; rows are padded to it.
const group = 8

// middle is the stored byte of weight zero.
const middle = 128

// tiny and huge are the bounds within which scales can be computed with.
const tiny, huge = 1e-20, 1e6

// Model is a trained classifier. It is read-only: any number of goroutines may
// use it, each with its own [Scratch].
type Model struct {
	labels  []string // sorted
	shape   shape
	blocks  [2]float32 // length of the word block and of the character block
	table   table      // feature -> row
	vocab   table      // every word seen in training
	bias    []float32  // one a label
	scales  []byte     // one float32 a row: what one step of a weight is worth
	weights []byte     // rows of stride bytes: middle + weight / scale
	stride  int        // len(labels) rounded up to a whole group
}

// Labels returns the labels in the order of the scores: sorted, without "".
func (m *Model) Labels() []string { return slices.Clone(m.labels) }

// Features returns the number of distinct features the model weighs.
func (m *Model) Features() int { return m.table.len() }

// Known reports whether word occurred in training, in any example.
func (m *Model) Known(word string) bool { return m.Word(word) >= 0 }

// Words returns the number of distinct words that occurred in training.
func (m *Model) Words() int { return m.vocab.len() }

// Word returns the number of a word that occurred in training, from 0 on, or -1.
func (m *Model) Word(word string) int { return m.vocab.find(hashText(seedWord, word)) }

// Scratch holds the buffers of [Model.Score]. The zero value is ready; after the
// first calls have grown it, scoring allocates nothing. It serves any number of
// models in turn, but one goroutine at a time.
type Scratch struct {
	grams   grams
	counts  []uint16  // occurrences of each row in the block at hand; zero between calls
	spans   []uint64  // of the table, for each hash of the block at hand
	rows    []uint32  // rows the utterance has
	values  []float32 // value of each of rows, in steps of its weights
	terms   []term    // the rows with their values in fixed point
	scores  []float32
	touched byte // by touch, of which nothing else would be left
}

// fit makes room for m.
func (s *Scratch) fit(m *Model) {
	if n := m.table.len(); len(s.counts) < n {
		s.counts = make([]uint16, n)
	}
	if n := m.stride; cap(s.scores) < n {
		s.scores = make([]float32, n)
	}
	s.scores = s.scores[:m.stride]
}

// Score returns one raw one-vs-rest value a label, bias included, in the order of
// [Model.Labels]. The slice is part of s: it is valid until s is used again.
// The same input gives the same bits on every machine.
func (m *Model) Score(words, concepts []string, s *Scratch) []float32 {
	s.fit(m)
	s.grams.extract(m.shape, words, concepts)
	s.rows, s.values = s.rows[:0], s.values[:0]
	s.gather(m, s.grams.hashes[:s.grams.split], m.blocks[0])
	s.gather(m, s.grams.hashes[s.grams.split:], m.blocks[1])
	s.add(m)
	return s.scores[:len(m.labels)]
}

// gather finds one block's features and scales them to the given length.
func (s *Scratch) gather(m *Model, hashes []uint64, length float32) {
	first := len(s.rows)
	s.spans = s.spans[:0]
	for _, h := range hashes {
		s.spans = append(s.spans, m.table.span(h)) // memory that is far off is asked for at once, not in turn
	}
	for i, h := range hashes {
		row := m.table.in(s.spans[i], h)
		if row < 0 {
			continue
		}
		if s.counts[row] == 0 {
			s.rows = append(s.rows, uint32(row))
			s.touch(m.weights[row*m.stride:][:m.stride])
		}
		s.counts[row]++
	}
	square := float32(0)
	for _, row := range s.rows[first:] {
		v := damp(s.counts[row])
		s.counts[row] = 0
		s.values = append(s.values, v)
		square += float32(v * v)
	}
	unit := length / float32(math.Sqrt(float64(square)))
	for i, row := range s.rows[first:] {
		s.values[first+i] = float32(s.values[first+i]*unit) * m.scale(row)
	}
}

// line is how many bytes come from memory at once, on most machines.
const line = 64

// touch reads from each line of a row: rows are far off and wanted soon, so all are asked for before the first is.
func (s *Scratch) touch(row []byte) {
	for i := 0; i < len(row); i += line {
		s.touched += row[i]
	}
	s.touched += row[len(row)-1]
}

// scale is the worth of one step of row's weights.
func (m *Model) scale(row uint32) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(m.scales[row*4:]))
}

// damp is the value of a feature that occurs n times, before scaling.
func damp(n uint16) float32 {
	if n == 1 {
		return 1
	}
	return float32(1 + math.Log(float64(n)))
}

// add sums the weighted rows into s.scores. It works on integers, eight weights
// at a time: values become fixed-point numbers whose total stays below 2^24, so
// the sum of value times byte fits a lane of 32 bits.
func (s *Scratch) add(m *Model) {
	sum := float32(0)
	for _, v := range s.values {
		sum += v
	}
	if sum < tiny {
		copy(s.scores, m.bias)
		return
	}
	factor := float32(1<<24-1-len(s.values)) / sum
	total := uint64(0)
	s.terms = s.terms[:0]
	for i, row := range s.rows {
		c := uint64(float32(s.values[i]*factor) + 0.5)
		total += c
		s.terms = append(s.terms, term{row: m.weights[int(row)*m.stride:][:m.stride], times: c})
	}
	if len(s.terms)%2 == 1 {
		s.terms = append(s.terms, term{row: s.terms[0].row})
	}
	zero, step := float64(total*middle), 1/float64(factor)
	for g := 0; g < len(m.bias); g += group {
		sums, scores := addGroup(s.terms, g), s.scores[g:g+group]
		for i, sum := range sums {
			scores[i] = float32((float64(sum) - zero) * step)
		}
	}
	for i, b := range m.bias {
		s.scores[i] += b
	}
}

// term is a row and how many times it is added.
type term struct {
	row   []byte
	times uint64
}

// addGroup adds up the weights of the group of labels at g. It goes through all rows for one group, rather than
// through all groups for one row, so that the sums stay in registers: each holds those of two labels.
func addGroup(terms []term, g int) [group]uint32 {
	const halves = 0x000000ff_000000ff
	var s0, s1, s2, s3 uint64
	for len(terms) > 1 {
		a, b := &terms[0], &terms[1]
		v := binary.LittleEndian.Uint64(a.row[g : g+group])
		w := binary.LittleEndian.Uint64(b.row[g : g+group])
		s0 += v&halves*a.times + w&halves*b.times
		s1 += v>>8&halves*a.times + w>>8&halves*b.times
		s2 += v>>16&halves*a.times + w>>16&halves*b.times
		s3 += v>>24&halves*a.times + w>>24&halves*b.times
		terms = terms[2:]
	}
	return [group]uint32{uint32(s0), uint32(s1), uint32(s2), uint32(s3), uint32(s0 >> 32), uint32(s1 >> 32), uint32(s2 >> 32), uint32(s3 >> 32)}
}
