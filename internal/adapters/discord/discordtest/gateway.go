package discordtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// GatewayOptions say what application the gateway serves and how strict it is.
type GatewayOptions struct {
	Token         string        // without "Bot "
	User          string        // the bot's id; empty: BotID
	Application   string        // empty: ApplicationID
	Interval      time.Duration // of heartbeats; 0: Discord's 41.25 s
	Patience      int           // intervals without a heartbeat that are a violation; 0: two
	Intents       int           // that are allowed; 0: all but the privileged
	Guilds        []map[string]any
	Shards        int           // recommended; 0: one
	Concurrency   int           // of IDENTIFYs; 0: one
	Window        time.Duration // in which a bucket may send one IDENTIFY; 0: that is not checked
	Total, Remain int           // IDENTIFYs a day; 0: 1000, all of them
	ResetAfter    time.Duration // until there are new ones; 0: a day
}

// What READY names, unless told otherwise.
const (
	BotID         = "1100000000000000001"
	ApplicationID = "1100000000000000002"
)

// privileged are the intents that an application is to be granted:
// https://discord.com/developers/docs/events/gateway#privileged-intents
const privileged = 1<<1 | 1<<8 | 1<<15

// known are the intents there are: https://discord.com/developers/docs/events/gateway#list-of-intents
const known = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25

// Gateway plays Discord's gateway for one application, as the documentation has it
// (https://discord.com/developers/docs/events/gateway), and goes wrong when told to. It is the handler of the
// WebSocket's address, and answers GET /gateway and GET /gateway/bot besides.
type Gateway struct {
	tb testing.TB
	o  GatewayOptions

	mu       sync.Mutex
	changed  chan struct{} // closed and made anew at each change
	serving  sync.WaitGroup
	conns    map[*client]bool
	sessions map[string]*session
	current  map[int]*session // of each shard, the newest
	started  int              // sessions, ever
	turns    map[int]time.Time
	greets   []Fault
	answers  map[int][]Fault
	state    State
}

// State is what the gateway has seen so far.
type State struct {
	Sessions   map[int]Session // the newest of each shard
	Opened     int             // connections
	Identifies []Identify      // that came, refused ones too
	Resumes    int             // answered with RESUMED
	Astray     int             // RESUMEs that came elsewhere than to resume_gateway_url
	Closes     []int           // close codes of clients; 1006: none was sent
	Over       int             // sessions that a fault ended, or kept from beginning
	Lost       []Event         // what such an end took from the client: it was not sent, or not for sure
	Unanswered []int           // of each connection that fell silent: the heartbeats that came nevertheless
	Violations []string        // what clients did that Discord forbids
}

// Session is a session of a shard.
type Session struct {
	ID    string
	Live  bool // a client is connected that has identified or resumed
	Seq   int64
	Beats int // heartbeats on the present connection
}

// Identify is what a client said of itself.
type Identify struct {
	Intents    int
	Shard      int
	Shards     int
	Properties map[string]string
}

// Event is an event that was dispatched.
type Event struct {
	Shard int
	Type  string
	Data  json.RawMessage
}

// NewGateway returns a gateway, whose connections end with the test.
func NewGateway(tb testing.TB, o GatewayOptions) *Gateway {
	o = o.defaults()
	g := &Gateway{tb: tb, o: o, changed: make(chan struct{}), conns: map[*client]bool{}, sessions: map[string]*session{},
		current: map[int]*session{}, turns: map[int]time.Time{}, answers: map[int][]Fault{}}
	tb.Cleanup(func() {
		g.Drop()
		g.serving.Wait()
	})
	return g
}

func (o GatewayOptions) defaults() GatewayOptions {
	set := func(n *int, to int) {
		if *n == 0 {
			*n = to
		}
	}
	if o.User == "" {
		o.User = BotID
	}
	if o.Application == "" {
		o.Application = ApplicationID
	}
	if o.Interval == 0 {
		o.Interval = 41250 * time.Millisecond
	}
	if o.ResetAfter == 0 {
		o.ResetAfter = 24 * time.Hour
	}
	set(&o.Patience, 2)
	set(&o.Intents, known&^privileged)
	set(&o.Shards, 1)
	set(&o.Concurrency, 1)
	set(&o.Total, 1000)
	set(&o.Remain, o.Total)
	return o
}

// change changes the state of the gateway.
func (g *Gateway) change(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f()
	close(g.changed)
	g.changed = make(chan struct{})
}

// State returns what has been seen so far.
func (g *Gateway) State() State {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.snapshot()
}

func (g *Gateway) snapshot() State {
	s := g.state
	s.Identifies, s.Closes, s.Lost, s.Violations = slices.Clone(s.Identifies), slices.Clone(s.Closes), slices.Clone(s.Lost), slices.Clone(s.Violations)
	s.Unanswered = slices.Clone(s.Unanswered)
	s.Sessions = map[int]Session{}
	for shard, one := range g.current {
		s.Sessions[shard] = one.shown()
	}
	return s
}

// patience is how long a test waits for what is to happen.
const patience = 30 * time.Second

// Await waits until the state is as wanted, which may be long, but not for ever.
func (g *Gateway) Await(what string, wanted func(State) bool) (State, error) {
	for late := time.After(patience); ; {
		g.mu.Lock()
		s, changed := g.snapshot(), g.changed
		g.mu.Unlock()
		if wanted(s) {
			return s, nil
		}
		select {
		case <-changed:
		case <-late:
			return s, fmt.Errorf("%s did not come about in %v: %+v", what, patience, s)
		}
	}
}

// Until waits likewise, in the goroutine of the test, which it ends otherwise.
func (g *Gateway) Until(what string, wanted func(State) bool) State {
	g.tb.Helper()
	s, err := g.Await(what, wanted)
	if err != nil {
		g.tb.Fatal(err)
	}
	return s
}

// UntilLive waits until a shard is connected.
func (g *Gateway) UntilLive(shard int) Session {
	g.tb.Helper()
	return g.Until(fmt.Sprintf("shard %d connected", shard), func(s State) bool { return s.Sessions[shard].Live }).Sessions[shard]
}

// ShardOf is the shard of n that gets the events of a guild; those without a guild go to shard 0:
// https://discord.com/developers/docs/events/gateway#sharding
func ShardOf(guild string, n int) int {
	id, err := strconv.ParseUint(guild, 10, 64)
	if err != nil || n < 2 {
		return 0
	}
	return int((id >> 22) % uint64(n))
}

// Dispatch sends an event to the shard it belongs to and returns its sequence number; 0: there is no session.
func (g *Gateway) Dispatch(kind string, data any) (seq int64) {
	var at struct {
		ID    string `json:"id"`
		Guild string `json:"guild_id"`
	}
	raw := g.encode(data)
	json.Unmarshal(raw, &at) // no object, no guild
	if strings.HasPrefix(kind, "GUILD_") && at.Guild == "" {
		at.Guild = at.ID
	}
	shards := 1
	g.mu.Lock()
	for _, s := range g.current {
		shards = s.shards
	}
	g.mu.Unlock()
	return g.DispatchTo(ShardOf(at.Guild, shards), kind, raw)
}

// DispatchTo sends an event to one shard. While that is not connected the event waits for RESUME.
func (g *Gateway) DispatchTo(shard int, kind string, data any) (seq int64) {
	raw := g.encode(data)
	g.change(func() {
		if s := g.current[shard]; s != nil && !s.over {
			seq = s.dispatch(kind, raw)
		}
	})
	return seq
}

func (g *Gateway) encode(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		g.tb.Errorf("discordtest: encode: %v", err)
	}
	return raw
}

// violation notes what a client did that Discord forbids. The caller holds g.mu.
func (g *Gateway) violation(format string, args ...any) {
	g.state.Violations = append(g.state.Violations, fmt.Sprintf(format, args...))
}

// Bot answers GET /gateway/bot.
func (g *Gateway) Bot(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if bare(r.Header.Get("Authorization")) != g.o.Token {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"message": "401: Unauthorized", "code": 0}`)
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	json.NewEncoder(w).Encode(map[string]any{"url": address(r, "/"), "shards": g.o.Shards,
		"session_start_limit": map[string]any{"total": g.o.Total, "remaining": g.o.Remain, "reset_after": g.o.ResetAfter.Milliseconds(), "max_concurrency": g.o.Concurrency}})
}

// Where answers GET /gateway.
func (g *Gateway) Where(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"url": address(r, "/")})
}

// bare is a token without what stands before it at the Web API.
func bare(token string) string { return strings.TrimPrefix(token, "Bot ") }

// address is the WebSocket's at the host that was called, or at this one where a client believes to call Discord.
func address(r *http.Request, path string) string {
	scheme, host := "ws://", r.Host
	if r.TLS != nil {
		scheme = "wss://"
	}
	if here, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && strings.HasSuffix(host, "discord.com") {
		host = here.String()
	}
	return scheme + host + path
}

// again is the path of resume_gateway_url.
const again = "/resume/"

// ServeHTTP takes a connection of a client.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("compress") != "" {
		http.Error(w, "this gateway does not compress", http.StatusBadRequest)
		g.change(func() { g.violation("asks for the compression %s, which this gateway lacks", r.FormValue("compress")) })
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := newClient(g, ws, r)
	g.change(func() {
		g.state.Opened++
		g.conns[c] = true
		g.serving.Add(1)
	})
	defer g.serving.Done()
	c.serve(r.FormValue("encoding"))
}

// Drop cuts every connection without a word.
func (g *Gateway) Drop() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range slices.Collect(maps.Keys(g.conns)) {
		c.hangUp()
	}
}
