package discord

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/desk"
)

// inModes runs a test in both modes. Such tests wait more than they work, for the library to close its connections:
// they do so side by side.
func inModes(t *testing.T, f func(t *testing.T, r *rig)) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			f(t, newRig(t, mode, quiet()))
		})
	}
}

const share = "what is apple's share in china?"

func TestMentionReplyAndDirect(t *testing.T) {
	t.Parallel()
	r := newRig(t, "gateway", quiet())
	m := r.mention(share)
	r.Gateway.Dispatch(created, m)
	first := r.posted(1)
	if first.Reference != m["id"] || first.Channel != discordtest.ChannelID || !strings.Contains(first.Text(), "15%") {
		t.Errorf("posted %q in %s for %s, want the share as a reply to %s", first.Text(), first.Channel, first.Reference, m["id"])
	}
	r.Gateway.Dispatch(created, r.says(discordtest.ChannelID, "who leads in china?"))
	r.Gateway.Dispatch(created, r.says(discordtest.ChannelID, "who leads in china?", "type", 19, "message_reference", map[string]any{"message_id": first.ID}, "referenced_message", r.Shown(first.ID)))
	if got := r.posted(2); !strings.Contains(got.Text(), "Vivo") {
		t.Errorf("a reply to the answer is answered with %q", got.Text())
	}
	r.Gateway.Dispatch(created, r.says(discordtest.ChannelID, "<@&"+botRole+"> who leads in china?", "mention_roles", []string{botRole}))
	r.posted(3)
	r.Gateway.Dispatch(created, r.says(discordtest.DirectID, share))
	if got := r.posted(4); got.Channel != discordtest.DirectID {
		t.Errorf("a direct question is answered in %s", got.Channel)
	}
	var surfaces []string
	for _, m := range r.desk.Accepted() {
		surfaces = append(surfaces, m.Surface)
	}
	if got := strings.Join(surfaces, " "); got != "mention reply mention direct" {
		t.Errorf("accepted %s", got)
	}
}

func TestCommandIsPrivateUntilShared(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.command("share", "company", "apple", "place", "cn")
		m := r.posted(1)
		if m.Only != discordtest.PersonID || !strings.Contains(m.Text(), "15%") {
			t.Fatalf("answered %q for %q, want the share for the asker", m.Text(), m.Only)
		}
		r.press(m, idShare)
		if got := r.posted(2); got.Only != "" || got.Text() != m.Text() {
			t.Errorf("shared %q for %q, want it for all", got.Text(), got.Only)
		}
		r.command("share", "company", "apple", "place", "cn", "public", true)
		if got := r.posted(3); got.Only != "" {
			t.Errorf("answered for %q, want for all", got.Only)
		}
	})
}

func TestMessageMenu(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		id := r.Say(discordtest.ChannelID, "7", share)
		r.interact(discordtest.CommandInteraction, discordtest.Message{}, map[string]any{"id": "1", "type": 3, "name": "Answer this", "target_id": id,
			"resolved": map[string]any{"messages": map[string]any{id: r.Shown(id)}}})
		if got := r.posted(1); got.Only != discordtest.PersonID || !strings.Contains(got.Text(), "15%") {
			t.Errorf("answered %q for %q", got.Text(), got.Only)
		}
	})
}

// Buttons work after a restart, on what an earlier process has posted.
func TestButtonsAfterARestart(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.Gateway.Dispatch(created, r.mention(share))
		m := r.posted(1)
		if err := r.stopped(); err != nil {
			t.Fatal(err)
		}
		r.start(quiet())

		r.press(m, idAsk)
		if got := r.posted(2); !strings.Contains(got.Text(), "Vivo is ahead") || got.Only != "" {
			t.Errorf("the suggestion is answered with %q for %q", got.Text(), got.Only)
		}
		pick := r.part(m, idCompare)
		r.interact(discordtest.ComponentInteraction, m, map[string]any{"component_type": 3, "custom_id": pick.Text("custom_id"), "values": []string{"huawei"}})
		r.posted(3)
		if got := r.desk.Accepted()[2]; got.Text != "Apple vs Huawei?" || got.Surface != "button" {
			t.Errorf("compared by %q", got.Text)
		}
		shown := r.response(r.press(m, idEvidence))
		if text := string(encoded(t, shown.V)); !strings.Contains(text, "15%") || shown.Text("data", "flags") != "64" {
			t.Errorf("the evidence is %s", text)
		}
	})
}

// What a button stands for may be gone from the book.
func TestLapsedButtons(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.Gateway.Dispatch(created, r.mention(share))
		m := r.posted(1)
		for _, id := range []string{"evidence:en:no.such.claim", "compare:en:nobody", "hello", "chart:", "bad:en"} {
			got := r.response(r.interact(discordtest.ComponentInteraction, m, map[string]any{"component_type": 2, "custom_id": id, "values": []string{"nobody"}}))
			if got.Text("type") != "4" || got.Text("data", "flags") != "64" || !strings.Contains(got.Text("data", "content"), "older answer") {
				t.Errorf("%s: the response is %s", id, encoded(t, got.V))
			}
		}
		if n := len(r.desk.Accepted()); n != 1 {
			t.Errorf("%d questions were accepted, want 1", n)
		}
	})
}

func TestCompletion(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		typing := func(options ...map[string]any) []string {
			got := r.response(r.interact(discordtest.AutocompleteInteraction, discordtest.Message{}, map[string]any{"id": "1", "type": 1, "name": "share", "options": options}))
			var names []string
			for _, c := range got.List("data", "choices") {
				names = append(names, c.Text("name"))
			}
			return names
		}
		focused := map[string]any{"type": 3, "name": "company2", "value": "xiomi", "focused": true}
		if got := typing(focused); len(got) == 0 || got[0] != "Xiaomi" {
			t.Errorf("a misspelt name is completed by %q", got)
		}
		if got := typing(map[string]any{"type": 3, "name": "company", "value": "Xiaomi"}, focused); len(got) > 0 && got[0] == "Xiaomi" {
			t.Errorf("what is there already is offered again: %q", got)
		}
		if got := typing(map[string]any{"type": 3, "name": "place", "value": "", "focused": true}); len(got) == 0 || len(got) > maxChoices {
			t.Errorf("%d places are offered: %q", len(got), got)
		}
		if got := typing(map[string]any{"type": 3, "name": "unknown", "value": "x", "focused": true}); len(got) != 0 {
			t.Errorf("an unknown option is completed by %q", got)
		}
	})
}

func TestFeedback(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		asked := r.mention(share)
		r.Gateway.Dispatch(created, asked)
		m := r.posted(1)
		modal := r.response(r.press(m, idBad))
		if modal.Text("type") != "9" {
			t.Fatalf("a thumb down is responded to with %s", encoded(t, modal.V))
		}
		input := modal.List("data", "components")[0]
		thanks := r.response(r.interact(discordtest.ModalInteraction, m, map[string]any{"custom_id": modal.Text("data", "custom_id"),
			"components": []any{map[string]any{"type": 18, "id": 1, "component": map[string]any{"type": 4, "id": 2, "custom_id": input.Text("component", "custom_id"), "value": "It was 16%."}}}}))
		good := r.response(r.press(m, idGood))
		for _, got := range []string{thanks.Text("data", "content"), good.Text("data", "content")} {
			if got != "Thank you." {
				t.Errorf("feedback is responded to with %q", got)
			}
		}
		got := r.desk.Verdicts()
		if len(got) != 3 || got[0].Key != asked["id"] || got[0].Verdict != desk.Bad || got[1].Reason != "It was 16%." || got[1].Key != asked["id"] || got[2].Verdict != desk.Good || got[0].ID == "" || got[0].ID == got[1].ID {
			t.Errorf("the feedback is %+v", got)
		}
	})
}

// An edited question changes its answer, a deleted one takes it along. What others edit and delete is nobody's business.
func TestEditedAndDeleted(t *testing.T) {
	t.Parallel()
	r := newRig(t, "gateway", quiet())
	m := r.mention("who leads in china?")
	r.Gateway.Dispatch(created, m)
	r.posted(1)
	edited := func(text string, at string) map[string]any {
		e := map[string]any{}
		if err := json.Unmarshal(encoded(t, m), &e); err != nil {
			t.Fatal(err)
		}
		e["content"], e["edited_timestamp"] = text, at
		return e
	}
	r.Gateway.Dispatch(updated, edited("<@"+discordtest.BotID+"> "+share, "2026-11-26T12:00:00.000000+00:00"))
	r.until("the answer is changed", func() bool { return strings.Contains(r.posted(1).Text(), "15%") })
	other := r.says(discordtest.ChannelID, "hello")
	other["edited_timestamp"] = "2026-11-26T12:00:00.000000+00:00"
	r.Gateway.Dispatch(updated, other)
	r.Gateway.Dispatch(deleted, map[string]any{"id": other["id"], "channel_id": discordtest.ChannelID, "guild_id": discordtest.GuildID})
	r.Gateway.Dispatch(deletedBulk, map[string]any{"ids": []any{other["id"], m["id"]}, "channel_id": discordtest.ChannelID, "guild_id": discordtest.GuildID})
	r.until("the answer is gone", func() bool { return len(r.Posts()) == 0 })
	var kinds []string
	for _, m := range r.desk.Accepted() {
		kinds = append(kinds, string(m.Kind))
	}
	if got := strings.Join(kinds, " "); got != "ask edit delete" {
		t.Errorf("the desk got %s", got)
	}
}

// An edit that adds the bot's address to what was no question makes it one.
func TestAddressAdded(t *testing.T) {
	t.Parallel()
	r := newRig(t, "gateway", quiet())
	m := r.says(discordtest.ChannelID, share)
	r.Gateway.Dispatch(created, m)
	m["content"] = "<@" + discordtest.BotID + "> " + share
	m["edited_timestamp"] = when(m["id"].(string)).Format("2006-01-02T15:04:05.000000+00:00")
	r.Gateway.Dispatch(updated, m)
	if got := r.posted(1); got.Reference != m["id"] {
		t.Errorf("answered %q", got.Reference)
	}
}

// What cannot be stored is tried again; who asked is told where that is in vain.
func TestNotStored(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.desk.Refuse(errors.New("the disk is full"))
		got := r.response(r.command("rank"))
		if got.Text("type") != "4" || got.Text("data", "flags") != "64" || !strings.Contains(got.Text("data", "content"), "ask again") {
			t.Errorf("the response is %s", encoded(t, got.V))
		}
		r.Gateway.Dispatch(created, r.mention(share))
		r.desk.Refuse(nil)
		r.until("the message is taken in", func() bool { return len(r.desk.Accepted()) == 1 })
		r.until("it is answered", func() bool {
			for _, m := range r.Posts() {
				if m.Only == "" && strings.Contains(m.Text(), "15%") {
					return true
				}
			}
			return false
		})
	})
}
