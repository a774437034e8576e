package slack

import (
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"marketbot/internal/housetest"

	"go.yaml.in/yaml/v4"
)

const peersDir = "../../../peers/slack"

// The fake is honest: an app on Slack's own framework lives on it.
func TestBolt(t *testing.T) {
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			f := newFake(t)
			f.foreign = true
			r := &rig{fake: f, t: t}
			env := []string{"SLACK_API_URL=" + f.url(), "SLACK_BOT_TOKEN=" + botToken}
			if mode == "http" {
				l, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				_, port, _ := net.SplitHostPort(l.Addr().String())
				l.Close()
				env = append(env, "SLACK_SIGNING_SECRET="+secret, "PORT="+port)
				r.address = "http://127.0.0.1:" + port + "/slack/events"
			} else {
				env = append(env, "SLACK_APP_TOKEN="+appToken)
			}
			if got := housetest.Node(t, peersDir, "bolt.js", env...); got != "ready" {
				t.Fatalf("bolt says %q", got)
			}
			if mode == "http" {
				res, err := http.DefaultClient.Do(request(r.address, events, encoded(map[string]any{"type": "url_verification", "challenge": "c0"})))
				if err != nil || res.StatusCode != http.StatusOK {
					t.Errorf("url_verification: %v %v", res, err)
				}
			}
			texts := func() string {
				var s []string
				for _, m := range f.seen() {
					s = append(s, m.Text)
				}
				return strings.Join(s, "|")
			}
			step := func(what, want string) {
				t.Helper()
				r.until(what+": "+want, func() bool { return strings.Contains(texts(), want) })
			}
			ts := r.newTS()
			r.deliver(events, mention(ts, "hi"))
			step("a mention", "mention")
			if m := f.seen()[0]; m.Thread != ts {
				t.Errorf("bolt answers in %q, want %q", m.Thread, ts)
			}
			r.deliver(events, said(fakeDM, r.newTS(), "hello"))
			step("a message", "message, changed")
			r.deliver(slash, r.slash("/market", "share apple"))
			step("a command", "command")
			r.deliver(interactive, r.press(f.seen()[0], map[string]any{"type": "button", "action_id": "press", "block_id": "b", "value": "1"}))
			step("a button", "button")
			r.until("a modal opens", func() bool { return len(f.made("views.open")) == 1 })
			ack := r.deliver(interactive, map[string]any{"type": "view_submission", "team": map[string]any{"id": fakeTeam}, "user": map[string]any{"id": fakePerson}, "trigger_id": "t",
				"view": map[string]any{"id": "V1", "type": "modal", "callback_id": "modal", "state": map[string]any{"values": map[string]any{}}}})
			if !strings.Contains(string(ack), "clear") {
				t.Errorf("the modal is acknowledged with %s", ack)
			}
			step("a modal", "modal")
			ack = r.deliver(interactive, map[string]any{"type": "block_suggestion", "team": map[string]any{"id": fakeTeam}, "user": map[string]any{"id": fakePerson}, "action_id": "pick", "block_id": "b", "value": "o"})
			if !strings.Contains(string(ack), "One") {
				t.Errorf("the options are %s", ack)
			}
		})
	}
}

// manifestScopes are what the app asks for.
func manifestScopes(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("../../../deploy/slack/manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		OAuth struct {
			Scopes struct{ Bot []string }
		} `yaml:"oauth_config"`
	}
	if err := yaml.Unmarshal(raw, &m); err != nil || len(m.OAuth.Scopes.Bot) == 0 {
		t.Fatalf("no scopes in the manifest: %v", err)
	}
	return m.OAuth.Scopes.Bot
}
