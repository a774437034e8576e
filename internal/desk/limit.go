package desk

import (
	"sync"
	"time"
)

// noteEvery is how long a user who was told to slow down is not told again.
const noteEvery = 10 * time.Minute

// crowd is how many buckets there may be before the full ones are thrown away.
const crowd = 10_000

// limiter keeps the token buckets of users and channels. It goes by when questions were accepted, not by when
// they are worked on, so that a backlog is not mistaken for haste.
type limiter struct {
	user, channel Rate

	mu      sync.Mutex
	buckets map[string]*bucket
	sweepAt int
}

type bucket struct {
	rate  Rate
	left  float64
	at    time.Time
	noted time.Time
}

func newLimiter(user, channel Rate) limiter {
	return limiter{user: user, channel: channel, buckets: map[string]*bucket{}, sweepAt: crowd}
}

// allow takes a turn of the message's user and channel. Without one left it takes none.
func (l *limiter) allow(m Message, at time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	user, channel := l.bucket(userOf(m), l.user, at), l.bucket(channelOf(m), l.channel, at)
	if m.User == "" {
		user = nil
	}
	if !user.full() || !channel.full() {
		return false
	}
	user.take()
	channel.take()
	return true
}

// note reports whether the user is to be told that the message is not answered, and remembers that it was.
func (l *limiter) note(m Message, at time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(userOf(m), l.user, at)
	if m.User == "" || at.Sub(b.noted) < noteEvery {
		return false
	}
	b.noted = at
	return true
}

func userOf(m Message) string { return "user\x00" + m.Platform + "\x00" + m.Space + "\x00" + m.User }
func channelOf(m Message) string {
	return "channel\x00" + m.Platform + "\x00" + m.Space + "\x00" + m.Channel
}

// bucket returns the bucket of a name, filled up to a time.
func (l *limiter) bucket(name string, r Rate, at time.Time) *bucket {
	b := l.buckets[name]
	if b == nil {
		l.sweep(at)
		b = &bucket{rate: r, left: float64(r.Burst), at: at}
		l.buckets[name] = b
	}
	b.fill(at)
	return b
}

func (b *bucket) fill(at time.Time) {
	if d := at.Sub(b.at); d > 0 && b.rate.Every > 0 {
		b.left = min(b.left+float64(d)/float64(b.rate.Every), float64(b.rate.Burst))
		b.at = at
	}
}

// full reports whether a turn is left. Nobody's bucket always has one, and so has a bucket without limit.
func (b *bucket) full() bool { return b == nil || b.rate.Burst < 0 || b.left >= 1 }

func (b *bucket) take() {
	if b != nil && b.rate.Burst >= 0 {
		b.left--
	}
}

// sweep throws away the buckets that say no more than a new one would.
func (l *limiter) sweep(at time.Time) {
	if len(l.buckets) < l.sweepAt {
		return
	}
	for name, b := range l.buckets {
		if b.fill(at); b.left >= float64(b.rate.Burst) && at.Sub(b.noted) >= noteEvery {
			delete(l.buckets, name)
		}
	}
	l.sweepAt = max(crowd, 2*len(l.buckets)) // what is left is in use: looking at it again soon is in vain
}
