//go:build race

package learned

// slow says that learning takes minutes here: twenty times as long, with the race detector.
const slow = true
