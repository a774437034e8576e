package intent

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent/linear"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// Learned is what is learned from the phrasings of a book's intents.
type Learned struct {
	model    *linear.Model
	coverage *coverage
}

// Learn trains on a book's intents. It is deterministic.
func Learn(ctx context.Context, b *knowledge.Book, g *gazetteer.Gazetteer) (*Learned, error) {
	examples := Examples(b, g)
	o := linear.DefaultOptions()
	o.MaxWeights, o.CharMin, o.CharMax, o.Twins = maxWeights, charMin, charMax, twins
	m, err := linear.Train(ctx, examples, o)
	if err != nil {
		return nil, err
	}
	return &Learned{m, newCoverage(m, examples)}, nil
}

// Known reports whether a word occurs in the phrasings.
func (l *Learned) Known(word string) bool { return l.model.Known(word) }

// MarshalBinary writes the model behind its length, then the words.
func (l *Learned) MarshalBinary() ([]byte, error) {
	model, err := l.model.MarshalBinary()
	if err != nil {
		return nil, err
	}
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(model)))
	return l.coverage.append(append(out, model...)), nil
}

// Load reads what MarshalBinary wrote. The bytes are kept and must not be changed.
func Load(data []byte) (*Learned, error) {
	if len(data) < 8 || binary.LittleEndian.Uint64(data) > uint64(len(data)-8) {
		return nil, errCoverage
	}
	n := 8 + int(binary.LittleEndian.Uint64(data))
	m, err := linear.Load(data[8:n:n])
	if err != nil {
		return nil, fmt.Errorf("intent: %w", err)
	}
	c, err := parseCoverage(m, data[n:])
	if err != nil {
		return nil, err
	}
	return &Learned{m, c}, nil
}

// Examples returns the training examples of a book's intents.
func Examples(b *knowledge.Book, g *gazetteer.Gazetteer) []linear.Example {
	var out []linear.Example
	for i := range b.Intents {
		in := &b.Intents[i]
		for _, part := range []struct {
			label     string
			phrasings map[string][]string
		}{{in.ID, in.Phrasings}, {in.ID + contrary, in.Contrary}} {
			for _, lang := range languages(part.phrasings) {
				for _, p := range part.phrasings[lang] {
					words, concepts := phrase(g, p)
					out = append(out, linear.Example{Label: part.label, Words: words, Concepts: concepts})
				}
			}
		}
	}
	return out
}

func languages(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Phrased returns every word of the intents' phrasings: ordinary words, never a misspelt name.
func Phrased(b *knowledge.Book) map[string]bool {
	words := map[string]bool{}
	for i := range b.Intents {
		for _, set := range []map[string][]string{b.Intents[i].Phrasings, b.Intents[i].Contrary} {
			for _, list := range set {
				for _, p := range list {
					for _, s := range segments(p) {
						for _, w := range utterance.Texts(utterance.Split(s)) {
							words[w] = true
						}
					}
				}
			}
		}
	}
	return words
}

// phrase masks a phrasing as an utterance is masked.
func phrase(g *gazetteer.Gazetteer, p string) (words, concepts []string) {
	for i, s := range segments(p) {
		if i%2 == 1 {
			words = append(words, s)
			continue
		}
		if rest, ok := strings.CutPrefix(strings.Replace(s, "’", "'", 1), "'s"); ok && i > 0 {
			words, s = append(words, "'s"), rest
		}
		tokens := utterance.Split(s)
		w, c := new(Scratch).Mask(tokens, g.Find(tokens))
		words = append(words, w...)
		concepts = append(concepts, c...)
	}
	return words, concepts
}

// segments cuts a phrasing at its {placeholders}; those at odd places are the placeholders.
func segments(p string) []string {
	var out []string
	for {
		open := strings.IndexByte(p, '{')
		if open < 0 {
			return append(out, p)
		}
		end := strings.IndexByte(p[open:], '}')
		if end < 0 {
			return append(out, p)
		}
		out = append(out, p[:open], p[open:open+end+1])
		p = p[open+end+1:]
	}
}
