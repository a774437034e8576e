package linear

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// table maps feature hashes to rows 0..n-1. The rows stand in hash order, so a
// bucket (the hash's top bits) is a range of rows, and within it the hash's low
// 32 bits decide. Both parts are little-endian bytes and are read in place: a
// table that was loaded is a view of the file. A stranger is taken for a member
// about once in 2^32 look-ups.
type table struct {
	shift  uint   // 64 - log2(buckets)
	starts []byte // buckets+1 numbers of 4 bytes: first row of each bucket
	tags   []byte // 4 bytes a row
}

// newTable builds the table of the given hashes, which it sorts and dedupes.
func newTable(hashes []uint64) table {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	t := table{shift: bucketShift(len(hashes))}
	buckets := 1 << (64 - t.shift)
	row := 0
	for b := range buckets {
		t.starts = binary.LittleEndian.AppendUint32(t.starts, uint32(row))
		for row < len(hashes) && hashes[row]>>t.shift == uint64(b) {
			row++
		}
	}
	t.starts = binary.LittleEndian.AppendUint32(t.starts, uint32(row))
	for _, h := range hashes {
		t.tags = binary.LittleEndian.AppendUint32(t.tags, uint32(h))
	}
	return t
}

// bucketShift makes about one bucket a row, and two buckets at least.
func bucketShift(rows int) uint {
	return uint(64 - max(1, bits.Len(uint(max(0, rows-1)))))
}

// tag is the low half of a row's hash.
func (t *table) tag(row int) uint32 { return binary.LittleEndian.Uint32(t.tags[row*4:]) }

// len is the number of rows.
func (t *table) len() int { return len(t.tags) / 4 }

// find returns the row of hash h, or -1.
func (t *table) find(h uint64) int { return t.in(t.span(h), h) }

// span returns the rows of h's bucket: the first one, and in the high half the one behind the last.
func (t *table) span(h uint64) uint64 {
	b := int(h>>t.shift) * 4
	return binary.LittleEndian.Uint64(t.starts[b : b+8])
}

// in returns which row of a span is that of hash h, or -1.
func (t *table) in(span, h uint64) int {
	for i, end := uint32(span), uint32(span>>32); i < end; i++ {
		if binary.LittleEndian.Uint32(t.tags[i*4:]) == uint32(h) {
			return int(i)
		}
	}
	return -1
}

// check reports whether a table read from outside can be searched safely.
func (t *table) check() error {
	end := uint32(0)
	for i := 0; i < len(t.starts); i += 4 {
		s := binary.LittleEndian.Uint32(t.starts[i:])
		if s < end {
			return fmt.Errorf("bucket %d starts at row %d, before the last one's %d", i/4, s, end)
		}
		end = s
	}
	if int(end) != t.len() {
		return fmt.Errorf("buckets hold %d rows, want %d", end, t.len())
	}
	return nil
}
