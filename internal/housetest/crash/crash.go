// Package crash kills a process at random instants under a stream of questions, as kill -9 does, and counts what
// became of each of them. It knows no platform: a [Stage] is the process and the way to it.
//
// A test that serves as its own victim or builds a bot, and a fake platform that calls [Tally.Post] for each answer
// that people see, are all that a further platform needs.
package crash

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Plan says how much is done: Channels times Each questions, and Kills at random instants among their answers.
type Plan struct{ Kills, Channels, Each int }

// Total is how many questions are asked.
func (p Plan) Total() int { return p.Channels * p.Each }

// Planned returns a plan of seconds, or, where CRASH_KILLS says how often to kill, one of 2,000 questions. The bar
// is 200 kills.
func Planned(tb testing.TB, kills, channels, each int) Plan {
	tb.Helper()
	s := os.Getenv("CRASH_KILLS")
	if s == "" {
		return Plan{kills, channels, each}
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		tb.Fatalf("CRASH_KILLS is %q (hint: a whole number)", s)
	}
	return Plan{n, channels, 2000 / channels}
}

// Bot returns the path of the whole bot, made of the source as it is.
func Bot(tb testing.TB) string {
	tb.Helper()
	bot := filepath.Join(tb.TempDir(), "bot")
	if out, err := exec.Command("go", "build", "-o", bot, "marketbot/cmd/bot").CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	return bot
}

// Stage is where it happens.
type Stage struct {
	// Start begins a life of the process and returns without waiting for it to be ready.
	Start func() (*exec.Cmd, error)
	// Deliver hands question n of a channel to the process and reports whether it was acknowledged. It is asked
	// again until it was, and often again after that; for different channels it is called at once.
	Deliver func(channel, n int) bool
	// Settle waits until what a dead process has still sent has been taken in, as a platform has long done when a
	// process is back.
	Settle func()
	Tally  *Tally
	Pause  time.Duration // at most so long after an answer the process is killed
}

// Run kills and asks, and returns when all is answered; what is not within a minute of silence is lost, which
// fails the test. The process that lives at the end is killed too.
func (s Stage) Run(t *testing.T, p Plan) {
	t.Helper()
	life := &life{changed: make(chan struct{})}
	life.begin(t, s.Start)
	defer life.kill()
	var people sync.WaitGroup
	for c := range p.Channels {
		people.Go(func() {
			if err := s.talk(life, c, p); err != nil {
				t.Error(err)
			}
		})
	}
	defer people.Wait()
	instants := make([]int, p.Kills) // after how many answers
	for i := range instants {
		instants[i] = rand.N(p.Total())
	}
	slices.Sort(instants)
	for _, n := range instants {
		if err := s.Tally.await(n); err != nil {
			t.Error(err)
			return
		}
		<-time.After(rand.N(s.Pause + 1)) // an instant that nothing tells
		life.kill()
		s.Settle()
		life.begin(t, s.Start)
	}
	people.Wait()
	if err := s.Tally.await(p.Total()); err != nil {
		t.Error(err)
	}
	answered, doubles := s.Tally.Counts()
	t.Logf("%d kills, %d questions in %d channels: %d deliveries, %d answered, %d lost, %d double posts",
		p.Kills, p.Total(), p.Channels, life.deliveries, answered, p.Total()-answered, doubles)
}

// backlog is how many questions a channel is ahead of its answers: the stream lasts as long as the kills do.
const backlog = 4

// talk delivers a channel's questions in order, many of them more than once, some of them late.
func (s Stage) talk(l *life, channel int, p Plan) error {
	for i := range p.Each {
		if err := s.Tally.await((i - backlog) * p.Channels); err != nil {
			return err
		}
		for range 1 + rand.N(3)/2 {
			if err := s.insist(l, channel, i); err != nil {
				return err
			}
		}
		if early := rand.N(i + 1); early%5 == 0 {
			if err := s.insist(l, channel, early); err != nil {
				return err
			}
		}
	}
	return nil
}

// The patience of people: between two deliveries to the same process, and all in all.
const (
	again   = 20 * time.Millisecond
	silence = time.Minute
)

// insist delivers until there is an acknowledgement.
func (s Stage) insist(l *life, channel, n int) error {
	for end := time.Now().Add(silence); time.Now().Before(end); {
		changed := l.met()
		if s.Deliver(channel, n) {
			return nil
		}
		select { // it is dead, or not ready
		case <-changed:
		case <-time.After(again):
		}
	}
	return fmt.Errorf("question %d of channel %d: never acknowledged", n, channel)
}

// life is the process that lives just now.
type life struct {
	mu         sync.Mutex
	cmd        *exec.Cmd
	changed    chan struct{} // closed when another one begins
	deliveries int
}

func (l *life) begin(t *testing.T, start func() (*exec.Cmd, error)) {
	t.Helper()
	cmd, err := start()
	if err != nil {
		t.Fatalf("the process does not start: %v", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cmd = cmd
	close(l.changed)
	l.changed = make(chan struct{})
}

// kill is kill -9.
func (l *life) kill() {
	if err := l.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		panic(err)
	}
	_ = l.cmd.Wait() // it was killed
}

// met counts a delivery and returns what tells of the next life.
func (l *life) met() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deliveries++
	return l.changed
}
