package desk

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"marketbot/internal/ledger"
)

// reach is how many entries of a lane may be tried before the first of them has been posted: a thread in
// trouble does not hold up the others of its channel, but a channel in trouble is not tried with all it has.
const reach = 16

// spare is how many workers stay when there is nothing to do. Their stacks have grown to what answering takes.
const spare = 64

// atHand is how many unfinished entries keep what Accept has written, for when their turn comes at once. Of a longer
// queue it is read from the ledger, so that memory does not grow with it.
const atHand = 1024

// item is an unfinished entry.
type item struct {
	seq      uint64
	question string // key of the question that it is or changes
	thread   string // items of one thread keep their order
	kind     Kind
	at       time.Time
	tried    bool
	retry    time.Time      // not before
	troubles int            // how often the ledger could not be written for it
	unsaved  []ledger.Entry // what has happened already and must only be recorded
	then     result         // when it is
	fresh    *ledger.Entry  // as it was accepted, before anybody has worked on it; nil: it is read from the ledger
}

func newItem(e ledger.Entry, k Kind) *item {
	it := &item{seq: e.Seq, question: cmp.Or(e.Of, e.Key), thread: e.Thread, kind: k, at: e.At, tried: e.State != ledger.Accepted}
	if it.thread == "" {
		it.thread = it.question
	}
	return it
}

// lane is a channel's queue. One worker at a time works on it.
type lane struct {
	name  string
	items []*item // by seq
	busy  bool    // a worker has it, or it waits for one in ready
	free  time.Time
	timer *time.Timer
}

// next returns the first item that may be worked on now, or when to ask again.
func (l *lane) next(now time.Time) (it *item, at time.Time) {
	if l.free.After(now) {
		return nil, l.free
	}
	var held []string // threads that wait
	for _, it := range l.items {
		if slices.Contains(held, it.thread) {
			continue
		}
		if !it.retry.After(now) {
			return it, now
		}
		if at.IsZero() || it.retry.Before(at) {
			at = it.retry
		}
		if held = append(held, it.thread); len(held) == reach {
			break
		}
	}
	return nil, at
}

// changes returns the items that change the same question later.
func (l *lane) changes(of *item) (list []*item) {
	for _, it := range l.items {
		if it.seq > of.seq && it.question == of.question {
			list = append(list, it)
		}
	}
	return list
}

// result is what came of working on an item.
type result struct {
	gone  []uint64  // items that are finished
	retry time.Time // else: when to work on it again
	tried bool      // it is in the outbox now
	pause time.Time // the whole lane waits until then
}

// queue holds the lanes of one platform. Each platform has its own workers, so that one that hangs does not
// keep them from the others.
type queue struct {
	now     func() time.Time
	workers int
	work    func(it *item, changes []*item) result // nil: there is no sender

	mu            sync.Mutex
	wg            sync.WaitGroup
	running       bool
	active, idle  int // workers there are, and how many of them wait
	wake          sync.Cond
	lanes         map[string]*lane
	ready         []*lane
	inbox, outbox int
}

// add puts an item in its place; one that is there already is left alone.
func (q *queue) add(name string, it *item) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[name]
	if l == nil {
		l = &lane{name: name}
		q.lanes[name] = l
	}
	i, there := slices.BinarySearchFunc(l.items, it.seq, bySeq)
	if there {
		return
	}
	if q.inbox+q.outbox >= atHand {
		it.fresh = nil
	}
	l.items = slices.Insert(l.items, i, it)
	q.count(it, 1)
	q.schedule(l)
	q.staff()
}

func bySeq(it *item, seq uint64) int { return cmp.Compare(it.seq, seq) }

func (q *queue) count(it *item, n int) {
	if it.tried {
		q.outbox += n
	} else {
		q.inbox += n
	}
}

// start begins the work.
func (q *queue) start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running = true
	for _, l := range q.lanes {
		q.schedule(l)
	}
	q.staff()
}

// stop lets nobody begin on another item.
func (q *queue) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.running = false
	q.ready = nil
	q.wake.Broadcast()
	for _, l := range q.lanes {
		if l.timer != nil {
			l.timer.Stop()
		}
	}
}

// schedule lines a lane up for a worker or for a time, whatever is next. The mutex is held.
func (q *queue) schedule(l *lane) {
	if !q.running || l.busy {
		return
	}
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	now := q.now()
	it, at := l.next(now)
	switch {
	case it != nil:
		l.busy = true
		q.ready = append(q.ready, l)
	case at.After(now):
		l.timer = time.AfterFunc(at.Sub(now), func() {
			q.mu.Lock()
			defer q.mu.Unlock()
			q.schedule(l)
			q.staff()
		})
	case len(l.items) == 0:
		delete(q.lanes, l.name)
	}
}

// staff sends workers to the lanes that are ready, as many as there are: first those that wait. The mutex is held.
func (q *queue) staff() {
	for range min(q.idle, len(q.ready)) {
		q.wake.Signal()
	}
	for n := len(q.ready) - q.idle; q.running && n > 0 && q.active < q.workers; n-- {
		l := q.pop()
		q.active++
		q.wg.Go(func() {
			for l := l; l != nil; {
				l = q.serve(l)
			}
		})
	}
}

func (q *queue) pop() *lane {
	l := q.ready[0]
	q.ready[0] = nil
	q.ready = q.ready[1:]
	return l
}

// serve works on one item of a lane and returns the next lane; nil: the worker may go.
func (q *queue) serve(l *lane) *lane {
	q.mu.Lock()
	it, _ := l.next(q.now())
	var changes []*item
	if it != nil && q.running {
		changes = l.changes(it)
	} else {
		it = nil
	}
	q.mu.Unlock()
	var r result
	if it != nil {
		r = q.work(it, changes)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if it != nil {
		q.settle(l, it, r)
	}
	l.busy = false
	q.schedule(l)
	return q.await()
}

// await returns the next lane that is ready; nil: the worker may go. The mutex is held.
func (q *queue) await() *lane {
	for q.running && len(q.ready) == 0 && q.idle < spare {
		q.idle++
		q.wake.Wait()
		q.idle--
	}
	if !q.running || len(q.ready) == 0 {
		q.active--
		return nil
	}
	return q.pop()
}

func (q *queue) settle(l *lane, it *item, r result) {
	if r.tried && !it.tried {
		q.count(it, -1)
		it.tried = true
		q.count(it, 1)
	}
	it.retry = r.retry
	if r.pause.After(l.free) {
		l.free = r.pause
	}
	for _, seq := range r.gone {
		if i, there := slices.BinarySearchFunc(l.items, seq, bySeq); there {
			q.count(l.items[i], -1)
			l.items = slices.Delete(l.items, i, i+1)
		}
	}
}

// depth returns how much there is to do.
func (q *queue) depth() Depth {
	q.mu.Lock()
	defer q.mu.Unlock()
	d := Depth{Inbox: q.inbox, Outbox: q.outbox}
	for _, l := range q.lanes {
		if len(l.items) > 0 && (d.Oldest.IsZero() || l.items[0].at.Before(d.Oldest)) {
			d.Oldest = l.items[0].at
		}
	}
	return d
}
