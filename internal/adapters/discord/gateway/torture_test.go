package gateway

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"marketbot/internal/adapters/discord/discordtest"
)

// cyclesVariable sets how many times TestTorture makes a connection go wrong.
const cyclesVariable = "GATEWAY_CYCLES"

// TestTorture makes connections go wrong at random while events come. All that Discord sent or can send again is
// handed out, no session is given up that can be resumed, and nothing is left behind.
func TestTorture(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) }) // the last of all
	cycles := 100
	if v := os.Getenv(cyclesVariable); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			t.Fatalf("%s is %q (hint: a number of cycles)", cyclesVariable, v)
		}
		cycles = n
	}
	const shards = 10
	r := start(t, discordtest.GatewayOptions{Interval: 50 * time.Millisecond, Shards: shards, Concurrency: shards},
		func(c *Config) { c.OpenWithin = 400 * time.Millisecond })
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	sent := make([]map[string]bool, shards)
	var all sync.WaitGroup
	for id := range shards {
		v := &victim{rig: r, shard: id, rand: rand.New(rand.NewPCG(seed, uint64(id))), sent: map[string]bool{}}
		sent[id] = v.sent
		all.Go(func() { v.suffer((cycles + id) / shards) })
	}
	all.Wait()
	if t.Failed() {
		return
	}
	s := r.fake.State()
	required := map[string]bool{}
	for _, some := range sent {
		for one := range some {
			required[one] = true
		}
	}
	for _, e := range s.Lost {
		delete(required, string(e.Data))
	}
	events := len(required)
	defer func() {
		if len(required) > 0 {
			t.Errorf("not handed out, the last two digits being the shard: %v", slices.Sorted(maps.Keys(required)))
		}
	}()
	times := map[string]int{}
	r.until("all events", func() bool {
		clear(times)
		for _, e := range r.events {
			if e.Type == "TORTURE" {
				times[string(e.Data)]++
			}
		}
		for one := range required {
			if times[one] > 0 {
				delete(required, one)
			}
		}
		return len(required) == 0
	})
	again := 0
	for _, n := range times {
		again += n - 1
	}
	extra := len(s.Identifies) - shards - s.Over
	t.Logf("%d cycles, %d connections, %d events, %d lost to ended sessions, %d duplicates; %d identifies, %d of them after ended sessions, %d more; %d resumes",
		cycles, s.Opened, events, len(s.Lost), again, len(s.Identifies), s.Over, extra, s.Resumes)
	if most := 5 * max(cycles, 200) / 1000; extra >= most {
		t.Errorf("%d identifies that were not needed in %d cycles", extra, cycles)
	}
	r.mute()
}

// A victim is a shard under torture.
type victim struct {
	*rig
	shard int
	rand  *rand.Rand
	sent  map[string]bool
	last  int
}

// resumable are the faults after which RESUME is to be tried.
var resumable = []discordtest.Fault{discordtest.Reconnect, discordtest.Resumable, discordtest.Silence, discordtest.HalfOpen, discordtest.Drop, 4000, 4001, 4002, 4003, 4005, 4008, 1001}

// final are those after which it would be in vain.
var final = []discordtest.Fault{discordtest.Invalid, 4007, 4009}

func pick(r *rand.Rand, list []discordtest.Fault) discordtest.Fault { return list[r.IntN(len(list))] }

func (v *victim) suffer(cycles int) {
	beats := 1
	for range cycles {
		// A connection that never got a heartbeat acknowledged makes the next pause twice as long: not two in turn.
		if beats > 0 && v.rand.IntN(3) == 0 {
			beats = 0
		} else {
			beats = 1
		}
		if !v.live(beats) {
			return
		}
		v.send()
		if v.rand.IntN(10) == 0 {
			v.fake.Strike(v.shard, pick(v.rand, final))
		} else {
			v.fake.Strike(v.shard, pick(v.rand, resumable), v.traps()...)
		}
		v.send()
	}
	if v.live(0) {
		v.send()
	}
}

// traps are what awaits the RESUMEs.
func (v *victim) traps() (list []discordtest.Fault) {
	for range v.rand.IntN(3) {
		list = append(list, pick(v.rand, resumable))
	}
	switch v.rand.IntN(8) {
	case 0:
		list = append(list, pick(v.rand, final))
	case 1:
		v.fake.Greet(pick(v.rand, resumable))
	case 2:
		v.fake.LateHello()
	case 3:
		list = append(list, discordtest.Chatter)
	}
	return list
}

func (v *victim) live(beats int) bool {
	_, err := v.fake.Await("shard "+strconv.Itoa(v.shard)+" live", func(s discordtest.State) bool {
		return s.Sessions[v.shard].Live && s.Sessions[v.shard].Beats >= beats
	})
	if err != nil {
		v.t.Error(err)
	}
	return err == nil
}

// send dispatches a few events, each of its own.
func (v *victim) send() {
	for range 1 + v.rand.IntN(3) {
		v.last++
		data := strconv.Itoa(v.last*100 + v.shard)
		if v.fake.DispatchTo(v.shard, "TORTURE", raw(data)) > 0 {
			v.sent[data] = true
		}
	}
}
