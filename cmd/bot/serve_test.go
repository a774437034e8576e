package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/housetest"
	"marketbot/internal/operator"
)

// outbox is a platform's posts.
type outbox chan desk.Post

// Send posts.
func (o outbox) Send(_ context.Context, p desk.Post) (string, error) {
	o <- p
	return p.ID, nil
}

// freeAddr is an address on which nobody listens.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// eventually waits for a condition, which a test cannot hear of otherwise.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("never: " + what)
		}
	}
}

func got(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// TestServe: a whole bot on two platforms, one of which fails for good: the other answers, and operators see both.
func TestServe(t *testing.T) {
	prepared(t)
	unset(t)
	t.Chdir(t.TempDir())
	public, private := freeAddr(t), freeAddr(t)
	for name, value := range map[string]string{"SLACK_BOT_TOKEN": "xoxb-1-HIDDEN", "SLACK_APP_TOKEN": "xapp-1-HIDDEN", "LOG_FORMAT": "json", "LOG_LEVEL": "debug",
		"HTTP_ADDR": public, "OPERATOR_ADDR": private, "STATE_URL": "file:state.db"} {
		t.Setenv(name, value)
	}
	c, err := config.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	var log housetest.Log
	posts, revoke := make(outbox, 10), make(chan struct{})
	connect := func(_ *config.Config, _ *answer.Engine, d *desk.Desk, m *operator.Metrics, _ *slog.Logger) ([]platform, error) {
		linked := func() operator.Link { return operator.Link{Connected: true, LastInbound: time.Now()} }
		return []platform{
			{name: "one", sender: posts, link: linked, accept: http.NotFoundHandler(), run: func(ctx context.Context) error {
				for i := range 2 { // the second is a duplicate
					_, err := d.Accept(ctx, desk.Message{Platform: "one", Key: "k1", Kind: desk.Ask, Channel: "c", Thread: "t", User: "u",
						Text: "what was Apple's share in China?", Surface: "mention", At: time.Now()})
					if err != nil {
						return fmt.Errorf("accept %d: %w", i, err)
					}
					m.Deliver("one", "acknowledged", "events")
				}
				<-ctx.Done()
				return nil
			}},
			{name: "two", sender: posts, link: linked, run: func(ctx context.Context) error {
				select {
				case <-revoke:
					return errors.New("post with xoxb-1-HIDDEN: token_revoked")
				case <-ctx.Done():
					return nil
				}
			}},
		}, nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w := &world{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: &log, getenv: os.Getenv}
	done := make(chan error, 1)
	go func() { done <- w.serve(c, connect) }()

	post := <-posts
	if text := strings.Join(post.Reply.Lines, " "); !strings.Contains(text, "15%") {
		t.Errorf("the answer: %s", text)
	}
	eventually(t, "both platforms are ready", func() bool { code, _ := got(t, "http://"+private+"/readyz"); return code == 200 })
	if code, _ := got(t, "http://"+public+"/readyz"); code != 404 {
		t.Errorf("/readyz on HTTP_ADDR while there is an OPERATOR_ADDR: %d, want 404", code)
	}
	if err := healthy(t); err != nil {
		t.Error(err)
	}
	close(revoke)
	var body string
	eventually(t, "the failed platform shows", func() bool { var code int; code, body = got(t, "http://"+private+"/readyz"); return code == 503 })
	var r operator.Report
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		t.Fatal(err)
	}
	if p := r.Platforms; len(p) != 2 || !p[0].Ready || p[1].State != operator.Failed || p[1].Error != "post with [redacted]: token_revoked" {
		t.Errorf("/readyz: %s", body)
	}
	if err := healthy(t); err == nil || !strings.HasPrefix(err.Error(), "health: not ready: 503") {
		t.Errorf("bot health: %v", err)
	}
	if err := healthy(t, "--platform", "one"); err != nil {
		t.Error(err)
	}
	if err := healthy(t, "--live"); err != nil {
		t.Error(err)
	}
	eventually(t, "the post is counted", func() bool {
		_, body = got(t, "http://"+private+"/metrics")
		return strings.Contains(body, `bot_answer_seconds_count{platform="one",surface="mention"} 1`)
	})
	for _, want := range []string{
		`bot_questions_total{intent="lookup",platform="one",status="answered",surface="mention"} 1`,
		`bot_messages_total{platform="one",what="accepted"} 1`,
		`bot_messages_total{platform="one",what="duplicate"} 1`,
		`bot_deliveries_total{detail="events",platform="one",what="acknowledged"} 2`,
		`bot_platform_up{platform="one"} 1`,
		`bot_platform_up{platform="two"} 0`,
		`bot_build_info{book="`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	cancel()
	began := time.Now()
	if err := <-done; err != nil {
		t.Errorf("serve: %v", err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the stop took %s", took)
	}
	if strings.Contains(log.String(), "HIDDEN") || strings.Contains(log.String(), "secret.go") {
		t.Errorf("a secret in the log:\n%s", log.String())
	}
	for line := range strings.Lines(log.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
	for _, want := range []string{`"msg":"serving"`, `"msg":"a platform is down for good (hint: bot doctor)"`, `"msg":"stopped"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, log.String())
		}
	}
}

// healthy runs bot health.
func healthy(t *testing.T, args ...string) error {
	t.Helper()
	return run(t.Context(), append([]string{"health"}, args...), strings.NewReader(""), io.Discard, io.Discard)
}

// TestStopIsBounded: adapters and posts that do not end are not waited for.
func TestStopIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes eight seconds")
	}
	prepared(t)
	unset(t)
	t.Chdir(t.TempDir())
	t.Setenv("HTTP_ADDR", freeAddr(t))
	t.Setenv("STATE_URL", "memory:")
	c, err := config.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	stuck, began := make(chan struct{}), make(chan struct{})
	defer close(stuck)
	connect := func(*config.Config, *answer.Engine, *desk.Desk, *operator.Metrics, *slog.Logger) ([]platform, error) {
		return []platform{{name: "one", sender: make(outbox), link: func() operator.Link { return operator.Link{} },
			run: func(context.Context) error { close(began); <-stuck; return nil }}}, nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	var log housetest.Log
	w := &world{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: &log, getenv: os.Getenv}
	done := make(chan error, 1)
	go func() { done <- w.serve(c, connect) }()
	<-began
	cancel()
	at := time.Now()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if took := time.Since(at); took > 10*time.Second || !strings.Contains(log.String(), "stopped without waiting any longer") {
		t.Errorf("the stop took %s: %s", took, log.String())
	}
}
