package gazetteer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Stored is a gazetteer in columns: it loads in a tenth of the time that it takes to make.
type Stored struct {
	Words   string // every string ends in a zero byte
	Count   Column // how many aliases begin with each word
	Further Column // how many words each alias has behind the first
	Rest    Column
	Order   Column // of each alias, from the least of its first word
	Meaning Column
	Text    string
	IDs     string
	Kinds   []uint8
	Flags   []uint8
	Extra   Column
	Values  []float64
	Periods []PeriodRef
	Spelt   Column
	Percent []string
	Scale   []string
	Points  []string
	Counts  []string // words for numbers
	Counted []int    // the numbers
}

// Column is a column of numbers. It is stored as their varints, one after another.
type Column []uint32

// MarshalBinary stores the column.
func (c Column) MarshalBinary() ([]byte, error) {
	out := make([]byte, 0, 2*len(c))
	for _, v := range c {
		out = binary.AppendUvarint(out, uint64(v))
	}
	return out, nil
}

// UnmarshalBinary fills the column with what was stored.
func (c *Column) UnmarshalBinary(data []byte) error {
	n := 0
	for _, b := range data {
		if b < 0x80 { // the last byte of a number
			n++
		}
	}
	*c = make(Column, 0, n)
	for len(data) > 0 {
		v, size := binary.Uvarint(data)
		if size <= 0 || v > math.MaxUint32 {
			return errors.New("gazetteer: a stored column is damaged (hint: go generate ./...)")
		}
		*c, data = append(*c, uint32(v)), data[size:]
	}
	return nil
}

// Store returns the gazetteer's columns for [Load]; of the same one always the same.
func (g *Gazetteer) Store() *Stored {
	a := g.aliases
	s := &Stored{Rest: a.rest, Order: a.order, Meaning: a.meaning, Spelt: g.spelling.list, Percent: slices.Sorted(maps.Keys(g.percent)), Scale: slices.Sorted(maps.Keys(g.scale)), Points: slices.Sorted(maps.Keys(g.points)), Counts: slices.Sorted(maps.Keys(g.counts))}
	for _, w := range s.Counts {
		s.Counted = append(s.Counted, g.counts[w])
	}
	var words, text, ids strings.Builder
	for n := range uint32(a.words.len()) {
		words.WriteString(a.words.at(n) + "\x00")
		s.Count = append(s.Count, a.start[n+1]-a.start[n])
	}
	for i, t := range a.text {
		text.WriteString(t + "\x00")
		s.Further = append(s.Further, uint32(len(a.further(uint32(i)))))
	}
	for _, m := range a.means {
		ids.WriteString(m.id + "\x00")
		s.Kinds, s.Flags, s.Extra = append(s.Kinds, uint8(m.kind)), append(s.Flags, m.flags), append(s.Extra, m.extra)
	}
	for _, e := range a.extra {
		s.Values, s.Periods = append(s.Values, e.value), append(s.Periods, e.period)
	}
	s.Words, s.Text, s.IDs = words.String(), text.String(), ids.String()
	return s
}

// Load returns the gazetteer that was stored for book b. It uses the columns in place: they must not change.
func Load(s *Stored, b *knowledge.Book, known func(string) bool) (*Gazetteer, error) {
	a, err := s.aliases()
	if err != nil {
		return nil, fmt.Errorf("gazetteer: load: %w", err)
	}
	g := &Gazetteer{aliases: a, known: known, percent: make(map[string]bool, len(s.Percent)), scale: make(map[string]bool, len(s.Scale)), points: make(map[string]bool, len(s.Points)), counts: make(map[string]int, len(s.Counts))}
	for _, w := range s.Points {
		g.points[w] = true
	}
	for i, w := range s.Counts {
		g.counts[w] = s.Counted[i]
	}
	for _, w := range s.Percent {
		g.percent[w] = true
	}
	for _, w := range s.Scale {
		g.scale[w] = true
	}
	g.askKnown()
	g.spelling = newSpelling(a.words, s.Spelt)
	g.quotes = newQuotes(b)
	return g, nil
}

// aliases rebuilds the index, if the columns fit together.
func (s *Stored) aliases() (*aliases, error) {
	list, text, ids := parted(s.Words), parted(s.Text), parted(s.IDs)
	n, means := len(text), len(ids)
	a := &aliases{rest: s.Rest, order: s.Order, meaning: s.Meaning, text: text, start: make([]uint32, len(list)+1), end: make([]uint32, n)}
	fit := len(s.Count) == len(list) && total(s.Count) == n && len(s.Further) == n && total(s.Further) == len(s.Rest) && len(s.Order) == n &&
		len(s.Meaning) == n && len(s.Kinds) == means && len(s.Flags) == means && len(s.Extra) == means && len(s.Values) == len(s.Periods) && len(s.Counts) == len(s.Counted) &&
		below(s.Rest, len(list)) && below(s.Spelt, len(list)) && below(s.Meaning, means) && below(s.Extra, len(s.Values)+1)
	if !fit {
		return nil, errors.New("its columns do not fit together (hint: go generate ./...)")
	}
	a.words = newWords(list)
	at := uint32(0)
	for i, c := range s.Count {
		at += c
		a.start[i+1] = at
	}
	at = 0
	for i, c := range s.Further {
		at += c
		a.end[i] = at
	}
	a.means = make([]meaning, means)
	for i, id := range ids {
		a.means[i] = meaning{id, Kind(s.Kinds[i]), s.Flags[i], s.Extra[i]}
	}
	a.extra = make([]extra, len(s.Values))
	for i, v := range s.Values {
		a.extra[i] = extra{v, s.Periods[i]}
	}
	a.finish()
	return a, nil
}

// parted returns the strings of a column.
func parted(s string) []string {
	list := strings.Split(s, "\x00")
	return list[:len(list)-1]
}

func below(list []uint32, n int) bool {
	return !slices.ContainsFunc(list, func(v uint32) bool { return uint64(v) >= uint64(n) })
}

func total(list []uint32) (n int) {
	for _, v := range list {
		n += int(v)
	}
	return n
}
