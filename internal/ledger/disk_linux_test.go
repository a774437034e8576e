package ledger

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// fullDisk makes every write to a file fail until the returned function is called, as a full disk does.
func fullDisk(t *testing.T) (free func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	none := was
	none.Cur = 1
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &none); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Error(err)
		}
		signal.Reset(syscall.SIGXFSZ)
	}
}

func TestWhatCannotBeStoredIsNotAccepted(t *testing.T) {
	if apart(t) {
		return
	}
	url := "file:" + filepath.Join(t.TempDir(), "bot.db")
	l := open(t, url, nil)
	a := accept(t, l, question("a", "th"), Fresh)
	free := fullDisk(t)
	_, _, err := l.Accept(t.Context(), question("b", "th"))
	a.State = Posted
	saved := l.Save(t.Context(), a)
	free()
	if !errors.Is(err, syscall.EFBIG) || !errors.Is(saved, syscall.EFBIG) {
		t.Errorf("on a full disk: Accept: %v, Save: %v", err, saved)
	}
	if n := l.Len(); n != 1 {
		t.Errorf("pending = %d, want 1", n)
	}
	accept(t, l, question("b", "th"), Fresh)
	if err := l.Save(t.Context(), a); err != nil {
		t.Error(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = open(t, url, nil)
	if e, _, _ := l.Find("a"); e.State != Posted {
		t.Errorf("a is %s, want posted", e.State)
	}
	if list, _ := l.Thread("th"); len(list) != 2 || list[1].Turn != 2 {
		t.Errorf("thread = %+v", list)
	}
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
