package linear

import (
	"context"
	"math"
	"math/rand/v2"
)

// The factor model is a softmax regression whose weights are a product of two thin
// matrices. Labels must share its few directions, so it learns from one label's
// examples what helps another, which one-vs-rest cannot. Being linear as well, it is
// folded into the weights after training and costs nothing when scoring.
const (
	rank       = 32  // directions shared by all labels
	startNoise = 0.2 // half-width of the features' first weights
)

// vector is one row of a thin matrix.
type vector [rank]float32

// factors is one trained factor model.
type factors struct {
	in     []vector  // one a feature
	inBias vector    // the empty utterance
	out    []vector  // one a label, centred: they sum to zero
	bias   []float32 // one a label, centred
}

// target is what an example should be taken for.
type target struct {
	label int32 // -1: none, so all labels alike
	force float32
}

// learnFactors trains one of the twin factor models by stochastic gradient descent with a rate that falls linearly to zero. Same input and seed, same
// bits. Where a feature or label starts depends on itself alone, so that one more of them changes nothing about the others.
func (c *course) learnFactors(ctx context.Context, twin int) (*factors, error) {
	features, labels := c.m.table.len(), len(c.m.labels)
	f := &factors{in: make([]vector, features), out: make([]vector, labels), bias: make([]float32, labels)}
	seed := c.o.Seed + uint64(twin)<<32
	for row := range f.in {
		f.in[row].randomise(seed, uint64(c.m.table.tag(row)), startNoise)
	}
	for l, name := range c.m.labels {
		f.out[l].randomise(seed, hashOf(name), float32(math.Sqrt(6.0/rank)))
	}
	odds := make([]float32, labels)
	total, done := float32(c.o.Rounds*c.rows.len()), 0
	for round := range c.o.Rounds {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, i := range c.orders[(twin*c.o.Rounds+round)%orders] {
			rate := float32(c.o.Rate) * (1 - float32(done)/total)
			f.learn(c.rows, i, c.targets[i], rate*c.targets[i].force, odds)
			done++
		}
	}
	f.centre()
	return f, nil
}

// randomise fills a row with noise between -width and width that depends on a seed and what the row is of.
func (v *vector) randomise(seed, of uint64, width float32) {
	rng := rand.NewPCG(seed, of)
	for k := range v {
		v[k] = (float32(rng.Uint64()>>40)/(1<<23) - 1) * width
	}
}

// learn takes one step downhill for example i.
func (f *factors) learn(r *rows, i int32, want target, rate float32, odds []float32) {
	hidden := f.hidden(r, i)
	for l := range odds {
		odds[l] = f.out[l].dot(&hidden) + f.bias[l]
	}
	softmax(odds)
	rest := float32(0)
	if want.label < 0 {
		rest = 1 / float32(len(odds))
	}
	var back vector
	for l, p := range odds {
		g := p - rest
		if int32(l) == want.label {
			g--
		}
		if g < 1e-4 && g > -1e-4 {
			continue
		}
		back.add(g, &f.out[l])
		f.out[l].add(-rate*g, &hidden)
		f.bias[l] -= float32(rate * g)
	}
	f.spread(r, i, &back, -rate)
}

// hidden is example i in the shared directions.
func (f *factors) hidden(r *rows, i int32) vector {
	h := f.inBias
	runs, at := r.at(i)
	for _, run := range runs {
		var sum vector
		for _, id := range r.ids[at:run.end] {
			sum.plus(&f.in[id])
		}
		h.add(run.value, &sum)
		at = run.end
	}
	return h
}

// spread adds d times back to the features of example i.
func (f *factors) spread(r *rows, i int32, back *vector, d float32) {
	// A longer step than this overshoots; it takes odd data to get there.
	if size := back.dot(back); size > 4 {
		d *= 2 / float32(math.Sqrt(float64(size)))
	}
	f.inBias.add(d, back)
	runs, at := r.at(i)
	for _, run := range runs {
		var part vector
		part.add(d*run.value, back)
		for _, id := range r.ids[at:run.end] {
			f.in[id].plus(&part)
		}
		at = run.end
	}
}

// centre takes from all labels what they have in common, which softmax ignores.
func (f *factors) centre() {
	var sum vector
	mean := float32(0)
	share := 1 / float32(len(f.out))
	for l := range f.out {
		sum.plus(&f.out[l])
		mean += float32(f.bias[l] * share)
	}
	for l := range f.out {
		f.out[l].add(-share, &sum)
		f.bias[l] -= mean
	}
}

// fold adds share times the weights of feature row to values, one a label.
func (f *factors) fold(row int, share float32, values []float32) {
	for l := range values {
		values[l] += float32(share * f.out[l].dot(&f.in[row]))
	}
}

// foldBias adds share times the labels' biases to values.
func (f *factors) foldBias(share float32, values []float32) {
	for l := range values {
		values[l] += float32(share * (f.bias[l] + f.out[l].dot(&f.inBias)))
	}
}

// dot is the product of two vectors.
func (v *vector) dot(u *vector) float32 {
	var a, b, c, d float32
	for k := 0; k < rank; k += 4 {
		a += float32(v[k] * u[k])
		b += float32(v[k+1] * u[k+1])
		c += float32(v[k+2] * u[k+2])
		d += float32(v[k+3] * u[k+3])
	}
	return (a + b) + (c + d)
}

// add adds d times u to v.
func (v *vector) add(d float32, u *vector) {
	for k := 0; k < rank; k += 4 {
		v[k] += float32(d * u[k])
		v[k+1] += float32(d * u[k+1])
		v[k+2] += float32(d * u[k+2])
		v[k+3] += float32(d * u[k+3])
	}
}

// plus adds u to v.
func (v *vector) plus(u *vector) {
	for k := 0; k < rank; k += 4 {
		v[k] += u[k]
		v[k+1] += u[k+1]
		v[k+2] += u[k+2]
		v[k+3] += u[k+3]
	}
}

// softmax turns logits into odds that sum to one, in place.
func softmax(z []float32) {
	top := z[0]
	for _, v := range z {
		top = max(top, v)
	}
	sum := float32(0)
	for l, v := range z {
		z[l] = exp(v - top)
		sum += z[l]
	}
	for l := range z {
		z[l] /= sum
	}
}

// exp is e to the x for x <= 0, to five digits: faster than math.Exp, and the same
// on every machine.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	x *= math.Log2E
	whole := float32(int32(x)) - 1
	f := float32(x-whole) * math.Ln2 // 0 .. 2 ln 2
	f *= 0.5
	p := float32(f*(1.0/720)) + 1.0/120
	p = float32(p*f) + 1.0/24
	p = float32(p*f) + 1.0/6
	p = float32(p*f) + 0.5
	p = float32(p*f) + 1
	p = float32(p*f) + 1
	return float32(p*p) * math.Float32frombits(uint32(int32(whole)+127)<<23)
}
