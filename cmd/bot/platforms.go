package main

import (
	"log/slog"
	"net/http"

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
		p, err := slackPlatform(c, e, d, m, log)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// slackPlatform is Slack: by Socket Mode if there is an app token, by HTTP if there is a signing secret.
func slackPlatform(c *config.Config, e *answer.Engine, d *desk.Desk, m *operator.Metrics, log *slog.Logger) (platform, error) {
	a, err := slack.New(slack.Config{
		BotToken: slack.Secret(c.SlackBotToken.Reveal()), AppToken: slack.Secret(c.SlackAppToken.Reveal()), SigningSecret: slack.Secret(c.SlackSigningSecret.Reveal()),
		APIURL: c.SlackAPIURL, Prefix: c.SlackCommandPrefix, Examples: prompts(e),
		Count: func(what, detail string) { m.Deliver(slack.Platform, what, detail) },
	}, e.Book(), e.Phrase, d, log)
	if err != nil {
		return platform{}, err
	}
	var accept http.Handler
	if c.SlackSigningSecret.IsSet() {
		accept = a.Handler()
	}
	return platform{name: slack.Platform, sender: a, run: a.Run, accept: accept, link: func() operator.Link {
		h := a.Health()
		return operator.Link{Connected: h.Connected > 0, Since: h.Since, LastInbound: h.LastInbound}
	}}, nil
}
