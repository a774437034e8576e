package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/config"
	"marketbot/internal/desk"
)

var errDisk = errors.New("the disk is full")

func askPost(id string) desk.Post {
	return desk.Post{ID: id, Kind: desk.Ask, Message: desk.Message{Platform: Platform, Key: "k" + id, Channel: fakeChannel, User: fakePerson, Text: share,
		Return: address{Channel: fakeChannel, Thread: "1.000", TS: "1.000"}.raw()}}
}

func sender(t *testing.T) (*fake, *Adapter, func(p desk.Post) (string, error)) {
	f := newFake(t)
	a, err := New(Config{BotToken: config.NewSecret(botToken), SigningSecret: config.NewSecret(secret), APIURL: f.url()}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
	if err != nil {
		t.Fatal(err)
	}
	p := adaptertest.NewReplies(t)
	return f, a, func(post desk.Post) (string, error) {
		if post.Kind != desk.Delete {
			post.Reply = p[post.Message.Text]
		}
		return a.Send(context.Background(), post)
	}
}

func TestSendErrors(t *testing.T) {
	for _, tt := range []struct {
		name    string
		trouble trouble
		after   time.Duration // of Later
		never   bool
	}{
		{name: "429", trouble: trouble{status: 429, header: map[string]string{"Retry-After": "7"}}, after: 7 * time.Second},
		{name: "429 without Retry-After", trouble: trouble{status: 429}, after: unsaid},
		{name: "ratelimited", trouble: trouble{code: "ratelimited"}, after: unsaid},
		{name: "500", trouble: trouble{status: 500}},
		{name: "hung up", trouble: trouble{hangUp: true}},
		{name: "internal_error", trouble: trouble{code: "internal_error"}},
		{name: "no reason", trouble: trouble{code: ""}},
		{name: "archived", trouble: trouble{code: "is_archived"}, never: true},
		{name: "not in channel", trouble: trouble{code: "not_in_channel"}, never: true},
		{name: "revoked", trouble: trouble{code: "token_revoked"}, never: true},
		{name: "scope", trouble: trouble{code: "missing_scope"}, never: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, _, send := sender(t)
			f.fail("chat.postMessage", tt.trouble)
			_, err := send(askPost("a"))
			if err == nil {
				t.Fatal("no error")
			}
			later, isLater := errors.AsType[*desk.Later](err)
			_, isNever := errors.AsType[*desk.Never](err)
			if isLater != (tt.after > 0) || isLater && later.After != tt.after || isNever != tt.never {
				t.Errorf("got %T %v", err, err)
			}
			for _, s := range []string{botToken, f.srv.URL} {
				if strings.Contains(err.Error(), s) {
					t.Errorf("the error leaks %q: %v", s, err)
				}
			}
		})
	}
}

// After an attempt whose outcome is unknown, the thread is read before anything is sent again.
func TestDoubt(t *testing.T) {
	f, _, send := sender(t)
	f.fail("chat.postMessage", trouble{status: 502, after: true})
	p := askPost("a")
	if _, err := send(p); err == nil {
		t.Fatal("no error")
	}
	p.Doubt, p.Attempt = true, 2
	h, err := send(p)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.seen()); n != 1 || h != desk.Handle(fakeChannel, f.seen()[0].TS) {
		t.Errorf("%d messages, handle %s, want one and its handle", n, h)
	}
	other := askPost("b")
	other.Doubt = true
	if _, err := send(other); err != nil || len(f.seen()) != 2 {
		t.Errorf("one that was not posted: %v, %d messages", err, len(f.seen()))
	}
	// Reading fails: nothing is sent, since it may stand there.
	f.fail("conversations.replies", trouble{status: 503})
	third := askPost("c")
	third.Doubt = true
	if _, err := send(third); err == nil || len(f.seen()) != 2 {
		t.Errorf("could not look, but sent: %v", err)
	}
	// Without the scope there is no looking.
	f.mu.Lock()
	f.scopes["channels:history"] = false
	f.mu.Unlock()
	if _, err := send(third); err != nil || len(f.seen()) != 3 {
		t.Errorf("without the scope: %v, %d messages", err, len(f.seen()))
	}
	// In place, in a direct message.
	d := askPost("d")
	d.Message.Channel, d.Message.Return = fakeDM, address{Channel: fakeDM, TS: "1.0"}.raw()
	f.fail("chat.postMessage", trouble{hangUp: true, after: true})
	send(d)
	d.Doubt = true
	if _, err := send(d); err != nil || len(f.seen()) != 4 {
		t.Errorf("in place: %v, %d messages", err, len(f.seen()))
	}
}

// Two attempts at the same reply carry the same client_msg_id, which is a UUID.
func TestClientID(t *testing.T) {
	a, b := clientID("x"), clientID("y")
	if a == b || a != clientID("x") || len(a) != 36 || a[14] != '8' {
		t.Errorf("client ids %s and %s", a, b)
	}
}

// An answer whose blocks are refused is posted as text.
func TestPlainer(t *testing.T) {
	f, _, send := sender(t)
	f.fail("chat.postMessage", trouble{code: "invalid_blocks"})
	if _, err := send(askPost("a")); err != nil {
		t.Fatal(err)
	}
	m := f.seen()[0]
	if len(payload.Of(m.Args).List("blocks")) != 0 || !strings.Contains(m.Text, "15%") {
		t.Errorf("posted %v", m.Args)
	}
}

func TestUpdateAndDelete(t *testing.T) {
	f, _, send := sender(t)
	h, err := send(askPost("a"))
	if err != nil {
		t.Fatal(err)
	}
	p := askPost("a")
	p.Kind, p.Handle = desk.Edit, h
	if got, err := send(p); err != nil || got != h {
		t.Errorf("update: %q, %v", got, err)
	}
	p.Kind = desk.Delete
	for range 2 { // the second finds nothing to delete
		if _, err := send(p); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if n := len(f.seen()); n != 0 {
		t.Errorf("%d messages", n)
	}
	p.Kind = desk.Edit
	if _, err := send(p); err == nil {
		t.Error("an update of what is gone")
	} else if _, ok := errors.AsType[*desk.Never](err); !ok {
		t.Errorf("an update of what is gone: %v, want Never", err)
	}
	for _, bad := range []desk.Post{{Kind: desk.Edit, Message: desk.Message{Return: address{}.raw()}}, {Kind: desk.Ask, Message: desk.Message{Return: []byte("{")}}} {
		if _, err := send(bad); err == nil {
			t.Error("no error without handle or address")
		} else if _, ok := errors.AsType[*desk.Never](err); !ok {
			t.Errorf("got %v, want Never", err)
		}
	}
}

// A note about the rate is private in whatever channel the question was.
func TestPrivateNote(t *testing.T) {
	f, _, send := sender(t)
	p := askPost("a")
	p.Message.Private = true
	if _, err := send(p); err != nil {
		t.Fatal(err)
	}
	if m := f.seen()[0]; m.Only != fakePerson || m.Thread != "1.000" {
		t.Errorf("posted for %q in %q", m.Only, m.Thread)
	}
}

func TestSecretsPrintNothing(t *testing.T) {
	var b strings.Builder
	log := slog.New(slog.NewTextHandler(&b, nil))
	c := Config{BotToken: config.NewSecret(botToken), AppToken: config.NewSecret(appToken), SigningSecret: config.NewSecret(secret)}
	log.Info("config", "config", c, "token", c.BotToken)
	b.WriteString(strings.Join([]string{fmt.Sprint(c.BotToken), fmt.Sprintf("%#v", c.AppToken)}, " "))
	b.Write(encoded(c.SigningSecret))
	for _, s := range []string{botToken, appToken, secret} {
		if strings.Contains(b.String(), s) {
			t.Errorf("%s is printed: %s", s, b.String())
		}
	}
}

func TestConfig(t *testing.T) {
	for _, tt := range []struct {
		c    Config
		want string
	}{
		{Config{}, "SLACK_BOT_TOKEN is empty"},
		{Config{BotToken: config.NewSecret("xoxb-1")}, "SLACK_APP_TOKEN is empty (hint: Socket Mode needs an xapp- token; for HTTP set SLACK_SIGNING_SECRET)"},
		{Config{BotToken: config.NewSecret("xapp-1"), AppToken: config.NewSecret("xapp-1")}, "SLACK_BOT_TOKEN is an app token"},
		{Config{BotToken: config.NewSecret("xoxb-1"), AppToken: config.NewSecret("xoxb-1")}, "SLACK_APP_TOKEN is a bot token"},
	} {
		_, err := New(tt.c, adaptertest.Book(t), adaptertest.Phrases(t), nil, quiet())
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("got %v, want %q", err, tt.want)
		}
	}
	for in, want := range map[string]string{"": "https://slack.com/api/", "http://x/api": "http://x/api/", "http://x/api/": "http://x/api/"} {
		if got := (Config{APIURL: in}).api(); got != want {
			t.Errorf("api(%q) = %q, want %q", in, got, want)
		}
	}
}

// A token that Slack refuses ends Run with a hint; one that cannot be checked does not.
func TestRefused(t *testing.T) {
	for _, tt := range []struct{ method, code, want string }{
		{"auth.test", "invalid_auth", "SLACK_BOT_TOKEN is not or no longer valid"},
		{"apps.connections.open", "not_allowed_token_type", "SLACK_APP_TOKEN needs connections:write"},
		{"apps.connections.open", "missing_scope", "SLACK_APP_TOKEN needs connections:write"},
	} {
		t.Run(tt.code, func(t *testing.T) {
			f := newFake(t)
			f.fail(tt.method, trouble{code: tt.code}, trouble{code: tt.code})
			a, err := New(Config{BotToken: config.NewSecret(botToken), AppToken: config.NewSecret(appToken), APIURL: f.url(), Stagger: time.Millisecond}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			if err := a.Run(ctx); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.code) {
				t.Errorf("Run returned %v, want a hint: %s", err, tt.want)
			}
		})
	}
}

func TestCutField(t *testing.T) {
	for _, tt := range []struct{ form, rest, value string }{
		{"", "", ""},
		{"a=1&b=2", "a=1&b=2", ""},
		{"token=x", "", "x"},
		{"token=x&ts=1", "ts=1", "x"},
		{"channel=C&token=x%2B1&ts=1", "channel=C&ts=1", "x+1"},
		{"channel=C&token=x", "channel=C", "x"},
		{"text=%26token%3Dno&token=x", "text=%26token%3Dno", "x"},
		{"next_token=no", "next_token=no", ""},
	} {
		rest, value, err := cutField(tt.form, "token")
		if err != nil || rest != tt.rest || value != tt.value {
			t.Errorf("%q: got %q, %q, %v, want %q, %q", tt.form, rest, value, err, tt.rest, tt.value)
		}
	}
	if _, _, err := cutField("token=%zz", "token"); err == nil {
		t.Error("a token that cannot be decoded passes")
	}
}
