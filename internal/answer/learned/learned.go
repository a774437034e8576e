// Package learned holds what takes time to make of the embedded book, made ahead by go generate: the book in
// a form that loads fast, the model of its intents, and the index of its names.
//
// The file learned.bin is embedded. Where it is empty, as it may be to make it for the first time, or where the
// book has changed since (see [Pack.Version]), all of it can be made of the book's files; the bot starts slower then.
package learned

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"marketbot/internal/answer"
	"marketbot/knowledge"
)

//go:generate go run marketbot/internal/answer/learned/generate

// File is the name of the stored pack, beside this source.
const File = "learned.bin"

// magic opens a pack; its last digit is the format's version.
const magic = "marketbot learned 3\n"

// Pack is what was made of a book. Its bytes are used in place and must not change.
type Pack struct {
	Version string // of the book it was made of
	Lessons string // of that book: its model serves every book with the same
	Model   []byte // for answer.New
	names   []byte
	book    []byte
	builtIn bool // it lies in the program's file
}

// ErrAbsent is the error of [Embedded] where nothing was made ahead.
var ErrAbsent = errors.New("learned: " + File + " is not built in (hint: go generate ./...)")

// Embedded returns the pack that is built into the binary.
func Embedded() (*Pack, error) {
	data := stored()
	if len(data) == 0 {
		return nil, ErrAbsent
	}
	p, err := parse(data)
	if err != nil {
		return nil, err
	}
	p.builtIn = true
	return p, nil
}

// Engine builds the engine of the book that the pack was made of.
func (p *Pack) Engine() (*answer.Engine, error) {
	b := new(knowledge.Book)
	if err := cbor.Unmarshal(p.book, b); err != nil {
		return nil, fmt.Errorf("learned: book: %w", err)
	}
	p.read(p.book)
	names := new(answer.Names)
	if err := cbor.Unmarshal(p.names, names); err != nil {
		return nil, fmt.Errorf("learned: names: %w", err)
	}
	p.read(p.names)
	e, err := answer.Restore(b, p.Model, names)
	if err != nil {
		return nil, fmt.Errorf("learned: %w", err)
	}
	return e, nil
}

// read notes that a part of the pack was read, which is done once in a process.
func (p *Pack) read(part []byte) {
	if p.builtIn {
		release(part)
	}
}

// Make learns a book, which takes seconds, and returns the pack as it is stored: the same book always gives
// the same bytes.
func Make(ctx context.Context, b *knowledge.Book) ([]byte, error) {
	model, err := answer.Learn(ctx, b)
	if err != nil {
		return nil, fmt.Errorf("learned: %w", err)
	}
	e, err := answer.New(ctx, b, model)
	if err != nil {
		return nil, fmt.Errorf("learned: %w", err)
	}
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, fmt.Errorf("learned: %w", err)
	}
	names, err := mode.Marshal(e.Names())
	if err != nil {
		return nil, fmt.Errorf("learned: names: %w", err)
	}
	bare := b.WithoutPhrasings()
	bare.Ordinary = answer.Ordinary(b)
	book, err := mode.Marshal(bare)
	if err != nil {
		return nil, fmt.Errorf("learned: book: %w", err)
	}
	out := []byte(magic)
	for _, part := range [][]byte{[]byte(b.Version), []byte(b.Lessons()), model, names, book} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out, nil
}

// parse takes a stored pack apart without copying it.
func parse(data []byte) (*Pack, error) {
	damaged := errors.New("learned: " + File + " is damaged or of another version (hint: go generate ./...)")
	if !strings.HasPrefix(string(data[:min(len(data), len(magic))]), magic) {
		return nil, damaged
	}
	data = data[len(magic):]
	var parts [5][]byte
	for i := range parts {
		if len(data) < 4 {
			return nil, damaged
		}
		n := int(binary.LittleEndian.Uint32(data))
		if data = data[4:]; n > len(data) {
			return nil, damaged
		}
		parts[i], data = data[:n:n], data[n:]
	}
	if len(data) > 0 {
		return nil, damaged
	}
	return &Pack{Version: string(parts[0]), Lessons: string(parts[1]), Model: parts[2], names: parts[3], book: parts[4]}, nil
}
