package crash

import (
	"fmt"
	"sync"
	"time"
)

// Tally counts the answers that people see. The fake platform tells it of each.
type Tally struct {
	mu    sync.Mutex
	posts int
	seen  map[string]int
	news  chan struct{} // closed by the next post
}

// NewTally returns an empty one.
func NewTally() *Tally {
	return &Tally{seen: map[string]int{}, news: make(chan struct{})}
}

// Post notes an answer to a question; each question has one id.
func (c *Tally) Post(question string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.posts++
	c.seen[question]++
	close(c.news)
	c.news = make(chan struct{})
}

// Counts returns how many questions are answered, and how many answers there are beside.
func (c *Tally) Counts() (answered, doubles int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.seen), c.posts - len(c.seen)
}

// await waits until so many questions are answered.
func (c *Tally) await(n int) error {
	for {
		c.mu.Lock()
		answered, posts, news := len(c.seen), c.posts, c.news
		c.mu.Unlock()
		if answered >= n {
			return nil
		}
		select {
		case <-news:
		case <-time.After(silence):
			return fmt.Errorf("nothing happens any more: %d questions are answered by %d posts", answered, posts)
		}
	}
}
