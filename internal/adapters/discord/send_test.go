package discord

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/housetest"
)

const (
	botToken  = "very-secret-bot"
	shareText = "/share apple cn"
	versus    = "compare vivo and huawei"

	toMessages = "POST /channels/{channel}/messages"
	toMessage  = "PATCH /channels/{channel}/messages/{message}"
	fromChan   = "GET /channels/{channel}/messages"
	toCallback = "POST /interactions/{interaction}/{token}/callback"
	toOriginal = "PATCH /webhooks/{application}/{token}/messages/{message}"
)

// A post office is an adapter that only sends, to a fake Discord.
type office struct {
	*discordtest.Server
	t   *testing.T
	a   *Adapter
	log *housetest.Log
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{Server: discordtest.NewServer(t, discordtest.RESTOptions{Token: botToken}, discordtest.GatewayOptions{}), t: t, log: &housetest.Log{}}
	o.restart()
	return o
}

// restart puts another process in the adapter's place.
func (o *office) restart() {
	o.t.Helper()
	log := slog.New(slog.NewTextHandler(o.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	a, err := New(Config{Token: config.NewSecret(botToken), Application: discordtest.ApplicationID, APIURL: o.URL}, adaptertest.Book(o.t), adaptertest.Phrases(o.t), adaptertest.NewDesk(nil, log), log)
	if err != nil {
		o.t.Fatal(err)
	}
	a.who.Store(&identity{User: discordtest.BotID, Application: discordtest.ApplicationID})
	o.a = a
	o.t.Cleanup(a.turns.end)
}

func (o *office) send(p desk.Post) (string, error) {
	o.t.Helper()
	if p.Kind != desk.Delete {
		p.Reply = adaptertest.NewReplies(o.t)[p.Message.Text]
	}
	h, err := o.a.Send(o.t.Context(), p)
	for _, secret := range []string{botToken, "very-secret-interaction"} {
		if err != nil && strings.Contains(err.Error(), secret) || strings.Contains(o.log.String(), secret) {
			o.t.Errorf("%s is told: %v\n%s", secret, err, o.log)
		}
	}
	return h, err
}

// asked is the reply to a message that somebody has written.
func (o *office) asked(text string) desk.Post {
	id := o.Say(discordtest.ChannelID, discordtest.PersonID, "@bot "+text)
	return desk.Post{ID: (id + "0000000000000000000000")[:24], Kind: desk.Ask, Attempt: 1, Message: desk.Message{Platform: Platform, Key: id, Channel: discordtest.ChannelID, User: discordtest.PersonID, Text: text,
		Return: address{Channel: discordtest.ChannelID, Guild: discordtest.GuildID, Message: id}.raw()}}
}

// called is the reply to an interaction, and its token.
func (o *office) called(text string, change ...func(*desk.Post, *address)) (desk.Post, string) {
	id, token := o.Interact(discordtest.CommandInteraction, discordtest.ChannelID, discordtest.PersonID, "")
	to := address{Channel: discordtest.ChannelID, Guild: discordtest.GuildID, Interaction: id, Token: token, Application: discordtest.ApplicationID}
	p := desk.Post{ID: (id + "0000000000000000000000")[:24], Kind: desk.Ask, Attempt: 1, Message: desk.Message{Platform: Platform, Key: "interaction:" + id, Channel: discordtest.ChannelID, User: discordtest.PersonID, Text: text}}
	for _, f := range change {
		f(&p, &to)
	}
	p.Message.Return = to.raw()
	return p, token
}

func privately(p *desk.Post, _ *address) { p.Message.Private = true }

// one checks that people see one answer, and returns it.
func (o *office) one(want string) discordtest.Message {
	o.t.Helper()
	posts := o.Posts()
	if len(posts) != 1 || !strings.Contains(posts[0].Text(), want) {
		o.t.Fatalf("people see %v, want one answer with %q", posts, want)
	}
	return posts[0]
}

func TestPost(t *testing.T) {
	o := newOffice(t)
	p := o.asked(versus)
	h, err := o.send(p)
	if err != nil {
		t.Fatal(err)
	}
	m := o.one("17%")
	if h != m.Channel+":"+m.ID || m.Reference != p.Message.Key || len(m.Files) != 1 || m.Files[0].Type != "image/png" || m.Body.Text("nonce") != p.ID {
		t.Errorf("posted %v as %s", m, h)
	}
	p.Kind, p.Handle, p.Message.Text = desk.Edit, h, shareText
	if got, err := o.send(p); err != nil || got != h {
		t.Errorf("edit: %q, %v", got, err)
	}
	if m := o.one("15%"); len(m.Files) != 0 || m.Edits != 1 {
		t.Errorf("the chart of the old answer stays: %v", m)
	}
	p.Kind = desk.Delete
	for range 2 { // the second finds nothing to delete
		if _, err := o.send(p); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if n := len(o.Posts()); n != 0 {
		t.Errorf("%d messages", n)
	}
	p.Kind = desk.Edit
	if _, err := o.send(p); !never(err) {
		t.Errorf("an edit of what is gone: %v, want Never", err)
	}
	for _, bad := range []desk.Post{{Kind: desk.Edit, Message: desk.Message{Return: address{}.raw()}}, {Kind: desk.Ask, Message: desk.Message{Return: []byte("{")}}} {
		if _, err := o.send(bad); !never(err) {
			t.Errorf("got %v, want Never", err)
		}
	}
}

func never(err error) bool {
	_, ok := errors.AsType[*desk.Never](err)
	return ok
}

func TestSendErrors(t *testing.T) {
	for _, tt := range []struct {
		name    string
		trouble discordtest.Refusal
		after   time.Duration // of Later
		never   bool
	}{
		{name: "429", trouble: discordtest.Refusal{Status: 429, Header: map[string]string{"Retry-After": "7"}}, after: 7 * time.Second},
		{name: "cloudflare", trouble: discordtest.Refusal{Status: 429, Raw: "error code: 1015"}, after: rest.Unsaid},
		{name: "500", trouble: discordtest.Refusal{Status: 500, Times: -1}},
		{name: "hung up", trouble: discordtest.Refusal{HangUp: true, Times: -1}},
		{name: "no channel", trouble: discordtest.Refusal{Status: 404, Code: 10003, Message: "Unknown Channel"}, never: true},
		{name: "no access", trouble: discordtest.Refusal{Status: 403, Code: 50001, Message: "Missing Access"}, never: true},
		{name: "no permission", trouble: discordtest.Refusal{Status: 403, Code: 50013, Message: "Missing Permissions", Times: -1}, never: true},
		{name: "form", trouble: discordtest.Refusal{Status: 400, Code: 50035, Message: "Invalid Form Body", Times: -1}, never: true},
		{name: "blocked", trouble: discordtest.Refusal{Status: 400, Code: 200000, Message: "Message was blocked by automatic moderation"}, never: true},
		{name: "token", trouble: discordtest.Refusal{Status: 401, Message: "401: Unauthorized"}, never: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.Fail(toMessages, tt.trouble)
			_, err := o.send(o.asked(shareText))
			if err == nil {
				t.Fatal("no error")
			}
			later, isLater := errors.AsType[*desk.Later](err)
			if isLater != (tt.after > 0) || isLater && later.After != tt.after || never(err) != tt.never {
				t.Errorf("got %T %v", err, err)
			}
		})
	}
}

// What Discord refuses to show is left away, step by step.
func TestSimplerPost(t *testing.T) {
	for _, tt := range []struct {
		name             string
		refusals         []discordtest.Refusal
		files, rows, ref int
	}{
		{"picture", []discordtest.Refusal{{Status: 403, Code: 50013}}, 0, 3, 1},
		{"all but text", []discordtest.Refusal{{Status: 400, Code: 50035}, {Status: 400, Code: 50035}}, 0, 0, 1},
		{"reference", []discordtest.Refusal{{Status: 403, Code: 160002}}, 1, 3, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.Fail(toMessages, tt.refusals...)
			if _, err := o.send(o.asked(versus)); err != nil {
				t.Fatal(err)
			}
			m := o.one("17%")
			if len(m.Files) != tt.files || len(m.Body.List("components")) != tt.rows || (m.Reference != "") != (tt.ref > 0) {
				t.Errorf("posted %v", m)
			}
		})
	}
}

// After an attempt whose outcome is unknown nothing is posted twice.
func TestDoubt(t *testing.T) {
	o := newOffice(t)
	p := o.asked(shareText)
	o.Fail(toMessages, discordtest.Refusal{Status: 502, After: true})
	h, err := o.send(p) // the nonce makes a second attempt safe
	if err != nil || h != discordtest.ChannelID+":"+o.one("15%").ID {
		t.Errorf("got %s, %v", h, err)
	}
	p.Doubt, p.ID = true, "another-nonce-0000000001" // as if the nonce were forgotten
	if again, err := o.send(p); err != nil || again != h {
		t.Errorf("got %s, %v, want %s", again, err, h)
	}
	o.one("15%")
	// Another answer that says the same is none to this question.
	late, token := o.called(shareText)
	o.Age(token, 4*time.Second)
	other := o.asked(shareText)
	if _, err := o.send(late); err != nil {
		t.Fatal(err)
	}
	o.Delete(strings.Split(h, ":")[1])
	other.Doubt = true
	if _, err := o.send(other); err != nil || len(o.Posts()) != 2 {
		t.Errorf("one that was not posted: %v, %d messages", err, len(o.Posts()))
	}
	// Reading fails: nothing is sent, since it may stand there.
	o.Fail(fromChan, discordtest.Refusal{Status: 503, Times: -1})
	third := o.asked(shareText)
	third.Doubt = true
	if _, err := o.send(third); err == nil || len(o.Posts()) != 2 {
		t.Errorf("could not look, but sent: %v", err)
	}
	// Without the permission there is no looking.
	o.Heal(fromChan)
	o.Fail(fromChan, discordtest.Refusal{Status: 403, Code: 50001})
	if _, err := o.send(third); err != nil || len(o.Posts()) != 3 {
		t.Errorf("without permission: %v, %d messages", err, len(o.Posts()))
	}
}

// The answer is found among many later messages.
func TestFindFar(t *testing.T) {
	o := newOffice(t)
	p := o.asked(shareText)
	for range 2*findLimit + 5 {
		o.Say(discordtest.ChannelID, discordtest.PersonID, "chatter")
	}
	h, err := o.send(p)
	if err != nil {
		t.Fatal(err)
	}
	p.Doubt, p.ID = true, "another-nonce-0000000001"
	if again, err := o.send(p); err != nil || again != h {
		t.Errorf("got %s, %v, want %s", again, err, h)
	}
}

func TestRespond(t *testing.T) {
	for _, private := range []bool{false, true} {
		o := newOffice(t)
		var change []func(*desk.Post, *address)
		if private {
			change = append(change, privately)
		}
		p, token := o.called(shareText, change...)
		o.a.turns.begin(strings.TrimPrefix(p.Message.Key, "interaction:"), token, private)
		h, err := o.send(p)
		if err != nil {
			t.Fatal(err)
		}
		m := o.one("15%")
		if h != m.Channel+":"+m.ID || (m.Only != "") != private || o.Callback(token).Text("type") != "4" || len(o.Requests("")) != 1 {
			t.Errorf("private %t: posted %v as %s with %d calls", private, m, h, len(o.Requests("")))
		}
	}
}

// begun makes an interaction this process's, and announces its answer.
func (o *office) announced(private bool, change ...func(*desk.Post, *address)) (desk.Post, string) {
	o.t.Helper()
	p, token := o.called(shareText, change...)
	o.a.turns.begin(strings.TrimPrefix(p.Message.Key, "interaction:"), token, private)
	o.a.turns.end() // as when the process ends; else 1.5 s later
	if o.Callback(token).Text("type") != "5" {
		o.t.Fatalf("not announced: %v", o.Callback(token))
	}
	return p, token
}

func TestDeferred(t *testing.T) {
	o := newOffice(t)
	p, token := o.announced(true, privately)
	if flags := o.Callback(token).Text("data", "flags"); flags != "64" {
		t.Errorf("announced with flags %s", flags)
	}
	if _, err := o.send(p); err != nil {
		t.Fatal(err)
	}
	if m := o.one("15%"); m.Only != discordtest.PersonID {
		t.Errorf("posted %v", m)
	}
	// A process after this one has the announcement to fill.
	p, _ = o.announced(false)
	o.restart()
	p.Doubt = true
	if _, err := o.send(p); err != nil || len(o.Posts()) != 2 {
		t.Errorf("after a restart: %v, %d messages", err, len(o.Posts()))
	}
	// And finds that it is filled.
	o.restart()
	if _, err := o.send(p); err != nil || len(o.Posts()) != 2 || len(o.Requests(toOriginal)) != 2 {
		t.Errorf("filled again: %v, %d messages, %d edits", err, len(o.Posts()), len(o.Requests(toOriginal)))
	}
}

// The deferral comes by itself when the answer does not.
func TestDeferredInTime(t *testing.T) {
	o := newOffice(t)
	p, token := o.called(shareText)
	id := strings.TrimPrefix(p.Message.Key, "interaction:")
	o.a.turns.begin(id, token, false)
	o.a.turns.begin(id, token, false) // delivered again
	for o.Callback(token).V == nil {
		<-o.Changed()
	}
	if n := len(o.Requests(toCallback)); n != 1 || o.Callback(token).Text("type") != "5" {
		t.Errorf("%d callbacks, the first %v", n, o.Callback(token))
	}
	settled, token := o.called(shareText)
	id = strings.TrimPrefix(settled.Message.Key, "interaction:")
	o.a.turns.begin(id, token, false)
	o.a.turns.settle(id)
	o.a.turns.end()
	if o.Callback(token).V != nil {
		t.Error("announced what is responded to in another way")
	}
	if _, err := o.send(p); err != nil {
		t.Fatal(err)
	}
	o.one("15%")
}

// The fate of a response that may have come through.
func TestRespondDoubt(t *testing.T) {
	for _, tt := range []struct {
		name    string
		trouble discordtest.Refusal
	}{
		{"came through", discordtest.Refusal{HangUp: true, After: true}},
		{"did not", discordtest.Refusal{HangUp: true}},
		{"502, came through", discordtest.Refusal{Status: 502, After: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			p, token := o.called(shareText)
			o.a.turns.begin(strings.TrimPrefix(p.Message.Key, "interaction:"), token, false)
			o.Fail(toCallback, tt.trouble)
			if _, err := o.send(p); err == nil || never(err) {
				t.Fatalf("got %v, want an error to try again after", err)
			}
			p.Doubt = true
			if _, err := o.send(p); err != nil {
				t.Fatal(err)
			}
			o.one("15%")
		})
	}
}

// An interaction that is over is answered in its channel, where that is right.
func TestLate(t *testing.T) {
	late := func(o *office, change ...func(*desk.Post, *address)) desk.Post {
		p, token := o.called(shareText, change...)
		o.Age(token, 4*time.Second)
		return p
	}
	t.Run("in public", func(t *testing.T) {
		o := newOffice(t)
		p := late(o)
		h, err := o.send(p)
		if m := o.one("15%"); err != nil || m.Interaction != "" || h != m.Channel+":"+m.ID {
			t.Errorf("posted %v as %s: %v", m, h, err)
		}
		p.Doubt, p.ID = true, "another-nonce-0000000001"
		if again, err := o.send(p); err != nil || again != h {
			t.Errorf("got %s, %v, want %s", again, err, h)
		}
	})
	t.Run("twice the same", func(t *testing.T) {
		o := newOffice(t)
		first, second := late(o), late(o)
		second.ID = "another-nonce-0000000001"
		if _, err := o.send(first); err != nil {
			t.Fatal(err)
		}
		second.Doubt = true // it was cut off before it was posted
		h, err := o.send(second)
		posts := o.Posts()
		if err != nil || len(posts) != 2 || h != posts[1].Channel+":"+posts[1].ID {
			t.Errorf("posted %v, the second as %s: %v", posts, h, err)
		}
	})
	t.Run("too old for its token", func(t *testing.T) {
		o := newOffice(t)
		p, _ := o.called(shareText, func(_ *desk.Post, to *address) { to.Interaction = "1100000000000000001" })
		if _, err := o.send(p); err != nil || len(o.Requests("")) != 1 {
			t.Errorf("%v, %d calls", err, len(o.Requests("")))
		}
		o.one("15%")
	})
	t.Run("private, between two", func(t *testing.T) {
		o := newOffice(t)
		if _, err := o.send(late(o, privately, func(_ *desk.Post, to *address) { to.Guild = "" })); err != nil {
			t.Error(err)
		}
		o.one("15%")
	})
	for name, change := range map[string]func(*desk.Post, *address){"private": privately, "no member": func(_ *desk.Post, to *address) { to.Outside = true }} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			if _, err := o.send(late(o, change)); !never(err) || len(o.Posts()) != 0 {
				t.Errorf("got %v and %d messages, want Never and none", err, len(o.Posts()))
			}
		})
	}
}

// A server that breaks on uploads gets the answer without its picture, in a channel and as a response.
func TestBreaksOnPictures(t *testing.T) {
	o := newOffice(t)
	called, _ := o.called(versus)
	for route, p := range map[string]desk.Post{toMessages: o.asked(versus), toCallback: called} {
		o.Fail(route, discordtest.Refusal{Status: 500, Times: 3})
		if _, err := o.send(p); err == nil || never(err) {
			t.Errorf("%s: got %v, want an error to try again after", route, err)
		}
		o.Heal(route)
		p.Doubt = true
		if _, err := o.send(p); err != nil {
			t.Errorf("%s: %v", route, err)
		}
	}
	posts := o.Posts()
	if len(posts) != 2 || len(posts[0].Files)+len(posts[1].Files) != 0 {
		t.Errorf("posted %v", posts)
	}
}

// Somebody deleted the response: it is not posted again.
func TestDeletedResponse(t *testing.T) {
	o := newOffice(t)
	p, _ := o.called(shareText)
	if _, err := o.send(p); err != nil {
		t.Fatal(err)
	}
	o.Delete(o.one("15%").ID)
	o.restart()
	p.Doubt = true
	if _, err := o.send(p); err != nil || len(o.Posts()) != 0 {
		t.Errorf("%v, %d messages", err, len(o.Posts()))
	}
}

// A note about the rate answers a message in its channel, since nothing there is for one person only.
func TestPrivateNote(t *testing.T) {
	o := newOffice(t)
	p := o.asked(shareText)
	p.Message.Private = true
	if _, err := o.send(p); err != nil {
		t.Fatal(err)
	}
	if m := o.one("15%"); m.Reference == "" || m.Body.Text("flags") != "" {
		t.Errorf("posted %v", m)
	}
	if err := o.a.regret(t.Context(), p.Message); err != nil || len(o.Posts()) != 2 {
		t.Errorf("regret: %v, %d messages", err, len(o.Posts()))
	}
}

// Turns are forgotten when their tokens are.
func TestTurnsForget(t *testing.T) {
	s := newTurns(func(context.Context, string, string, bool) error { return nil })
	for _, id := range []string{"1", "2", "3"} {
		s.begin(id, "t", false)
		s.settle(id)
	}
	s.mu.Lock()
	s.sweep(time.Now().Add(tokenLife + 2*time.Minute))
	n := len(s.alive)
	s.mu.Unlock()
	if n != 0 {
		t.Errorf("%d turns are kept", n)
	}
	s.end()
}
