package discord

import (
	"context"
	"sync"
	"time"
)

// A stage is how far the response to an interaction is.
type stage int

const (
	unknown  stage = iota // not of this process, or an attempt ended in doubt: Discord knows
	fresh                 // no response yet
	deferred              // announced: "… is thinking"
	answered
)

// turns are the interactions that this process is to respond to. One that is not answered in time is announced, so
// that its token stays good for a quarter of an hour.
type turns struct {
	announce func(ctx context.Context, interaction, token string, private bool) error

	mu    sync.Mutex
	alive map[string]*turn
	swept time.Time
	work  sync.WaitGroup
}

// A turn is one interaction. Who holds it alone responds to it.
type turn struct {
	held  chan struct{} // of one: full while somebody holds it
	stage stage         // the holder's
	timer *time.Timer
	since time.Time
}

func newTurns(announce func(ctx context.Context, interaction, token string, private bool) error) *turns {
	return &turns{announce: announce, alive: map[string]*turn{}}
}

// begin notes an interaction that has come in and arms its deferral. One that is known already goes on as it was.
func (s *turns) begin(interaction, token string, private bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(time.Now())
	if s.alive[interaction] != nil {
		return
	}
	t := newTurn(fresh)
	s.alive[interaction] = t
	s.work.Add(1)
	t.timer = time.AfterFunc(deferAfter, func() {
		defer s.work.Done()
		s.postpone(t, interaction, token, private)
	})
}

func newTurn(at stage) *turn {
	return &turn{held: make(chan struct{}, 1), stage: at, since: time.Now()}
}

// postpone announces an answer, unless there is one.
func (s *turns) postpone(t *turn, interaction, token string, private bool) {
	ctx, cancel := context.WithTimeout(context.Background(), deferAfter) // the rest of the three seconds
	defer cancel()
	if t.hold(ctx) != nil {
		return // an answer is on its way
	}
	defer t.release()
	if t.stage != fresh {
		return
	}
	t.stage = unknown
	if s.announce(ctx, interaction, token, private) == nil {
		t.stage = deferred
	}
}

// stale reports a token that is not to be used any more. The age of what came to another process stands in the id of
// the interaction.
func (t *turn) stale(interaction string, now time.Time) bool {
	if t.timer != nil {
		return now.Sub(t.since) > tokenLife
	}
	at := when(interaction)
	return !at.IsZero() && now.Sub(at) > tokenLife
}

// settle notes that an interaction is responded to in another way.
func (s *turns) settle(interaction string) {
	s.mu.Lock()
	t := s.alive[interaction]
	s.mu.Unlock()
	if t != nil {
		s.disarm(t)
	}
}

// disarm takes the deferral back.
func (s *turns) disarm(t *turn) {
	if t.timer != nil && t.timer.Stop() {
		s.work.Done()
	}
}

// take holds the turn of an interaction until the caller releases it.
func (s *turns) take(ctx context.Context, interaction string) (*turn, error) {
	s.mu.Lock()
	s.sweep(time.Now())
	t := s.alive[interaction]
	if t == nil {
		t = newTurn(unknown)
		s.alive[interaction] = t
	}
	s.mu.Unlock()
	return t, t.hold(ctx)
}

func (t *turn) hold(ctx context.Context) error {
	select {
	case t.held <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *turn) release() { <-t.held }

// end announces at once what is not answered yet, so that whoever comes after has time to, and waits for it.
func (s *turns) end() {
	s.mu.Lock()
	for _, t := range s.alive {
		if t.timer != nil && t.timer.Stop() {
			t.timer.Reset(0)
		}
	}
	s.mu.Unlock()
	s.work.Wait()
}

// sweep forgets interactions whose tokens have lapsed.
func (s *turns) sweep(now time.Time) {
	if now.Sub(s.swept) < time.Minute {
		return
	}
	s.swept = now
	for id, t := range s.alive {
		if now.Sub(t.since) > tokenLife+time.Minute {
			delete(s.alive, id)
		}
	}
}
