package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/config"
	"marketbot/internal/housetest"
)

// TestServeBoth: Discord refuses the bot for good while both platforms are served. That is loud, and Slack goes on.
func TestServeBoth(t *testing.T) {
	prepared(t)
	unset(t)
	t.Chdir(t.TempDir())
	const token, secret = "MTE.aaaaaa.HIDDEN", "0123456789HIDDEN"
	slack, posts := takingSlack(t)
	discord := discordtest.NewServer(t, discordtest.RESTOptions{Token: token},
		discordtest.GatewayOptions{Guilds: []map[string]any{discordtest.Guild(discordtest.GuildID, "Server", discordtest.ChannelID)}})
	addr := freeAddr(t)
	for name, value := range map[string]string{"DISCORD_TOKEN": token, "DISCORD_API_URL": discord.URL,
		"SLACK_BOT_TOKEN": "xoxb-1-HIDDEN", "SLACK_SIGNING_SECRET": secret, "SLACK_API_URL": slack, "HTTP_ADDR": addr, "STATE_URL": "memory:"} {
		t.Setenv(name, value)
	}
	c, err := config.Read(".")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var log housetest.Log
	w := &world{ctx: ctx, in: strings.NewReader(""), out: io.Discard, err: &log, getenv: os.Getenv}
	done := make(chan error, 1)
	go func() { done <- w.serve(c, platforms) }()
	eventually(t, "both are ready", func() bool { return healthy(t) == nil })
	discord.Gateway.UntilLive(0)

	asked := discord.Shown(discord.Say(discordtest.ChannelID, discordtest.PersonID, "<@"+discordtest.BotID+"> what was Apple's share in China?"))
	asked["guild_id"] = discordtest.GuildID
	discord.Gateway.Dispatch("MESSAGE_CREATE", asked)
	eventually(t, "Discord's question is answered", func() bool { return len(discord.Posts()) == 1 })

	before := discord.Gateway.State()
	discord.Gateway.Strike(0, 4004)
	eventually(t, "Discord is down for good", func() bool { return strings.Contains(log.String(), "a platform is down for good") })
	for _, want := range []string{"level=ERROR", "platform=discord", "4004", "DISCORD_TOKEN"} {
		if line := lineWith(log.String(), "a platform is down for good"); !strings.Contains(line, want) {
			t.Errorf("the log lacks %s: %s", want, line)
		}
	}
	if code, body := got(t, "http://"+addr+"/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, `"state": "failed"`) || !strings.Contains(body, "4004") {
		t.Errorf("/readyz: %d %s", code, body)
	}
	if err := healthy(t, "--platform", "slack"); err != nil {
		t.Errorf("slack: %v", err)
	}
	if code, err := mentionOnSlack(ctx, addr, secret); err != nil || code != http.StatusOK {
		t.Fatalf("a question on Slack: %d, %v", code, err)
	}
	if post := <-posts; !strings.Contains(post, "15%") { // also as %25
		t.Errorf("the answer on Slack: %s", post)
	}
	_, metrics := got(t, "http://"+addr+"/metrics")
	for _, want := range []string{`bot_platform_up{platform="discord"} 0`, `bot_platform_up{platform="slack"} 1`} {
		if !strings.Contains(metrics, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if after := discord.Gateway.State(); after.Opened != before.Opened {
		t.Errorf("%d connections after the refusal", after.Opened-before.Opened)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if strings.Contains(log.String(), "HIDDEN") {
		t.Errorf("a secret in the log:\n%s", log.String())
	}
}

// lineWith is the first line that holds a text.
func lineWith(text, part string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			return line
		}
	}
	return ""
}
