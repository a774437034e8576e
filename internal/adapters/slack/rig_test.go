package slack

import (
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
)

// A rig is an adapter at work between a fake Slack and a tiny desk.
type rig struct {
	*fake
	t       testing.TB
	adapter *Adapter
	desk    *adaptertest.Desk
	address string // of HTTP mode; empty in Socket Mode
	stopped func() error
}

// The modes in which everything is tested.
var modes = []string{"socket", "http"}

func newRig(t testing.TB, mode string, log *slog.Logger, configure ...func(*Config)) *rig {
	t.Helper()
	r := &rig{fake: newFake(t), t: t}
	c := Config{BotToken: config.NewSecret(botToken), APIURL: r.url(), Stagger: time.Millisecond, Pace: time.Millisecond, Examples: []string{"Who leads in China?", "What is Apple's market share?"}}
	switch mode {
	case "socket":
		c.AppToken = config.NewSecret(appToken)
	case "http":
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		c.SigningSecret, r.address = config.NewSecret(secret), "http://"+l.Addr().String()+"/slack/events"
		c.Listen = func() (net.Listener, error) { return l, nil }
	}
	for _, f := range configure {
		f(&c)
	}
	r.desk = adaptertest.NewDesk(adaptertest.NewReplies(t), log)
	a, err := New(c, adaptertest.Book(t), adaptertest.Phrases(t), r.desk, log)
	if err != nil {
		t.Fatal(err)
	}
	r.adapter = a
	r.desk.SendBy(a)
	stop := adaptertest.Running(a.Run, log)
	r.stopped = sync.OnceValue(func() error {
		err := stop()
		r.desk.Wait()
		return err
	})
	t.Cleanup(func() { r.stopped() })
	r.until("the adapter is connected", func() bool { return a.Health().Connected > 0 })
	return r
}

// until waits for what is to come.
func (r *rig) until(what string, ok func() bool) {
	r.t.Helper()
	adaptertest.Until(r.t, what, ok)
}

// try delivers something and reports whether it was acknowledged, with what payload.
func (r *rig) try(kind string, body any) (ack json.RawMessage, ok bool) {
	r.t.Helper()
	if r.address == "" {
		return r.envelope(kind, body, ackWithin)
	}
	raw, err := json.Marshal(body)
	if err != nil {
		r.t.Fatal(err)
	}
	for end := time.Now().Add(ackWithin); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		res, err := http.DefaultClient.Do(request(r.address, kind, raw))
		if err != nil {
			continue // Slack too tries again
		}
		ack, _ = io.ReadAll(res.Body)
		res.Body.Close()
		return ack, res.StatusCode == http.StatusOK
	}
	return nil, false
}

// deliver delivers something that must be acknowledged.
func (r *rig) deliver(kind string, body any) json.RawMessage {
	r.t.Helper()
	ack, ok := r.try(kind, body)
	if !ok {
		r.t.Fatalf("not acknowledged: %s %.300v", kind, body)
	}
	return ack
}

// event wraps an inner event as Slack does.
func event(inner map[string]any) map[string]any {
	return map[string]any{
		"type": "event_callback", "team_id": fakeTeam, "api_app_id": "A0FAKE", "event_id": "Ev0", "event_time": 1_700_000_000, "event": inner,
		"authorizations": []any{map[string]any{"team_id": fakeTeam, "user_id": fakeUser, "is_bot": true}},
	}
}

func mention(ts, text string) map[string]any {
	return event(map[string]any{"type": "app_mention", "user": fakePerson, "ts": ts, "text": "<@" + fakeUser + "> " + text, "channel": fakeChannel, "event_ts": ts})
}

// said is a message in a channel, with further fields by name and value.
func said(channel, ts, text string, more ...any) map[string]any {
	e := map[string]any{"type": "message", "user": fakePerson, "ts": ts, "text": text, "channel": channel, "event_ts": ts, "channel_type": "channel"}
	if channel == fakeDM {
		e["channel_type"] = "im"
	}
	for i := 0; i+1 < len(more); i += 2 {
		e[more[i].(string)] = more[i+1]
	}
	return event(e)
}

func (r *rig) slash(command, text string) map[string]any {
	return map[string]any{"command": command, "text": text, "team_id": fakeTeam, "channel_id": fakeChannel, "user_id": fakePerson,
		"trigger_id": "trigger." + r.newTS(), "response_url": r.responseURL(fakeChannel, fakePerson)}
}

// press is a press on an element of a posted message.
func (r *rig) press(m keptMessage, action map[string]any) map[string]any {
	action["action_ts"] = r.newTS()
	return map[string]any{
		"type": "block_actions", "trigger_id": "trigger." + r.newTS(), "team": map[string]any{"id": fakeTeam}, "user": map[string]any{"id": fakePerson, "team_id": fakeTeam},
		"channel":      map[string]any{"id": m.Channel},
		"container":    map[string]any{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "thread_ts": m.Thread, "is_ephemeral": m.Only != ""},
		"response_url": r.responseURL(m.Channel, fakePerson), "actions": []any{action},
	}
}

// element finds an interactive element of a posted message by the beginning of its action id.
func (r *rig) element(m keptMessage, id string) map[string]any {
	r.t.Helper()
	for _, b := range payload.Of(m.Args).List("blocks") {
		for _, e := range b.List("elements") {
			if got := e.Text("action_id"); got == id || len(got) > len(id) && got[:len(id)+1] == id+":" {
				out := map[string]any{}
				for k, v := range e.V.(map[string]any) {
					out[k] = v
				}
				return out
			}
		}
	}
	r.t.Fatalf("no %s in %v", id, m.Args)
	return nil
}

// posted waits for the nth message that people see.
func (r *rig) posted(n int) keptMessage {
	r.t.Helper()
	r.until("a message is posted", func() bool { return len(r.seen()) >= n })
	return r.seen()[n-1]
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
