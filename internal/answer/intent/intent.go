// Package intent learns intents from the book's example phrasings, with the slots' mentions masked, and
// says which one an utterance expresses and how surely.
package intent

import (
	"fmt"
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent/linear"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// contrary marks the label of phrasings that presuppose the opposite of what an intent says.
const contrary = "!"

// maxWeights bounds the model of a book: with twice as many questions are answered no better, and it is what an
// image of the program and the processor's cache are full of.
const maxWeights = 2.0e6

// charMin and charMax are the lengths of character n-grams: with those of 2 and 5 questions are answered no better either,
// and take longer.
const charMin, charMax = 3, 4

// twins is how many factor models are averaged: with two some more questions are missed (270 of 3,340 with five, 274 to 279 with two,
// of three orders of the examples), and with ten as many.
const twins = 5

// Matcher tells intents apart. It is read-only and safe for concurrent use, each goroutine with a [Scratch].
type Matcher struct {
	model    *linear.Model
	coverage *coverage
	intents  []*knowledge.Intent // by label
	counter  []bool              // label is of contrary phrasings
	offTopic int                 // the label of what is off topic, or -1
}

// Scratch holds the buffers of one goroutine.
type Scratch struct {
	linear   linear.Scratch
	words    []word
	concepts [][]uint64
	best     []int
	masked   []string
	noted    []string
}

// Match is one intent with the matcher's raw value: about +1 for a typical phrasing, below 0 for anything else.
type Match struct {
	Intent   *knowledge.Intent
	Contrary bool
	Score    float32
	label    int
}

// String prints a match as partner.chosen 0.83, with ! for a contrary one.
func (m Match) String() string {
	s := m.Intent.ID
	if m.Contrary {
		s += contrary
	}
	return fmt.Sprintf("%s %.2f", s, m.Score)
}

// New returns a matcher that uses what [Learn] learned from the same intents.
func New(b *knowledge.Book, l *Learned) (*Matcher, error) {
	m := &Matcher{model: l.model, coverage: l.coverage, offTopic: -1}
	model := l.model
	byID := make(map[string]*knowledge.Intent, len(b.Intents))
	for i := range b.Intents {
		byID[b.Intents[i].ID] = &b.Intents[i]
	}
	for _, label := range model.Labels() {
		id, not := strings.CutSuffix(label, contrary)
		in := byID[id]
		if in == nil {
			return nil, fmt.Errorf("intent: the model knows %q, the book does not (hint: go generate ./internal/answer)", id)
		}
		if in.Operation == "offtopic" {
			m.offTopic = len(m.intents)
		}
		m.intents = append(m.intents, in)
		m.counter = append(m.counter, not)
	}
	return m, nil
}

// Match returns the match of an intent with a value that the matcher did not give it.
func (m *Matcher) Match(in *knowledge.Intent, score float32) Match {
	for label, v := range m.intents {
		if v == in && !m.counter[label] {
			return Match{Intent: in, Score: score, label: label}
		}
	}
	return Match{Intent: in, Score: score}
}

// Rank appends the n best matches, best first.
func (m *Matcher) Rank(words, concepts []string, n int, s *Scratch, into []Match) []Match {
	scores, best := m.model.Score(words, concepts, &s.linear), s.best[:0]
	least := float32(-5) // what a match must have to be among the n best of those seen
	for i, v := range scores {
		if v < least {
			continue
		}
		at := len(best)
		for at > 0 && v > scores[best[at-1]] {
			at--
		}
		if at == n {
			continue
		}
		if best = slices.Insert(best[:min(len(best), n-1)], at, i); len(best) == n {
			least = scores[best[n-1]]
		}
	}
	for _, i := range best {
		into = append(into, Match{m.intents[i], m.counter[i], scores[i], i})
	}
	s.best = best
	return into
}

// Mask returns the words of an utterance with the names masked, and the concepts found in it. They are part of s:
// valid until it masks another one.
func (s *Scratch) Mask(tokens []utterance.Token, mentions []*gazetteer.Mention) (words, concepts []string) {
	words, concepts = s.masked[:0], s.noted[:0]
	chatter, all := chatty(tokens, mentions)
	next := 0
	for i := 0; i < len(tokens); {
		for next < len(mentions) && (mentions[next].First < i || !mentions[next].Kind.Masked()) {
			next++
		}
		if next < len(mentions) && mentions[next].First == i {
			words = append(words, mask(mentions[next]))
			i = mentions[next].Last
			continue
		}
		if tokens[i].Kind != utterance.Break && (all || !chatter[i]) {
			words = append(words, tokens[i].Text)
		}
		i++
	}
	for _, m := range mentions {
		if m.Kind == gazetteer.Concept {
			concepts = append(concepts, m.ID)
		}
	}
	s.masked, s.noted = words, concepts
	return words, concepts
}

// chatty tells which tokens only surround a question, and whether there is nothing else.
func chatty(tokens []utterance.Token, mentions []*gazetteer.Mention) (chatter [utterance.MaxTokens]bool, all bool) {
	for _, m := range mentions {
		if m.Kind == gazetteer.Chatter {
			for i := m.First; i < m.Last; i++ {
				chatter[i] = true
			}
		}
	}
	all = true
	for i, t := range tokens {
		all = all && (chatter[i] || t.Kind == utterance.Break)
	}
	return chatter, all
}

// masks are the masked forms, made once: a mask opens with a brace, which no token does.
var masks = func() (m [gazetteer.Quote + 1]string) {
	for k := range m {
		m[k] = "{" + gazetteer.Kind(k).String() + "}"
	}
	return m
}()

func mask(m *gazetteer.Mention) string {
	if m.Kind == gazetteer.Period && m.Period.Prior > 0 {
		return "{before}"
	}
	return masks[m.Kind]
}
