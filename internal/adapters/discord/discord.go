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
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"

	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/shelf"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/knowledge"
)

// Config says how to reach Discord.
type Config struct {
	Token       config.Secret
	Application string // id; empty: Discord is asked
	PublicKey   string // 64 hexadecimal digits; with it interactions are taken by [Adapter.Handler]
	APIURL      string // empty: Discord's
	Shards      string // empty: as many as Discord recommends
	Public      bool   // answers to commands are for everybody in the channel, unless the option says otherwise
	Examples    []string

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

// A Desk takes in what people ask; [desk.Desk] is one.
type Desk interface {
	Accept(ctx context.Context, m desk.Message) (desk.Outcome, error)
	Knows(m desk.Message) bool
	Feedback(ctx context.Context, f desk.Feedback) error
}

// Adapter connects one Discord application with the desk. It is a [desk.Sender].
type Adapter struct {
	config Config
	log    *slog.Logger
	pages  pages
	desk   Desk
	who    atomic.Pointer[identity]
	health link.Health
	aside  link.Aside
}

// identity is who the bot is.
type identity struct{ User, Application string }

// New returns the adapter of a Discord application that answers from a book. Nothing is connected before
// [Adapter.Run].
func New(c Config, b *knowledge.Book, say shelf.Phrases, d Desk, log *slog.Logger) (*Adapter, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	if c.Count == nil {
		c.Count = func(string, string) {}
	}
	a := &Adapter{config: c, log: log, pages: pages{shelf.New(b, say)}, desk: d, aside: link.NewAside()}
	a.who.Store(&identity{Application: c.Application})
	return a, nil
}

// Health returns how the adapter is doing.
func (a *Adapter) Health() link.State { return a.health.Now() }

func (a *Adapter) count(what, detail string) { a.config.Count(what, detail) }

func (a *Adapter) self() identity { return *a.who.Load() }

// pages makes what Discord shows of replies and of the book.
type pages struct{ *shelf.Shelf }
