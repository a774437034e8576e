package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"

	"marketbot/internal/config"
)

const (
	token  = "very-secret-bot"
	inward = "very-secret-interaction"
)

// client returns a client of a server, over a real socket.
func client(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	c, err := New(Config{Token: config.NewSecret(token), URL: srv.URL + "/api/v10/", Pause: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func post(channel string) Call {
	return Call{Method: "POST", Route: "/channels/{channel}/messages", IDs: []string{channel}, Body: map[string]string{"content": "x"}}
}

func callback(id string) Call {
	return Call{Method: "POST", Route: "/interactions/{interaction}/{token}/callback", IDs: []string{id, inward}, Body: map[string]int{"type": 5}}
}

func TestDo(t *testing.T) {
	var got *http.Request
	var body []byte
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		fmt.Fprint(w, `{"id":"7"}`)
	})
	v, err := c.Do(t.Context(), post("1/../2"))
	if err != nil || v.Text("id") != "7" {
		t.Fatalf("got %v, %v", v, err)
	}
	if got.RequestURI != "/api/v10/channels/1%2F..%2F2/messages" || got.Header.Get("Authorization") != "Bot "+token || !strings.HasPrefix(got.UserAgent(), "DiscordBot (") {
		t.Errorf("called %s with %v", got.RequestURI, got.Header)
	}
	if string(body) != `{"content":"x"}` || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("sent %s", body)
	}
	if _, err := c.Do(t.Context(), callback("1")); err != nil || got.Header.Get("Authorization") != "" {
		t.Errorf("an interaction's token is all it takes: %v, %v", got.Header, err)
	}
	p := post("1")
	p.Files = []File{{Name: "chart.png", Type: "image/png", Bytes: []byte("\x89PNG")}}
	if _, err := c.Do(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	_, params, _ := mime.ParseMediaType(got.Header.Get("Content-Type"))
	form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
	if err != nil || form.Value["payload_json"][0] != `{"content":"x"}` || form.File["files[0]"][0].Filename != "chart.png" || form.File["files[0]"][0].Size != 4 {
		t.Errorf("sent %s: %v", body, err)
	}
	for _, bad := range []Call{{Method: "GET", Route: "/channels/{channel}"}, {Method: "GET", Route: "/channels/{channel}", IDs: []string{".."}}, {Method: "GET", Route: "/users/@me", IDs: []string{"1"}}} {
		if _, err := c.Do(t.Context(), bad); err == nil {
			t.Errorf("%v was called", bad)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name, header, body string
		status             int
		want               string
		after              time.Duration
	}{
		{name: "permission", status: 403, body: `{"message":"Missing Permissions","code":50013}`, want: "POST /channels/{channel}/messages: 403 Missing Permissions (code 50013)"},
		{name: "form", status: 400, body: `{"code":50035,"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}},"message":"Invalid Form Body"}`,
			want: "POST /channels/{channel}/messages: 400 Invalid Form Body (code 50035): embeds.0.title: Must be 256 or fewer in length."},
		{name: "page", status: 502, body: "<html>bad gateway</html>", want: "POST /channels/{channel}/messages: 502 Bad Gateway"},
		{name: "user", status: 429, body: `{"message":"You are being rate limited.","retry_after":1.5,"global":false}`, want: "user limit, again after 1.5s", after: 1500 * time.Millisecond},
		{name: "shared", status: 429, header: "shared", body: `{"message":"The resource is being rate limited.","retry_after":2,"global":false}`, want: "shared limit", after: 2 * time.Second},
		{name: "global", status: 429, body: `{"message":"You are being rate limited.","retry_after":3,"global":true}`, want: "global limit", after: 3 * time.Second},
		{name: "cloudflare", status: 429, body: "error code: 1015", want: "cloudflare limit", after: 9 * time.Second},
		{name: "says nothing", status: 429, body: "{}", want: "429 Too Many Requests", after: 9 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := client(t, func(w http.ResponseWriter, r *http.Request) {
				if tt.header != "" {
					w.Header().Set("X-RateLimit-Scope", tt.header)
				}
				w.Header().Set("Retry-After", "9")
				w.WriteHeader(tt.status)
				fmt.Fprint(w, tt.body)
			})
			_, err := c.Do(t.Context(), post("1"))
			e, ok := errors.AsType[*Error](err)
			if !ok || !strings.Contains(err.Error(), tt.want) || e.After != tt.after {
				t.Errorf("got %v (after %v), want %q after %v", err, e.After, tt.want, tt.after)
			}
		})
	}
}

// Neither token stands in an error, however a call fails.
func TestSecrets(t *testing.T) {
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		conn.Close()
	})
	for _, call := range []Call{post("1"), callback("1"), {Method: "GET", Route: "/webhooks/{app}/{token}/messages/@original", IDs: []string{"1", inward}}} {
		_, err := c.Do(t.Context(), call)
		if err == nil || strings.Contains(err.Error(), token) || strings.Contains(err.Error(), inward) || !strings.Contains(err.Error(), call.Route) {
			t.Errorf("got %v", err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Do(ctx, callback("2")); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), inward) {
		t.Errorf("got %v", err)
	}
}

// Only what may have taken effect twice without harm is called twice.
func TestAgain(t *testing.T) {
	var mu sync.Mutex
	calls := map[string]int{}
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		calls[r.Method+r.URL.Path]++
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	safe := post("2")
	safe.Again = true
	for _, tt := range []struct {
		call Call
		want int
	}{{post("1"), 1}, {safe, attempts}, {Call{Method: "DELETE", Route: "/channels/{channel}", IDs: []string{"3"}}, attempts}} {
		if _, err := c.Do(t.Context(), tt.call); err == nil {
			t.Error("no error")
		}
		path, _ := tt.call.path()
		if got := calls[tt.call.Method+"/api/v10"+path]; got != tt.want {
			t.Errorf("%s %s: %d calls, want %d", tt.call.Method, path, got, tt.want)
		}
	}
}

// within runs f against a Discord in the same process, whose clock is the bubble's.
func within(t *testing.T, h http.HandlerFunc, f func(t *testing.T, c *Client)) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Config{Token: config.NewSecret(token), Transport: direct{h}})
		if err != nil {
			t.Fatal(err)
		}
		f(t, c)
	})
}

// direct hands requests to a handler without a socket: for tests of time.
type direct struct{ h http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	d.h.ServeHTTP(w, r)
	return w.Result(), nil
}

// limited says what is left in a bucket of five calls a second for each path.
func limited() http.HandlerFunc {
	var mu sync.Mutex
	left, reset := map[string]int{}, map[string]time.Time{}
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		key, now := r.URL.Path, time.Now()
		if now.After(reset[key]) || now.Equal(reset[key]) {
			left[key], reset[key] = 5, now.Add(time.Second)
		}
		w.Header().Set("X-RateLimit-Bucket", "b1")
		w.Header().Set("X-RateLimit-Reset-After", strconv.FormatFloat(reset[key].Sub(now).Seconds(), 'f', 3, 64))
		if left[key] == 0 {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		left[key]--
		w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(left[key]))
		fmt.Fprint(w, "{}")
	}
}

// A bucket is waited for, and no other.
func TestBuckets(t *testing.T) {
	within(t, limited(), func(t *testing.T, c *Client) {
		began := time.Now()
		for i := range 12 {
			if _, err := c.Do(t.Context(), post("1")); err != nil {
				t.Fatalf("call %d: %v", i, err)
			}
			if i == 5 {
				if _, err := c.Do(t.Context(), post("2")); err != nil || time.Since(began) != time.Second {
					t.Errorf("another channel: %v after %v", err, time.Since(began))
				}
			}
		}
		if d := time.Since(began); d != 2*time.Second {
			t.Errorf("twelve calls of five a second took %v", d)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		for {
			_, err := c.Do(ctx, post("1"))
			if err == nil {
				continue
			}
			if e, ok := errors.AsType[*Error](err); !ok || e.Status != http.StatusTooManyRequests || e.After <= 0 || ctx.Err() != nil {
				t.Errorf("no time to wait: %v", err)
			}
			return
		}
	})
}

// A pause that Discord asks for is not waited out by the caller, and holds up nobody else.
func TestRefusedBucket(t *testing.T) {
	calls := 0
	within(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		if strings.Contains(r.URL.Path, "/1/") {
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, `{"message":"You are being rate limited.","retry_after":60,"global":false}`)
		}
	}, func(t *testing.T, c *Client) {
		for range 2 {
			if _, err := c.Do(t.Context(), post("1")); err == nil {
				t.Error("no error")
			} else if e, _ := errors.AsType[*Error](err); e.After != time.Minute {
				t.Errorf("after %v", e.After)
			}
		}
		if _, err := c.Do(t.Context(), post("2")); err != nil || calls != 2 {
			t.Errorf("another channel: %v; %d calls, want 2: one is known to be refused", err, calls)
		}
	})
}

func TestGlobal(t *testing.T) {
	within(t, func(http.ResponseWriter, *http.Request) {}, func(t *testing.T, c *Client) {
		began := time.Now()
		for i := range 101 {
			if _, err := c.Do(t.Context(), post(strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(began); d != 2*time.Second {
			t.Errorf("101 calls of 50 a second took %v", d)
		}
		for i := range 100 {
			if _, err := c.Do(t.Context(), callback(strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(began); d != 2*time.Second {
			t.Errorf("interactions wait for the global limit: %v", d)
		}
	})
}

// What interactions leave behind is forgotten.
func TestForgets(t *testing.T) {
	within(t, limited(), func(t *testing.T, c *Client) {
		for i := range 1000 {
			if _, err := c.Do(t.Context(), callback(strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(3 * forgotten)
		c.Do(t.Context(), callback("last"))
		if n := len(c.pace.buckets); n != 1 {
			t.Errorf("%d buckets are kept", n)
		}
	})
}

// Refusals are counted as Discord does, and calls stop well before it bans.
func TestBrake(t *testing.T) {
	calls, status, scope := 0, http.StatusForbidden, ""
	within(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		if scope != "" {
			w.Header().Set("X-RateLimit-Scope", scope)
		}
		w.WriteHeader(status)
		fmt.Fprint(w, `{"message":"no","retry_after":0.001}`)
	}, func(t *testing.T, c *Client) {
		status = http.StatusNotFound // does not count
		for range invalidLimit {
			c.Do(t.Context(), callback("1"))
		}
		status, scope = http.StatusTooManyRequests, scopeShared // nor does this
		for range 100 {
			c.Do(t.Context(), callback("1"))
			time.Sleep(time.Millisecond)
		}
		status, scope, calls = http.StatusForbidden, "", 0
		for range invalidLimit + 10 {
			c.Do(t.Context(), callback("1"))
		}
		_, err := c.Do(t.Context(), callback("1"))
		if calls != invalidLimit || !errors.Is(err, ErrBraked) || !strings.Contains(err.Error(), "hint") {
			t.Errorf("%d calls, then %v", calls, err)
		}
		if _, err := c.HTTP().Get("https://discord.com/api/v9/gateway/bot"); !errors.Is(err, ErrBraked) {
			t.Errorf("a library may still call: %v", err)
		}
		time.Sleep(invalidWindow)
		if c.Do(t.Context(), callback("1")); calls != invalidLimit+1 {
			t.Errorf("%d calls: the brake does not come off", calls)
		}
	})
}

// A library with Discord's address built in calls where the client does.
func TestHTTP(t *testing.T) {
	var got *http.Request
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		fmt.Fprint(w, `{"url":"ws://x","shards":3,"session_start_limit":{"total":1000,"remaining":9,"reset_after":1,"max_concurrency":1}}`)
	})
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		t.Fatal(err)
	}
	s.Client = c.HTTP()
	b, err := s.GatewayBot()
	if err != nil || b.Shards != 3 || got.RequestURI != "/api/v10/gateway/bot" || got.Header.Get("Authorization") != "Bot "+token {
		t.Errorf("got %v, %v by %v", b, err, got)
	}
}

func TestNew(t *testing.T) {
	for _, bad := range []string{"discord.com", "ftp://x/", "https://"} {
		if _, err := New(Config{URL: bad}); err == nil || !strings.Contains(err.Error(), "DISCORD_API_URL") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	c, err := New(Config{})
	if err != nil || c.base.String() != Home {
		t.Errorf("got %v, %v", c, err)
	}
}
