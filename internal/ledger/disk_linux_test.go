package ledger

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"marketbot/internal/housetest"
)

func TestWhatCannotBeStoredIsNotAccepted(t *testing.T) {
	if housetest.Apart(t) {
		return
	}
	url := "file:" + filepath.Join(t.TempDir(), "bot.db")
	l := open(t, url, nil)
	a := accept(t, l, question("a", "th"), Fresh)
	fill, free := housetest.FullDisk(t)
	fill()
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
