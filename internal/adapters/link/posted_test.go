package link

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestPosted(t *testing.T) {
	var why []string
	busy, release := make(chan struct{}), make(chan struct{})
	h := Posted(4, 1, func(s string) { why = append(why, s) }, func(w http.ResponseWriter, _ *http.Request, body []byte) {
		if string(body) == "wait" {
			close(busy)
			<-release
		}
		w.Write(body)
	})
	send := func(method, body string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "/", strings.NewReader(body)))
		return w.Code, strings.TrimSpace(w.Body.String())
	}
	for _, tt := range []struct {
		method, body string
		code         int
		want         string
	}{
		{"POST", "four", 200, "four"},
		{"POST", "", 200, ""},
		{"POST", "fives", 413, "the body cannot be read"},
		{"GET", "", 405, "only POST"},
	} {
		if code, got := send(tt.method, tt.body); code != tt.code || got != tt.want {
			t.Errorf("%s %q: %d %q, want %d %q", tt.method, tt.body, code, got, tt.code, tt.want)
		}
	}
	done := make(chan struct{})
	go func() { defer close(done); send("POST", "wait") }()
	<-busy
	if code, _ := send("POST", "four"); code != 503 {
		t.Errorf("a second one at once: %d, want 503", code)
	}
	close(release)
	<-done
	if got := strings.Join(why, " "); got != "body full" {
		t.Errorf("refused for %s", got)
	}
}
