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
	for _, id := range ids {
		if contains(list, id) {
			return true
		}
	}
	return false
}
