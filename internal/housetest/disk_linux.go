package housetest

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
)

// Apart runs the calling test once more in a process of its own and reports whether this is not that process: the
// caller then returns. A test with a [FullDisk] does so, since the
// limit would hit what the go command writes about the tests too.
func Apart(t *testing.T) bool {
	t.Helper()
	const sign = "TEST_APART"
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

// FullDisk returns two functions: after the first every write to a file fails with EFBIG, as on a full disk, and
// after the second they succeed again. Both may be called often; the end of the test calls the second.
func FullDisk(t *testing.T) (fill, free func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	limit := func(n uint64) {
		l := was
		l.Cur = n
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
			t.Error(err)
		}
	}
	signal.Ignore(syscall.SIGXFSZ)
	fill, free = func() { limit(1) }, func() { limit(was.Cur) }
	t.Cleanup(func() {
		free()
		signal.Reset(syscall.SIGXFSZ)
	})
	return fill, free
}
