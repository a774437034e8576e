package discord

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/housetest"
	"marketbot/internal/ledger"
)

// TestDesk is the whole way with the desk and the ledger as they are: asked twice, in doubt, followed up, by a command
// and a button, edited, deleted. No token is logged on the way, whatever goes wrong.
func TestDesk(t *testing.T) {
	t.Parallel()
	s := discordtest.NewServer(t, discordtest.RESTOptions{Token: botToken}, discordtest.GatewayOptions{})
	l, err := ledger.Open("memory:", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	lines := &housetest.Log{}
	log := slog.New(slog.NewTextHandler(lines, &slog.HandlerOptions{Level: slog.LevelDebug}))
	d := desk.New(adaptertest.NewReplies(t), l, desk.Options{Log: log, Pace: -1, Backoff: 10 * time.Millisecond})
	a, err := New(Config{Token: config.NewSecret(botToken), APIURL: s.URL}, adaptertest.Book(t), adaptertest.Phrases(t), d, log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer func() {
		stop()
		running.Wait()
		for _, secret := range []string{botToken, "very-secret-interaction"} {
			if strings.Contains(lines.String(), secret) {
				t.Errorf("%s was logged:\n%s", secret, lines)
			}
		}
	}()
	running.Go(func() {
		if err := a.Run(ctx); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	running.Go(func() {
		if err := d.Run(ctx, map[string]desk.Sender{Platform: a}); err != nil {
			t.Errorf("desk: %v", err)
		}
	})
	r := &rig{Server: s, t: t, adapter: a}
	r.Gateway.UntilLive(0)

	s.Fail(toMessages, discordtest.Refusal{Status: 502, After: true, Times: 3}) // posted, but who knows
	m := r.mention("who leads in china?")
	r.Gateway.Dispatch(created, m)
	r.Gateway.Dispatch(created, m)
	first := r.posted(1)
	r.Gateway.Dispatch(created, r.says(discordtest.ChannelID, share, "type", 19, "message_reference", map[string]any{"message_id": first.ID}, "referenced_message", r.Shown(first.ID)))
	if got := r.posted(2); !strings.Contains(got.Text(), "15%") {
		t.Errorf("the follow-up is answered with %q", got.Text())
	}
	s.Fail(toCallback, discordtest.Refusal{Status: 500, Times: 2}, discordtest.Refusal{HangUp: true})
	r.command("rank")
	command := r.posted(3)
	if command.Only != discordtest.PersonID {
		t.Errorf("a command is answered for %q", command.Only)
	}
	s.Fail(toCallback, discordtest.Refusal{Status: 404, Code: 10062, Message: "Unknown interaction"})
	r.press(first, idEvidence)
	r.press(command, idAsk)
	if got := r.posted(4); got.Only != discordtest.PersonID {
		t.Errorf("a press on a private answer is answered for %q", got.Only)
	}

	m["content"], m["edited_timestamp"] = "<@"+discordtest.BotID+"> "+share, time.Now().UTC().Format(time.RFC3339Nano)
	r.Gateway.Dispatch(updated, m)
	r.until("the first answer is changed", func() bool { return strings.Contains(s.Posts()[0].Text(), "15%") })
	if got := r.response(r.press(first, idGood)); got.Text("data", "content") != "Thank you." {
		t.Errorf("feedback is responded to with %s", encoded(t, got.V))
	}
	r.Gateway.Dispatch(deleted, map[string]any{"id": m["id"], "channel_id": discordtest.ChannelID, "guild_id": discordtest.GuildID})
	r.until("the first answer is gone", func() bool { return s.Posts()[0].ID != first.ID })
	before := l.Stats().Writes
	for range 20 { // nobody asked these
		r.Gateway.Dispatch(deleted, map[string]any{"id": s.NewID(), "channel_id": discordtest.ChannelID, "guild_id": discordtest.GuildID})
	}
	posts := len(s.Posts())
	r.Gateway.Dispatch(created, r.mention(share))
	r.posted(posts + 1)
	if n := l.Stats().Writes - before; n > 5 {
		t.Errorf("the deletions of strangers' messages and one question made %d writes, want those of the question", n)
	}
}
