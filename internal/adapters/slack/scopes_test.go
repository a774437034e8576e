package slack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/slack/setup"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/housetest"
	"marketbot/internal/operator"
)

// An emulator is an independent Slack that checks scopes.
type emulator struct {
	URL, User, Trigger string
	Channels           map[string]string // by what its kind is called in the scopes
}

// emulated starts one that knows tokens, with the scopes of each.
func emulated(t *testing.T, tokens map[string][]string) (e emulator) {
	t.Helper()
	line := housetest.Node(t, peersDir, "emulate.js", "TOKENS="+string(encoded(tokens)))
	if err := json.Unmarshal([]byte(line), &e); err != nil || len(e.Channels) != 4 {
		t.Fatalf("emulate says %s: %v", line, err)
	}
	return e
}

func (e emulator) adapter(t *testing.T, token string) *Adapter {
	t.Helper()
	a, err := New(Config{BotToken: config.NewSecret(token), SigningSecret: config.NewSecret(secret), APIURL: e.URL}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
	if err != nil {
		t.Fatal(err)
	}
	if err := a.introduce(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

// post is an answer to send.
func (e emulator) post(t *testing.T, id, thread string) desk.Post {
	channel := e.Channels["channels"]
	return desk.Post{ID: id, Kind: desk.Ask, Reply: adaptertest.NewReplies(t)[share],
		Message: desk.Message{Platform: Platform, Key: id, Channel: channel, User: e.User, Text: share, Return: address{Channel: channel, Thread: thread}.raw()}}
}

// without is the token that lacks a scope; empty: none.
func without(scope string) string { return botToken + "-" + strings.ReplaceAll(scope, ":", "-") }

// TestEmulate makes every call of the Web API that the bot makes, with exactly the manifest's scopes, and then
// takes each scope away: the doctor says what is lost, and the calls that need it are refused.
func TestEmulate(t *testing.T) {
	scopes := manifestScopes(t)
	tokens := map[string][]string{without(""): scopes}
	for _, s := range scopes {
		tokens[without(s)] = slices.DeleteFunc(slices.Clone(scopes), func(o string) bool { return o == s })
	}
	e := emulated(t, tokens)
	t.Run("all scopes", func(t *testing.T) { e.calls(t) })
	want := fmt.Sprintf("all %d are granted", len(scopes)) // so the doctor knows no other
	if got := e.doctor(t, without("")); !slices.Equal(got, []string{want}) {
		t.Errorf("the doctor says %q, want %q", got, want)
	}
	for _, s := range scopes {
		t.Run("without "+s, func(t *testing.T) {
			got := e.doctor(t, without(s))
			if begins := s + " is missing, which costs "; len(got) != 1 || !strings.HasPrefix(got[0], begins) || got[0] == begins {
				t.Errorf("the doctor says %q, want one finding that begins with %q and says what", got, begins)
			}
			a := e.adapter(t, without(s))
			for _, c := range e.needing(t, a, s) {
				if err := c.call(); codeOf(err) != "missing_scope" {
					t.Errorf("%s: got %v, want missing_scope", c.what, err)
				}
			}
		})
	}
}

// calls makes all the calls that there are.
func (e emulator) calls(t *testing.T) {
	a := e.adapter(t, without(""))
	send := func(p desk.Post) string {
		t.Helper()
		h, err := a.Send(t.Context(), p)
		if err != nil {
			t.Fatalf("%s: %v", p.ID, err)
		}
		return h
	}
	first := send(e.post(t, "a", ""))
	_, root, _ := desk.SplitHandle(first)
	inThread := send(e.post(t, "b", root))
	for _, p := range []desk.Post{e.post(t, "a", ""), e.post(t, "b", root)} {
		p.Doubt = true
		if h := send(p); h != first && h != inThread {
			t.Errorf("%s was posted twice: %s", p.ID, h)
		}
	}
	edit := e.post(t, "b", root)
	edit.Kind, edit.Handle = desk.Edit, inThread
	send(edit)
	edit.Kind = desk.Delete
	send(edit)
	private := e.post(t, "c", root)
	private.Message.Private = true
	send(private)
	for kind, channel := range e.Channels {
		if _, _, err := a.read(t.Context(), address{Channel: channel}, ""); err != nil {
			t.Errorf("read %s: %v", kind, err)
		}
	}
	if err := a.publish(t.Context(), e.User, a.pages.homeView([]string{"Who leads in China?"})); err != nil {
		t.Errorf("views.publish: %v", err)
	}
	if err := a.open(t.Context(), e.Trigger, a.pages.reasonView("en", "k")); err != nil {
		t.Errorf("views.open: %v", err)
	}
}

// doctor returns what bot doctor says about the scopes of a token.
func (e emulator) doctor(t *testing.T, token string) (says []string) {
	t.Helper()
	m, err := setup.New(adaptertest.Book(t), setup.Options{Name: "Bot"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range setup.Check(t.Context(), setup.Access{APIURL: e.URL, BotToken: token, Now: time.Now}, m) {
		if f.Check == "slack scopes" && f.Verdict != operator.Skip {
			says = append(says, f.Detail)
		}
	}
	return says
}

// A refusable is a call that Slack refuses for want of a scope.
type refusable struct {
	what string
	call func() error
}

// needing are the calls for which a scope is needed, of those that the emulator knows. It knows none of agents,
// and app_mentions:read and commands are for what Slack sends, not for calls.
func (e emulator) needing(t *testing.T, a *Adapter, scope string) []refusable {
	ctx := t.Context()
	kind, what, _ := strings.Cut(scope, ":")
	switch {
	case scope == "chat:write":
		sent := func(k desk.Kind, private bool) func() error {
			return func() error {
				p := e.post(t, "x", "")
				p.Kind, p.Handle, p.Message.Private = k, desk.Handle(e.Channels["channels"], "1.1"), private
				_, err := a.Send(ctx, p)
				return err
			}
		}
		return []refusable{{"post", sent(desk.Ask, false)}, {"post privately", sent(desk.Ask, true)}, {"update", sent(desk.Edit, false)}, {"delete", sent(desk.Delete, false)}}
	case what == "history":
		return []refusable{
			{"read a channel", func() error { _, _, err := a.read(ctx, address{Channel: e.Channels[kind]}, ""); return err }},
			{"read a thread", func() error {
				_, _, err := a.read(ctx, address{Channel: e.Channels[kind], Thread: "1.1"}, "")
				return err
			}},
		}
	case scope == "users:read":
		return []refusable{{"look up the app", func() error {
			_, err := a.api.GetBotInfoContext(ctx, slack.GetBotInfoParameters{Bot: "B1"})
			return err
		}}}
	}
	return nil
}
