//go:build race

package linear

// raceDetector tells whether the tests run under the race detector, which makes
// training some ten times slower.
const raceDetector = true
