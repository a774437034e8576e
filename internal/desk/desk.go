// Package desk does what every platform does alike: accept a question once, remember the thread, limit the
// rate, answer, hand the reply to be sent, learn from feedback. It knows no platform.
//
// The route of a question: [Desk.Accept] writes it to the ledger's inbox, and only then the adapter
// acknowledges it to its platform. [Desk.Run] takes it from there, lane by lane (a lane is a channel): it
// decides whether the asker still has turns, records that a post is under way, asks the engine, hands the
// [Post] to the platform's [Sender] and records its handle. What a crash or a stop leaves behind is taken up by the
// next Run.
package desk

import (
	"context"
	"encoding/json"
	"time"

	"marketbot/internal/answer"
)

// Kind is what a message asks the desk to do.
type Kind string

// The kinds of messages.
const (
	Ask    Kind = "ask"    // a question
	Edit   Kind = "edit"   // the question of the same Key was changed: its answer is updated in place
	Delete Kind = "delete" // the question of the same Key was deleted: its answer is removed
)

// Message is one piece of outside work, as every platform's adapter hands it in. It is stored as it is, so an
// adapter puts everything it needs to reply later into Return.
type Message struct {
	Platform string          `json:"platform"` // the sender's name: "slack", "discord"
	Key      string          `json:"key"`      // unique for the question on its platform, the same for every redelivery
	Kind     Kind            `json:"kind"`
	Space    string          `json:"space"` // workspace or guild
	Channel  string          `json:"channel"`
	Thread   string          `json:"thread"` // identifies the conversation whose earlier questions count; may be empty
	User     string          `json:"user"`
	Text     string          `json:"text"`    // the question without the address
	Surface  string          `json:"surface"` // mention, direct, thread, command, shortcut, button, agent: for metrics and logs
	Private  bool            `json:"private"` // only the asker sees the answer
	Return   json.RawMessage `json:"return"`  // the adapter's own handle to reply by; opaque here
	At       time.Time       `json:"at"`      // when the platform says it happened
}

// Post is a reply on its way to a platform.
type Post struct {
	ID      string       // idempotency key, 24 hexadecimal digits: the same for every attempt at the same reply
	Message Message      // what it answers; for a note about the rate it is Private whatever the question was
	Reply   answer.Reply // empty for Delete
	Kind    Kind         // Ask: post it; Edit: change the post Handle; Delete: remove the post Handle
	Handle  string       // of the earlier post, for Edit and Delete
	Attempt int          // 1 for the first
	Doubt   bool         // an earlier attempt may have been posted: look before sending again
}

// Sender posts replies to one platform. Send is called by one goroutine a channel (replies to Private messages:
// one goroutine an asker in a channel), for several channels at once. It obeys ctx.
type Sender interface {
	// Send posts, changes or removes a reply and returns its handle; for an Edit an empty handle means that
	// it is still the old one. A *Later error says that nothing was posted and when to try again; a *Never
	// error that trying again is in vain; any other error is tried again with backoff, in doubt.
	Send(ctx context.Context, p Post) (handle string, err error)
}

// Later says that a platform refused the reply and wants it not before some time has passed (429 with Retry-After).
// The channel's other replies wait as long, other channels do not.
type Later struct {
	After time.Duration
	Err   error
}

func (l *Later) Error() string { return l.Err.Error() }

// Unwrap returns the cause.
func (l *Later) Unwrap() error { return l.Err }

// Never says that a reply cannot be delivered: the channel is gone, the bot was removed, the token is revoked.
type Never struct{ Err error }

func (n *Never) Error() string { return n.Err.Error() }

// Unwrap returns the cause.
func (n *Never) Unwrap() error { return n.Err }
