package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/housetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A sample is one file, taken for what it holds.
type sample struct {
	name, kind string
	raw        []byte // the payload, without an envelope
}

func samples(t testing.TB) []sample {
	t.Helper()
	var out []sample
	for _, f := range housetest.SharedFiles(t, "samples/slack", 100) { // what Slack really sent
		s := sample{name: f.Name, raw: f.Bytes}
		if strings.HasSuffix(f.Name, ".txt") && bytes.HasPrefix(f.Bytes, []byte("token=")) {
			_, p := opened("application/x-www-form-urlencoded", bytes.TrimSpace(f.Bytes))
			s.kind, s.raw = slash, encoded(p.V)
		} else if p, ok := payload.Decode(f.Bytes); ok {
			s.kind = kindOf(p)
			if p.Has("payload") {
				s.raw = encoded(p.At("payload").V)
			}
		}
		out = append(out, s)
	}
	return out
}

// kindOf tells what a sample is; empty: no delivery.
func kindOf(p payload.Value) string {
	switch {
	case p.Text("envelope_id") != "":
		return p.Text("type")
	case p.Has("event"), p.Text("type") == "url_verification", p.Text("type") == "app_rate_limited":
		return events
	case p.At("command").V != nil:
		return slash
	case slices.Contains([]string{"block_actions", "block_suggestion", "message_action", "shortcut", "view_submission", "view_closed",
		"interactive_message", "dialog_submission", "dialog_cancellation", "dialog_suggestion", "workflow_step_edit"}, p.Text("type")):
		return interactive
	}
	return ""
}

// The kind of reaction to every sample stands in testdata/samples.txt.
func TestSamples(t *testing.T) {
	r := testReader(t)
	var got strings.Builder
	for _, s := range samples(t) {
		if s.kind == "" {
			fmt.Fprintf(&got, "%s: no delivery\n", s.name)
			continue
		}
		p, _ := payload.Decode(s.raw)
		fmt.Fprintf(&got, "%s: %s\n", s.name, printed(r.read(s.kind, p)))
	}
	housetest.Golden(t, "testdata/samples.txt", got.String(), *update)
}

func testReader(t testing.TB) reader {
	r := reader{commands: map[string]bool{}, compare: shelf.New(adaptertest.Book(t), adaptertest.Phrases(t)).Compare}
	for _, c := range adaptertest.Book(t).Commands {
		r.commands[c.Name] = true
	}
	return r
}

// printed is a reaction on one line.
func printed(re reaction) string {
	switch re.Do {
	case ignore, alarm:
		return string(re.Do) + " (" + re.Why + ")"
	case accept:
		m := re.Message
		s := fmt.Sprintf("%s %s %q key=%s thread=%s user=%s return=%s", m.Kind, m.Surface, m.Text, m.Key, m.Thread, m.User, m.Return)
		if m.Private {
			s += " private"
		}
		if re.Followup {
			s += " if-known"
		}
		return s
	case challenge, options:
		return fmt.Sprintf("%s %q", re.Do, re.Query)
	case rate, complain:
		return fmt.Sprintf("%s %s %s", re.Do, re.Feedback.Verdict, re.Feedback.Key)
	}
	return fmt.Sprintf("%s channel=%s thread=%s user=%s", re.Do, re.Channel, re.Thread, re.User)
}

// Every sample is acknowledged in both modes, by way of the library.
func TestSamplesAcknowledged(t *testing.T) {
	list := samples(t)
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			r := newRig(t, mode, quiet())
			r.desk.SendBy(nil) // posts go nowhere here
			n := 0
			for _, s := range list {
				if s.kind == "" {
					continue
				}
				n++
				if _, ok := r.try(s.kind, json.RawMessage(s.raw)); !ok {
					t.Errorf("%s was not acknowledged", s.name)
				}
			}
			t.Logf("%d deliveries acknowledged", n)
		})
	}
}

// Mutations of the samples are acknowledged too and break nothing.
func TestPoison(t *testing.T) {
	list := samples(t)
	each := 12
	if testing.Short() {
		each = 5
	}
	var broken []string
	count := func(what, detail string) {
		if what == "panic" {
			broken = append(broken, detail)
		}
	}
	a := bareAdapter(t, count)
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 0
	for _, s := range list {
		for range each {
			var v any
			if json.Unmarshal(s.raw, &v) != nil || len(s.raw) > 50_000 && n%10 != 0 {
				break
			}
			spoilt := adaptertest.Spoil(rnd, v)
			for _, kind := range []string{events, interactive, slash} {
				p, _ := payload.Decode(encoded(spoilt))
				if _, err := a.dispatch(t.Context(), kind, p); err != nil {
					t.Fatalf("%s: %v\n%s", s.name, err, encoded(spoilt))
				}
				n++
			}
			if len(broken) > 0 {
				t.Fatalf("%s: panic at\n%s", s.name, encoded(spoilt))
			}
		}
	}
	t.Logf("%d mutations", n)
}

// bareAdapter is not connected to anything.
func bareAdapter(t testing.TB, count func(what, detail string)) *Adapter {
	t.Helper()
	a, err := New(Config{BotToken: config.NewSecret(botToken), SigningSecret: config.NewSecret(secret), APIURL: "http://127.0.0.1:1/", Count: count}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
	if err != nil {
		t.Fatal(err)
	}
	a.who.Store(&identity{User: fakeUser, Bot: fakeBot, Team: fakeTeam})
	return a
}

// The worst of them go through the whole way, where the library fails: they are acknowledged, and where there
// is text, user and channel, they are answered.
func TestPoisonOverTheWire(t *testing.T) {
	ts := func(n int) string { return fmt.Sprintf("17000001%02d.000100", n) }
	future := []any{map[string]any{"type": "rich_text", "elements": []any{map[string]any{"type": "from_the_future"}}},
		map[string]any{"type": "actions", "elements": []any{map[string]any{"type": "hologram", "elements": 7}}},
		map[string]any{"type": "data_visualization", "chart": map[string]any{"type": "sankey"}}, map[string]any{"type": "table", "rows": "none"}, nil, 7}
	bare := func(v map[string]any) map[string]any { delete(v, "authorizations"); return v }
	worst := []struct {
		name     string
		body     any
		answered bool
	}{
		{"blocks from the future", said(fakeDM, ts(1), "who leads in china?", "blocks", future), true},
		{"blocks of another type", said(fakeDM, ts(2), "who leads in china?", "blocks", "none"), true},
		{"files of another type", said(fakeDM, ts(3), "who leads in china?", "subtype", "file_share", "files", map[string]any{"a": 1}), true},
		{"nulls", said(fakeDM, ts(4), "who leads in china?", "blocks", nil, "files", nil, "thread_ts", nil, "bot_id", nil, "attachments", nil), true},
		{"no authorizations", bare(said(fakeDM, ts(5), "who leads in china?")), true},
		{"one megabyte of text", said(fakeDM, ts(6), strings.Repeat("who leads in china? ", 50_000)), true},
		{"numbers for ts", said(fakeDM, ts(7), "who leads in china?", "ts", json.Number("1700000107.000100"), "event_ts", json.Number("1.5")), true},
		{"a user object", said(fakeDM, ts(8), "who leads in china?", "user_profile", "none", "edited", 7), true},
		{"an unknown event", event(map[string]any{"type": "from_the_future", "user": 7}), false},
		{"no event", map[string]any{"type": "event_callback", "event": nil}, false},
		{"a list", []any{1, 2}, false},
		{"a string", "hello", false},
		{"null", nil, false},
	}
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			r := newRig(t, mode, quiet())
			want := 0
			for _, w := range worst {
				if _, ok := r.try(events, w.body); !ok {
					t.Errorf("%s: not acknowledged", w.name)
				}
				if w.answered {
					want++
				}
			}
			r.posted(want)
			if got := len(r.seen()); got != want {
				t.Errorf("%d answers, want %d", got, want)
			}
			for _, kind := range []string{interactive, slash} {
				for _, w := range worst {
					if _, ok := r.try(kind, w.body); !ok && mode == "socket" {
						t.Errorf("%s as %s: not acknowledged", w.name, kind)
					}
				}
			}
		})
	}
	t.Run("invalid UTF-8 and no JSON", func(t *testing.T) {
		r := newRig(t, "http", quiet())
		for _, raw := range []string{"\xff\xfe", `{"type":"event_callback","event":{"type":"message","text":"` + "\xff\xc0" + `who leads in china?","user":"U1","channel":"D1","ts":"1.2","channel_type":"im"}}`, "{", "", "[[[[", strings.Repeat("[", 100_000)} {
			res, err := http.DefaultClient.Do(request(r.address, events, []byte(raw)))
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != http.StatusOK {
				t.Errorf("%.40q: %s, want 200", raw, res.Status)
			}
		}
		r.until("the one with text is accepted", func() bool { return len(r.desk.Accepted()) == 1 })
		if got := r.desk.Accepted()[0]; got.Kind != desk.Ask || !strings.HasSuffix(got.Text, "who leads in china?") {
			t.Errorf("accepted %+v", got)
		}
	})
}
