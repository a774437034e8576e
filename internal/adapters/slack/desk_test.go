package slack

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/ledger"
)

// TestDesk is the whole way with the desk and the ledger as they are: asked twice, followed up, edited,
// deleted, in doubt.
func TestDesk(t *testing.T) {
	f := newFake(t)
	l, err := ledger.Open("memory:", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := desk.New(adaptertest.NewReplies(t), l, desk.Options{Pace: -1, Backoff: 10 * time.Millisecond})
	a, err := New(Config{BotToken: config.NewSecret(botToken), AppToken: config.NewSecret(appToken), APIURL: f.url(), Stagger: time.Millisecond, Pace: time.Millisecond}, adaptertest.Book(t), adaptertest.Phrases(t), d, quiet())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer running.Wait()
	defer stop()
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
	r := &rig{fake: f, t: t, adapter: a}
	r.until("connected", func() bool { return a.Health().Connected > 0 })

	ts := r.newTS()
	f.fail("chat.postMessage", trouble{status: 502, after: true}) // posted, but who knows
	r.deliver(events, mention(ts, "who leads in china?"))
	r.deliver(events, said(fakeChannel, ts, "<@"+fakeUser+"> who leads in china?"))
	r.until("the doubt is resolved", func() bool { return len(f.made("conversations.replies")) > 0 })
	r.deliver(events, said(fakeChannel, r.newTS(), share, "thread_ts", ts))
	if m := r.posted(2); !strings.Contains(m.Text, "15%") || m.Thread != ts {
		t.Errorf("the follow-up is answered with %q in %s", m.Text, m.Thread)
	}
	old := map[string]any{"type": "message", "user": fakePerson, "ts": ts, "text": "<@" + fakeUser + "> who leads in china?"}
	now := map[string]any{"type": "message", "user": fakePerson, "ts": ts, "text": "<@" + fakeUser + "> " + share, "edited": map[string]any{"ts": r.newTS()}}
	r.deliver(events, said(fakeChannel, r.newTS(), "", "subtype", "message_changed", "user", nil, "message", now, "previous_message", old))
	r.until("the first answer is changed", func() bool { return strings.Contains(f.seen()[0].Text, "15%") })
	r.deliver(slash, r.slash("/rank", ""))
	if m := r.posted(3); m.Only != fakePerson {
		t.Errorf("a command is answered for %q", m.Only)
	}
	r.deliver(events, said(fakeChannel, r.newTS(), "", "subtype", "message_deleted", "user", nil, "deleted_ts", ts, "previous_message", now))
	r.until("the first answer is gone", func() bool { return len(f.seen()) == 2 })
	m := f.seen()[0]
	r.deliver(interactive, r.press(m, map[string]any{"action_id": idRating, "value": payload.Of(r.element(m, idRating)).Text("positive_button", "value")}))
}
