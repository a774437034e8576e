package gazetteer

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"marketbot/knowledge"
)

// stored is a gazetteer in columns: it loads in a tenth of the time that it takes to make.
type stored struct {
	Words   string   // every string ends in a zero byte
	Count   []uint32 // how many aliases begin with each word
	Further []uint32 // how many words each alias has behind the first
	Rest    []uint32
	Order   []uint32 // of each alias, from the least of its first word
	Meaning []uint32
	Text    string
	IDs     string
	Kinds   []uint8
	Flags   []uint8
	Extra   []uint32
	Values  []float64
	Periods []PeriodRef
	Spelt   []uint32
	Percent []string
	Scale   []string
	Points  []string
	Counts  []string // words for numbers
	Counted []int    // the numbers
}

// MarshalBinary stores the gazetteer for [Load]; the same one always as the same bytes.
func (g *Gazetteer) MarshalBinary() ([]byte, error) {
	a := g.aliases
	s := stored{Rest: a.rest, Order: a.order, Meaning: a.meaning, Spelt: g.spelling.list, Percent: slices.Sorted(maps.Keys(g.percent)), Scale: slices.Sorted(maps.Keys(g.scale)), Points: slices.Sorted(maps.Keys(g.points)), Counts: slices.Sorted(maps.Keys(g.counts))}
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
	var out bytes.Buffer
	if err := gob.NewEncoder(&out).Encode(s); err != nil {
		return nil, fmt.Errorf("gazetteer: store: %w", err)
	}
	return out.Bytes(), nil
}

// Load returns the gazetteer that was stored for book b.
func Load(data []byte, b *knowledge.Book, known func(string) bool) (*Gazetteer, error) {
	var s stored
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return nil, fmt.Errorf("gazetteer: load: %w", err)
	}
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
func (s *stored) aliases() (*aliases, error) {
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
