package desk

import (
	"context"
	"errors"
	"time"

	"marketbot/internal/ledger"
)

// Outcome is what became of a message handed to [Desk.Accept]. All outcomes are to be acknowledged.
type Outcome string

// The outcomes.
const (
	Accepted  Outcome = "accepted"  // durable
	Duplicate Outcome = "duplicate" // accepted before, within 48 hours: dropped
	Unknown   Outcome = "unknown"   // an Edit of a question that was never asked here: dropped (it may be handed in as an Ask)
)

// ErrFull says that the inbox is full. The message is not stored: do not acknowledge it.
var ErrFull = errors.New("desk: the inbox is full")

// Desk stands between the platforms and the engine. All its methods may be called by many goroutines at once.
type Desk struct {
	engine Answerer
	ledger *ledger.Ledger
	o      Options
}

// New makes a desk. It does nothing until [Desk.Run], but [Desk.Accept] works at once. The ledger stays the
// caller's to close, after Run has returned and the adapters accept no more.
func New(engine Answerer, l *ledger.Ledger, o Options) *Desk {
	return &Desk{engine: engine, ledger: l, o: o.withDefaults()}
}

// Accept makes a message durable. Only after it has returned without an error may the adapter acknowledge the
// message to its platform. A duplicate is dropped silently: an Ask or Delete with the same Platform and Key, an
// Edit with the same Platform, Key, At and Text. A Delete of a question that was never asked here is
// remembered, so that the question is not answered when it comes late. Accept works before Run, while it stops and
// after it: what is accepted then is answered by the next Run.
func (d *Desk) Accept(ctx context.Context, m Message) (Outcome, error) { panic("not yet") }

// Run answers what is accepted and posts it by the senders, by the name of their platform, until ctx ends; it
// first takes up what an earlier Run left behind. Then posts under way are given Options.Grace to finish, the
// rest stays in the ledger, and Run returns nil. Entries of a platform without sender stay in the ledger.
// Run may be called once.
func (d *Desk) Run(ctx context.Context, senders map[string]Sender) error { panic("not yet") }

// Question returns the question of a key as it stands after edits, with the handle of its answer, which is
// empty until that is posted: for buttons under an answer. Questions are remembered for 48 hours.
func (d *Desk) Question(platform, key string) (m Message, handle string, ok bool) { panic("not yet") }

// Knows reports whether the bot has answered in the thread of m (its Platform, Space, Channel and Thread)
// within 24 hours: whether a message there without an address is meant for it.
func (d *Desk) Knows(m Message) bool { panic("not yet") }

// Depths returns how much is unfinished, by platform.
func (d *Desk) Depths() map[string]Depth { panic("not yet") }

// Verdict is what a user thinks of an answer.
type Verdict string

// The verdicts.
const (
	Good Verdict = "good"
	Bad  Verdict = "bad"
)

// Feedback is a user's verdict on an answer.
type Feedback struct {
	ID       string    `json:"id"` // of the click, the same for every redelivery; empty: never a duplicate
	Platform string    `json:"platform"`
	Key      string    `json:"key"` // of the question
	Space    string    `json:"space"`
	Channel  string    `json:"channel"`
	User     string    `json:"user"`
	Verdict  Verdict   `json:"verdict"`
	Reason   string    `json:"reason"`   // in the user's words; may come in a second Feedback
	Question string    `json:"question"` // its text; empty: filled from the ledger if the question is still remembered
	At       time.Time `json:"at"`       // zero: now
}

// Feedback stores a verdict for the curators. It is durable when Feedback returns.
func (d *Desk) Feedback(ctx context.Context, f Feedback) error { panic("not yet") }
