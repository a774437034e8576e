package discordtest

import (
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/housetest"
)

const (
	peersDir = "../../../../peers/discord"
	secret   = "very.secret.token"
)

// A stage is the fake with an app on it.
type stage struct {
	*Server
	t *testing.T
}

// shows waits until people see a message with a text, and returns the newest.
func (s *stage) shows(text string) Message {
	s.t.Helper()
	for late := time.After(10 * time.Second); ; {
		changed := s.Changed()
		posts := s.Posts()
		for i := len(posts) - 1; i >= 0; i-- {
			if strings.Contains(posts[i].Body.Text("content"), text) {
				return posts[i]
			}
		}
		select {
		case <-changed:
		case <-late:
			var texts []string
			for _, m := range posts {
				texts = append(texts, m.Body.Text("content"))
			}
			s.t.Fatalf("nobody sees %q, but %q", text, texts)
		}
	}
}

// responded waits for the response to an interaction.
func (s *stage) responded(token string) payload.Value {
	s.t.Helper()
	for late := time.After(10 * time.Second); ; {
		changed := s.Changed()
		if c := s.Callback(token); c.V != nil {
			return c
		}
		select {
		case <-changed:
		case <-late:
			s.t.Fatal("the interaction is not responded to")
		}
	}
}

func (s *stage) dispatch(kind string, data map[string]any) {
	s.t.Helper()
	if s.Gateway.Dispatch(kind, data) == 0 {
		s.t.Fatalf("there is no session to send %s to", kind)
	}
}

// says delivers a message of a person, and returns its id.
func (s *stage) says(channel, text string, mentions ...any) string {
	id := s.Say(channel, PersonID, text)
	m := s.Shown(id)
	m["mentions"], m["channel_type"] = append([]any{}, mentions...), 1
	if channel != DirectID {
		m["guild_id"], m["channel_type"] = GuildID, 0
		m["member"] = map[string]any{"roles": []any{}, "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0}
	}
	s.dispatch("MESSAGE_CREATE", m)
	return id
}

// interacts delivers an interaction of a person, and returns its token.
func (s *stage) interacts(kind int, source string, data map[string]any) string {
	id, token := s.Interact(kind, ChannelID, PersonID, source)
	in := map[string]any{"id": id, "token": token, "application_id": ApplicationID, "type": kind, "version": 1, "data": data,
		"channel_id": ChannelID, "channel": Channel(ChannelID), "guild_id": GuildID, "context": 0, "locale": "en-US", "guild_locale": "en-US", "app_permissions": "0",
		"member":       map[string]any{"user": person(PersonID), "roles": []any{}, "permissions": "0", "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0, "pending": false},
		"entitlements": []any{}, "authorizing_integration_owners": map[string]any{"0": GuildID}, "attachment_size_limit": 10485760}
	if source != "" {
		in["message"] = s.Shown(source)
	}
	s.dispatch("INTERACTION_CREATE", in)
	return token
}

// The fake is honest: an app on the library that most bots use lives on it.
func TestDiscordJS(t *testing.T) {
	s := &stage{t: t}
	s.Server = NewServer(t, RESTOptions{Token: secret, Foreign: true}, GatewayOptions{Guilds: []map[string]any{Guild(GuildID, "Server", ChannelID)}, Interval: 500 * time.Millisecond})
	api := strings.TrimSuffix(s.URL, "/v10/")
	if got, want := housetest.Node(t, peersDir, "discordjs.js", "DISCORD_API="+api, "DISCORD_TOKEN="+secret), "ready as "+BotID+" with 2 commands in 1 servers"; got != want {
		t.Fatalf("discord.js says %q, want %q", got, want)
	}
	asked := s.says(ChannelID, "<@"+BotID+"> hello", s.user())
	if m := s.shows("mention, changed"); m.Reference != asked || len(m.Files) != 1 || m.Edits != 1 {
		t.Errorf("a mention is answered with %v", m)
	}
	s.shows("found 1 mention, changed once true")
	update := s.Shown(asked)
	update["content"], update["guild_id"], update["edited_timestamp"] = "hello again", GuildID, "2026-01-01T00:00:00.000000+00:00"
	s.dispatch("MESSAGE_UPDATE", update)
	s.shows("update hello again")
	s.dispatch("MESSAGE_DELETE", map[string]any{"id": asked, "channel_id": ChannelID, "guild_id": GuildID})
	s.shows("delete")
	s.says(DirectID, "hello")
	if m := s.shows("direct"); m.Channel != DirectID {
		t.Errorf("a direct message is answered in %s", m.Channel)
	}
	company := func(kind int, value string) map[string]any {
		o := map[string]any{"type": 3, "name": "company", "value": value}
		if kind == AutocompleteInteraction {
			o["focused"] = true
		}
		return map[string]any{"id": "1100000000000000500", "type": 1, "name": "share", "options": []any{o}}
	}
	token := s.interacts(AutocompleteInteraction, "", company(AutocompleteInteraction, "ap"))
	if c := s.responded(token); c.At("data").List("choices")[0].Text("name") != "One for ap" {
		t.Errorf("completed with %v", c)
	}
	s.interacts(CommandInteraction, "", company(CommandInteraction, "apple"))
	first := s.shows("command apple, edited")
	s.shows("refused: InteractionAlreadyReplied")
	token = s.interacts(ComponentInteraction, first.ID, map[string]any{"custom_id": "press", "component_type": 2, "id": 2})
	if c := s.responded(token); c.Text("type") != "9" {
		t.Errorf("a button is responded to with %v", c)
	}
	s.interacts(ModalInteraction, "", map[string]any{"custom_id": "reason", "components": []any{map[string]any{"type": 1, "id": 1, "components": []any{map[string]any{"type": 4, "id": 2, "custom_id": "why", "value": "because"}}}}})
	if m := s.shows("modal because"); m.Only != PersonID {
		t.Errorf("everybody sees %v", m)
	}
	s.interacts(ComponentInteraction, first.ID, map[string]any{"custom_id": "change", "component_type": 2, "id": 3})
	if m := s.shows("changed by a button"); m.ID != first.ID {
		t.Errorf("a new message: %v", m)
	}
	s.interacts(CommandInteraction, "", map[string]any{"id": "1100000000000000501", "type": 1, "name": "slow", "options": []any{}})
	if m := s.shows("slow"); m.Only != PersonID {
		t.Errorf("everybody sees %v", m)
	}
	s.shows("follow-up")
	s.Gateway.Drop()
	s.Gateway.Until("discord.js is back", func(g State) bool { return g.Resumes == 1 && g.Sessions[0].Live })
	s.says(DirectID, "are you there?")
	s.shows("direct, are you there?")
	for _, v := range s.Gateway.State().Violations {
		t.Errorf("the fake complains: %s", v)
	}
}
