package slack

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marketbot/internal/config"
)

// The vector that Slack publishes (https://docs.slack.dev/authentication/verifying-requests-from-slack).
const (
	vectorSecret    = "8f742231b10e8888abcd99yyyzzz85a5"
	vectorTime      = 1531420618
	vectorBody      = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	vectorSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
)

func TestSignature(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Unix(vectorTime, 0))) // the bubble's clock begins in 2000
		a := bareAdapter(t, nil)
		a.config.SigningSecret = config.NewSecret(vectorSecret)
		post := func(change func(*http.Request)) int {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(vectorBody))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("X-Slack-Request-Timestamp", "1531420618")
			r.Header.Set("X-Slack-Signature", vectorSignature)
			if change != nil {
				change(r)
			}
			w := httptest.NewRecorder()
			a.Handler().ServeHTTP(w, r)
			return w.Code
		}
		set := func(k, v string) func(*http.Request) { return func(r *http.Request) { r.Header.Set(k, v) } }
		if got := post(nil); got != 200 {
			t.Errorf("Slack's own vector: %d", got)
		}
		for name, change := range map[string]func(*http.Request){
			"another signature": set("X-Slack-Signature", vectorSignature[:len(vectorSignature)-1]+"4"),
			"no signature":      set("X-Slack-Signature", ""),
			"another version":   set("X-Slack-Signature", "v1"+vectorSignature[2:]),
			"another time":      set("X-Slack-Request-Timestamp", "1531420619"),
			"no time":           set("X-Slack-Request-Timestamp", "soon"),
			"another body":      func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(vectorBody + "x")) },
		} {
			if got := post(change); got != 401 {
				t.Errorf("%s: %d, want 401", name, got)
			}
		}
		time.Sleep(5*time.Minute + time.Second)
		if got := post(nil); got != 401 {
			t.Errorf("five minutes later: %d, want 401", got)
		}
		a.config.SigningSecret = config.Secret{}
		if got := post(nil); got != 401 {
			t.Errorf("without a secret: %d, want 401", got)
		}
	})
}

func TestHTTP(t *testing.T) {
	r := newRig(t, "http", quiet())
	do := func(req *http.Request) (int, string) {
		t.Helper()
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		raw, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(raw)
	}
	if code, body := do(request(r.address, events, encoded(map[string]any{"type": "url_verification", "challenge": "c0"}))); code != 200 || strings.TrimSpace(body) != `{"challenge":"c0"}` {
		t.Errorf("url_verification: %d %s", code, body)
	}
	check, _ := http.NewRequest(http.MethodPost, r.address, strings.NewReader("ssl_check=1&token=x"))
	check.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if code, _ := do(check); code != 200 {
		t.Errorf("ssl_check: %d", code)
	}
	get, _ := http.NewRequest(http.MethodGet, r.address, nil)
	if code, _ := do(get); code != 405 {
		t.Errorf("GET: %d, want 405", code)
	}
	if code, _ := do(request(r.address, events, bytes.Repeat([]byte(" "), maxBody+1))); code != 413 {
		t.Errorf("a large body: %d, want 413", code)
	}
	again := request(r.address, events, encoded(mention("1.1", share)))
	again.Header.Set("X-Slack-Retry-Num", "1")
	again.Header.Set("X-Slack-Retry-Reason", "http_timeout")
	if code, body := do(again); code != 200 || body != "" {
		t.Errorf("a repeat: %d %q", code, body)
	}
	r.posted(1)
}
