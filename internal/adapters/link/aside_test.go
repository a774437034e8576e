package link

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"marketbot/internal/housetest"
)

func TestAside(t *testing.T) {
	log := &housetest.Log{}
	var mu sync.Mutex
	counted := map[string]int{}
	a := NewAside(slog.New(slog.NewTextHandler(log, nil)), func(what, detail string) {
		mu.Lock()
		defer mu.Unlock()
		counted[what+" "+detail]++
	})
	var done sync.WaitGroup
	done.Add(3)
	a.Add("good", func(context.Context) error { done.Done(); return nil })
	a.Add("bad", func(context.Context) error { done.Done(); return errors.New("no luck") })
	a.Add("wild", func(context.Context) error { done.Done(); panic("at the disco") })
	for range asideQueue - 3 + 1 {
		a.Add("much", func(context.Context) error { return nil })
	}
	ended := make(chan struct{})
	var wait sync.WaitGroup
	a.Start(t.Context(), &wait, ended)
	done.Wait()
	close(ended)
	wait.Wait()
	for what, want := range map[string]int{"failed bad": 1, "panic wild": 1, "failed much": 1, "failed good": 0} {
		if counted[what] != want {
			t.Errorf("%s was counted %d times, want %d", what, counted[what], want)
		}
	}
	for _, want := range []string{"no luck", "at the disco", "too much to do aside"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}
