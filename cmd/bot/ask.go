package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"marketbot/internal/adapters/jsonl"
	"marketbot/internal/adapters/terminal"
	"marketbot/internal/answer"
)

// ask answers one question, or a file of them.
type ask struct {
	Question []string `arg:"" optional:"" help:"The question, in quotation marks or not."`
	Context  []string `help:"An earlier question of the same person; may be repeated, oldest first." placeholder:"QUESTION" sep:"none"`
	JSON     bool     `name:"json" help:"Answer in JSON, a line for a question."`
	Input    string   `help:"With --json: a file with a question in JSON on each line, or - for standard input." placeholder:"FILE"`
}

// Run answers.
func (a *ask) Run(w *world) error {
	text := strings.Join(a.Question, " ")
	switch {
	case a.Input != "" && !a.JSON:
		return errors.New("ask: --input takes JSON Lines (hint: add --json)")
	case a.Input != "" && (text != "" || len(a.Context) > 0):
		return errors.New("ask: --input and a question exclude each other (hint: leave one out)")
	case a.Input != "":
		return a.lines(w)
	case strings.TrimSpace(text) == "":
		return errors.New(`ask: no question (hint: bot ask "who leads the market?", or bot ask --json --input FILE)`)
	}
	e, err := w.engine()
	if err != nil {
		return err
	}
	start := time.Now()
	r := e.Answer(answer.Question{Text: text, Context: a.Context})
	if !a.JSON {
		_, err = fmt.Fprint(w.out, terminal.Render(r, e.Phrase, terminal.ScreenOf(w.out, w.getenv)))
		return err
	}
	line, err := jsonl.Encode(json.RawMessage(`""`), r, kinds(e), time.Since(start))
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	_, err = w.out.Write(line)
	return err
}

// lines answers a file of questions.
func (a *ask) lines(w *world) error {
	in, name := w.in, "standard input"
	if a.Input != "-" {
		f, err := opened(a.Input)
		if err != nil {
			return fmt.Errorf("ask: --input: %w (hint: name a file of JSON Lines, or - for standard input)", err)
		}
		defer f.Close()
		in, name = f, a.Input
	}
	e, err := w.engine()
	if err != nil {
		return err
	}
	s := jsonl.Stream{Answer: e.Answer, Kind: kinds(e), Workers: runtime.GOMAXPROCS(0)}
	bad, err := s.Run(w.ctx, name, in, w.out, cleaned{w.err})
	if err != nil {
		return fmt.Errorf("ask: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("ask: not answered: %d of the lines of %s (see above)", bad, name)
	}
	return nil
}

// opened opens a file, which is no folder.
func opened(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if st, err := f.Stat(); err == nil && st.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s is a folder", name)
	}
	return f, nil
}

// kinds tells the kind of an entity of the engine's book.
func kinds(e *answer.Engine) func(id string) string {
	kinds := map[string]string{}
	for _, v := range e.Book().Entities {
		kinds[v.ID] = v.Kind
	}
	return func(id string) string { return kinds[id] }
}

// cleaned keeps what acts on a terminal out of messages.
type cleaned struct{ to io.Writer }

// Write writes all of p, cleaned.
func (c cleaned) Write(p []byte) (int, error) {
	_, err := io.WriteString(c.to, terminal.Clean(string(p)))
	return len(p), err
}
