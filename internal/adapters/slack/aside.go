package slack

import (
	"context"
	"sync"
	"time"
)

// The bounds of what is done aside: calls that nobody waits for and that may be lost (home tab, modals,
// prompts).
const (
	asideWorkers = 4
	asideQueue   = 256
	asideTimeout = 5 * time.Second
)

// aside does small things after the acknowledgement.
type aside struct{ jobs chan func(context.Context) }

func newAside() aside { return aside{jobs: make(chan func(context.Context), asideQueue)} }

// start works until ended is closed; ctx is the jobs'.
func (s aside) start(ctx context.Context, wait *sync.WaitGroup, ended <-chan struct{}) {
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

func (s aside) do(ctx context.Context, job func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, asideTimeout)
	defer cancel()
	job(ctx)
}

// add queues a job, or reports that there are too many.
func (s aside) add(job func(context.Context)) bool {
	select {
	case s.jobs <- job:
		return true
	default:
		return false
	}
}
