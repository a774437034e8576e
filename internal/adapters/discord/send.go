package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// The routes of messages (https://discord.com/developers/docs/resources/message).
const (
	routeMessages = "/channels/{channel}/messages"
	routeMessage  = "/channels/{channel}/messages/{message}"
)

// Send implements [desk.Sender].
func (a *Adapter) Send(ctx context.Context, p desk.Post) (handle string, err error) {
	var to address
	if err := json.Unmarshal(p.Message.Return, &to); err != nil {
		return "", &desk.Never{Err: fmt.Errorf("discord: read where to reply: %w", err)}
	}
	switch {
	case p.Kind == desk.Delete:
		err = a.remove(ctx, p.Handle)
	case p.Kind == desk.Edit:
		handle, err = a.replace(ctx, p)
	case to.Interaction != "":
		handle, err = a.respond(ctx, p, to)
	default:
		handle, err = a.post(ctx, p, to)
	}
	if err != nil {
		return "", sorted(fmt.Errorf("discord: %s in %s: %w", verb(p.Kind), p.Message.Channel, err))
	}
	return handle, nil
}

func verb(k desk.Kind) string {
	switch k {
	case desk.Delete:
		return "delete"
	case desk.Edit:
		return "edit"
	}
	return "post"
}

// A handle names a message of a channel for later changes; empty if Discord has not said which it is.
func handleOf(m payload.Value, channel string) string {
	if m.Text("id") == "" {
		return ""
	}
	return desk.Handle(cmp.Or(m.Text("channel_id"), channel), m.Text("id"))
}

func (a *Adapter) remove(ctx context.Context, handle string) error {
	channel, message, err := desk.SplitHandle(handle)
	if err != nil {
		return err
	}
	_, err = a.api.Do(ctx, rest.Call{Method: http.MethodDelete, Route: routeMessage, IDs: []string{channel, message}})
	if is(err, unknownMessage, unknownChannel) { // gone by an earlier attempt, or by a person
		return nil
	}
	return err
}

// message renders a post. After an attempt that ended in doubt it goes without its picture, which may be what the
// servers broke on.
func (a *Adapter) message(p desk.Post) message {
	m := a.pages.render(p.Reply, around{Key: p.Message.Key, Question: p.Message.Text, Private: p.Message.Private})
	if p.Doubt {
		return m
	}
	return a.illustrate(m, p.Reply)
}

func (a *Adapter) replace(ctx context.Context, p desk.Post) (string, error) {
	channel, id, err := desk.SplitHandle(p.Handle)
	if err != nil {
		return "", err
	}
	m := a.message(p)
	m.Flags = 0 // cannot be changed
	return p.Handle, a.simpler(m, func(m message) error {
		_, err := a.api.Do(ctx, rest.Call{Method: http.MethodPatch, Route: routeMessage, IDs: []string{channel, id}, Body: m, Files: m.files})
		return err
	})
}

// simpler posts a message, without its picture where Discord refuses that, and only its text where it refuses the
// rest: an answer without buttons is better than none.
func (a *Adapter) simpler(m message, post func(message) error) (err error) {
	for i, m := range m.simpler() {
		if i > 0 {
			a.count("simpler", fmt.Sprint(codeOf(err)))
			a.log.Warn("discord: refused what a message holds", "err", err)
		}
		if err = post(m); !is(err, fussy...) {
			return err
		}
	}
	return err
}

// post answers a message, as a reply to it. So is the one kind of post that is private though its question was not, a
// note that somebody asks too much: for one person alone Discord shows nothing but responses to interactions.
func (a *Adapter) post(ctx context.Context, p desk.Post, to address) (string, error) {
	m := a.message(p)
	m.Flags = 0
	if to.Message != "" {
		m.Reference = &reference{Message: to.Message}
	}
	return a.postIn(ctx, p, to, m)
}

// postIn posts a message in a channel. Discord gives the first one back for a second with the same nonce, for some
// minutes; after an attempt in doubt the channel is read too.
func (a *Adapter) postIn(ctx context.Context, p desk.Post, to address, m message) (handle string, err error) {
	m.Nonce, m.Enforce = p.ID[:min(len(p.ID), maxNonce)], true
	if p.Doubt {
		if handle, err = a.find(ctx, to, m); handle != "" || err != nil {
			return handle, err
		}
	}
	err = a.simpler(m, func(m message) error {
		call := rest.Call{Method: http.MethodPost, Route: routeMessages, IDs: []string{to.Channel}, Body: m, Files: m.files, Again: true}
		v, err := a.api.Do(ctx, call)
		if is(err, unreadableHistory) {
			m.Reference = nil
			call.Body = m
			v, err = a.api.Do(ctx, call)
		}
		handle = handleOf(v, to.Channel)
		return err
	})
	return handle, err
}

// The bounds of looking for an answer that may have been posted.
const (
	findPages = 5
	findLimit = 100 // messages a page: https://discord.com/developers/docs/resources/message#get-channel-messages
)

// find looks for an answer in a channel: a message of ours that replies to the question, or, where there is none to
// reply to, has the buttons that rate its answer; without buttons, says the same. Where the bot may not read, it cannot know and finds nothing; then the nonce is all there is.
func (a *Adapter) find(ctx context.Context, to address, m message) (handle string, err error) {
	after := cmp.Or(to.Message, to.Interaction)
	for range findPages {
		v, err := a.api.Do(ctx, rest.Call{Method: http.MethodGet, Route: routeMessages, IDs: []string{to.Channel},
			Query: map[string][]string{"after": {after}, "limit": {fmt.Sprint(findLimit)}}})
		if is(err, missingPermissions, missingAccess) {
			a.count("unreadable", fmt.Sprint(codeOf(err)))
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("look for an earlier attempt: %w", err)
		}
		list := v.List()
		for _, old := range list { // newest first
			if a.same(old, to, m) {
				a.count("found", "")
				return handleOf(old, to.Channel), nil
			}
		}
		if len(list) < findLimit {
			break
		}
		after = list[0].Text("id")
	}
	return "", nil
}

// same reports whether a message that stands there is the answer.
func (a *Adapter) same(old payload.Value, to address, m message) bool {
	if self := a.self().User; self != "" && old.Text("author", "id") != self {
		return false
	}
	if old.Text("nonce") == m.Nonce {
		return true
	}
	if to.Message != "" {
		return old.Text("message_reference", "message_id") == to.Message
	}
	if old.Has("message_reference") {
		return false
	}
	if rows := old.List("components"); len(rows) > 0 {
		return rates(rows, m)
	}
	return old.Text("content") == m.Content || old.Text("content") == m.plain
}

// rates reports whether rows hold the button that rates what a message answers: its id names the question.
func rates(rows []payload.Value, m message) bool {
	var ids []string
	for _, r := range rows {
		for _, p := range r.List("components") {
			ids = append(ids, p.Text("custom_id"))
		}
	}
	for _, r := range m.Components {
		for _, p := range r.Components {
			if strings.HasPrefix(p.ID, idGood+":") {
				return slices.Contains(ids, p.ID)
			}
		}
	}
	return false
}

// regret tells somebody whose message could not be taken in.
func (a *Adapter) regret(ctx context.Context, m desk.Message) error {
	var to address
	if err := json.Unmarshal(m.Return, &to); err != nil {
		return fmt.Errorf("discord: read where to reply: %w", err)
	}
	note := newMessage(escape(a.pages.Say("en", "note.lost")))
	note.Reference = &reference{Message: to.Message}
	_, err := a.api.Do(ctx, rest.Call{Method: http.MethodPost, Route: routeMessages, IDs: []string{to.Channel}, Body: note})
	return err
}
