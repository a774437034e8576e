package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

// A twin is an independent Discord, with the bot on it and a person at its keyboard (peers/discord/twin.js).
type twin struct {
	t       *testing.T
	control string
	channel string
}

// ask makes the person do something, or tells what can be seen.
func (w twin) ask(what string, body map[string]any) payload.Value {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	res, err := http.Post(w.control+what, "application/json", bytes.NewReader(raw))
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	v, _ := payload.Decode(text)
	if err != nil || res.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: %v %s", what, err, text)
	}
	return v
}

// until waits for what is to come.
func (w twin) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("not within 20 s: %s", what)
		}
	}
}

// says waits for a message of the bot's that holds a text, the newest such.
func (w twin) says(text string) (m payload.Value) {
	w.t.Helper()
	w.until("the bot says "+text, func() bool {
		for _, one := range w.ask("/messages?channel="+url.QueryEscape(w.channel), nil).List() {
			if one.Flag("author", "bot") && strings.Contains(one.Text("content"), text) {
				m = one
			}
		}
		return m.V != nil
	})
	return m
}

// responded waits until an interaction has a response of a type.
func (w twin) responded(in payload.Value, kind string) payload.Value {
	w.t.Helper()
	var got payload.Value
	w.until("an interaction is responded to", func() bool {
		got = w.ask("/interaction?id="+in.Text("id"), nil)
		return got.Flag("acknowledged")
	})
	if got.Text("type") != kind {
		w.t.Errorf("responded with type %s, want %s: %v", got.Text("type"), kind, got)
	}
	data, _ := payload.Decode([]byte(got.Text("data")))
	return data
}

// button finds a button of a message by the beginning of its custom id.
func (w twin) button(m payload.Value, id string) string {
	w.t.Helper()
	for _, r := range m.List("components") {
		for _, c := range r.List("components") {
			if name, _, _ := strings.Cut(c.Text("custom_id"), ":"); name == id {
				return c.Text("custom_id")
			}
		}
	}
	w.t.Fatalf("no %s in %v", id, m)
	return ""
}

// waiting is an engine that does not answer /rank before it is told to.
type waiting struct {
	adaptertest.Replies
	proceed chan struct{}
}

func (e waiting) Answer(q answer.Question) answer.Reply {
	if q.Text == "/rank" {
		<-e.proceed
	}
	return e.Replies.Answer(q)
}

// Commands, buttons, a modal, an edit and a deletion, on a Discord that we did not write. It has to be run by
// peers/discord/run, since the twin listens on every interface.
func TestTwin(t *testing.T) {
	if os.Getenv("TWIN") == "" {
		t.Skip("needs a network of its own (hint: peers/discord/run)")
	}
	var at struct{ API, Control, Token, Bot, Channel, User string }
	line := housetest.Node(t, "../../../peers/discord", "twin.js")
	if err := json.Unmarshal([]byte(line), &at); err != nil || at.API == "" {
		t.Fatalf("the twin says %s: %v", line, err)
	}
	w := twin{t, at.Control, at.Channel}
	log := &housetest.Log{}
	l := slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	engine := waiting{adaptertest.NewReplies(t), make(chan struct{})}
	d := adaptertest.NewDesk(engine, l)
	a, err := New(Config{Token: config.NewSecret(at.Token), APIURL: at.API}, adaptertest.Book(t), adaptertest.Phrases(t), d, l)
	if err != nil {
		t.Fatal(err)
	}
	d.SendBy(a)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run returned %v", err)
		}
		d.Wait()
		if strings.Contains(log.String(), at.Token) {
			t.Error("the token was logged")
		}
		if t.Failed() {
			t.Logf("log:\n%s", log)
		}
	})
	w.until("the bot is connected", func() bool { return a.Health().Connected > 0 })

	asked := w.ask("/simulateUserMessage", map[string]any{"content": "<@" + at.Bot + "> who leads in china?"})
	first := w.says("Vivo is first")
	if first.Text("message_reference", "message_id") != asked.Text("id") {
		t.Errorf("the answer replies to %v", first.At("message_reference"))
	}
	w.ask("/simulateButtonClick", map[string]any{"messageId": first.Text("id"), "customId": "ask:what is apple's share in china?"})
	w.says("15% of China's smartphone market")
	in := w.ask("/simulateButtonClick", map[string]any{"messageId": first.Text("id"), "customId": w.button(first, idEvidence)})
	if data := w.responded(in, "4"); !strings.Contains(data.List("embeds")[0].Text("description"), "Vivo led the Chinese smartphone market") || data.Text("flags") != "64" {
		t.Errorf("the evidence is %v", data)
	}

	in = w.ask("/simulateSlashCommand", map[string]any{"name": "share", "options": []any{map[string]any{"type": 3, "name": "company", "value": "apple"}, map[string]any{"type": 3, "name": "place", "value": "cn"}}})
	w.responded(in, "4")
	in = w.ask("/simulateButtonClick", map[string]any{"messageId": first.Text("id"), "customId": w.button(first, idBad)})
	if data := w.responded(in, "9"); data.Text("title") == "" {
		t.Errorf("the modal is %v", data)
	} else {
		in = w.ask("/simulateModalSubmit", map[string]any{"customId": data.Text("custom_id"), "fields": []any{map[string]any{"customId": idReason, "value": "too short"}}})
		w.responded(in, "4")
		w.until("the reason is stored", func() bool {
			list := d.Verdicts()
			return len(list) == 2 && list[1].Reason == "too short"
		})
	}

	in = w.ask("/simulateSlashCommand", map[string]any{"name": "rank"}) // not answered in time: announced, then filled in
	w.responded(in, "5")
	close(engine.proceed)
	w.says("1. Vivo 17%")

	w.ask("/simulateUserMessageEdit", map[string]any{"messageId": asked.Text("id"), "content": "<@" + at.Bot + "> how much did apple fall in china?"})
	if m := w.says("fell 11%"); m.Text("id") != first.Text("id") {
		t.Errorf("a new answer instead of a changed one: %v", m)
	}
	w.ask("/simulateUserMessageDelete", map[string]any{"messageId": asked.Text("id")})
	w.until("the answer is removed", func() bool {
		for _, m := range w.ask("/messages?channel="+url.QueryEscape(w.channel), nil).List() {
			if m.Text("id") == first.Text("id") {
				return false
			}
		}
		return true
	})
	// The twin takes no uploads: an answer with a chart goes without.
	w.ask("/simulateUserMessage", map[string]any{"content": "<@" + at.Bot + "> compare vivo and huawei"})
	w.says("a gap of 1 percentage point")
}
