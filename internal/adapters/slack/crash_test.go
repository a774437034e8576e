package slack

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/housetest"
	"marketbot/internal/housetest/crash"
)

// TestCrash kills the whole bot as it serves at random instants under a stream of events with duplicates, in both
// modes, while Slack takes its time, breaks down and refuses. CRASH_KILLS says how often; the bar is 200. What is
// posted where the bot may look is posted once; the answer to a command is private, there it cannot look, and it
// may come twice.
func TestCrash(t *testing.T) {
	bot := crash.Bot(t)
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			p := crash.Planned(t, 8, 50, 4)
			v := newVictim(t, mode, bot)
			crash.Stage{Start: v.start, Deliver: v.deliver, Settle: v.settle, Tally: v.tally, Pause: 200 * time.Millisecond}.Run(t, p)
			v.check(p)
		})
	}
}

// A victim is a bot in another process, and the Slack that it serves.
type victim struct {
	*fake
	tally   *crash.Tally
	bot     string
	dir     string
	env     []string
	address string // of HTTP mode
	client  *http.Client
	log     housetest.Log
}

func newVictim(tb testing.TB, mode, bot string) *victim {
	tb.Helper()
	v := &victim{fake: newFake(tb), tally: crash.NewTally(), bot: bot, dir: tb.TempDir(),
		client: &http.Client{Timeout: ackWithin, Transport: &http.Transport{MaxIdleConnsPerHost: 100}}}
	v.mu.Lock()
	v.mood, v.told = moody, func(m keptMessage) { v.tally.Post(asked(m)) }
	v.mu.Unlock()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	l.Close() // each life of the bot listens there
	v.env = []string{"SLACK_BOT_TOKEN=" + botToken, "SLACK_API_URL=" + v.url(), "STATE_URL=file:bot.db", "HTTP_ADDR=" + l.Addr().String(), "LOG_LEVEL=warn",
		"RATE_PER_USER=1000000", "RATE_PER_CHANNEL=1000000"}
	if mode == "http" {
		v.address = "http://" + l.Addr().String() + "/slack/events"
		v.env = append(v.env, "SLACK_SIGNING_SECRET="+secret)
	} else {
		v.env = append(v.env, "SLACK_APP_TOKEN="+appToken)
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("the bot's log:\n%s", &v.log)
		}
	})
	return v
}

// moody lets one call of ten go wrong, in all the ways there are, and takes its time for each.
func moody(method string) (t trouble, bad bool) {
	pause := func() { <-time.After(rand.N(10 * time.Millisecond)) }
	pause()
	switch rand.N(30) {
	case 0:
		t = trouble{status: http.StatusTooManyRequests, header: map[string]string{"Retry-After": "1"}}
	case 1:
		t = trouble{status: http.StatusBadGateway}
	case 2:
		t = trouble{hangUp: true, after: true}
	default:
		return t, false
	}
	return t, method == "chat.postMessage" || method == "response_url"
}

func (v *victim) start() (*exec.Cmd, error) {
	cmd := exec.Command(v.bot, "serve")
	cmd.Dir, cmd.Env, cmd.Stderr = v.dir, v.env, &v.log
	return cmd, cmd.Start()
}

// settle lets what was on the way in the dead bot's connections arrive.
func (v *victim) settle() {
	v.underWay.Lock()
	defer v.underWay.Unlock()
}

// A turn is one question of the stream, and what its answer says.
type turn struct {
	ts, thread, text, answer string
	command                  bool
}

// turnOf makes the stream: of four in a channel the second follows up the first in its thread without a
// mention, so that it needs what the bot remembers, and the last is a command.
func turnOf(channel, n int) turn {
	ts := func(n int) string { return fmt.Sprintf("17%04d%04d.000100", channel, n) }
	switch n % 4 {
	case 1:
		return turn{ts: ts(n), thread: ts(n - 1), text: "and vivo?", answer: "17%"}
	case 3:
		return turn{ts: ts(n), text: "/rank", answer: "Vivo", command: true}
	}
	return turn{ts: ts(n), thread: ts(n), text: share, answer: "15%"}
}

func crashChannel(n int) string { return fmt.Sprint("C0CRASH", n) }

// deliver hands a question to the bot, a mention as either of its two events.
func (v *victim) deliver(channel, n int) bool {
	q, in := turnOf(channel, n), crashChannel(channel)
	kind, body := events, said(in, q.ts, "<@"+fakeUser+"> "+q.text)
	switch {
	case q.command:
		user := "U" + strings.TrimSuffix(q.ts, ".000100")
		kind, body = slash, map[string]any{"command": q.text, "text": "", "team_id": fakeTeam, "channel_id": in, "user_id": user,
			"trigger_id": "trigger." + q.ts, "response_url": v.responseURL(in, user)}
	case q.thread != q.ts:
		body = said(in, q.ts, q.text, "thread_ts", q.thread)
	case rand.N(2) == 0:
		body = event(map[string]any{"type": "app_mention", "user": fakePerson, "ts": q.ts, "text": "<@" + fakeUser + "> " + q.text, "channel": in, "event_ts": q.ts})
	}
	if v.address == "" {
		_, ok := v.envelope(kind, body, 300*time.Millisecond)
		return ok
	}
	res, err := v.client.Do(request(v.address, kind, encoded(body)))
	if err != nil {
		return false
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return err == nil && res.StatusCode == http.StatusOK
}

// asked names the question that a message answers: by the stamp, or by the person where only that one sees it.
func asked(m keptMessage) string {
	if m.Only != "" {
		return m.Channel + " " + m.Only
	}
	return payload.Of(m.Args).Text("metadata", "event_payload", "id")
}

// check looks at what people see: every question's answer, right and in its place, in public once.
func (v *victim) check(p crash.Plan) {
	v.t.Helper()
	type place struct{ channel, thread, only string }
	seen := map[place][]string{}
	for _, m := range v.seen() {
		at := place{m.Channel, m.Thread, m.Only}
		seen[at] = append(seen[at], m.Text)
	}
	privately := 0
	for c := range p.Channels {
		for n := range p.Each {
			q := turnOf(c, n)
			at := place{channel: crashChannel(c), thread: q.thread}
			if q.command {
				at.only = "U" + strings.TrimSuffix(q.ts, ".000100")
			}
			fits := 0
			for _, text := range seen[at] {
				if strings.Contains(text, q.answer) {
					fits++
				}
			}
			switch {
			case q.command && fits > 0:
				privately += fits - 1
			case fits != 1:
				v.t.Errorf("question %d of channel %d (%s) is answered %d times, want once: %q", n, c, q.text, fits, seen[at])
			}
		}
	}
	v.t.Logf("of the double posts private ones, which nobody can look for: %d", privately)
	if answered, doubles := v.tally.Counts(); answered != p.Total() || doubles != privately {
		v.t.Errorf("%d questions answered, %d double posts, want %d and %d", answered, doubles, p.Total(), privately)
	}
}
