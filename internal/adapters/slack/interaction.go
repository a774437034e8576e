package slack

import (
	"encoding/json"
	"strings"

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
func (r reader) interaction(p payload) reaction {
	switch kind := p.text("type"); kind {
	case "block_actions":
		return r.pressed(p)
	case "message_action":
		return r.shortcut(p)
	case "block_suggestion":
		if name, arg, _ := strings.Cut(p.text("action_id"), ":"); name == idCompare {
			lang, subject, _ := strings.Cut(arg, ":")
			return reaction{Do: options, Query: cut(p.text("value"), maxOptionText), Language: lang, Except: subject}
		}
		return ignored("suggestion for an unknown select")
	case "view_submission":
		return r.submitted(p)
	default:
		return ignored("interaction " + cut(clean(kind), 80))
	}
}

// pressed translates a press on something that the bot posted.
func (r reader) pressed(p payload) reaction {
	actions := p.list("actions")
	if len(actions) == 0 {
		return ignored("no action")
	}
	a := actions[0]
	name, arg, _ := strings.Cut(a.text("action_id"), ":")
	switch name {
	case idAsk, idChart:
		return r.pressedQuestion(p, a, a.text("value"))
	case idShare:
		return r.shared(p, a)
	case idCompare:
		lang, subject, _ := strings.Cut(arg, ":")
		return r.pressedQuestion(p, a, r.compare(lang, subject, a.text("selected_option", "value")))
	case idEvidence:
		return reaction{Do: prove, Trigger: p.text("trigger_id"), Claims: strings.Fields(a.text("value")), Language: arg}
	case idRating:
		return r.rated(p, a)
	}
	return ignored("unknown action")
}

// rated translates a press on a thumb: verdict, language and the question's key are in its value.
func (r reader) rated(p, a payload) reaction {
	verdict, rest, _ := strings.Cut(a.text("value"), " ")
	lang, asked, _ := strings.Cut(rest, " ")
	if v := desk.Verdict(verdict); v != desk.Good && v != desk.Bad || asked == "" {
		return ignored("rating of nothing")
	}
	f := r.feedback(p, asked)
	f.ID = key("rating", f.Space, f.User, first(a.text("action_ts"), p.text("trigger_id")))
	f.Verdict = desk.Verdict(verdict)
	return reaction{Do: rate, Feedback: f, Trigger: p.text("trigger_id"), Language: lang}
}

func (r reader) feedback(p payload, asked string) desk.Feedback {
	return desk.Feedback{
		Platform: Platform,
		Key:      asked,
		Space:    first(p.text("team", "id"), p.text("user", "team_id"), r.self.Team),
		Channel:  first(p.text("channel", "id"), p.text("container", "channel_id")),
		User:     p.text("user", "id"),
	}
}

// pressedQuestion asks what a button or a select holds, where its message is.
func (r reader) pressedQuestion(p, a payload, text string) reaction {
	user := p.text("user", "id")
	if user == "" || strings.TrimSpace(text) == "" {
		return ignored("a press without user or question")
	}
	team := first(p.text("team", "id"), p.text("user", "team_id"), r.self.Team)
	at := first(a.text("action_ts"), p.text("trigger_id"))
	m := desk.Message{
		Platform: Platform,
		Key:      key("press", team, user, at, a.text("action_id")),
		Kind:     desk.Ask,
		Space:    team,
		User:     user,
		Text:     cut(text, longestQuestion),
		Surface:  "button",
		At:       when(a.text("action_ts")),
	}
	channel := first(p.text("channel", "id"), p.text("container", "channel_id"))
	root := first(p.text("container", "thread_ts"), p.text("message", "thread_ts"))
	to := address{Channel: channel, Thread: root, TS: first(p.text("container", "message_ts"), p.text("message", "ts")), URL: p.text("response_url")}
	switch {
	case channel == "": // the home tab: answer in the conversation with the bot
		m.Channel = user
		to = address{Channel: user}
		m.Thread = whole
	case p.flag("container", "is_ephemeral"):
		m.Channel, m.Private = channel, true
		m.Thread = first(root, user)
	default:
		m.Channel = channel
		to.Else = "ephemeral"
		direct := strings.HasPrefix(channel, "D")
		if !direct { // the answer that was pressed may stand in the channel itself
			to.Thread = first(root, to.TS)
		}
		m.Thread = first(to.Thread, whole)
	}
	m.Return = to.raw()
	return reaction{Do: accept, Message: m}
}

// shared asks the question of a private answer again, for all to see.
func (r reader) shared(p, a payload) reaction {
	re := r.pressedQuestion(p, a, a.text("value"))
	if re.Do != accept || re.Message.Channel == "" {
		return re
	}
	root := p.text("container", "thread_ts")
	re.Message.Private = false
	re.Message.Return = address{Channel: re.Message.Channel, Thread: root, TS: a.text("action_ts"), URL: p.text("response_url"), Else: "in_channel"}.raw()
	if p.flag("container", "is_ephemeral") {
		re.Forget = p.text("response_url")
	}
	return re
}

// shortcut translates "Answer this" on somebody's message: its text is the question.
func (r reader) shortcut(p payload) reaction {
	if p.text("callback_id") != idAnswer {
		return ignored("unknown shortcut")
	}
	msg := p.at("message")
	channel, user := p.text("channel", "id"), p.text("user", "id")
	text := msg.text("text")
	for _, a := range msg.list("attachments") { // a forwarded message has its words there
		if text == "" {
			text = first(a.text("text"), a.text("fallback"))
		}
	}
	if text = question(text, r.self.User); text == "" || channel == "" || user == "" {
		return ignored("shortcut without text, channel or user")
	}
	team := first(p.text("team", "id"), r.self.Team)
	ts := first(msg.text("ts"), p.text("message_ts"))
	root := first(msg.text("thread_ts"), ts)
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      key("shortcut", team, channel, ts, user, first(p.text("action_ts"), p.text("trigger_id"))),
		Kind:     desk.Ask,
		Space:    team,
		Channel:  channel,
		Thread:   root,
		User:     user,
		Text:     text,
		Surface:  "shortcut",
		Return:   address{Channel: channel, Thread: root, TS: ts, URL: p.text("response_url"), Else: "ephemeral"}.raw(),
		At:       when(p.text("action_ts")),
	}}
}

// submitted translates a modal that was sent off.
func (r reader) submitted(p payload) reaction {
	if p.text("view", "callback_id") != idReason {
		return ignored("unknown modal")
	}
	var rated ratedQuestion
	if err := json.Unmarshal([]byte(p.text("view", "private_metadata")), &rated); err != nil || rated.Key == "" {
		return ignored("a modal about nothing")
	}
	f := r.feedback(p, rated.Key)
	f.ID = key("reason", f.Space, f.User, first(p.text("view", "id"), p.text("trigger_id")))
	f.Verdict = desk.Bad
	f.Reason = cut(strings.TrimSpace(clean(p.text("view", "state", "values", idReason, idReason, "value"))), maxSection)
	return reaction{Do: complain, Feedback: f}
}

// ratedQuestion is what a modal remembers.
type ratedQuestion struct {
	Key string `json:"key"`
}
