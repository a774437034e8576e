package gateway

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// The opcodes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch  = 0
	opHeartbeat = 1
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opACK       = 11
)

// missed is how many heartbeat intervals a connection may go without an acknowledgement.
const missed = 2

// A line is one connection of a shard, with a Session of the library of its own: an old one may still close for a
// second, and would close the next connection too.
type line struct {
	shard *shard
	conn  *conn
	beat  chan time.Duration // a sign of life, and for how long it holds
	done  chan struct{}      // the Session gets nothing more
	gone  chan struct{}      // the Session has ended
	last  sync.Once          // closes gone

	mu   sync.Mutex // held while something that came is dealt with
	left bool       // nothing that comes counts any more

	// What conn noticed, in the goroutine of the Session that reads.
	why      error // once done
	interval time.Duration
	answered bool // an event came
	acked    bool
	sent     bool // IDENTIFY or RESUME
}

func newLine(s *shard) *line {
	return &line{shard: s, beat: make(chan time.Duration, 1), done: make(chan struct{}), gone: make(chan struct{})}
}

// wait waits until the Session hands out nothing more, and says why. Mostly it reads until it is told to stop; but
// when it cannot send it may stop reading with an event in hand. That event does not count as received.
func (l *line) wait() error {
	select {
	case <-l.done:
		return l.why
	case <-l.gone:
		l.mu.Lock()
		defer l.mu.Unlock()
		l.left = true
		return errBroken
	}
}

// cause finds the first reason of an error: what this end cut the connection for, what Discord said, the error.
func (l *line) cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	select {
	case <-l.done:
		return l.why
	default:
		return err
	}
}

// silent is the LogLevel of a Session that logs nothing: it writes to the process's log, and what matters conn
// tells.
const silent = -1

// session makes the Session of a line, whose connection ends with ctx.
func (l *line) session(ctx context.Context, take func(*discordgo.Event)) (*discordgo.Session, error) {
	c, s := l.shard.g.config, l.shard
	out, err := discordgo.New(c.authorization())
	if err != nil {
		return nil, err
	}
	out.LogLevel = silent
	out.ShouldReconnectOnError = false
	out.StateEnabled = false
	out.SyncEvents = true // in order, and in the goroutine that reads
	out.Compress = false  // conn listens in
	out.Identify.Intents = c.Intents
	out.ShardID, out.ShardCount = s.id, s.g.shards
	out.Client = &http.Client{Transport: address(s.address())}
	out.Dialer = &websocket.Dialer{
		NetDialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return l.dial(ctx, network, addr)
		},
		NetDialTLSContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return l.dialTLS(ctx, network, addr)
		},
	}
	out.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { take(e) })
	out.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { l.last.Do(func() { close(l.gone) }) })
	return out, nil
}

// address answers the Session, which asks the Web API where the gateway is: at GET /gateway/bot we asked already,
// and a session is resumed where READY said.
type address string

func (a address) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]string{"url": string(a)})
	if err != nil {
		return nil, err
	}
	return &http.Response{Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), Request: r}, nil
}

// over lays the listening conn over a connection, which may be that of raw or encrypted on it.
func (l *line) over(c, raw net.Conn) net.Conn {
	l.conn = &conn{Conn: c, raw: raw, in: bufio.NewReaderSize(c, 1<<14), hear: l.hear, resume: l.shard.resume(),
		asked: func() { l.sent = true },
		ended: func(err error) {
			l.why = err
			close(l.done)
		}}
	return l.conn
}

// A packet is what Discord sends.
type packet struct {
	Op   int             `json:"op"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// asItCame stands before the type of an event that the Session is not to decode. Decoding, it follows pointers that
// are not there: a GUILD_CREATE with one null among its channels would end the process. Of a type that it does not
// know it hands out the bytes.
const asItCame = "~"

// hear listens in, and returns what the Session is to know. Until the first event has come it is given nothing but
// HELLO: it holds its lock meanwhile, and hangs at all that makes it take that again.
func (l *line) hear(payload []byte) (pass []byte, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left {
		return nil, errBroken
	}
	l.shard.g.health.Inbound()
	var p packet
	if err := json.Unmarshal(payload, &p); err != nil {
		l.shard.g.config.Count("undecodable", "packet")
		l.shard.g.log.Warn("discord: a packet cannot be read", "shard", l.shard.id, "bytes", len(payload), "err", err)
		return nil, nil
	}
	switch p.Op {
	case opDispatch:
		if !l.answered {
			l.answered = true
			l.alive()
		}
		if p.Type != "READY" && p.Type != "RESUMED" {
			p.Type = asItCame + p.Type
		}
		return json.Marshal(p)
	case opHello:
		return payload, l.hello(p.Data)
	case opHeartbeat: // asked for; the Session would answer too, but not safely while it closes
		return nil, l.conn.say(l.shard.heartbeat())
	case opACK:
		l.acked = true
		l.alive()
		if !l.answered {
			return nil, nil
		}
		return payload, nil
	case opReconnect:
		return nil, errReconnect
	case opInvalid:
		if resumable := false; json.Unmarshal(p.Data, &resumable) == nil && resumable {
			return nil, errPaused
		}
		return nil, errInvalid
	}
	return nil, nil
}

func (l *line) hello(data json.RawMessage) error {
	var h struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(data, &h); err != nil || h.Interval < 1 {
		return fmt.Errorf("a HELLO that cannot be used: %.80s", data)
	}
	if l.interval > 0 {
		return errors.New("a second HELLO")
	}
	l.interval = time.Duration(h.Interval) * time.Millisecond
	return nil
}

// alive notes a sign of life.
func (l *line) alive() {
	select {
	case l.beat <- missed * l.interval:
	default: // one is noted already
	}
}

// watch cuts a connection that shows no sign of life. While the Session is not reading, since the queue is full,
// silence proves nothing, which the Session is to believe too: it gives up after five intervals.
func (l *line) watch(ctx context.Context, cut context.CancelCauseFunc, s *discordgo.Session) {
	within, why := l.shard.g.config.OpenWithin, errNoAnswer
	t := time.NewTimer(within)
	defer t.Stop()
	for {
		select {
		case within = <-l.beat:
			why = errSilent
			t.Reset(within)
		case <-t.C:
			if l.shard.stalled.Load() {
				s.Lock()
				s.LastHeartbeatAck = time.Now().UTC()
				s.Unlock()
				t.Reset(within)
				continue
			}
			cut(why)
			return
		case <-ctx.Done():
			return
		}
	}
}
