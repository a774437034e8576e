package adaptertest

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Spoil spoils a payload, as encoding/json decodes it, in one of the ways in which payloads have been spoilt. It may
// change v.
func Spoil(r *rand.Rand, v any) any {
	var spots []func(any)
	var walk func(v any, set func(any))
	walk = func(v any, set func(any)) {
		spots = append(spots, set)
		switch v := v.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k], func(x any) { v[k] = x })
			}
		case []any:
			for i := range v {
				walk(v[i], func(x any) { v[i] = x })
			}
		}
	}
	root := v
	walk(v, func(x any) { root = x })
	poison := []any{nil, "", 0, -1.5e300, true, []any{}, map[string]any{}, []any{nil, []any{}}, "\x00\x1b[31m<!channel> <@U1|x>", strings.Repeat("𝕏", 1000),
		map[string]any{"type": "from_the_future", "elements": map[string]any{"type": 7}}, "99999999999999999999.999999", "a:b:c", "<@", "@everyone <@&1> <a:b:c>", "💥\u202e"}
	for range 1 + r.IntN(3) {
		spots[r.IntN(len(spots))](poison[r.IntN(len(poison))])
	}
	return root
}
