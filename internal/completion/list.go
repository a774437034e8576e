package completion

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// list is the index of one kind of items.
type list struct {
	items  []item   // best first
	ids    []uint32 // items by their ids
	text   string   // all names, folded, those of one item together, an end behind each
	names  []uint32 // where each begins in text, and where the one behind the last would
	owner  []uint32 // of each name, its item
	starts []uint32 // where in text words begin, sorted by what stands there
	lead   []uint64 // the first eight bytes of that
	key    minima   // of each: its grade and its item, lower is better
	grams  grams
}

// The grades of a word's beginning: that of a name, of an alias, or of a word inside of either.
const (
	own uint32 = iota
	alias
	inside
)

const end = "\x00"

func newList(named []called) *list {
	l := &list{items: make([]item, len(named))}
	var b strings.Builder
	var keys []uint32
	for i, it := range named {
		l.items[i] = it.item
		for k, name := range it.names {
			name = fold(name)
			if name == "" {
				continue
			}
			at := uint32(b.Len())
			l.names, l.owner = append(l.names, at), append(l.owner, uint32(i))
			grade := alias
			if k < it.own {
				grade = own
			}
			for p, r := range name {
				if p == 0 || name[p-1] == ' ' || r >= firstWide {
					l.starts = append(l.starts, at+uint32(p))
					keys = append(keys, l.grade(grade)+uint32(i))
				}
				grade = inside
			}
			b.WriteString(name + end)
		}
	}
	l.names = append(l.names, uint32(b.Len()))
	l.text = b.String() + strings.Repeat(end, 8)
	l.sort(keys)
	l.grams = newGrams(l)
	l.ids = make([]uint32, len(named))
	for i := range l.ids {
		l.ids[i] = uint32(i)
	}
	slices.SortFunc(l.ids, func(a, b uint32) int { return strings.Compare(l.items[a].id, l.items[b].id) })
	return l
}

// firstWide is where letters begin that are words of their own: CJK Radicals.
const firstWide = 0x2E80

// grade is the least key of a grade.
func (l *list) grade(g uint32) uint32 { return g * uint32(len(l.items)) }

// sort fills the columns of word beginnings.
func (l *list) sort(keys []uint32) {
	type row struct {
		lead    uint64
		at, key uint32
	}
	rows := make([]row, len(keys))
	for i, at := range l.starts {
		rows[i] = row{binary.BigEndian.Uint64([]byte(l.text[at : at+8])), at, keys[i]}
	}
	for i := range rows { // nothing behind the end of a name counts
		rows[i].lead = upToEnd(rows[i].lead)
	}
	slices.SortFunc(rows, func(a, b row) int {
		if c := cmp.Compare(a.lead, b.lead); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(l.window(a.at), l.window(b.at)), cmp.Compare(a.at, b.at))
	})
	l.lead = make([]uint64, len(rows))
	for i, r := range rows {
		l.lead[i], l.starts[i], keys[i] = r.lead, r.at, r.key
	}
	l.key = newMinima(keys)
}

// upToEnd clears what follows the first zero byte.
func upToEnd(lead uint64) uint64 {
	for shift := 56; shift >= 0; shift -= 8 {
		if lead>>shift&0xff == 0 {
			return lead >> shift << shift
		}
	}
	return lead
}

// window is as much of a name, from a place in it, as counts for the order.
func (l *list) window(at uint32) string {
	s := l.text[at:min(int(at)+MaxTyped, len(l.text))]
	if i := strings.IndexByte(s, 0); i >= 0 {
		return s[:i]
	}
	return s
}

// begin returns the range of beginnings that begin with text, which is not empty.
func (l *list) begin(text string) (from, to int) {
	from = sort.Search(len(l.starts), func(i int) bool { return l.window(l.starts[i]) >= text })
	return from, from + sort.Search(len(l.starts)-from, func(i int) bool { return !strings.HasPrefix(l.window(l.starts[from+i]), text) })
}

// complete returns the end of those in a range that are no longer than text.
func (l *list) complete(from, to int, text string) int {
	return from + sort.Search(to-from, func(i int) bool { return l.text[int(l.starts[from+i])+len(text)] != 0 })
}

// next returns the letter that the first of a range has at an offset, 0 at its end, how many bytes it has, and the
// end of those with the same one.
func (l *list) next(from, to, offset int) (r rune, size, behind int) {
	if offset < 8 { // all is at hand, next to one another
		if r, size = rune(l.lead[from]>>(56-8*offset)&0xff), 1; r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[int(l.starts[from])+offset:])
		}
		if n := offset + size; n <= 8 {
			shift := 64 - 8*n
			same := l.lead[from] >> shift
			return r, size, gallop(from, to, func(i int) bool { return l.lead[i]>>shift == same })
		}
	}
	at := int(l.starts[from]) + offset
	r, size = utf8.DecodeRuneInString(l.text[at:])
	same := l.text[at : at+size]
	return r, size, gallop(from, to, func(i int) bool { return strings.HasPrefix(l.text[int(l.starts[i])+offset:], same) })
}

// gallop returns the end of those in a range that are the same as the first.
func gallop(from, to int, same func(i int) bool) int {
	step := 1
	for from+step < to && same(from+step) {
		from, step = from+step, step*2
	}
	return from + 1 + sort.Search(min(to, from+step)-from-1, func(i int) bool { return !same(from + 1 + i) })
}

// number returns the number of the item of an id, or one that none has.
func (l *list) number(id string) uint32 {
	i, ok := slices.BinarySearchFunc(l.ids, id, func(n uint32, id string) int { return strings.Compare(l.items[n].id, id) })
	if !ok {
		return uint32(len(l.items))
	}
	return l.ids[i]
}
