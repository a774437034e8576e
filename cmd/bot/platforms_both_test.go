package main

import (
	"net/http"
	"strings"
	"testing"

	"marketbot/internal/adapters/discord/discordtest"
)

// TestServeBoth: Discord refuses the bot for good while both platforms are served. That is loud, and Slack goes on.
func TestServeBoth(t *testing.T) {
	prepared(t)
	const token, secret = "MTE.aaaaaa.HIDDEN", "0123456789HIDDEN"
	slack, posts := takingSlack(t)
	discord := discordtest.NewServer(t, discordtest.RESTOptions{Token: token},
		discordtest.GatewayOptions{Guilds: []map[string]any{discordtest.Guild(discordtest.GuildID, "Server", discordtest.ChannelID)}})
	s := serving(t, map[string]string{"DISCORD_TOKEN": token, "DISCORD_API_URL": discord.URL,
		"SLACK_BOT_TOKEN": "xoxb-1-HIDDEN", "SLACK_SIGNING_SECRET": secret, "SLACK_API_URL": slack})
	discord.Gateway.UntilLive(0)

	mentionOnDiscord(discord)
	eventually(t, "Discord's question is answered", func() bool { return len(discord.Posts()) == 1 })

	before := discord.Gateway.State()
	discord.Gateway.Strike(0, 4004)
	eventually(t, "Discord is down for good", func() bool { return strings.Contains(s.log.String(), "a platform is down for good") })
	for _, want := range []string{"level=ERROR", "platform=discord", "4004", "DISCORD_TOKEN"} {
		if line := lineWith(s.log.String(), "a platform is down for good"); !strings.Contains(line, want) {
			t.Errorf("the log lacks %s: %s", want, line)
		}
	}
	if code, body := got(t, "http://"+s.addr+"/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, `"state": "failed"`) || !strings.Contains(body, "4004") {
		t.Errorf("/readyz: %d %s", code, body)
	}
	if err := healthy(t, "--platform", "slack"); err != nil {
		t.Errorf("slack: %v", err)
	}
	if code, err := mentionOnSlack(t.Context(), s.addr, secret); err != nil || code != http.StatusOK {
		t.Fatalf("a question on Slack: %d, %v", code, err)
	}
	if post := <-posts; !strings.Contains(post, "15%") { // also as %25
		t.Errorf("the answer on Slack: %s", post)
	}
	_, metrics := got(t, "http://"+s.addr+"/metrics")
	for _, want := range []string{`bot_platform_up{platform="discord"} 0`, `bot_platform_up{platform="slack"} 1`} {
		if !strings.Contains(metrics, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if after := discord.Gateway.State(); after.Opened != before.Opened {
		t.Errorf("%d connections after the refusal", after.Opened-before.Opened)
	}
	s.stop("HIDDEN")
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
