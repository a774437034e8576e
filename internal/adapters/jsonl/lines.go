package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// lines reads a text line by line; what is empty is skipped, what is too long becomes a job with an error.
type lines struct {
	in     *bufio.Reader
	number int
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, 64<<10)} }

// next returns the next line, or nil at the end.
func (l *lines) next() (*job, error) {
	for {
		text, long, err := l.line()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if err != nil && len(text) == 0 {
			return nil, nil
		}
		l.number++
		if l.number == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
		}
		text = bytes.TrimSpace(text)
		if len(text) == 0 && !long {
			continue
		}
		j := &job{number: l.number, text: text, done: make(chan struct{})}
		if long {
			j.text, j.err = nil, fmt.Errorf("longer than %d bytes (hint: one question a line)", MaxLine)
		}
		return j, nil
	}
}

// line reads up to a line feed. Of a line that is too long the rest is skipped.
func (l *lines) line() (text []byte, long bool, err error) {
	for {
		part, err := l.in.ReadSlice('\n')
		if !long {
			text = append(text, part...)
			long = len(bytes.TrimRight(text, "\r\n")) > MaxLine
		}
		if long {
			text = text[:1]
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, long, err
		}
	}
}

// question is a line as it comes in. Other keys are ignored.
type question struct {
	ID       json.RawMessage `json:"id"`
	Question *string         `json:"question"`
	Context  []string        `json:"context"`
}

const example = `{"id":"1","question":"who leads the market?"}`

// parse reads a question. Its id is a string or a number and is given back as it came.
func parse(line []byte) (question, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return q, problem(line, err)
	}
	if q.Question == nil {
		return q, fmt.Errorf(`no "question" (hint: a line is such as %s)`, example)
	}
	switch {
	case len(q.ID) == 0 || string(q.ID) == "null":
		q.ID = json.RawMessage(`""`)
	case bytes.IndexByte([]byte(`"-0123456789`), q.ID[0]) < 0:
		return q, fmt.Errorf(`"id" is neither a string nor a number (hint: a line is such as %s)`, example)
	}
	return q, nil
}

// problem says what is wrong with a line in words that do not need Go.
func problem(line []byte, err error) error {
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) {
		if line[0] != '{' {
			return fmt.Errorf("not a JSON object: %s (hint: one object a line, such as %s)", typed.Value, example)
		}
		want := "a string"
		if typed.Field == "context" {
			want = "a list of strings"
		}
		return fmt.Errorf("%q is not %s: %s (hint: a line is such as %s)", typed.Field, want, typed.Value, example)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not valid JSON: %v at byte %d (hint: one object a line, such as %s)", err, syntax.Offset, example)
	}
	return fmt.Errorf("not valid JSON: %v (hint: one object a line, such as %s)", err, example)
}
