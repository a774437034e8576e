package linear

import (
	"context"
	"math"
	"math/rand/v2"
)

// solver finds one label's weights: L2-regularised squared hinge by dual
// coordinate descent with shrinking (Hsieh et al. 2008, as in LIBLINEAR).
// It is reused from label to label; one goroutine at a time.
type solver struct {
	rows   *rows
	costs  []float32 // C of each example
	o      Options
	w      []float32
	bias   float32
	alpha  []float32
	active []int32
}

// bounds are the extremes of the projected gradient over one pass.
type bounds struct{ high, low float32 }

// solve leaves the weights in s.w and s.bias. The result depends on the
// label, not on what the solver did before.
func (s *solver) solve(ctx context.Context, targets []target, label int) error {
	clear(s.w)
	clear(s.alpha)
	s.bias = 0
	s.reset()
	rng := rand.New(rand.NewPCG(s.o.Seed, uint64(label)))
	loose := bounds{float32(math.Inf(1)), float32(math.Inf(-1))}
	last := loose
	for range s.o.MaxPasses {
		if err := ctx.Err(); err != nil {
			return err
		}
		shuffle(rng, s.active)
		seen := s.pass(targets, int32(label), last)
		if seen.high-seen.low <= float32(s.o.Epsilon) {
			if len(s.active) == s.rows.len() {
				return nil
			}
			s.reset()
			last = loose
			continue
		}
		last = seen
		if last.high <= 0 {
			last.high = loose.high
		}
		if last.low >= 0 {
			last.low = loose.low
		}
	}
	return nil
}

// reset makes every example active.
func (s *solver) reset() {
	s.active = s.active[:0]
	for i := range s.rows.len() {
		s.active = append(s.active, int32(i))
	}
}

// pass visits the active examples once and drops those that a bound holds at zero.
func (s *solver) pass(targets []target, label int32, last bounds) bounds {
	seen := bounds{float32(math.Inf(-1)), float32(math.Inf(1))}
	kept := s.active[:0]
	for _, i := range s.active {
		sign := float32(-1)
		if targets[i].label == label {
			sign = 1
		}
		soft := 0.5 / s.costs[i]
		old := s.alpha[i]
		g := sign*(s.rows.dot(i, s.w)+s.bias) - 1 + float32(old*soft)
		projected := g
		if old == 0 {
			if g > last.high {
				continue
			}
			projected = min(g, 0)
		}
		kept = append(kept, i)
		seen.high, seen.low = max(seen.high, projected), min(seen.low, projected)
		if projected > -1e-6 && projected < 1e-6 {
			continue
		}
		now := max(0, old-g/(s.rows.norms[i]+1+soft))
		s.alpha[i] = now
		d := (now - old) * sign
		s.bias += d
		s.rows.axpy(i, d, s.w)
	}
	s.active = kept
	return seen
}

// shuffle is Fisher-Yates without rand.Shuffle's call per swap.
func shuffle(rng *rand.Rand, v []int32) {
	for i := len(v) - 1; i > 0; i-- {
		j := rng.Uint32N(uint32(i + 1))
		v[i], v[j] = v[j], v[i]
	}
}
