package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkStart measures whole processes, from their start to the end of their first answer, and how much
// memory one has taken by then.
func BenchmarkStart(b *testing.B) {
	bot := filepath.Join(b.TempDir(), "bot")
	if out, err := exec.Command("go", "build", "-o", bot, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	memory := resident(b, bot)
	for b.Loop() {
		if out, err := exec.Command(bot, "ask", "who leads?").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	b.ReportMetric(memory, "MB-resident")
}

// resident returns how much memory a bot had at most when it has answered, in MB. It asks the kernel about a
// conversation that is not over: what a process that has ended is said to have had may be its parent's.
func resident(b *testing.B, bot string) float64 {
	b.Helper()
	c := exec.Command(bot, "ask", "--json", "--input", "-")
	in, err := c.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	fmt.Fprintln(in, `{"question":"who leads?"}`)
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		b.Fatal(err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	in.Close()
	io.Copy(io.Discard, out)
	if err := c.Wait(); err != nil {
		b.Fatal(err)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	var kibibytes float64
	if _, err := fmt.Sscan(peak, &kibibytes); err != nil {
		b.Fatalf("no VmHWM in /proc: %v", err)
	}
	return kibibytes * 1024 / 1e6
}
