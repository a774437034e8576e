package gateway

import (
	"sync"
	"time"
)

// Health is how the connections are doing, for readiness.
type Health struct {
	Connected   int       // shards that are connected
	Shards      int       // that this process is to keep; 0: Discord has not said yet
	Since       time.Time // when the oldest of the connections came about
	LastInbound time.Time // the last that Discord sent, heartbeats included
	Trouble     string    // the last failure; empty once all are connected
}

type health struct {
	mu     sync.Mutex
	shards int
	open   map[int]time.Time
	last   time.Time
	why    string
}

func (h *health) keep(n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shards, h.open = n, map[int]time.Time{}
}

func (h *health) up(shard int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open[shard] = time.Now(); len(h.open) == h.shards {
		h.why = ""
	}
}

func (h *health) down(shard int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.open, shard)
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
	out := Health{Connected: len(h.open), Shards: h.shards, LastInbound: h.last, Trouble: h.why}
	for _, t := range h.open {
		if out.Since.IsZero() || t.Before(out.Since) {
			out.Since = t
		}
	}
	return out
}
