package gateway

import (
	"context"
	"sync"
	"time"

	"marketbot/internal/adapters/link"

	"github.com/bwmarrin/discordgo"
)

// Discord allows so many IDENTIFYs a day, usually 1000; whoever spends them all loses the token:
// https://discord.com/developers/docs/events/gateway#session-start-limit-object
const (
	spare   = 20               // the last twentieth is never spent
	brakeAt = 2                // below one half they are made to last until there are new ones
	fresh   = time.Minute      // how long what Discord said is believed
	recheck = 10 * time.Minute // how long to wait at most before asking again
)

// A budget gives out IDENTIFYs. Discord keeps the account, so that a process that is started over and over is
// braked too.
type budget struct {
	look   func(context.Context) (*discordgo.GatewayBotResponse, error)
	window time.Duration
	warn   func(remaining, total int, wait time.Duration)
	turns  []chan time.Time // of each bucket: from when on the next IDENTIFY may be sent; away while one is under way

	mu    sync.Mutex
	limit discordgo.SessionInformation
	asked time.Time
}

func newBudget(b *discordgo.GatewayBotResponse, window time.Duration, look func(context.Context) (*discordgo.GatewayBotResponse, error), warn func(remaining, total int, wait time.Duration)) *budget {
	out := &budget{look: look, warn: warn, window: window, limit: b.SessionStartLimit, asked: time.Now()}
	for range max(1, b.SessionStartLimit.MaxConcurrency) {
		turn := make(chan time.Time, 1)
		turn <- time.Time{}
		out.turns = append(out.turns, turn)
	}
	return out
}

// take waits until a shard may identify. Shards of a bucket take turns: who has taken holds the turn until it
// calls done with whether IDENTIFY was sent.
func (b *budget) take(ctx context.Context, shard int) (done func(sent bool), err error) {
	turn := b.turns[shard%len(b.turns)]
	var at time.Time
	select {
	case at = <-turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := b.wait(ctx); err != nil {
		turn <- at
		return nil, err
	}
	if !link.Pause(ctx, time.Until(at)) {
		turn <- at
		return nil, ctx.Err()
	}
	return func(sent bool) {
		if sent {
			at = time.Now().Add(b.window) // the answer is here, so IDENTIFY arrived before
			b.spend()
		}
		turn <- at
	}, nil
}

// wait waits until the account allows an IDENTIFY, and looks at it again and again meanwhile.
func (b *budget) wait(ctx context.Context) error {
	for waited := time.Duration(0); ; {
		l, err := b.account(ctx)
		if err != nil {
			return err
		}
		d, last := brake(l)
		if d == 0 || !last && waited >= d {
			return nil
		}
		b.warn(l.Remaining, l.Total, d)
		part := min(d-waited, recheck)
		if last {
			part = min(d, recheck)
		}
		if !link.Pause(ctx, part) {
			return ctx.Err()
		}
		waited += part
	}
}

// account says what is left, and asks Discord where that is long ago or little is left.
func (b *budget) account(ctx context.Context) (discordgo.SessionInformation, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if d, _ := brake(b.limit); d > 0 || time.Since(b.asked) > fresh {
		r, err := b.look(ctx)
		if err != nil {
			return b.limit, err
		}
		b.limit, b.asked = r.SessionStartLimit, time.Now()
	}
	return b.limit, nil
}

func (b *budget) spend() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limit.Remaining--
}

// brake says how long to wait before the next IDENTIFY, and whether what is left is not to be touched at all.
func brake(l discordgo.SessionInformation) (wait time.Duration, last bool) {
	keep := max(1, l.Total/spare)
	reset := time.Duration(l.ResetAfter) * time.Millisecond
	switch {
	case l.Total <= 0: // not said
		return 0, false
	case l.Remaining <= keep:
		return max(reset, time.Second), true
	case l.Remaining <= l.Total/brakeAt:
		return reset / time.Duration(l.Remaining-keep), false
	}
	return 0, false
}
