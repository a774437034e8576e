package discord

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// The routes of interactions (https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints).
const (
	routeCallback = "/interactions/{interaction}/{token}/callback"
	routeOriginal = "/webhooks/{application}/{token}/messages/@original"
)

const respondLater = 5 // the type of a response that announces a message

// announce responds that the answer takes a while.
func (a *Adapter) announce(ctx context.Context, interaction, token string, private bool) error {
	r := response{Type: respondLater}
	if private {
		r.Data = struct {
			Flags int `json:"flags"`
		}{ephemeral}
	}
	_, err := a.api.Do(ctx, rest.Call{Method: http.MethodPost, Route: routeCallback, IDs: []string{interaction, token}, Body: r, Again: true})
	if is(err, acknowledged) { // by the attempt before
		err = nil
	}
	if err != nil {
		a.count("failed", "deferral")
		a.log.Warn("discord: an answer was not announced", "err", err)
		return err
	}
	a.count("deferred", "")
	return nil
}

// respond answers an interaction by its response, also a public answer to the button of a private one: that takes no
// membership, none of the few follow-ups that apps have where only a user has installed them, and one path.
func (a *Adapter) respond(ctx context.Context, p desk.Post, to address) (string, error) {
	t, err := a.turns.take(ctx, to.Interaction)
	if err != nil {
		return "", err
	}
	defer t.release()
	if t.stale(to.Interaction, time.Now()) {
		return a.late(ctx, p, to, errors.New("the interaction is too old"))
	}
	if p.Doubt && t.stage == fresh {
		t.stage = unknown
	}
	handle, err := a.step(ctx, t, to, a.message(p))
	if is(err, lapsed...) {
		return a.late(ctx, p, to, err)
	}
	if err == nil {
		a.turns.disarm(t)
	}
	return handle, err
}

// step does what comes next of a turn.
func (a *Adapter) step(ctx context.Context, t *turn, to address, m message) (handle string, err error) {
	if t.stage == unknown || t.stage == answered {
		if handle, err = a.look(ctx, t, to); err != nil || t.stage == answered {
			return handle, err
		}
	}
	if t.stage == fresh {
		handle, err = a.callback(ctx, t, to, m)
		if !is(err, acknowledged) {
			return handle, err
		}
		if handle, err = a.look(ctx, t, to); err != nil || t.stage == answered {
			return handle, err
		}
	}
	handle, err = a.fill(ctx, t, to, m)
	if is(err, unknownMessage) { // it stood there and was deleted
		t.stage = answered
		return "", nil
	}
	return handle, err
}

// look asks Discord how far the response is.
func (a *Adapter) look(ctx context.Context, t *turn, to address) (handle string, err error) {
	v, err := a.api.Do(ctx, a.original(http.MethodGet, to))
	switch {
	case is(err, unknownWebhook, unknownMessage): // there was none, or it was deleted
		t.stage = fresh
		return "", nil
	case err != nil:
		return "", err
	case !younger(v.Text("id"), to.Interaction): // the message whose button was pressed
		t.stage = fresh
		return "", nil
	case isLoading(v):
		t.stage = deferred
		return "", nil
	}
	t.stage = answered
	a.count("found", "")
	return handleOf(v, to.Channel), nil
}

func isLoading(m payload.Value) bool {
	flags, _ := strconv.Atoi(m.Text("flags"))
	return flags&loading != 0
}

// younger compares snowflakes: the first was made after the second. What are none pass for younger.
func younger(a, b string) bool {
	n, err := strconv.ParseUint(a, 10, 64)
	m, failed := strconv.ParseUint(b, 10, 64)
	return err != nil || failed != nil || n > m
}

// original is a call about the response of an interaction.
func (a *Adapter) original(method string, to address) rest.Call {
	return rest.Call{Method: method, Route: routeOriginal, IDs: []string{cmp.Or(to.Application, a.self().Application), to.Token}}
}

// callback responds at once.
func (a *Adapter) callback(ctx context.Context, t *turn, to address, m message) (handle string, err error) {
	err = a.simpler(m, func(m message) error {
		v, err := a.api.Do(ctx, rest.Call{Method: http.MethodPost, Route: routeCallback, IDs: []string{to.Interaction, to.Token},
			Query: url.Values{"with_response": {"true"}}, Body: response{respondMessage, m}, Files: m.files})
		handle = handleOf(v.At("resource", "message"), to.Channel)
		return err
	})
	switch _, said := errors.AsType[*rest.Error](err); {
	case err == nil:
		t.stage = answered
	case !said, serverError(err): // it may have come through
		t.stage = unknown
	}
	return handle, err
}

// fill puts the answer in the place of its announcement. The announcement has settled who sees it.
func (a *Adapter) fill(ctx context.Context, t *turn, to address, m message) (handle string, err error) {
	m.Flags = 0
	err = a.simpler(m, func(m message) error {
		call := a.original(http.MethodPatch, to)
		call.Body, call.Files = m, m.files
		v, err := a.api.Do(ctx, call)
		handle = handleOf(v, to.Channel)
		return err
	})
	if err == nil {
		t.stage = answered
	}
	return handle, err
}

// late answers an interaction that cannot be responded to any more: by a message in its channel, unless the answer is
// for one person only, or the bot is no member there.
func (a *Adapter) late(ctx context.Context, p desk.Post, to address, why error) (string, error) {
	if to.Outside || to.Channel == "" || p.Message.Private && to.Guild != "" {
		return "", &desk.Never{Err: why}
	}
	a.count("late", "")
	m := a.message(p)
	m.Flags = 0
	return a.postIn(ctx, p, to, m)
}
