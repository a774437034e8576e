package adaptertest

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"
)

// Running runs an adapter until stop is called, which returns what run returned, as often as it is called. The error is
// logged too, as the bot does.
func Running(run func(context.Context) error, log *slog.Logger) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		err := run(ctx)
		if err != nil {
			log.Error("run ended", "err", err)
		}
		done <- err
	}()
	return sync.OnceValue(func() error {
		cancel()
		return <-done
	})
}

// Until waits for what is to come, for ten seconds at most.
func Until(tb testing.TB, what string, ok func() bool) {
	tb.Helper()
	for end := time.Now().Add(soon); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			tb.Fatalf("not within %v: %s", soon, what)
		}
	}
}
