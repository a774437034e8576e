package evaluate

import "math"

// row is one fitted or judged question: its inputs and whether it is in scope.
type row struct {
	in    inputs
	scope bool
}

// logistic is a logistic regression over some of the inputs, standardised.
type logistic struct {
	use         []int // which inputs
	mean, scale inputs
	weights     []float64 // one a used input, then the constant
}

// ridge keeps weights finite where the classes can be told apart fully.
const ridge = 1e-2

// fit learns from rows by Newton's method, both classes with the same mass.
func fit(rows []row, use []int) logistic {
	l := logistic{use: use, weights: make([]float64, len(use)+1)}
	l.standardise(rows)
	within := 0
	for _, r := range rows {
		if r.scope {
			within++
		}
	}
	mass := map[bool]float64{true: 0.5 / float64(within), false: 0.5 / float64(len(rows)-within)}
	for range 25 {
		n := len(l.weights)
		system := make([][]float64, n) // Hessian and, as last column, gradient
		for i := range system {
			system[i] = make([]float64, n+1)
			system[i][i] = ridge / 100
			system[i][n] = ridge / 100 * l.weights[i]
		}
		for _, r := range rows {
			l.accumulate(system, r, mass[r.scope])
		}
		for i, d := range solve(system) {
			l.weights[i] -= d
		}
	}
	return l
}

// accumulate adds one row's part of Hessian and gradient.
func (l *logistic) accumulate(system [][]float64, r row, mass float64) {
	x := l.vector(r.in)
	p := 1 / (1 + math.Exp(-l.logit(r.in)))
	miss := p
	if r.scope {
		miss = p - 1
	}
	n := len(x)
	for i := range x {
		for k := range x {
			system[i][k] += mass * p * (1 - p) * x[i] * x[k]
		}
		system[i][n] += mass * miss * x[i]
	}
}

// standardise learns the inputs' mean and spread.
func (l *logistic) standardise(rows []row) {
	n := float64(len(rows))
	for k := range l.mean {
		square := 0.0
		for _, r := range rows {
			l.mean[k] += r.in[k] / n
			square += r.in[k] * r.in[k] / n
		}
		l.scale[k] = 1 / math.Sqrt(max(square-l.mean[k]*l.mean[k], 1e-12))
	}
}

// vector is the used inputs, standardised, and the constant.
func (l *logistic) vector(in inputs) []float64 {
	x := make([]float64, 0, len(l.use)+1)
	for _, k := range l.use {
		x = append(x, (in[k]-l.mean[k])*l.scale[k])
	}
	return append(x, 1)
}

// logit is above zero for what looks in scope.
func (l *logistic) logit(in inputs) float64 {
	sum := 0.0
	for i, v := range l.vector(in) {
		sum += l.weights[i] * v
	}
	return sum
}

// solve solves the linear system whose last column is the right-hand side, by
// Gaussian elimination with pivoting, in place.
func solve(a [][]float64) []float64 {
	n := len(a)
	for c := range n {
		best := c
		for r := c; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[best][c]) {
				best = r
			}
		}
		a[c], a[best] = a[best], a[c]
		for r := range n {
			if r == c {
				continue
			}
			f := a[r][c] / a[c][c]
			for k := c; k <= n; k++ {
				a[r][k] -= f * a[c][k]
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = a[i][n] / a[i][i]
	}
	return x
}
