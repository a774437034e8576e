package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"time"

	"marketbot/internal/desk"
	"marketbot/internal/operator"
)

// platform is a messaging platform that the bot serves.
type platform struct {
	name   string
	sender desk.Sender
	run    func(ctx context.Context) error // receives until ctx ends; an error, no panic, means that going on is in vain
	link   func() operator.Link
	accept http.Handler // what the platform sends by HTTP; may be nil
}

// The pauses before a platform is started again.
const (
	firstPause = time.Second
	lastPause  = time.Minute
	settled    = 5 * time.Minute // after running so long, it begins with the first again
)

// supervisor keeps platforms running, each on its own.
type supervisor struct {
	log     *slog.Logger
	board   *operator.Board
	metrics *operator.Metrics
	hide    func(string) string // takes secrets out of a text
}

// crash is a panic of an adapter.
type crash struct{ value any }

func (c crash) Error() string { return fmt.Sprintf("it crashed: %v", c.value) }

// keep runs a platform until ctx ends, again and again where that helps. The error is why it does not: then the
// platform is down until somebody does something.
func (s *supervisor) keep(ctx context.Context, p platform) error {
	pause := firstPause
	for {
		s.board.Note(p.name, operator.Running, "")
		s.metrics.Up(p.name, true)
		began := time.Now()
		err := s.once(ctx, p)
		s.metrics.Up(p.name, false)
		if ctx.Err() != nil {
			s.board.Note(p.name, operator.Stopping, "")
			return nil
		}
		why := s.hide(err.Error())
		if c := (crash{}); !errors.As(err, &c) {
			s.board.Note(p.name, operator.Failed, why)
			s.log.Error("a platform is down for good (hint: bot doctor)", "platform", p.name, "err", why)
			return fmt.Errorf("%s: %s", p.name, why)
		}
		if time.Since(began) >= settled {
			pause = firstPause
		}
		wait := pause + rand.N(pause/4)
		s.board.Note(p.name, operator.Waiting, why)
		s.log.Error("a platform is down, and is started again", "platform", p.name, "err", why, "pause", wait)
		select {
		case <-ctx.Done():
			s.board.Note(p.name, operator.Stopping, "")
			return nil
		case <-time.After(wait):
		}
		s.metrics.Restarted(p.name)
		pause = min(2*pause, lastPause)
	}
}

// once runs a platform one time. It never returns nil before ctx ends.
func (s *supervisor) once(ctx context.Context, p platform) (err error) {
	defer func() {
		if v := recover(); v != nil {
			s.log.Error("an adapter crashed", "platform", p.name, "panic", s.hide(fmt.Sprint(v)), "stack", string(debug.Stack()))
			err = crash{v}
		}
	}()
	if err := p.run(ctx); err != nil {
		return err
	}
	return crash{"it ended by itself"}
}
