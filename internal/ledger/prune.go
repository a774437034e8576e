package ledger

import (
	"context"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"
)

// portion is how much is pruned in one commit, so that nobody waits long for it.
const portion = 500

// Prune forgets what has been finished and remembered long enough, and reports how many entries that were.
func (l *Ledger) Prune(ctx context.Context) (int, error) {
	n, err := l.pruneEntries(ctx, l.now().Add(-KeysFor))
	if err != nil {
		return n, err
	}
	if err := l.pruneBucket(ctx, threads, l.now().Add(-ThreadsFor), lastOfThread); err != nil {
		return n, err
	}
	return n, l.pruneBucket(ctx, clicks, l.now().Add(-KeysFor), whenClicked)
}

// pruneEntries forgets finished entries accepted before a time, and their keys.
func (l *Ledger) pruneEntries(ctx context.Context, before time.Time) (n int, err error) {
	var from uint64
	for more := true; more; {
		var old []Entry
		if old, from, more, err = l.old(from, before); err != nil {
			return n, err
		}
		if len(old) == 0 {
			continue
		}
		if err := l.update(ctx, func(tx *txn) error { return tx.drop(old) }); err != nil {
			return n, err
		}
		n += len(old)
	}
	return n, nil
}

func (tx *txn) drop(old []Entry) error {
	for _, e := range old {
		if err := tx.Bucket(entries).Delete(key(e.Seq)); err != nil {
			return err
		}
		if err := tx.Bucket(messages).Delete(key(e.Seq)); err != nil {
			return err
		}
		if err := tx.Bucket(keys).Delete([]byte(e.Key)); err != nil {
			return err
		}
	}
	return nil
}

// old returns finished entries from a sequence number on, where to go on, and whether to.
func (l *Ledger) old(from uint64, before time.Time) (list []Entry, next uint64, more bool, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(entries).Cursor()
		seen := 0
		for k, v := c.Seek(key(from)); k != nil; k, v = c.Next() {
			var e Entry
			if err := json.Unmarshal(v, &e); err != nil {
				return err
			}
			if next = e.Seq; !e.At.Before(before) {
				return nil // they come in the order of time
			}
			if seen++; seen > portion {
				more = true
				return nil
			}
			if e.State.Done() {
				list = append(list, e)
			}
		}
		return nil
	})
	return list, next, more, err
}

func lastOfThread(v []byte) (time.Time, error) {
	var t thread
	err := json.Unmarshal(v, &t)
	return t.Last, err
}

func whenClicked(v []byte) (t time.Time, err error) {
	return t, json.Unmarshal(v, &t)
}

// pruneBucket forgets what is older than a time.
func (l *Ledger) pruneBucket(ctx context.Context, name []byte, before time.Time, when func([]byte) (time.Time, error)) error {
	var from []byte
	for {
		var old [][]byte
		next, err := l.stale(name, &old, from, before, when)
		if err != nil {
			return err
		}
		if len(old) > 0 {
			if err := l.update(ctx, func(tx *txn) error { return forget(tx.Bucket(name), old, before, when) }); err != nil {
				return err
			}
		}
		if next == nil {
			return nil
		}
		from = next
	}
}

// stale collects the keys of what is older than a time, and returns where to go on; nil at the end.
func (l *Ledger) stale(name []byte, old *[][]byte, from []byte, before time.Time, when func([]byte) (time.Time, error)) (next []byte, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(name).Cursor()
		seen := 0
		for k, v := c.Seek(from); k != nil; k, v = c.Next() {
			if seen++; seen > portion {
				next = append([]byte(nil), k...)
				return nil
			}
			t, err := when(v)
			if err != nil {
				return err
			}
			if t.Before(before) {
				*old = append(*old, append([]byte(nil), k...))
			}
		}
		return nil
	})
	return next, err
}

// forget deletes keys if they are still old: since they were looked at, something may have been added.
func forget(b *bbolt.Bucket, old [][]byte, before time.Time, when func([]byte) (time.Time, error)) error {
	for _, k := range old {
		v := b.Get(k)
		if v == nil {
			continue
		}
		if t, err := when(v); err != nil || !t.Before(before) {
			continue
		}
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
