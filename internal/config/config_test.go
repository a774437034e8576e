package config

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite .env.example")

// cleared takes the settings out of the environment for the time of a test.
func cleared(t *testing.T) {
	t.Helper()
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if _, distance := nearest(name, (&Config{}).names()); distance <= near || strings.HasPrefix(name, "SLACK_") || strings.HasPrefix(name, "DISCORD_") {
			t.Setenv(name, "") // so that it is restored
			os.Unsetenv(name)
		}
	}
	for _, name := range (&Config{}).names() {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
}

const (
	bot = "xoxb-1111-2222-aaaaHIDDENaaaa"
	app = "xapp-1-A00-3333-bbbbHIDDENbbbb"
	key = "0123456789abcdef0123HIDDEN456789"

	discord = "MTExMTExMTExMTExMTExMTEx.GHIDDEN.cccccccccccccccccccccccccccccccccccccc"
	public  = "0123456789abcdef0123456789abcdef0123456789ABCDEF0123456789ABCDEF"
)

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name string
		set  string // lines of NAME=value
		file string // the text of .env
		want []string
	}{
		{name: "nothing"},
		{name: "Socket Mode", set: "SLACK_BOT_TOKEN=" + bot + "\nSLACK_APP_TOKEN=" + app},
		{name: "HTTP", set: "SLACK_BOT_TOKEN=" + bot + "\nSLACK_SIGNING_SECRET=" + key + "\nHTTP_ADDR=:8080"},
		{name: "all from the file", file: "# tokens\nSLACK_BOT_TOKEN=" + bot + "\nexport SLACK_APP_TOKEN='" + app + "'\nLOG_FORMAT=json\n"},
		{name: "empty is not set", set: "STATE_URL=\nSLACK_WEBHOOK_URL=\nSLACK_APP_TOKEN= \nRATE_PER_USER="},
		{name: "other programs' variables", set: "HTTP_PROXY=http://proxy\nLOG_DIR=/var/log\nSTATE_DIRECTORY=/x\nRATE=1\n_=/bin/bot"},

		{name: "bot token alone", set: "SLACK_BOT_TOKEN=" + bot, want: []string{
			"SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN is not (hint: Socket Mode needs an xapp- token; HTTP needs SLACK_SIGNING_SECRET instead)"}},
		{name: "app token alone", set: "SLACK_APP_TOKEN=" + app, want: []string{
			"SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not (hint: the xoxb- token of the page OAuth & Permissions)"}},
		{name: "signing secret alone", set: "SLACK_SIGNING_SECRET=" + key, want: []string{
			"SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is not (hint: the xoxb- token of the page OAuth & Permissions)"}},
		{name: "tokens changed for each other", set: "SLACK_BOT_TOKEN=" + app + "\nSLACK_APP_TOKEN=" + bot, want: []string{
			`SLACK_BOT_TOKEN is an app-level token: that is SLACK_APP_TOKEN (hint: "Bot User OAuth Token" of the page OAuth & Permissions)`,
			`SLACK_APP_TOKEN is a bot token: that is SLACK_BOT_TOKEN (hint: an app-level token with connections:write, of the page Basic Information)`}},
		{name: "a user token", set: "SLACK_BOT_TOKEN=xoxp-1-HIDDEN\nSLACK_APP_TOKEN=" + app, want: []string{
			`SLACK_BOT_TOKEN is a user token: the bot wants a bot token (hint: "Bot User OAuth Token" of the page OAuth & Permissions)`}},
		{name: "a rotating token", set: "SLACK_BOT_TOKEN=xoxe.xoxb-1-HIDDEN\nSLACK_APP_TOKEN=" + app, want: []string{
			`SLACK_BOT_TOKEN is a rotating bot token, which expires: switch token rotation off (hint: "Bot User OAuth Token" of the page OAuth & Permissions)`}},
		{name: "no token at all", set: "SLACK_BOT_TOKEN=HIDDEN\nSLACK_APP_TOKEN=" + app, want: []string{
			`SLACK_BOT_TOKEN does not begin with xoxb- (hint: "Bot User OAuth Token" of the page OAuth & Permissions)`}},
		{name: "the beginning only", set: "SLACK_BOT_TOKEN=xoxb-\nSLACK_APP_TOKEN=" + app, want: []string{
			`SLACK_BOT_TOKEN does not begin with xoxb- (hint: "Bot User OAuth Token" of the page OAuth & Permissions)`}},
		{name: "quoted token", set: "SLACK_BOT_TOKEN=\"" + bot + "\"\nSLACK_APP_TOKEN=" + app, want: []string{
			`SLACK_BOT_TOKEN has blanks or quotation marks in it (hint: "Bot User OAuth Token" of the page OAuth & Permissions, and nothing around it)`}},
		{name: "token as signing secret", set: "SLACK_BOT_TOKEN=" + bot + "\nSLACK_SIGNING_SECRET=" + app, want: []string{
			`SLACK_SIGNING_SECRET is an app-level token: that is SLACK_APP_TOKEN (hint: "Signing Secret" of the page Basic Information)`}},

		{name: "Discord", set: "DISCORD_TOKEN=" + discord},
		{name: "Discord with everything", set: "DISCORD_TOKEN=" + discord + "\nDISCORD_APPLICATION_ID=111111111111111111\nDISCORD_PUBLIC_KEY=" + public +
			"\nDISCORD_GUILD_ID=18446744073709551615\nDISCORD_API_URL=http://127.0.0.1:9/\nDISCORD_SHARDS=0-1/4\nDISCORD_PUBLIC=true"},
		{name: "an app of Discord to invite", set: "DISCORD_APPLICATION_ID=111111111111111111\nDISCORD_SHARDS=16"},
		{name: "a token with its scheme", set: "DISCORD_TOKEN=Bot " + discord, want: []string{
			`DISCORD_TOKEN begins with "Bot " (hint: the token alone, without that word)`}},
		{name: "a person's token of Discord", set: "DISCORD_TOKEN=mfa.HIDDEN", want: []string{
			"DISCORD_TOKEN is a person's (hint: the token that the page Bot shows after Reset Token)"}},
		{name: "a quoted token of Discord", set: "DISCORD_TOKEN='" + discord + "'", want: []string{
			"DISCORD_TOKEN has blanks or quotation marks in it (hint: the token that the page Bot shows after Reset Token, and nothing around it)"}},
		{name: "a client secret", set: "DISCORD_TOKEN=937it3ow87i4ery69876wqireHIDDEN_", want: []string{
			"DISCORD_TOKEN is not three parts with dots between them (hint: the token that the page Bot shows after Reset Token; the client secret of the page OAuth2 is another)"}},
		{name: "token and public key changed for each other", set: "DISCORD_TOKEN=" + public + "\nDISCORD_PUBLIC_KEY=" + discord, want: []string{
			"DISCORD_TOKEN looks like a public key: that is DISCORD_PUBLIC_KEY (hint: the token that the page Bot shows after Reset Token)",
			"DISCORD_PUBLIC_KEY is a token (hint: the token is DISCORD_TOKEN)"}},
		{name: "the token everywhere", set: "DISCORD_APPLICATION_ID=" + discord + "\nDISCORD_GUILD_ID=" + discord, want: []string{
			"DISCORD_APPLICATION_ID is a token (hint: the token is DISCORD_TOKEN)",
			"DISCORD_GUILD_ID is a token (hint: the token is DISCORD_TOKEN)"}},
		{name: "an id as token, a public key too short", set: "DISCORD_TOKEN=111111111111111111\nDISCORD_PUBLIC_KEY=" + public[1:], want: []string{
			"DISCORD_TOKEN looks like an id: that is DISCORD_APPLICATION_ID (hint: the token that the page Bot shows after Reset Token)",
			`DISCORD_PUBLIC_KEY has 63 characters, or others than 0-9 and a-f (hint: the 64 of "Public Key" of the page General Information)`}},
		{name: "public key alone", set: "DISCORD_PUBLIC_KEY=" + public, want: []string{
			"DISCORD_PUBLIC_KEY is set, but DISCORD_TOKEN is not (hint: the bot posts and registers its commands with the token of the page Bot)"}},
		{name: "ids that are none", set: "DISCORD_APPLICATION_ID=12\nDISCORD_GUILD_ID=#general\nDISCORD_API_URL=discord.com", want: []string{
			`DISCORD_APPLICATION_ID is "12", which is no id: 17 to 20 digits (hint: "Application ID" of the page General Information)`,
			`DISCORD_GUILD_ID is "#general", which is no id: 17 to 20 digits (hint: "Copy Server ID" in the menu of the server, with Developer Mode on in the settings of Discord)`,
			`DISCORD_API_URL is "discord.com" (hint: a whole address such as https://discord.com/api/v10, or leave it out)`}},
		{name: "shards that make no sense", set: "DISCORD_SHARDS=0/0", want: []string{
			`DISCORD_SHARDS is "0/0" (hint: auto; a number such as 4; or some of a number such as 0-1/4, counted from 0)`}},
		{name: "neither true nor false", set: "DISCORD_PUBLIC=perhaps\nLOG_FORMAT=xml", want: []string{
			`DISCORD_PUBLIC is "perhaps" (hint: true or false)`,
			`LOG_FORMAT is "xml" (hint: text or json)`}},

		{name: "misspelt", set: "SLACK_BOT_TOKN=" + bot + "\nSALCK_APP_TOKEN=" + app + "\nLOG_LEVL=info\nHTTP_ADDRESS=:1\nslack_app_token=" + app, want: []string{
			"HTTP_ADDRESS is no setting (hint: did you mean HTTP_ADDR?)",
			"LOG_LEVL is no setting (hint: did you mean LOG_LEVEL?)",
			"SALCK_APP_TOKEN is no setting (hint: did you mean SLACK_APP_TOKEN?)",
			"SLACK_BOT_TOKN is no setting (hint: did you mean SLACK_BOT_TOKEN?)",
			"slack_app_token is no setting (hint: did you mean SLACK_APP_TOKEN?)"}},
		{name: "ours by beginning", set: "SLACK_TOKEN=" + bot + "\nSLACK_WEBHOOK_URL=https://x/HIDDEN\nDISCORD_BOT_TOKEN=" + discord, want: []string{
			"DISCORD_BOT_TOKEN is no setting (hint: did you mean DISCORD_TOKEN?)",
			"SLACK_TOKEN is no setting (hint: did you mean SLACK_BOT_TOKEN?)",
			"SLACK_WEBHOOK_URL is no setting (hint: bot config lists them; unset it if it is another program's)"}},
		{name: "the file is ours", file: "HTTP_PORT=8080\nRATE_USER=3\nEDITOR=vi\n", want: []string{
			"HTTP_PORT is no setting (hint: did you mean HTTP_ADDR?)",
			"RATE_USER is no setting (hint: did you mean RATE_PER_USER?)"}},
		{name: "a bad file", file: "LOG_LEVEL=info\n\nSLACK_BOT_TOKEN " + bot + "\n", want: []string{
			".env:3: no NAME=value (hint: bot config --example shows how it looks)"}},

		{name: "all at once", set: "SLACK_API_URL=slack.com\nSLACK_COMMAND_PREFIX=/Mk\nHTTP_ADDR=8080\nOPERATOR_ADDR=x:\nSTATE_URL=bot.db\nLOG_LEVEL=loud\nLOG_FORMAT=xml\nRATE_PER_USER=0\nRATE_PER_CHANNEL=-1", want: []string{
			"RATE_PER_USER is 0 (hint: at least 1)",
			"RATE_PER_CHANNEL is -1 (hint: at least 1)",
			`SLACK_API_URL is "slack.com" (hint: a whole address such as https://slack.com/api/, or leave it out)`,
			`SLACK_COMMAND_PREFIX is "/Mk" (hint: at most 16 of a-z, 0-9, - and _, without /)`,
			`HTTP_ADDR is "8080" (hint: host:port, such as 127.0.0.1:8080, or :8080 for all addresses)`,
			`OPERATOR_ADDR is "x:" (hint: host:port, such as 127.0.0.1:8080, or :8080 for all addresses)`,
			`STATE_URL is "bot.db" (hint: file:PATH, such as file:bot.db, or memory:)`,
			`LOG_LEVEL is "loud" (hint: debug, info, warn or error)`,
			`LOG_FORMAT is "xml" (hint: text or json)`}},
		{name: "no number", set: "RATE_PER_USER=many\nLOG_FORMAT=xml", want: []string{
			`RATE_PER_USER is "many" (hint: a whole number)`,
			`LOG_FORMAT is "xml" (hint: text or json)`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cleared(t)
			for line := range strings.Lines(tt.set) {
				name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
				t.Setenv(name, value)
			}
			dir := t.TempDir()
			if tt.file != "" {
				if err := os.WriteFile(filepath.Join(dir, EnvFile), []byte(tt.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range regexp.MustCompile(`(?m)^(?:export )?([A-Z_]+)=`).FindAllStringSubmatch(tt.file, -1) {
				t.Setenv(name[1], "") // so that what the file sets is taken back
				os.Unsetenv(name[1])
			}
			c, err := Read(dir)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if want := strings.Join(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if printed := fmt.Sprintf("%v %+v %#v %v", c, c, c, c.Variables()) + got; strings.Contains(printed, "HIDDEN") {
				t.Errorf("a secret is printed: %s", printed)
			}
		})
	}
}

func TestReadValues(t *testing.T) {
	cleared(t)
	t.Setenv("SLACK_BOT_TOKEN", bot)
	t.Setenv("SLACK_APP_TOKEN", app)
	t.Setenv("SLACK_API_URL", "http://127.0.0.1:9/api")
	t.Setenv("DISCORD_API_URL", "http://127.0.0.1:9/v10//")
	t.Setenv("STATE_URL", "")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, EnvFile), []byte("SLACK_APP_TOKEN=xapp-of-the-file\nLOG_LEVEL=debug\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ what, got, want string }{
		{"a secret", c.SlackBotToken.Reveal(), bot},
		{"the environment wins over the file", c.SlackAppToken.Reveal(), app},
		{"the address ends with /", c.SlackAPIURL, "http://127.0.0.1:9/api/"},
		{"the other does not", c.DiscordAPIURL, "http://127.0.0.1:9/v10"},
		{"empty is the default", c.StateURL, "file:bot.db"},
		{"the file", c.Level().String(), "DEBUG"},
		{"operators", c.Operator(), "127.0.0.1:8080"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	secrets := 0
	for i := range reflect.TypeFor[Config]().NumField() {
		if reflect.TypeFor[Config]().Field(i).Type == reflect.TypeFor[Secret]() {
			secrets++
		}
	}
	if len(c.Secrets()) != secrets {
		t.Errorf("Secrets names %d of %d", len(c.Secrets()), secrets)
	}
}

// TestExample: .env.example is what the settings say, and nothing in it is refused.
func TestExample(t *testing.T) {
	const name = "../../.env.example"
	if *update {
		if err := os.WriteFile(name, []byte(Example()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Example() {
		t.Errorf(".env.example is stale (hint: go test ./internal/config -run Example -update)")
	}
	cleared(t)
	dir := t.TempDir()
	filled := regexp.MustCompile(`(?m)^#([A-Z_]+=)`).ReplaceAllString(string(got), "$1")
	if err := os.WriteFile(filepath.Join(dir, EnvFile), []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir); err != nil {
		t.Errorf("the example, all lines taken: %v", err)
	}
	for _, v := range (&Config{}).Variables() {
		if v.Meaning == "" || !strings.Contains(string(got), v.Name+"=") {
			t.Errorf("%s: no meaning, or not in the example", v.Name)
		}
	}
}
