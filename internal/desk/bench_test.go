package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"marketbot/internal/desk"
	"marketbot/internal/ledger"
)

// BenchmarkAccept accepts as fast as it can, from 256 goroutines.
func BenchmarkAccept(b *testing.B) {
	l := bookkeeper(b)
	d := desk.New(echo{}, l, desk.Options{Inbox: -1})
	b.SetParallelism(256 / runtime.GOMAXPROCS(0))
	var n atomic.Int64
	var took times
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			began := time.Now()
			if _, err := d.Accept(context.Background(), message(int(n.Add(1)))); err != nil {
				b.Error(err)
			}
			took.add(time.Since(began))
		}
	})
	b.StopTimer()
	took.report(b, "accept")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "accepts/s")
	s := l.Stats()
	b.ReportMetric(float64(s.Writes)/float64(s.Commits), "accepts/commit")
}

// BenchmarkRoute lets 2,000 questions a second arrive, whether the desk keeps up or not, through 4,000 channels
// to a sender that takes 20 ms. The bar: go test -run - -bench Route -benchtime 60000x ./internal/desk.
func BenchmarkRoute(b *testing.B) {
	l := bookkeeper(b)
	var accepted, posted times
	d := desk.New(echo{}, l, desk.Options{User: desk.Rate{Burst: -1}, Channel: desk.Rate{Burst: -1}, Turns: -1, Watch: func(e desk.Event) {
		if e.What == desk.WasPosted {
			posted.add(e.Latency)
		}
	}})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx, map[string]desk.Sender{"fake": slow{}}) }()
	b.ResetTimer()
	began, heap := time.Now(), heapInUse()
	var wg sync.WaitGroup
	for i := range b.N {
		due := began.Add(time.Duration(i) * time.Second / 2000)
		time.Sleep(time.Until(due))
		wg.Go(func() {
			m := message(i)
			m.At = due
			if _, err := d.Accept(ctx, m); err != nil {
				b.Error(err)
			}
			accepted.add(time.Since(due))
		})
	}
	wg.Wait()
	for l.Len() > 0 {
		time.Sleep(time.Millisecond)
	}
	b.StopTimer()
	b.ReportMetric(float64(heapInUse()-heap)/(1<<20), "grown-MB")
	accepted.report(b, "accept")
	posted.report(b, "post")
	s := l.Stats()
	b.ReportMetric(float64(s.Writes)/float64(s.Commits), "writes/commit")
	b.ReportMetric(float64(s.Bytes)/(1<<20), "file-MB")
	cancel()
	if err := <-done; err != nil {
		b.Error(err)
	}
}

func bookkeeper(b *testing.B) *ledger.Ledger {
	l, err := ledger.Open("file:"+filepath.Join(b.TempDir(), "bot.db"), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = l.Close() })
	return l
}

func message(i int) desk.Message {
	return desk.Message{
		Platform: "fake", Key: fmt.Sprintf("T0001/C%04d/17640000%d.000100", i%4000, i), Space: "T0001", Channel: fmt.Sprint("C", i%4000),
		Thread: fmt.Sprint("17640000", i), User: fmt.Sprint("U", i%1000), Text: "what is the share of the leader in china?", Surface: "mention",
		Return: json.RawMessage(`{"team":"T0001","channel":"C0001","thread_ts":"1764000000.000100","response_url":"https://hooks.example/commands/T0001/1/abc"}`),
	}
}

// slow is a sender that takes 20 ms.
type slow struct{}

func (slow) Send(ctx context.Context, p desk.Post) (string, error) {
	select {
	case <-time.After(20 * time.Millisecond):
		return "1764000000.000200", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func heapInUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

type times struct {
	mu   sync.Mutex
	list []time.Duration
}

func (t *times) add(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = append(t.list, d)
}

func (t *times) report(b *testing.B, name string) {
	slices.Sort(t.list)
	for _, q := range []int{50, 99} {
		at := t.list[len(t.list)*q/100]
		b.ReportMetric(float64(at.Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", name, q))
	}
}
