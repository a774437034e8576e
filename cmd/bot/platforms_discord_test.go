package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"marketbot/internal/adapters/discord/discordtest"
	"marketbot/internal/adapters/discord/setup"
)

// TestServeDiscord: a question comes by Discord's gateway, a command by signed HTTP, and both are answered.
func TestServeDiscord(t *testing.T) {
	prepared(t)
	const token = "MTE.aaaaaa.HIDDEN"
	key := ed25519.NewKeyFromSeed([]byte("a seed of thirty-two characters."))
	api := discordtest.NewServer(t, discordtest.RESTOptions{Token: token},
		discordtest.GatewayOptions{Guilds: []map[string]any{discordtest.Guild(discordtest.GuildID, "Server", discordtest.ChannelID)}})
	s := serving(t, map[string]string{"DISCORD_TOKEN": token, "DISCORD_PUBLIC_KEY": hex.EncodeToString(key.Public().(ed25519.PublicKey)), "DISCORD_API_URL": api.URL, "LOG_LEVEL": "debug"})
	api.Gateway.UntilLive(0)

	asked := mentionOnDiscord(api)
	eventually(t, "the question is answered", func() bool { return len(api.Posts()) == 1 })
	if post := api.Posts()[0]; !strings.Contains(post.Text(), "15%") || post.Reference != asked {
		t.Errorf("the answer: %s", post.Text())
	}

	send := func(key ed25519.PrivateKey, body any) (int, string) {
		raw, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		at := strconv.FormatInt(time.Now().Unix(), 10)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.addr+setup.Path, bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Signature-Timestamp", at)
		req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, append([]byte(at), raw...))))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, strings.TrimSpace(string(text))
	}
	ping := map[string]any{"type": 1}
	if code, _ := send(ed25519.NewKeyFromSeed(bytes.Repeat([]byte("x"), ed25519.SeedSize)), ping); code != http.StatusUnauthorized {
		t.Errorf("a request with a bad signature: %d, want 401", code)
	}
	if code, body := send(key, ping); code != http.StatusOK || body != `{"type":1}` {
		t.Errorf("a ping: %d %s", code, body)
	}
	id, secret := api.Interact(discordtest.CommandInteraction, discordtest.ChannelID, discordtest.PersonID, "")
	code, body := send(key, map[string]any{"id": id, "token": secret, "application_id": discordtest.ApplicationID, "type": 2, "channel_id": discordtest.ChannelID, "guild_id": discordtest.GuildID,
		"member": map[string]any{"user": map[string]any{"id": discordtest.PersonID}}, "data": map[string]any{"type": 1, "name": "rank"}})
	if code != http.StatusAccepted || body != "" {
		t.Errorf("a command: %d %s, want 202", code, body)
	}
	eventually(t, "the command is answered", func() bool { return len(api.Posts()) == 2 })
	if post := api.Posts()[1]; post.Only != discordtest.PersonID {
		t.Errorf("the answer to the command is for %q", post.Only)
	}

	_, metrics := got(t, "http://"+s.addr+"/metrics")
	for _, want := range []string{`bot_deliveries_total{detail="signature",platform="discord",what="refused"} 1`, `bot_messages_total{platform="discord",what="accepted"} 2`, `bot_platform_up{platform="discord"} 1`} {
		if !strings.Contains(metrics, want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
	if code, body := got(t, "http://"+s.addr+"/readyz"); code != 200 || strings.Contains(body, `"last_inbound": null`) {
		t.Errorf("/readyz: %d %s", code, body)
	}
	s.stop("HIDDEN", secret)
}

// mentionOnDiscord asks a bot by the gateway, and returns the id of the message.
func mentionOnDiscord(s *discordtest.Server) (id string) {
	id = s.Say(discordtest.ChannelID, discordtest.PersonID, "<@"+discordtest.BotID+"> what was Apple's share in China?")
	asked := s.Shown(id)
	asked["guild_id"] = discordtest.GuildID
	s.Gateway.Dispatch("MESSAGE_CREATE", asked)
	return id
}
