package link

import (
	"sync"
	"time"
)

// State is how an adapter is doing, for readiness.
type State struct {
	Connected   int       // connections that are open; where deliveries come by HTTP, 1 while the server listens
	Needed      int       // connections without which some deliveries do not arrive; 0: one
	Since       time.Time // when the oldest of them opened
	LastInbound time.Time // the last delivery
	Trouble     string    // the last failure to connect; empty once connected
}

// Ready reports whether every delivery can arrive.
func (s State) Ready() bool { return s.Connected >= max(1, s.Needed) }

// Health is where an adapter notes how it is doing. Its methods may be called by many goroutines at once.
type Health struct {
	mu   sync.Mutex
	open map[int]time.Time
	last time.Time
	why  string
}

// Up notes that connection n is open.
func (h *Health) Up(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open == nil {
		h.open = map[int]time.Time{}
	}
	h.open[n], h.why = time.Now(), ""
}

// Down notes that connection n is closed.
func (h *Health) Down(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.open, n)
}

// Inbound notes that something came in.
func (h *Health) Inbound() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = time.Now()
}

// Trouble notes why there is no connection. The error's text is shown: it must hold no secret.
func (h *Health) Trouble(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.why = err.Error()
}

// Now returns how the adapter is doing.
func (h *Health) Now() State {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := State{Connected: len(h.open), LastInbound: h.last, Trouble: h.why}
	for _, t := range h.open {
		if out.Since.IsZero() || t.Before(out.Since) {
			out.Since = t
		}
	}
	return out
}
