package main

import (
	"log/slog"
	"net/http"
	"slices"

	"marketbot/internal/adapters/discord"
	"marketbot/internal/adapters/link"
	"marketbot/internal/adapters/slack"
	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/desk"
	"marketbot/internal/operator"
)

// platforms returns the platforms that are configured: the one place that names them all.
func platforms(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) ([]platform, error) {
	var list []platform
	if c.SlackBotToken.IsSet() {
		p, err := onSlack(c, e, d, m, log)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	if c.DiscordToken.IsSet() {
		p, err := onDiscord(c, e, d, m, log)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// onSlack is the Slack app. With an app token it uses Socket Mode, else Slack's requests come by HTTP.
func onSlack(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) (platform, error) {
	a, err := slack.New(slack.Config{
		BotToken:      c.SlackBotToken,
		AppToken:      c.SlackAppToken,
		SigningSecret: c.SlackSigningSecret,
		APIURL:        c.SlackAPIURL,
		Prefix:        c.SlackCommandPrefix,
		Examples:      examples(e),
		Count:         func(what, detail string) { m.Deliver(slack.Platform, what, detail) },
	}, e.Book(), e.Phrase, d, log)
	if err != nil {
		return platform{}, err
	}
	p := platform{name: slack.Platform, sender: a, run: a.Run, link: linked(a.Health)}
	if c.SlackSigningSecret.IsSet() {
		p.accept = http.StripPrefix("/"+slack.Platform, a.Handler())
	}
	return p, nil
}

// onDiscord is the Discord app. Messages come by its gateway, and so do commands and buttons, unless Discord has an
// address to send those to.
func onDiscord(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) (platform, error) {
	a, err := discord.New(discord.Config{
		Token:       c.DiscordToken,
		Application: c.DiscordApplicationID,
		PublicKey:   c.DiscordPublicKey,
		Guild:       c.DiscordGuildID,
		APIURL:      c.DiscordAPIURL,
		Shards:      c.DiscordShards,
		Public:      c.DiscordPublic,
		Count:       func(what, detail string) { m.Deliver(discord.Platform, what, detail) },
	}, e.Book(), e.Phrase, d, log)
	if err != nil {
		return platform{}, err
	}
	p := platform{name: discord.Platform, sender: a, run: a.Run, link: linked(a.Health)}
	if c.DiscordPublicKey != "" {
		p.accept = http.StripPrefix("/"+discord.Platform, a.Handler())
	}
	return p, nil
}

// linked tells operators how an adapter is doing.
func linked(health func() link.State) func() operator.Link {
	return func() operator.Link {
		h := health()
		return operator.Link{Connected: h.Ready(), Since: h.Since, LastInbound: h.LastInbound}
	}
}

// examples are questions to begin with: what the engine itself suggests to somebody who asks for help.
func examples(e *answer.Engine) []string {
	list := e.Answer(answer.Question{Text: "/help"}).Suggestions
	for _, more := range e.Answer(answer.Question{Text: "/rank"}).Suggestions {
		if len(list) < 5 && !slices.Contains(list, more) {
			list = append(list, more)
		}
	}
	return list
}
