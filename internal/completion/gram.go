package completion

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// grams say in which names three bytes stand together: for the hash of them there is a bucket with the names'
// numbers, rising, each as how much greater it is than the one before.
type grams struct {
	start []uint32 // of each bucket in names, and of the one behind the last
	names []byte
}

const (
	gram          = 3
	perBucket     = 64 // bytes of names
	fewestBuckets = 64
	mostBuckets   = 1 << 17
	mostHeld      = 200_000 // numbers that are read for one text
)

func newGrams(l *list) grams {
	count := min(mostBuckets, max(fewestBuckets, 1<<bits.Len(uint(len(l.text)/perBucket))))
	g := grams{start: make([]uint32, count+1)}
	last := make([]uint32, count) // the name that was put in last, plus one
	each := func(put func(bucket int, more uint64)) {
		clear(last)
		for n := range l.owner {
			name := l.name(uint32(n))
			for i := 0; i+gram <= len(name); i++ {
				if b := g.bucket(name[i : i+gram]); last[b] != uint32(n)+1 {
					put(b, uint64(uint32(n)+1-last[b]))
					last[b] = uint32(n) + 1
				}
			}
		}
	}
	each(func(b int, more uint64) { g.start[b+1] += uint32((bits.Len64(more) + 6) / 7) })
	for b := range count {
		g.start[b+1] += g.start[b]
	}
	g.names = make([]byte, g.start[count]+binary.MaxVarintLen32)
	at := make([]uint32, count)
	copy(at, g.start)
	each(func(b int, more uint64) { at[b] += uint32(binary.PutUvarint(g.names[at[b]:], more)) })
	return g
}

func (g grams) bucket(s string) int {
	h := (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16) * 0x9E3779B1
	return int(h >> 7 & uint32(len(g.start)-2))
}

// name is one of the folded names.
func (l *list) name(n uint32) string { return l.text[l.names[n] : l.names[n+1]-1] }

// names walks over the numbers of a bucket.
type names struct {
	left []byte
	last uint32 // plus one
}

func (g grams) held(bucket int) names {
	return names{left: g.names[g.start[bucket]:g.start[bucket+1]]}
}

func (n *names) next() (uint32, bool) {
	if len(n.left) == 0 {
		return 0, false
	}
	more, size := binary.Uvarint(n.left)
	n.left, n.last = n.left[size:], n.last+uint32(more)
	return n.last - 1, true
}

// contain adds the items in whose names the text stands anywhere.
func (s *search) contain(text string) {
	if utf8.RuneCountInString(text) < gram {
		return
	}
	var fewest [2]names // the two rarest of the text's
	for i := 0; i+gram <= len(text); i++ {
		h := s.grams.held(s.grams.bucket(text[i : i+gram]))
		switch {
		case i == 0 || len(h.left) < len(fewest[0].left):
			fewest[0], fewest[1] = h, fewest[0]
		case i == 1 || len(h.left) < len(fewest[1].left):
			fewest[1] = h
		}
	}
	if len(text) == gram {
		fewest[1] = fewest[0]
	}
	a, aok := fewest[0].next()
	b, bok := fewest[1].next()
	for n := 0; aok && bok && n < mostHeld && !s.full(); n++ {
		switch {
		case a < b:
			a, aok = fewest[0].next()
		case b < a:
			b, bok = fewest[1].next()
		default:
			if strings.Contains(s.name(a), text) {
				s.add(s.owner[a])
			}
			a, aok = fewest[0].next()
			b, bok = fewest[1].next()
		}
	}
}
