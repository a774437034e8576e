package housetest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Node starts a program of one of the folders in peers and returns the first line that it prints; the others go to the
// test's log. It ends with the test. Where node or the folder's packages are not there the test is skipped, or fails if
// PEERS is "required".
func Node(tb testing.TB, dir, script string, env ...string) string {
	tb.Helper()
	_, missing := os.Stat(filepath.Join(dir, "node_modules"))
	if _, err := exec.LookPath("node"); err != nil || missing != nil {
		hint := "needs node and its packages (hint: peers/" + filepath.Base(dir) + "/run)"
		if os.Getenv("PEERS") == "required" {
			tb.Fatal(hint)
		}
		tb.Skip(hint)
	}
	ctx, stop := context.WithCancel(context.Background())
	c := exec.CommandContext(ctx, "node", script)
	c.Dir = dir
	c.Env = append(os.Environ(), env...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := c.Start(); err != nil {
		tb.Fatal(err)
	}
	read := make(chan struct{})
	tb.Cleanup(func() {
		stop()
		<-read // nobody may log after the end
		c.Wait()
	})
	line := make(chan string, 1)
	go func() {
		defer close(read)
		s := bufio.NewScanner(out)
		s.Scan()
		line <- s.Text()
		for s.Scan() {
			tb.Log(s.Text())
		}
	}()
	select {
	case s := <-line:
		return s
	case <-time.After(30 * time.Second):
		tb.Fatalf("%s does not start", script)
		return ""
	}
}
