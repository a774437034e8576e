package crash

import (
	"sync"
	"testing"
	"time"
)

// Tally counts the answers that people see. The fake platform tells it of each.
type Tally struct {
	mu    sync.Mutex
	posts int
	seen  map[string]int
	news  chan struct{}
}

// NewTally returns an empty one.
func NewTally() *Tally {
	return &Tally{seen: map[string]int{}, news: make(chan struct{}, 1)}
}

// Post notes an answer to a question; each question has one id.
func (c *Tally) Post(question string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.posts++
	c.seen[question]++
	select {
	case c.news <- struct{}{}:
	default:
	}
}

// Counts returns how many questions are answered, and how many answers there are beside.
func (c *Tally) Counts() (answered, doubles int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.seen), c.posts - len(c.seen)
}

// await waits for numbers; a minute without any news fails the test.
func (c *Tally) await(t *testing.T, enough func(posts, answered int) bool) bool {
	t.Helper()
	for {
		answered, doubles := c.Counts()
		if enough(answered+doubles, answered) {
			return true
		}
		select {
		case <-c.news:
		case <-time.After(silence):
			t.Errorf("nothing happens any more: %d answered, %d double posts", answered, doubles)
			return false
		}
	}
}
