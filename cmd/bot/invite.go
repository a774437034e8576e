package main

import (
	"errors"
	"fmt"

	"marketbot/internal/adapters/discord/rest"
	discordapp "marketbot/internal/adapters/discord/setup"
	"marketbot/internal/config"
)

// invite prints where people install the Discord app.
type invite struct{}

// Run prints the links. Where the app's id is not set, Discord tells it.
func (invite) Run(w *world) error {
	c, err := config.Read(".")
	if err != nil {
		return err
	}
	if c.DiscordApplicationID == "" && !c.DiscordToken.IsSet() {
		return errors.New(`invite: DISCORD_APPLICATION_ID is not set, nor is DISCORD_TOKEN, with which Discord could be asked (hint: "Application ID" of the page General Information)`)
	}
	api, err := rest.New(rest.Config{Token: c.DiscordToken, URL: c.DiscordAPIURL})
	if err != nil {
		return err
	}
	id, err := discordapp.ApplicationID(w.ctx, api, discordApp(c))
	if err != nil {
		return fmt.Errorf("invite: %w (hint: bot doctor)", err)
	}
	server, person := discordapp.Links(id)
	_, err = fmt.Fprintf(w.out, "In a server, by who may manage it:\n%s\nFor yourself, the commands alone, everywhere:\n%s\n", server, person)
	return err
}
