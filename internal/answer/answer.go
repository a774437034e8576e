// Package answer is the engine's front door: one [Question] in, one [Reply] out.
//
// The route is a straight line of pure calls: utterance.Split gives tokens, gazetteer.Find mentions,
// intent.Rank the intents, the reader queries, evidence.Gather findings, and compose words the best of
// them. There is no clock, disk, network, logger or lock; the same book and question give the same bytes.
package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// Status is what kind of answer a question got; see the constants of package evidence.
type Status = evidence.Status

// Question is what a person asks.
type Question struct {
	Text    string
	Context []string // the same person's earlier questions in the thread, oldest first; the last eight count
}

// Reply is the answer. It carries no markup.
type Reply struct {
	Status      Status
	Language    string   // of the wording: "en", "zh"
	Lines       []string // sentences, in order; the first is the headline
	Table       *Table   // for a chart or table; nil where there is none
	Citations   []Citation
	Derived     []evidence.Derived
	AsOf        string // the period the figures hold for, and how it is known; may be empty
	Suggestions []string
	Intent      string
	Confidence  float64 // 0 to 1
	Query       evidence.Query
	Trace       *Trace // only from [Engine.Explain]
}

// Table is a ranked series.
type Table struct {
	Metric, Period, Place string
	Unit                  string
	Rows                  []TableRow
}

// TableRow is one entity of a [Table].
type TableRow struct {
	Name  string
	Value float64
	Rank  int
	Tied  int    // how many of the market share the rank, this one included
	Text  string // the value with its unit
}

// Citation is the evidence for a reply: a claim or quotation of the book.
type Citation struct {
	ID        string
	Fragment  string // verbatim
	Article   string // the title
	Publisher string // may be empty: not known
	Paragraph int
	Source    string // who measured or said it
	Certainty string
}

// MaxText is how many characters a plain answer has at most; quotations, lists and help may have [MaxLong].
const (
	MaxText = 700
	MaxLong = 1200
)

// Engine answers questions from one book. It is built once and then read-only: any number of goroutines
// may use it.
type Engine struct {
	book    *knowledge.Book
	gaz     *gazetteer.Gazetteer
	matcher *intent.Matcher
	index   *evidence.Index
	known   func(string) bool
	learned func(string) bool // occurs in the phrasings
	abroad  map[string]string // ordinary words that may be places outside the book, with their codes
	words   *wording
	speller func() *gazetteer.Speller // made when the first word is met that may be misspelt
	scratch sync.Pool
}

// scratch holds what only one question at a time needs: also the turns of its thread with what they read.
type scratch struct {
	intent   intent.Scratch
	options  []option
	tokens   []utterance.Token
	mentions []gazetteer.Mention
	refs     []*gazetteer.Mention // to the mentions
	turns    []turn
	queries  evidence.Queries
}

// turn returns a new turn. Those before stay where they are.
func (s *scratch) turn() *turn {
	s.turns = append(s.turns, turn{})
	return &s.turns[len(s.turns)-1]
}

// New builds the engine of a book. Learned is a model from [Learn] for the same book, or nil: then it is
// learned here, which takes about a second.
func New(ctx context.Context, b *knowledge.Book, learned []byte) (*Engine, error) {
	l, err := learnedOf(ctx, b, learned)
	if err != nil {
		return nil, err
	}
	return assemble(b, l, func(known func(string) bool) (*gazetteer.Gazetteer, error) { return gazetteer.New(b, known), nil })
}

func assemble(b *knowledge.Book, l *intent.Learned, names func(known func(string) bool) (*gazetteer.Gazetteer, error)) (*Engine, error) {
	ordinary := Ordinary(b)
	e := &Engine{book: b, known: func(w string) bool { return l.Known(w) || found(ordinary, w) }, learned: l.Known}
	var err error
	if e.gaz, err = names(e.known); err != nil {
		return nil, fmt.Errorf("answer: %w", err)
	}
	e.abroad = map[string]string{}
	for _, f := range b.Foreign {
		for _, w := range f.Ordinary {
			e.abroad[utterance.Fold(w)] = f.Region
		}
	}
	plain := e.gaz.Unquoted()
	e.index = evidence.NewIndex(b, func(text string) (concepts, places []string) { return gist(plain, text) })
	e.words = newWording(e.index)
	e.speller = sync.OnceValue(func() *gazetteer.Speller { return gazetteer.NewSpeller(ordinary) })
	e.scratch.New = func() any { return new(scratch) }
	e.matcher, err = intent.New(b, l)
	return e, err
}

// gist returns the concepts of the thesaurus and the places that occur in a text.
func gist(g *gazetteer.Gazetteer, text string) (concepts, places []string) {
	tokens := utterance.Split(text)
	for _, m := range g.Find(tokens) {
		switch m.Kind {
		case gazetteer.Concept:
			concepts = once(concepts, m.ID)
		case gazetteer.Place:
			places = once(places, m.ID)
		}
	}
	return concepts, places
}

func learnedOf(ctx context.Context, b *knowledge.Book, learned []byte) (*intent.Learned, error) {
	if learned == nil {
		return learn(ctx, b)
	}
	l, err := intent.Load(learned)
	if err != nil {
		return nil, fmt.Errorf("answer: learned model: %w", err)
	}
	return l, nil
}

func learn(ctx context.Context, b *knowledge.Book) (*intent.Learned, error) {
	ordinary, phrased := Ordinary(b), intent.Phrased(b)
	g := gazetteer.New(b, func(w string) bool { return found(ordinary, w) || phrased[w] })
	return intent.Learn(ctx, b, g)
}

// Learn trains the model of a book, for [New].
func Learn(ctx context.Context, b *knowledge.Book) ([]byte, error) {
	m, err := learn(ctx, b)
	if err != nil {
		return nil, err
	}
	return m.MarshalBinary()
}

// Ordinary returns a book's ordinary words as they stand in folded text, sorted, each once: the book's own list where
// it is so already.
func Ordinary(b *knowledge.Book) []string {
	if tidy(b.Ordinary) {
		return b.Ordinary
	}
	list := make([]string, len(b.Ordinary))
	for i, w := range b.Ordinary {
		list[i] = utterance.Fold(w)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// tidy reports whether words are in order, each once, and plain small letters, which folding does not change.
func tidy(words []string) bool {
	for i, w := range words {
		if i > 0 && words[i-1] >= w || strings.ContainsFunc(w, func(r rune) bool { return r >= utf8.RuneSelf || 'A' <= r && r <= 'Z' }) {
			return false
		}
	}
	return true
}

func found(sorted []string, w string) bool {
	_, ok := slices.BinarySearch(sorted, w)
	return ok
}

// Book returns the book the engine answers from.
func (e *Engine) Book() *knowledge.Book { return e.book }

// maxContext is how many earlier questions are remembered.
const maxContext = 8

// Answer answers a question. Not knowing is a reply, so there is no error.
func (e *Engine) Answer(q Question) Reply {
	return e.answer(q, nil)
}

// Explain answers a question and keeps the whole route in the reply's trace.
func (e *Engine) Explain(q Question) Reply {
	t := &Trace{}
	r := e.answer(q, t)
	r.Trace = t
	return r
}

func (e *Engine) answer(q Question, t *Trace) Reply {
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	s.tokens, s.mentions, s.refs, s.turns = s.tokens[:0], s.mentions[:0], s.refs[:0], s.turns[:0]
	s.queries.Reset()
	earlier := q.Context
	if len(earlier) > maxContext {
		earlier = earlier[len(earlier)-maxContext:]
	}
	thread := thread{entity: e.index.Entity, stated: e.index.Stated, sure: e.index.Sure, speaks: e.index.Staff}
	for _, text := range earlier {
		thread.add(e.turn(text, &thread, s, nil))
	}
	return e.compose(e.turn(q.Text, &thread, s, t))
}
