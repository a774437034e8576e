package desk

import (
	"context"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// TestAFullDisk lets the disk fill up while a reply is being posted: it is not posted twice, and what cannot be
// stored is not accepted.
func TestAFullDisk(t *testing.T) {
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	limit := func(n uint64) {
		l := was
		l.Cur = n
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
			t.Fatal(err)
		}
	}
	defer limit(was.Cur)
	inHouse(t, Options{}, func(h *house) {
		h.slack.before = func(context.Context, Post) { limit(1) }
		h.run()
		h.accept(ask("1", "a"), Accepted)
		h.wait(time.Minute)
		if _, err := h.Accept(context.Background(), ask("2", "b")); err == nil {
			t.Error("accepted on a full disk")
		}
		h.slack.before = nil
		limit(was.Cur)
		h.wait(time.Minute)
		h.accept(ask("2", "b"), Accepted)
		h.wait(time.Minute)
		h.slack.want(t, "ask 1: a", "ask 2: a < b")
		if n := h.ledger.Len(); n != 0 {
			t.Errorf("%d unfinished, want none", n)
		}
	})
}
