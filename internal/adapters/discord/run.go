package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/discord/gateway"
	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/discord/setup"
	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/payload"
)

// intents are what the bot wants to hear of: none of the privileged, without which Discord still tells what mentions
// the bot, replies to it, or is said to it alone. https://docs.discord.com/developers/events/gateway#gateway-intents
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// Run receives until ctx is done, then stops within ten seconds: intake first, then what has come in. It returns an
// error when going on is in vain: a token that Discord refuses.
func (a *Adapter) Run(ctx context.Context) error {
	if err := a.introduce(ctx); err != nil {
		return link.UnlessAsked(ctx, err)
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx)) // outlives ctx by the work in flight
	defer stop()
	var wait sync.WaitGroup
	defer wait.Wait()
	ended := make(chan struct{})
	a.aside.Start(working, &wait, ended)
	defer close(ended)
	receiving, end := context.WithCancel(ctx)
	defer end()
	wait.Go(func() { a.register(receiving) })
	return link.UnlessAsked(ctx, a.listen(receiving))
}

// listen takes events from the gateway. Messages come by it in any case; interactions where the app has no address to
// send them to.
func (a *Adapter) listen(ctx context.Context) error {
	defer a.turns.end()
	channels, prompt := link.NewLanes(), link.NewLanes() // what waits for the disk must not hold up what people wait for
	defer channels.Close()
	defer prompt.Close()
	g, err := a.connection(func(intake context.Context, e gateway.Event) {
		if e.Type == interacted {
			a.take(intake, ctx, prompt, e)
		} else {
			a.take(intake, ctx, channels, e)
		}
	})
	if err != nil {
		return err
	}
	a.gateway.Store(g)
	return g.Run(ctx)
}

func (a *Adapter) connection(handle func(context.Context, gateway.Event)) (*gateway.Gateway, error) {
	return gateway.New(gateway.Config{
		Token:   a.config.Token,
		Intents: intents,
		Shards:  a.config.Shards,
		Client:  a.api.HTTP(),
		Log:     a.log,
		Count:   a.config.Count,
	}, handle)
}

// take puts an event into its lane. It is not delivered again: what has come before the stop is taken in.
func (a *Adapter) take(intake, running context.Context, lanes *link.Lanes, e gateway.Event) {
	p, ok := payload.Decode(e.Data)
	if !ok {
		a.count("undecodable", "event")
		return
	}
	a.roles.learn(e.Type, p, a.self().User)
	in, ok := lane(e.Type, p)
	if !ok {
		return
	}
	if !lanes.Add(intake, in, func() { a.deliver(running, e.Type, p) }) {
		a.count("lost", "stopping")
		a.log.Error("discord: an event was not taken in before the stop", "event", e.Type)
	}
}

// lane is what events have in common that must keep their order: the channel. Interactions wait for nobody. Other
// events are not read.
func lane(event string, p payload.Value) (name string, read bool) {
	switch event {
	case created, updated, deleted, deletedBulk:
		return p.Text("channel_id"), true
	case interacted:
		return p.Text("id"), true
	}
	return "", false
}

// respondWithin is https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
const respondWithin = 3 * time.Second

// deliver carries out an event, and responds to an interaction.
func (a *Adapter) deliver(ctx context.Context, event string, p payload.Value) {
	r := a.dispatch(ctx, event, p)
	if r == nil || event != interacted {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), respondWithin)
	defer cancel()
	_, err := a.api.Do(ctx, rest.Call{Method: http.MethodPost, Route: routeCallback, IDs: []string{p.Text("id"), p.Text("token")}, Body: r, Again: true})
	if err != nil && !is(err, acknowledged) { // by the attempt before
		a.count("failed", "response")
		a.log.Warn("discord: an interaction was not responded to", "err", err)
	}
}

// Health returns how the adapter is doing.
func (a *Adapter) Health() link.State {
	s := a.health.Now()
	if g := a.gateway.Load(); g != nil {
		h := g.Health()
		s.Connected, s.Needed, s.Since, s.Trouble = h.Connected, h.Shards, h.Since, h.Trouble
		if h.LastInbound.After(s.LastInbound) {
			s.LastInbound = h.LastInbound
		}
	}
	return s
}

// The pauses between attempts to reach Discord at the start.
const (
	firstPause = time.Second
	lastPause  = time.Minute
)

// introduce asks Discord who the bot is, as often as it takes.
func (a *Adapter) introduce(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		who, err := a.whoami(ctx)
		if err == nil {
			a.who.Store(&who)
			a.log.Info("discord knows the bot", "application", who.Application, "user", who.User)
			return nil
		}
		e, said := errors.AsType[*rest.Error](err)
		if said && e.Status == http.StatusUnauthorized {
			return fmt.Errorf("discord: %w (hint: DISCORD_TOKEN is not or no longer valid)", err)
		}
		a.health.Trouble(err)
		wait := pause
		if said {
			wait = max(wait, e.After)
		}
		a.log.Warn("discord cannot be reached", "err", err, "pause", wait)
		if !link.Pause(ctx, wait) {
			return ctx.Err()
		}
	}
}

func (a *Adapter) whoami(ctx context.Context) (identity, error) {
	user, err := a.api.Do(ctx, rest.Call{Method: http.MethodGet, Route: "/users/@me"})
	if err != nil {
		return identity{}, err
	}
	who := identity{User: user.Text("id"), Application: a.config.Application}
	if who.User == "" {
		return identity{}, errors.New("GET /users/@me: the answer names no user (hint: does DISCORD_API_URL lead to Discord?)")
	}
	if who.Application != "" {
		return who, nil
	}
	app, err := a.api.Do(ctx, rest.Call{Method: http.MethodGet, Route: "/applications/@me"})
	if e, ok := errors.AsType[*rest.Error](err); err != nil && !(ok && e.Status == http.StatusNotFound) {
		return identity{}, err
	}
	who.Application = cmp.Or(app.Text("id"), who.User) // as it is of all but the oldest
	if key := app.Text("verify_key"); key != "" && a.config.PublicKey != "" && !strings.EqualFold(key, a.config.PublicKey) {
		a.log.Warn("discord: DISCORD_PUBLIC_KEY is another app's: no interaction will pass (hint: bot doctor)", "want", clip.Cut(key, 64))
	}
	return who, nil
}

// register gives the app its commands, if those that it has differ. Without them the bot still answers messages.
func (a *Adapter) register(ctx context.Context) {
	app := setup.App{ID: a.self().Application, GuildID: a.config.Guild}
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := setup.Register(ctx, a.api, app, a.commands, a.log)
		if err == nil || ctx.Err() != nil {
			return
		}
		a.count("failed", "commands")
		if e, ok := errors.AsType[*rest.Error](err); ok && e.Status/100 == 4 && e.Status != http.StatusTooManyRequests {
			a.log.Error("discord: the commands are not registered (hint: bot doctor)", "err", err)
			return
		}
		a.log.Warn("discord: the commands are not registered yet", "err", err, "pause", pause)
		if !link.Pause(ctx, pause) {
			return
		}
	}
}
