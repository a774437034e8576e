// Package ledger keeps what must survive a crash: the inbox of accepted questions, the outbox of replies,
// threads, feedback. It knows no platform and not how answers are found: messages are bytes to it.
package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// How long things are remembered after they are finished.
const (
	KeysFor    = 48 * time.Hour // a message with the same key is a duplicate
	ThreadsFor = 24 * time.Hour // earlier questions of a thread count
)

// State is how far an entry has come.
type State string

// The states. The first three are unfinished.
const (
	Accepted  State = "accepted"  // in the inbox
	Posting   State = "posting"   // in the outbox, an attempt is under way: found after a crash, it may have been posted
	Answered  State = "answered"  // in the outbox between two attempts
	Posted    State = "posted"    // done, Handle names the post
	Failed    State = "failed"    // given up
	Limited   State = "limited"   // dropped by rate
	Withdrawn State = "withdrawn" // nothing to do any more
)

// Done reports whether nothing is left to do.
func (s State) Done() bool { return s != Accepted && s != Posting && s != Answered }

// Entry is one accepted message and what became of it.
type Entry struct {
	Seq      uint64          `json:"seq"`              // the order of acceptance, from 1
	Key      string          `json:"key"`              // unique for 48 hours
	Of       string          `json:"of,omitempty"`     // the key of the question that this entry changes; empty for a question
	Lane     string          `json:"lane"`             // entries of a lane are worked on in order
	Thread   string          `json:"thread,omitempty"` // empty: none
	Turn     int             `json:"turn,omitempty"`   // which question of its thread it is, within 24 hours, from 1
	State    State           `json:"state"`
	Attempts int             `json:"attempts,omitempty"`
	Failures int             `json:"failures,omitempty"` // attempts that failed or were cut off by a crash
	Doubt    bool            `json:"doubt,omitempty"`    // an earlier attempt may have been posted
	Handle   string          `json:"handle,omitempty"`   // of the post
	Intent   string          `json:"intent,omitempty"`
	Status   string          `json:"status,omitempty"`
	At       time.Time       `json:"at"`      // accepted
	Changed  time.Time       `json:"changed"` // the state
	Message  json.RawMessage `json:"message"`
}

// ErrClosed is returned after Close.
var ErrClosed = errors.New("ledger: closed")

// Ledger is the store. All its methods may be called by many goroutines at once.
type Ledger struct{}

// Open opens the ledger of a URL: "file:bot.db" is a file, made if it is not there and locked against other
// processes; "memory:" lasts until Close. Now tells the time; nil: [time.Now].
func Open(url string, now func() time.Time) (*Ledger, error) { panic("not yet") }

// Close waits for what is being written and closes the file.
func (l *Ledger) Close() error { panic("not yet") }

// Result is what became of an entry handed to [Ledger.Accept].
type Result int

// The results.
const (
	Fresh  Result = iota // stored
	Known                // not stored: its key is known; the entry known by it is returned
	Orphan               // not stored: it is of a question that is not known
)

// Accept stores an entry if its key is new and, with Of, the question of that key is known. It fills in Seq,
// Turn, At and Changed, and State if that is empty. The entry is durable when Accept returns.
func (l *Ledger) Accept(ctx context.Context, e Entry) (Entry, Result, error) { panic("not yet") }

// Save stores new states of entries, all or none. They are durable when Save returns.
func (l *Ledger) Save(ctx context.Context, entries ...Entry) error { panic("not yet") }

// Entry returns the entry of a sequence number.
func (l *Ledger) Entry(seq uint64) (Entry, bool, error) { panic("not yet") }

// Find returns the entry of a key.
func (l *Ledger) Find(key string) (Entry, bool, error) { panic("not yet") }

// Pending returns up to limit unfinished entries after a sequence number, in order.
func (l *Ledger) Pending(after uint64, limit int) ([]Entry, error) { panic("not yet") }

// Thread returns the questions of a thread, oldest first, at most the last 32, none older than 24 hours.
func (l *Ledger) Thread(id string) ([]Entry, error) { panic("not yet") }

// AddFeedback appends a record. With an id that was seen within 48 hours it is dropped.
func (l *Ledger) AddFeedback(ctx context.Context, id string, record json.RawMessage) error {
	panic("not yet")
}

// Feedback calls f for all feedback records after a sequence number, in order, until it returns false.
func (l *Ledger) Feedback(after uint64, f func(seq uint64, record json.RawMessage) bool) error {
	panic("not yet")
}

// Prune forgets what has been finished and remembered long enough, and reports how many entries that were.
func (l *Ledger) Prune(ctx context.Context) (int, error) { panic("not yet") }

// Stats are numbers for metrics.
type Stats struct {
	Pending int   // unfinished entries
	Bytes   int64 // size of the file
	Commits uint64
	Writes  uint64 // calls of Accept, Save and AddFeedback that shared the commits
}

// Stats returns the ledger's numbers.
func (l *Ledger) Stats() Stats { panic("not yet") }
