package discord

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"marketbot/internal/adapters/adaptertest"
	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

func TestConfigurations(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"no token", func(c *Config) { c.Token = config.Secret{} }, "discord: DISCORD_TOKEN is empty"},
		{"the header's form", func(c *Config) { c.Token = config.NewSecret("Bot " + botToken) }, "discord: DISCORD_TOKEN begins with Bot"},
		{"half a key", func(c *Config) { c.PublicKey = publicKey()[:32] }, "discord: DISCORD_PUBLIC_KEY is no key"},
		{"no hexadecimal", func(c *Config) { c.PublicKey = strings.Repeat("x", 64) }, "discord: DISCORD_PUBLIC_KEY is no key"},
		{"no address", func(c *Config) { c.APIURL = "discord" }, "DISCORD_API_URL"},
		{"no shards", func(c *Config) { c.Shards = "4/2" }, "DISCORD_SHARDS"},
	} {
		c := Config{Token: config.NewSecret(botToken), PublicKey: publicKey()}
		tt.change(&c)
		_, err := New(c, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "(hint: ") || strings.Contains(err.Error(), botToken) {
			t.Errorf("%s: %v, want %s and a hint", tt.name, err, tt.want)
		}
	}
}

// The commands are registered once, and not again while they are as they should be.
func TestCommandsAreRegistered(t *testing.T) {
	t.Parallel()
	r := newRig(t, "gateway", quiet())
	const put = "PUT /applications/{application}/commands"
	r.until("the commands are registered", func() bool { return len(r.Requests(put)) == 1 })
	if err := r.stopped(); err != nil {
		t.Fatal(err)
	}
	read := func() int { return len(r.Requests("GET /applications/{application}/commands")) }
	before := read()
	r.start(quiet())
	r.until("the commands are looked at", func() bool { return read() > before })
	if err := r.stopped(); err != nil {
		t.Fatal(err)
	}
	if n := len(r.Requests(put)); n != 1 {
		t.Errorf("registered %d times, want once", n)
	}
}

// Where the commands cannot be registered, messages are answered nevertheless.
func TestCommandsAreRefused(t *testing.T) {
	t.Parallel()
	r := newRig(t, "gateway", quiet(), func(c *Config) { c.Guild = "1100000000000000099" })
	r.Fail("PUT /applications/{application}/guilds/{guild}/commands", discordtest.Refusal{Status: 403, Code: 50001, Message: "Missing Access", Times: -1})
	r.Gateway.Dispatch(created, r.mention(share))
	r.posted(1)
}

// A token that Discord refuses ends the adapter for good, and says so.
func TestRefusedToken(t *testing.T) {
	t.Parallel()
	s := discordtest.NewServer(t, discordtest.RESTOptions{Token: "another"}, discordtest.GatewayOptions{})
	log := &housetest.Log{}
	a, err := New(Config{Token: config.NewSecret(botToken), APIURL: s.URL}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	err = a.Run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN is not or no longer valid") {
		t.Errorf("Run returned %v", err)
	}
	if strings.Contains(err.Error()+log.String(), botToken) {
		t.Errorf("the token is told: %v\n%s", err, log)
	}
}

// Discord may be away when the bot starts.
func TestAwayAtTheStart(t *testing.T) {
	t.Parallel()
	s := discordtest.NewServer(t, discordtest.RESTOptions{Token: botToken}, discordtest.GatewayOptions{})
	s.Fail("GET /users/@me", discordtest.Refusal{Status: http.StatusBadGateway, Raw: "<html>", Times: 3})
	a, err := New(Config{Token: config.NewSecret(botToken), APIURL: strings.TrimSuffix(s.URL, "/")}, adaptertest.Book(t), adaptertest.Phrases(t), adaptertest.NewDesk(nil, quiet()), quiet())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	s.Gateway.UntilLive(0)
	stop()
	if err := <-done; err != nil {
		t.Errorf("Run returned %v, want nil", err)
	}
	if got := a.self(); got != (identity{discordtest.BotID, discordtest.ApplicationID}) {
		t.Errorf("the bot is %+v", got)
	}
}
