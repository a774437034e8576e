//go:build !race

package learned

const slow = false
