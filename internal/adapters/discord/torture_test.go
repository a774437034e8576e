package discord

import (
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/housetest/crash"
)

// faultsVariable sets how many times TestTorture makes the connection go wrong.
const faultsVariable = "GATEWAY_FAULTS"

// The faults after which a session goes on, those of them that are noticed at once, and those that end it. An answer
// that does not come is waited for as long as Discord may take, half a minute.
var (
	resumable = append([]discordtest.Fault{discordtest.Silence, discordtest.HalfOpen}, noticed...)
	noticed   = []discordtest.Fault{discordtest.Reconnect, discordtest.Resumable, discordtest.Drop, 4000, 4001, 4002, 4003, 4005, 4008, 1001}
	final     = []discordtest.Fault{discordtest.Invalid, 4007, 4009}
)

// TestTorture makes the connection of the whole bot go wrong at random under a stream of messages: each is answered,
// once. What a session that ended took along is said again, as by people who get no answer. Operators see the bot go
// and come back.
func TestTorture(t *testing.T) {
	t.Parallel()
	faults := 8
	if s := os.Getenv(faultsVariable); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			t.Fatalf("%s is %q (hint: how often the connection goes wrong)", faultsVariable, s)
		}
		faults = n
	}
	v := newVictim(t, "gateway", crash.Bot(t), nil, 100*time.Millisecond)
	cmd, err := v.start()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { cmd.Process.Kill(); cmd.Wait() }()
	v.Gateway.UntilLive(0)
	v.until("the bot is ready", func() bool { return v.ready() == http.StatusOK })

	p := crash.Plan{Channels: 3 * faults, Each: 2} // a mention and a reply to its answer
	for i := range faults {
		if i == 0 { // long enough to be seen
			v.Gateway.Greet(discordtest.Drop, discordtest.Drop)
		}
		v.send(3 * i)
		fault, answers := pick(resumable), []discordtest.Fault(nil)
		switch rand.N(10) {
		case 0:
			fault = pick(final)
		case 1:
			answers = append(answers, pick(noticed))
		case 2:
			answers = append(answers, discordtest.Chatter)
		}
		if !v.Gateway.Strike(0, fault, answers...) {
			t.Error("there was no connection to strike")
		}
		v.send(3*i + 1) // into the trouble
		if i == 0 {
			v.until("the bot is not ready", func() bool { return v.ready() == http.StatusServiceUnavailable })
			v.until("the bot is ready again", func() bool { return v.ready() == http.StatusOK })
		}
		v.Gateway.Until("a connection that works", func(s discordtest.State) bool { // else the next pauses are longer
			return s.Sessions[0].Live && s.Sessions[0].Beats > 0
		})
		v.send(3*i + 2)
		v.repeat(p)
	}
	v.until("all is answered", func() bool {
		v.repeat(p)
		answered, _ := v.tally.Counts()
		return answered == p.Total()
	})
	v.check(p)
	s := v.Gateway.State()
	t.Logf("%d faults, %d connections, %d messages, %d taken along by sessions that ended; %d identifies, %d resumes", faults, s.Opened, p.Total(), len(s.Lost), len(s.Identifies), s.Resumes)
}

func pick(list []discordtest.Fault) discordtest.Fault { return list[rand.N(len(list))] }

// send says what is asked in a channel: into the session, whether somebody is connected or not.
func (v *victim) send(channel int) {
	v.asking.Lock()
	defer v.asking.Unlock()
	for n := range 2 {
		q := v.question(channel, n)
		if q.event == nil {
			v.say(q)
		}
		q.said = v.Gateway.DispatchTo(0, created, q.event) > 0
	}
}

// repeat says again what no process will hear of: what there was no session for, and what a session took along.
func (v *victim) repeat(p crash.Plan) {
	lost := map[string]bool{}
	for _, e := range v.Gateway.State().Lost {
		lost[string(e.Data)] = true
	}
	for c := range p.Channels {
		if v.unheard(c, lost) && v.live() {
			v.send(c)
		}
	}
}

// unheard reports whether something that was asked in a channel cannot reach the bot any more.
func (v *victim) unheard(channel int, lost map[string]bool) bool {
	v.asking.Lock()
	defer v.asking.Unlock()
	for n := range 2 {
		q := v.stream[place{channel, n}]
		if q != nil && !v.answered(q) && (!q.said || lost[string(encoded(v.t, q.event))]) {
			return true
		}
	}
	return false
}

// ready is the status of /readyz.
func (v *victim) ready() int {
	res, err := v.client.Get(v.operator + "/readyz")
	if err != nil {
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

// until waits for what is to come.
func (v *victim) until(what string, ok func() bool) {
	v.t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			v.t.Fatalf("not within a minute: %s", what)
		}
	}
}
