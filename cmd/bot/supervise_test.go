package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/operator"
)

func nothing() map[string]desk.Depth { return nil }

// supervised is a supervisor with what can be seen of it.
func supervised(names ...string) (*supervisor, *bytes.Buffer) {
	var log bytes.Buffer
	s := &supervisor{log: slog.New(slog.NewTextHandler(&log, nil)), board: operator.NewBoard("v", "b", nothing), metrics: operator.NewMetrics("v", "b", nothing),
		hide: func(text string) string { return config.RedactText(text) }}
	for _, n := range names {
		s.board.Add(n, func() operator.Link { return operator.Link{Connected: true} })
	}
	return s, &log
}

func states(s *supervisor) string {
	var out []string
	for _, p := range s.board.Report().Platforms {
		out = append(out, p.Name+" "+string(p.State)+" "+p.Error)
	}
	return strings.TrimSpace(strings.Join(out, ", "))
}

// A crashed adapter is started again, after longer and longer pauses up to a minute, and after a good while after
// the first again.
func TestCrashedAdapterIsStartedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, log := supervised("a")
		ctx, cancel := context.WithCancel(t.Context())
		var starts []time.Time
		long := 10
		p := platform{name: "a", run: func(ctx context.Context) error {
			starts = append(starts, time.Now())
			if len(starts) == long {
				select {
				case <-time.After(settled):
				case <-ctx.Done():
				}
			}
			panic("index out of range with xoxb-1-HIDDEN")
		}}
		done := make(chan error)
		go func() { done <- s.keep(ctx, p) }()
		time.Sleep(500 * time.Millisecond)
		synctest.Wait()
		if got, want := states(s), "a waiting it crashed: index out of range with [redacted]"; got != want {
			t.Errorf("the board: %q, want %q", got, want)
		}
		time.Sleep(20 * time.Minute)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if got, want := states(s), "a stopping"; got != want {
			t.Errorf("the board: %q, want %q", got, want)
		}
		for i := 1; i < long; i++ {
			want := min(firstPause<<(i-1), lastPause)
			if got := starts[i].Sub(starts[i-1]); got < want || got > want*5/4 {
				t.Errorf("pause %d: %s, want %s to %s", i, got, want, want*5/4)
			}
		}
		if got := starts[long].Sub(starts[long-1]) - settled; got > firstPause*5/4 {
			t.Errorf("the pause after a good while: %s, want about %s", got, firstPause)
		}
		if strings.Contains(log.String(), "HIDDEN") || !strings.Contains(log.String(), "supervise_test.go") {
			t.Errorf("the log holds a secret, or no stack:\n%s", log)
		}
	})
}

// An adapter that says that going on is in vain is not started again; it is loud, and the others go on.
func TestFailedPlatformDoesNotSilenceTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, log := supervised("bad", "good")
		h := &house{config: &config.Config{SlackBotToken: config.NewSecret("HIDDEN")}, log: s.log, board: s.board, metrics: s.metrics}
		ctx, cancel := context.WithCancel(t.Context())
		starts := 0
		h.platforms = []platform{
			{name: "bad", run: func(context.Context) error { starts++; return errors.New("the token HIDDEN is revoked") }},
			{name: "good", run: func(ctx context.Context) error { <-ctx.Done(); return nil }},
		}
		done := make(chan error)
		go func() { done <- h.keepAll(ctx) }()
		time.Sleep(time.Hour)
		synctest.Wait()
		if got, want := states(s), "bad failed the token [redacted] is revoked, good running"; got != want || starts != 1 {
			t.Errorf("the board: %q after %d starts, want %q after 1", got, starts, want)
		}
		if !strings.Contains(log.String(), "down for good") || strings.Contains(log.String(), "HIDDEN") {
			t.Errorf("the log is not loud, or holds a secret: %s", log)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// When no platform is left, the process ends and says why.
func TestNothingLeft(t *testing.T) {
	s, _ := supervised("a", "b")
	h := &house{config: &config.Config{}, log: s.log, board: s.board, metrics: s.metrics}
	h.platforms = []platform{
		{name: "a", run: func(context.Context) error { return errors.New("revoked") }},
		{name: "b", run: func(context.Context) error { return errors.New("disallowed") }},
	}
	if err := h.keepAll(t.Context()); err == nil || err.Error() != "a: revoked\nb: disallowed" {
		t.Errorf("got %v", err)
	}
}
