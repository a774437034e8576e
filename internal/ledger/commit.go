package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

const (
	together = 1024                 // how many writes share a commit at most
	crowd    = 2                    // when so many shared the last one,
	apart    = 8 * time.Millisecond // the next begins no sooner than that after it
)

// Ledger is the store. All its methods may be called by many goroutines at once.
type Ledger struct {
	db        *bbolt.DB
	now       func() time.Time
	temporary bool

	writes     chan *write
	stop, done chan struct{}
	closing    sync.Once

	pending          atomic.Int64
	written, commits atomic.Uint64
}

// write is one change that waits for its commit.
type write struct {
	do  func(*txn) error
	err chan error
}

// txn is a commit in the making.
type txn struct {
	*bbolt.Tx
	begun int // pending entries more than before
}

// update makes a change durable. Once it is handed over there is no taking it back: ctx counts only until then.
func (l *Ledger) update(ctx context.Context, do func(*txn) error) error {
	w := &write{do: do, err: make(chan error, 1)}
	select {
	case l.writes <- w:
		return <-w.err
	case <-l.stop:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("ledger: %w", context.Cause(ctx))
	}
}

// commit writes until Close. Whoever comes while a commit is under way joins the next one, and the more there is to do
// the more share a commit. Where several come at once, a commit waits for more: on a quick disk most of the
// processor's time would go into what a commit costs however little is in it.
func (l *Ledger) commit() {
	defer close(l.done)
	debug.SetPanicOnFault(true)
	batch := make([]*write, 0, together)
	var last time.Time
	for {
		crowded := len(batch) >= crowd && !l.temporary // what is not synced is cheap
		select {
		case w := <-l.writes:
			batch = append(batch[:0], w)
		case <-l.stop:
			return
		}
		if crowded {
			time.Sleep(apart - time.Since(last))
		}
		last = time.Now()
		for more := true; more && len(batch) < together; {
			select {
			case w := <-l.writes:
				batch = append(batch, w)
			default:
				more = false
			}
		}
		l.write(batch)
		clear(batch)
	}
}

// write commits a batch and tells everybody in it. A change that fails on its own is told so and left out; when
// the commit itself fails, nobody's change is made.
func (l *Ledger) write(batch []*write) {
	for len(batch) > 0 {
		bad, err := l.try(batch)
		if bad < 0 {
			for _, w := range batch {
				w.err <- err
			}
			return
		}
		batch[bad].err <- err
		batch = append(batch[:bad], batch[bad+1:]...)
	}
}

// try commits a batch. It returns which change failed, or -1.
func (l *Ledger) try(batch []*write) (bad int, err error) {
	bad = -1
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("ledger: write: panic: %v\n%s", p, debug.Stack())
		}
	}()
	var t txn
	if err := l.db.Update(func(tx *bbolt.Tx) error {
		t = txn{Tx: tx}
		tx.Bucket(entries).FillPercent, tx.Bucket(messages).FillPercent = 0.9, 0.9 // they come in order
		for i, w := range batch {
			bad = i
			if err := w.do(&t); err != nil {
				return err
			}
		}
		bad = -1
		return nil
	}); err != nil {
		return bad, fmt.Errorf("ledger: write: %w", err)
	}
	l.pending.Add(int64(t.begun))
	l.commits.Add(1)
	l.written.Add(uint64(len(batch)))
	return bad, nil
}

func (l *Ledger) view(f func(*bbolt.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("ledger: read: panic: %v\n%s", p, debug.Stack())
		}
	}()
	if err := l.db.View(f); errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return ErrClosed
	} else if err != nil {
		return fmt.Errorf("ledger: read: %w", err)
	}
	return nil
}

// Close waits for what is being written and closes the file.
func (l *Ledger) Close() error {
	l.closing.Do(func() { close(l.stop) })
	<-l.done
	path := l.db.Path()
	err := l.db.Close()
	if l.temporary {
		if e := os.Remove(path); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// Len returns how many entries are unfinished.
func (l *Ledger) Len() int { return int(l.pending.Load()) }

// Stats returns the ledger's numbers.
func (l *Ledger) Stats() Stats {
	s := Stats{Pending: l.Len(), Writes: l.written.Load(), Commits: l.commits.Load()}
	_ = l.view(func(tx *bbolt.Tx) error { // after Close there is no size
		s.Bytes = tx.Size()
		return nil
	})
	return s
}
