package desk

import (
	"context"
	"testing"
	"time"

	"marketbot/internal/housetest"
)

// TestAFullDisk lets the disk fill up while a reply is being posted: it is not posted twice, and what cannot be
// stored is not accepted.
func TestAFullDisk(t *testing.T) {
	if housetest.Apart(t) {
		return
	}
	fill, free := housetest.FullDisk(t)
	inHouse(t, Options{}, func(h *house) {
		h.slack.before = func(context.Context, Post) { fill() }
		h.run()
		h.accept(ask("1", "a"), Accepted)
		h.wait(time.Minute)
		if _, err := h.Accept(context.Background(), ask("2", "b")); err == nil {
			t.Error("accepted on a full disk")
		}
		h.slack.before = nil
		free()
		h.wait(time.Minute)
		h.accept(ask("2", "b"), Accepted)
		h.wait(time.Minute)
		h.slack.want(t, "ask 1: a", "ask 2: a < b")
		if n := h.ledger.Len(); n != 0 {
			t.Errorf("%d unfinished, want none", n)
		}
	})
}
