package main

import (
	"errors"

	discordapp "marketbot/internal/adapters/discord/setup"
	slackapp "marketbot/internal/adapters/slack/setup"
	"marketbot/internal/answer"
	"marketbot/internal/config"
)

// manifests prints what platforms want to be told about the bot.
type manifests struct {
	Slack   slackManifest   `cmd:"" help:"Print the manifest of the Slack app."`
	Discord discordManifest `cmd:"" help:"Print the commands of the Discord app, which bot serve registers."`
}

// slackManifest prints the manifest of the Slack app.
type slackManifest struct {
	Mode string `enum:"socket,http" default:"socket" help:"How Slack reaches the bot: socket (no public address needed) or http."`
	URL  string `name:"url" help:"With --mode http: the public address of the bot." placeholder:"https://..."`
	Name string `default:"Market bot" help:"What the app is called in Slack."`
}

// Run prints the manifest.
func (s *slackManifest) Run(w *world) error {
	switch {
	case s.Mode == "http" && s.URL == "":
		return errors.New("manifest slack: --mode http needs the bot's address (hint: --url https://bot.example.com)")
	case s.Mode == "socket" && s.URL != "":
		return errors.New("manifest slack: --url is of no use in Socket Mode (hint: --mode http, or leave it out)")
	}
	c, e, err := w.opened()
	if err != nil {
		return err
	}
	m, err := slackapp.New(e.Book(), slackapp.Options{Name: s.Name, Prefix: c.SlackCommandPrefix, Prompts: prompts(e), URL: s.URL})
	if err != nil {
		return err
	}
	text, err := m.YAML("Written by: " + s.line())
	if err != nil {
		return err
	}
	_, err = w.out.Write(text)
	return err
}

// line is how the manifest was asked for.
func (s *slackManifest) line() string {
	if s.Mode == "http" {
		return "bot manifest slack --mode http --url " + s.URL
	}
	return "bot manifest slack"
}

// discordManifest prints the commands of the Discord app.
type discordManifest struct{}

// Run prints the commands, as they are registered for all servers.
func (discordManifest) Run(w *world) error {
	_, e, err := w.opened()
	if err != nil {
		return err
	}
	list, err := discordapp.Commands(e.Book())
	if err != nil {
		return err
	}
	text, err := discordapp.JSON(list)
	if err != nil {
		return err
	}
	_, err = w.out.Write(text)
	return err
}

// opened reads the settings and builds the engine of the book that they name.
func (w *world) opened() (*config.Config, *answer.Engine, error) {
	c, err := config.Read(".")
	if err != nil {
		return nil, nil, err
	}
	e, err := w.configured(c).engine()
	return c, e, err
}

// prompts are questions that the book suggests to somebody new.
func prompts(e *answer.Engine) []string {
	return e.Answer(answer.Question{Text: "/help"}).Suggestions
}
