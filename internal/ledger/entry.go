package ledger

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// thread is what is remembered of a thread beside its entries.
type thread struct {
	Questions []uint64  `json:"questions"` // the last ones, oldest first
	Turns     int       `json:"turns"`     // since Since
	Since     time.Time `json:"since"`
	Last      time.Time `json:"last"`
}

// recent is how many questions of a thread are remembered.
const recent = 16

// Accept stores an entry if its key is new and, with Of, the question of that key is known. It fills in Seq,
// Turn, At and Changed, State if that is empty, and with Of the Lane and Thread of the question. The entry is
// durable when Accept returns.
func (l *Ledger) Accept(ctx context.Context, e Entry) (Entry, Result, error) {
	if known, result, err := l.glance(e); result != Fresh || err != nil {
		return known, result, err
	}
	var result Result
	err := l.update(ctx, func(tx *txn) (err error) {
		e, result, err = tx.accept(e, l.now())
		return err
	})
	return e, result, err
}

// glance is Accept without a commit, for the many messages that are dropped: when it says Fresh, Accept must look
// again.
func (l *Ledger) glance(e Entry) (known Entry, result Result, err error) {
	known = e
	err = l.view(func(tx *bbolt.Tx) error {
		found, ok, err := find(tx, e.Key)
		switch {
		case ok:
			known, result = found, Known
		case e.Of != "" && tx.Bucket(keys).Get([]byte(e.Of)) == nil:
			result = Orphan
		}
		return err
	})
	return known, result, err
}

func (tx *txn) accept(e Entry, now time.Time) (Entry, Result, error) {
	if known, ok, err := find(tx.Tx, e.Key); ok || err != nil {
		return known, Known, err
	}
	if e.Of != "" {
		question, ok, err := find(tx.Tx, e.Of)
		if !ok || err != nil {
			return e, Orphan, err
		}
		e.Lane, e.Thread = question.Lane, question.Thread
	}
	seq, err := tx.Bucket(entries).NextSequence()
	if err != nil {
		return e, Fresh, err
	}
	e.Seq, e.At, e.Changed = seq, now, now
	if e.State == "" {
		e.State = Accepted
	}
	if e.Of == "" && e.Thread != "" {
		if err := tx.turn(&e); err != nil {
			return e, Fresh, err
		}
	}
	if err := put(tx.Bucket(keys), []byte(e.Key), seq); err != nil {
		return e, Fresh, err
	}
	c, err := encode(e)
	if err != nil {
		return e, Fresh, err
	}
	return e, Fresh, tx.put(c)
}

// turn notes a question in its thread, and in the question what was there before it: when its turn comes, the
// thread may have gone on.
func (tx *txn) turn(e *Entry) error {
	var t thread
	if _, err := get(tx.Bucket(threads), []byte(e.Thread), &t); err != nil {
		return err
	}
	if e.At.Sub(t.Last) >= ThreadsFor {
		t.Questions = nil
	}
	if e.At.Sub(t.Since) >= ThreadsFor {
		t.Since, t.Turns = e.At, 0
	}
	e.Before = t.Questions
	t.Turns++
	e.Turn, t.Last = t.Turns, e.At
	t.Questions = append(slices.Clip(t.Questions), e.Seq)
	t.Questions = t.Questions[max(0, len(t.Questions)-recent):]
	return put(tx.Bucket(threads), []byte(e.Thread), t)
}

// coded is an entry ready to be stored.
type coded struct {
	seq           uint64
	done          bool
	head, message []byte
}

func encode(e Entry) (coded, error) {
	if !json.Valid(e.Message) {
		return coded{}, fmt.Errorf("the message of %q is not JSON", e.Key)
	}
	head, err := json.Marshal(e)
	return coded{seq: e.Seq, done: e.State.Done(), head: head, message: e.Message}, err
}

// put stores an entry and keeps the list of pending ones. The message lies apart from the rest, since it stays the
// same while the rest changes.
func (tx *txn) put(c coded) error {
	k := key(c.seq)
	p := tx.Bucket(pending)
	switch listed := p.Get(k) != nil; {
	case c.done && listed:
		tx.begun--
		if err := p.Delete(k); err != nil {
			return err
		}
	case !c.done && !listed:
		tx.begun++
		if err := p.Put(k, []byte("true")); err != nil {
			return err
		}
	}
	if m := tx.Bucket(messages); !bytes.Equal(m.Get(k), c.message) {
		if err := m.Put(k, c.message); err != nil {
			return err
		}
	}
	return tx.Bucket(entries).Put(k, c.head)
}

// Save stores new states of entries, all or none. They are durable when Save returns.
func (l *Ledger) Save(ctx context.Context, changed ...Entry) error {
	list := make([]coded, len(changed)) // here and not in the commit, for which all wait
	for i, e := range changed {
		var err error
		e.Changed = l.now()
		if list[i], err = encode(e); err != nil {
			return fmt.Errorf("ledger: save %d: %w", e.Seq, err)
		}
	}
	return l.update(ctx, func(tx *txn) error {
		for _, c := range list {
			if err := tx.put(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// Entry returns the entry of a sequence number.
func (l *Ledger) Entry(seq uint64) (e Entry, ok bool, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		ok, err = entry(tx, key(seq), &e)
		return err
	})
	return e, ok, err
}

// Find returns the entry of a key.
func (l *Ledger) Find(key string) (e Entry, ok bool, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		e, ok, err = find(tx, key)
		return err
	})
	return e, ok, err
}

func find(tx *bbolt.Tx, id string) (e Entry, ok bool, err error) {
	var seq uint64
	if ok, err = get(tx.Bucket(keys), []byte(id), &seq); ok && err == nil {
		ok, err = entry(tx, key(seq), &e)
	}
	return e, ok, err
}

// Pending returns up to limit unfinished entries after a sequence number, in order.
func (l *Ledger) Pending(after uint64, limit int) (list []Entry, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(pending).Cursor()
		for k, _ := c.Seek(key(after + 1)); k != nil && len(list) < limit; k, _ = c.Next() {
			var e Entry
			if _, err := entry(tx, k, &e); err != nil {
				return err
			}
			list = append(list, e)
		}
		return nil
	})
	return list, err
}

// Thread returns the questions of a thread, oldest first, at most the last 16, none older than 24 hours.
func (l *Ledger) Thread(id string) (list []Entry, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		var t thread
		if _, err := get(tx.Bucket(threads), []byte(id), &t); err != nil {
			return err
		}
		list, err = questions(tx, t.Questions, l.now())
		return err
	})
	return list, err
}

// Before returns the questions that e.Before names, without those that were older than 24 hours when e came.
func (l *Ledger) Before(e Entry) (list []Entry, err error) {
	err = l.view(func(tx *bbolt.Tx) error {
		list, err = questions(tx, e.Before, e.At)
		return err
	})
	return list, err
}

func questions(tx *bbolt.Tx, seqs []uint64, now time.Time) (list []Entry, err error) {
	for _, seq := range seqs {
		var e Entry
		ok, err := entry(tx, key(seq), &e)
		if err != nil {
			return nil, err
		}
		if ok && now.Sub(e.At) < ThreadsFor {
			list = append(list, e)
		}
	}
	return list, nil
}

func entry(tx *bbolt.Tx, k []byte, e *Entry) (bool, error) {
	ok, err := get(tx.Bucket(entries), k, e)
	e.Message = bytes.Clone(tx.Bucket(messages).Get(k))
	return ok, err
}

func key(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

func put(b *bbolt.Bucket, k []byte, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(k, data)
}

func get(b *bbolt.Bucket, k []byte, v any) (bool, error) {
	data := b.Get(k)
	if data == nil {
		return false, nil
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, fmt.Errorf("%x: %w", k, err)
	}
	return true, nil
}
