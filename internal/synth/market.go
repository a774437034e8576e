package synth

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// market is a made-up market: the whole of it, its provinces, and what is measured there.
type market struct {
	seed      uint64
	companies []company
	places    []place // the first is all of it
	sources   []named
	left      int // observations still to be written
}

type named struct{ id, latin, han string }

type company struct {
	named
	trade    string // the second word of its name
	province int    // its place beside the whole
	boss     named  // its chief, if it is one of those that are quoted
}

type place struct {
	named
	companies []int
	source    named
}

// column is a metric of a quarter.
type column struct {
	metric string
	back   int // quarters before the latest
}

// series are the columns of each place, those first that every book has.
var series = []column{{"share", 0}, {"share", 4}, {"shipments", 0}, {"shipments", 4}, {"shipments.growth", 0},
	{"revenue", 0}, {"employees", 0}, {"share", 1}, {"share", 2}, {"share", 3}}

// latest is the quarter that is now.
const latestYear, latestQuarter = 2031, 2

// period writes the quarter that is so many before the latest.
func period(back int) string {
	q := latestYear*4 + latestQuarter - 1 - back
	return strconv.Itoa(q/4) + "-Q" + strconv.Itoa(q%4+1)
}

var trades = []string{"Works", "Pumps", "Foundry", "Hydraulics", "Valves", "Machines", "Brothers", "Makers", "Flow", "Turbines"}

const (
	perProvince = 1250 // companies of a province
	perBoss     = 100  // of so many companies one has a chief who is named
	fewest      = 5    // companies
)

func newMarket(o Options, n *namer) *market {
	m := &market{seed: o.Seed, left: o.Observations}
	count := max(fewest, o.Observations/perCompany)
	provinces := (count + perProvince - 1) / perProvince
	for range 1 + provinces {
		m.places = append(m.places, place{named: n.named()})
	}
	for range 4 {
		m.sources = append(m.sources, n.named())
	}
	for i := range m.places {
		m.places[i].source = m.sources[i%len(m.sources)]
	}
	for i := range count {
		c := company{named: n.named(), trade: pick(n.random, trades), province: 1 + i%provinces}
		if i%perBoss == 0 {
			c.boss = n.named()
		}
		m.companies = append(m.companies, c)
		m.places[0].companies = append(m.places[0].companies, i)
		m.places[c.province].companies = append(m.places[c.province].companies, i)
	}
	return m
}

func (n *namer) named() named {
	latin, han := n.name()
	return named{id(latin), latin, han}
}

// figures returns a place's figures, a row of companies for each column of series. Sizes fall off as those of
// firms do, so that a few are large and most are small, and move by some percent each quarter.
func (m *market) figures(p int) [][]float64 {
	r := random(m.seed, uint64(p)+1)
	at := &m.places[p]
	size := make([]float64, len(at.companies))
	for i, rank := range r.Perm(len(size)) {
		size[i] = math.Exp(r.NormFloat64()*0.3) / math.Pow(float64(rank)+1.5, 1.05)
	}
	out := make([][]float64, len(series))
	whole := 5e5 * math.Sqrt(float64(len(size)))
	for back := range 5 {
		if back > 0 {
			move(r, size)
		}
		share, shipped := shares(size), make([]float64, len(size))
		for i := range size {
			shipped[i] = math.Max(1, math.Round(whole*share[i]/100))
		}
		for c, col := range series {
			switch {
			case col.back == back && col.metric == "share":
				out[c] = share
			case col.back == back && col.metric == "shipments":
				out[c] = shipped
			}
		}
	}
	now, before := out[2], out[3]
	growth, revenue, employees := make([]float64, len(size)), make([]float64, len(size)), make([]float64, len(size))
	for i := range size {
		growth[i] = rounded(100*(now[i]-before[i])/before[i], 1)
		revenue[i] = rounded(now[i]*(0.5+r.Float64())/100, 2)
		employees[i] = math.Max(1, math.Round(now[i]/(5+10*r.Float64())))
	}
	out[4], out[5], out[6] = growth, revenue, employees
	return out
}

func move(r *rand.Rand, size []float64) {
	for i := range size {
		size[i] *= math.Exp(r.NormFloat64() * 0.06)
	}
}

// shares are parts of 100, of which some is left for others.
func shares(size []float64) []float64 {
	sum := 0.0
	for _, v := range size {
		sum += v
	}
	out := make([]float64, len(size))
	for i, v := range size {
		out[i] = math.Max(0.0001, rounded(95*v/sum, pick2(95*v/sum > 1, 1, 4)))
	}
	return out
}

func pick2(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

func rounded(v float64, digits int) float64 {
	by := math.Pow(10, float64(digits))
	return math.Round(v*by) / by
}

// bosses are the companies of a place whose chief is named.
func (m *market) bosses(p int) []int {
	return slices.DeleteFunc(slices.Clone(m.places[p].companies), func(i int) bool { return m.companies[i].boss.id == "" })
}
