package slack

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/desk"
)

// stamp is the metadata's event type of every answer; the payload holds the post's id, by which an answer is
// recognised after a crash between sending and noting it down.
const stamp = "marketbot_answer"

// Send implements [desk.Sender].
func (a *Adapter) Send(ctx context.Context, p desk.Post) (handle string, err error) {
	var to address
	if err := json.Unmarshal(p.Message.Return, &to); err != nil {
		return "", &desk.Never{Err: fmt.Errorf("slack: read where to reply: %w", err)}
	}
	switch p.Kind {
	case desk.Delete:
		err = a.remove(ctx, p.Handle)
	case desk.Edit:
		handle, err = a.replace(ctx, p)
	default:
		handle, err = a.post(ctx, p, to)
	}
	if err != nil {
		return "", sorted(fmt.Errorf("slack: %s in %s: %w", verb(p.Kind), p.Message.Channel, err))
	}
	return handle, nil
}

func verb(k desk.Kind) string {
	switch k {
	case desk.Delete:
		return "delete"
	case desk.Edit:
		return "update"
	}
	return "post"
}

func (a *Adapter) remove(ctx context.Context, handle string) error {
	channel, ts, err := desk.SplitHandle(handle)
	if err != nil {
		return err
	}
	_, _, err = a.api.DeleteMessageContext(ctx, channel, ts)
	if codeOf(err) == "message_not_found" { // by an earlier attempt, or by a person
		return nil
	}
	return err
}

func (a *Adapter) page(p desk.Post) page {
	return a.pages.render(p.Reply, around{Key: p.Message.Key, Question: p.Message.Text, Private: p.Message.Private})
}

func (a *Adapter) replace(ctx context.Context, p desk.Post) (string, error) {
	channel, ts, err := desk.SplitHandle(p.Handle)
	if err != nil {
		return "", err
	}
	err = a.plainer(a.page(p), func(g page) error {
		_, _, err := a.say(ctx, "chat.update", g.form(channel).add("ts", ts).stamped(p.ID))
		return err
	})
	return p.Handle, err
}

func (a *Adapter) post(ctx context.Context, p desk.Post, to address) (string, error) {
	g := a.page(p)
	if p.Message.Private {
		return "", a.postPrivately(ctx, p, to, g)
	}
	if p.Doubt {
		ts, err := a.find(ctx, p, to)
		if ts != "" || err != nil {
			return desk.Handle(to.Channel, ts), err
		}
	}
	agent := p.Message.Surface == "agent"
	if agent {
		a.status(ctx, to)
	}
	var handle string
	err := a.plainer(g, func(g page) error {
		f := g.form(to.Channel).threaded(to.Thread).stamped(p.ID).add("client_msg_id", clientID(p.ID))
		f = f.add("unfurl_links", "false").add("unfurl_media", "false").add("mrkdwn", "false")
		channel, ts, err := a.say(ctx, "chat.postMessage", f)
		handle = desk.Handle(cmp.Or(channel, to.Channel), ts)
		return err
	})
	if is(err, barred) && to.URL != "" && to.Else != "" {
		if failed := a.respond(ctx, to, to.Else, g); failed != nil {
			return "", errors.Join(err, failed)
		}
		return "", nil
	}
	if err == nil && agent && to.Title {
		a.title(ctx, to, p.Message.Text)
	}
	return handle, err
}

// plainer posts a page, and only its text where Slack refuses the blocks: an answer without buttons is better
// than none.
func (a *Adapter) plainer(g page, post func(page) error) error {
	err := post(g)
	if is(err, fussy) {
		a.count("plainer", codeOf(err))
		a.log.Warn("slack refused the blocks of an answer", "code", codeOf(err))
		g.Blocks = nil
		return post(g)
	}
	return err
}

// clientID makes the client_msg_id of a post, a UUID: Slack refuses a second message with the same one.
func clientID(post string) string {
	h := sha256.Sum256([]byte(post))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80 // version 8: of our own making
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// postPrivately answers only the asker: by the response URL, which works in every channel, and when that has
// lapsed as an ephemeral message.
func (a *Adapter) postPrivately(ctx context.Context, p desk.Post, to address, g page) error {
	if to.URL != "" {
		err := a.respond(ctx, to, "ephemeral", g)
		if err == nil {
			return nil
		}
		if codeOf(err) == "" && !lapsed(err) {
			return err
		}
	}
	return a.plainer(g, func(g page) error {
		_, _, err := a.say(ctx, "chat.postEphemeral", g.form(to.Channel).threaded(to.Thread).add("user", p.Message.User))
		return err
	})
}

// lapsed reports a response URL that is gone for good.
func lapsed(err error) bool {
	e, ok := errors.AsType[slack.StatusCodeError](err)
	return ok && e.Code/100 == 4
}

// response is what a response URL takes.
type response struct {
	Type        string        `json:"response_type,omitempty"`
	Replace     bool          `json:"replace_original"`
	Delete      bool          `json:"delete_original,omitempty"`
	Text        string        `json:"text,omitempty"`
	Blocks      []slack.Block `json:"blocks,omitempty"`
	Thread      string        `json:"thread_ts,omitempty"`
	UnfurlLinks bool          `json:"unfurl_links"`
	UnfurlMedia bool          `json:"unfurl_media"`
}

func (a *Adapter) respond(ctx context.Context, to address, kind string, g page) error {
	return a.plainer(g, func(g page) error {
		return a.lean.respond(ctx, to.URL, response{Type: kind, Text: g.Text, Blocks: g.Blocks, Thread: to.Thread})
	})
}

// The bounds of looking for an answer that may have been posted.
const (
	findPages = 5
	findLimit = 100 // messages a page
)

// find looks for an answer in the conversation, by its stamp. Where the bot may not read, it cannot know and
// finds nothing; then Slack's own deduplication by client_msg_id is all there is.
func (a *Adapter) find(ctx context.Context, p desk.Post, to address) (ts string, err error) {
	cursor := ""
	for range findPages {
		var list []slack.Message
		list, cursor, err = a.read(ctx, to, cursor)
		if is(err, barred) || codeOf(err) == "thread_not_found" {
			a.count("unreadable", codeOf(err))
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("look for an earlier attempt: %w", err)
		}
		for _, m := range list {
			ours := a.self().User == "" || m.User == "" || m.User == a.self().User
			if ours && m.Metadata.EventType == stamp && m.Metadata.EventPayload["id"] == p.ID {
				a.count("found", "")
				return m.Timestamp, nil
			}
		}
		if cursor == "" {
			return "", nil
		}
	}
	return "", nil
}

// read returns messages of a thread or a channel since the question.
func (a *Adapter) read(ctx context.Context, to address, cursor string) ([]slack.Message, string, error) {
	if to.Thread != "" {
		list, more, next, err := a.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: to.Channel, Timestamp: to.Thread, Oldest: to.TS, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true})
		if !more {
			next = ""
		}
		return list, next, err
	}
	h, err := a.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: to.Channel, Oldest: to.TS, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true})
	if err != nil {
		return nil, "", err
	}
	if !h.HasMore {
		return h.Messages, "", nil
	}
	return h.Messages, h.ResponseMetaData.NextCursor, nil
}

// patience is how long an answer waits for the ornaments of the agent pane.
const patience = 500 * time.Millisecond

// status shows in the agent pane that the bot is at it; the answer clears it.
func (a *Adapter) status(ctx context.Context, to address) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := a.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{
		ChannelID: to.Channel, ThreadTS: to.Thread, Status: a.pages.Say("en", "agent.status")})
	a.ornament("status", err)
}

// title names an agent thread by its first question.
func (a *Adapter) title(ctx context.Context, to address, text string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := a.api.SetAssistantThreadsTitleContext(ctx, slack.AssistantThreadsSetTitleParameters{
		ChannelID: to.Channel, ThreadTS: to.Thread, Title: label(text, maxHeader).Text})
	a.ornament("title", err)
}

// ornament notes a failure that costs nobody an answer.
func (a *Adapter) ornament(what string, err error) {
	if err != nil {
		a.count("ornament", what)
		a.log.Debug("slack did without", "what", what, "err", err)
	}
}
