package housetest

import (
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Processor binds the goroutine of a benchmark to its thread, and returns a clock that shows how long that thread
// has had a processor: what others do on the machine does not count.
func Processor(tb testing.TB) (now func() time.Duration) {
	tb.Helper()
	runtime.LockOSThread()
	tb.Cleanup(runtime.UnlockOSThread)
	return func() time.Duration {
		var t unix.Timespec
		if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
			tb.Fatal(err)
		}
		return time.Duration(t.Nano())
	}
}
