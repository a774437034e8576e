package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/slack/setup"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

// TestServeSlack: a question comes by signed HTTP from Slack, and its answer is posted.
func TestServeSlack(t *testing.T) {
	prepared(t)
	const secret = "0123456789HIDDEN"
	api, posts := takingSlack(t)
	s := serving(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-1-HIDDEN", "SLACK_SIGNING_SECRET": secret, "SLACK_API_URL": api, "LOG_LEVEL": "debug"})

	send := func(secret string) int {
		code, err := mentionOnSlack(t.Context(), s.addr, secret)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	if got := send("another secret"); got != http.StatusUnauthorized {
		t.Errorf("a request with a bad signature: %d, want 401", got)
	}
	if got := send(secret); got != http.StatusOK {
		t.Errorf("a question: %d, want 200", got)
	}
	if post := <-posts; !strings.Contains(post, "15%25") && !strings.Contains(post, "15%") {
		t.Errorf("the answer: %s", post)
	}
	_, body := got(t, "http://"+s.addr+"/metrics")
	for _, want := range []string{`bot_deliveries_total{detail="signature",platform="slack",what="refused"} 1`, `bot_messages_total{platform="slack",what="accepted"} 1`, `bot_platform_up{platform="slack"} 1`} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if code, body := got(t, "http://"+s.addr+"/readyz"); code != 200 || strings.Contains(body, `"last_inbound": null`) {
		t.Errorf("/readyz: %d %s", code, body)
	}
	s.stop("HIDDEN")
}

// A served bot is one that serves in this process, on the platforms that its settings name.
type served struct {
	t    *testing.T
	addr string // for the world and operators
	log  housetest.Log
	end  func() error
}

// serving starts a bot and waits until it is ready.
func serving(t *testing.T, settings map[string]string) *served {
	t.Helper()
	unset(t)
	t.Chdir(t.TempDir())
	s := &served{t: t, addr: freeAddr(t)}
	t.Setenv("HTTP_ADDR", s.addr)
	t.Setenv("STATE_URL", "memory:")
	for name, value := range settings {
		t.Setenv(name, value)
	}
	c, err := config.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	w := &world{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: &s.log, getenv: os.Getenv}
	done := make(chan error, 1)
	go func() { done <- w.serve(c, platforms) }()
	s.end = func() error { cancel(); return <-done }
	eventually(t, "the bot is ready", func() bool { return healthy(t) == nil })
	return s
}

// stop ends the bot, which must go in peace and have logged none of the secrets.
func (s *served) stop(secrets ...string) {
	s.t.Helper()
	if err := s.end(); err != nil {
		s.t.Error(err)
	}
	for _, hidden := range secrets {
		if strings.Contains(s.log.String(), hidden) {
			s.t.Errorf("a secret in the log:\n%s", s.log.String())
		}
	}
}

// takingSlack is the address of a Slack that takes posts, and the posts.
func takingSlack(t *testing.T) (url string, posts <-chan string) {
	t.Helper()
	taken := make(chan string, 10)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch body, _ := io.ReadAll(r.Body); r.URL.Path {
		case "/api/auth.test":
			fmt.Fprint(w, `{"ok":true,"team":"Acme","user":"bot","team_id":"T1","user_id":"UBOT","bot_id":"B1"}`)
		case "/api/chat.postMessage":
			taken <- string(body)
			fmt.Fprint(w, `{"ok":true,"channel":"C1","ts":"1700000001.000100"}`)
		default:
			fmt.Fprint(w, `{"ok":true}`)
		}
	}))
	t.Cleanup(srv.Close)
	return srv.URL + "/api", taken
}

// mentionOnSlack asks a bot as Slack does, signed with a secret, and returns the status.
func mentionOnSlack(ctx context.Context, addr, secret string) (int, error) {
	body := fmt.Sprintf(`{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"%d.000200","text":"<@UBOT> what was Apple's share in China?"}}`, time.Now().Unix())
	at := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", at, body)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+setup.Path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Slack-Request-Timestamp", at)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// TestShortcutIsTheAdapters: the manifest's shortcut is the one that the adapter answers.
func TestShortcutIsTheAdapters(t *testing.T) {
	source := read(t, "../../internal/adapters/slack/interaction.go")
	if !strings.Contains(source, `"`+setup.AnswerThis+`"`) {
		t.Errorf("internal/adapters/slack does not know the shortcut %s", setup.AnswerThis)
	}
}
