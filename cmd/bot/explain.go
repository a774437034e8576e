package main

import (
	"errors"
	"fmt"
	"strings"

	"marketbot/internal/adapters/terminal"
	"marketbot/internal/answer"
)

// explain shows the route of one question.
type explain struct {
	Question []string `arg:"" optional:"" help:"The question, in quotation marks or not."`
	Context  []string `help:"An earlier question of the same person; may be repeated, oldest first." placeholder:"QUESTION" sep:"none"`
}

// Run explains, then answers.
func (x *explain) Run(w *world) error {
	text := strings.Join(x.Question, " ")
	if strings.TrimSpace(text) == "" {
		return errors.New(`explain: no question (hint: bot explain "who leads the market?")`)
	}
	e, err := w.engine()
	if err != nil {
		return err
	}
	r := e.Explain(answer.Question{Text: text, Context: x.Context})
	_, err = fmt.Fprintf(w.out, "%s\n%s", terminal.Clean(r.Trace.String()), terminal.Render(r, e.Phrase, terminal.ScreenOf(w.out, w.getenv)))
	return err
}
