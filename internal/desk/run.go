package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// How often what is remembered long enough is forgotten, and how many entries are taken up at once.
const (
	pruneEvery = time.Hour
	loadAtOnce = 1000
)

// stopWait is how long a sender may take to return once its context has ended.
const stopWait = time.Second

// Run answers what is accepted and posts it by the senders, by the name of their platform, until ctx ends; it
// first takes up what an earlier Run left behind. Then posts under way are given Options.Grace to finish, the
// rest stays in the ledger, and Run returns nil. Entries of a platform without sender stay in the ledger.
// Run may be called once.
func (d *Desk) Run(ctx context.Context, senders map[string]Sender) error {
	d.mu.Lock()
	again := d.ran
	d.ran = true
	d.mu.Unlock()
	if again {
		return errors.New("desk: Run was called before")
	}
	if err := d.takeUp(); err != nil {
		return fmt.Errorf("desk: take up what was left: %w", err)
	}
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	queues := make([]*queue, 0, len(senders))
	for platform, s := range senders {
		q := d.queue(platform)
		q.work = func(it *item, changes []*item) result { return d.work(work, s, it, changes) }
		queues = append(queues, q)
		q.start()
	}
	d.warnOfIdle(senders)
	d.housekeep(ctx)
	return d.finish(queues, cancel)
}

// queue returns the queue of a platform.
func (d *Desk) queue(platform string) *queue {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := d.queues[platform]
	if q == nil {
		q = &queue{now: d.o.Now, workers: d.o.Workers, lanes: map[string]*lane{}}
		q.wake.L = &q.mu
		d.queues[platform] = q
	}
	return q
}

// takeUp lines up what is unfinished in the ledger.
func (d *Desk) takeUp() error {
	var last uint64
	for n := 0; ; {
		list, err := d.ledger.Pending(last, loadAtOnce)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			if n > 0 {
				d.o.Log.Info("unfinished questions taken up", "count", n)
			}
			return nil
		}
		for _, e := range list {
			last = e.Seq
			var m Message
			if err := json.Unmarshal(e.Message, &m); err != nil {
				d.o.Log.Error("unfinished question not readable", "seq", e.Seq, "error", err)
				continue
			}
			d.queue(m.Platform).add(e.Lane, newItem(e, m.Kind))
			n++
		}
	}
}

func (d *Desk) warnOfIdle(senders map[string]Sender) {
	for platform, depth := range d.Depths() {
		if _, ok := senders[platform]; !ok && depth.Inbox+depth.Outbox > 0 {
			d.o.Log.Warn("questions wait for a platform that is not connected", "platform", platform, "count", depth.Inbox+depth.Outbox)
		}
	}
}

// housekeep prunes the ledger until ctx ends.
func (d *Desk) housekeep(ctx context.Context) {
	tick := time.NewTicker(pruneEvery)
	defer tick.Stop()
	for {
		if n, err := d.ledger.Prune(ctx); err != nil && ctx.Err() == nil {
			d.o.Log.Error("ledger not pruned", "error", err)
		} else if n > 0 {
			d.o.Log.Debug("ledger pruned", "entries", n)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// finish stops the queues and waits for what is under way.
func (d *Desk) finish(queues []*queue, cancel func()) error {
	idle := make(chan struct{})
	for _, q := range queues {
		q.stop()
	}
	go func() {
		defer close(idle)
		for _, q := range queues {
			q.wg.Wait()
		}
	}()
	grace := time.NewTimer(max(d.o.Grace, 0))
	defer grace.Stop()
	select {
	case <-idle:
		return nil
	case <-grace.C:
	}
	cancel()
	last := time.NewTimer(stopWait)
	defer last.Stop()
	select {
	case <-idle:
		return nil
	case <-last.C:
		return errors.New("desk: a sender did not stop")
	}
}

// Depths returns how much is unfinished, by platform.
func (d *Desk) Depths() map[string]Depth {
	d.mu.Lock()
	defer d.mu.Unlock()
	depths := make(map[string]Depth, len(d.queues))
	for platform, q := range d.queues {
		depths[platform] = q.depth()
	}
	return depths
}
