package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// magic opens a stored model; its last byte is the format's version.
const magic = "mbLinear\x01"

// maxLabels bounds the labels of a stored model.
const maxLabels = 1 << 15

// MarshalBinary stores the model: the same model always as the same bytes.
// All numbers are little-endian; a CRC-32C of everything before it ends the file.
//
//	magic, shape (4 x u8), block lengths (2 x f32)
//	labels: count u32, then each as length u32 and bytes
//	vocabulary, features: bucket shift u8, rows u32, starts, tags (see table)
//	biases (f32 a label), scales (f32 a feature), weights (u8 a feature and padded label)
func (m *Model) MarshalBinary() ([]byte, error) {
	le := binary.LittleEndian
	out := make([]byte, 0, len(m.weights)+len(m.scales)*4+len(m.vocab.tags)*4+len(m.labels)*64+256)
	out = append(out, magic...)
	out = append(out, byte(m.shape.wordMax), byte(m.shape.charMin), byte(m.shape.charMax), byte(m.shape.hanMax))
	for _, v := range m.blocks {
		out = le.AppendUint32(out, math.Float32bits(v))
	}
	out = le.AppendUint32(out, uint32(len(m.labels)))
	for _, l := range m.labels {
		out = le.AppendUint32(out, uint32(len(l)))
		out = append(out, l...)
	}
	for _, t := range []table{m.vocab, m.table} {
		out = append(out, byte(t.shift))
		out = le.AppendUint32(out, uint32(t.len()))
		out = append(out, t.starts...)
		out = append(out, t.tags...)
	}
	for _, v := range m.bias {
		out = le.AppendUint32(out, math.Float32bits(v))
	}
	out = append(out, m.scales...)
	out = append(out, m.weights...)
	return le.AppendUint32(out, crc32.Checksum(out, crc32.MakeTable(crc32.Castagnoli))), nil
}

// UnmarshalBinary loads a stored model from a copy of data, as the interface
// demands. [Load] does without the copy.
func (m *Model) UnmarshalBinary(data []byte) error {
	loaded, err := Load(bytes.Clone(data))
	if err != nil {
		return err
	}
	*m = *loaded
	return nil
}

// Load returns the model stored in data and scores straight from it: data must
// not change while the model is used. It allocates only for labels and biases,
// and refuses data that is damaged in any way.
func Load(data []byte) (*Model, error) {
	m, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("linear: load model: %w", err)
	}
	return m, nil
}

// parse reads and proof-reads a stored model.
func parse(data []byte) (*Model, error) {
	if !bytes.HasPrefix(data, []byte(magic)) {
		return nil, errors.New("not a model, or one of another version (hint: train it anew)")
	}
	body := data[:max(len(magic), len(data)-4)]
	if sum := crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)); len(data)-len(body) != 4 ||
		sum != binary.LittleEndian.Uint32(data[len(body):]) {
		return nil, errors.New("checksum differs")
	}
	r := reader{rest: body[len(magic):]}
	m := &Model{}
	m.shape = shape{wordMax: r.byte(), charMin: r.byte(), charMax: r.byte(), hanMax: r.byte()}
	m.blocks = [2]float32{r.float(), r.float()}
	m.labels = r.labels()
	m.vocab, m.table = r.table(), r.table()
	m.bias = r.floats(len(m.labels))
	m.stride = (len(m.labels) + group - 1) / group * group
	m.scales = r.take(m.table.len(), 4)
	m.weights = r.take(m.table.len(), m.stride)
	switch {
	case r.err != nil:
		return nil, r.err
	case len(r.rest) > 0:
		return nil, fmt.Errorf("%d bytes too many", len(r.rest))
	}
	return m, m.check()
}

// check reports what a sum of bytes cannot: numbers that would break scoring.
func (m *Model) check() error {
	if err := m.shape.check(); err != nil {
		return err
	}
	if len(m.labels) == 0 || !slices.IsSorted(m.labels) {
		return errors.New("labels are missing or out of order")
	}
	for _, v := range append(m.blocks[:], m.bias...) {
		if !finite(v) {
			return fmt.Errorf("block length or bias is %v", v)
		}
	}
	if min(m.blocks[0], m.blocks[1]) < 0 || max(m.blocks[0], m.blocks[1]) > huge {
		return fmt.Errorf("block lengths are %v, want 0 to %v", m.blocks, huge)
	}
	for row := range m.table.len() {
		if v := m.scale(uint32(row)); !(v >= 0 && v < huge) {
			return fmt.Errorf("scale of row %d is %v", row, v)
		}
	}
	return nil
}

func finite(v float32) bool { return v-v == 0 }

// reader takes a stored model apart. After the first shortage it yields zeros and
// keeps the error. What it returns of variable size is a view of the data, or no
// larger than the data.
type reader struct {
	rest []byte
	err  error
}

// take returns the next n items of size bytes.
func (r *reader) take(n, size int) []byte {
	if r.err == nil && (n < 0 || n > len(r.rest)/size) {
		r.err = fmt.Errorf("%d bytes left where %d x %d are due", len(r.rest), n, size)
	}
	if r.err != nil {
		return nil
	}
	out := r.rest[: n*size : n*size]
	r.rest = r.rest[n*size:]
	return out
}

func (r *reader) byte() int {
	if b := r.take(1, 1); b != nil {
		return int(b[0])
	}
	return 0
}

func (r *reader) number() int {
	if b := r.take(1, 4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *reader) float() float32 { return math.Float32frombits(uint32(r.number())) }

func (r *reader) floats(n int) []float32 {
	b := r.take(n, 4)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[i*4:]))
	}
	return out
}

// labels reads the labels, each of which takes five bytes at least.
func (r *reader) labels() []string {
	n := r.number()
	if r.err == nil && n > min(maxLabels, len(r.rest)/5) {
		r.err = fmt.Errorf("%d labels are too many", n)
	}
	var out []string
	for i := 0; i < n && r.err == nil; i++ {
		out = append(out, string(r.take(r.number(), 1)))
	}
	return out
}

func (r *reader) table() table {
	t := table{shift: uint(r.byte())}
	rows := r.number()
	if r.err == nil && (rows > math.MaxInt32 || t.shift != bucketShift(rows)) {
		r.err = fmt.Errorf("table of %d rows has shift %d", rows, t.shift)
	}
	if r.err == nil {
		t.starts = r.take(1<<(64-t.shift)+1, 4)
		t.tags = r.take(rows, 4)
	}
	if r.err == nil {
		r.err = t.check()
	}
	return t
}
