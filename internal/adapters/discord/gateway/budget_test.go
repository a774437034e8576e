package gateway

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

func TestBrake(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	for _, tt := range []struct {
		total, remaining, reset int
		wait                    time.Duration
		last                    bool
	}{
		{0, 0, 0, 0, false}, // not said
		{1000, 1000, day, 0, false},
		{1000, 501, day, 0, false},
		{1000, 500, day, 192 * time.Second, false},
		{1000, 250, day / 2, 216 * time.Second, false},
		{1000, 51, day, 24 * time.Hour, false},
		{1000, 50, day, 24 * time.Hour, true},
		{1000, 0, 1500, 1500 * time.Millisecond, true},
		{1000, -3, 0, time.Second, true},
		{10, 5, 4000, time.Second, false},
		{1, 1, 4000, 4 * time.Second, true},
	} {
		wait, last := brake(discordgo.SessionInformation{Total: tt.total, Remaining: tt.remaining, ResetAfter: tt.reset})
		if wait != tt.wait || last != tt.last {
			t.Errorf("%d of %d, new ones in %d ms: wait %v, last %t, want %v, %t", tt.remaining, tt.total, tt.reset, wait, last, tt.wait, tt.last)
		}
	}
}

// TestTurns: the shards of a bucket take turns, those of others do not wait for them.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBudget(answer(1000, 2), 5*time.Second, nil, nil)
		began := time.Now()
		at := make([]time.Duration, 6)
		done := make(chan int)
		for shard := range at {
			go func() {
				finish, err := b.take(t.Context(), shard)
				if err != nil {
					t.Error(err)
				}
				at[shard] = time.Since(began)
				time.Sleep(time.Second) // until READY
				finish(shard != 1)      // whose IDENTIFY was never sent
				done <- shard
			}()
			synctest.Wait()
		}
		for range at {
			<-done
		}
		for shard, want := range []time.Duration{0, 0, 6, 1, 12, 7} {
			if at[shard] != want*time.Second {
				t.Errorf("shard %d identifies after %v, want %v", shard, at[shard], want*time.Second)
			}
		}
	})
}

// TestBudget: the last IDENTIFYs are left alone until Discord says that there are new ones.
func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		remaining, looks, warned := 50, 0, 0
		reset := time.Now().Add(3 * time.Hour)
		look := func(context.Context) (*discordgo.GatewayBotResponse, error) {
			looks++
			if time.Now().After(reset) {
				remaining = 1000
			}
			r := answer(remaining, 1)
			r.SessionStartLimit.ResetAfter = int(time.Until(reset).Milliseconds())
			return r, nil
		}
		b := newBudget(answer(remaining, 1), 5*time.Second, look, func(int, int, time.Duration) { warned++ })
		began := time.Now()
		if _, err := b.take(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		if d := time.Since(began); d < 3*time.Hour || d > 3*time.Hour+2*recheck {
			t.Errorf("identified after %v, want three hours", d)
		}
		if looks < 3 || warned < 3 {
			t.Errorf("asked %d times, warned %d times", looks, warned)
		}
	})
}

// TestBudgetPaced: below one half they are spread over the time until there are new ones.
func TestBudgetPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		look := func(context.Context) (*discordgo.GatewayBotResponse, error) { return answer(60, 1), nil }
		b := newBudget(answer(60, 1), 5*time.Second, look, func(int, int, time.Duration) {})
		began := time.Now()
		if _, err := b.take(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		if got, want := time.Since(began), 3*time.Hour/10; got != want {
			t.Errorf("identified after %v, want %v", got, want)
		}
	})
}

// TestBudgetUnknown: where Discord does not say what is left there is no IDENTIFY, and nobody keeps the turn.
func TestBudgetUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken")
		look := func(context.Context) (*discordgo.GatewayBotResponse, error) { return nil, broken }
		b := newBudget(answer(1000, 1), 5*time.Second, look, nil)
		time.Sleep(2 * fresh)
		for range 2 {
			if _, err := b.take(t.Context(), 0); !errors.Is(err, broken) {
				t.Errorf("got %v, want %v", err, broken)
			}
		}
	})
}

func answer(remaining, concurrency int) *discordgo.GatewayBotResponse {
	return &discordgo.GatewayBotResponse{SessionStartLimit: discordgo.SessionInformation{Total: 1000, Remaining: remaining, ResetAfter: 3 * 60 * 60 * 1000, MaxConcurrency: concurrency}}
}
