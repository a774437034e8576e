// Package setup is what stands around the Slack app: its manifest, made from the book's commands, and the checks
// that tell whether an installed app fits. It knows what the adapter needs of Slack, not how questions come in.
package setup

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"marketbot/knowledge"
)

// The limits of a manifest, in characters: https://docs.slack.dev/reference/app-manifest and Slack's schema
// https://github.com/slackapi/manifest-schema
const (
	maxName        = 35
	maxDescription = 140
	maxLong        = 4000
	maxCommand     = 32 // with the slash
	maxCommands    = 50
	maxCommandHelp = 2000
	maxUsage       = 1000
	maxAgent       = 300
	maxPrompts     = 4
)

// AnswerThis is the callback id of the message shortcut.
const AnswerThis = "answer_this"

// door is the command that leads to all others, for where their names are taken.
const door = "market"

// owned are commands of Slack itself: https://slack.com/help/articles/201259356-Slash-commands-in-Slack
var owned = []string{"active", "apps", "archive", "away", "call", "collapse", "dm", "dnd", "expand", "feed", "feedback", "help", "huddle", "invite", "join",
	"kick", "leave", "me", "msg", "mute", "open", "prefs", "remind", "remove", "rename", "search", "shortcuts", "shrug", "star", "status", "topic", "who"}

// Path is where Slack sends its requests in HTTP mode, of all kinds. The adapter tells them apart by what they are.
const Path = "/slack/events"

// Options are what a manifest is made from, beside the book.
type Options struct {
	Name    string   // of the app
	Prefix  string   // of the commands' names
	Prompts []string // example questions for the agent pane
	URL     string   // of the bot, for HTTP; empty: Socket Mode
}

// Manifest describes the app to Slack. Keys that are false are written nevertheless: where one is left out, Slack
// decides by itself.
type Manifest struct {
	Display struct {
		Name            string `yaml:"name"`
		Description     string `yaml:"description"`
		LongDescription string `yaml:"long_description"`
	} `yaml:"display_information"`
	Features struct {
		AppHome struct {
			Home     bool `yaml:"home_tab_enabled"`
			Messages bool `yaml:"messages_tab_enabled"`
			ReadOnly bool `yaml:"messages_tab_read_only_enabled"`
		} `yaml:"app_home"`
		BotUser struct {
			Name   string `yaml:"display_name"`
			Online bool   `yaml:"always_online"`
		} `yaml:"bot_user"`
		Agent struct {
			Description string   `yaml:"agent_description"`
			Prompts     []prompt `yaml:"suggested_prompts,omitempty"`
		} `yaml:"agent_view"`
		Shortcuts []shortcut `yaml:"shortcuts"`
		Commands  []command  `yaml:"slash_commands"`
	} `yaml:"features"`
	OAuth struct {
		Scopes struct {
			Bot      []string `yaml:"bot"`
			Optional []string `yaml:"bot_optional"`
		} `yaml:"scopes"`
	} `yaml:"oauth_config"`
	Settings struct {
		Events struct {
			URL    string   `yaml:"request_url,omitempty"`
			Events []string `yaml:"bot_events"`
		} `yaml:"event_subscriptions"`
		Interactivity struct {
			Enabled bool   `yaml:"is_enabled"`
			URL     string `yaml:"request_url,omitempty"`
			Options string `yaml:"message_menu_options_url,omitempty"`
		} `yaml:"interactivity"`
		OrgDeploy     bool `yaml:"org_deploy_enabled"`
		SocketMode    bool `yaml:"socket_mode_enabled"`
		TokenRotation bool `yaml:"token_rotation_enabled"`
	} `yaml:"settings"`
}

type prompt struct {
	Title   string `yaml:"title"`
	Message string `yaml:"message"`
}

type shortcut struct {
	Name        string `yaml:"name"`
	Type        string `yaml:"type"`
	Callback    string `yaml:"callback_id"`
	Description string `yaml:"description"`
}

type command struct {
	Command     string `yaml:"command"`
	URL         string `yaml:"url,omitempty"`
	Description string `yaml:"description"`
	Usage       string `yaml:"usage_hint,omitempty"`
	Escape      bool   `yaml:"should_escape"`
}

// events are what the app is told of.
var events = []string{"app_home_opened", "app_mention", "app_uninstalled", "message.channels", "message.groups", "message.im", "message.mpim", "tokens_revoked"}

// New makes the manifest of the app for a book.
func New(b *knowledge.Book, o Options) (*Manifest, error) {
	m, title := &Manifest{}, b.Title.In("en")
	if o.Name == "" || len([]rune(o.Name)) > maxName {
		return nil, fmt.Errorf("slack: the app's name %q (hint: 1 to %d characters)", o.Name, maxName)
	}
	m.Display.Name = o.Name
	m.Display.Description = cut("Answers questions about "+title+", with sources", maxDescription)
	m.Display.LongDescription = cut("Ask about "+title+" in your own words: by mention, in a direct message, with a slash command or with the shortcut on a message. "+
		"Every answer is looked up in or computed from a curated book of articles and names its source, its date and its formula. "+
		"What the book does not say, the bot says that it does not know. There is no language model in it.", maxLong)
	m.Features.AppHome.Home, m.Features.AppHome.Messages = true, true
	m.Features.BotUser.Name, m.Features.BotUser.Online = o.Name, true
	m.Features.Agent.Description = cut("Looks up figures, rankings, comparisons and quotations about "+title+". Each answer names its source.", maxAgent)
	for _, q := range o.Prompts[:min(len(o.Prompts), maxPrompts)] {
		m.Features.Agent.Prompts = append(m.Features.Agent.Prompts, prompt{Title: q, Message: q})
	}
	m.Features.Shortcuts = []shortcut{{"Answer this", "message", AnswerThis, "Answer the question in this message"}}
	for _, s := range scopes {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, s.name)
		if s.optional {
			m.OAuth.Scopes.Optional = append(m.OAuth.Scopes.Optional, s.name)
		}
	}
	m.Settings.Events.Events = slices.Clone(events)
	m.Settings.Interactivity.Enabled = true
	m.Settings.SocketMode = o.URL == ""
	if err := m.commands(b, o.Prefix); err != nil {
		return nil, err
	}
	return m, m.address(o.URL)
}

// commands adds the book's commands and the door to them.
func (m *Manifest) commands(b *knowledge.Book, prefix string) error {
	add := func(name, help, usage string) error {
		if len("/"+name) > maxCommand {
			return fmt.Errorf("slack: the command /%s has more than %d characters (hint: a shorter SLACK_COMMAND_PREFIX or name)", name, maxCommand)
		}
		m.Features.Commands = append(m.Features.Commands, command{Command: "/" + name, Description: cut(help, maxCommandHelp), Usage: cut(usage, maxUsage)})
		return nil
	}
	var names []string
	for _, c := range b.Commands {
		if slices.Contains(owned, prefix+c.Name) {
			continue
		}
		names = append(names, c.Name)
		if err := add(prefix+c.Name, c.Help.In("en"), usage(c)); err != nil {
			return err
		}
	}
	if slices.Contains(names, door) {
		return fmt.Errorf("slack: the book's command %s is the door to all others (hint: another name)", door)
	}
	if err := add(prefix+door, "All commands behind one: "+strings.Join(names, ", ")+", or any question", "[command or question]"); err != nil {
		return err
	}
	if len(m.Features.Commands) > maxCommands {
		return fmt.Errorf("slack: %d commands (hint: an app may have %d)", len(m.Features.Commands), maxCommands)
	}
	return nil
}

// usage shows what a command takes: [optional] and several…
func usage(c knowledge.Command) string {
	var words []string
	for _, o := range c.Options {
		w := o.Kind // says more than a name such as "a"
		if w == "text" {
			w = o.Name
		}
		if o.Many {
			w += "…"
		}
		if !o.Required {
			w = "[" + w + "]"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// address says where Slack sends its requests to.
func (m *Manifest) address(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("slack: the address %q (hint: the public https address of the bot, such as https://bot.example.com)", base)
	}
	at := u.JoinPath(Path).String()
	m.Settings.Events.URL, m.Settings.Interactivity.URL, m.Settings.Interactivity.Options = at, at, at
	for i := range m.Features.Commands {
		m.Features.Commands[i].URL = at
	}
	return nil
}

// YAML is the manifest as a file, below a comment of one line.
func (m *Manifest) YAML(comment string) ([]byte, error) {
	if strings.ContainsAny(comment, "\r\n") {
		return nil, errors.New("slack: a comment of several lines")
	}
	var b bytes.Buffer
	b.WriteString("# " + comment + "\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	if err := e.Close(); err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	return b.Bytes(), nil
}

// cut shortens a text to a number of characters, at a word.
func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	short := string(runes[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > most/2 {
		short = short[:i]
	}
	return short + "…"
}
