package slack

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/payload"
)

// A form reads as it was filled, whatever is in it, and is written as the library writes it.
func TestForm(t *testing.T) {
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	for _, value := range []string{"", "a b", "a&b=c+d%e", "～é\u2028😀", string(every)} {
		f := form(nil).add("x", value).threaded("").threaded("1.0")
		if want := (url.Values{"x": {value}, "thread_ts": {"1.0"}}); string(f) != "x="+url.QueryEscape(value)+"&thread_ts=1.0" {
			t.Errorf("%q: got %s, want the fields of %s", value, f, want.Encode())
		}
	}
	for _, g := range []page{{Text: "<plain>"}, {Text: "t", Blocks: []slack.Block{slack.NewDividerBlock()}}} {
		got, err := url.ParseQuery(string(g.form("C1").stamped("id")))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"channel": "C1", "text": g.Text, "parse": "none", "link_names": "false", "blocks": `[]`, "metadata": `{"event_type":"` + stamp + `","event_payload":{"id":"id"}}`}
		if len(g.Blocks) > 0 {
			want["blocks"] = `[{"type":"divider"}]`
		}
		for name := range got {
			if got.Get(name) != want[name] || len(got) != len(want) {
				t.Errorf("%s is %s, want %s", name, got.Get(name), want[name])
			}
		}
	}
}

func TestPlaced(t *testing.T) {
	for _, tt := range []struct{ body, channel, ts, code, err string }{
		{body: `{"ok":true,"channel":"C1","ts":"1.000100","message":{"blocks":[{"type":"new"}]}}`, channel: "C1", ts: "1.000100"},
		{body: `{"ok":true,"channel":null,"ts":1234567890.000100} `, ts: "1234567890.000100"},
		{body: ` {"message":{"ok":false,"text":"}\"]","blocks":[{"ts":"9"},"\\\\"]},"ok":true,"a":[],"channel":"C\"{1","ts":"1.0"}`, channel: `C"{1`, ts: "1.0"},
		{body: `{"ok":false,"error":"is_archived","errors":"no list","response_metadata":7}`, code: "is_archived"},
		{body: `{"ok":false}`, code: unexplained},
		{body: `{"channel":"C1"}`, code: unexplained},
		{body: `null`, code: unexplained},
		{body: `<html>`, err: "invalid character '<'"},
		{body: `{"ok":true,"channel":"C1`, err: "unexpected EOF"},
		{body: `{"ok":true,"message":{"text":"\`, err: "unexpected EOF"},
		{body: `]{"ok":true}`, err: "invalid character ']'"},
		{body: ``, err: "EOF"},
	} {
		channel, ts, err := placed([]byte(tt.body))
		if channel != tt.channel || ts != tt.ts || codeOf(err) != tt.code || (err != nil) != (tt.err+tt.code != "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: got %q, %q, %v, want %q, %q, %s%s", tt.body, channel, ts, err, tt.channel, tt.ts, tt.code, tt.err)
		}
		if _, ok := errors.AsType[slack.SlackErrorResponse](err); ok != (tt.code != "") {
			t.Errorf("%s: got a %T", tt.body, err)
		}
	}
}

// What shallow leaves reads as the whole does.
func FuzzShallow(f *testing.F) {
	f.Add(`{"ok":true,"message":{"text":"}\"]","blocks":[{"ts":"9"},"\\"]},"ts":"1.0"}`)
	f.Add(`[{}]`)
	f.Fuzz(func(t *testing.T, s string) {
		whole, ok := payload.Decode([]byte(s))
		left, okLeft := payload.Decode(shallow([]byte(s)))
		if !ok {
			return
		}
		if !okLeft {
			t.Fatalf("%s became %s", s, shallow([]byte(s)))
		}
		for name := range asMap(whole) {
			if got, want := left.Text(name), whole.Text(name); got != want {
				t.Errorf("%s: %q is %q, want %q", s, name, got, want)
			}
		}
	})
}

func asMap(p payload.Value) map[string]any {
	m, _ := p.V.(map[string]any)
	return m
}
