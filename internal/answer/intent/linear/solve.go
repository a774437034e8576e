package linear

import (
	"context"
	"math"
)

// solver finds one label's weights: L2-regularised squared hinge by dual
// coordinate descent with shrinking (Hsieh et al. 2008, as in LIBLINEAR).
// It is reused from label to label; one goroutine at a time.
type solver struct {
	rows   *rows
	costs  []float32 // C of each example
	o      Options
	orders *[orders]order
	w      []float32
	bias   float32
	alpha  []float32
	idle   []bool // examples that a bound holds at zero
	shrunk int    // how many these are
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
	loose := bounds{float32(math.Inf(1)), float32(math.Inf(-1))}
	last := loose
	for n := range s.o.MaxPasses {
		if err := ctx.Err(); err != nil {
			return err
		}
		seen := s.pass(s.orders[n%orders], targets, int32(label), last)
		if seen.high-seen.low <= float32(s.o.Epsilon) {
			if s.shrunk == 0 {
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
	clear(s.idle)
	s.shrunk = 0
}

// pass visits the active examples once and drops those that a bound holds at zero.
func (s *solver) pass(in order, targets []target, label int32, last bounds) bounds {
	seen := bounds{float32(math.Inf(-1)), float32(math.Inf(1))}
	for _, i := range in {
		if s.idle[i] {
			continue
		}
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
				s.idle[i] = true
				s.shrunk++
				continue
			}
			projected = min(g, 0)
		}
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
	return seen
}
