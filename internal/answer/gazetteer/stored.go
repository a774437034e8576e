package gazetteer

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// stored is a gazetteer's index in columns: it loads in a tenth of the time that it takes to make.
type stored struct {
	Text     string // each key, then each entry's further words, id and alias; every string ends in a zero byte
	Entries  []int  // of each key
	Words    []int  // of each entry, behind the first
	Kinds    []int
	Ranks    []int
	Flags    []int
	Valued   []int // entries with a value
	Values   []float64
	Periodic []int // entries with a period
	Periods  []PeriodRef
	Spelt    string // the words that may be misspelt, in order, each with a zero byte behind it
	Percent  []string
}

// The flags of an entry.
const (
	ordinary = 1 << iota
	foreign
)

// MarshalBinary stores the gazetteer for [Load]; the same one always as the same bytes.
func (g *Gazetteer) MarshalBinary() ([]byte, error) {
	var s stored
	var text strings.Builder
	put := func(words ...string) {
		for _, w := range words {
			text.WriteString(w + "\x00")
		}
	}
	keys := sorted(g.index)
	put(keys...)
	for _, k := range keys {
		s.Entries = append(s.Entries, len(g.index[k]))
		for _, e := range g.index[k] {
			put(e.words...)
			put(e.m.ID, e.m.Alias)
			s.add(e)
		}
	}
	s.Text, s.Percent = text.String(), sorted(g.percent)
	var spelt strings.Builder
	for _, w := range g.words.list {
		spelt.WriteString(w.word + "\x00")
	}
	s.Spelt = spelt.String()
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(s); err != nil {
		return nil, fmt.Errorf("gazetteer: store: %w", err)
	}
	return out.Bytes(), nil
}

func (s *stored) add(e entry) {
	i := len(s.Kinds)
	s.Words = append(s.Words, len(e.words))
	s.Kinds = append(s.Kinds, int(e.m.Kind))
	s.Ranks = append(s.Ranks, e.rank)
	flags := 0
	if e.m.Ordinary {
		flags |= ordinary
	}
	if e.m.Foreign {
		flags |= foreign
	}
	s.Flags = append(s.Flags, flags)
	if e.m.Value != 0 {
		s.Valued, s.Values = append(s.Valued, i), append(s.Values, e.m.Value)
	}
	if e.m.Period != (PeriodRef{}) {
		s.Periodic, s.Periods = append(s.Periodic, i), append(s.Periods, e.m.Period)
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Load returns the gazetteer that was stored for book b.
func Load(data []byte, b *knowledge.Book, known func(string) bool) (*Gazetteer, error) {
	var s stored
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return nil, fmt.Errorf("gazetteer: load: %w", err)
	}
	g := &Gazetteer{known: known, percent: make(map[string]bool, len(s.Percent))}
	for _, w := range s.Percent {
		g.percent[w] = true
	}
	var err error
	if g.index, err = s.index(); err != nil {
		return nil, fmt.Errorf("gazetteer: load: %w", err)
	}
	g.words = readSpelling(strings.Split(s.Spelt, "\x00"))
	g.quotes = newQuotes(b)
	return g, nil
}

// index rebuilds the entries, all in one array, their words in another.
func (s *stored) index() (map[string][]entry, error) {
	text := strings.Split(s.Text, "\x00")
	n, words := len(s.Kinds), sum(s.Words)
	if len(s.Words) != n || len(s.Ranks) != n || len(s.Flags) != n || sum(s.Entries) != n ||
		len(text) != len(s.Entries)+words+2*n+1 || len(s.Valued) != len(s.Values) || len(s.Periodic) != len(s.Periods) {
		return nil, errors.New("its columns do not fit together (hint: go generate ./...)")
	}
	keys, text := text[:len(s.Entries)], text[len(s.Entries):]
	all := make([]entry, n)
	for i := range all {
		e, w := &all[i], s.Words[i]
		e.words, e.rank = text[:w:w], s.Ranks[i]
		e.m = Mention{Kind: Kind(s.Kinds[i]), ID: text[w], Alias: text[w+1], Ordinary: s.Flags[i]&ordinary != 0, Foreign: s.Flags[i]&foreign != 0}
		text = text[w+2:]
	}
	for i, at := range s.Valued {
		all[at].m.Value = s.Values[i]
	}
	for i, at := range s.Periodic {
		all[at].m.Period = s.Periods[i]
	}
	index := make(map[string][]entry, len(keys))
	for i, k := range keys {
		index[k], all = all[:s.Entries[i]:s.Entries[i]], all[s.Entries[i]:]
	}
	return index, nil
}

func sum(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

// readSpelling is newSpelling for words that are in order; what stands behind the last one is empty.
func readSpelling(words []string) *spelling {
	words = words[:len(words)-1]
	s := &spelling{words: make(map[string]bool, len(words)), list: make([]spelt, len(words))}
	for i, w := range words {
		s.words[w] = true
		s.list[i] = spelt{w, letters(w)}
	}
	s.lengths()
	return s
}
