package desk

import (
	"log/slog"
	"time"

	"marketbot/internal/answer"
)

// Answerer answers a question; [answer.Engine] is one. It is called by many goroutines at once.
type Answerer interface {
	Answer(answer.Question) answer.Reply
}

// Rate is a token bucket: Burst at once, then one more each Every. A negative Burst means no limit.
type Rate struct {
	Burst int
	Every time.Duration
}

// Options of a desk. The zero value of a field means its default, which the comment gives; a negative number
// means none.
type Options struct {
	Log   *slog.Logger     // slog.DiscardHandler
	Now   func() time.Time // time.Now
	Watch func(Event)      // told what happens, for metrics; called by many goroutines, must not block

	// Note words the one private note an over-eager user gets; nil: none is sent. The wording is the book's.
	Note func(Message) answer.Reply

	User    Rate // what one user may ask: 30, then one each 2 s
	Channel Rate // what may be asked in one channel: 120, then one each 500 ms
	Turns   int  // questions a thread may have in 24 hours, so that two bots do not talk for ever: 300

	Pace        time.Duration // between two posts of a lane: 1 s
	Workers     int           // posts under way at once, for each platform: 512
	Attempts    int           // failed attempts before giving up: 40
	Backoff     time.Duration // before the second attempt, doubled for each further one: 1 s
	BackoffMax  time.Duration // 5 min
	SendTimeout time.Duration // for one call of Send: 30 s
	Grace       time.Duration // for posts under way when Run is told to stop: 8 s
	Inbox       int           // unfinished entries before Accept refuses: 100,000
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Watch == nil {
		o.Watch = func(Event) {}
	}
	if o.User == (Rate{}) {
		o.User = Rate{Burst: 30, Every: 2 * time.Second}
	}
	if o.Channel == (Rate{}) {
		o.Channel = Rate{Burst: 120, Every: 500 * time.Millisecond}
	}
	fallback(&o.Turns, 300)
	fallback(&o.Pace, time.Second)
	fallback(&o.Workers, 512)
	fallback(&o.Attempts, 40)
	fallback(&o.Backoff, time.Second)
	fallback(&o.BackoffMax, 5*time.Minute)
	fallback(&o.SendTimeout, 30*time.Second)
	fallback(&o.Grace, 8*time.Second)
	fallback(&o.Inbox, 100_000)
	return o
}

func fallback[T int | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// What says which step of the route an [Event] reports.
type What string

// The steps.
const (
	WasAccepted  What = "accepted"  // durable in the inbox
	WasDuplicate What = "duplicate" // dropped: accepted before
	WasRefused   What = "refused"   // not stored: Accept returned an error
	WasAnswered  What = "answered"  // by the engine: Intent, Status
	WasPosted    What = "posted"    // by the sender: Intent, Status, Latency
	WasRetried   What = "retried"   // an attempt failed and will be made again: Err
	WasFailed    What = "failed"    // given up: Err
	WasLimited   What = "limited"   // dropped by rate or by the cap on turns
	WasWithdrawn What = "withdrawn" // nothing to do any more: deleted, or changed before it was answered
	WasPanic     What = "panic"     // recovered: Err
)

// Event is one step of the route of one message, for metrics.
type Event struct {
	What     What
	Platform string
	Kind     Kind
	Surface  string
	Intent   string        // as [answer.Reply]
	Status   answer.Status // as [answer.Reply]
	Latency  time.Duration // from Message.At, or from Accept if that is zero or in the future, to the post
	Err      error
}

// Depth is what a platform's share of the ledger holds now.
type Depth struct {
	Inbox  int       // accepted, not tried yet
	Outbox int       // tried, not posted yet
	Oldest time.Time // when the oldest of both was accepted; zero if there is none
}
