package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

const sample = "xoxb-12345-abcdefgh"

func TestSecretIsNeverPrinted(t *testing.T) {
	s := NewSecret(sample)
	inside := struct {
		Public Secret
		hidden Secret
		list   []Secret
	}{s, s, []Secret{s}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10s", "%-5v", "%08x", "%e", "%c", "%U"} {
		for name, v := range map[string]any{"value": s, "pointer": &s, "struct": inside, "pointer to struct": &inside, "error": fmt.Errorf("token %v", s), "map": map[string]Secret{"a": s}} {
			got := fmt.Sprintf(verb, v)
			if strings.Contains(got, sample) || strings.Contains(got, fmt.Sprintf("%x", sample)) || strings.Contains(got, fmt.Sprintf("%X", sample)) {
				t.Errorf("%s of a %s: %s", verb, name, got)
			}
		}
		if got := fmt.Sprintf(verb, s); got != Redacted {
			t.Errorf("%s: got %s, want %s", verb, got, Redacted)
		}
	}
	for name, v := range map[string]any{"value": s, "pointer": &s, "struct": inside} {
		got, err := json.Marshal(v)
		if err != nil || strings.Contains(string(got), sample) {
			t.Errorf("JSON of a %s: %s, %v", name, got, err)
		}
	}
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"json": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var b bytes.Buffer
		slog.New(handler(&b)).With("first", s).Info("a message", "secret", s, "pointer", &s, "struct", inside, slog.Group("g", "s", s))
		if strings.Contains(b.String(), sample) || !strings.Contains(b.String(), Redacted) {
			t.Errorf("slog as %s: %s", name, b.String())
		}
	}
	if got := s.Reveal(); got != sample {
		t.Errorf("Reveal: got %q, want %q", got, sample)
	}
	if zero := NewSecret(""); zero.IsSet() || zero.Reveal() != "" || fmt.Sprint(zero) != Redacted {
		t.Error("an empty secret is set, or prints something")
	}
}

func TestRedact(t *testing.T) {
	own := NewSecret("8f742231b10e8888")
	for _, tt := range []struct{ in, want string }{
		{"nothing to hide", "nothing to hide"},
		{"secret=8f742231b10e8888.", "secret=[redacted]."},
		{"a token xoxb-1-2-abc that is not ours", "a token [redacted] that is not ours"},
		{"rotating xoxe.xoxb-1-abcdef", "rotating [redacted]"},
		{`dial "wss://wss-primary.slack.com/link/?ticket=12-34&app_id=a5": EOF`, `dial "wss://wss-primary.slack.com/link/?[redacted]&app_id=a5": EOF`},
		{`{"url":"https://x/?token=abc"}`, `{"url":"https://x/?[redacted]"}`},
		{"Bot MTE5ODYyMjQ4MzQ3MTkyNTI0OA.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWsZnCjm1X is not ours", "Bot [redacted] is not ours"},
		{`Patch "https://discord.com/api/v10/webhooks/111/aW50ZXJhY3Rpb246/messages/@original": EOF`, `Patch "https://discord.com/api/v10/webhooks/111/[redacted]/messages/@original": EOF`},
		{`Post "https://discord.com/api/v10/interactions/222/aW50ZXJhY3Rpb246/callback?with_response=true": EOF`, `Post "https://discord.com/api/v10/interactions/222/[redacted]/callback?with_response=true": EOF`},
		{"https://discord.com/api/v10/channels/111/messages/222 and /webhooks/111", "https://discord.com/api/v10/channels/111/messages/222 and /webhooks/111"},
		{"SLACK_BOT_TOKEN begins with xoxb- or xapp-", "SLACK_BOT_TOKEN begins with xoxb- or xapp-"},
	} {
		if got := RedactText(tt.in, own, Secret{}); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
	var b bytes.Buffer
	log := slog.New(slog.NewJSONHandler(Redact(&b, own), nil))
	log.Error("failed", "error", errors.New("post: 8f742231b10e8888 xapp-1-A0-12-abcdef"))
	if got := b.String(); strings.Contains(got, "8f742231") || strings.Contains(got, "xapp-1") || !json.Valid(b.Bytes()) {
		t.Errorf("a log line: %s", got)
	}
}

// No token is overlooked for being quick.
func FuzzSuspect(f *testing.F) {
	for _, s := range []string{"nothing", sample, "a ticket=1", "https://discord.com/api/webhooks/123/abc", "/interactions/1/x/callback",
		"MTE4NTk0NzY4OTI3MDQyOTc.GhXyZ1.abcdefghijklmnopqrstuvwxyz0", "at 1.234567. and so on"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if tokens.MatchString(s) && !suspect(s) {
			t.Errorf("%q holds %q", s, tokens.FindString(s))
		}
	})
}
