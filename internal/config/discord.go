package config

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// What Discord's settings look like. Ids are numbers of 64 bits that count milliseconds since 2015, which makes 17
// digits at least: https://docs.discord.com/developers/reference#snowflakes
var (
	snowflake = regexp.MustCompile(`^[1-9][0-9]{16,19}$`)
	publicKey = regexp.MustCompile(`^[0-9A-Fa-f]{64}$`)
	botToken  = regexp.MustCompile(`^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$`)
	shards    = regexp.MustCompile(`^(auto|[1-9][0-9]*|[0-9]+(-[0-9]+)?/[1-9][0-9]*)$`)
)

// discord finds settings of Discord that cannot work.
func (c *Config) discord() error {
	wrong := []error{discordToken(c.DiscordToken)}
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }

	for _, plain := range []struct {
		name  string
		value *string
	}{{"DISCORD_APPLICATION_ID", &c.DiscordApplicationID}, {"DISCORD_PUBLIC_KEY", &c.DiscordPublicKey}, {"DISCORD_GUILD_ID", &c.DiscordGuildID}} {
		if botToken.MatchString(*plain.value) {
			*plain.value = "" // it would be printed
			add("%s is a token (hint: the token is DISCORD_TOKEN)", plain.name)
		}
	}
	for _, id := range []struct{ name, value, hint string }{
		{"DISCORD_APPLICATION_ID", c.DiscordApplicationID, `"Application ID" of the page General Information`},
		{"DISCORD_GUILD_ID", c.DiscordGuildID, `"Copy Server ID" in the menu of the server, with Developer Mode on in the settings of Discord`},
	} {
		if id.value != "" && !snowflake.MatchString(id.value) {
			add("%s is %q, which is no id: 17 to 20 digits (hint: %s)", id.name, id.value, id.hint)
		}
	}
	switch key := c.DiscordPublicKey; {
	case key == "":
	case !publicKey.MatchString(key):
		add(`DISCORD_PUBLIC_KEY has %d characters, or others than 0-9 and a-f (hint: the 64 of "Public Key" of the page General Information)`, len([]rune(key)))
	case !c.DiscordToken.IsSet():
		add("DISCORD_PUBLIC_KEY is set, but DISCORD_TOKEN is not (hint: the bot posts and registers its commands with the token of the page Bot)")
	}
	if !address(c.DiscordAPIURL) {
		add("DISCORD_API_URL is %q (hint: a whole address such as https://discord.com/api/v10, or leave it out)", c.DiscordAPIURL)
	}
	c.DiscordAPIURL = strings.TrimRight(c.DiscordAPIURL, "/") // paths begin with one
	if !shards.MatchString(c.DiscordShards) {
		add("DISCORD_SHARDS is %q (hint: auto; a number such as 4; or some of a number such as 0-1/4, counted from 0)", c.DiscordShards)
	}
	return errors.Join(wrong...)
}

// discordToken finds a token that is something else. It tells what, and nothing of the text.
func discordToken(s Secret) error {
	const from = "the token that the page Bot shows after Reset Token"
	switch text := s.Reveal(); {
	case text == "", botToken.MatchString(text) && !strings.HasPrefix(text, "mfa."):
		return nil
	case strings.HasPrefix(strings.ToLower(text), "bot "):
		return errors.New(`DISCORD_TOKEN begins with "Bot " (hint: the token alone, without that word)`)
	case strings.HasPrefix(text, "mfa."):
		return errors.New("DISCORD_TOKEN is a person's (hint: " + from + ")")
	case publicKey.MatchString(text):
		return errors.New("DISCORD_TOKEN looks like a public key: that is DISCORD_PUBLIC_KEY (hint: " + from + ")")
	case snowflake.MatchString(text):
		return errors.New("DISCORD_TOKEN looks like an id: that is DISCORD_APPLICATION_ID (hint: " + from + ")")
	case strings.ContainsAny(text, " \t\r\n\"'"):
		return errors.New("DISCORD_TOKEN has blanks or quotation marks in it (hint: " + from + ", and nothing around it)")
	}
	return errors.New("DISCORD_TOKEN is not three parts with dots between them (hint: " + from + "; the client secret of the page OAuth2 is another)")
}
