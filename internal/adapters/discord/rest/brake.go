package rest

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

// Discord bans who is refused 10,000 times in ten minutes
// (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). The ban is of
// an address, which other bots may share: ours stops at a tenth.
const (
	invalidLimit  = 1000
	invalidWindow = 10 * time.Minute
)

// ErrBraked is the error of calls that are not made.
var ErrBraked = errors.New("not called: Discord has refused 1,000 calls within ten minutes and bans at 10,000 (hint: bot doctor shows whether token and permissions are in order)")

// A brake counts refused calls.
type brake struct {
	mu   sync.Mutex
	ring [invalidLimit]time.Time
	next int
}

func newBrake() *brake { return &brake{} }

// note counts a refusal, if it is of those that Discord counts.
func (b *brake) note(e *Error, now time.Time) {
	switch {
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden, e.Status == http.StatusTooManyRequests && e.Scope != scopeShared:
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ring[b.next] = now
	b.next = (b.next + 1) % invalidLimit
}

// check returns [ErrBraked] as long as the limit is reached.
func (b *brake) check(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if oldest := b.ring[b.next]; !oldest.IsZero() && now.Sub(oldest) < invalidWindow {
		return ErrBraked
	}
	return nil
}
