package link

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// The bounds of what is done aside.
const (
	asideWorkers = 4
	asideQueue   = 256
	asideTimeout = 5 * time.Second
)

// Aside does small things after the acknowledgement: calls that nobody waits for and that may be lost.
type Aside struct {
	jobs  chan job
	log   *slog.Logger
	count func(what, detail string)
}

type job struct {
	what string
	do   func(context.Context) error
}

// NewAside returns an Aside that nobody works for yet. What fails is logged, and counted as failed.
func NewAside(log *slog.Logger, count func(what, detail string)) Aside {
	return Aside{jobs: make(chan job, asideQueue), log: log, count: count}
}

// Start works until ended is closed; ctx is the jobs'.
func (s Aside) Start(ctx context.Context, wait *sync.WaitGroup, ended <-chan struct{}) {
	for range asideWorkers {
		wait.Go(func() {
			for {
				select {
				case job := <-s.jobs:
					s.do(ctx, job)
				case <-ended:
					return
				}
			}
		})
	}
}

func (s Aside) do(ctx context.Context, j job) {
	ctx, cancel := context.WithTimeout(ctx, asideTimeout)
	defer cancel()
	defer func() {
		if v := recover(); v != nil {
			s.count("panic", j.what)
			s.log.Error("broke aside", "what", j.what, "panic", v, "stack", string(debug.Stack()))
		}
	}()
	if err := j.do(ctx); err != nil {
		s.count("failed", j.what)
		s.log.Warn("failed aside", "what", j.what, "err", err)
	}
}

// Add has something done, unless there is too much to do already.
func (s Aside) Add(what string, do func(context.Context) error) {
	select {
	case s.jobs <- job{what, do}:
	default:
		s.count("failed", what)
		s.log.Warn("too much to do aside", "what", what)
	}
}
