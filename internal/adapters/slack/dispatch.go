package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// dispatch carries out what a delivery asks for and returns the payload of its acknowledgement. On an error
// it must not be acknowledged, so that Slack delivers it again.
func (a *Adapter) dispatch(ctx context.Context, kind string, p payload.Value) (ack any, err error) {
	defer func() {
		if v := recover(); v != nil { // acknowledged: delivered again, it would do the same
			a.count("panic", kind)
			a.log.Error("slack: a delivery broke its translation", "kind", kind, "panic", v, "stack", string(debug.Stack()))
			ack, err = nil, nil
		}
	}()
	a.health.Inbound()
	re := a.reader().read(kind, p)
	a.count("received", string(re.Do))
	if why := p.Text("retry_reason"); why != "" {
		a.count("redelivered", "")
	}
	switch re.Do {
	case ignore:
		a.count("ignored", re.Why)
		a.log.Debug("slack: ignored", "kind", kind, "why", re.Why)
	case accept:
		return nil, a.accept(ctx, re)
	case challenge:
		return map[string]string{"challenge": re.Query}, nil
	case options:
		return a.pages.completed(re.Language, re.Query, re.Except), nil
	case rate:
		if err := a.desk.Feedback(ctx, re.Feedback); err != nil {
			return nil, fmt.Errorf("slack: store feedback: %w", err)
		}
		if re.Feedback.Verdict == desk.Bad {
			a.aside.Add("reason", func(ctx context.Context) error {
				return a.open(ctx, re.Trigger, a.pages.reasonView(re.Language, re.Feedback.Key))
			})
		}
	case complain:
		if err := a.desk.Feedback(ctx, re.Feedback); err != nil {
			return nil, fmt.Errorf("slack: store feedback: %w", err)
		}
	case prove:
		a.aside.Add("evidence", func(ctx context.Context) error {
			return a.open(ctx, re.Trigger, a.pages.evidenceView(re.Language, a.pages.Cite(re.Claims)))
		})
	case home:
		a.aside.Add("home", func(ctx context.Context) error {
			return a.publish(ctx, re.User, a.pages.homeView(a.config.Examples))
		})
	case prompts:
		a.aside.Add("prompts", func(ctx context.Context) error {
			return a.api.SetAssistantThreadsSuggestedPromptsContext(ctx, a.pages.promptsFor(re.Channel, re.Thread, a.config.Examples))
		})
	case alarm:
		a.health.Trouble(errors.New(re.Why))
		a.log.Error("slack: cut off", "why", re.Why)
	}
	return nil, nil
}

func (a *Adapter) open(ctx context.Context, trigger string, v slack.ModalViewRequest) error {
	_, err := a.api.OpenViewContext(ctx, trigger, v)
	return err
}

func (a *Adapter) publish(ctx context.Context, user string, v slack.HomeTabViewRequest) error {
	_, err := a.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: v})
	return err
}

func (a *Adapter) accept(ctx context.Context, re reaction) error {
	m := re.Message
	if re.Followup && !a.desk.Knows(m) {
		a.count("ignored", "not our thread")
		return nil
	}
	outcome, err := a.desk.Accept(ctx, m)
	if err == nil && outcome == desk.Unknown && re.Added {
		m.Kind = desk.Ask
		outcome, err = a.desk.Accept(ctx, m)
	}
	if err != nil {
		return fmt.Errorf("slack: %w", err)
	}
	a.count("accepted", string(outcome))
	if re.Forget != "" {
		a.aside.Add("forget", func(ctx context.Context) error {
			return a.lean.respond(ctx, re.Forget, response{Delete: true})
		})
	}
	return nil
}

// lane is what deliveries have in common that must keep their order: the thread.
func lane(kind string, p payload.Value) string {
	e := p
	if kind == events {
		e = p.At("event")
	}
	channel := cmp.Or(e.Text("channel"), e.Text("channel_id"), e.Text("channel", "id"))
	root := cmp.Or(e.Text("thread_ts"), e.Text("message", "thread_ts"), e.Text("previous_message", "thread_ts"), e.Text("container", "thread_ts"),
		e.Text("message", "ts"), e.Text("deleted_ts"), e.Text("ts"))
	return strings.Join([]string{channel, root}, ":")
}
