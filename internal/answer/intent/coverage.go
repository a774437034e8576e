package intent

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"math/bits"
	"slices"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent/linear"
	"marketbot/internal/answer/utterance"
)

// coverage knows which words and concepts the phrasings of each label use, so that a reading can be asked
// how much of an utterance it explains.
type coverage struct {
	model    *linear.Model // which numbers the words
	labels   int
	size     int                 // of a set of labels, in 64 bits
	sets     []uint64            // the labels that use a word, a bit each; of all words, by number
	concepts map[string][]uint64 // the same of concepts, by key
}

// key marks concepts, which no token can be.
func key(concept string) string { return "{" + concept }

func newCoverage(m *linear.Model, examples []linear.Example) *coverage {
	labels := m.Labels()
	c := emptyCoverage(m)
	for _, e := range examples {
		i, ok := slices.BinarySearch(labels, e.Label)
		if !ok {
			continue
		}
		for _, w := range e.Words {
			c.of(w)[i/64] |= 1 << (i % 64)
		}
		for _, id := range e.Concepts {
			k := key(id)
			if c.concepts[k] == nil {
				c.concepts[k] = make([]uint64, c.size)
			}
			c.concepts[k][i/64] |= 1 << (i % 64)
		}
	}
	return c
}

func emptyCoverage(m *linear.Model) *coverage {
	labels := len(m.Labels())
	size := (labels + 63) / 64
	return &coverage{model: m, labels: labels, size: size, sets: make([]uint64, size*m.Words()), concepts: map[string][]uint64{}}
}

// of returns the labels whose phrasings use a word.
func (c *coverage) of(word string) []uint64 {
	n := c.model.Word(word)
	if n < 0 {
		return nil
	}
	return c.sets[n*c.size:][:c.size]
}

func has(set []uint64, label int) bool {
	return len(set) > label/64 && set[label/64]&(1<<(label%64)) != 0
}

func count(set []uint64) (n int) {
	for _, b := range set {
		n += bits.OnesCount64(b)
	}
	return n
}

// weight is how telling a word is that occurs in n of the labels: the inverse document frequency, and more
// for a word that occurs in none.
func (c *coverage) weight(n int) float64 {
	if n == 0 {
		return math.Log(float64(c.labels)) + 1
	}
	return math.Log(float64(c.labels) / float64(n))
}

// Words is an utterance's words with what the phrasings know of them, looked up once for all labels.
type Words struct {
	words []word
	loose float64
	alien float64
}

// word is one word in no mention but of concepts.
type word struct {
	weight   float64
	labels   []uint64   // whose phrasings use it
	concepts [][]uint64 // labels whose phrasings use the concepts it belongs to
	short    bool       // too short to count
}

// Words looks up the words of an utterance that are in no name, metric, cue or the like. They are part of s:
// valid until it is used for other words.
func (m *Matcher) Words(tokens []utterance.Token, mentions []*gazetteer.Mention, s *Scratch) Words {
	w := Words{words: s.words[:0]}
	s.concepts = s.concepts[:0]
next:
	for i, t := range tokens {
		if t.Kind != utterance.Word && t.Kind != utterance.Han {
			continue
		}
		first := len(s.concepts)
		found := word{labels: m.coverage.of(t.Text), short: t.Kind != utterance.Word || len(t.Text) < 3}
		for _, v := range mentions {
			switch {
			case i < v.First || i >= v.Last:
			case v.Kind != gazetteer.Concept:
				continue next
			default:
				s.concepts = append(s.concepts, m.coverage.concepts[key(v.ID)])
			}
		}
		found.concepts = s.concepts[first:]
		n := count(found.labels)
		found.weight = m.coverage.weight(n)
		w.loose += found.weight
		if m.offTopic >= 0 && n == 1 && !found.short && has(found.labels, m.offTopic) && !found.concept(m.offTopic) {
			w.alien += found.weight
		}
		w.words = append(w.words, found)
	}
	s.words = w.words
	return w
}

// concept reports whether a label's phrasings use a concept of the word.
func (w word) concept(label int) bool {
	return slices.ContainsFunc(w.concepts, func(set []uint64) bool { return has(set, label) })
}

// Unexplained is the weight of the words of an utterance that a match does not explain: neither they nor
// their concepts occur in the intent's phrasings.
func (w Words) Unexplained(m Match) float64 {
	sum := 0.0
	for i := range w.words {
		if v := &w.words[i]; !v.short && !has(v.labels, m.label) && !v.concept(m.label) {
			sum += v.weight
		}
	}
	return sum
}

// Loose is the weight of the words that are in no mention: what an utterance says beyond names, metrics,
// places and the like.
func (w Words) Loose() float64 { return w.loose }

// Alien is the weight of the words that only phrasings use which are off topic.
func (w Words) Alien() float64 { return w.alien }

// Strange returns the concepts that a match's phrasings do not use and few others do.
func (m *Matcher) Strange(match Match, concepts []string) []string {
	var out []string
	for _, id := range concepts {
		if set := m.coverage.concepts[key(id)]; !has(set, match.label) && count(set) <= m.coverage.labels/4 {
			out = append(out, id)
		}
	}
	return out
}

// append writes the coverage behind a model: the labels of each word, by its number in the model, then of each concept, in order.
func (c *coverage) append(out []byte) []byte {
	out = binary.LittleEndian.AppendUint32(out, uint32(c.labels))
	out = appendSet(out, c.sets)
	for _, k := range slices.Sorted(maps.Keys(c.concepts)) {
		out = append(out, byte(len(k)))
		out = append(out, k[:min(len(k), 255)]...)
		out = appendSet(out, c.concepts[k])
	}
	return out
}

func appendSet(out []byte, set []uint64) []byte {
	for _, b := range set {
		out = binary.LittleEndian.AppendUint64(out, b)
	}
	return out
}

var errCoverage = errors.New("intent: the learned words are cut short (hint: go generate ./internal/answer/...)")

func parseCoverage(m *linear.Model, in []byte) (*coverage, error) {
	c := emptyCoverage(m)
	if len(in) < 4+8*len(c.sets) || int(binary.LittleEndian.Uint32(in)) != c.labels {
		return nil, errCoverage
	}
	for in = takeSet(c.sets, in[4:]); len(in) > 0; {
		n := 1 + int(in[0])
		if len(in) < n+8*c.size {
			return nil, errCoverage
		}
		set := make([]uint64, c.size)
		c.concepts[string(in[1:n])] = set
		in = takeSet(set, in[n:])
	}
	return c, nil
}

// takeSet fills a set from the front of some bytes and returns those behind.
func takeSet(set []uint64, in []byte) []byte {
	for i := range set {
		set[i] = binary.LittleEndian.Uint64(in[8*i:])
	}
	return in[8*len(set):]
}

// Explains reports whether the phrasings of a match use a word.
func (m *Matcher) Explains(match Match, word string) bool {
	return has(m.coverage.of(word), match.label)
}
