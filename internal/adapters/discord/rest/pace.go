package rest

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The limits of https://discord.com/developers/docs/topics/rate-limits, and how they are waited for.
const (
	globalLimit  = 50 // calls in a globalWindow
	globalWindow = time.Second

	shortWait = 2 * time.Second // that is waited out; a longer one is the caller's to plan with
	forgotten = time.Minute     // after its reset a bucket is forgotten: an interaction's never comes back
)

// A pace keeps calls within Discord's rate limits. Each bucket waits on its own: the calls of one route hold up no
// other route's, and those of one interaction none of another's.
type pace struct {
	mu      sync.Mutex
	names   map[string]string  // of a method and route: the bucket that Discord named; as many as there are routes
	buckets map[string]*bucket // by name and top-level id
	swept   time.Time
	global  time.Time              // nothing before this, except what the global limit does not count
	ring    [globalLimit]time.Time // when the last calls went out
	next    int
}

// A bucket is what is known of a rate limit.
type bucket struct {
	left  int       // calls; counts only until reset
	reset time.Time // zero: nothing is known
	busy  int       // calls under way
}

// A seat is a call's place in its bucket.
type seat struct{ route, major, key string }

func newPace() *pace {
	return &pace{names: map[string]string{}, buckets: map[string]*bucket{}}
}

// major is the top-level id that tells the buckets of a route apart: channel, guild, or webhook and interaction with
// their tokens (https://discord.com/developers/docs/topics/rate-limits#rate-limits).
func (c Call) major() string {
	switch {
	case c.bearing() && len(c.IDs) > 1:
		return c.IDs[0] + "/" + c.IDs[1]
	case strings.HasPrefix(c.Route, "/channels/{"), strings.HasPrefix(c.Route, "/guilds/{"):
		if len(c.IDs) > 0 {
			return c.IDs[0]
		}
	}
	return ""
}

// wait returns when the call may go out. Where that is not soon, or not before ctx ends, the error says when.
func (p *pace) wait(ctx context.Context, call Call) (seat, error) {
	s := seat{route: call.Method + " " + call.Route, major: call.major()}
	for {
		pause, scope := p.take(&s, call.bearing(), time.Now())
		if pause <= 0 {
			return s, nil
		}
		end, bounded := ctx.Deadline()
		if pause > shortWait || bounded && time.Until(end) < pause {
			return s, &Error{Method: call.Method, Route: call.Route, Status: http.StatusTooManyRequests, Message: "Not called", Scope: scope, After: pause}
		}
		if err := rest(ctx, pause); err != nil {
			return s, err
		}
	}
}

// take takes a call's place, or says how long there is none and by which limit.
func (p *pace) take(s *seat, exempt bool, now time.Time) (time.Duration, string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sweep(now)
	s.key = cmp.Or(p.names[s.route], s.route) + " " + s.major
	b := p.buckets[s.key]
	if b != nil && b.left <= 0 && now.Before(b.reset) {
		return b.reset.Sub(now), scopeUser
	}
	if !exempt {
		if pause := max(p.global.Sub(now), p.ring[p.next].Add(globalWindow).Sub(now)); pause > 0 {
			return pause, scopeGlobal
		}
		p.ring[p.next] = now
		p.next = (p.next + 1) % globalLimit
	}
	if b == nil {
		b = &bucket{}
		p.buckets[s.key] = b
	}
	b.busy++
	if now.Before(b.reset) {
		b.left--
	}
	return 0, ""
}

// leave gives a place back, with what the answer says of the limits: its headers, if it came, and the refusal, if it
// is one.
func (p *pace) leave(s seat, h http.Header, refused *Error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if b := p.buckets[s.key]; b != nil {
		b.busy--
		if b.reset.IsZero() && b.busy == 0 {
			delete(p.buckets, s.key) // else known by no name
		}
	}
	if h == nil {
		return
	}
	key := s.key
	if name := h.Get("X-RateLimit-Bucket"); name != "" {
		p.names[s.route] = name
		key = name + " " + s.major
	}
	b := p.buckets[key]
	if b == nil {
		b = &bucket{}
	}
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if reset := now.Add(seconds(h.Get("X-RateLimit-Reset-After"))); err == nil && reset.After(now) {
		if now.Before(b.reset) {
			left = min(left, b.left) // answers overtake each other; who is under way was counted
			reset = maxTime(reset, b.reset)
		}
		b.left, b.reset = left, reset
	}
	switch {
	case refused == nil || refused.After == 0:
	case refused.Scope == scopeGlobal:
		p.global = maxTime(p.global, now.Add(refused.After))
	default:
		b.left, b.reset = 0, maxTime(b.reset, now.Add(refused.After))
	}
	if !b.reset.IsZero() {
		p.buckets[key] = b
	}
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sweep forgets the buckets that nobody has come back to.
func (p *pace) sweep(now time.Time) {
	if now.Sub(p.swept) < forgotten {
		return
	}
	p.swept = now
	for key, b := range p.buckets {
		if b.busy == 0 && now.Sub(b.reset) > forgotten {
			delete(p.buckets, key)
		}
	}
}
