package gateway

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
)

func TestEvents(t *testing.T) {
	r := start(t, discordtest.GatewayOptions{}, nil)
	r.fake.UntilLive(0)
	for _, e := range []struct{ kind, data string }{
		{"MESSAGE_CREATE", `{"id":"1","content":"hi"}`},
		{"MESSAGE_CREATE", `{"id":"2","components":[{"type":99}]}`},
		{"INTERACTION_CREATE", `{"id":"3","type":5,"data":{"components":[{"type":18}]}}`},
		{"SOMETHING_NEW", `["of","tomorrow"]`},
		{"MESSAGE_CREATE", `7`},
	} {
		r.fake.DispatchTo(0, e.kind, raw(e.data))
		r.handed(e.kind, e.data)
	}
	if got := r.fake.State().Identifies[0]; got.Intents != int(intents) {
		t.Errorf("intents %d, want %d", got.Intents, intents)
	}
	if h := r.g.Health(); h.Connected != 1 || h.Shards != 1 || h.Trouble != "" || h.LastInbound.Before(h.Since) {
		t.Errorf("health %+v", h)
	}
	if err := r.stop(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	if h := r.g.Health(); h.Connected != 0 {
		t.Errorf("%d connected at the end", h.Connected)
	}
}

// TestShards: as many as Discord says, as many as are set, or this process's part of them, each with its own events.
// The fake checks that they take turns.
func TestShards(t *testing.T) {
	for _, tt := range []struct {
		shards      string
		concurrency int
		want        []int
		of          int
	}{
		{"auto", 1, []int{0, 1, 2}, 3},
		{"5", 2, []int{0, 1, 2, 3, 4}, 5},
		{"1-2/4", 1, []int{1, 2}, 4},
		{"3/4", 16, []int{3}, 4},
	} {
		t.Run(tt.shards, func(t *testing.T) {
			t.Parallel()
			const window = 200 * time.Millisecond
			r := start(t, discordtest.GatewayOptions{Shards: 3, Concurrency: tt.concurrency, Window: window},
				func(c *Config) { c.Shards, c.Window = tt.shards, window })
			for _, id := range tt.want {
				r.fake.UntilLive(id)
				data := strconv.Itoa(id)
				r.fake.DispatchTo(id, "OF_SHARD", id)
				r.handed("OF_SHARD", data)
			}
			for _, e := range r.events {
				if e.Type == "OF_SHARD" && string(e.Data) != strconv.Itoa(e.Shard) {
					t.Errorf("shard %d handed out the event of %s", e.Shard, e.Data)
				}
			}
			s := r.fake.State()
			if len(s.Identifies) != len(tt.want) {
				t.Errorf("%d identifies, want %d", len(s.Identifies), len(tt.want))
			}
			for _, i := range s.Identifies {
				if !slices.Contains(tt.want, i.Shard) || i.Shards != tt.of {
					t.Errorf("shard %d of %d identifies, want %v of %d", i.Shard, i.Shards, tt.want, tt.of)
				}
			}
			if h := r.g.Health(); h.Connected != len(tt.want) || h.Shards != len(tt.want) {
				t.Errorf("health %+v", h)
			}
		})
	}
}

// TestSpent: with the last identifies Discord's patience is not tried, and health says so.
func TestSpent(t *testing.T) {
	t.Parallel()
	r := start(t, discordtest.GatewayOptions{Remain: 20}, nil)
	r.until("the brake", func() bool { return r.counted["braked"] > 0 })
	if got, want := r.g.Health().Trouble, "20 of 1000 identifies remain: the next waits 24h0m0s"; got != want {
		t.Errorf("trouble %q, want %q", got, want)
	}
	if err := r.stop(); err != nil || r.fake.State().Opened != 0 {
		t.Errorf("Run returned %v after %d connections", err, r.fake.State().Opened)
	}
}

// TestBeat: a heartbeat that is asked for is sent.
func TestBeat(t *testing.T) {
	t.Parallel()
	r := start(t, discordtest.GatewayOptions{Interval: time.Hour}, nil)
	r.fake.UntilLive(0)
	r.fake.Until("the first heartbeat", func(s discordtest.State) bool { return s.Sessions[0].Beats == 1 })
	r.fake.AskBeat()
	r.fake.Until("the heartbeat that was asked for", func(s discordtest.State) bool { return s.Sessions[0].Beats == 2 })
}

// raw is JSON as it is.
type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }
