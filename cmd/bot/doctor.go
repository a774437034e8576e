package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"marketbot/internal/adapters/discord/rest"
	discordapp "marketbot/internal/adapters/discord/setup"
	slackapp "marketbot/internal/adapters/slack/setup"
	"marketbot/internal/answer"
	"marketbot/internal/config"
	"marketbot/internal/ledger"
	"marketbot/internal/operator"
)

// doctor checks what the bot needs.
type doctor struct {
	Manifest string `help:"The manifest of the Slack app, as its page App Manifest shows it: it is compared with the bot's." placeholder:"FILE"`
}

// Run checks everything that can be checked, prints what it found, and fails if the bot would not work.
func (o *doctor) Run(w *world) error {
	var all []operator.Finding
	add := func(f ...operator.Finding) {
		for _, one := range f {
			fmt.Fprintln(cleaned{w.out}, shown(one))
		}
		all = append(all, f...)
	}
	c, wrong := config.Read(".")
	add(checkSettings(wrong)...)
	w = w.configured(c)
	e, err := w.engine()
	add(checkBook(e, err))
	if wrong == nil {
		add(checkLedger(w.ctx, c))
	}
	if wrong == nil && e != nil {
		f, err := o.platforms(w, c, e)
		if err != nil {
			return err
		}
		add(f...)
	}
	count := map[operator.Verdict]int{}
	for _, f := range all {
		count[f.Verdict]++
	}
	if n := count[operator.Fail]; n > 0 {
		return fmt.Errorf("doctor: failed: %d of %d checks (see above)", n, len(all))
	}
	fmt.Fprintf(w.out, "checks: %d, warnings: %d, failed: 0\n", len(all), count[operator.Warn])
	return nil
}

// shown is a finding as people read it.
func shown(f operator.Finding) string {
	line := fmt.Sprintf("%-4s  %s: %s", f.Verdict, f.Check, f.Detail)
	if f.Do != "" {
		line += "\n      -> " + f.Do
	}
	return line
}

// checkSettings takes the errors of the settings apart, and looks at who may read their file.
func checkSettings(wrong error) []operator.Finding {
	var list []operator.Finding
	if wrong != nil {
		for line := range strings.Lines(wrong.Error()) {
			what, hint, _ := strings.Cut(strings.TrimSpace(line), " (hint: ")
			list = append(list, operator.Finding{Check: "settings", Verdict: operator.Fail, Detail: what, Do: strings.TrimSuffix(hint, ")")})
		}
	}
	if st, err := os.Stat(config.EnvFile); err == nil && st.Mode().Perm()&0o077 != 0 {
		list = append(list, operator.Finding{Check: "settings", Verdict: operator.Warn, Detail: config.EnvFile + " can be read by others on this machine",
			Do: "chmod 600 " + config.EnvFile})
	}
	if len(list) == 0 {
		list = append(list, operator.Finding{Check: "settings", Verdict: operator.OK, Detail: "nothing wrong in them by themselves"})
	}
	return list
}

func checkBook(e *answer.Engine, err error) operator.Finding {
	if err != nil {
		return operator.Finding{Check: "book", Verdict: operator.Fail, Detail: err.Error(), Do: "bot knowledge check"}
	}
	return operator.Finding{Check: "book", Verdict: operator.OK, Detail: fmt.Sprintf("%s, articles: %d", e.Book().Version, len(e.Book().Articles))}
}

// checkLedger opens the ledger as serve does, unless a bot that runs has it open.
func checkLedger(ctx context.Context, c *config.Config) operator.Finding {
	f := operator.Finding{Check: "ledger", Verdict: operator.OK}
	if r, _, err := readiness(ctx, c, ""); err == nil {
		pending := 0
		for _, p := range r.Platforms {
			pending += p.Inbox + p.Outbox
		}
		f.Detail = fmt.Sprintf("in use by the bot that runs at %s, not done yet: %d", c.Operator(), pending)
		return f
	}
	path := strings.TrimPrefix(c.StateURL, "file:")
	_, err := os.Stat(path)
	fresh := errors.Is(err, os.ErrNotExist)
	began := time.Now()
	l, err := ledger.Open(c.StateURL, nil)
	if err != nil {
		what, hint, _ := strings.Cut(err.Error(), " (hint: ")
		f.Verdict, f.Detail, f.Do = operator.Fail, what, strings.TrimSuffix(hint, ")")
		return f
	}
	pending, took := l.Stats().Pending, time.Since(began).Round(time.Millisecond)
	if err := l.Close(); err != nil {
		f.Verdict, f.Detail, f.Do = operator.Fail, err.Error(), "look at the disk"
		return f
	}
	if fresh && c.StateURL != "memory:" {
		os.Remove(path) // as it was found
		f.Detail = fmt.Sprintf("%s can be made in %s", filepath.Base(path), filepath.Dir(path))
		return f
	}
	f.Detail = fmt.Sprintf("%s opens in %s, not done yet: %d", c.StateURL, took, pending)
	return f
}

// platforms checks the apps on the platforms that are configured.
func (o *doctor) platforms(w *world, c *config.Config, e *answer.Engine) ([]operator.Finding, error) {
	onSlack, err := o.slack(w, c, e)
	if err != nil {
		return nil, err
	}
	onDiscord, err := o.discord(w, c, e)
	if err != nil {
		return nil, err
	}
	list := append(onSlack, onDiscord...)
	if !c.SlackBotToken.IsSet() && !c.DiscordToken.IsSet() {
		list = append(list, operator.Finding{Check: "platforms", Verdict: operator.Fail, Detail: "none is configured",
			Do: "docs/slack.md and docs/discord.md lead there in five steps each"})
	}
	for i := range list {
		list[i].Detail = config.RedactText(list[i].Detail, c.Secrets()...)
	}
	return list, nil
}

// slack checks the Slack app.
func (o *doctor) slack(w *world, c *config.Config, e *answer.Engine) ([]operator.Finding, error) {
	options := slackapp.Options{Name: "any", Prefix: c.SlackCommandPrefix, Prompts: prompts(e)} // the name is not compared
	if !c.SlackAppToken.IsSet() {
		options.URL = "https://any.example.com" // nor is the address, which the bot does not know
	}
	m, err := slackapp.New(e.Book(), options)
	if err != nil {
		return nil, err
	}
	list := []operator.Finding{{Check: "slack", Verdict: operator.Skip, Detail: "not configured: neither SLACK_BOT_TOKEN nor SLACK_APP_TOKEN is set"}}
	if c.SlackBotToken.IsSet() {
		list = slackapp.Check(w.ctx, slackapp.Access{APIURL: c.SlackAPIURL, BotToken: c.SlackBotToken.Reveal(), AppToken: c.SlackAppToken.Reveal(),
			ConfigToken: c.SlackConfigToken.Reveal(), Now: time.Now}, m)
	}
	if o.Manifest == "" {
		return list, nil
	}
	have, err := os.ReadFile(o.Manifest)
	if err != nil {
		return nil, fmt.Errorf("doctor: --manifest: %w", err)
	}
	return append(list, slackapp.CheckDrift(m, have)...), nil
}

// discord checks the Discord app.
func (o *doctor) discord(w *world, c *config.Config, e *answer.Engine) ([]operator.Finding, error) {
	if !c.DiscordToken.IsSet() {
		return []operator.Finding{{Check: "discord", Verdict: operator.Skip, Detail: "not configured: DISCORD_TOKEN is not set"}}, nil
	}
	want, err := discordapp.Commands(e.Book())
	if err != nil {
		return nil, err
	}
	return discordapp.Check(w.ctx, rest.Config{Token: c.DiscordToken, URL: c.DiscordAPIURL}, discordApp(c), want, time.Now()), nil
}

// discordApp is the Discord app that the settings mean.
func discordApp(c *config.Config) discordapp.App {
	return discordapp.App{ID: c.DiscordApplicationID, PublicKey: c.DiscordPublicKey, GuildID: c.DiscordGuildID}
}
