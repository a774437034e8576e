package slack

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// inModes runs a test in both modes.
func inModes(t *testing.T, f func(t *testing.T, r *rig)) {
	for _, mode := range modes {
		t.Run(mode, func(t *testing.T) { f(t, newRig(t, mode, quiet())) })
	}
}

const share = "what is apple's share in china?"

// checkPosted checks what every public message holds.
func checkPosted(t *testing.T, m keptMessage) {
	t.Helper()
	checkMessage(t, "posted", m.Args)
	p := payload.Of(m.Args)
	for _, k := range []string{"unfurl_links", "unfurl_media", "link_names", "mrkdwn"} {
		if v, ok := m.Args[k].(bool); !ok || v {
			t.Errorf("%s is %v, want false", k, m.Args[k])
		}
	}
	if p.Text("parse") != "none" || p.Text("client_msg_id") == "" || p.Text("metadata", "event_type") != stamp || p.Text("metadata", "event_payload", "id") == "" {
		t.Errorf("a message without parse=none, client_msg_id or metadata: %v", m.Args)
	}
	if _, ok := m.Args["token"]; ok {
		t.Error("the token stands in the body")
	}
}

func TestMentionAndThread(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		ts := r.newTS()
		r.deliver(events, mention(ts, share))
		m := r.posted(1)
		checkPosted(t, m)
		if m.Thread != ts || m.Channel != fakeChannel || !strings.Contains(m.Text, "15%") {
			t.Errorf("posted %q in %s/%s, want the share in the thread %s", m.Text, m.Channel, m.Thread, ts)
		}
		r.deliver(events, said(fakeChannel, r.newTS(), "who leads in china?", "thread_ts", "1.000"))
		r.deliver(events, said(fakeChannel, r.newTS(), "<@U0BEN> who leads in china?", "thread_ts", ts))
		r.deliver(events, said(fakeChannel, r.newTS(), "who leads in china?"))
		r.deliver(events, said(fakeChannel, r.newTS(), "who leads in china?", "thread_ts", ts))
		if m := r.posted(2); m.Thread != ts || !strings.Contains(m.Text, "Vivo") {
			t.Errorf("the follow-up is answered with %q in %s", m.Text, m.Thread)
		}
		if n := len(r.desk.Accepted()); n != 2 {
			t.Errorf("%d questions were accepted, want 2", n)
		}
	})
}

func TestDirectAndAgent(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.deliver(events, said(fakeDM, r.newTS(), share))
		if m := r.posted(1); m.Channel != fakeDM || m.Thread != "" {
			t.Errorf("answered in %s/%s, want in place", m.Channel, m.Thread)
		}
		ts := r.newTS()
		r.deliver(events, said(fakeDM, ts, share, "assistant_thread", map[string]any{"action_token": "x"}))
		if m := r.posted(2); m.Thread != ts {
			t.Errorf("answered in thread %q, want %q", m.Thread, ts)
		}
		r.until("the thread has a title", func() bool { return len(r.made("assistant.threads.setTitle")) == 1 })
		if got := r.made("assistant.threads.setStatus"); len(got) != 1 || got[0].text("thread_ts") != ts {
			t.Errorf("the status was set %v", got)
		}
		r.deliver(events, event(map[string]any{"type": "app_home_opened", "tab": "messages", "user": fakePerson, "channel": fakeDM}))
		r.until("prompts are suggested", func() bool { return len(r.made("assistant.threads.setSuggestedPrompts")) == 1 })
		if c := r.made("assistant.threads.setSuggestedPrompts")[0]; c.text("thread_ts") != "" || len(payload.Of(c.Args).List("prompts")) != 2 {
			t.Errorf("suggested %v", c.Args)
		}
	})
}

func TestCommands(t *testing.T) {
	for _, tt := range []struct{ command, text, want string }{
		{"/share", "apple cn", "/share apple cn"},
		{"/SHARE", " apple   cn ", "/share apple cn"},
		{"/mb-share", "apple", "/share apple"},
		{"/market", "share apple cn", "/share apple cn"},
		{"/market", "/share apple cn", "/share apple cn"},
		{"/market", "Share apple &amp; vivo", "/share apple & vivo"},
		{"/market", "why did apple fall?", "why did apple fall?"},
		{"/market", "ask who leads?", "who leads?"},
		{"/market", "help", "/help"},
		{"/market", "", "/help"},
		{"/ask", "who leads <@U1|ann>?", "who leads ann ?"},
		{"/ask", "", "/help"},
		{"/sources", "", "/sources"},
		{"/mb-ask", "who leads?", "who leads?"},
	} {
		r := testReader(t)
		r.prefix = "mb-"
		if tt.command != "/mb-share" && tt.command != "/mb-ask" && tt.command != "/market" {
			r.prefix = ""
		}
		re := r.command(payload.Of(map[string]any{"command": tt.command, "text": tt.text, "channel_id": "C1", "user_id": "U1", "trigger_id": "t"}))
		if re.Message.Text != tt.want || !re.Message.Private {
			t.Errorf("%s %s is %q, private %t, want %q", tt.command, tt.text, re.Message.Text, re.Message.Private, tt.want)
		}
	}
}

func TestCommandIsPrivateUntilShared(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.deliver(slash, r.slash("/market", "share apple cn"))
		m := r.posted(1)
		if m.Only != fakePerson || !strings.Contains(m.Text, "15%") {
			t.Fatalf("answered %q for %q, want the share for the asker", m.Text, m.Only)
		}
		checkMessage(t, "private", m.Args)
		r.deliver(interactive, r.press(m, r.element(m, idShare)))
		m = r.posted(2)
		if m.Only != "" || m.Thread != "" || m.Channel != fakeChannel {
			t.Errorf("shared in %s/%s for %q, want for all", m.Channel, m.Thread, m.Only)
		}
		checkPosted(t, m)
		r.until("the private answer is taken away", func() bool {
			for _, c := range r.made("response_url") {
				if v, _ := c.Args["delete_original"].(bool); v {
					return true
				}
			}
			return false
		})
	})
}

// Where the bot is not in the channel, a shared answer goes by the response URL.
func TestSharedFromOutside(t *testing.T) {
	r := newRig(t, "socket", quiet())
	r.deliver(slash, r.slash("/share", "apple cn"))
	r.fail("chat.postMessage", trouble{code: "not_in_channel"})
	r.deliver(interactive, r.press(r.posted(1), r.element(r.posted(1), idShare)))
	if m := r.posted(2); m.Only != "" {
		t.Errorf("shared for %q only", m.Only)
	}
}

func TestShortcut(t *testing.T) {
	shortcut := func(r *rig, ts string) map[string]any {
		return map[string]any{"type": "message_action", "callback_id": idAnswer, "trigger_id": "t" + r.newTS(), "action_ts": r.newTS(), "team": map[string]any{"id": fakeTeam},
			"user": map[string]any{"id": fakePerson}, "channel": map[string]any{"id": fakeChannel}, "message_ts": ts,
			"message": map[string]any{"type": "message", "user": "U0BEN", "ts": ts, "text": share}, "response_url": r.responseURL(fakeChannel, fakePerson)}
	}
	inModes(t, func(t *testing.T, r *rig) {
		ts := r.newTS()
		r.deliver(interactive, shortcut(r, ts))
		if m := r.posted(1); m.Thread != ts || m.Only != "" {
			t.Errorf("answered in %s for %q, want in the thread for all", m.Thread, m.Only)
		}
		r.fail("chat.postMessage", trouble{code: "channel_not_found"})
		r.deliver(interactive, shortcut(r, ts))
		if m := r.posted(2); m.Only != fakePerson {
			t.Errorf("answered for %q, want privately where the bot is not in the channel", m.Only)
		}
	})
}

func TestButtons(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		ts := r.newTS()
		r.deliver(events, mention(ts, share))
		m := r.posted(1)
		press := r.press(m, r.element(m, idAsk))
		r.deliver(interactive, press)
		r.deliver(interactive, press) // again
		if got := r.posted(2); got.Thread != ts || !strings.Contains(got.Text, "Vivo is ahead") {
			t.Errorf("the suggestion is answered with %q in %s", got.Text, got.Thread)
		}

		pick := r.element(m, idCompare)
		pick["selected_option"] = map[string]any{"value": "huawei", "text": map[string]any{"type": "plain_text", "text": "Huawei"}}
		r.deliver(interactive, r.press(m, pick))
		r.posted(3)
		if got := r.desk.Accepted()[2]; got.Text != "Apple vs Huawei?" || got.Thread != ts {
			t.Errorf("compared by %q in %s", got.Text, got.Thread)
		}

		r.deliver(interactive, r.press(m, r.element(m, idEvidence)))
		r.until("the evidence is shown", func() bool { return len(r.made("views.open")) == 1 })
		view := payload.Of(r.made("views.open")[0].Args).At("view")
		checkView(t, "evidence", view.V)
		if !strings.Contains(string(encoded(view.V)), "15%") {
			t.Errorf("the evidence is %s", encoded(view.V))
		}
	})
}

func TestEphemeralButtons(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.deliver(slash, r.slash("/share", "apple cn"))
		m := r.posted(1)
		r.deliver(interactive, r.press(m, r.element(m, idAsk)))
		if got := r.posted(2); got.Only != fakePerson {
			t.Errorf("a press on a private answer is answered for %q", got.Only)
		}
		r.fail("response_url", trouble{status: 404})
		r.deliver(interactive, r.press(m, r.element(m, idAsk)))
		if got := r.posted(3); got.Only != fakePerson {
			t.Errorf("without response URL: answered for %q", got.Only)
		}
		if n := len(r.made("chat.postEphemeral")); n != 1 {
			t.Errorf("%d ephemeral messages, want 1 where the response URL has lapsed", n)
		}
	})
}

func TestSuggestions(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		ack := r.deliver(interactive, map[string]any{"type": "block_suggestion", "action_id": "compare:en:apple", "value": "xiomi", "user": map[string]any{"id": fakePerson}})
		var got struct {
			Options []struct{ Value string }
		}
		if err := json.Unmarshal(ack, &got); err != nil || len(got.Options) == 0 || got.Options[0].Value != "xiaomi" {
			t.Errorf("the options are %s, %v", ack, err)
		}
	})
}

func TestHome(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.deliver(events, event(map[string]any{"type": "app_home_opened", "tab": "home", "user": fakePerson, "channel": fakeDM}))
		r.until("the home tab is published", func() bool { return len(r.made("views.publish")) == 1 })
		view := payload.Of(r.made("views.publish")[0].Args).At("view")
		checkView(t, "home", view.V)
		action := r.element(keptMessage{Args: view.V.(map[string]any)}, idAsk)
		action["action_ts"] = r.newTS()
		r.deliver(interactive, map[string]any{"type": "block_actions", "trigger_id": "t1", "team": map[string]any{"id": fakeTeam}, "user": map[string]any{"id": fakePerson},
			"container": map[string]any{"type": "view", "view_id": "V1"}, "actions": []any{action}})
		if m := r.posted(1); m.Channel != fakePerson {
			t.Errorf("an example is answered in %s, want in the conversation with %s", m.Channel, fakePerson)
		}
	})
}

func TestFeedback(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		ts := r.newTS()
		r.deliver(events, mention(ts, share))
		m := r.posted(1)
		e := r.element(m, idRating)
		r.deliver(interactive, r.press(m, map[string]any{"type": "feedback_buttons", "action_id": idRating, "value": payload.Of(e).Text("negative_button", "value")}))
		r.until("the reason is asked for", func() bool { return len(r.made("views.open")) == 1 })
		view := payload.Of(r.made("views.open")[0].Args).At("view")
		checkView(t, "reason", view.V)
		r.deliver(interactive, map[string]any{"type": "view_submission", "user": map[string]any{"id": fakePerson}, "team": map[string]any{"id": fakeTeam}, "view": map[string]any{
			"id": "V1", "callback_id": view.Text("callback_id"), "private_metadata": view.Text("private_metadata"),
			"state": map[string]any{"values": map[string]any{idReason: map[string]any{idReason: map[string]any{"type": "plain_text_input", "value": "It was 16%."}}}}}})
		key := fakeTeam + ":" + fakeChannel + ":" + ts
		got := r.desk.Verdicts()
		if len(got) != 2 || got[0].Key != key || got[0].Verdict != desk.Bad || got[1].Reason != "It was 16%." || got[1].Key != key || got[0].ID == "" || got[0].ID == got[1].ID {
			t.Errorf("the feedback is %+v", got)
		}
	})
}

func TestEditedAndDeleted(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		ts := r.newTS()
		r.deliver(events, mention(ts, "who leads in china?"))
		r.posted(1)
		text := func(s string) map[string]any {
			return map[string]any{"type": "message", "user": fakePerson, "ts": ts, "text": "<@" + fakeUser + "> " + s, "edited": map[string]any{"user": fakePerson, "ts": r.newTS()}}
		}
		r.deliver(events, said(fakeChannel, r.newTS(), "", "subtype", "message_changed", "user", nil, "hidden", true, "message", text(share), "previous_message", text("who leads in china?")))
		r.until("the answer is changed", func() bool { return strings.Contains(r.posted(1).Text, "15%") })
		if c := r.made("chat.update")[0]; c.text("parse") != "none" {
			t.Errorf("an update without parse=none: %v", c.Args)
		}
		checkMessage(t, "update", r.made("chat.update")[0].Args)
		r.deliver(events, said(fakeChannel, r.newTS(), "", "subtype", "message_deleted", "user", nil, "hidden", true, "deleted_ts", ts, "previous_message", text(share)))
		r.until("the answer is gone", func() bool { return len(r.seen()) == 0 })
	})
}

// An edit that adds the bot's address to what was no question makes it one.
func TestAddressAdded(t *testing.T) {
	r := newRig(t, "http", quiet())
	ts := r.newTS()
	m := func(s string) map[string]any {
		return map[string]any{"type": "message", "user": fakePerson, "ts": ts, "text": s, "edited": map[string]any{"ts": r.newTS()}}
	}
	r.deliver(events, said(fakeChannel, r.newTS(), "", "subtype", "message_changed", "user", nil, "message", m("<@"+fakeUser+"> "+share), "previous_message", m(share)))
	if got := r.posted(1); got.Thread != ts {
		t.Errorf("answered in %q", got.Thread)
	}
}

// What cannot be stored is not acknowledged.
func TestNotStored(t *testing.T) {
	inModes(t, func(t *testing.T, r *rig) {
		r.desk.Refuse(errDisk)
		if r.address == "" {
			if _, ok := r.envelope(events, mention("1.1", share), 300*time.Millisecond); ok {
				t.Error("acknowledged")
			}
		} else if _, ok := r.try(events, mention("1.1", share)); ok {
			t.Error("acknowledged")
		}
		r.desk.Refuse(nil)
		r.deliver(events, mention("1.1", share))
		r.posted(1)
	})
}
