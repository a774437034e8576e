package setup

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"marketbot/internal/config"
)

// found are the findings of a check, a line each.
func found(t *testing.T, a access) string {
	t.Helper()
	var b strings.Builder
	for _, f := range Check(t.Context(), a.Config, a.App, made(t), time.Now()) {
		fmt.Fprintln(&b, f)
	}
	if strings.Contains(b.String(), "HIDDEN") {
		t.Errorf("a secret is told: %s", b.String())
	}
	return b.String()
}

// The findings when all is well; API stands for the address.
const (
	reachable = "ok discord API: API answers\nok clock: agrees with Discord's\n"
	ofBot     = "ok discord token: of the bot market (111111111111111111)\n"
	starts    = "ok discord gateway: 990 of 1000 starts left, anew in 2h0m0s; shards that Discord recommends: 1\n"
	ofApp     = "ok discord app: Market bot (111111111111111111)\n"
	byGateway = "ok discord interactions: by the gateway\n"
	anywhere  = "skip discord server: DISCORD_GUILD_ID is not set: the commands are for all servers\n"
	ten       = "ok discord commands: all 10 are registered as the book wants them\n"
	server    = "https://discord.com/oauth2/authorize?client_id=111111111111111111&integration_type=0&permissions=274878024704&scope=bot+applications.commands"
	toServer  = "ok discord install: in a server: " + server + "\n"
	toPerson  = "ok discord install: for oneself: https://discord.com/oauth2/authorize?client_id=111111111111111111&integration_type=1&scope=applications.commands\n"
	install   = toServer + toPerson
)

func TestCheck(t *testing.T) {
	const how = " -> copy the token of the page Bot (Reset Token shows a new one) into DISCORD_TOKEN\n"
	for _, tt := range []struct {
		name   string
		change func(*fake, *access)
		want   string
	}{
		{"all is well", func(*fake, *access) {}, reachable + ofBot + starts + ofApp + byGateway + anywhere + ten + install},
		{"all that can be set", func(f *fake, a *access) {
			a.ID, a.GuildID, a.PublicKey = appID, guild, strings.ToUpper(key)
			f.app["interactions_endpoint_url"] = "https://bot.example.com/discord/interactions"
			f.commands[local], f.commands[global] = stored(f.t, a.scoped(made(f.t))), nil
		}, reachable + ofBot + starts + ofApp + "ok discord interactions: by HTTP to https://bot.example.com/discord/interactions\nok discord server: is in Acme\n" + ten + install},

		{"a token that is wrong", func(_ *fake, a *access) { a.Token = config.NewSecret("HIDDEN") },
			reachable + "FAIL discord token: GET /users/@me: 401 Unauthorized" + how},
		{"a person's token", func(f *fake, _ *access) {
			f.fails["GET /users/@me"] = failure{status: 200, body: `{"id": "7", "username": "eve"}`}
		}, reachable + "FAIL discord token: Discord does not say that it is a bot's, but of eve" + how},
		{"a banned address", func(f *fake, _ *access) {
			f.fails["GET /users/@me"] = failure{status: 429, wait: "3600", body: "error code: 1015"}
		}, reachable + "warn discord token: GET /users/@me: 429 Too Many Requests: cloudflare limit, again after 1h0m0s -> ask again in some minutes\n"},
		{"a proxy's page", func(f *fake, _ *access) {
			f.fails["GET /users/@me"] = failure{status: 200, body: "<html>log in</html>"}
		}, "FAIL discord API: GET /users/@me: the answer is no JSON -> look at the network, its proxy (HTTPS_PROXY) and DISCORD_API_URL\n"},
		{"no API there", func(f *fake, a *access) { a.URL += "/v9" },
			"FAIL discord API: GET /users/@me: 404 Not Found -> look at the network, its proxy (HTTPS_PROXY) and DISCORD_API_URL\n"},
		{"an API that does not list commands", func(f *fake, _ *access) { f.fails["GET "+global] = failure{status: 404, body: "Not Found"} },
			reachable + ofBot + starts + ofApp + byGateway + anywhere + "skip discord commands: not compared: the API does not list them\n" + install},
		{"the clock", func(f *fake, _ *access) { f.clock = time.Hour },
			"ok discord API: API answers\nFAIL clock: differs from Discord's by -1h0m0s -> set the clock (NTP): Discord's requests are refused as too old or from the future\n" + ofBot + starts + ofApp + byGateway + anywhere + ten + install},

		{"few starts left", func(f *fake, _ *access) { f.start["remaining"] = 12 },
			reachable + ofBot + "warn discord gateway: 12 of 1000 starts left, anew in 2h0m0s; shards that Discord recommends: 1 -> look for what connects again and again: another process with this token, or one that is started anew and anew\n" +
				ofApp + byGateway + anywhere + ten + install},
		{"no start left", func(f *fake, _ *access) { f.start["remaining"] = 0 },
			reachable + ofBot + "FAIL discord gateway: 0 of 1000 starts left, anew in 2h0m0s; shards that Discord recommends: 1 -> stop what connects again and again, and start the bot when there are more: Discord resets the token of who goes on\n" +
				ofApp + byGateway + anywhere + ten + install},
		{"no gateway", func(f *fake, _ *access) {
			f.fails["GET /gateway/bot"] = failure{status: 503, body: `{"message": "Service Unavailable", "code": 0}`}
		}, reachable + ofBot + "warn discord gateway: GET /gateway/bot: 503 Service Unavailable -> ask again in some minutes\n" + ofApp + byGateway + anywhere + ten + install},

		{"another app's id", func(_ *fake, a *access) { a.ID = guild },
			reachable + ofBot + starts + "FAIL discord app: the token is of app 111111111111111111, DISCORD_APPLICATION_ID is 222222222222222222 -> copy Application ID and token from the same app, or leave DISCORD_APPLICATION_ID out\n"},
		{"the app does not come", func(f *fake, _ *access) { f.fails["GET /applications/@me"] = failure{status: 502, body: "<html>"} },
			reachable + ofBot + starts + "warn discord app: GET /applications/@me: 502 Bad Gateway -> look at the network: other calls got through\n"},
		{"privileged intents", func(f *fake, _ *access) { f.app["flags"] = 1<<13 | 1<<18 | 1<<23 },
			reachable + ofBot + starts + ofApp + "warn discord app: the privileged intent Presence Intent is on -> switch it off on the page Bot: the bot does not ask for it\n" +
				"warn discord app: the privileged intent Message Content Intent is on -> switch it off on the page Bot: the bot does not ask for it\n" + byGateway + anywhere + ten + install},
		{"another app's key", func(_ *fake, a *access) { a.PublicKey = strings.Repeat("a", 64) },
			reachable + ofBot + starts + ofApp + "FAIL discord interactions: DISCORD_PUBLIC_KEY is not this app's: its requests would be refused as forged -> copy Public Key of the page General Information into DISCORD_PUBLIC_KEY\n" + anywhere + ten + install},
		{"an address, but no key", func(f *fake, _ *access) { f.app["interactions_endpoint_url"] = "https://old.example.com" },
			reachable + ofBot + starts + ofApp + "FAIL discord interactions: Discord sends commands and buttons to https://old.example.com and not to the gateway -> set DISCORD_PUBLIC_KEY, or empty Interactions Endpoint URL on the page General Information\n" + anywhere + ten + install},
		{"a key, but no address", func(_ *fake, a *access) { a.PublicKey = key },
			reachable + ofBot + starts + ofApp + "warn discord interactions: DISCORD_PUBLIC_KEY is set, but Discord knows no address and sends commands and buttons to the gateway -> fill in Interactions Endpoint URL on the page General Information (it ends with /discord/interactions), or leave DISCORD_PUBLIC_KEY out\n" + anywhere + ten + install},

		{"not in the server", func(f *fake, a *access) {
			a.GuildID = guild
			f.fails["GET /guilds/"+guild] = failure{status: 404, body: `{"message": "Unknown Guild", "code": 10004}`}
			f.fails["GET "+local] = failure{status: 403, body: `{"message": "Missing Access", "code": 50001}`}
		}, reachable + ofBot + starts + ofApp + byGateway + "FAIL discord server: GET /guilds/{guild}: 404 Unknown Guild (code 10004) -> install the app in server 222222222222222222 (" + server + "), or leave DISCORD_GUILD_ID out\n" +
			"FAIL discord commands: GET /applications/{application}/guilds/{guild}/commands: 403 Missing Access (code 50001) -> install the app with a link of bot invite: it needs the scope applications.commands\n" + install},
		{"commands twice in the server", func(f *fake, a *access) {
			a.GuildID = guild
			f.commands[local] = stored(f.t, a.scoped(made(f.t)))
		}, reachable + ofBot + starts + ofApp + byGateway + "ok discord server: is in Acme\n" + ten + "warn discord commands: that server shows them twice -> leave DISCORD_GUILD_ID out: the commands are for all servers already\n" + install},
		{"not registered yet, and one of before", func(f *fake, _ *access) {
			f.commands[global] = append(f.commands[global][1:], map[string]any{"id": "77", "type": 1, "name": "old", "description": "of before"})
		}, reachable + ofBot + starts + ofApp + byGateway + anywhere + "warn discord commands: /share is missing -> start bot serve, which registers them\n" +
			"warn discord commands: /old is not one of the book's -> delete it if nobody needs it: DELETE API/applications/111111111111111111/commands/77\n" + install},

		{"a code grant", func(f *fake, _ *access) { f.app["bot_require_code_grant"] = true },
			reachable + ofBot + starts + ofApp + byGateway + anywhere + ten + "FAIL discord install: Requires OAuth2 Code Grant is on: nobody can install the app by a link -> switch it off on the page Bot\n"},
		{"not for persons", func(f *fake, _ *access) { f.app["integration_types_config"] = map[string]any{"0": map[string]any{}} },
			reachable + ofBot + starts + ofApp + byGateway + anywhere + ten + toServer + "warn discord install: for oneself: is switched off -> tick it on the page Installation, Installation Contexts\n"},
		{"installs are not told", func(f *fake, _ *access) { delete(f.app, "integration_types_config") },
			reachable + ofBot + starts + ofApp + byGateway + anywhere + ten + install},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			f.commands[global] = stored(t, made(t))
			a := f.serve()
			tt.change(f, &a)
			if got, want := strings.ReplaceAll(found(t, a), a.URL, "API"), tt.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if len(f.puts) > 0 {
				t.Error("the check changes something")
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		srv := httptest.NewServer(nil)
		srv.Close()
		got := found(t, at(srv.URL))
		if !strings.HasPrefix(got, "FAIL discord API: ") || !strings.Contains(got, "connection refused") || strings.Count(got, "\n") != 1 {
			t.Errorf("got %s", got)
		}
	})
}

// stored are commands as the fake has them.
func stored(t *testing.T, list []Command) []map[string]any {
	t.Helper()
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
