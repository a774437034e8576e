package slack

import (
	"cmp"
	"encoding/json"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// The ids of what people press. An id may hold an argument behind a colon.
const (
	idAsk      = "ask"      // + number: a suggested question, in the value
	idChart    = "chart"    // a question whose answer has a chart, in the value
	idShare    = "share"    // the question of a private answer, in the value
	idEvidence = "evidence" // + language: the ids of claims, in the value
	idCompare  = "compare"  // + language and entity: a select
	idRating   = "rating"   // feedback buttons: verdict, language and the id of the reply
	idReason   = "reason"   // the modal behind a thumb down, its block and input
	idAnswer   = "answer_this"
)

// interaction translates what comes of a press, a shortcut, a modal or a select.
func (r reader) interaction(p payload.Value) reaction {
	switch kind := p.Text("type"); kind {
	case "block_actions":
		return r.pressed(p)
	case "message_action":
		return r.shortcut(p)
	case "block_suggestion":
		if name, arg, _ := strings.Cut(p.Text("action_id"), ":"); name == idCompare {
			lang, subject, _ := strings.Cut(arg, ":")
			return reaction{Do: options, Query: clip.Cut(p.Text("value"), maxOptionText), Language: lang, Except: subject}
		}
		return ignored("suggestion for an unknown select")
	case "view_submission":
		return r.submitted(p)
	default:
		return ignored("interaction " + clip.Cut(clip.Clean(kind), 80))
	}
}

// pressed translates a press on something that the bot posted.
func (r reader) pressed(p payload.Value) reaction {
	actions := p.List("actions")
	if len(actions) == 0 {
		return ignored("no action")
	}
	a := actions[0]
	name, arg, _ := strings.Cut(a.Text("action_id"), ":")
	switch name {
	case idAsk, idChart:
		return r.pressedQuestion(p, a, a.Text("value"))
	case idShare:
		return r.shared(p, a)
	case idCompare:
		lang, subject, _ := strings.Cut(arg, ":")
		return r.pressedQuestion(p, a, r.compare(lang, subject, a.Text("selected_option", "value")))
	case idEvidence:
		return reaction{Do: prove, Trigger: p.Text("trigger_id"), Claims: strings.Fields(a.Text("value")), Language: arg}
	case idRating:
		return r.rated(p, a)
	}
	return ignored("unknown action")
}

// rated translates a press on a thumb: verdict, language and the question's key are in its value.
func (r reader) rated(p, a payload.Value) reaction {
	verdict, rest, _ := strings.Cut(a.Text("value"), " ")
	lang, asked, _ := strings.Cut(rest, " ")
	if v := desk.Verdict(verdict); v != desk.Good && v != desk.Bad || asked == "" {
		return ignored("rating of nothing")
	}
	f := r.feedback(p, asked)
	f.ID = key("rating", f.Space, f.User, cmp.Or(a.Text("action_ts"), p.Text("trigger_id")))
	f.Verdict = desk.Verdict(verdict)
	return reaction{Do: rate, Feedback: f, Trigger: p.Text("trigger_id"), Language: lang}
}

func (r reader) feedback(p payload.Value, asked string) desk.Feedback {
	return desk.Feedback{
		Platform: Platform,
		Key:      asked,
		Space:    cmp.Or(p.Text("team", "id"), p.Text("user", "team_id"), r.self.Team),
		Channel:  cmp.Or(p.Text("channel", "id"), p.Text("container", "channel_id")),
		User:     p.Text("user", "id"),
	}
}

// pressedQuestion asks what a button or a select holds, where its message is.
func (r reader) pressedQuestion(p, a payload.Value, text string) reaction {
	user := p.Text("user", "id")
	if user == "" || strings.TrimSpace(text) == "" {
		return ignored("a press without user or question")
	}
	team := cmp.Or(p.Text("team", "id"), p.Text("user", "team_id"), r.self.Team)
	at := cmp.Or(a.Text("action_ts"), p.Text("trigger_id"))
	m := desk.Message{
		Platform: Platform,
		Key:      key("press", team, user, at, a.Text("action_id")),
		Kind:     desk.Ask,
		Space:    team,
		User:     user,
		Text:     clip.Cut(text, longestQuestion),
		Surface:  "button",
		At:       when(a.Text("action_ts")),
	}
	channel := cmp.Or(p.Text("channel", "id"), p.Text("container", "channel_id"))
	root := cmp.Or(p.Text("container", "thread_ts"), p.Text("message", "thread_ts"))
	to := address{Channel: channel, Thread: root, TS: cmp.Or(p.Text("container", "message_ts"), p.Text("message", "ts")), URL: p.Text("response_url")}
	switch {
	case channel == "": // the home tab: answer in the conversation with the bot
		m.Channel = user
		to = address{Channel: user}
		m.Thread = whole
	case p.Flag("container", "is_ephemeral"):
		m.Channel, m.Private = channel, true
		m.Thread = cmp.Or(root, user)
	default:
		m.Channel = channel
		to.Else = "ephemeral"
		direct := strings.HasPrefix(channel, "D")
		if !direct { // the answer that was pressed may stand in the channel itself
			to.Thread = cmp.Or(root, to.TS)
		}
		m.Thread = cmp.Or(to.Thread, whole)
	}
	m.Return = to.raw()
	return reaction{Do: accept, Message: m}
}

// shared asks the question of a private answer again, for all to see.
func (r reader) shared(p, a payload.Value) reaction {
	re := r.pressedQuestion(p, a, a.Text("value"))
	if re.Do != accept || re.Message.Channel == "" {
		return re
	}
	root := p.Text("container", "thread_ts")
	re.Message.Private = false
	re.Message.Return = address{Channel: re.Message.Channel, Thread: root, TS: a.Text("action_ts"), URL: p.Text("response_url"), Else: "in_channel"}.raw()
	if p.Flag("container", "is_ephemeral") {
		re.Forget = p.Text("response_url")
	}
	return re
}

// shortcut translates "Answer this" on somebody's message: its text is the question.
func (r reader) shortcut(p payload.Value) reaction {
	if p.Text("callback_id") != idAnswer {
		return ignored("unknown shortcut")
	}
	msg := p.At("message")
	channel, user := p.Text("channel", "id"), p.Text("user", "id")
	text := msg.Text("text")
	for _, a := range msg.List("attachments") { // a forwarded message has its words there
		if text == "" {
			text = cmp.Or(a.Text("text"), a.Text("fallback"))
		}
	}
	if text = question(text, r.self.User); text == "" || channel == "" || user == "" {
		return ignored("shortcut without text, channel or user")
	}
	team := cmp.Or(p.Text("team", "id"), r.self.Team)
	ts := cmp.Or(msg.Text("ts"), p.Text("message_ts"))
	root := cmp.Or(msg.Text("thread_ts"), ts)
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      key("shortcut", team, channel, ts, user, cmp.Or(p.Text("action_ts"), p.Text("trigger_id"))),
		Kind:     desk.Ask,
		Space:    team,
		Channel:  channel,
		Thread:   root,
		User:     user,
		Text:     text,
		Surface:  "shortcut",
		Return:   address{Channel: channel, Thread: root, TS: ts, URL: p.Text("response_url"), Else: "ephemeral"}.raw(),
		At:       when(p.Text("action_ts")),
	}}
}

// submitted translates a modal that was sent off.
func (r reader) submitted(p payload.Value) reaction {
	if p.Text("view", "callback_id") != idReason {
		return ignored("unknown modal")
	}
	var rated ratedQuestion
	if err := json.Unmarshal([]byte(p.Text("view", "private_metadata")), &rated); err != nil || rated.Key == "" {
		return ignored("a modal about nothing")
	}
	f := r.feedback(p, rated.Key)
	f.ID = key("reason", f.Space, f.User, cmp.Or(p.Text("view", "id"), p.Text("trigger_id")))
	f.Verdict = desk.Bad
	f.Reason = clip.Cut(strings.TrimSpace(clip.Clean(p.Text("view", "state", "values", idReason, idReason, "value"))), maxSection)
	return reaction{Do: complain, Feedback: f}
}

// ratedQuestion is what a modal remembers.
type ratedQuestion struct {
	Key string `json:"key"`
}
