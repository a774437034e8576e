// Package slack speaks Slack: it translates what Slack sends into questions for the desk, and replies into
// blocks. It knows no other platform, and not how answers are found.
//
// A delivery comes by Socket Mode or HTTP and takes one way from there: decoded leniently by our own code
// (payload), translated into a reaction (reader, pure), carried out (dispatch), and acknowledged only then.
// A reply comes from the desk by [Adapter.Send]: rendered (shelf, pure) and posted.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/knowledge"
)

// Config says how to reach Slack. With an app token deliveries come by Socket Mode, with a signing secret by
// HTTP; at least one is needed.
type Config struct {
	BotToken      config.Secret // xoxb-
	AppToken      config.Secret // xapp-, with connections:write
	SigningSecret config.Secret
	APIURL        string // empty: Slack's
	Prefix        string // of slash commands: "mb-" makes /share /mb-share
	Examples      []string
	Sockets       int           // connections side by side; 0: two
	Stagger       time.Duration // between opening them; 0: fifteen seconds
	Pace          time.Duration // between opening sockets that are closed at once; 0: ten seconds

	// Listen opens the address of HTTP mode; nil: HTTP deliveries come to [Adapter.Handler] of somebody else's server.
	Listen func() (net.Listener, error)

	// Count is told of everything that metrics count: a kind of event and a detail of few values. May be nil.
	Count func(what, detail string)
}

// api is the address of the Web API, with the slash that the library wants.
func (c Config) api() string {
	if c.APIURL == "" {
		return slack.APIURL
	}
	return strings.TrimSuffix(c.APIURL, "/") + "/"
}

// check finds what is wrong with a configuration.
func (c Config) check() error {
	var errs []error
	if !c.BotToken.IsSet() {
		errs = append(errs, errors.New("SLACK_BOT_TOKEN is empty (hint: the xoxb- token of OAuth & Permissions)"))
	} else if strings.HasPrefix(c.BotToken.Reveal(), "xapp-") {
		errs = append(errs, errors.New("SLACK_BOT_TOKEN is an app token (hint: it begins with xoxb-)"))
	}
	if !c.AppToken.IsSet() && !c.SigningSecret.IsSet() {
		errs = append(errs, errors.New("SLACK_APP_TOKEN is empty (hint: Socket Mode needs an xapp- token; for HTTP set SLACK_SIGNING_SECRET)"))
	}
	if strings.HasPrefix(c.AppToken.Reveal(), "xoxb-") {
		errs = append(errs, errors.New("SLACK_APP_TOKEN is a bot token (hint: Socket Mode needs an xapp- token with connections:write)"))
	}
	return errors.Join(errs...)
}

// A Desk takes in what people ask; [desk.Desk] is one.
type Desk interface {
	Accept(ctx context.Context, m desk.Message) (desk.Outcome, error)
	Knows(m desk.Message) bool
	Feedback(ctx context.Context, f desk.Feedback) error
}

// Adapter connects one Slack app with the desk. It is a [desk.Sender].
type Adapter struct {
	config Config
	log    *slog.Logger
	api    *slack.Client
	lean   lean
	bodies sync.Pool // of *bytes.Buffer: what comes back from a post
	pages  pages
	desk   Desk
	names  map[string]bool // of the commands
	who    atomic.Pointer[identity]
	health link.Health
	aside  link.Aside
}

// New returns the adapter of a Slack app that answers from a book. Nothing is connected before [Adapter.Run].
func New(c Config, b *knowledge.Book, say shelf.Phrases, d Desk, log *slog.Logger) (*Adapter, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("slack: %w", err)
	}
	if c.Count == nil {
		c.Count = func(string, string) {}
	}
	if c.Sockets == 0 {
		c.Sockets = 2
	}
	if c.Stagger == 0 {
		c.Stagger = 15 * time.Second
	}
	if c.Pace == 0 {
		c.Pace = openPace
	}
	l := newLean()
	a := &Adapter{config: c, log: log, lean: l, api: c.client(l), pages: pages{shelf.New(b, say)}, desk: d, names: map[string]bool{},
		aside: link.NewAside(log.With("platform", Platform), c.Count)}
	for _, cmd := range b.Commands {
		a.names[cmd.Name] = true
	}
	a.who.Store(&identity{})
	return a, nil
}

// Health returns how the adapter is doing.
func (a *Adapter) Health() link.State { return a.health.Now() }

func (a *Adapter) count(what, detail string) { a.config.Count(what, detail) }

func (a *Adapter) self() identity { return *a.who.Load() }

func (a *Adapter) reader() reader {
	return reader{self: a.self(), commands: a.names, prefix: a.config.Prefix, compare: a.pages.Compare}
}

// Run receives until ctx is done, then stops within ten seconds: intake first, then acknowledgements. It
// returns an error when going on is in vain: a token that Slack refuses.
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
	var receivers []func(context.Context) error
	if a.config.AppToken.IsSet() {
		receivers = append(receivers, a.sockets)
	}
	if a.config.Listen != nil {
		receivers = append(receivers, a.serve)
	}
	if len(receivers) == 0 { // deliveries come to Handler
		receivers = append(receivers, a.await)
	}
	return link.UnlessAsked(ctx, link.Together(ctx, receivers...))
}

// await is all there is to do while deliveries come to Handler.
func (a *Adapter) await(ctx context.Context) error {
	a.health.Up(0)
	defer a.health.Down(0)
	<-ctx.Done()
	return ctx.Err()
}

// The pauses between attempts to reach Slack at the start.
const (
	firstPause = time.Second
	lastPause  = time.Minute
)

// introduce asks Slack who the bot is, as often as it takes.
func (a *Adapter) introduce(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		r, err := a.api.AuthTestContext(ctx)
		if err == nil {
			a.who.Store(&identity{User: r.UserID, Bot: r.BotID, Team: r.TeamID})
			a.log.Info("slack knows the bot", "team", r.TeamID, "user", r.UserID)
			return nil
		}
		if slices.Contains(revoked, codeOf(err)) {
			return fmt.Errorf("slack: auth.test: %w (hint: SLACK_BOT_TOKEN is not or no longer valid)", err)
		}
		a.health.Trouble(err)
		a.log.Warn("slack cannot be reached", "err", err, "pause", pause)
		if e, ok := errors.AsType[*slack.RateLimitedError](err); ok {
			pause = max(pause, e.RetryAfter)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
