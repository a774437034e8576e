package linear

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// course is one training under way: the work falls into jobs that do not depend on
// each other, so that any number of workers comes to the same result.
type course struct {
	m       *Model
	o       Options
	rows    *rows
	targets []target
	costs   []float32
	// columns are the labels' weights one label after the other, each the upper 16
	// bits of a float32: enough for quantising, at half the peak.
	columns []uint16
	factors []*factors
	orders  [orders]order
}

// newCourse prepares the examples for m, whose labels and tables are ready.
func newCourse(m *Model, examples []Example, o Options) *course {
	c := &course{
		m: m, o: o, rows: vectors(m, examples),
		targets: make([]target, len(examples)),
		costs:   make([]float32, len(examples)),
		columns: make([]uint16, m.table.len()*len(m.labels)),
		factors: make([]*factors, o.Twins),
		orders:  ordersOf(examples, o.Seed),
	}
	for i, e := range examples {
		weight := float32(1)
		if e.Weight > 0 {
			weight = e.Weight
		}
		c.costs[i] = float32(o.C) * weight
		c.targets[i] = target{label: -1, force: min(weight, 1)}
		if at, ok := slices.BinarySearch(m.labels, e.Label); ok {
			c.targets[i].label = int32(at)
		}
	}
	return c
}

// workers is how many jobs run at once.
func (c *course) workers() int {
	if c.o.Workers > 0 {
		return c.o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// run does all jobs: first the factor models, which take longest, then the labels.
func (c *course) run(ctx context.Context) error {
	jobs := len(c.m.labels)
	if c.o.Share > 0 {
		jobs += c.o.Twins
	}
	var next atomic.Int32
	work := func() error {
		s := solver{
			rows: c.rows, costs: c.costs, o: c.o, orders: &c.orders,
			w: make([]float32, c.m.table.len()), alpha: make([]float32, c.rows.len()), idle: make([]bool, c.rows.len()),
		}
		for {
			job := jobs - int(next.Add(1))
			if job < 0 {
				return nil
			}
			if err := c.do(ctx, &s, job); err != nil {
				return err
			}
		}
	}
	errs := make([]error, min(c.workers(), jobs))
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = work() })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// do does one job: a label, or a factor model if the number is beyond the labels.
func (c *course) do(ctx context.Context, s *solver, job int) error {
	labels := len(c.m.labels)
	if job >= labels {
		f, err := c.learnFactors(ctx, job-labels)
		c.factors[job-labels] = f
		return err
	}
	if err := s.solve(ctx, c.targets, job); err != nil {
		return err
	}
	c.m.bias[job] = s.bias
	column := c.columns[job*len(s.w):][:len(s.w)]
	for i, w := range s.w {
		column[i] = halve(w)
	}
	return nil
}

// finish folds the factor models into the weights and stores these in the model.
func (c *course) finish() {
	n := c.m.table.len()
	c.m.scales = make([]byte, n*4)
	c.m.weights = make([]byte, n*c.m.stride)
	for _, f := range c.factors {
		if f != nil {
			f.foldBias(c.share(), c.m.bias)
		}
	}
	var wg sync.WaitGroup
	workers := c.workers()
	for w := range workers {
		wg.Go(func() {
			values := make([]float32, len(c.m.labels))
			for row := n * w / workers; row < n*(w+1)/workers; row++ {
				c.setRow(row, values)
			}
		})
	}
	wg.Wait()
}

// share is the part of each factor model.
func (c *course) share() float32 { return float32(c.o.Share) / float32(c.o.Twins) }

// setRow stores the weights of one feature as steps of a common scale.
func (c *course) setRow(row int, values []float32) {
	n := c.m.table.len()
	for l := range values {
		values[l] = whole(c.columns[l*n+row])
	}
	for _, f := range c.factors {
		if f != nil {
			f.fold(row, c.share(), values)
		}
	}
	top := float32(0)
	for _, v := range values {
		top = max(top, v, -v)
	}
	scale := top / (middle - 1)
	binary.LittleEndian.PutUint32(c.m.scales[row*4:], math.Float32bits(scale))
	bytes := c.m.weights[row*c.m.stride:][:c.m.stride]
	for l := range bytes {
		bytes[l] = middle
		if l < len(values) && scale > 0 {
			bytes[l] = byte(middle + int(math.RoundToEven(float64(values[l]/scale))))
		}
	}
}

// halve rounds w to the upper 16 bits of its float32.
func halve(w float32) uint16 {
	return uint16((math.Float32bits(w) + 1<<15) >> 16)
}

// whole is halve's inverse.
func whole(h uint16) float32 { return math.Float32frombits(uint32(h) << 16) }
