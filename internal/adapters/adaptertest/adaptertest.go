// Package adaptertest is the suite that each platform's adapter passes: it answers a mention, ignores itself
// and bots, gives one reply to a duplicated event, replies in the thread, stops in time, survives rate limits
// and lost connections, and leaks no token.
package adaptertest

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"marketbot/internal/housetest"
)

// A World is an adapter at work on a fake of its platform, with a desk behind it that answers.
type World interface {
	// Mention delivers a person's question in a channel, and what it returns delivers the same event again.
	// Both return when the platform has its acknowledgement; where there is none the test fails.
	Mention(text string) (again func())
	// Bot and Self deliver a message that names the bot, by another bot and by the bot itself.
	Bot(text string)
	Self(text string)
	// Posts are the replies that people see, oldest first.
	Posts() []Post
	// Refuse makes the platform answer the next n posts with 429.
	Refuse(n int)
	// Disconnect cuts every connection that the platform has to the adapter; the adapter is to come back.
	Disconnect()
	// Stop ends the adapter and returns what its Run returned. It may be called twice.
	Stop() error
	// Secrets are the tokens in use.
	Secrets() []string
}

// Post is a reply as people see it.
type Post struct {
	Text     string // all of it
	InThread bool   // in the thread of the question it answers
}

// Start connects an adapter with its fake. All that is logged, and every error that Run or Send returns, must go
// to log. The World is to stop itself when the test ends.
type Start func(t *testing.T, log *slog.Logger) World

const (
	soon    = 10 * time.Second // for what is to happen
	settled = 300 * time.Millisecond
	stopIn  = 10 * time.Second
	ask     = "who leads in china?"
)

// Run runs the suite. Answer is a part of the answer to "who leads in china?".
func Run(t *testing.T, start Start, answer string) {
	begin := func(t *testing.T) (World, *housetest.Log) {
		t.Helper()
		b := &housetest.Log{}
		w := start(t, slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug})))
		t.Cleanup(func() {
			if err := w.Stop(); err != nil {
				t.Errorf("Run returned %v, want nil", err)
			}
			for _, s := range w.Secrets() {
				if s == "" || strings.Contains(b.String(), s) {
					t.Errorf("a secret (%.8s…) was logged", s)
				}
			}
			if t.Failed() {
				t.Logf("log:\n%s", b)
			}
		})
		return w, b
	}
	t.Run("answers a mention in its thread", func(t *testing.T) {
		w, _ := begin(t)
		w.Mention(ask)
		posts := await(t, w, 1)
		if !strings.Contains(posts[0].Text, answer) {
			t.Errorf("the reply is %q, want one with %q", posts[0].Text, answer)
		}
		if !posts[0].InThread {
			t.Error("the reply is not in the thread of the question")
		}
	})
	t.Run("ignores itself and bots", func(t *testing.T) {
		w, _ := begin(t)
		w.Bot(ask)
		w.Self(ask)
		w.Mention(ask)
		await(t, w, 1)
		stays(t, w, 1)
	})
	t.Run("one reply per duplicated event", func(t *testing.T) {
		w, _ := begin(t)
		again := w.Mention(ask)
		again()
		await(t, w, 1)
		again()
		stays(t, w, 1)
	})
	t.Run("survives a rate limit", func(t *testing.T) {
		w, _ := begin(t)
		w.Refuse(2)
		w.Mention(ask)
		await(t, w, 1)
		stays(t, w, 1)
	})
	t.Run("survives a disconnect", func(t *testing.T) {
		w, _ := begin(t)
		w.Mention(ask)
		await(t, w, 1)
		w.Disconnect()
		w.Mention(ask)
		await(t, w, 2)
	})
	t.Run("stops", func(t *testing.T) {
		w, _ := begin(t)
		w.Mention(ask)
		began := time.Now()
		if err := w.Stop(); err != nil {
			t.Errorf("Run returned %v, want nil", err)
		}
		if d := time.Since(began); d > stopIn {
			t.Errorf("stopped after %v, want at most %v", d, stopIn)
		}
	})
	t.Run("leaks nothing in trouble", func(t *testing.T) {
		w, b := begin(t)
		w.Refuse(1)
		w.Mention(ask)
		w.Disconnect()
		await(t, w, 1)
		if b.String() == "" {
			t.Error("nothing was logged, not even at the level debug")
		}
	})
}

// await waits until there are n posts.
func await(t *testing.T, w World, n int) []Post {
	t.Helper()
	Until(t, fmt.Sprintf("posts: %d", n), func() bool { return len(w.Posts()) >= n })
	return w.Posts()
}

// stays checks that there are no more than n posts a while later.
func stays(t *testing.T, w World, n int) {
	t.Helper()
	time.Sleep(settled)
	if posts := w.Posts(); len(posts) != n {
		t.Errorf("%d posts, want %d: %v", len(posts), n, posts)
	}
}
