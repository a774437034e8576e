package desk

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// TestAFullDisk lets the disk fill up while a reply is being posted: it is not posted twice, and what cannot be
// stored is not accepted.
func TestAFullDisk(t *testing.T) {
	if apart(t) {
		return
	}
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

// apart runs the test in a process of its own and reports whether it did: the limit on files would hit what
// the go command writes about this one.
func apart(t *testing.T) bool {
	t.Helper()
	const sign = "FULL_DISK"
	if os.Getenv(sign) != "" {
		return false
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), sign+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return true
}
