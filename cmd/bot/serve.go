package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/ledger"
	"marketbot/internal/operator"
)

// The stop takes ten seconds at most: orchestrators kill after that.
const (
	intakeStop = 3 * time.Second        // for adapters to take in what has arrived
	grace      = 4 * time.Second        // for posts under way
	lastStop   = 500 * time.Millisecond // for the rest
)

// serve answers on the messaging platforms that are configured.
type serve struct{}

// Run serves until the process is told to stop.
func (serve) Run(w *world) error {
	c, err := config.Read(".")
	if err != nil {
		return err
	}
	return w.configured(c).serve(c, platforms)
}

// connect returns the platforms that are configured.
type connect func(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) ([]platform, error)

// serve opens the house and serves until ctx ends.
func (w *world) serve(c *config.Config, connect connect) (err error) {
	log := logger(c, w.err)
	e, err := w.engine()
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(w.ballast())
	l, err := ledger.Open(c.StateURL, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()

	h := &house{config: c, log: log}
	d := desk.New(e, l, desk.Options{
		Log: log, Watch: func(v desk.Event) { h.metrics.Watch(v) }, Note: slowly(e), Grace: grace,
		User:    desk.Rate{Burst: c.RatePerUser, Every: time.Minute / time.Duration(c.RatePerUser)},
		Channel: desk.Rate{Burst: c.RatePerChannel, Every: time.Minute / time.Duration(c.RatePerChannel)},
	})
	h.desk = d
	h.metrics = operator.NewMetrics(build(), e.Book().Version, d.Depths)
	h.board = operator.NewBoard(build(), e.Book().Version, d.Depths)
	if h.platforms, err = connect(c, e, d, h.metrics, log); err != nil {
		return err
	}
	if len(h.platforms) == 0 {
		return errors.New("serve: no platform is configured (hint: SLACK_BOT_TOKEN and SLACK_APP_TOKEN, see docs/slack.md, or DISCORD_TOKEN, see docs/discord.md; bot doctor says what is missing)")
	}
	log.Info("serving", "version", build(), "book", e.Book().Version, "platforms", names(h.platforms), "http", c.HTTPAddr, "operator", c.Operator(), "state", c.StateURL)
	return h.run(w.ctx)
}

// roomToWork is how many bytes of garbage may lie about before they are collected, beside as much as is in use. What
// the embedded book leaves is so small that under load it was collected many times a second, which took a fifth of
// the processor's time.
const roomToWork = 32 << 20

// ballast weighs on the heap so that its garbage is collected later. It takes address space only, since nobody
// writes to it. A higher GOGC would not do: under a load that piles up it lets garbage lie in proportion.
func (w *world) ballast() []byte {
	if w.getenv("GOGC") != "" { // the operator knows better
		return nil
	}
	return make([]byte, roomToWork)
}

func names(list []platform) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.name)
	}
	return out
}

// slowly words the one private note for somebody who asks too much, in the language of the question.
func slowly(e *answer.Engine) func(desk.Message) answer.Reply {
	return func(m desk.Message) answer.Reply {
		lang := e.Answer(answer.Question{Text: m.Text}).Language
		return answer.Reply{Language: lang, Lines: []string{e.Phrase(lang, "note.slowly")}}
	}
}

// house is a bot that serves.
type house struct {
	config    *config.Config
	log       *slog.Logger
	desk      *desk.Desk
	metrics   *operator.Metrics
	board     *operator.Board
	platforms []platform
}

// run keeps everything running until ctx ends or nothing is left that runs, then stops in order: intake, posts
// under way, the server.
func (h *house) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	for _, p := range h.platforms {
		h.board.Add(p.name, p.link)
	}
	shut, err := h.listen(stop)
	if err != nil {
		return err
	}
	answering, finish := context.WithCancel(context.WithoutCancel(ctx))
	defer finish()
	var desks, adapters sync.WaitGroup
	senders := map[string]desk.Sender{}
	for _, p := range h.platforms {
		senders[p.name] = p.sender
	}
	desks.Go(func() {
		if err := h.desk.Run(answering, senders); err != nil {
			stop(err)
		}
	})
	adapters.Go(func() { stop(h.keepAll(ctx)) })

	<-ctx.Done()
	began := time.Now()
	h.log.Info("stopping")
	late := !within(intakeStop, adapters.Wait)
	finish()
	late = !within(grace+lastStop, desks.Wait) || late
	shut()
	if late {
		h.log.Error("stopped without waiting any longer; what is not done is in the ledger", "took", time.Since(began))
	} else {
		h.log.Info("stopped", "took", time.Since(began))
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

// within reports whether f returned in time.
func within(d time.Duration, f func()) bool {
	done := make(chan struct{})
	go func() { f(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(d):
		return false
	}
}

// keepAll keeps all platforms running. It returns when ctx has ended, or when none is left: the error says why.
func (h *house) keepAll(ctx context.Context) error {
	s := &supervisor{log: h.log, board: h.board, metrics: h.metrics,
		hide: func(text string) string { return config.RedactText(text, h.config.Secrets()...) }}
	errs := make([]error, len(h.platforms))
	var wait sync.WaitGroup
	for i, p := range h.platforms {
		wait.Go(func() { errs[i] = s.keep(ctx, p) })
	}
	wait.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return errors.Join(errs...)
}

// The bounds of the servers.
const (
	headerTimeout = 5 * time.Second
	bodyTimeout   = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeaders    = 64 << 10
)

// listen serves what operators and platforms ask for. Shut ends it.
func (h *house) listen(failed func(error)) (shut func(), err error) {
	world, operators := http.NewServeMux(), http.NewServeMux()
	if h.config.Operator() == h.config.HTTPAddr {
		operators = world
	}
	operator.Routes(operators, h.board, h.metrics)
	for _, p := range h.platforms {
		if p.accept != nil {
			world.Handle("/"+p.name+"/", p.accept)
		}
	}
	muxes := map[string]*http.ServeMux{h.config.HTTPAddr: world, h.config.Operator(): operators}
	var servers []*http.Server
	shut = func() {
		ctx, cancel := context.WithTimeout(context.Background(), lastStop)
		defer cancel()
		for _, s := range servers {
			if s.Shutdown(ctx) != nil {
				s.Close()
			}
		}
	}
	for addr, mux := range muxes {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			shut()
			return nil, fmt.Errorf("serve: %w (hint: HTTP_ADDR or OPERATOR_ADDR with another port; is another bot running?)", err)
		}
		s := &http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, WriteTimeout: bodyTimeout, IdleTimeout: idleTimeout,
			MaxHeaderBytes: maxHeaders, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelDebug)}
		servers = append(servers, s)
		go func() {
			if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				failed(fmt.Errorf("serve: %s: %w", addr, err))
			}
		}()
	}
	return shut, nil
}
