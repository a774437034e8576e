package evaluate

import (
	"fmt"
	"math"
	"slices"
)

// Rate is a share with its 95% Wilson interval, in percent.
type Rate struct {
	Hits    int     `json:"hits"`
	Total   int     `json:"total"`
	Percent float64 `json:"percent"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
}

// count adds one trial.
func (r *Rate) count(hit bool) {
	r.Total++
	if hit {
		r.Hits++
	}
}

// finish computes the percentages.
func (r *Rate) finish() {
	if r.Total == 0 {
		return
	}
	const z = 1.959964
	n := float64(r.Total)
	p := float64(r.Hits) / n
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	r.Percent, r.Low, r.High = 100*p, 100*max(0, middle-half), 100*min(1, middle+half)
}

// String is the rate as `93.4% (92.6-94.1, 4203 of 4500)`.
func (r Rate) String() string {
	return fmt.Sprintf("%.2f%% (%.1f-%.1f, %d of %d)", r.Percent, r.Low, r.High, r.Hits, r.Total)
}

// auroc is the probability that a value from within beats one from beyond; a tie
// counts half. Both are sorted.
func auroc(within, beyond []float64) float64 {
	slices.Sort(within)
	slices.Sort(beyond)
	sum := 0.0
	for _, v := range beyond {
		lo, _ := slices.BinarySearch(within, v)
		hi, _ := slices.BinarySearch(within, math.Nextafter(v, math.Inf(1)))
		sum += float64(len(within)-hi) + float64(hi-lo)/2
	}
	return sum / float64(len(within)) / float64(len(beyond))
}
