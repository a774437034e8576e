package evaluate

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"marketbot/internal/answer/intent/linear"
)

// time returns the median and the 99th percentile of scoring one example, in
// microseconds: the best of several passes, since a shared machine only ever adds.
func (j *judge) time(examples []linear.Example, passes int) (p50, p99 float64) {
	took := make([]time.Duration, len(examples))
	for pass := range passes {
		for i, e := range examples {
			started := time.Now()
			j.best(e)
			took[i] = time.Since(started)
		}
		slices.Sort(took)
		a := float64(took[len(took)/2].Nanoseconds()) / 1000
		b := float64(took[len(took)*99/100].Nanoseconds()) / 1000
		if pass == 0 {
			p50, p99 = a, b
		}
		p50, p99 = min(p50, a), min(p99, b)
	}
	return p50, p99
}

// peakMB is VmHWM of this process in 10^6 bytes, or 0 where /proc does not tell.
func peakMB() float64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			kib := 0.0
			if _, err := fmt.Sscan(rest, &kib); err != nil {
				return 0
			}
			return kib * 1024 / 1e6
		}
	}
	return 0
}
