package slack

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/desk"
)

// identity is who the bot is in its workspace.
type identity struct{ User, Bot, Team, App string }

// A reader translates what Slack sends into reactions. It is pure: the same delivery gives the same reaction.
type reader struct {
	self     identity
	commands map[string]bool // names of the command table
	prefix   string          // of slash commands, where other apps own the plain names

	compare func(lang, a, b string) string // words the question that compares two entities; empty if it knows none of them
}

// The kinds of deliveries, as Socket Mode calls them.
const (
	events      = "events_api"
	interactive = "interactive"
	slash       = "slash_commands"
)

// slackbot is Slack's own user.
const slackbot = "USLACKBOT"

// read translates one delivery of either receiver.
func (r reader) read(kind string, p payload.Value) reaction {
	switch kind {
	case events:
		return r.event(p)
	case interactive:
		return r.interaction(p)
	case slash:
		return r.command(p)
	}
	return ignored("unknown envelope")
}

// event translates the body of an Events API delivery.
func (r reader) event(p payload.Value) reaction {
	if p.Text("type") == "url_verification" {
		return reaction{Do: challenge, Query: p.Text("challenge")}
	}
	e := p.At("event")
	if e.V == nil { // of the one event that is not wrapped
		e = p
	}
	switch e.Text("type") {
	case "app_mention":
		return r.message(p, e, true)
	case "message":
		return r.message(p, e, false)
	case "app_home_opened":
		if e.Text("tab") == "messages" {
			return reaction{Do: prompts, Channel: e.Text("channel"), User: e.Text("user")}
		}
		return reaction{Do: home, User: e.Text("user")}
	case "assistant_thread_started": // of apps that still have the older assistant view
		t := e.At("assistant_thread")
		return reaction{Do: prompts, Channel: t.Text("channel_id"), Thread: t.Text("thread_ts"), User: t.Text("user_id")}
	case "app_rate_limited":
		return reaction{Do: alarm, Why: "Slack drops events of this app: more than 30,000 an hour"}
	case "app_uninstalled", "tokens_revoked":
		return reaction{Do: alarm, Why: "the workspace has " + strings.ReplaceAll(e.Text("type"), "_", " ")}
	case "":
		return ignored("no event")
	}
	return ignored("event " + clip.Cut(clip.Clean(e.Text("type")), 80))
}

// spoken are the subtypes of messages that people write.
var spoken = []string{"", "file_share", "thread_broadcast", "me_message"}

// message translates a message, its change or its deletion.
func (r reader) message(p, e payload.Value, mention bool) reaction {
	switch sub := e.Text("subtype"); {
	case sub == "message_changed":
		return r.changed(p, e)
	case sub == "message_deleted":
		return r.deleted(p, e)
	case !slices.Contains(spoken, sub):
		return ignored("subtype " + clip.Cut(clip.Clean(sub), 80))
	}
	m := r.posted(p, e, e)
	if why := r.unwanted(e); why != "" {
		return ignored(why)
	}
	if m.channel == "" || m.ts == "" {
		return ignored("no channel or ts")
	}
	text := e.Text("text")
	mention = mention || addressed(text, m.bots...)
	m.text = question(text, m.bots...)
	if mention && !addressed(text, m.bots...) { // our own id is not known: the first address was ours
		m.text = question(reference.ReplaceAllStringFunc(text, once(dropped)), m.bots...)
	}
	switch {
	case m.direct:
		return m.directly()
	case mention:
		return m.publicly("mention")
	case m.thread == "":
		return ignored("not for us")
	case toAnother(text):
		return ignored("for somebody else")
	case m.text == "":
		return ignored("no text")
	}
	re := m.publicly("thread")
	re.Followup = true
	return re
}

func dropped(ref string) string {
	if strings.HasPrefix(ref, "<@") {
		return " "
	}
	return ref
}

// once applies f until it has changed something.
func once(f func(string) string) func(string) string {
	done := false
	return func(s string) string {
		if done {
			return s
		}
		t := f(s)
		done = t != s
		return t
	}
}

// unwanted says why a message of this author is not read: only people are answered.
func (r reader) unwanted(e payload.Value) string {
	user := e.Text("user")
	switch {
	case user != "" && user == r.self.User:
		return "own message"
	case e.Text("bot_id") != "" && e.Text("bot_id") == r.self.Bot:
		return "own message"
	case e.Text("bot_id") != "", e.Has("bot_profile"):
		return "a bot"
	case user == "":
		return "nobody"
	case user == slackbot, user == "USLACK":
		return "Slack itself"
	case e.Flag("hidden"):
		return "hidden"
	}
	return ""
}

// A posted message is what all of a message's events have in common.
type posted struct {
	reader
	team, channel, user, ts, thread, text string
	bots                                  []string // ids that the text may name us by
	direct                                bool
	agent                                 bool // in the agent pane
}

// posted reads the common part: e is the event, m the message in it, which for changes is another.
func (r reader) posted(p, e, m payload.Value) posted {
	out := posted{
		reader:  r,
		team:    cmp.Or(p.Text("team_id"), e.Text("team"), m.Text("team"), r.self.Team),
		channel: e.Text("channel"),
		user:    m.Text("user"),
		ts:      m.Text("ts"),
		thread:  m.Text("thread_ts"),
	}
	out.direct = e.Text("channel_type") == "im" || e.Text("channel_type") == "" && strings.HasPrefix(out.channel, "D")
	out.agent = out.direct && (out.thread != "" || e.Has("assistant_thread") || e.Has("app_context"))
	if r.self.User != "" {
		out.bots = append(out.bots, r.self.User)
	}
	for _, a := range p.List("authorizations") {
		if a.Flag("is_bot") && a.Text("user_id") != "" {
			out.bots = append(out.bots, a.Text("user_id"))
		}
	}
	return out
}

// whole is the thread of a conversation that is all of its channel.
const whole = "all"

// publicly answers in the thread of the question.
func (m posted) publicly(surface string) reaction {
	root := cmp.Or(m.thread, m.ts)
	return m.accept(desk.Ask, surface, root, address{Channel: m.channel, Thread: root, TS: m.ts})
}

// directly answers in place; in the agent pane each question opens a thread.
func (m posted) directly() reaction {
	if m.agent {
		root := cmp.Or(m.thread, m.ts)
		return m.accept(desk.Ask, "agent", root, address{Channel: m.channel, Thread: root, TS: m.ts, Title: root == m.ts})
	}
	return m.accept(desk.Ask, "direct", whole, address{Channel: m.channel, TS: m.ts})
}

func (m posted) accept(kind desk.Kind, surface, root string, to address) reaction {
	text := m.text
	if text == "" && kind != desk.Delete {
		text = shelf.Help
	}
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      key(m.team, m.channel, m.ts),
		Kind:     kind,
		Space:    m.team,
		Channel:  m.channel,
		Thread:   root,
		User:     m.user,
		Text:     text,
		Surface:  surface,
		Return:   to.raw(),
		At:       when(m.ts),
	}}
}

// key identifies a message whatever event it comes in: a mention comes as two.
func key(parts ...string) string { return strings.Join(parts, ":") }

// changed translates the change of a message. Slack reports previews, reactions and new replies in the same
// way; only new words count.
func (r reader) changed(p, e payload.Value) reaction {
	now, before := e.At("message"), e.At("previous_message")
	if now.Text("subtype") == "tombstone" { // deleted, but its thread lives on
		return r.deleted(p, e)
	}
	if !slices.Contains(spoken, now.Text("subtype")) {
		return ignored("changed " + clip.Cut(clip.Clean(now.Text("subtype")), 80))
	}
	if why := r.unwanted(now); why != "" {
		return ignored("changed by: " + why)
	}
	if now.Text("text") == before.Text("text") {
		return ignored("changed, but not its words")
	}
	m := r.posted(p, e, now)
	m.ts = cmp.Or(m.ts, before.Text("ts"))
	m.thread = cmp.Or(m.thread, before.Text("thread_ts"))
	if m.channel == "" || m.ts == "" {
		return ignored("no channel or ts")
	}
	m.text = question(now.Text("text"), m.bots...)
	had, has := addressed(before.Text("text"), m.bots...), addressed(now.Text("text"), m.bots...)
	re := m.again(desk.Edit, had || has)
	re.Added = has && !had
	if re.Do == accept {
		re.Message.At = when(cmp.Or(now.Text("edited", "ts"), e.Text("event_ts"), e.Text("ts")))
	}
	return re
}

// deleted translates the deletion of a message.
func (r reader) deleted(p, e payload.Value) reaction {
	before := e.At("previous_message")
	if before.Has() {
		if why := r.unwanted(before); why != "" {
			return ignored("deleted: " + why)
		}
	}
	m := r.posted(p, e, before)
	m.ts = cmp.Or(e.Text("deleted_ts"), m.ts)
	if m.channel == "" || m.ts == "" {
		return ignored("no channel or ts")
	}
	return m.again(desk.Delete, addressed(before.Text("text"), m.bots...) || !before.Has())
}

// again is the change or deletion of what may have been a question. The desk knows whether it was one; what
// cannot have been is not even stored.
func (m posted) again(kind desk.Kind, mention bool) reaction {
	var re reaction
	switch {
	case m.direct:
		re = m.directly()
	case mention, m.thread != "" && m.thread != m.ts:
		re = m.publicly("mention")
		re.Followup = !mention
	default:
		return ignored("was not for us")
	}
	re.Message.Kind = kind
	if kind == desk.Delete {
		re.Message.Text = ""
	}
	return re
}
