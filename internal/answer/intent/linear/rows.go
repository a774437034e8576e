package linear

import (
	"math"
	"slices"
)

// rows holds the training examples as sparse vectors. Most features of an example
// share one of very few values (their block's scale times the damped count), so a
// vector is a few runs of feature rows with one value each.
type rows struct {
	first []uint32 // example -> its first run; one more at the end
	runs  []run
	ids   []uint32
	norms []float32 // squared length, without the bias feature
}

// run is the features up to ids[end], from the run before on, that share a value.
type run struct {
	end   uint32
	value float32
}

// count is a feature of the example at hand and how often it has it.
type count struct {
	id uint32
	n  uint16
}

// add appends an example given its blocks' counts.
func (r *rows) add(blocks [2][]count, lengths [2]float32) {
	if len(r.first) == 0 {
		r.first = append(r.first, 0)
	}
	norm := float32(0)
	for b, counts := range blocks {
		if len(counts) == 0 {
			continue
		}
		r.addBlock(counts, lengths[b])
		norm += lengths[b] * lengths[b]
	}
	r.norms = append(r.norms, norm)
	r.first = append(r.first, uint32(len(r.runs)))
}

// addBlock appends one block's features, ordered by count, then by row.
func (r *rows) addBlock(counts []count, length float32) {
	slices.SortFunc(counts, func(a, b count) int {
		if a.n != b.n {
			return int(a.n) - int(b.n)
		}
		return int(a.id) - int(b.id)
	})
	square := float32(0)
	for _, c := range counts {
		v := damp(c.n)
		square += float32(v * v)
	}
	unit := length / float32(math.Sqrt(float64(square)))
	for i, c := range counts {
		if i == 0 || counts[i-1].n != c.n {
			r.runs = append(r.runs, run{value: damp(c.n) * unit})
		}
		r.ids = append(r.ids, c.id)
		r.runs[len(r.runs)-1].end = uint32(len(r.ids))
	}
}

// len is the number of examples.
func (r *rows) len() int { return len(r.norms) }

// dot is the product of example i and w. Products are rounded before they are
// added, so that no machine fuses the two and every machine gets the same bits.
func (r *rows) dot(i int32, w []float32) float32 {
	runs, at := r.at(i)
	sum := float32(0)
	for _, run := range runs {
		var a, b float32
		ids := r.ids[at:run.end]
		for len(ids) >= 4 {
			a += w[ids[0]] + w[ids[1]]
			b += w[ids[2]] + w[ids[3]]
			ids = ids[4:]
		}
		for _, id := range ids {
			a += w[id]
		}
		sum += float32((a + b) * run.value)
		at = run.end
	}
	return sum
}

// axpy adds d times example i to w.
func (r *rows) axpy(i int32, d float32, w []float32) {
	runs, at := r.at(i)
	for _, run := range runs {
		v := d * run.value
		for _, id := range r.ids[at:run.end] {
			w[id] += v
		}
		at = run.end
	}
}

// at returns example i's runs and where the first of them begins in ids.
func (r *rows) at(i int32) (runs []run, start uint32) {
	lo := r.first[i]
	if lo > 0 {
		start = r.runs[lo-1].end
	}
	return r.runs[lo:r.first[i+1]], start
}
