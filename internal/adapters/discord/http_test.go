package discord

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"marketbot/internal/housetest"
)

// signed is a request as Discord sends it, signed with the key of the fake application.
func signed(body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(privateKey(), append([]byte(stamp), body...))))
	return r
}

// handled is what a handler answers.
func handled(h http.Handler, r *http.Request) (status int, body string) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code, strings.TrimSpace(w.Body.String())
}

// The ping of the samples was signed by another program.
func TestSignature(t *testing.T) {
	raw, err := os.ReadFile(housetest.Shared(t, "samples/discord/http-ping__signed.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ping struct {
		Key     string `json:"public_key_hex"`
		Headers map[string]string
		Body    string
	}
	if err := json.Unmarshal(raw, &ping); err != nil {
		t.Fatal(err)
	}
	at, err := strconv.ParseInt(ping.Headers["X-Signature-Timestamp"], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Unix(at, 0))) // the bubble's clock begins in 2000
		a := bareAdapter(t, nil)
		a.config.PublicKey = ping.Key
		if a.key, err = a.config.key(); err != nil {
			t.Fatal(err)
		}
		post := func(change func(*http.Request)) (int, string) {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(ping.Body))
			for k, v := range ping.Headers {
				r.Header.Set(k, v)
			}
			if change != nil {
				change(r)
			}
			return handled(a.Handler(), r)
		}
		set := func(k, v string) func(*http.Request) { return func(r *http.Request) { r.Header.Set(k, v) } }
		if code, body := post(nil); code != 200 || body != `{"type":1}` {
			t.Errorf("the ping as it was signed: %d %s", code, body)
		}
		signature := ping.Headers["X-Signature-Ed25519"]
		for name, change := range map[string]func(*http.Request){
			"another signature": set("X-Signature-Ed25519", strings.Repeat("0", 128)),
			"half a signature":  set("X-Signature-Ed25519", signature[:64]),
			"no hexadecimal":    set("X-Signature-Ed25519", strings.Repeat("x", 128)),
			"no signature":      set("X-Signature-Ed25519", ""),
			"another time":      set("X-Signature-Timestamp", strconv.FormatInt(at+1, 10)),
			"no time":           set("X-Signature-Timestamp", ""),
			"another body":      func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(ping.Body + " ")) },
		} {
			if code, _ := post(change); code != 401 {
				t.Errorf("%s: %d, want 401", name, code)
			}
		}
		time.Sleep(5*time.Minute + time.Second)
		if code, _ := post(nil); code != 401 {
			t.Errorf("five minutes later: %d, want 401", code)
		}
		a.key = nil
		if code, _ := post(nil); code != 401 {
			t.Errorf("without a key: %d, want 401", code)
		}
	})
}

func TestHTTP(t *testing.T) {
	refused := map[string]int{}
	a := bareAdapter(t, func(what, detail string) {
		if what == "refused" || what == "undecodable" {
			refused[detail]++
		}
	})
	h := a.Handler()
	unsigned := signed([]byte(`{"type":1}`))
	unsigned.Header.Del("X-Signature-Ed25519")
	ahead := signed([]byte(`{"type":1}`))
	ahead.Header.Set("X-Signature-Timestamp", strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10))
	for _, tt := range []struct {
		name string
		r    *http.Request
		code int
		body string
	}{
		{"a ping", signed([]byte(`{"type":1}`)), 200, `{"type":1}`},
		{"GET", httptest.NewRequest(http.MethodGet, "/", nil), 405, "only POST"},
		{"without a signature", unsigned, 401, "not signed by Discord"},
		{"of the future", ahead, 401, "not signed by Discord"},
		{"no JSON", signed([]byte("\xff{")), 400, "no interaction"},
		{"nothing", signed(nil), 400, "no interaction"},
		{"a list", signed([]byte("[]")), 400, "no interaction"},
		{"deep", signed(bytes.Repeat([]byte("["), maxBody)), 400, "no interaction"},
		{"too large", signed(bytes.Repeat([]byte(" "), maxBody+1)), 413, "the body cannot be read"},
		{"a command", signed(encoded(t, interactionOf(t, typeCommand, `{"type":1,"name":"rank"}`, ``).V)), 202, ""},
		{"the same again", signed(encoded(t, interactionOf(t, typeCommand, `{"type":1,"name":"rank"}`, ``).V)), 202, ""},
		{"a completion", signed(encoded(t, interactionOf(t, typeAutocomplete, `{"name":"x"}`, ``).V)), 200, `{"type":8,"data":{"choices":[]}}`},
		{"an old button", signed(encoded(t, interactionOf(t, typeComponent, `{"custom_id":"x"}`, ``).V)), 200,
			`{"type":4,"data":{"content":"That belongs to an older answer. Please ask again.","embeds":[],"components":[],"attachments":[],"allowed_mentions":{"parse":[],"replied_user":false},"flags":64}}`},
		{"of the future's kind", signed([]byte(`{"type":77}`)), 202, ""},
	} {
		if code, body := handled(h, tt.r); code != tt.code || body != tt.body {
			t.Errorf("%s: %d %q, want %d %q", tt.name, code, body, tt.code, tt.body)
		}
	}
	if got := refused["signature"] + refused["body"]; got != 7 {
		t.Errorf("counted %v", refused)
	}
}
