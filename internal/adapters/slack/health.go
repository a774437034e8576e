package slack

import (
	"sync"
	"time"
)

// Health is how the adapter is doing, for readiness.
type Health struct {
	Connected   int       // sockets that are open; in HTTP mode 1 while the server listens
	Since       time.Time // when the oldest of them opened
	LastInbound time.Time // the last delivery
	Trouble     string    // the last failure to connect; empty once connected
}

// Health returns how the adapter is doing.
func (a *Adapter) Health() Health { return a.health.now() }

type health struct {
	mu   sync.Mutex
	open map[int]time.Time
	last time.Time
	why  string
}

func (h *health) up(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open == nil {
		h.open = map[int]time.Time{}
	}
	h.open[n], h.why = time.Now(), ""
}

func (h *health) down(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.open, n)
}

func (h *health) inbound() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = time.Now()
}

func (h *health) trouble(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.why = err.Error()
}

func (h *health) now() Health {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := Health{Connected: len(h.open), LastInbound: h.last, Trouble: h.why}
	for _, t := range h.open {
		if out.Since.IsZero() || t.Before(out.Since) {
			out.Since = t
		}
	}
	return out
}
