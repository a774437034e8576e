package housetest

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ProcessorOf is how much time of processors a process has had.
func ProcessorOf(tb testing.TB, pid int) time.Duration {
	tb.Helper()
	if pid == os.Getpid() {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			tb.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	var ticks int64
	for _, f := range fields[11:13] { // utime and stime: man 5 proc
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			tb.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / 100 // USER_HZ
}

// MemoryOf says what a process has. What of the ledger's file is mapped counts as resident, but is the kernel's to
// take back.
func MemoryOf(tb testing.TB, pid int) string {
	tb.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(status)) {
		if name, value, _ := strings.Cut(line, ":"); slices.Contains([]string{"VmRSS", "RssAnon", "RssFile"}, name) {
			var kibibytes float64
			if _, err := fmt.Sscan(value, &kibibytes); err != nil {
				tb.Fatal(err)
			}
			out = append(out, fmt.Sprintf("%s %.0f MB", name, kibibytes*1024/1e6))
		}
	}
	return strings.Join(out, ", ")
}
