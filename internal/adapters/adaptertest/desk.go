package adaptertest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"sync"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/desk"
)

// A Desk does what an adapter counts on, in memory: keys once, threads remembered, replies sent again
// until they are through.
type Desk struct {
	engine desk.Answerer
	sender desk.Sender
	log    *slog.Logger

	mu       sync.Mutex
	met      map[string]bool
	asked    map[string]desk.Message
	handles  map[string]string
	thread   map[string][]string
	feedback []desk.Feedback
	got      []desk.Message
	refuse   error // what Accept returns
	work     sync.WaitGroup
}

// NewDesk returns a desk that answers by an engine. It posts nothing until it has a sender.
func NewDesk(e desk.Answerer, log *slog.Logger) *Desk {
	return &Desk{engine: e, log: log, met: map[string]bool{}, asked: map[string]desk.Message{}, handles: map[string]string{}, thread: map[string][]string{}}
}

// Accept takes in a message and has its reply sent.
func (d *Desk) Accept(_ context.Context, m desk.Message) (desk.Outcome, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refuse != nil {
		return "", d.refuse
	}
	once := m.Key + string(m.Kind)
	if m.Kind == desk.Edit {
		once += m.At.String() + m.Text
	}
	if d.met[once] {
		return desk.Duplicate, nil
	}
	if _, ok := d.asked[m.Key]; m.Kind != desk.Ask && !ok {
		return desk.Unknown, nil
	}
	d.met[once] = true
	d.got = append(d.got, m)
	earlier := d.thread[placeOf(m)]
	if m.Kind == desk.Ask {
		d.asked[m.Key] = m
		d.thread[placeOf(m)] = append(earlier, m.Text)
	}
	if d.sender != nil {
		s := d.sender
		d.work.Go(func() { d.send(s, m, earlier) })
	}
	return desk.Accepted, nil
}

func placeOf(m desk.Message) string { return m.Space + m.Channel + m.Thread }

// Knows reports whether somebody has asked in the thread of m.
func (d *Desk) Knows(m desk.Message) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.thread[placeOf(m)]) > 0
}

// Question returns the question of a key, with the handle of its answer.
func (d *Desk) Question(_, key string) (m desk.Message, handle string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m, ok = d.asked[key]
	return m, d.handles[key], ok
}

// Feedback remembers a verdict.
func (d *Desk) Feedback(_ context.Context, f desk.Feedback) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.feedback = append(d.feedback, f)
	return d.refuse
}

func (d *Desk) send(s desk.Sender, m desk.Message, earlier []string) {
	p := desk.Post{ID: idOf(m.Key), Message: m, Kind: m.Kind}
	if m.Kind != desk.Delete {
		p.Reply = d.engine.Answer(answer.Question{Text: m.Text, Context: earlier})
	}
	if m.Kind != desk.Ask {
		for range 500 { // the answer that is changed may still be on its way
			if p.Handle = d.handle(m.Key); p.Handle != "" {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	for range 50 {
		p.Attempt++
		h, err := s.Send(context.Background(), p)
		if err == nil {
			d.mu.Lock()
			d.handles[m.Key] = h
			d.mu.Unlock()
			return
		}
		d.log.Warn("not sent", "err", err)
		if _, ok := errors.AsType[*desk.Never](err); ok {
			return
		}
		if _, ok := errors.AsType[*desk.Later](err); !ok {
			p.Doubt = true
		}
		time.Sleep(20 * time.Millisecond) // not After: a test has no minute
	}
}

func (d *Desk) handle(key string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.handles[key]
}

// Accepted are the messages taken in, oldest first.
func (d *Desk) Accepted() []desk.Message {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]desk.Message(nil), d.got...)
}

// Verdicts are the verdicts given, oldest first.
func (d *Desk) Verdicts() []desk.Feedback {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]desk.Feedback(nil), d.feedback...)
}

// SendBy makes replies go out by a sender; nil: none do.
func (d *Desk) SendBy(s desk.Sender) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sender = s
}

// Refuse makes Accept and Feedback fail with err, until it is nil.
func (d *Desk) Refuse(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refuse = err
}

// Wait waits for the replies under way.
func (d *Desk) Wait() { d.work.Wait() }

// idOf makes a post's id of a message's key, as the desk does.
func idOf(key string) string {
	h := sha256.Sum256([]byte(key))
	return hex.EncodeToString(h[:12])
}
