package discord

import (
	"log/slog"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
)

func TestAdapter(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			adaptertest.Run(t, func(t *testing.T, log *slog.Logger) adaptertest.World {
				return &world{newRig(t, mode, log)}
			}, "Vivo")
		})
	}
}

// world is a rig as the common suite sees it.
type world struct{ r *rig }

func (w *world) Mention(text string) (again func()) {
	m := w.r.mention(text)
	w.r.Gateway.Dispatch(created, m)
	return func() { w.r.Gateway.Dispatch(created, m) }
}

func (w *world) Bot(text string) {
	m := w.r.mention(text)
	m["author"] = map[string]any{"id": "7", "username": "other", "bot": true}
	w.r.Gateway.Dispatch(created, m)
}

func (w *world) Self(text string) {
	m := w.r.mention(text)
	m["author"] = map[string]any{"id": discordtest.BotID, "username": "bot", "bot": true}
	w.r.Gateway.Dispatch(created, m)
}

func (w *world) Posts() []adaptertest.Post {
	var out []adaptertest.Post
	for _, m := range w.r.Posts() {
		out = append(out, adaptertest.Post{Text: m.Text(), InThread: m.Reference != ""})
	}
	return out
}

func (w *world) Refuse(n int) {
	w.r.Fail("POST /channels/{channel}/messages", discordtest.Refusal{Status: 429, Header: map[string]string{"Retry-After": "0.05"}, Times: n})
}

func (w *world) Disconnect() { w.r.Gateway.Drop() }

func (w *world) Stop() error { return w.r.stopped() }

func (w *world) Secrets() []string {
	return []string{botToken, "very-secret-interaction"}
}
