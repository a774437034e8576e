package slack

import (
	"cmp"
	"strings"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/desk"
)

// command translates a slash command. Those of the command table are what they are called; any other is a
// door to all of them: "/market share apple cn" is "/share apple cn", "/market why?" a question.
func (r reader) command(p payload.Value) reaction {
	if p.Flag("ssl_check") || p.Text("ssl_check") == "1" {
		return ignored("ssl check")
	}
	name := strings.TrimPrefix(strings.ToLower(p.Text("command")), "/")
	channel, user := p.Text("channel_id"), p.Text("user_id")
	if name == "" || channel == "" || user == "" {
		return ignored("no command, channel or user")
	}
	team := cmp.Or(p.Text("team_id"), r.self.Team)
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      key("command", team, channel, user, cmp.Or(p.Text("trigger_id"), p.Text("response_url"), p.Text("text"))),
		Kind:     desk.Ask,
		Space:    team,
		Channel:  channel,
		Thread:   user,
		User:     user,
		Text:     r.commanded(name, question(p.Text("text"), r.self.User)),
		Surface:  "command",
		Private:  true,
		Return:   address{Channel: channel, URL: p.Text("response_url")}.raw(),
	}}
}

// commanded words a command as the engine reads it.
func (r reader) commanded(name, text string) string {
	if own, ok := strings.CutPrefix(name, r.prefix); ok && r.commands[own] {
		return shelf.Typed(own, text)
	}
	word, rest, _ := strings.Cut(text, " ")
	if word = strings.ToLower(strings.TrimPrefix(word, "/")); r.commands[word] {
		return shelf.Typed(word, rest)
	}
	return shelf.Typed(shelf.Free, text)
}
