package evidence

// contains reports whether a list has a value. It is not inlined, for the size of the program: it is called a thousand times.
//
//go:noinline
func contains[T comparable](list []T, v T) bool {
	for _, w := range list {
		if w == v {
			return true
		}
	}
	return false
}

// hasAny reports whether a list has any of some ids.
//
//go:noinline
func hasAny(list []string, ids ...string) bool {
	for _, have := range list {
		for _, id := range ids {
			if same(have, id) {
				return true
			}
		}
	}
	return false
}

// same reports whether two ids are equal. Most that are not differ in their length or their last letter, which is seen without a call.
func same(a, b string) bool {
	return len(a) == len(b) && (len(a) == 0 || a[len(a)-1] == b[len(b)-1]) && a == b
}
