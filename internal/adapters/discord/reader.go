package discord

import (
	"strconv"
	"time"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/desk"
	"marketbot/knowledge"
)

// identity is who the bot is. Older applications have another id than their bot.
type identity struct{ User, Application string }

// A reader translates what Discord sends into reactions. It is pure: the same delivery gives the same reaction.
type reader struct {
	self   identity
	role   func(guild string) string // that Discord keeps for the bot, by which it can be mentioned too
	public bool                      // answers to commands are for everybody, unless the option says otherwise

	commands []knowledge.Command
	takes    func(command, option string) (knowledge.Option, bool) // what an option as Discord knows it stands for
	compare  func(lang, a, b string) string                        // words the question that compares two entities; empty if it knows none of them
}

// The events that are read (https://docs.discord.com/developers/events/gateway-events#receive-events).
const (
	created     = "MESSAGE_CREATE"
	updated     = "MESSAGE_UPDATE"
	deleted     = "MESSAGE_DELETE"
	deletedBulk = "MESSAGE_DELETE_BULK"
	interacted  = "INTERACTION_CREATE"
)

// read translates one delivery, which may make several reactions.
func (r reader) read(event string, p payload.Value) []reaction {
	switch event {
	case created:
		return []reaction{r.message(p)}
	case updated:
		return []reaction{r.changed(p)}
	case deleted:
		return []reaction{r.deleted(p, p.Text("id"))}
	case deletedBulk:
		var all []reaction
		for _, id := range p.List("ids") {
			all = append(all, r.deleted(p, id.Text()))
		}
		return all
	case interacted:
		return []reaction{r.interaction(p)}
	}
	return []reaction{ignored("event " + clip.Cut(clip.Clean(event), 80))}
}

// message translates a message.
func (r reader) message(p payload.Value) reaction {
	if why := unspoken(p); why != "" {
		return ignored(why)
	}
	if why := r.unwanted(p); why != "" {
		return ignored(why)
	}
	m := r.posted(p)
	switch {
	case m.id == "" || m.channel == "":
		return ignored("no id or channel")
	case m.surface == "":
		return ignored("not for us")
	case m.surface == "reply" && m.text == "": // of an answer to a command: Discord withholds what it says
		return ignored("no text")
	}
	return m.accept(desk.Ask)
}

// The types of messages that people write: https://docs.discord.com/developers/resources/message#message-object-message-types
const (
	typeDefault = "0"
	typeReply   = "19"
)

// crosspost is the flag of a message that comes from an announcement channel of another guild:
// https://docs.discord.com/developers/resources/message#message-object-message-flags
const crosspost = 1 << 1

// flags are the flags of a message.
func flags(m payload.Value) int64 {
	n, err := strconv.ParseInt(m.Text("flags"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// unspoken says why a message is none that somebody wrote. The type may be missing from a change.
func unspoken(p payload.Value) string {
	if flags(p)&crosspost != 0 {
		return "a crosspost"
	}
	switch t := p.Text("type"); t {
	case typeDefault, typeReply, "":
		return ""
	default:
		return "message of type " + clip.Cut(clip.Clean(t), 20)
	}
}

// unwanted says why a message of this author is not read: only people are answered.
func (r reader) unwanted(p payload.Value) string {
	author := p.At("author")
	switch {
	case author.Text("id") == "":
		return "nobody"
	case author.Text("id") == r.self.User:
		return "own message"
	case p.Text("webhook_id") != "":
		return "a webhook"
	case author.Flag("bot"):
		return "a bot"
	case author.Flag("system"):
		return "Discord itself"
	}
	return ""
}

// A posted message is what its events have in common.
type posted struct {
	id, channel, guild, user string
	text                     string // without the address
	surface                  string // mention, reply, direct; empty: it is not for us
	whole                    bool   // the conversation is all of its channel
}

func (r reader) posted(p payload.Value) posted {
	m := posted{id: p.Text("id"), channel: p.Text("channel_id"), guild: p.Text("guild_id"), user: p.Text("author", "id")}
	text := p.Text("content")
	m.text = question(text, r.names(p), r.us(m.guild)...)
	m.whole = m.guild == "" || thread(p.Text("channel_type"))
	switch {
	case m.guild == "":
		m.surface = "direct"
		if m.text == "" { // a forwarded message has its words in a copy
			m.text = forwarded(p)
		}
	case addressed(text, r.us(m.guild)...):
		m.surface = "mention"
	case r.repliedTo(p):
		m.surface = "reply"
	}
	return m
}

// us is what the bot is addressed by in a guild: its user and its role.
func (r reader) us(guild string) []string {
	var all []string
	if r.self.User != "" {
		all = append(all, "@"+r.self.User)
	}
	if role := r.role(guild); role != "" {
		all = append(all, "@&"+role)
	}
	return all
}

// names are what the users are called that a text mentions.
func (r reader) names(p payload.Value) map[string]string {
	names := map[string]string{}
	for _, u := range p.List("mentions") {
		names["@"+u.Text("id")] = called(u)
	}
	for _, c := range p.List("mention_channels") {
		names["#"+c.Text("id")] = c.Text("name")
	}
	return names
}

// called is what a user is called where the message stands.
func called(u payload.Value) string {
	for _, name := range []string{u.Text("member", "nick"), u.Text("global_name"), u.Text("username")} {
		if name != "" {
			return name
		}
	}
	return ""
}

// repliedTo reports whether a message is a reply to one of ours. Where Discord has not fetched that, it still lists
// whom the reply pings.
func (r reader) repliedTo(p payload.Value) bool {
	if p.Text("type") != typeReply || r.self.User == "" {
		return false
	}
	if author := p.Text("referenced_message", "author", "id"); author != "" {
		return author == r.self.User
	}
	for _, u := range p.List("mentions") {
		if u.Text("id") == r.self.User {
			return true
		}
	}
	return false
}

// thread reports whether a type of channel is a thread's: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
func thread(channelType string) bool {
	switch channelType {
	case "10", "11", "12":
		return true
	}
	return false
}

// all is the thread of a conversation that is all of its channel.
const all = "all"

// conversation says whose earlier questions count. People reply in the channel itself, where several talk with the bot
// at once: there each has a conversation of their own. A thread and a direct message are one conversation. Replying to
// an answer for somebody else does not join theirs: Discord does not tell whom the answer was for.
func conversation(user string, whole bool) string {
	if whole {
		return all
	}
	return user
}

func (m posted) accept(kind desk.Kind) reaction {
	text := m.text
	if text == "" && kind != desk.Delete {
		text = shelf.Help
	}
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      m.id,
		Kind:     kind,
		Space:    space(m.guild),
		Channel:  m.channel,
		Thread:   conversation(m.user, m.whole),
		User:     m.user,
		Text:     text,
		Surface:  m.surface,
		Return:   address{Channel: m.channel, Guild: m.guild, Message: m.id}.raw(),
		At:       when(m.id),
	}}
}

// space names a guild, or what stands for one in direct messages.
func space(guild string) string {
	if guild == "" {
		return "dm"
	}
	return guild
}

// remembered is how old a message may be that becomes a question by being changed. It is less than the desk remembers
// questions for: what was asked before that and is unknown now must not be asked again.
const remembered = 24 * time.Hour

// changed translates the change of a message. Discord reports embeds, pins and the like in the same way; only words
// that were edited count, and those Discord withholds where the bot is not addressed.
func (r reader) changed(p payload.Value) reaction {
	at, err := time.Parse(time.RFC3339, p.Text("edited_timestamp"))
	switch {
	case err != nil:
		return ignored("changed, but not its words")
	case p.Text("content") == "":
		return ignored("changed to no words")
	}
	if why := unspoken(p); why != "" {
		return ignored("changed " + why)
	}
	if why := r.unwanted(p); why != "" {
		return ignored("changed by: " + why)
	}
	m := r.posted(p)
	if m.id == "" || m.channel == "" {
		return ignored("no id or channel")
	}
	re := m.accept(desk.Edit)
	re.Message.At = at.UTC()
	re.Added = m.surface != "" && at.Sub(when(m.id)) < remembered
	return re
}

// deleted translates the deletion of a message. Discord does not say whose it was.
func (r reader) deleted(p payload.Value, id string) reaction {
	channel, guild := p.Text("channel_id"), p.Text("guild_id")
	if id == "" || channel == "" {
		return ignored("no id or channel")
	}
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      id,
		Kind:     desk.Delete,
		Space:    space(guild),
		Channel:  channel,
		Return:   address{Channel: channel, Guild: guild, Message: id}.raw(),
	}}
}
