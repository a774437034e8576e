package gazetteer

import "strings"

// words holds each word once, in order, by number: all in one string, with a table of hashes to find them.
type words struct {
	text string
	end  []uint32 // of each word
	slot []uint32 // one more than the number of the word there, 0 where there is none
}

// newWords takes words that are in order, each once.
func newWords(list []string) *words {
	w := &words{text: strings.Join(list, ""), end: make([]uint32, len(list))}
	n := 0
	for i, s := range list {
		n += len(s)
		w.end[i] = uint32(n)
	}
	size := 8
	for size < 2*len(list) {
		size *= 2
	}
	w.slot = make([]uint32, size)
	for i, s := range list {
		at := int(hash(s)) & (size - 1)
		for w.slot[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		w.slot[at] = uint32(i) + 1
	}
	return w
}

func (w *words) len() int { return len(w.end) }

// at returns the word of a number.
func (w *words) at(n uint32) string {
	from := uint32(0)
	if n > 0 {
		from = w.end[n-1]
	}
	return w.text[from:w.end[n]]
}

// find returns the number of a word.
func (w *words) find(s string) (uint32, bool) {
	size := len(w.slot)
	for at := int(hash(s)) & (size - 1); w.slot[at] != 0; at = (at + 1) & (size - 1) {
		if n := w.slot[at] - 1; w.at(n) == s {
			return n, true
		}
	}
	return 0, false
}

// hash is FNV-1a, mixed so that all of its bits count.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return mixed(h)
}

func mixed(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}
