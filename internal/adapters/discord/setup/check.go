package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"marketbot/internal/adapters/discord/rest"
	"marketbot/internal/operator"
)

// Path is where Discord sends its requests if interactions come by HTTP.
const Path = "/discord/interactions"

// The names of the checks.
const (
	checkAPI      = "discord API"
	checkToken    = "discord token"
	checkApp      = "discord app"
	checkRequests = "discord interactions"
	checkGateway  = "discord gateway"
	checkServer   = "discord server"
	checkCommands = "discord commands"
	checkInstall  = "discord install"
)

// Check asks Discord about an app. Want are the commands that it should have; via is how Discord is reached, but for
// the transport. The findings hold no secret.
func Check(ctx context.Context, via rest.Config, app App, want []Command, now time.Time) []operator.Finding {
	c := &checker{at: via.URL, meant: app}
	answers := &dated{via: http.DefaultTransport}
	via.Transport = answers
	var err error
	if c.api, err = rest.New(via); err != nil {
		c.add(checkAPI, operator.Fail, "set DISCORD_API_URL to the address of the API, or leave it out", "%v", err)
		return c.findings
	}
	if !c.token(ctx, answers, now) {
		return c.findings
	}
	c.gateway(ctx)
	if c.application(ctx) {
		c.server(ctx)
		c.commands(ctx, want)
		c.install()
	}
	return c.findings
}

type checker struct {
	api      *rest.Client
	at       string // its address
	meant    App
	app      application
	findings []operator.Finding
}

// dated notes the time that answers tell.
type dated struct {
	via  http.RoundTripper
	date string
}

func (d *dated) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := d.via.RoundTrip(r)
	if err == nil {
		d.date = resp.Header.Get("Date")
	}
	return resp, err
}

// application is what is read of an app: https://docs.discord.com/developers/resources/application
type application struct {
	ID        string                     `json:"id"`
	Name      string                     `json:"name"`
	VerifyKey string                     `json:"verify_key"`
	Flags     uint64                     `json:"flags"`
	CodeGrant bool                       `json:"bot_require_code_grant"`
	Endpoint  string                     `json:"interactions_endpoint_url"`
	Installs  map[string]json.RawMessage `json:"integration_types_config"`
}

func (c *checker) add(check string, v operator.Verdict, do, format string, args ...any) {
	c.findings = append(c.findings, operator.Finding{Check: check, Verdict: v, Detail: fmt.Sprintf(format, args...), Do: do})
}

// failed adds what an error is about: what Discord refuses with a verdict, what it does not answer as a warning,
// since it did answer before.
func (c *checker) failed(check string, v operator.Verdict, err error, do string) {
	text := strings.TrimPrefix(err.Error(), "discord: ")
	switch r, _ := errors.AsType[*rest.Error](err); {
	case foreign(err):
		c.add(check, operator.Warn, "look at the network: other calls got through", "%s", text)
	case r.Status == http.StatusTooManyRequests, r.Status >= http.StatusInternalServerError:
		c.add(check, operator.Warn, "ask again in some minutes", "%s", text)
	default:
		c.add(check, v, do, "%s", text)
	}
}

// token checks the way to Discord, the clock and the token. It reports whether more can be asked.
func (c *checker) token(ctx context.Context, answers *dated, now time.Time) bool {
	const how = "copy the token of the page Bot (Reset Token shows a new one) into DISCORD_TOKEN"
	var who struct {
		ID   string `json:"id"`
		Name string `json:"username"`
		Bot  bool   `json:"bot"`
	}
	err := get(ctx, c.api, &who, "/users/@me")
	if foreign(err) || absent(err) {
		c.add(checkAPI, operator.Fail, "look at the network, its proxy (HTTPS_PROXY) and DISCORD_API_URL", "%s", strings.TrimPrefix(err.Error(), "discord: "))
		return false
	}
	c.add(checkAPI, operator.OK, "", "%s answers", c.at)
	c.findings = append(c.findings, operator.CheckClock("Discord", answers.date, now))
	switch {
	case err != nil:
		c.failed(checkToken, operator.Fail, err, how)
	case !who.Bot:
		c.add(checkToken, operator.Fail, how, "Discord does not say that it is a bot's, but of %s", who.Name)
	default:
		c.add(checkToken, operator.OK, "", "of the bot %s (%s)", who.Name, who.ID)
		return true
	}
	return false
}

// fewStarts is how many starts left are a warning: a bot that crashes on and on needs so many in some hours.
const fewStarts = 50

// gateway checks how often the bot may still connect: https://docs.discord.com/developers/events/gateway#get-gateway-bot
func (c *checker) gateway(ctx context.Context) {
	var g struct {
		Shards int `json:"shards"`
		Limit  struct {
			Total     int   `json:"total"`
			Remaining int   `json:"remaining"`
			After     int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if err := get(ctx, c.api, &g, "/gateway/bot"); err != nil {
		c.failed(checkGateway, operator.Fail, err, "look at the token: the gateway does not take it")
		return
	}
	left := fmt.Sprintf("%d of %d starts left, anew in %s; shards that Discord recommends: %d", g.Limit.Remaining, g.Limit.Total,
		(time.Duration(g.Limit.After) * time.Millisecond).Round(time.Minute), g.Shards)
	switch {
	case g.Limit.Remaining < max(g.Shards, 1):
		c.add(checkGateway, operator.Fail, "stop what connects again and again, and start the bot when there are more: Discord resets the token of who goes on", "%s", left)
	case g.Limit.Remaining < fewStarts:
		c.add(checkGateway, operator.Warn, "look for what connects again and again: another process with this token, or one that is started anew and anew", "%s", left)
	default:
		c.add(checkGateway, operator.OK, "", "%s", left)
	}
}

// application checks the app, and reports whether it is the one that is meant.
func (c *checker) application(ctx context.Context) bool {
	if err := get(ctx, c.api, &c.app, "/applications/@me"); err != nil {
		c.failed(checkApp, operator.Fail, err, "look at the token")
		return false
	}
	if c.meant.ID != "" && c.meant.ID != c.app.ID {
		c.add(checkApp, operator.Fail, "copy Application ID and token from the same app, or leave DISCORD_APPLICATION_ID out", "the token is of app %s, DISCORD_APPLICATION_ID is %s", c.app.ID, c.meant.ID)
		return false
	}
	c.add(checkApp, operator.OK, "", "%s (%s)", c.app.Name, c.app.ID)
	for _, i := range needless {
		if c.app.Flags&i.flags != 0 {
			c.add(checkApp, operator.Warn, "switch it off on the page Bot: the bot does not ask for it", "the privileged intent %s is on", i.name)
		}
	}
	c.requests()
	return true
}

// needless are the privileged intents, with the flags of apps that have them, in many servers or in few:
// https://docs.discord.com/developers/resources/application#application-object-application-flags
var needless = []struct {
	name  string
	flags uint64
}{
	{"Presence Intent", 1<<12 | 1<<13},
	{"Server Members Intent", 1<<14 | 1<<15},
	{"Message Content Intent", 1<<18 | 1<<19},
}

// requests checks how interactions come: by the gateway or by HTTP, never both ways.
// https://docs.discord.com/developers/interactions/overview#configuring-an-interactions-endpoint-url
func (c *checker) requests() {
	switch key, at := c.meant.PublicKey, c.app.Endpoint; {
	case key != "" && !strings.EqualFold(key, c.app.VerifyKey):
		c.add(checkRequests, operator.Fail, "copy Public Key of the page General Information into DISCORD_PUBLIC_KEY", "DISCORD_PUBLIC_KEY is not this app's: its requests would be refused as forged")
	case key == "" && at != "":
		c.add(checkRequests, operator.Fail, "set DISCORD_PUBLIC_KEY, or empty Interactions Endpoint URL on the page General Information", "Discord sends commands and buttons to %s and not to the gateway", at)
	case key != "" && at == "":
		c.add(checkRequests, operator.Warn, "fill in Interactions Endpoint URL on the page General Information (it ends with "+Path+"), or leave DISCORD_PUBLIC_KEY out", "DISCORD_PUBLIC_KEY is set, but Discord knows no address and sends commands and buttons to the gateway")
	case at != "":
		c.add(checkRequests, operator.OK, "", "by HTTP to %s", at)
	default:
		c.add(checkRequests, operator.OK, "", "by the gateway")
	}
}

// server checks the server that has the commands, if one has.
func (c *checker) server(ctx context.Context) {
	if c.meant.GuildID == "" {
		c.add(checkServer, operator.Skip, "", "DISCORD_GUILD_ID is not set: the commands are for all servers")
		return
	}
	var guild struct {
		Name string `json:"name"`
	}
	if err := get(ctx, c.api, &guild, "/guilds/{guild}", c.meant.GuildID); err != nil {
		in, _ := Links(c.app.ID)
		c.failed(checkServer, operator.Fail, err, "install the app in server "+c.meant.GuildID+" ("+in+"), or leave DISCORD_GUILD_ID out")
		return
	}
	c.add(checkServer, operator.OK, "", "is in %s", guild.Name)
}

// commands compares the app's commands with those that it should have.
func (c *checker) commands(ctx context.Context, want []Command) {
	app := c.meant
	app.ID, want = c.app.ID, app.scoped(want)
	have, raw, err := app.commands(ctx, c.api)
	if absent(err) {
		c.add(checkCommands, operator.Skip, "", "not compared: the API does not list them")
		return
	}
	if err != nil {
		c.failed(checkCommands, operator.Fail, err, "install the app with a link of bot invite: it needs the scope applications.commands")
		return
	}
	drift := Drift(want, have)
	for _, d := range drift {
		c.add(checkCommands, operator.Warn, "start bot serve, which registers them", "%s", d)
	}
	for _, o := range Others(want, have) {
		id := raw[slices.IndexFunc(have, o.same)].Text("id")
		c.add(checkCommands, operator.Warn, "delete it if nobody needs it: DELETE "+c.at+app.path()+"/"+id, "%s is not one of the book's", o)
	}
	if len(drift) == 0 {
		c.add(checkCommands, operator.OK, "", "all %d are registered as the book wants them", len(want))
	}
	if c.meant.GuildID != "" {
		c.twice(ctx, want)
	}
}

// twice finds commands that the trial server shows twice, since all servers have them too.
func (c *checker) twice(ctx context.Context, want []Command) {
	have, _, err := App{ID: c.app.ID}.commands(ctx, c.api)
	if err == nil && slices.ContainsFunc(have, func(h Command) bool { return slices.ContainsFunc(want, h.same) }) {
		c.add(checkCommands, operator.Warn, "leave DISCORD_GUILD_ID out: the commands are for all servers already", "that server shows them twice")
	}
}

// install shows where the app is installed, and what would keep people from it.
func (c *checker) install() {
	server, person := Links(c.app.ID)
	if c.app.CodeGrant {
		c.add(checkInstall, operator.Fail, "switch it off on the page Bot", "Requires OAuth2 Code Grant is on: nobody can install the app by a link")
		return
	}
	for _, by := range []struct{ key, what, link string }{{"0", "in a server", server}, {"1", "for oneself", person}} {
		if _, on := c.app.Installs[by.key]; !on && len(c.app.Installs) > 0 {
			c.add(checkInstall, operator.Warn, "tick it on the page Installation, Installation Contexts", "%s: is switched off", by.what)
			continue
		}
		c.add(checkInstall, operator.OK, "", "%s: %s", by.what, by.link)
	}
}
