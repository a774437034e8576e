package housetest

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

// LoadRate is how many events a second a benchmark lets arrive: what LOAD_RATE says, else usual.
func LoadRate(tb testing.TB, usual int) int {
	tb.Helper()
	s := os.Getenv("LOAD_RATE")
	if s == "" {
		return usual
	}
	rate, err := strconv.Atoi(s)
	if err != nil || rate < 1 {
		tb.Fatalf("LOAD_RATE is %q (hint: events a second)", s)
	}
	return rate
}

// A Meter tells the processor time that a bot in another process takes from that of the benchmark.
type Meter struct {
	pid      int
	bot, own time.Duration
}

// StartMeter begins to measure.
func StartMeter(tb testing.TB, pid int) Meter {
	tb.Helper()
	return Meter{pid, ProcessorOf(tb, pid), ProcessorOf(tb, os.Getpid())}
}

// Report says how much each of b.N events has taken since.
func (m Meter) Report(b *testing.B) {
	b.Helper()
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(b.N) }
	b.ReportMetric(each(ProcessorOf(b, m.pid)-m.bot), "bot-cpu-us/event")
	b.ReportMetric(each(ProcessorOf(b, os.Getpid())-m.own), "own-cpu-us/event")
}

// ReportTimes says p50 and p99 of some times, which it sorts.
func ReportTimes(b *testing.B, name string, times []time.Duration) {
	b.Helper()
	slices.Sort(times)
	for _, q := range []int{50, 99} {
		b.ReportMetric(float64(times[len(times)*q/100].Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", name, q))
	}
}
