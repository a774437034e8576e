package slack

import (
	"strings"

	"marketbot/internal/desk"
)

// command translates a slash command. Those of the command table are what they are called; any other is a
// door to all of them: "/market share apple cn" is "/share apple cn", "/market why?" a question.
func (r reader) command(p payload) reaction {
	if p.flag("ssl_check") || p.text("ssl_check") == "1" {
		return ignored("ssl check")
	}
	name := strings.TrimPrefix(strings.ToLower(p.text("command")), "/")
	channel, user := p.text("channel_id"), p.text("user_id")
	if name == "" || channel == "" || user == "" {
		return ignored("no command, channel or user")
	}
	team := first(p.text("team_id"), r.self.Team)
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      key("command", team, channel, user, first(p.text("trigger_id"), p.text("response_url"), p.text("text"))),
		Kind:     desk.Ask,
		Space:    team,
		Channel:  channel,
		Thread:   user,
		User:     user,
		Text:     r.commanded(name, question(p.text("text"), r.self.User)),
		Surface:  "command",
		Private:  true,
		Return:   address{Channel: channel, URL: p.text("response_url")}.raw(),
	}}
}

// free is the command whose text is a question as it stands.
const free = "ask"

// commanded words a command as the engine reads it.
func (r reader) commanded(name, text string) string {
	if own, ok := strings.CutPrefix(name, r.prefix); ok && r.commands[own] {
		return typed(own, text)
	}
	word, rest, _ := strings.Cut(text, " ")
	if word = strings.ToLower(strings.TrimPrefix(word, "/")); r.commands[word] {
		return typed(word, rest)
	}
	return typed(free, text)
}

func typed(name, text string) string {
	text = strings.TrimSpace(text)
	switch {
	case name != free:
		return strings.TrimSpace("/" + name + " " + text)
	case text == "":
		return askedForHelp
	}
	return text
}
