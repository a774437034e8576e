package gateway

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/config"
)

// TestFatal: each code that says that going on is in vain ends Run with what it means and a hint.
func TestFatal(t *testing.T) {
	const begin = "discord: gateway: shard 0: closed with "
	for _, tt := range []struct {
		code int
		want string
	}{
		{4004, "4004 (authentication failed) (hint: DISCORD_TOKEN is not or no longer valid; the page Bot of the developer portal makes a new one)"},
		{4010, "4010 (invalid shard) (hint: DISCORD_SHARDS names shards that do not exist; auto lets Discord say how many)"},
		{4011, "4011 (sharding required) (hint: the bot is in too many servers for this many shards; set DISCORD_SHARDS to auto)"},
		{4012, "4012 (invalid API version) (hint: Discord speaks this version of the gateway no more; a newer release of the bot is needed)"},
		{4013, "4013 (invalid intents) (hint: Discord does not know one of the intents asked for; a newer release of the bot is needed)"},
		{4014, "4014 (disallowed intents) (hint: a privileged intent is asked for that is not switched on at the page Bot of the developer portal)"},
	} {
		t.Run(fmt.Sprint(tt.code, " in answer to IDENTIFY"), func(t *testing.T) {
			t.Parallel()
			r := prepare(t, discordtest.GatewayOptions{}, nil)
			r.fake.Answer(0, discordtest.Fault(tt.code))
			if got, want := r.failure(func() {}), begin+tt.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if n := r.fake.State().Opened; n != 1 {
				t.Errorf("%d connections, want 1", n)
			}
		})
		t.Run(fmt.Sprint(tt.code, " while connected"), func(t *testing.T) {
			t.Parallel()
			r := prepare(t, discordtest.GatewayOptions{}, nil)
			got := r.failure(func() {
				r.fake.UntilLive(0)
				r.fake.Strike(0, discordtest.Fault(tt.code))
			})
			if want := begin + tt.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
	t.Run("401 of GET gateway/bot", func(t *testing.T) {
		r := prepare(t, discordtest.GatewayOptions{}, func(c *Config) { c.Token = config.NewSecret("another") })
		const want = "discord: GET gateway/bot: the token is refused (hint: DISCORD_TOKEN is not or no longer valid; the page Bot of the developer portal makes a new one)"
		if got := r.failure(func() {}); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("one shard's ends the others", func(t *testing.T) {
		r := prepare(t, discordtest.GatewayOptions{Shards: 3}, nil)
		r.fake.Answer(2, 4010)
		if got, want := r.failure(func() {}), "discord: gateway: shard 2: closed with 4010"; !strings.HasPrefix(got, want) {
			t.Errorf("got %s, want %s…", got, want)
		}
	})
}

// TestResume: a lost connection is resumed, and what happened meanwhile is handed out.
func TestResume(t *testing.T) {
	for _, tt := range []struct {
		name    string
		strike  discordtest.Fault
		answers []discordtest.Fault // to the RESUMEs
		greets  []discordtest.Fault
	}{
		{name: "asked to connect again", strike: discordtest.Reconnect},
		{name: "invalid, but resumable", strike: discordtest.Resumable},
		{name: "silence", strike: discordtest.Silence},
		{name: "half-open", strike: discordtest.HalfOpen},
		{name: "cut", strike: discordtest.Drop},
		{name: "4000", strike: 4000},
		{name: "4003", strike: 4003},
		{name: "4008", strike: 4008},
		{name: "going away", strike: 1001},
		{name: "opcode 7 in answer to RESUME", strike: 4000, answers: []discordtest.Fault{discordtest.Reconnect, discordtest.Reconnect}},
		{name: "opcode 9, resumable, in answer to RESUME", strike: 4000, answers: []discordtest.Fault{discordtest.Resumable}},
		{name: "silence in answer to RESUME", strike: 4000, answers: []discordtest.Fault{discordtest.Silence}},
		{name: "half-open in answer to RESUME", strike: 4000, answers: []discordtest.Fault{discordtest.HalfOpen}},
		{name: "closed in answer to RESUME", strike: 4000, answers: []discordtest.Fault{4000, 1006}},
		{name: "chatter before RESUMED", strike: 4000, answers: []discordtest.Fault{discordtest.Chatter}},
		{name: "no HELLO", strike: 4000, greets: []discordtest.Fault{discordtest.Silence}},
		{name: "closed in place of HELLO", strike: 4000, greets: []discordtest.Fault{4000, discordtest.Drop}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, discordtest.GatewayOptions{}, func(c *Config) { c.OpenWithin = time.Second })
			first := r.fake.UntilLive(0)
			r.handed("READY", string(r.ready()))
			r.fake.DispatchTo(0, "BEFORE", 1)
			r.fake.Greet(tt.greets...)
			r.fake.Strike(0, tt.strike, tt.answers...)
			r.fake.DispatchTo(0, "MEANWHILE", 2)
			r.handed("MEANWHILE", "2")
			r.handed("BEFORE", "1")
			s := r.fake.UntilLive(0)
			if s.ID != first.ID {
				t.Errorf("session %s is followed by %s", first.ID, s.ID)
			}
			r.fake.DispatchTo(0, "AFTER", 3)
			r.handed("AFTER", "3")
			end := r.fake.State()
			if len(end.Identifies) != 1 || end.Resumes < 1 || end.Astray != 0 {
				t.Errorf("%d identifies, %d resumes, %d of them elsewhere", len(end.Identifies), end.Resumes, end.Astray)
			}
			if want := 2 + len(tt.greets) + len(tt.answers); end.Opened < want && tt.name != "chatter before RESUMED" {
				t.Errorf("%d connections, want %d", end.Opened, want)
			}
			r.mute()
		})
	}
}

// mute stops, and checks that no connection was ever closed as if for good.
func (r *rig) mute() {
	if err := r.stop(); err != nil {
		r.t.Errorf("Run returned %v", err)
	}
	for _, c := range r.fake.State().Closes {
		if c == 1000 || c == 1001 {
			r.t.Errorf("closed with %d, at which Discord ends the session", c)
		}
	}
}

// ready is the last READY that was handed out.
func (r *rig) ready() []byte {
	var out []byte
	r.until("READY", func() bool {
		for _, e := range r.events {
			if e.Type == "READY" {
				out = e.Data
			}
		}
		return out != nil
	})
	return out
}

// TestAnew: where the session is gone a new one is begun, once.
func TestAnew(t *testing.T) {
	for _, tt := range []struct {
		name    string
		strike  discordtest.Fault
		answers []discordtest.Fault
	}{
		{name: "opcode 9", strike: discordtest.Invalid},
		{name: "opcode 9 in answer to RESUME", strike: 4000, answers: []discordtest.Fault{discordtest.Invalid}},
		{name: "4007", strike: 4007},
		{name: "4009", strike: 4009},
		{name: "4007 in answer to RESUME", strike: 4000, answers: []discordtest.Fault{4007}},
		{name: "RESUME is never answered", strike: 4000, answers: slices.Repeat([]discordtest.Fault{discordtest.Silence}, deaf)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, discordtest.GatewayOptions{}, func(c *Config) { c.OpenWithin = time.Second })
			first := r.fake.UntilLive(0)
			r.ready()
			r.fake.DispatchTo(0, "BEFORE", 1)
			r.fake.Strike(0, tt.strike, tt.answers...)
			r.fake.Until("a new session", func(s discordtest.State) bool {
				return s.Sessions[0].Live && s.Sessions[0].ID != first.ID
			})
			r.handed("BEFORE", "1")
			r.fake.DispatchTo(0, "AFTER", 3)
			r.handed("AFTER", "3")
			if n := len(r.fake.State().Identifies); n != 2 {
				t.Errorf("%d identifies, want 2", n)
			}
			r.mute()
		})
	}
}

// TestFirst: what goes wrong before there is a session.
func TestFirst(t *testing.T) {
	for _, tt := range []struct {
		name       string
		answers    []discordtest.Fault
		greets     []discordtest.Fault
		late       bool
		identifies int
	}{
		{name: "opcode 7 in place of READY", answers: []discordtest.Fault{discordtest.Reconnect, discordtest.Reconnect}, identifies: 3},
		{name: "opcode 9 in place of READY", answers: []discordtest.Fault{discordtest.Invalid, discordtest.Resumable}, identifies: 3},
		{name: "silence in place of READY", answers: []discordtest.Fault{discordtest.Silence}, identifies: 2},
		{name: "chatter before READY", answers: []discordtest.Fault{discordtest.Chatter}, identifies: 1},
		{name: "no HELLO", greets: []discordtest.Fault{discordtest.Silence, discordtest.HalfOpen}, identifies: 1},
		{name: "opcode 7 in place of HELLO", greets: []discordtest.Fault{discordtest.Reconnect, discordtest.Invalid}, identifies: 1},
		{name: "late HELLO", late: true, identifies: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := prepare(t, discordtest.GatewayOptions{}, func(c *Config) { c.OpenWithin = time.Second })
			r.fake.Answer(0, tt.answers...)
			r.fake.Greet(tt.greets...)
			if tt.late {
				r.fake.LateHello()
			}
			r.run()
			r.fake.UntilLive(0)
			r.fake.DispatchTo(0, "AFTER", 3)
			r.handed("AFTER", "3")
			if n := len(r.fake.State().Identifies); n != tt.identifies {
				t.Errorf("%d identifies, want %d", n, tt.identifies)
			}
			r.mute()
		})
	}
}

// TestWatchdog: a connection that is dead gets two heartbeats at the most before it is given up.
func TestWatchdog(t *testing.T) {
	t.Parallel()
	r := start(t, discordtest.GatewayOptions{Interval: 400 * time.Millisecond}, nil)
	const rounds = 3
	for n := range rounds {
		r.fake.Until("a heartbeat", func(s discordtest.State) bool { return s.Sessions[0].Live && s.Sessions[0].Beats > n })
		r.fake.Strike(0, discordtest.Silence)
		r.fake.Until("the next connection", func(s discordtest.State) bool { return s.Sessions[0].Live && s.Resumes > n })
	}
	s := r.fake.Until("the ends", func(s discordtest.State) bool { return len(s.Unanswered) == rounds })
	for _, n := range s.Unanswered {
		if n < 1 || n > 2 {
			t.Errorf("%d heartbeats were sent in vain, want one or two", n)
		}
	}
	if len(s.Identifies) != 1 {
		t.Errorf("%d identifies, want 1", len(s.Identifies))
	}
}
