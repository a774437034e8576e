// Package ledger keeps what must survive a crash: the inbox of accepted questions, the outbox of replies,
// threads, feedback. It knows no platform and not how answers are found: messages are bytes to it.
//
// It is an embedded bbolt file. Writers that come at the same time share one commit, so that the price of a
// durable write, two fdatasyncs, is paid once for all of them.
package ledger

import (
	"encoding/json"
	"errors"
	"time"
)

// How long things are remembered at least.
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
	Before   []uint64        `json:"before,omitempty"` // the questions of its thread before it, oldest first, at most 16
	State    State           `json:"state"`
	Attempts int             `json:"attempts,omitempty"`
	Failures int             `json:"failures,omitempty"` // attempts that failed or were cut off by a crash
	Doubt    bool            `json:"doubt,omitempty"`    // an earlier attempt may have been posted
	Note     bool            `json:"note,omitempty"`     // the post is not the answer but a note that there is none
	Handle   string          `json:"handle,omitempty"`   // of the post
	Intent   string          `json:"intent,omitempty"`
	Status   string          `json:"status,omitempty"`
	At       time.Time       `json:"at"`              // accepted
	Changed  time.Time       `json:"changed"`         // the state
	Edited   time.Time       `json:"edited,omitzero"` // of a question: when its text was last changed, by the platform's clock
	Message  json.RawMessage `json:"-"`
}

// Result is what became of an entry handed to [Ledger.Accept].
type Result int

// The results.
const (
	Fresh  Result = iota // stored
	Known                // not stored: its key is known; the entry known by it is returned
	Orphan               // not stored: it is of a question that is not known
)

// Stats are numbers for metrics.
type Stats struct {
	Pending int    // unfinished entries
	Bytes   int64  // size of the file
	Writes  uint64 // calls of Accept, Save, AddFeedback and Prune
	Commits uint64 // that these calls shared
}

// ErrClosed is returned after Close.
var ErrClosed = errors.New("ledger: closed")
