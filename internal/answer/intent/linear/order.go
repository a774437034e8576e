package linear

import (
	"cmp"
	"slices"
)

// orders is how many orders there are in which examples are visited, one pass after the other.
const orders = 8

// order lists the examples as they are visited. Where one stands depends on what it says, not on how many there are: one more comes between two
// others, and leaves the rest as it was. So what is learned from the others hardly changes, where a shuffle would begin anew.
type order []int32

// ordersOf makes the orders of some examples.
func ordersOf(examples []Example, seed uint64) (all [orders]order) {
	keys := make([]uint64, len(examples))
	for i, e := range examples {
		keys[i] = hashOf(append(append([]string{e.Label}, e.Words...), e.Concepts...)...)
		if e.Echo {
			keys[i]++
		}
	}
	places := make([]uint64, len(examples))
	for n := range all {
		for i, k := range keys {
			places[i] = mix(k + mix(seed<<8+uint64(n)))
		}
		all[n] = make(order, len(examples))
		for i := range all[n] {
			all[n][i] = int32(i)
		}
		slices.SortFunc(all[n], func(a, b int32) int { return cmp.Or(cmp.Compare(places[a], places[b]), cmp.Compare(a, b)) })
	}
	return all
}

// hashOf is the hash of some words in their order.
func hashOf(words ...string) uint64 {
	h := uint64(edgeHash)
	for _, w := range words {
		h = step(h, hashText(seedWord, w))
	}
	return mix(h)
}
