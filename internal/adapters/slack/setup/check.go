package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"marketbot/internal/operator"
)

// Access is how an installed app is reached.
type Access struct {
	APIURL      string
	BotToken    string
	AppToken    string // for Socket Mode; empty: not used
	ConfigToken string // to read the app's manifest; empty: not read
	Now         func() time.Time
}

// Check asks Slack about an app. Manifest is the one that it should have. The findings hold no secret.
func Check(ctx context.Context, a Access, manifest *Manifest) []operator.Finding {
	c := &checker{a: a, manifest: manifest}
	if !c.bot(ctx) {
		return c.findings
	}
	c.sameApp(ctx)
	c.app(ctx)
	c.drift(ctx)
	return c.findings
}

type checker struct {
	a        Access
	manifest *Manifest
	botID    string
	appID    string
	findings []operator.Finding
}

func (c *checker) add(check string, v operator.Verdict, do, format string, args ...any) {
	c.findings = append(c.findings, operator.Finding{Check: check, Verdict: v, Detail: fmt.Sprintf(format, args...), Do: do})
}

// The names of the checks.
const (
	checkAPI    = "slack API"
	checkBot    = "slack bot token"
	checkScopes = "slack scopes"
	checkApp    = "slack app token"
	checkDrift  = "slack manifest"
)

// bot checks the way to Slack, the clock, the bot token and its scopes. It reports whether more can be asked.
func (c *checker) bot(ctx context.Context) bool {
	const how = "copy the Bot User OAuth Token of the page OAuth & Permissions into SLACK_BOT_TOKEN"
	var who struct {
		Team   string `json:"team"`
		TeamID string `json:"team_id"`
		User   string `json:"user"`
		BotID  string `json:"bot_id"`
	}
	header, err := call(ctx, c.a.APIURL, "auth.test", c.a.BotToken, nil, &who)
	if err != nil && !refused(err) {
		c.add(checkAPI, operator.Fail, "look at the network, its proxy (HTTPS_PROXY) and SLACK_API_URL", "%v", err)
		return false
	}
	c.add(checkAPI, operator.OK, "", "%s answers", c.a.APIURL)
	c.findings = append(c.findings, operator.CheckClock("Slack", header.Get("Date"), c.a.Now()))
	switch {
	case errors.Is(err, limited):
		c.add(checkBot, operator.Warn, "ask again in a minute", "auth.test: %v", err)
		return true
	case err != nil:
		c.add(checkBot, operator.Fail, remedy(err, how), "auth.test: %v", err)
		return true // the other token is worth a look
	case who.BotID == "":
		c.add(checkBot, operator.Warn, how, "Slack does not say that it is a bot's, but of %s in %s", who.User, who.Team)
	default:
		c.add(checkBot, operator.OK, "", "%s in workspace %s (%s)", who.User, who.Team, who.TeamID)
	}
	c.botID = who.BotID
	c.scopes(c.granted(ctx, header.Get("X-OAuth-Scopes")))
	return true
}

// granted lists the scopes of the bot token, nil where the server does not tell. Slack does in a header; others
// only when they refuse a call for a scope that the app does not ask for.
func (c *checker) granted(ctx context.Context, header string) []string {
	if header == "" {
		var r refusal
		if _, err := call(ctx, c.a.APIURL, "team.info", c.a.BotToken, nil, &struct{}{}); !errors.As(err, &r) || r.code != "missing_scope" {
			return nil
		}
		header = r.provided
	}
	return strings.FieldsFunc(header, func(r rune) bool { return r == ',' || r == ' ' })
}

// scopes says which features the app may not have.
func (c *checker) scopes(granted []string) {
	if granted == nil {
		c.add(checkScopes, operator.Skip, "", "the API does not tell them")
		return
	}
	lacking := missing(granted)
	for _, s := range lacking {
		verdict := operator.Fail
		if s.optional {
			verdict = operator.Warn
		}
		c.add(checkScopes, verdict, "add the scope on the page OAuth & Permissions and install the app again", "%s is missing, which costs %s", s.name, s.costs)
	}
	if len(lacking) == 0 {
		c.add(checkScopes, operator.OK, "", "all %d are granted", len(scopes))
	}
}

// sameApp learns which app the bot is of. Without that less is checked.
func (c *checker) sameApp(ctx context.Context) {
	var answer struct {
		Bot struct {
			AppID string `json:"app_id"`
		} `json:"bot"`
	}
	if c.botID == "" {
		return
	}
	if _, err := call(ctx, c.a.APIURL, "bots.info", c.a.BotToken, url.Values{"bot": {c.botID}}, &answer); err == nil {
		c.appID = answer.Bot.AppID
	}
}

// app checks the app-level token, as Socket Mode uses it.
func (c *checker) app(ctx context.Context) {
	const how = "make an app-level token with the scope connections:write on the page Basic Information, for SLACK_APP_TOKEN"
	if c.a.AppToken == "" {
		c.add(checkApp, operator.Skip, "", "not set: HTTP mode")
		return
	}
	// Not every server answers auth.test of such a token, but those that do tell whose it is.
	var owner struct {
		AppID string `json:"app_id"`
	}
	call(ctx, c.a.APIURL, "auth.test", c.a.AppToken, nil, &owner)
	if owner.AppID != "" && c.appID != "" && owner.AppID != c.appID {
		c.add(checkApp, operator.Fail, "take both tokens from the same app", "it is of app %s, the bot token of app %s", owner.AppID, c.appID)
		return
	}
	var opened struct {
		URL string `json:"url"`
	}
	switch _, err := call(ctx, c.a.APIURL, "apps.connections.open", c.a.AppToken, nil, &opened); {
	case errors.Is(err, limited):
		c.add(checkApp, operator.Warn, "ask again in a minute", "apps.connections.open: %v", err)
	case err != nil:
		c.add(checkApp, operator.Fail, remedy(err, how), "apps.connections.open: %v", err)
	case opened.URL == "":
		c.add(checkApp, operator.Fail, how, "apps.connections.open gives no address")
	default:
		c.add(checkApp, operator.OK, "", "opens Socket Mode")
	}
}

// drift compares the installed app with its manifest.
func (c *checker) drift(ctx context.Context) {
	switch {
	case c.a.ConfigToken == "":
		c.add(checkDrift, operator.Skip, "", "not compared: SLACK_CONFIG_TOKEN is not set (bot doctor --manifest FILE compares a downloaded one)")
		return
	case c.appID == "":
		c.add(checkDrift, operator.Skip, "", "not compared: Slack does not tell the app's id (bots.info)")
		return
	}
	var answer struct {
		Manifest json.RawMessage `json:"manifest"`
	}
	if _, err := call(ctx, c.a.APIURL, "apps.manifest.export", c.a.ConfigToken, url.Values{"app_id": {c.appID}}, &answer); err != nil {
		c.add(checkDrift, operator.Warn, remedy(err, "make a new token on https://api.slack.com/apps (they live 12 hours), for SLACK_CONFIG_TOKEN"), "apps.manifest.export: %v", err)
		return
	}
	c.findings = append(c.findings, CheckDrift(c.manifest, answer.Manifest)...)
}

// CheckDrift reports how a manifest differs from the one that it should be.
func CheckDrift(want *Manifest, have []byte) []operator.Finding {
	c := checker{}
	drifts, err := Drift(want, have)
	if err != nil {
		c.add(checkDrift, operator.Fail, "name a manifest as Slack's page App Manifest shows it, YAML or JSON", "%v", err)
		return c.findings
	}
	for _, d := range drifts {
		c.add(checkDrift, operator.Warn, "paste what bot manifest slack prints into the page App Manifest, and install the app again", "%s", d)
	}
	if len(drifts) == 0 {
		c.add(checkDrift, operator.OK, "", "is as the bot's commands want it")
	}
	return c.findings
}

// remedy says what to do about an answer of Slack's: https://docs.slack.dev/reference/methods/auth.test#errors
func remedy(err error, otherwise string) string {
	switch text := err.Error(); {
	case errors.Is(err, limited):
		return "ask again in a minute"
	case !refused(err):
		return "look at the network: other calls got through"
	case text == "account_inactive", text == "token_revoked":
		return "install the app again (Install App) and copy the new token: this one was revoked"
	case text == "token_expired":
		return "switch token rotation off, install the app again and copy the new token: this one expires"
	case text == "missing_scope":
		return otherwise + " (this one lacks the scope)"
	case text == "not_allowed_token_type":
		return otherwise + " (this one is of another kind)"
	case strings.Contains(text, "socket"):
		return "switch Socket Mode on, on the page Socket Mode"
	}
	return otherwise
}
