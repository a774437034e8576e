package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"marketbot/internal/answer"
)

// A Chat is a conversation with one person. It remembers their earlier questions.
type Chat struct {
	Answer      func(answer.Question) answer.Reply
	Phrase      Phrases
	Covered     string        // what can be asked about
	Screen      func() Screen // asked anew for each reply: windows change their size
	Completions []string      // what Tab completes a word to
}

const (
	prompt     = "> "
	remembered = 8       // questions, as many as the engine looks back
	longestAsk = 1 << 20 // bytes of a line
)

// Run talks until the person leaves with /quit, quit or Ctrl-D, the input ends, or ctx is done. Where no person
// types, each question is written down before its answer, so that the output reads as a transcript.
func (c Chat) Run(ctx context.Context, in io.Reader, out io.Writer) error {
	next, end := c.listen(in, out)
	defer end()
	c.welcome(out)
	var earlier, offered []string
	for {
		line, err := wait(ctx, next)
		if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("chat: %w", err)
		}
		line = strings.TrimSpace(line)
		switch strings.ToLower(line) {
		case "":
			continue
		case "/quit", "/exit", "quit", "exit":
			return nil
		}
		q := answer.Question{Text: chosen(line, offered), Context: earlier}
		r := c.Answer(q)
		if _, err := fmt.Fprint(out, c.heard(line, q.Text), Render(r, c.Phrase, c.Screen()), "\n"); err != nil {
			return fmt.Errorf("chat: %w", err)
		}
		offered = r.Suggestions
		earlier = append(earlier[max(0, len(earlier)-remembered+1):], q.Text)
	}
}

// welcome is in the book's first language, since nothing was asked yet.
func (c Chat) welcome(out io.Writer) {
	p := &page{screen: c.Screen()}
	p.block(bold, "", "", c.Phrase("en", "chat.welcome", "covered", c.Covered))
	p.block(dim, "", "", c.Phrase("en", "chat.keys"))
	fmt.Fprintln(out, p.text.String())
}

// chosen returns the suggestion whose number was typed, or the line itself.
func chosen(line string, offered []string) string {
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(offered) {
		return offered[n-1]
	}
	return line
}

// heard writes the question down where a number stood for it.
func (c Chat) heard(line, question string) string {
	if line == question {
		return ""
	}
	p := &page{screen: c.Screen()}
	p.block(link, prompt, "  ", question)
	return p.text.String()
}

// listen returns what reads the next line, and what ends the reading.
func (c Chat) listen(in io.Reader, out io.Writer) (next func() (string, error), end func()) {
	if Interactive(in) {
		k := newKeyboard(c.Completions)
		return k.next, k.end
	}
	s := bufio.NewScanner(in)
	s.Buffer(nil, longestAsk)
	return func() (string, error) {
		if !s.Scan() {
			if errors.Is(s.Err(), bufio.ErrTooLong) {
				return "", errors.New("standard input: a line is longer than 1 MB (hint: ask one question a line)")
			}
			if s.Err() != nil {
				return "", fmt.Errorf("standard input: %w", s.Err())
			}
			return "", io.EOF
		}
		fmt.Fprintln(out, prompt+Clean(s.Text()))
		return s.Text(), nil
	}, func() {}
}

// wait reads a line, or returns when ctx is done; then the read is left to the end of the process.
func wait(ctx context.Context, next func() (string, error)) (string, error) {
	type read struct {
		line string
		err  error
	}
	got := make(chan read, 1)
	go func() {
		line, err := next()
		got <- read{line, err}
	}()
	select {
	case r := <-got:
		return r.line, r.err
	case <-ctx.Done():
		return "", context.Canceled
	}
}
