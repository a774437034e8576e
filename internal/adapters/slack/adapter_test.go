package slack

import (
	"log/slog"
	"testing"

	"marketbot/internal/adapters/adaptertest"
)

func TestAdapter(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T, log *slog.Logger) adaptertest.World {
				return &world{newRig(t, mode, log)}
			}, "Vivo")
		})
	}
}

// world is a rig as the common suite sees it.
type world struct{ r *rig }

func (w *world) Mention(text string) (again func()) {
	ts := w.r.newTS()
	w.r.deliver(events, mention(ts, text))
	as := said(fakeChannel, ts, "<@"+fakeUser+"> "+text) // the same as a message event
	return func() {
		w.r.deliver(events, mention(ts, text))
		w.r.deliver(events, as)
	}
}

func (w *world) Bot(text string) {
	w.r.deliver(events, said(fakeChannel, w.r.newTS(), "<@"+fakeUser+"> "+text, "bot_id", "B0OTHER", "user", "U0OTHER"))
}

func (w *world) Self(text string) {
	w.r.deliver(events, said(fakeChannel, w.r.newTS(), "<@"+fakeUser+"> "+text, "user", fakeUser))
}

func (w *world) Posts() []adaptertest.Post {
	var out []adaptertest.Post
	for _, m := range w.r.seen() {
		out = append(out, adaptertest.Post{Text: m.Text, InThread: m.Thread != ""})
	}
	return out
}

func (w *world) Refuse(n int) {
	for range n {
		w.r.fail("chat.postMessage", trouble{status: 429, header: map[string]string{"Retry-After": "1"}})
	}
}

func (w *world) Disconnect() { w.r.cut() }

func (w *world) Stop() error { return w.r.stopped() }

func (w *world) Secrets() []string {
	return []string{botToken, appToken, secret, ticket, "very-secret-response"}
}
