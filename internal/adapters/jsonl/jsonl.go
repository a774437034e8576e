// Package jsonl speaks to programs: a question in JSON on each line in, its reply in JSON on a line out.
package jsonl

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"marketbot/internal/answer"
)

// MaxLine is how many bytes a line may have.
const MaxLine = 1 << 20

// Stream answers lines.
type Stream struct {
	Answer  func(answer.Question) answer.Reply
	Kind    func(id string) string // of an entity: company, person, ...
	Workers int
}

// job is one line on its way.
type job struct {
	number int
	text   []byte
	err    error
	reply  []byte
	done   chan struct{} // closed when reply or err is there
}

// Run answers the lines of in on out, in their order, each as soon as it and those before it are answered.
// A line that is no question becomes a line of complaints instead, as name:line: problem; the number of
// these is returned. The error is of reading, of writing or of ctx, after which a read that waits for input
// is left behind.
func (s Stream) Run(ctx context.Context, name string, in io.Reader, out, complaints io.Writer) (bad int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()
	workers := max(1, s.Workers)
	work, order := make(chan *job), make(chan *job, 4*workers)
	for range workers {
		wait.Go(func() { s.work(ctx, work) })
	}
	read := make(chan error, 1)
	go func() { read <- feed(ctx, in, work, order) }()
	w := bufio.NewWriter(out)
	for {
		select {
		case j, more := <-order:
			if !more {
				return bad, finish(w, name, <-read)
			}
			b, err := s.write(ctx, w, j, name, complaints)
			if bad += b; err != nil {
				return bad, err
			}
			if len(order) > 0 {
				continue
			}
			if err := w.Flush(); err != nil {
				return bad, fmt.Errorf("write answers: %w", err)
			}
		case <-ctx.Done():
			return bad, context.Cause(ctx)
		}
	}
}

func finish(w *bufio.Writer, name string, read error) error {
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	if read != nil {
		return fmt.Errorf("%s: %w", name, read)
	}
	return nil
}

// feed hands out lines until there are no more, and closes both channels.
func feed(ctx context.Context, in io.Reader, work, order chan<- *job) error {
	defer close(order)
	defer close(work)
	lines := newLines(in)
	for {
		j, err := lines.next()
		if err != nil || j == nil {
			return err
		}
		select {
		case order <- j:
		case <-ctx.Done():
			return nil
		}
		select {
		case work <- j:
		case <-ctx.Done():
			return nil
		}
	}
}

func (s Stream) work(ctx context.Context, work <-chan *job) {
	for {
		select {
		case j, more := <-work:
			if !more {
				return
			}
			s.answer(j)
			close(j.done)
		case <-ctx.Done():
			return
		}
	}
}

func (s Stream) answer(j *job) {
	if j.err != nil {
		return
	}
	q, err := parse(j.text)
	if err != nil {
		j.err = err
		return
	}
	start := time.Now()
	r := s.Answer(answer.Question{Text: *q.Question, Context: q.Context})
	j.reply, j.err = Encode(q.ID, r, s.Kind, time.Since(start))
}

// write writes one line, as an answer or a complaint.
func (s Stream) write(ctx context.Context, w io.Writer, j *job, name string, complaints io.Writer) (bad int, err error) {
	select {
	case <-j.done:
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
	if j.err != nil {
		_, err := fmt.Fprintf(complaints, "%s:%d: %v\n", name, j.number, j.err)
		return 1, err
	}
	if _, err := w.Write(j.reply); err != nil {
		return 0, fmt.Errorf("write answers: %w", err)
	}
	return 0, nil
}
