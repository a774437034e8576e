package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"marketbot/internal/adapters/link"

	"github.com/bwmarrin/discordgo"
)

// The bounds of a shard.
const (
	queueLength = 1024        // events that wait for the one that is being handled
	drain       = time.Second // for the events that wait when Run ends
	lastPause   = time.Minute // between attempts to connect
	deaf        = 6           // RESUMEs without an answer after which the session is given up
	detour      = 2           // failures in a row after which the common address is tried for a session too
)

// A shard keeps one of the bot's connections.
type shard struct {
	g       *Gateway
	id      int
	queue   chan Event
	stalled atomic.Bool // the queue is full

	// What RESUME needs. The line in use writes them, and the shard reads them once it is done.
	session string
	seq     int64
	url     string

	failures int // connections in a row that did not work
	unheard  int // RESUMEs in a row without an answer
}

// keep keeps the shard connected and its events handled until ctx is done or going on is in vain.
func (s *shard) keep(ctx context.Context) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx)) // outlives ctx by the events that wait
	defer stop()
	var worker sync.WaitGroup
	worker.Go(func() { s.work(working) })
	err := s.run(ctx)
	close(s.queue)
	defer time.AfterFunc(drain, stop).Stop()
	worker.Wait()
	return err
}

// run connects again and again.
func (s *shard) run(ctx context.Context) error {
	for ctx.Err() == nil {
		l := newLine(s)
		err := s.connect(ctx, l)
		s.g.health.Down(s.id)
		if ctx.Err() != nil {
			break
		}
		s.learn(l, err)
		if fatal(err) {
			return fmt.Errorf("discord: gateway: shard %d: %w", s.id, err)
		}
		wait := backoff(s.g.config.Pause, s.failures)
		s.g.log.Warn("discord: a shard is not connected", "shard", s.id, "err", err, "resumes", s.session != "", "pause", wait)
		link.Pause(ctx, wait)
	}
	return ctx.Err()
}

// connect connects once, for as long as it lasts, and says why it ended.
func (s *shard) connect(ctx context.Context, l *line) error {
	how, done := "resume", func(bool) {}
	if s.session == "" {
		var err error
		how = "identify"
		if done, err = s.g.budget.take(ctx, s.id); err != nil {
			return err
		}
	}
	connected, cut := context.WithCancelCause(ctx)
	defer cut(nil)
	session, err := l.session(connected, func(e *discordgo.Event) { s.take(ctx, l, e) })
	if err == nil {
		s.g.running.Go(func() { l.watch(connected, cut, session) })
		err = session.Open()
	}
	done(l.sent)
	if l.sent {
		s.g.config.Count(how, "")
	}
	if err == nil {
		s.g.running.Go(func() { <-l.gone })
		err = l.wait()
	}
	return l.cause(connected, err)
}

// learn draws the conclusions from the end of a connection.
func (s *shard) learn(l *line, err error) {
	s.g.health.Trouble(err)
	s.g.config.Count("disconnect", reason(err))
	s.failures++
	if l.acked {
		s.failures = 0
	}
	if l.answered {
		s.unheard = 0
	} else if l.sent && errors.Is(err, errNoAnswer) {
		s.unheard++
	}
	if anew(err) || s.unheard >= deaf {
		s.session, s.seq, s.url, s.unheard = "", 0, "", 0
	}
}

// backoff is how long to wait after so many failures: twice as long each time, and not at once with all others.
func backoff(first time.Duration, failures int) time.Duration {
	d := lastPause
	if failures < 16 {
		d = min(first<<failures, lastPause)
	}
	return d/2 + rand.N(d/2+1)
}

// address is where to connect: a session is resumed where READY said, unless nobody is there.
func (s *shard) address() string {
	if s.session == "" || s.url == "" || s.failures > detour && s.failures%2 == 0 {
		return s.g.url
	}
	return s.url
}

// resume is the RESUME of the session; nil: there is none.
// https://discord.com/developers/docs/events/gateway-events#resume
func (s *shard) resume() []byte {
	if s.session == "" {
		return nil
	}
	return command(opResume, map[string]any{"token": s.g.config.authorization(), "session_id": s.session, "seq": s.seq})
}

func (s *shard) heartbeat() []byte {
	if s.seq == 0 {
		return command(opHeartbeat, nil)
	}
	return command(opHeartbeat, s.seq)
}

func command(op int, d any) []byte {
	b, err := json.Marshal(map[string]any{"op": op, "d": d})
	if err != nil {
		panic(err) // of strings and numbers
	}
	return b
}

// take queues an event, and waits while the queue is full: then nothing more is read, which Discord bears, and the
// heartbeats go on. What is not queued since Run ends does not count as received.
func (s *shard) take(ctx context.Context, l *line, e *discordgo.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left {
		return
	}
	out := Event{Shard: s.id, Type: strings.TrimPrefix(e.Type, asItCame), Data: e.RawData}
	select {
	case s.queue <- out:
	default:
		s.g.config.Count("stalled", "")
		s.stalled.Store(true)
		select {
		case s.queue <- out:
		case <-ctx.Done():
			return
		}
		l.alive() // the acknowledgements are yet to be read
		s.stalled.Store(false)
	}
	s.seq = max(s.seq, e.Sequence)
	switch e.Type {
	case "READY":
		s.ready(e)
	case "RESUMED":
		s.up()
	}
}

// ready notes what a new session is resumed by.
func (s *shard) ready(e *discordgo.Event) {
	var r struct {
		Session string `json:"session_id"`
		URL     string `json:"resume_gateway_url"`
	}
	if err := json.Unmarshal(e.RawData, &r); err != nil {
		s.g.log.Warn("discord: READY cannot be read", "shard", s.id, "err", err)
	}
	s.session, s.seq, s.url = r.Session, e.Sequence, r.URL
	s.up()
}

func (s *shard) up() {
	s.g.health.Up(s.id)
	s.g.log.Info("discord: a shard is connected", "shard", s.id, "of", s.g.shards)
}

// work handles the events in turn, until the queue is closed or ctx is done.
func (s *shard) work(ctx context.Context) {
	for e := range s.queue {
		if ctx.Err() != nil {
			s.g.config.Count("unhandled", e.Type)
			continue
		}
		s.handle(ctx, e)
	}
}

func (s *shard) handle(ctx context.Context, e Event) {
	defer func() {
		if p := recover(); p != nil {
			s.g.config.Count("panic", e.Type)
			s.g.log.Error("discord: panic", "event", e.Type, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	s.g.handle(ctx, e)
}
