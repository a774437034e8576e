package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// openTerminal returns a terminal of the given width, and what reads the screen when the terminal is closed.
func openTerminal(t *testing.T, width int) (tty *os.File, screen func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(width), Row: 24}); err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		text, _ := io.ReadAll(master) // ends with an error when the terminal is closed
		read <- string(text)
	}()
	return tty, func() string {
		tty.Close()
		return <-read
	}
}

func TestColour(t *testing.T) {
	for _, tt := range []struct {
		name, variable, value string
		want                  bool
	}{
		{"on a terminal", "TERM", "xterm", true},
		{"NO_COLOR", "NO_COLOR", "1", false},
		{"NO_COLOR that is empty", "NO_COLOR", "", true},
		{"a dumb terminal", "TERM", "dumb", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("TERM", "xterm")
			t.Setenv("NO_COLOR", "")
			t.Setenv(tt.variable, tt.value)
			tty, screen := openTerminal(t, 50)
			err := run(t.Context(), []string{"ask", "/rank"}, strings.NewReader(""), tty, tty)
			got := screen()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(got, "\x1b[1m") != tt.want || !tt.want && strings.Contains(got, "\x1b") {
				t.Errorf("colour: want %t, the screen is %q", tt.want, got)
			}
			for line := range strings.Lines(got) {
				if n := len([]rune(strings.TrimRight(line, "\r\n"))); !tt.want && n > 50 {
					t.Errorf("%d columns on a screen of 50: %q", n, line)
				}
			}
		})
	}
}
