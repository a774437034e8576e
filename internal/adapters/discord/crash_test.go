package discord

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/housetest"
	"marketbot/internal/housetest/crash"
)

// TestCrash kills the whole bot as it serves at random instants under a stream of questions with duplicates, in both
// modes, while Discord takes its time, breaks down and refuses. CRASH_KILLS says how often; the bar is 200.
//
// Discord's gateway has no acknowledgements: what it has sent to a process that dies, it does not send to the next.
// Accepted is therefore what stands in the ledger when the process is dead, which the test looks up, and what was
// acknowledged over HTTP. That has to be answered, once, without being said again. What the dead process had in hand
// and nowhere else, people ask again. So they do where Discord has told them that the app did not respond: a command
// without a response within three seconds is dead; its answer, if it was to be public, must come as a message in the
// channel, else the bot gives it up.
func TestCrash(t *testing.T) {
	bot := crash.Bot(t)
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			p := crash.Planned(t, 4, 40, 5)
			v := newVictim(t, mode, bot, moody, 0)
			v.gone.Go(v.mind)
			defer v.disperse()
			crash.Stage{Start: v.start, Deliver: v.deliver, Settle: v.settle, Tally: v.tally, Pause: 200 * time.Millisecond}.Run(t, p)
			v.check(p)
		})
	}
}

// crashToken is of the form that the configuration wants.
const crashToken = "very.secret.bot"

// A victim is a bot in another process, and the Discord that it serves.
type victim struct {
	*discordtest.Server
	t       testing.TB
	bot     string
	dir     string
	env     []string
	address string // of interactions by HTTP; empty: they come by the gateway
	client  *http.Client
	log     housetest.Log

	operator string // where operators ask
	crowd
}

// newVictim makes one. Mood is how calls go wrong, nil: not at all; interval that of heartbeats, 0: Discord's.
func newVictim(tb testing.TB, mode, bot string, mood func(string) (discordtest.Refusal, bool), interval time.Duration) *victim {
	tb.Helper()
	v := &victim{t: tb, bot: bot, dir: tb.TempDir(), client: &http.Client{Timeout: respondWithin, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	v.crowd = newCrowd(adaptertest.Phrases(tb)("en", "note.lost"))
	v.Server = discordtest.NewServer(tb, discordtest.RESTOptions{Token: crashToken, PublicKey: publicKey(), Mood: mood, Told: v.heard},
		discordtest.GatewayOptions{Guilds: []map[string]any{discordtest.Guild(discordtest.GuildID, "Server", discordtest.ChannelID)}, Total: 1_000_000, Interval: interval})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	l.Close() // each life of the bot listens there
	v.operator = "http://" + l.Addr().String()
	v.env = []string{"DISCORD_TOKEN=" + crashToken, "DISCORD_API_URL=" + v.URL, "STATE_URL=file:bot.db", "HTTP_ADDR=" + l.Addr().String(), "LOG_LEVEL=warn",
		"RATE_PER_USER=1000000", "RATE_PER_CHANNEL=1000000"}
	if mode == "http" {
		v.address = v.operator + "/discord/interactions"
		v.env = append(v.env, "DISCORD_PUBLIC_KEY="+publicKey())
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("the bot's log:\n%s", &v.log)
		}
	})
	return v
}

// moody lets one call of ten go wrong, in all the ways there are, and takes its time for each.
func moody(route string) (f discordtest.Refusal, bad bool) {
	<-time.After(rand.N(10 * time.Millisecond))
	switch rand.N(30) {
	case 0:
		f = discordtest.Refusal{Status: http.StatusTooManyRequests, Header: map[string]string{"Retry-After": "0.5"}}
	case 1:
		f = discordtest.Refusal{Status: http.StatusBadGateway, Raw: "<html>"}
	case 2:
		f = discordtest.Refusal{HangUp: true, After: true}
	default:
		return f, false
	}
	return f, strings.Contains(route, "/messages") || strings.Contains(route, "/callback")
}

func (v *victim) start() (*exec.Cmd, error) {
	cmd := exec.Command(v.bot, "serve")
	cmd.Dir, cmd.Env, cmd.Stderr = v.dir, v.env, &v.log
	return cmd, cmd.Start()
}

// live reports whether a process is connected.
func (v *victim) live() bool { return v.Gateway.State().Sessions[0].Live }

// check looks at what people see: the answer of every question, right and in its place, once.
func (v *victim) check(p crash.Plan) {
	v.t.Helper()
	for c := range p.Channels {
		for n := range p.Each {
			q := v.question(c, n)
			if len(q.answers) != 1 {
				v.t.Errorf("question %d of channel %d (%s) is answered %d times, want once: %q", n, c, q.text, len(q.answers), texts(q.answers))
				continue
			}
			m := q.answers[0]
			only := ""
			if q.private {
				only = q.user
			}
			if m.Channel != q.channel || m.Only != only || !strings.Contains(m.Text(), q.want) {
				v.t.Errorf("question %d of channel %d (%s) is answered in %s for %q: %s, want %s in %s for %q", n, c, q.text, m.Channel, m.Only, m.Text(), q.want, q.channel, only)
			}
		}
	}
	v.t.Logf("asked again: %d that died with a process, %d private commands that were dead at Discord, %d that the bot could not take in; public commands that were dead and answered in the channel: %d",
		v.cutOff, v.givenUp, v.turned, v.late)
	if answered, doubles := v.tally.Counts(); answered != p.Total() || doubles != 0 || len(v.strays) > 0 {
		v.t.Errorf("%d questions answered, %d double posts, want %d and 0; answers to nothing: %q", answered, doubles, p.Total(), texts(v.strays))
	}
	for _, s := range v.Gateway.State().Violations {
		v.t.Errorf("the gateway was mistreated: %s", s)
	}
}

func texts(list []discordtest.Message) (all []string) {
	for _, m := range list {
		all = append(all, fmt.Sprintf("%s (reply to %s, response to %s)", m.Text(), m.Reference, m.Interaction))
	}
	return all
}
