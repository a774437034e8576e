package gateway

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

const (
	token   = "very.secret.token"
	intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
)

// TestMain fails where a goroutine is left behind.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

// interval is that of heartbeats: short, so that dead connections are noticed soon.
const interval = 60 * time.Millisecond

// elsewhere sends requests for Discord to another host.
type elsewhere struct {
	to *url.URL
	by http.RoundTripper
}

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = e.to.Scheme, e.to.Host
	return e.by.RoundTrip(r)
}

// A rig is a Gateway at work on a fake.
type rig struct {
	t    *testing.T
	fake *discordtest.Gateway
	g    *Gateway
	log  housetest.Log
	stop func() error // ends Run and returns what it returned

	mu      sync.Mutex
	events  []Event
	counted map[string]int
	changed chan struct{}
}

// start connects a Gateway with a fake. What set does to its configuration comes before.
func start(t *testing.T, o discordtest.GatewayOptions, set func(*Config)) *rig {
	r := prepare(t, o, set)
	r.run()
	return r
}

func prepare(t *testing.T, o discordtest.GatewayOptions, set func(*Config)) *rig {
	r := &rig{t: t, counted: map[string]int{}, changed: make(chan struct{})}
	o.Token = token
	if o.Interval == 0 {
		o.Interval = interval
	}
	if o.Patience == 0 {
		o.Patience = 50 // other tests use the machine too
	}
	r.fake = discordtest.NewGateway(t, o)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v9/gateway/bot", r.fake.Bot)
	mux.Handle("/", r.fake)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	to, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	c := Config{Token: config.NewSecret(token), Intents: intents, Client: &http.Client{Transport: elsewhere{to, transport}},
		OpenWithin: 5 * time.Second, Pause: time.Millisecond, Window: time.Millisecond,
		Log: slog.New(slog.NewTextHandler(&r.log, nil)), Count: r.count}
	if set != nil {
		set(&c)
	}
	if r.g, err = New(c, r.take); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		for _, v := range r.fake.State().Violations {
			t.Errorf("violation: %s", v)
		}
		if s := r.log.String(); strings.Contains(s, token) {
			t.Error("the token is logged")
		} else if t.Failed() {
			t.Logf("log:\n%s", s)
		}
	})
	return r
}

func (r *rig) run() {
	ctx, cancel := context.WithCancel(r.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.g.Run(ctx) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	r.t.Cleanup(func() {
		if err := r.stop(); err != nil {
			r.t.Errorf("Run returned %v", err)
		}
	})
}

// failure waits for Run to end by itself, and returns what it returned.
func (r *rig) failure(meanwhile func()) string {
	r.t.Helper()
	ctx, cancel := context.WithCancel(r.t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- r.g.Run(ctx) }()
	meanwhile()
	err := <-ended
	if err == nil {
		r.t.Fatal("Run returned nil, want an error")
	}
	return err.Error()
}

func (r *rig) take(_ context.Context, e Event) {
	r.change(func() { r.events = append(r.events, e) })
}

func (r *rig) count(what, detail string) {
	r.change(func() {
		r.counted[what]++
		r.counted[what+" "+detail]++
	})
}

func (r *rig) change(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
	close(r.changed)
	r.changed = make(chan struct{})
}

// until waits until what was handed out and counted is as wanted.
func (r *rig) until(what string, wanted func() bool) {
	r.t.Helper()
	for late := time.After(30 * time.Second); ; {
		r.mu.Lock()
		ok, changed := wanted(), r.changed
		r.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-late:
			r.t.Fatalf("%s did not come about", what)
		}
	}
}

// handed waits for an event.
func (r *rig) handed(kind, data string) {
	r.t.Helper()
	r.until(kind+" "+data, func() bool {
		return slices.ContainsFunc(r.events, func(e Event) bool { return e.Type == kind && string(e.Data) == data })
	})
}
