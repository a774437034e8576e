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
	unset(t)
	t.Chdir(t.TempDir())
	const secret = "0123456789HIDDEN"
	api, posts := takingSlack(t)
	addr := freeAddr(t)
	for name, value := range map[string]string{"SLACK_BOT_TOKEN": "xoxb-1-HIDDEN", "SLACK_SIGNING_SECRET": secret, "SLACK_API_URL": api, "HTTP_ADDR": addr, "STATE_URL": "memory:", "LOG_LEVEL": "debug"} {
		t.Setenv(name, value)
	}
	c, err := config.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var log housetest.Log
	w := &world{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: &log, getenv: os.Getenv}
	done := make(chan error, 1)
	go func() { done <- w.serve(c, platforms) }()
	eventually(t, "the bot is ready", func() bool { return healthy(t) == nil })

	send := func(secret string) int {
		code, err := mentionOnSlack(ctx, addr, secret)
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
	_, body := got(t, "http://"+addr+"/metrics")
	for _, want := range []string{`bot_deliveries_total{detail="signature",platform="slack",what="refused"} 1`, `bot_messages_total{platform="slack",what="accepted"} 1`, `bot_platform_up{platform="slack"} 1`} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if code, body := got(t, "http://"+addr+"/readyz"); code != 200 || strings.Contains(body, `"last_inbound": null`) {
		t.Errorf("/readyz: %d %s", code, body)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if strings.Contains(log.String(), "HIDDEN") {
		t.Errorf("a secret in the log:\n%s", log.String())
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
