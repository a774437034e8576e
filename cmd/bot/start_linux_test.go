package main

import (
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkStart measures whole processes, from their start to the end of their first answer.
func BenchmarkStart(b *testing.B) {
	bot := filepath.Join(b.TempDir(), "bot")
	if out, err := exec.Command("go", "build", "-o", bot, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var most int64
	for b.Loop() {
		c := exec.Command(bot, "ask", "who leads?")
		if out, err := c.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
			most = max(most, u.Maxrss)
		}
	}
	b.ReportMetric(float64(most)*1024/1e6, "MB-resident")
}
