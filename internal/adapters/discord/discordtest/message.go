package discordtest

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"marketbot/internal/adapters/payload"
)

// The flags of messages (https://discord.com/developers/docs/resources/message#message-object-message-flags).
const (
	flagEphemeral = 1 << 6
	flagLoading   = 1 << 7
	flagV2        = 1 << 15
)

// A Message is one that people see.
type Message struct {
	ID, Channel, Author string
	Only                string // the one person who sees it
	Loading             bool   // "… is thinking"
	Edits               int
	Reference           string // the message that it replies to
	Body                payload.Value
	Files               []File
	Interaction         string // that it is the response to

	nonce   string
	webhook bool
	at      time.Time
}

// Text is all that the message says, in the order in which it stands.
func (m Message) Text() string {
	text := m.Body.Text("content")
	for _, e := range m.Body.List("embeds") {
		text += "\n" + e.Text("title") + "\n" + e.Text("description") + "\n" + e.Text("footer", "text")
	}
	return text
}

// Say is a message that a person, or another bot, writes.
func (r *REST) Say(channel, author, content string) (id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := &Message{ID: r.snowflake(), Channel: channel, Author: author, Body: payload.Of(map[string]any{"content": content}), at: time.Now()}
	r.messages = append(r.messages, m)
	return m.ID
}

// Delete removes a message, as a person can.
func (r *REST) Delete(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages = slices.DeleteFunc(r.messages, func(m *Message) bool { return m.ID == id })
}

// Posts are the bot's messages as people see them, oldest first, without those that are still loading.
func (r *REST) Posts() []Message {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Message
	for _, m := range r.messages {
		if m.Author == r.o.User && !m.Loading {
			out = append(out, *m)
		}
	}
	return out
}

// Shown is a message as Discord sends it, for events.
func (r *REST) Shown(id string) map[string]any {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.messages {
		if m.ID == id {
			return r.shown(m)
		}
	}
	return nil
}

func (r *REST) shown(m *Message) map[string]any {
	author := person(m.Author)
	if m.Author == r.o.User {
		author = r.user()
	}
	flags, _ := strconv.Atoi(m.Body.Text("flags"))
	flags &^= flagLoading
	if m.Only != "" {
		flags |= flagEphemeral
	}
	if m.Loading {
		flags |= flagLoading
	}
	v := map[string]any{"id": m.ID, "channel_id": m.Channel, "author": author, "content": m.Body.Text("content"), "timestamp": m.at.UTC().Format("2006-01-02T15:04:05.000000+00:00"), "edited_timestamp": nil,
		"tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{}, "pinned": false, "type": 0, "flags": flags}
	if m.Edits > 0 {
		v["edited_timestamp"] = time.Now().UTC().Format("2006-01-02T15:04:05.000000+00:00")
	}
	for _, key := range []string{"embeds", "components"} {
		if list, ok := m.Body.At(key).V.([]any); ok {
			v[key] = list
		}
	}
	if m.Reference != "" {
		v["type"] = 19
		v["message_reference"] = map[string]any{"type": 0, "message_id": m.Reference, "channel_id": m.Channel}
	}
	if m.webhook {
		v["webhook_id"], v["application_id"] = r.o.Application, r.o.Application
	}
	var files []any
	for i, f := range m.Files {
		files = append(files, map[string]any{"id": strconv.Itoa(i + 1), "filename": f.Name, "size": len(f.Bytes), "url": "https://cdn.invalid/" + f.Name, "proxy_url": "https://cdn.invalid/" + f.Name, "content_type": f.Type})
	}
	if files != nil {
		v["attachments"] = files
	}
	return v
}

// created is a new message as its author gets it back.
func (r *REST) created(m *Message) map[string]any {
	v := r.shown(m)
	if m.nonce != "" { // known here and to the gateway only
		v["nonce"] = m.nonce
	}
	return v
}

// nonceKept is how long a nonce is remembered: Discord says a few minutes
// (https://discord.com/developers/docs/resources/message#create-message).
const nonceKept = 3 * time.Minute

func (r *REST) post(c *request) (any, *refusal) {
	if c.PathValue("channel") == "" || c.PathValue("channel") == "0" {
		return nil, unknownChannel
	}
	if refused := r.flawed(c, "message"); refused != nil {
		return nil, refused
	}
	m := &Message{Channel: c.PathValue("channel"), Author: r.o.User, Body: c.body, Files: c.files, nonce: c.body.Text("nonce"), at: time.Now()}
	if c.body.Flag("enforce_nonce") && m.nonce != "" {
		for _, old := range r.messages {
			if old.nonce == m.nonce && old.Channel == m.Channel && time.Since(old.at) < nonceKept {
				return r.created(old), nil
			}
		}
	}
	if id := c.body.Text("message_reference", "message_id"); id != "" {
		if r.find(m.Channel, id) != nil {
			m.Reference = id
		} else if c.body.At("message_reference", "fail_if_not_exists").V != false {
			return nil, formFlaws([]string{"message_reference: Unknown message"})
		}
	}
	m.ID = r.snowflake()
	r.add(m)
	return r.created(m), nil
}

// add shows a new message of the bot's.
func (r *REST) add(m *Message) {
	r.messages = append(r.messages, m)
	r.tell(m)
}

// tell tells of a message that is there to be read for the first time.
func (r *REST) tell(m *Message) {
	if r.o.Told != nil && !m.Loading {
		r.o.Told(*m)
	}
}

// find finds a message of a channel that everybody there sees.
func (r *REST) find(channel, id string) *Message {
	for _, m := range r.messages {
		if m.Channel == channel && m.ID == id && m.Only == "" {
			return m
		}
	}
	return nil
}

// target finds what a call is about: a message of a channel, or of an interaction.
func (r *REST) target(c *request) (*Message, *refusal) {
	token := c.PathValue("token")
	if token == "" {
		if m := r.find(c.PathValue("channel"), c.PathValue("message")); m != nil {
			return m, nil
		}
		return nil, unknownMessage
	}
	in, refused := r.alive(c)
	if refused != nil {
		return nil, refused
	}
	id := c.PathValue("message")
	if id == "@original" {
		if in.response == "" {
			return nil, unknownWebhook
		}
		id = in.response
	}
	for _, m := range r.messages {
		if m.ID == id {
			return m, nil
		}
	}
	return nil, unknownMessage
}

func (r *REST) get(c *request) (any, *refusal) {
	m, refused := r.target(c)
	if refused != nil {
		return nil, refused
	}
	return r.shown(m), nil
}

func (r *REST) edit(c *request) (any, *refusal) {
	m, refused := r.target(c)
	switch {
	case refused != nil:
		return nil, refused
	case m.Author != r.o.User:
		return nil, anothersMessage
	}
	if refused := r.flawed(c, "edit"); refused != nil {
		return nil, refused
	}
	r.change(m, c)
	return r.shown(m), nil
}

// change puts a body in the place of a message's: what it does not name stays.
func (r *REST) change(m *Message, c *request) {
	merged := map[string]any{}
	if old, ok := m.Body.V.(map[string]any); ok {
		maps.Copy(merged, old)
	}
	maps.Copy(merged, c.body.V.(map[string]any))
	m.Body = payload.Of(merged)
	if c.body.At("attachments").V != nil || len(c.files) > 0 {
		m.Files = c.files
	}
	if !m.Loading {
		m.Edits++
		return
	}
	m.Loading = false
	r.tell(m)
}

func (r *REST) remove(c *request) (any, *refusal) {
	m, refused := r.target(c)
	if refused != nil {
		return nil, refused
	}
	r.messages = slices.DeleteFunc(r.messages, func(o *Message) bool { return o == m })
	return nil, nil
}

// history lists messages, newest first (https://discord.com/developers/docs/resources/message#get-channel-messages).
func (r *REST) history(c *request) (any, *refusal) {
	q := c.URL.Query()
	limit, err := strconv.Atoi(cmp.Or(q.Get("limit"), "50"))
	if err != nil || limit < 1 || limit > 100 {
		return nil, formFlaws([]string{"limit: int value should be between 1 and 100"})
	}
	var list []*Message
	for _, m := range r.messages { // oldest first
		if m.Channel == c.PathValue("channel") && m.Only == "" && (q.Get("after") == "" || less(q.Get("after"), m.ID)) && (q.Get("before") == "" || less(m.ID, q.Get("before"))) {
			list = append(list, m)
		}
	}
	if len(list) > limit {
		if q.Get("after") != "" {
			list = list[:limit]
		} else {
			list = list[len(list)-limit:]
		}
	}
	out := []any{}
	for _, m := range slices.Backward(list) {
		out = append(out, r.shown(m))
	}
	return out, nil
}

// less compares snowflakes.
func less(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
