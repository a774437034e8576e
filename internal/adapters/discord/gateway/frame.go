package gateway

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// The parts of a frame: https://www.rfc-editor.org/rfc/rfc6455#section-5.2
const (
	finalBit   = 0x80
	opcodeBits = 0x0f
	maskBit    = 0x80
	lengthBits = 0x7f
	short      = 126 // what says that two bytes of length follow
	long       = 127 // eight

	continuation = 0x0
	text         = 0x1
	closing      = 0x8
)

// maxFrame bounds a frame in bytes; the largest that come are guilds with all their channels, a few MB.
const maxFrame = 64 << 20

// A frame of the server, as it came, and its payload within.
type frame struct{ raw, payload []byte }

func (f frame) opcode() byte { return f.raw[0] & opcodeBits }
func (f frame) final() bool  { return f.raw[0]&finalBit != 0 }

// readFrame reads one frame of a server, which masks nothing.
func readFrame(r io.Reader) (frame, error) {
	head := make([]byte, 2, 10)
	if _, err := io.ReadFull(r, head); err != nil {
		return frame{}, err
	}
	if head[1]&maskBit != 0 {
		return frame{}, errors.New("a masked frame of the server")
	}
	size := uint64(head[1] & lengthBits)
	switch size {
	case short:
		head = head[:4]
		if _, err := io.ReadFull(r, head[2:]); err != nil {
			return frame{}, err
		}
		size = uint64(binary.BigEndian.Uint16(head[2:]))
	case long:
		head = head[:10]
		if _, err := io.ReadFull(r, head[2:]); err != nil {
			return frame{}, err
		}
		size = binary.BigEndian.Uint64(head[2:])
	}
	if size > maxFrame {
		return frame{}, fmt.Errorf("a frame of %d bytes, more than %d", size, maxFrame)
	}
	raw := append(make([]byte, 0, len(head)+int(size)), head...)[:len(head)+int(size)]
	if _, err := io.ReadFull(r, raw[len(head):]); err != nil {
		return frame{}, err
	}
	return frame{raw: raw, payload: raw[len(head):]}, nil
}

// serverFrame makes the frame in which a server sends a text.
func serverFrame(payload []byte) []byte {
	head := []byte{finalBit | text}
	switch n := len(payload); {
	case n < short:
		head = append(head, byte(n))
	case n <= math.MaxUint16:
		head = binary.BigEndian.AppendUint16(append(head, short), uint16(n))
	default:
		head = binary.BigEndian.AppendUint64(append(head, long), uint64(n))
	}
	return append(head, payload...)
}

// clientFrame makes the frame in which a client sends a text, masked as it must be.
func clientFrame(payload []byte) []byte {
	var b bytes.Buffer
	b.WriteByte(finalBit | text)
	if len(payload) < short {
		b.WriteByte(maskBit | byte(len(payload)))
	} else {
		b.WriteByte(maskBit | short)
		binary.Write(&b, binary.BigEndian, uint16(len(payload)))
	}
	var mask [4]byte
	rand.Read(mask[:])
	b.Write(mask[:])
	for i, c := range payload {
		b.WriteByte(c ^ mask[i%len(mask)])
	}
	return b.Bytes()
}
