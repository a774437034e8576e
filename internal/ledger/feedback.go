package ledger

import (
	"context"
	"encoding/binary"
	"encoding/json"

	"go.etcd.io/bbolt"
)

// AddFeedback appends a record. With an id that was seen within 48 hours it is dropped; an empty id is always new.
// Records are never forgotten.
func (l *Ledger) AddFeedback(ctx context.Context, id string, record json.RawMessage) error {
	return l.update(ctx, func(tx *txn) error {
		if id != "" {
			if tx.Bucket(clicks).Get([]byte(id)) != nil {
				return nil
			}
			if err := put(tx.Bucket(clicks), []byte(id), l.now()); err != nil {
				return err
			}
		}
		b := tx.Bucket(feedback)
		n, err := b.NextSequence()
		if err != nil {
			return err
		}
		return put(b, key(n), record)
	})
}

// Feedback calls f for all feedback records after a number, in order, until it returns false.
func (l *Ledger) Feedback(after uint64, f func(n uint64, record json.RawMessage) bool) error {
	return l.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(feedback).Cursor()
		for k, v := c.Seek(key(after + 1)); k != nil; k, v = c.Next() {
			if !f(binary.BigEndian.Uint64(k), append(json.RawMessage(nil), v...)) {
				break
			}
		}
		return nil
	})
}
