package operator

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"marketbot/internal/desk"
)

// State is how a platform's adapter is.
type State string

// The states.
const (
	Starting State = "starting" // not connected yet
	Running  State = "running"
	Waiting  State = "waiting" // failed, and will be started again
	Failed   State = "failed"  // failed for good: somebody must do something
	Stopping State = "stopping"
)

// Link is what an adapter knows about its connection. Zero times are not known, or not yet.
type Link struct {
	Connected   bool      // whether deliveries can arrive
	Since       time.Time // when the oldest connection in use was made
	LastInbound time.Time // when anything last arrived, be it only a ping
}

// Platform is what a readiness report says about one platform.
type Platform struct {
	Name        string     `json:"name"`
	Ready       bool       `json:"ready"`
	State       State      `json:"state"`
	Error       string     `json:"error,omitempty"` // why it waits or failed
	Restarts    int        `json:"restarts"`
	LastInbound *time.Time `json:"last_inbound"`     // null: nothing yet
	SinceInS    *float64   `json:"last_inbound_s"`   // seconds since then
	SocketAgeS  *float64   `json:"socket_age_s"`     // null: no connection that lasts
	Inbox       int        `json:"inbox"`            // accepted, not tried yet
	Outbox      int        `json:"outbox"`           // tried, not posted yet
	OldestS     float64    `json:"oldest_pending_s"` // age of the oldest of both
}

// Report is what /readyz says.
type Report struct {
	Ready     bool       `json:"ready"`
	Version   string     `json:"version"`
	Book      string     `json:"book"`
	UptimeS   float64    `json:"uptime_s"`
	Platforms []Platform `json:"platforms"`
}

// Board is where supervisors note how their platforms are, and operators read it. All its methods may be called
// by many goroutines at once.
type Board struct {
	version, book string
	started       time.Time
	depths        func() map[string]desk.Depth

	mu    sync.Mutex
	notes []*note
}

type note struct {
	name     string
	state    State
	err      string
	restarts int
	link     func() Link
}

// NewBoard returns a board without platforms.
func NewBoard(version, book string, depths func() map[string]desk.Depth) *Board {
	return &Board{version: version, book: book, started: time.Now(), depths: depths}
}

// Add puts a platform on the board, starting. Link is asked whenever somebody looks.
func (b *Board) Add(name string, link func() Link) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notes = append(b.notes, &note{name: name, state: Starting, link: link})
}

// Note says how a platform is now. The error's text is shown: it must hold no secret.
func (b *Board) Note(name string, s State, err string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.notes {
		if n.name == name {
			if s == Running && n.state == Waiting {
				n.restarts++
			}
			n.state, n.err = s, err
		}
	}
}

// Report reads the board. It is ready when all its platforms are: each runs and is connected.
func (b *Board) Report() Report {
	depths, now := b.depths(), time.Now()
	b.mu.Lock()
	notes := make([]note, len(b.notes))
	for i, n := range b.notes {
		notes[i] = *n
	}
	b.mu.Unlock()
	r := Report{Ready: len(notes) > 0, Version: b.version, Book: b.book, UptimeS: now.Sub(b.started).Seconds(), Platforms: []Platform{}}
	for _, n := range notes {
		link, d := n.link(), depths[n.name]
		p := Platform{Name: n.name, State: n.state, Error: n.err, Restarts: n.restarts, Inbox: d.Inbox, Outbox: d.Outbox}
		p.Ready = n.state == Running && link.Connected
		if n.state == Running && !link.Connected {
			p.State = Starting
		}
		if !link.LastInbound.IsZero() {
			at, s := link.LastInbound.UTC(), now.Sub(link.LastInbound).Seconds()
			p.LastInbound, p.SinceInS = &at, &s
		}
		if !link.Since.IsZero() {
			s := now.Sub(link.Since).Seconds()
			p.SocketAgeS = &s
		}
		if !d.Oldest.IsZero() {
			p.OldestS = now.Sub(d.Oldest).Seconds()
		}
		r.Ready = r.Ready && p.Ready
		r.Platforms = append(r.Platforms, p)
	}
	return r
}

// The addresses for operators.
const (
	HealthPath  = "/healthz" // 200 while the process lives
	ReadyPath   = "/readyz"  // 200 when all platforms are ready, else 503; with ?platform=NAME, that one
	MetricsPath = "/metrics"
)

// Routes adds the addresses for operators.
func Routes(mux *http.ServeMux, b *Board, m *Metrics) {
	mux.HandleFunc("GET "+HealthPath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET "+ReadyPath, func(w http.ResponseWriter, r *http.Request) {
		report := b.Report()
		if name := r.URL.Query().Get("platform"); name != "" {
			report.Platforms = slices.DeleteFunc(report.Platforms, func(p Platform) bool { return p.Name != name })
			if len(report.Platforms) == 0 {
				http.Error(w, "no such platform", http.StatusNotFound)
				return
			}
			report.Ready = report.Platforms[0].Ready
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if !report.Ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.Encode(report) // the reader is gone if it fails
	})
	mux.Handle("GET "+MetricsPath, m)
}
