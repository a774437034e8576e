// Package config reads the settings of the bot from the environment and a .env file, says all that is wrong with
// them at once, and keeps secrets from being printed. It knows the names of settings and no more: what they are
// for is the business of the rooms that get them.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"reflect"
	"regexp"
	"strings"

	"github.com/kelseyhightower/envconfig"
)

// Config is what can be set. The tags are the whole documentation: bot config, .env.example and errors are made
// of them.
type Config struct {
	SlackBotToken        Secret `envconfig:"SLACK_BOT_TOKEN" desc:"Slack: bot token, begins with xoxb- (OAuth & Permissions)"`
	SlackAppToken        Secret `envconfig:"SLACK_APP_TOKEN" desc:"Slack: app-level token for Socket Mode, begins with xapp- (Basic Information)"`
	SlackSigningSecret   Secret `envconfig:"SLACK_SIGNING_SECRET" desc:"Slack: signing secret for HTTP instead of Socket Mode (Basic Information)"`
	SlackAPIURL          string `envconfig:"SLACK_API_URL" default:"https://slack.com/api/" desc:"Slack: address of the Web API, for tests and proxies"`
	SlackCommandPrefix   string `envconfig:"SLACK_COMMAND_PREFIX" desc:"Slack: what the names of slash commands begin with, where others own them: mk- makes /mk-share"`
	SlackConfigToken     Secret `envconfig:"SLACK_CONFIG_TOKEN" desc:"Slack: app configuration token, with which bot doctor compares the app with its manifest; lives 12 hours"`
	DiscordToken         Secret `envconfig:"DISCORD_TOKEN" desc:"Discord: token of the bot (page Bot, Reset Token)"`
	DiscordApplicationID string `envconfig:"DISCORD_APPLICATION_ID" desc:"Discord: id of the app (General Information); Discord is asked where it is left out"`
	DiscordPublicKey     string `envconfig:"DISCORD_PUBLIC_KEY" desc:"Discord: public key of the app, if interactions come by HTTP instead of the gateway (General Information)"`
	DiscordGuildID       string `envconfig:"DISCORD_GUILD_ID" desc:"Discord: server that alone gets the commands, at once, while you try them out"`
	DiscordAPIURL        string `envconfig:"DISCORD_API_URL" default:"https://discord.com/api/v10" desc:"Discord: address of the API, for tests and proxies"`
	DiscordShards        string `envconfig:"DISCORD_SHARDS" default:"auto" desc:"Discord: gateway connections: auto (as many as Discord recommends), 4 (all of four), or 0-1/4 (of four, the first two in this process)"`
	HTTPAddr             string `envconfig:"HTTP_ADDR" default:"127.0.0.1:8080" desc:"where the bot listens: /healthz, /readyz, /metrics, and requests of Slack and Discord in HTTP mode"`
	OperatorAddr         string `envconfig:"OPERATOR_ADDR" desc:"where /healthz, /readyz and /metrics are instead, if the world shall not see them on HTTP_ADDR"`
	StateURL             string `envconfig:"STATE_URL" default:"file:bot.db" desc:"what must survive a crash: file:PATH, or memory: for a trial"`
	KnowledgeDir         string `envconfig:"KNOWLEDGE_DIR" desc:"folder of another book than the one built in"`
	LogLevel             string `envconfig:"LOG_LEVEL" default:"info" desc:"debug, info, warn or error; debug shows the text of questions"`
	LogFormat            string `envconfig:"LOG_FORMAT" default:"text" desc:"text or json"`
	DiscordPublic        bool   `envconfig:"DISCORD_PUBLIC" default:"false" desc:"Discord: whether everybody sees the answer to a command, or who asked alone; the command's option public wins"`
	RatePerUser          int    `envconfig:"RATE_PER_USER" default:"30" desc:"questions that one person may ask in a minute"`
	RatePerChannel       int    `envconfig:"RATE_PER_CHANNEL" default:"120" desc:"questions that one channel may ask in a minute"`
}

// Variable is one setting, for people.
type Variable struct {
	Name    string
	Value   string // empty: not set; a secret is Redacted
	Default string
	Meaning string
}

// Variables lists the settings in the order of Config.
func (c *Config) Variables() []Variable {
	var list []Variable
	v := reflect.ValueOf(c).Elem()
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		one := Variable{Name: tag.Get("envconfig"), Default: tag.Get("default"), Meaning: tag.Get("desc")}
		switch value := v.Field(i).Interface().(type) {
		case Secret:
			if value.IsSet() {
				one.Value = Redacted
			}
		default:
			one.Value = fmt.Sprint(value)
		}
		list = append(list, one)
	}
	return list
}

// Secrets lists what must not be printed.
func (c *Config) Secrets() []Secret {
	return []Secret{c.SlackBotToken, c.SlackAppToken, c.SlackSigningSecret, c.SlackConfigToken, c.DiscordToken}
}

// Read takes the settings from the file .env of a folder, if there is one, and the environment, which wins. The
// error holds all that is wrong; the Config what could be read nevertheless.
func Read(dir string) (*Config, error) {
	c := &Config{}
	var wrong []error
	file, err := load(dir)
	wrong = append(wrong, err, misspelt(c.names(), file))
	if err := envconfig.Process("", c); err != nil {
		wrong = append(wrong, parsed(err))
	} else {
		wrong = append(wrong, c.rates())
	}
	wrong = append(wrong, c.check())
	return c, errors.Join(wrong...)
}

// parsed words an error of envconfig: the name, what is wrong, and never the value of a secret.
func parsed(err error) error {
	var p *envconfig.ParseError
	if !errors.As(err, &p) {
		return err
	}
	hint := "a whole number"
	if p.TypeName == "bool" {
		hint = "true or false"
	}
	return fmt.Errorf("%s is %q (hint: %s)", p.KeyName, p.Value, hint)
}

func (c *Config) names() []string {
	var names []string
	for _, v := range c.Variables() {
		names = append(names, v.Name)
	}
	return names
}

// check finds settings that cannot work.
func (c *Config) check() error {
	var wrong []error
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }

	wrong = append(wrong,
		token("SLACK_BOT_TOKEN", c.SlackBotToken, "xoxb-", `"Bot User OAuth Token" of the page OAuth & Permissions`),
		token("SLACK_APP_TOKEN", c.SlackAppToken, "xapp-", `an app-level token with connections:write, of the page Basic Information`),
		token("SLACK_SIGNING_SECRET", c.SlackSigningSecret, "", `"Signing Secret" of the page Basic Information`),
		token("SLACK_CONFIG_TOKEN", c.SlackConfigToken, "xoxe.xoxp-", `"Your App Configuration Tokens" of https://api.slack.com/apps`),
		c.pairs(), c.discord())

	if !address(c.SlackAPIURL) {
		add("SLACK_API_URL is %q (hint: a whole address such as https://slack.com/api/, or leave it out)", c.SlackAPIURL)
	} else if !strings.HasSuffix(c.SlackAPIURL, "/") {
		c.SlackAPIURL += "/" // the client appends the method's name
	}
	if !regexp.MustCompile(`^[a-z0-9_-]{0,16}$`).MatchString(c.SlackCommandPrefix) {
		add("SLACK_COMMAND_PREFIX is %q (hint: at most 16 of a-z, 0-9, - and _, without /)", c.SlackCommandPrefix)
	}
	for _, a := range []struct{ name, value string }{{"HTTP_ADDR", c.HTTPAddr}, {"OPERATOR_ADDR", c.OperatorAddr}} {
		if _, port, err := net.SplitHostPort(a.value); a.value != "" && (err != nil || port == "") {
			add("%s is %q (hint: host:port, such as 127.0.0.1:8080, or :8080 for all addresses)", a.name, a.value)
		}
	}
	if !strings.HasPrefix(c.StateURL, "file:") && c.StateURL != "memory:" || c.StateURL == "file:" {
		add("STATE_URL is %q (hint: file:PATH, such as file:bot.db, or memory:)", c.StateURL)
	}
	var level slog.Level
	if level.UnmarshalText([]byte(c.LogLevel)) != nil {
		add("LOG_LEVEL is %q (hint: debug, info, warn or error)", c.LogLevel)
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		add("LOG_FORMAT is %q (hint: text or json)", c.LogFormat)
	}
	return errors.Join(wrong...)
}

// address tells whether a text is the whole address of an API.
func address(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") && u.RawQuery == "" && u.Fragment == ""
}

// rates finds limits that would let nobody ask. Numbers and what is true or false come last in Config: all else is
// read when one of them cannot be.
func (c *Config) rates() error {
	var wrong []error
	for _, n := range []struct {
		name  string
		value int
	}{{"RATE_PER_USER", c.RatePerUser}, {"RATE_PER_CHANNEL", c.RatePerChannel}} {
		if n.value < 1 {
			wrong = append(wrong, fmt.Errorf("%s is %d (hint: at least 1)", n.name, n.value))
		}
	}
	return errors.Join(wrong...)
}

// kinds are the tokens of Slack by how they begin, the longer beginning first.
var kinds = []struct{ prefix, what string }{
	{"xoxe.xoxb-", "a rotating bot token, which expires: switch token rotation off"},
	{"xoxe.xoxp-", "an app configuration token: that is SLACK_CONFIG_TOKEN"},
	{"xoxe-", "a refresh token"},
	{"xoxb-", "a bot token: that is SLACK_BOT_TOKEN"},
	{"xapp-", "an app-level token: that is SLACK_APP_TOKEN"},
	{"xoxp-", "a user token: the bot wants a bot token"},
	{"xoxa-", "a token of a retired kind"},
	{"xoxs-", "a token of a browser session"},
}

// token finds a secret that is another than it should be. It tells the kind of it, and nothing else.
func token(name string, s Secret, prefix, from string) error {
	text := s.Reveal()
	switch {
	case text == "":
		return nil
	case strings.TrimSpace(text) != text || strings.ContainsAny(text, " \t\r\n\"'"):
		return fmt.Errorf("%s has blanks or quotation marks in it (hint: %s, and nothing around it)", name, from)
	case prefix != "" && strings.HasPrefix(text, prefix) && len(text) > len(prefix):
		return nil
	}
	for _, k := range kinds {
		if strings.HasPrefix(text, k.prefix) && k.prefix != prefix {
			return fmt.Errorf("%s is %s (hint: %s)", name, k.what, from)
		}
	}
	if prefix == "" {
		return nil
	}
	return fmt.Errorf("%s does not begin with %s (hint: %s)", name, prefix, from)
}

// pairs finds settings that lack their partner.
func (c *Config) pairs() error {
	switch bot, in := c.SlackBotToken.IsSet(), c.SlackAppToken.IsSet() || c.SlackSigningSecret.IsSet(); {
	case bot && !in:
		return errors.New("SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN is not (hint: Socket Mode needs an xapp- token; HTTP needs SLACK_SIGNING_SECRET instead)")
	case c.SlackAppToken.IsSet() && !bot:
		return errors.New("SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not (hint: the xoxb- token of the page OAuth & Permissions)")
	case c.SlackSigningSecret.IsSet() && !bot:
		return errors.New("SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is not (hint: the xoxb- token of the page OAuth & Permissions)")
	}
	return nil
}

// Level is LOG_LEVEL for a logger.
func (c *Config) Level() slog.Level {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // checked
	return level
}

// Operator is where the operators' addresses are served.
func (c *Config) Operator() string {
	if c.OperatorAddr != "" {
		return c.OperatorAddr
	}
	return c.HTTPAddr
}
