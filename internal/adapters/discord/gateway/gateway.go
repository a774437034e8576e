// Package gateway keeps the bot connected to Discord's gateway and hands out what comes, as it came. The sessions
// are those of discordgo; this room starts them, listens in, and ends them where the library would hang, give a
// session up that can be resumed, or go on when that is in vain.
//
// A [Gateway] has shards, which take turns to identify (budget). A shard has one line at a time: a Session and the
// network connection below it (conn), through which everything passes that either side says. Events go from the
// Session into the shard's queue, and from there in turn to whoever handles them.
package gateway

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"marketbot/internal/adapters/link"
	"marketbot/internal/config"
)

// Config says how to reach the gateway.
type Config struct {
	Token   config.Secret // of the bot, without "Bot "
	Intents discordgo.Intent
	Shards  string       // DISCORD_SHARDS: "auto" or empty, "4", or "0-1/4"
	Client  *http.Client // for GET /gateway/bot; nil: one with a timeout
	TLS     *tls.Config  // nil: the system's authorities

	// Dial opens network connections to the gateway, and Proxy names the proxy for a request, which may be none.
	// nil: those of net and net/http.
	Dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	Proxy func(*http.Request) (*url.URL, error)

	OpenWithin time.Duration // from dialling to READY or RESUMED; 0: thirty seconds
	Pause      time.Duration // after the first failure, then twice as long each time; 0: one second
	Window     time.Duration // between two IDENTIFYs of a bucket; 0: five seconds

	Log *slog.Logger // nil: nothing is logged

	// Count is told of everything that metrics count: a kind of event and a detail of few values. May be nil.
	Count func(what, detail string)
}

// identifyEvery is https://discord.com/developers/docs/events/gateway#rate-limiting: max_concurrency of them in
// five seconds.
const identifyEvery = 5 * time.Second

// authorization is the token as Discord wants it.
func (c Config) authorization() string { return "Bot " + c.Token.Reveal() }

// defaults fills in what is not set.
func (c Config) defaults() Config {
	if c.Client == nil {
		c.Client = &http.Client{Timeout: 20 * time.Second}
	}
	if c.TLS == nil {
		c.TLS = &tls.Config{}
	}
	if c.Dial == nil {
		c.Dial = (&net.Dialer{}).DialContext
	}
	if c.Proxy == nil {
		c.Proxy = http.ProxyFromEnvironment
	}
	if c.OpenWithin == 0 {
		c.OpenWithin = 30 * time.Second
	}
	if c.Pause == 0 {
		c.Pause = time.Second
	}
	if c.Window == 0 {
		c.Window = identifyEvery
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Count == nil {
		c.Count = func(string, string) {}
	}
	return c
}

// An Event is what Discord dispatched: https://discord.com/developers/docs/events/gateway-events#receive-events
type Event struct {
	Shard int
	Type  string // "MESSAGE_CREATE"
	Data  json.RawMessage
}

// A Gateway keeps the shards of one process connected.
type Gateway struct {
	config Config
	span   span
	handle func(context.Context, Event)
	log    *slog.Logger
	health link.Health

	// Set by Run before the shards start.
	url     string
	shards  int          // of the bot, in all processes
	kept    atomic.Int64 // of them by this process
	budget  *budget
	running sync.WaitGroup // what belongs to a line
}

// New returns a Gateway that calls handle with the events, those of one shard in turn. An event may come again
// after a connection was lost. Nothing is connected before [Gateway.Run].
func New(c Config, handle func(context.Context, Event)) (*Gateway, error) {
	if !c.Token.IsSet() {
		return nil, errors.New("discord: DISCORD_TOKEN is empty (hint: the token of the page Bot of the developer portal)")
	}
	span, err := parseSpan(c.Shards)
	if err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	c = c.defaults()
	return &Gateway{config: c, span: span, handle: handle, log: c.Log}, nil
}

// Health is how the connections are doing, for readiness.
type Health struct {
	link.State
	Shards int // that this process is to keep; 0: Discord has not said yet
}

// Health returns how the connections are doing. What came last may be an acknowledged heartbeat.
func (g *Gateway) Health() Health {
	return Health{State: g.health.Now(), Shards: int(g.kept.Load())}
}

// Run keeps the shards connected until ctx is done, then ends within two seconds, or later by as much as handle
// takes to heed its context. It returns an error when going on is in vain: a token or a number of shards that
// Discord refuses. It is to be called once.
func (g *Gateway) Run(ctx context.Context) error {
	bot, err := g.introduce(ctx)
	if err != nil {
		return unlessAsked(ctx, err)
	}
	span := g.span.or(bot.Shards)
	g.url, g.shards = bot.URL, span.count
	g.budget = newBudget(bot, g.config.Window, g.ask, g.low)
	g.kept.Store(int64(span.size()))
	g.log.Info("discord: connecting", "shards", span.size(), "of", span.count, "identifies", bot.SessionStartLimit.Remaining)
	defer g.running.Wait()
	together, end := context.WithCancelCause(ctx)
	defer end(nil)
	var wait sync.WaitGroup
	for id := span.first; id <= span.last; id++ {
		s := &shard{g: g, id: id, queue: make(chan Event, queueLength)}
		wait.Go(func() { end(s.keep(together)) })
	}
	wait.Wait()
	return unlessAsked(ctx, context.Cause(together))
}

// unlessAsked makes the end that was asked for no error.
func unlessAsked(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// low is told that IDENTIFYs have to wait.
func (g *Gateway) low(remaining, total int, wait time.Duration) {
	err := fmt.Errorf("%d of %d identifies remain: the next waits %v", remaining, total, wait.Round(time.Second))
	g.health.Trouble(err)
	g.config.Count("braked", "")
	g.log.Error("discord: the bot connects anew too often", "err", err)
}

// introduce asks where the gateway is, as often as it takes.
func (g *Gateway) introduce(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	for failures := 0; ; failures++ {
		b, err := g.ask(ctx)
		if err == nil || fatal(err) {
			return b, err
		}
		wait := backoff(g.config.Pause, failures)
		if e, ok := errors.AsType[*discordgo.RateLimitError](err); ok {
			wait = max(wait, e.RetryAfter)
		}
		g.health.Trouble(err)
		g.log.Warn("discord cannot be reached", "err", err, "pause", wait)
		if !link.Pause(ctx, wait) {
			return nil, ctx.Err()
		}
	}
}

var errRefused = errors.New("the token is refused (hint: DISCORD_TOKEN is not or no longer valid; the page Bot of the developer portal makes a new one)")

// ask asks where the gateway is and how many may connect. Each time a new Session does: one that was told to wait
// waits without heeding ctx.
// https://discord.com/developers/docs/events/gateway#get-gateway-bot
func (g *Gateway) ask(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	s, err := discordgo.New(g.config.authorization())
	if err != nil {
		return nil, err
	}
	s.Client, s.LogLevel = g.config.Client, silent
	b, err := s.GatewayBot(discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	if e, ok := errors.AsType[*discordgo.RESTError](err); ok && e.Response.StatusCode == http.StatusUnauthorized {
		err = errRefused
	}
	if err != nil {
		return nil, fmt.Errorf("discord: GET gateway/bot: %w", err)
	}
	return b, nil
}
