package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"marketbot/internal/ledger"
)

// MaxText is how many bytes of a question are kept.
const MaxText = 16 << 10

// MaxArriving is how many messages may wait at once to be stored. Adapters stop waiting long before that when the disk
// hangs, but what they handed in waits on.
const MaxArriving = 4096

// Outcome is what became of a message handed to [Desk.Accept]. All outcomes are to be acknowledged.
type Outcome string

// The outcomes.
const (
	Accepted  Outcome = "accepted"  // durable
	Duplicate Outcome = "duplicate" // accepted before, within 48 hours: dropped
	Unknown   Outcome = "unknown"   // an Edit of a question that was never asked here: dropped (it may be handed in as an Ask)
)

// ErrFull says that the inbox is full, or that too much arrives at once. The message is not stored: do not acknowledge it.
var ErrFull = errors.New("desk: the inbox is full")

// Desk stands between the platforms and the engine. All its methods may be called by many goroutines at once.
type Desk struct {
	engine   Answerer
	ledger   *ledger.Ledger
	o        Options
	limiter  limiter
	arriving atomic.Int64 // calls of Accept under way

	mu     sync.Mutex
	queues map[string]*queue // by platform
	ran    bool
}

// New makes a desk. It does nothing until [Desk.Run], but [Desk.Accept] works at once. The ledger stays the
// caller's to close, after Run has returned and the adapters accept no more.
func New(engine Answerer, l *ledger.Ledger, o Options) *Desk {
	o = o.withDefaults()
	return &Desk{engine: engine, ledger: l, o: o, limiter: newLimiter(o.User, o.Channel), queues: map[string]*queue{}}
}

// Accept makes a message durable. Only after it has returned without an error may the adapter acknowledge the
// message to its platform. A duplicate is dropped silently: an Ask or Delete with the same Platform and Key, an
// Edit with the same Platform, Key, At and Text. Edit and Delete need no more than Platform, Key, Kind, and
// Text and At for Edit: the rest is the question's. A Delete of a question that was never asked here is
// remembered, so that the question is not answered when it comes late. Accept works before Run, while it stops and
// after it: what is accepted then is answered by the next Run. When ctx ends first, Accept returns its error and
// the message may or may not have been stored; it is not lost and, handed in again, a duplicate.
func (d *Desk) Accept(ctx context.Context, m Message) (Outcome, error) {
	m, err := clean(m)
	if err != nil {
		return "", err
	}
	if n := d.arriving.Add(1); n > MaxArriving || d.o.Inbox >= 0 && d.ledger.Len()+int(n) > d.o.Inbox {
		d.arriving.Add(-1)
		d.o.Watch(d.event(WasRefused, m, ErrFull))
		return "", ErrFull
	}
	type result struct {
		outcome Outcome
		err     error
	}
	done := make(chan result, 1)
	go func() { // a disk that hangs must not hold up the adapter
		outcome, err := d.store(context.WithoutCancel(ctx), m)
		d.arriving.Add(-1)
		done <- result{outcome, err}
	}()
	select {
	case r := <-done:
		return r.outcome, r.err
	case <-ctx.Done():
		return "", fmt.Errorf("desk: accept: %w", context.Cause(ctx))
	}
}

// clean checks and bounds a message.
func clean(m Message) (Message, error) {
	if m.Platform == "" || m.Key == "" || strings.Contains(m.Platform, "/") {
		return m, fmt.Errorf("desk: accept: message without platform or key: %q, %q", m.Platform, m.Key)
	}
	switch m.Kind {
	case Ask, Edit, Delete:
	case "":
		m.Kind = Ask
	default:
		return m, fmt.Errorf("desk: accept: unknown kind %q", m.Kind)
	}
	if len(m.Text) > MaxText {
		end := MaxText
		for end > 0 && !utf8.RuneStart(m.Text[end]) {
			end--
		}
		m.Text = m.Text[:end]
	}
	return m, nil
}

func (d *Desk) store(ctx context.Context, m Message) (Outcome, error) {
	e, outcome, err := d.write(ctx, m)
	switch {
	case err != nil:
		d.o.Watch(d.event(WasRefused, m, err))
		return "", fmt.Errorf("desk: accept: %w", err)
	case outcome == Duplicate:
		d.o.Watch(d.event(WasDuplicate, m, nil))
	case outcome == Accepted:
		d.o.Watch(d.event(WasAccepted, m, nil))
		if !e.State.Done() {
			it := newItem(e, m.Kind)
			it.fresh = &e
			d.queue(m.Platform).add(e.Lane, it)
		}
	}
	return outcome, nil
}

func (d *Desk) write(ctx context.Context, m Message) (ledger.Entry, Outcome, error) {
	data, err := json.Marshal(m)
	if err != nil {
		return ledger.Entry{}, "", err
	}
	asked := keyOf(m.Platform, m.Key)
	e := ledger.Entry{Key: asked, Lane: laneOf(m), Thread: threadOf(m), Message: data}
	switch m.Kind {
	case Edit:
		text := sha256.Sum256([]byte(m.Text))
		e.Of, e.Key = asked, fmt.Sprintf("%s\x00edit\x00%d\x00%x", asked, m.At.UnixNano(), text[:8])
	case Delete:
		e.Of, e.Key = asked, asked+"\x00delete"
	}
	e, result, err := d.ledger.Accept(ctx, e)
	if result == ledger.Orphan && m.Kind == Delete && err == nil {
		stone := ledger.Entry{Key: asked, State: ledger.Withdrawn, Message: data}
		if stone, result, err = d.ledger.Accept(ctx, stone); result == ledger.Known && err == nil {
			return d.write(ctx, m) // it has just been asked
		}
		return stone, Accepted, err
	}
	switch {
	case err != nil:
		return e, "", err
	case result == ledger.Known:
		return e, Duplicate, nil
	case result == ledger.Orphan:
		return e, Unknown, nil
	}
	return e, Accepted, nil
}

// keyOf is the ledger's key of a question.
func keyOf(platform, k string) string { return platform + "/" + k }

// laneOf is what a message has to queue in: its channel. What only one person sees does not wait for the channel.
func laneOf(m Message) string {
	parts := []string{m.Platform, m.Space, m.Channel}
	if m.Private {
		parts = append(parts, m.User)
	}
	return strings.Join(parts, "\t")
}

// threadOf is the ledger's name of a conversation; empty: none.
func threadOf(m Message) string {
	if m.Thread == "" {
		return ""
	}
	return strings.Join([]string{m.Platform, m.Space, m.Channel, m.Thread}, "\t")
}

// idOf is the idempotency key of an entry's post: made of its key alone, so that it is the same even when
// the ledger was lost.
func idOf(e ledger.Entry) string {
	sum := sha256.Sum256([]byte(e.Key))
	return hex.EncodeToString(sum[:12])
}

func (d *Desk) event(w What, m Message, err error) Event {
	return Event{What: w, Platform: m.Platform, Kind: m.Kind, Surface: m.Surface, Err: err}
}
