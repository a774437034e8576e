package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a time that only moves when told.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func newClock() *clock { return &clock{t: time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)} }

func open(t *testing.T, url string, now func() time.Time) *Ledger {
	t.Helper()
	l, err := Open(url, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func question(key, thread string) Entry {
	return Entry{Key: key, Lane: "lane", Thread: thread, Message: json.RawMessage(`{"text":"` + key + `"}`)}
}

func accept(t *testing.T, l *Ledger, e Entry, want Result) Entry {
	t.Helper()
	e, got, err := l.Accept(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Fatalf("Accept(%s) = %d, want %d", e.Key, got, want)
	}
	return e
}

func TestAcceptSurvivesReopening(t *testing.T) {
	url := "file:" + filepath.Join(t.TempDir(), "bot.db")
	c := newClock()
	l := open(t, url, c.now)
	a := accept(t, l, question("a", "th"), Fresh)
	b := accept(t, l, question("b", "th"), Fresh)
	a.State, a.Handle = Posted, "h1"
	if err := l.Save(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Accept(t.Context(), question("c", "")); !errors.Is(err, ErrClosed) {
		t.Errorf("Accept after Close: %v, want ErrClosed", err)
	}

	l = open(t, url, c.now)
	if got := accept(t, l, question("a", "th"), Known); got.Handle != "h1" || got.State != Posted {
		t.Errorf("known entry = %+v", got)
	}
	list, err := l.Pending(0, 10)
	if err != nil || len(list) != 1 || list[0].Key != "b" || list[0].Seq != b.Seq || list[0].Turn != 2 {
		t.Errorf("Pending = %+v, %v; want only b, the second turn", list, err)
	}
	if n := l.Stats().Pending; n != 1 {
		t.Errorf("Stats.Pending = %d, want 1", n)
	}
	if list, err := l.Thread("th"); err != nil || len(list) != 2 || list[0].Key != "a" {
		t.Errorf("Thread = %+v, %v", list, err)
	}
}

func TestAcceptOfChanges(t *testing.T) {
	l := open(t, "memory:", newClock().now)
	change := Entry{Key: "q/edit", Of: "q", Lane: "lane", Message: json.RawMessage(`{}`)}
	accept(t, l, change, Orphan)
	accept(t, l, question("q", "th"), Fresh)
	accept(t, l, change, Fresh)
	accept(t, l, change, Known)
	if list, _ := l.Thread("th"); len(list) != 1 {
		t.Errorf("the thread has %d questions, want 1: a change is none", len(list))
	}
	stone := question("gone", "")
	stone.State = Withdrawn
	accept(t, l, stone, Fresh)
	accept(t, l, question("gone", ""), Known)
	if n := l.Stats().Pending; n != 2 {
		t.Errorf("pending = %d, want 2", n)
	}
}

func TestAWrongWriteHurtsOnlyItself(t *testing.T) {
	l := open(t, "memory:", nil)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			e := question(fmt.Sprint(i), "")
			if i%10 == 0 {
				e.Message = json.RawMessage("{")
			}
			if _, _, err := l.Accept(context.Background(), e); (err != nil) != (i%10 == 0) {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if n := l.Stats().Pending; n != 180 {
		t.Errorf("pending = %d, want 180", n)
	}
	if _, _, err := l.Accept(t.Context(), question("", "")); err == nil {
		t.Error("an empty key is accepted")
	}
}

func TestManyShareACommit(t *testing.T) {
	l := open(t, "file:"+filepath.Join(t.TempDir(), "bot.db"), nil)
	var wg sync.WaitGroup
	for i := range 500 {
		wg.Go(func() {
			if _, _, err := l.Accept(context.Background(), question(fmt.Sprint(i), "")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if s := l.Stats(); s.Writes != 500 || s.Commits > 250 {
		t.Errorf("%d writes in %d commits, want them shared", s.Writes, s.Commits)
	}
}

func TestPrune(t *testing.T) {
	c := newClock()
	l := open(t, "memory:", c.now)
	for i := range 1200 { // more than two portions
		e := question(fmt.Sprint("old", i), fmt.Sprint("thread", i))
		if i%100 != 0 {
			e.State = Posted
		}
		accept(t, l, e, Fresh)
	}
	if err := l.AddFeedback(t.Context(), "click", json.RawMessage(`{"verdict":"good"}`)); err != nil {
		t.Fatal(err)
	}
	c.add(47 * time.Hour)
	accept(t, l, question("new", "thread0"), Fresh)
	for _, tt := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {time.Hour + 1, 1188}, {time.Hour, 0}} {
		c.add(tt.after)
		if n, err := l.Prune(t.Context()); n != tt.want || err != nil {
			t.Errorf("after %s: Prune = %d, %v; want %d", tt.after, n, err, tt.want)
		}
	}
	accept(t, l, question("old1", ""), Fresh)
	accept(t, l, question("old0", ""), Known) // not finished, so not forgotten
	accept(t, l, question("new", ""), Known)
	if list, _ := l.Thread("thread0"); len(list) != 1 || list[0].Turn != 1 {
		t.Errorf("thread0 = %+v, want the new question, as the first turn of its day", list)
	}
	if list, _ := l.Thread("thread1"); len(list) != 0 {
		t.Errorf("thread1 = %+v, want nothing", list)
	}
	if err := l.AddFeedback(t.Context(), "click", json.RawMessage(`{"verdict":"bad"}`)); err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := l.Feedback(0, func(uint64, json.RawMessage) bool { n++; return true }); err != nil || n != 2 {
		t.Errorf("%d records of feedback, %v; want 2, the click being forgotten", n, err)
	}
}

func TestFeedback(t *testing.T) {
	l := open(t, "memory:", nil)
	for _, id := range []string{"1", "1", "", "", "2"} {
		if err := l.AddFeedback(t.Context(), id, json.RawMessage(`{"id":"`+id+`"}`)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	if err := l.Feedback(1, func(n uint64, r json.RawMessage) bool {
		got = append(got, fmt.Sprint(n, string(r)))
		return n < 3
	}); err != nil {
		t.Fatal(err)
	}
	if want := `2{"id":""} 3{"id":""}`; strings.Join(got, " ") != want {
		t.Errorf("Feedback = %v, want %s", got, want)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) {
		if err := os.WriteFile(at(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	full(t, at("used.db")).reopen(t)
	used, err := Open("file:"+at("held.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = used.Close() }()
	write("text.db", strings.Repeat("this is no ledger\n", 1000))
	write("short.db", "x")
	data, err := os.ReadFile(at("used.db"))
	if err != nil {
		t.Fatal(err)
	}
	write("cut.db", string(data[:8*4096]))
	holed := append([]byte(nil), data...)
	for i := 4 * 4096; i < len(holed); i++ {
		holed[i] = 0xa5
	}
	write("holed.db", string(holed))
	for _, tt := range []struct{ url, want string }{
		{"", "is no place for the ledger (hint: file:bot.db"},
		{"bot.db", "is no place for the ledger (hint"},
		{"redis://localhost", "is no place for the ledger (hint"},
		{"memory:x", "is no place for the ledger (hint"},
		{"file:", "is no place for the ledger (hint"},
		{"file://bot.db", "is no place for the ledger (hint"},
		{"file:" + at("held.db"), "held.db: in use by another process (hint: one bot a file"},
		{"file:" + at("none/bot.db"), "(hint: make the directory first)"},
		{"file:" + dir, "(hint: name a file in it)"},
		{"file:" + at("text.db"), "text.db: invalid database (hint: it is not a ledger, or damaged"},
		{"file:" + at("short.db"), "(hint: it is not a ledger, or damaged"},
		{"file:" + at("cut.db"), "(hint: it is not a ledger, or damaged"},
		{"file:" + at("holed.db"), "(hint: it is not a ledger, or damaged"},
		{"file:/proc/bot.db", "(hint"},
	} {
		l, err := Open(tt.url, nil)
		if err == nil {
			_ = l.Close()
			t.Errorf("Open(%q) works, want an error", tt.url)
		} else if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "ledger: ") {
			t.Errorf("Open(%q): %v, want …%s…", tt.url, err, tt.want)
		}
	}
}

// filled is a file with something in it.
type filled string

func full(t *testing.T, path string) filled {
	t.Helper()
	l := open(t, "file:"+path, nil)
	for i := range 100 {
		accept(t, l, question(fmt.Sprint(i, strings.Repeat("x", 500)), "th"), Fresh)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return filled(path)
}

func (f filled) reopen(t *testing.T) {
	t.Helper()
	l := open(t, "file:"+string(f), nil)
	if n := l.Stats().Pending; n != 100 {
		t.Fatalf("pending = %d, want 100", n)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestMemoryLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	l := open(t, "memory:", nil)
	accept(t, l, question("a", ""), Fresh)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 0 {
		t.Errorf("left behind: %v", list)
	}
}
