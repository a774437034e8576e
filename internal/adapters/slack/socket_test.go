package slack

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/desk"
)

// A day of refreshes in seconds: Slack ends each of the two connections again and again, now with a warning, now
// without, while questions stream in. What is not acknowledged is delivered again, as Slack does. None is lost and
// none taken twice.
func TestRefreshes(t *testing.T) {
	r := newRig(t, "socket", quiet())
	r.until("both connections are open", func() bool { return r.adapter.Health().Connected == 2 })
	r.desk.SendBy(nil)
	const cycles, each = 24, 20
	var again int
	var mu sync.Mutex
	var stream sync.WaitGroup
	for cycle := range cycles {
		r.refresh([]string{"warning", "refresh_requested"}[cycle%2])
		for n := range each {
			body := said(fakeDM, fmt.Sprintf("17000%02d%02d.000100", cycle, n), "who leads in china?")
			stream.Go(func() {
				for range 20 {
					if _, ok := r.envelope(events, body, 300*time.Millisecond); ok {
						return
					}
					mu.Lock()
					again++
					mu.Unlock()
				}
				t.Error("never acknowledged")
			})
		}
		time.Sleep(30 * time.Millisecond)
	}
	stream.Wait()
	if got := len(r.desk.Accepted()); got != cycles*each {
		t.Errorf("%d questions taken in, want %d", got, cycles*each)
	}
	t.Logf("%d events over %d refreshes, %d connections opened, %d delivered again", cycles*each, cycles, r.opens, again)
}

// Sockets are not opened faster than Slack allows, even where each is closed at once.
func TestPaced(t *testing.T) {
	r := newRig(t, "socket", quiet(), func(c *Config) { c.Pace = time.Hour })
	for range 40 {
		r.cut()
		time.Sleep(5 * time.Millisecond)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opens > openBurst {
		t.Errorf("%d sockets opened, want at most %d", r.opens, openBurst)
	}
}

// How long it takes from an event on the wire to its acknowledgement.
func BenchmarkAcknowledge(b *testing.B) {
	r := newRig(b, "socket", quiet())
	r.desk.SendBy(nil)
	var n int
	for b.Loop() {
		n++
		if _, ok := r.envelope(events, said(fakeDM, fmt.Sprintf("1700%06d.000100", n), "who leads in china?"), time.Second); !ok {
			b.Fatal("not acknowledged")
		}
	}
}

func BenchmarkRender(b *testing.B) {
	s := pages{shelf.New(adaptertest.Book(b), adaptertest.Phrases(b))}
	r := adaptertest.NewReplies(b)["/rank"]
	for b.Loop() {
		s.render(r, around{Key: "k", Question: "/rank"})
	}
}

func BenchmarkTranslate(b *testing.B) {
	r := testReader(b)
	raw, err := json.Marshal(mention("1.1", share))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p, _ := payload.Decode(raw)
		if r.read(events, p).Message.Kind != desk.Ask {
			b.Fatal("no question")
		}
	}
}
