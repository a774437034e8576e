package link

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
)

func TestLanesKeepOrder(t *testing.T) {
	l := NewLanes()
	var mu sync.Mutex
	met := map[string][]int{}
	for i := range 1000 {
		for _, lane := range []string{"a", "b", "c"} {
			if !l.Add(t.Context(), lane, func() {
				mu.Lock()
				defer mu.Unlock()
				met[lane] = append(met[lane], i)
			}) {
				t.Fatal("not added")
			}
		}
	}
	l.Close()
	for lane, got := range met {
		if len(got) != 1000 || !slices.IsSorted(got) {
			t.Errorf("lane %s has %d jobs, sorted: %t", lane, len(got), slices.IsSorted(got))
		}
	}
}

func TestLanesGiveUp(t *testing.T) {
	l := NewLanes()
	hold := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for l.Add(ctx, "a", func() { <-hold }) {
		if n++; n == laneQueue { // one more is at work, or will be
			cancel()
		}
	}
	close(hold)
	l.Close()
	if n < laneQueue || n > laneQueue+1 {
		t.Errorf("%d jobs were added before the lane was full, want %d or one more", n, laneQueue)
	}
}

func TestTogether(t *testing.T) {
	broken := errors.New("broken")
	err := Together(t.Context(),
		func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		func(context.Context) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := UnlessAsked(ctx, broken); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	cancel()
	if err := UnlessAsked(ctx, broken); err != nil {
		t.Errorf("got %v, want nil", err)
	}
}

func TestReady(t *testing.T) {
	for _, tt := range []struct {
		s    State
		want bool
	}{{State{}, false}, {State{Connected: 1}, true}, {State{Connected: 1, Needed: 2}, false}, {State{Connected: 2, Needed: 2}, true}} {
		if got := tt.s.Ready(); got != tt.want {
			t.Errorf("%+v is ready: %t, want %t", tt.s, got, tt.want)
		}
	}
}
