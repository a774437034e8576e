// Package link is what every adapter needs to stay connected with its platform: how it is doing, lanes that keep the
// order of deliveries, small things done aside, pauses. It knows no platform.
package link

import (
	"context"
	"sync"
	"time"
)

// Pause waits, or returns false when ctx is done.
func Pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Together runs all; the first that returns ends the others. It returns what that one returned.
func Together(ctx context.Context, all ...func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	for _, f := range all {
		wait.Go(func() { cancel(f(ctx)) })
	}
	wait.Wait()
	return context.Cause(ctx)
}

// UnlessAsked makes the end that was asked for no error.
func UnlessAsked(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}
