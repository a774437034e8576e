package main

import (
	"io"
	"log/slog"
	"runtime/debug"

	"marketbot/internal/config"
)

// operations are the commands for those who run the bot.
type operations struct {
	Serve    serve     `cmd:"" help:"Answer on the messaging platforms that are configured."`
	Doctor   doctor    `cmd:"" help:"Check everything that the bot needs, and say what to do."`
	Health   health    `cmd:"" help:"Ask the bot that runs here whether it is ready."`
	Manifest manifests `cmd:"" help:"Print what a platform wants to be told about the bot."`
	Invite   invite    `cmd:"" help:"Print the links that install the Discord app, with the least permissions."`
	Config   settings  `cmd:"" help:"Print the settings: their values, defaults and meanings."`
}

// configured is the world with the book that the settings name, unless a flag names one.
func (w *world) configured(c *config.Config) *world {
	other := *w
	if other.knowledge == "" {
		other.knowledge = c.KnowledgeDir
	}
	return &other
}

// logger logs as the settings say, and no secret.
func logger(c *config.Config, to io.Writer) *slog.Logger {
	to, o := config.Redact(to, c.Secrets()...), &slog.HandlerOptions{Level: c.Level()}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(to, o))
	}
	return slog.New(slog.NewTextHandler(to, o))
}

// build is the version of the program.
func build() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}
