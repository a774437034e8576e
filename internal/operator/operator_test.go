package operator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"marketbot/internal/desk"
)

func served(t *testing.T, b *Board, m *Metrics) func(path string) (int, string) {
	t.Helper()
	mux := http.NewServeMux()
	Routes(mux, b, m)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return func(path string) (int, string) {
		t.Helper()
		resp, err := http.Get(srv.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(body)
	}
}

func TestReadiness(t *testing.T) {
	now := time.Now()
	depths := func() map[string]desk.Depth {
		return map[string]desk.Depth{"one": {Inbox: 3, Outbox: 2, Oldest: now.Add(-time.Minute)}}
	}
	b := NewBoard("v1", "b00c", depths)
	get := served(t, b, NewMetrics("v1", "b00c", depths))
	if code, body := get("/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("/healthz: %d %q", code, body)
	}
	if code, _ := get("/readyz"); code != 503 {
		t.Errorf("without platforms: %d, want 503", code)
	}
	links := map[string]Link{"one": {Connected: true, Since: now.Add(-time.Hour), LastInbound: now.Add(-time.Second)}, "two": {}}
	for _, name := range []string{"one", "two"} {
		b.Add(name, func() Link { return links[name] })
	}
	type want struct {
		code       int
		states     []State
		ready      []bool
		one, other int // codes of one platform alone
	}
	for _, step := range []struct {
		what string
		do   func()
		want want
	}{
		{"at first", func() {}, want{503, []State{Starting, Starting}, []bool{false, false}, 503, 503}},
		{"one connects, two does not yet", func() { b.Note("one", Running, ""); b.Note("two", Running, "") },
			want{503, []State{Running, Starting}, []bool{true, false}, 200, 503}},
		{"both are connected", func() { links["two"] = Link{Connected: true} }, want{200, []State{Running, Running}, []bool{true, true}, 200, 200}},
		{"two waits", func() { b.Note("two", Waiting, "EOF") }, want{503, []State{Running, Waiting}, []bool{true, false}, 200, 503}},
		{"two is back", func() { b.Note("two", Running, "") }, want{200, []State{Running, Running}, []bool{true, true}, 200, 200}},
		{"two has failed", func() { b.Note("two", Failed, "the token is revoked") }, want{503, []State{Running, Failed}, []bool{true, false}, 200, 503}},
	} {
		step.do()
		code, body := get("/readyz")
		var r Report
		if err := json.Unmarshal([]byte(body), &r); err != nil {
			t.Fatalf("%s: %v\n%s", step.what, err, body)
		}
		got := want{code: code}
		got.one, _ = get("/readyz?platform=one")
		got.other, _ = get("/readyz?platform=two")
		for _, p := range r.Platforms {
			got.states, got.ready = append(got.states, p.State), append(got.ready, p.Ready)
		}
		if got.code != step.want.code || got.one != step.want.one || got.other != step.want.other || !slices.Equal(got.states, step.want.states) || !slices.Equal(got.ready, step.want.ready) {
			t.Errorf("%s: got %+v, want %+v", step.what, got, step.want)
		}
		if r.Ready != (code == 200) || r.Version != "v1" || r.Book != "b00c" {
			t.Errorf("%s: %+v", step.what, r)
		}
	}
	_, body := get("/readyz")
	var r Report
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		t.Fatal(err)
	}
	one, two := r.Platforms[0], r.Platforms[1]
	if one.Inbox != 3 || one.Outbox != 2 || one.OldestS < 60 || one.SocketAgeS == nil || *one.SocketAgeS < 3600 || one.LastInbound == nil || one.SinceInS == nil || *one.SinceInS < 1 {
		t.Errorf("one: %+v", one)
	}
	if two.Error != "the token is revoked" || two.Restarts != 1 || two.SocketAgeS != nil || two.LastInbound != nil {
		t.Errorf("two: %+v", two)
	}
	if code, _ := get("/readyz?platform=three"); code != 404 {
		t.Errorf("a platform that is not there: %d, want 404", code)
	}
}

func TestMetrics(t *testing.T) {
	depths := func() map[string]desk.Depth {
		return map[string]desk.Depth{"slack": {Inbox: 4, Outbox: 1, Oldest: time.Now().Add(-time.Minute)}, "idle": {}}
	}
	m := NewMetrics("v1", "b00c", depths)
	for range 3 {
		m.Watch(desk.Event{What: desk.WasAccepted, Platform: "slack"})
	}
	m.Watch(desk.Event{What: desk.WasDuplicate, Platform: "slack"})
	m.Watch(desk.Event{What: desk.WasRetried, Platform: "slack", Err: errors.New("never a label")})
	m.Watch(desk.Event{What: desk.WasAnswered, Platform: "slack", Surface: "mention", Intent: "lookup", Status: "answered"})
	m.Watch(desk.Event{What: desk.WasPosted, Platform: "slack", Surface: "mention", Latency: 120 * time.Millisecond})
	for i := range 2 * maxDetails {
		m.Deliver("slack", "acknowledged", "events_api")
		m.Deliver("slack", "ignored", fmt.Sprint("\xff", i))
	}
	m.Up("slack", true)
	m.Restarted("slack")
	code, body := served(t, NewBoard("v1", "b00c", depths), m)("/metrics")
	if code != 200 {
		t.Fatalf("/metrics: %d", code)
	}
	for _, want := range []string{
		`bot_messages_total{platform="slack",what="accepted"} 3`,
		`bot_messages_total{platform="slack",what="duplicate"} 1`,
		`bot_messages_total{platform="slack",what="retried"} 1`,
		`bot_questions_total{intent="lookup",platform="slack",status="answered",surface="mention"} 1`,
		`bot_answer_seconds_bucket{platform="slack",surface="mention",le="0.1"} 0`,
		`bot_answer_seconds_bucket{platform="slack",surface="mention",le="0.15"} 1`,
		`bot_deliveries_total{detail="events_api",platform="slack",what="acknowledged"} 200`,
		`bot_deliveries_total{detail="?98",platform="slack",what="ignored"} 1`,
		`bot_deliveries_total{detail="other",platform="slack",what="ignored"} 101`,
		`bot_platform_up{platform="slack"} 1`,
		`bot_platform_restarts_total{platform="slack"} 1`,
		`bot_inbox_depth{platform="slack"} 4`,
		`bot_outbox_depth{platform="slack"} 1`,
		`bot_oldest_seconds{platform="idle"} 0`,
		`bot_build_info{book="b00c",version="v1"} 1`,
		`go_goroutines `,
		`process_resident_memory_bytes `,
	} {
		if !strings.Contains(body, "\n"+want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if strings.Contains(body, "never a label") {
		t.Error("an error's text became a label")
	}
}
