// Package discord speaks Discord: it translates what Discord sends into questions for the desk, and replies into
// messages with components. It knows no other platform, and not how answers are found.
//
// Messages come by the gateway, interactions (commands, buttons, modals, completion) by the gateway or by HTTP. Both
// take one way from there: decoded leniently by our own code, translated into a reaction (reader, pure), carried out
// (dispatch). A reply comes from the desk by [Adapter.Send]: rendered (pages, pure) and posted, as a message or as the
// response to its interaction.
package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"

	"marketbot/internal/adapters/discord/gateway"
	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/adapters/discord/setup"
	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/chart"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/knowledge"
)

// Config says how to reach Discord.
type Config struct {
	Token       config.Secret
	Application string // id; empty: Discord is asked
	PublicKey   string // 64 hexadecimal digits; with it interactions are taken by [Adapter.Handler]
	Guild       string // id of the guild that alone gets the commands; empty: all do
	APIURL      string // empty: Discord's
	Shards      string // empty: as many as Discord recommends
	Public      bool   // answers to commands are for everybody in the channel, unless the option says otherwise

	// Count is told of everything that metrics count: a kind of event and a detail of few values. May be nil.
	Count func(what, detail string)
}

// check finds what is wrong with a configuration.
func (c Config) check() error {
	if !c.Token.IsSet() {
		return errors.New("DISCORD_TOKEN is empty (hint: the token of the page Bot)")
	}
	if strings.HasPrefix(c.Token.Reveal(), "Bot ") {
		return errors.New("DISCORD_TOKEN begins with Bot (hint: the token alone)")
	}
	return nil
}

// key reads the public key; nil if there is none.
func (c Config) key() (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(c.PublicKey)
	if err != nil || c.PublicKey != "" && len(key) != ed25519.PublicKeySize {
		return nil, errors.New(`DISCORD_PUBLIC_KEY is no key (hint: the 64 digits of "Public Key" of the page General Information)`)
	}
	return key, nil
}

// A Desk takes in what people ask; [desk.Desk] is one.
type Desk interface {
	Accept(ctx context.Context, m desk.Message) (desk.Outcome, error)
	Question(platform, key string) (m desk.Message, handle string, ok bool)
	Feedback(ctx context.Context, f desk.Feedback) error
}

// Adapter connects one Discord application with the desk. It is a [desk.Sender].
type Adapter struct {
	config   Config
	log      *slog.Logger
	key      ed25519.PublicKey
	api      *rest.Client
	pages    pages
	painter  *chart.Painter
	commands []setup.Command
	desk     Desk
	turns    *turns
	who      atomic.Pointer[identity]
	roles    roles
	gateway  atomic.Pointer[gateway.Gateway] // of the present run
	health   link.Health
	aside    link.Aside
}

// New returns the adapter of a Discord application that answers from a book. Nothing is connected before
// [Adapter.Run].
func New(c Config, b *knowledge.Book, say shelf.Phrases, d Desk, log *slog.Logger) (*Adapter, error) {
	a, err := newAdapter(c, b, say, d, log)
	if err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	if _, err := a.connection(nil); err != nil { // what is wrong with it is to be said now
		return nil, err
	}
	return a, nil
}

func newAdapter(c Config, b *knowledge.Book, say shelf.Phrases, d Desk, log *slog.Logger) (*Adapter, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	if c.Count == nil {
		c.Count = func(string, string) {}
	}
	api, err := rest.New(rest.Config{Token: c.Token, URL: c.APIURL, Count: c.Count})
	if err != nil {
		return nil, err
	}
	painter, err := chart.New()
	if err != nil {
		return nil, err
	}
	commands, err := setup.Commands(b)
	if err != nil {
		return nil, err
	}
	a := &Adapter{config: c, log: log, key: key, api: api, pages: pages{shelf.New(b, say)}, painter: painter, commands: commands, desk: d, aside: link.NewAside(log.With("platform", Platform), c.Count)}
	a.turns = newTurns(a.announce)
	a.who.Store(&identity{Application: c.Application})
	return a, nil
}

func (a *Adapter) count(what, detail string) { a.config.Count(what, detail) }

func (a *Adapter) self() identity { return *a.who.Load() }

func (a *Adapter) reader() reader {
	b := a.pages.Book
	return reader{
		self:     a.self(),
		role:     a.roles.of,
		public:   a.config.Public,
		commands: b.Commands,
		takes:    func(command, option string) (knowledge.Option, bool) { return setup.Takes(b, command, option) },
		compare:  a.pages.Compare,
	}
}

// pages makes what Discord shows of replies and of the book.
type pages struct{ *shelf.Shelf }
