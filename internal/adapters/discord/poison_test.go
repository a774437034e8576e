package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"marketbot/internal/adapters/discord/discordtest"
)

// What has killed bots, or silenced them, goes through the whole way, the library included. Each is followed by a
// question, which is answered, and where it holds a question itself, so is that.
func TestPoisonOverTheWire(t *testing.T) {
	t.Parallel()
	nested := func(kind int) []any { // a component that the library does not know
		return []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": kind, "custom_id": "x"}}}, map[string]any{"type": kind}}
	}
	worst := []struct {
		name     string
		more     []any
		answered bool
	}{
		{"a component of type 20", []any{"components", nested(20)}, true},
		{"a component of type 16", []any{"components", nested(16)}, true},
		{"a component of type 99", []any{"components", nested(99)}, true},
		{"components of another type", []any{"components", "none"}, true},
		{"nulls", []any{"components", nil, "embeds", nil, "attachments", nil, "mentions", nil, "member", nil, "nonce", nil, "referenced_message", nil}, true},
		{"objects for lists", []any{"embeds", map[string]any{"a": 1}, "mentions", 7, "mention_roles", "x"}, true},
		{"numbers for ids", []any{"id", json.Number("1700000000000000007"), "channel_id", json.Number(discordtest.ChannelID)}, true},
		{"one megabyte of text", []any{"content", "<@" + discordtest.BotID + "> " + strings.Repeat("who leads in china? ", 50_000)}, true},
		{"a poll, a sticker, an unknown field", []any{"poll", map[string]any{"answers": 7}, "sticker_items", []any{nil}, "hologram", true}, true},
		{"no author", []any{"author", nil}, false},
		{"no content", []any{"content", nil}, false},
		{"a type from the future", []any{"type", 7777}, false},
	}
	r := newRig(t, "gateway", quiet())
	want := 0
	for _, w := range worst {
		r.Gateway.Dispatch(created, event(r.mention("who leads in china?"), w.more...))
		if w.answered {
			want++
		}
		r.Gateway.Dispatch(created, r.mention(share))
		want++
		r.until(w.name+": the next question is answered", func() bool { return len(r.Posts()) >= want })
	}
	if got := len(r.Posts()); got != want {
		t.Errorf("%d answers, want %d", got, want)
	}
	// events that are none, and interactions that the library cannot read
	for _, raw := range []string{`null`, `7`, `"hello"`, `[]`, `{}`, `[{"id":1}]`, `{"id":"1","channels":[null],"members":[null],"voice_states":[null],"roles":[null]}`} {
		for _, kind := range []string{created, updated, deleted, deletedBulk, interacted, "GUILD_CREATE", "GUILD_UPDATE", "FROM_THE_FUTURE"} {
			r.Gateway.DispatchTo(0, kind, json.RawMessage(raw))
		}
	}
	label := []any{map[string]any{"type": 18, "component": map[string]any{"type": 4, "custom_id": idReason, "value": "x"}}, map[string]any{"type": 99}}
	got := r.response(r.interact(discordtest.ModalInteraction, discordtest.Message{}, map[string]any{"custom_id": custom(idReason, "en", "1"), "components": label}))
	if got.Text("data", "content") != "Thank you." {
		t.Errorf("a modal with a label is responded to with %s", encoded(t, got.V))
	}
	r.Gateway.Dispatch(created, r.mention(share))
	r.posted(want + 1)
	if s := r.Gateway.State(); len(s.Identifies) != 1 || s.Resumes != 0 {
		t.Errorf("the connection was lost: %d identifies, %d resumes", len(s.Identifies), s.Resumes)
	}
}

// The samples go the whole way too; afterwards the bot answers.
func TestSamplesOverTheWire(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		n := 0
		for _, s := range samples(t) {
			if s.event == "" {
				continue
			}
			n++
			if s.event != interacted || r.address == "" {
				r.Gateway.DispatchTo(0, s.event, s.body.V)
				continue
			}
			if code, _ := handled(r.adapter.Handler(), signed(encoded(t, s.body.V))); code != 200 && code != 202 {
				t.Errorf("%s: %d", s.name, code)
			}
		}
		m := r.mention("who leads in china?")
		r.Gateway.Dispatch(created, m)
		r.until("the next question is answered", func() bool {
			for _, p := range r.Posts() {
				if p.Reference == m["id"] {
					return true
				}
			}
			return false
		})
		t.Logf("%d deliveries", n)
	})
}
