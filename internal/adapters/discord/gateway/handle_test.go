package gateway

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
)

// TestPanic: what one event does to the handler is not the next one's business.
func TestPanic(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.GatewayOptions{}, nil)
	r.g.handle = func(ctx context.Context, e Event) {
		if r.take(ctx, e); e.Type == "BAD" {
			panic("a bad event")
		}
	}
	r.run()
	r.fake.UntilLive(0)
	r.fake.DispatchTo(0, "BAD", 1)
	r.fake.DispatchTo(0, "GOOD", 2)
	r.handed("GOOD", "2")
	r.until("the count", func() bool { return r.counted["panic BAD"] == 1 })
	if s := r.log.String(); !strings.Contains(s, "a bad event") || !strings.Contains(s, "handle_test.go") {
		t.Errorf("the log lacks the panic or its stack:\n%s", s)
	}
}

// TestSlowHandler: while the handler takes its time heartbeats go on, the connection stays, and what the queue
// cannot hold waits with Discord.
func TestSlowHandler(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.GatewayOptions{Interval: 200 * time.Millisecond}, nil)
	leave := make(chan struct{})
	resume := sync.OnceFunc(func() { close(leave) })
	defer resume()
	r.g.handle = func(ctx context.Context, e Event) {
		if e.Type == "SLOW" {
			<-leave
		}
		r.take(ctx, e)
	}
	r.run()
	r.fake.UntilLive(0)
	r.ready()
	r.fake.DispatchTo(0, "SLOW", 0)
	for n := range 2 * queueLength {
		r.fake.DispatchTo(0, "NEXT", n)
	}
	r.until("a full queue", func() bool { return r.counted["stalled"] > 0 })
	now := r.fake.State().Sessions[0].Beats
	r.fake.Until("heartbeats", func(s discordtest.State) bool { return s.Sessions[0].Beats > now+10 })
	resume()
	r.handed("NEXT", "2047")
	next := 0
	for _, e := range r.events {
		if e.Type == "NEXT" {
			if want := strconv.Itoa(next); string(e.Data) != want {
				t.Fatalf("event %s comes in place of %s", e.Data, want)
			}
			next++
		}
	}
	if n := r.fake.State().Opened; n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
}

// TestStopWhileHandling: the handler's context ends soon after Run's, and the events that wait are dropped then.
func TestStopWhileHandling(t *testing.T) {
	t.Parallel()
	r := prepare(t, discordtest.GatewayOptions{}, nil)
	r.g.handle = func(ctx context.Context, e Event) {
		r.take(ctx, e)
		if e.Type == "SLOW" {
			<-ctx.Done()
		}
	}
	r.run()
	r.fake.UntilLive(0)
	for n := range 3 {
		r.fake.DispatchTo(0, "SLOW", n)
	}
	r.handed("SLOW", "0")
	r.until("READY", func() bool { return len(r.events) == 2 })
	if err := r.stop(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if n := len(r.events); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}
