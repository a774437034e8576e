package link

import (
	"context"
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
type Aside struct{ jobs chan func(context.Context) }

// NewAside returns an Aside that nobody works for yet.
func NewAside() Aside { return Aside{jobs: make(chan func(context.Context), asideQueue)} }

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

func (s Aside) do(ctx context.Context, job func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, asideTimeout)
	defer cancel()
	job(ctx)
}

// Add queues a job, or reports that there are too many.
func (s Aside) Add(job func(context.Context)) bool {
	select {
	case s.jobs <- job:
		return true
	default:
		return false
	}
}
