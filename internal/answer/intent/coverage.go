package intent

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent/linear"
	"marketbot/internal/answer/utterance"
)

// coverage knows which words and concepts the phrasings of each label use, so that a reading can be asked
// how much of an utterance it explains.
type coverage struct {
	labels int
	words  map[string][]uint64 // word or concept -> the labels that use it, a bit each
}

// key marks concepts, which no token can be.
func key(concept string) string { return "{" + concept }

func newCoverage(labels []string, examples []linear.Example) *coverage {
	c := &coverage{labels: len(labels), words: map[string][]uint64{}}
	for _, e := range examples {
		i, ok := slices.BinarySearch(labels, e.Label)
		if !ok {
			continue
		}
		for _, w := range e.Words {
			c.set(w, i)
		}
		for _, id := range e.Concepts {
			c.set(key(id), i)
		}
	}
	return c
}

func (c *coverage) set(w string, label int) {
	bits := c.words[w]
	if bits == nil {
		bits = make([]uint64, (c.labels+63)/64)
		c.words[w] = bits
	}
	bits[label/64] |= 1 << (label % 64)
}

// uses reports whether a label's phrasings use w, and in how many labels' phrasings it occurs.
func (c *coverage) uses(w string, label int) (bool, int) {
	bits, n := c.words[w], 0
	if bits == nil {
		return false, 0
	}
	for _, b := range bits {
		n += popcount(b)
	}
	return bits[label/64]&(1<<(label%64)) != 0, n
}

func popcount(b uint64) (n int) {
	for ; b != 0; b &= b - 1 {
		n++
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

// Unexplained is the weight of the words of an utterance that a match does not explain: they are in no
// mention, and neither they nor their concepts occur in the intent's phrasings.
func (m *Matcher) Unexplained(match Match, tokens []utterance.Token, mentions []gazetteer.Mention) float64 {
	sum := 0.0
	for i, t := range tokens {
		if t.Kind != utterance.Word || len(t.Text) < 3 {
			continue
		}
		used, n := m.coverage.uses(t.Text, match.label)
		if used || m.mentioned(match.label, mentions, i) {
			continue
		}
		sum += m.coverage.weight(n)
	}
	return sum
}

// Alien is the weight of the words of an utterance that only phrasings use which are off topic.
func (m *Matcher) Alien(tokens []utterance.Token, mentions []gazetteer.Mention) float64 {
	sum := 0.0
	for i, t := range tokens {
		if t.Kind != utterance.Word || len(t.Text) < 3 || m.offTopic < 0 {
			continue
		}
		if used, n := m.coverage.uses(t.Text, m.offTopic); used && n == 1 && !m.mentioned(m.offTopic, mentions, i) {
			sum += m.coverage.weight(n)
		}
	}
	return sum
}

// Loose is the weight of the words of an utterance that are in no mention: what it says beyond names,
// metrics, places and the like.
func (m *Matcher) Loose(tokens []utterance.Token, mentions []gazetteer.Mention) float64 {
	sum := 0.0
next:
	for i, t := range tokens {
		if t.Kind != utterance.Word && t.Kind != utterance.Han {
			continue
		}
		for _, v := range mentions {
			if v.Kind != gazetteer.Concept && v.First <= i && i < v.Last {
				continue next
			}
		}
		_, n := m.coverage.uses(t.Text, 0)
		sum += m.coverage.weight(n)
	}
	return sum
}

// Strange returns the concepts that a match's phrasings do not use.
func (m *Matcher) Strange(match Match, concepts []string) []string {
	var out []string
	for _, id := range concepts {
		if used, n := m.coverage.uses(key(id), match.label); !used && n <= m.coverage.labels/4 {
			out = append(out, id)
		}
	}
	return out
}

// mentioned reports whether token i is explained by a mention: a name, a cue, chatter, or a concept that the
// label's phrasings use.
func (m *Matcher) mentioned(label int, mentions []gazetteer.Mention, i int) bool {
	for _, v := range mentions {
		if i < v.First || i >= v.Last {
			continue
		}
		if v.Kind != gazetteer.Concept {
			return true
		}
		if used, _ := m.coverage.uses(key(v.ID), label); used {
			return true
		}
	}
	return false
}

// append writes the coverage behind a model: count, then each word with its bits, in order.
func (c *coverage) append(out []byte) []byte {
	words := make([]string, 0, len(c.words))
	for w := range c.words {
		words = append(words, w)
	}
	slices.Sort(words)
	out = binary.LittleEndian.AppendUint32(out, uint32(c.labels))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(words)))
	for _, w := range words {
		out = append(out, byte(len(w)))
		out = append(out, w[:min(len(w), 255)]...)
		for _, b := range c.words[w] {
			out = binary.LittleEndian.AppendUint64(out, b)
		}
	}
	return out
}

var errCoverage = errors.New("intent: the learned words are cut short (hint: go generate ./internal/answer/...)")

func parseCoverage(in []byte) (*coverage, error) {
	if len(in) < 8 {
		return nil, errCoverage
	}
	c := &coverage{labels: int(binary.LittleEndian.Uint32(in))}
	n := int(binary.LittleEndian.Uint32(in[4:]))
	in = in[8:]
	size := (c.labels + 63) / 64
	if size > 1<<10 || n > len(in) {
		return nil, errCoverage
	}
	c.words = make(map[string][]uint64, n)
	all := make([]uint64, n*size)
	for i := range n {
		if len(in) < 1 || len(in) < 1+int(in[0])+8*size {
			return nil, errCoverage
		}
		w := string(in[1 : 1+in[0]])
		in = in[1+len(w):]
		bits := all[i*size : (i+1)*size : (i+1)*size]
		for j := range bits {
			bits[j] = binary.LittleEndian.Uint64(in[8*j:])
		}
		in = in[8*size:]
		c.words[w] = bits
	}
	return c, nil
}
