package link

import (
	"context"
	"hash/fnv"
	"io"
	"sync"
)

// The bounds of lanes.
const (
	lanes     = 512 // deliveries that are taken in at once
	laneQueue = 32  // deliveries that wait behind another of their lane
)

// Lanes take in deliveries side by side, those of one lane in turn.
type Lanes struct {
	queues  [lanes]chan func()
	workers sync.WaitGroup
}

// NewLanes returns lanes at work. They are to be closed.
func NewLanes() *Lanes {
	l := &Lanes{}
	for i := range l.queues {
		queue := make(chan func(), laneQueue)
		l.queues[i] = queue
		l.workers.Go(func() {
			for job := range queue {
				job()
			}
		})
	}
	return l
}

// Add queues a job behind the others of its lane. It waits while the lane is full, and reports false when ctx is done
// before. It must not be called after Close.
func (l *Lanes) Add(ctx context.Context, lane string, job func()) bool {
	h := fnv.New32a()
	io.WriteString(h, lane)
	select {
	case l.queues[h.Sum32()%lanes] <- job:
		return true
	case <-ctx.Done():
		return false
	}
}

// Close waits until all that was added is done.
func (l *Lanes) Close() {
	for _, q := range l.queues {
		close(q)
	}
	l.workers.Wait()
}
