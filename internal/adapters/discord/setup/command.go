// Package setup is what stands around the Discord app: its commands, made from the book's, their registration, the
// links that install it, and the checks that tell whether an app fits. It knows what the adapter needs of Discord,
// not how questions come in.
package setup

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"marketbot/knowledge"
)

// maxSame is how many values an option takes that takes several: each is an option of its own, so that each is
// completed while it is typed.
const maxSame = 5

// The ids of the book's labels that are shown on Discord.
const (
	labelPublic = "public"
	labelAnswer = "answer_this"
)

// Public is the option of every command that shows the answer to everybody, or with false to who asks alone.
const Public = "public"

// Command is one command as Discord is told of it. discordgo's has fields that Discord gives, and writes nulls.
type Command struct {
	Type         discordgo.ApplicationCommandType       `json:"type"`
	Name         string                                 `json:"name"`
	Names        map[string]string                      `json:"name_localizations,omitempty"`
	Description  string                                 `json:"description,omitempty"`
	Descriptions map[string]string                      `json:"description_localizations,omitempty"`
	Options      []Option                               `json:"options,omitempty"`
	Permissions  string                                 `json:"default_member_permissions,omitempty"` // who may use it; empty: everybody
	Adult        bool                                   `json:"nsfw,omitempty"`
	Installs     []discordgo.ApplicationIntegrationType `json:"integration_types,omitempty"`
	Contexts     []discordgo.InteractionContextType     `json:"contexts,omitempty"`
}

// Option is one option of a command.
type Option struct {
	Type         discordgo.ApplicationCommandOptionType `json:"type"`
	Name         string                                 `json:"name"`
	Names        map[string]string                      `json:"name_localizations,omitempty"`
	Description  string                                 `json:"description"`
	Descriptions map[string]string                      `json:"description_localizations,omitempty"`
	Required     bool                                   `json:"required,omitempty"`
	Complete     bool                                   `json:"autocomplete,omitempty"`
}

// contexts are all places in which a command can be used; so can one that names none.
var contexts = []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}

// everywhere is where the commands can be used: in servers and by persons who installed the app, in channels and in
// direct messages with the bot and with others.
func (c *Command) everywhere() {
	c.Installs = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	c.Contexts = slices.Clone(contexts)
}

// Commands makes the app's commands of the book's: those that are typed, and the one in the menu of a message.
func Commands(b *knowledge.Book) ([]Command, error) {
	var list []Command
	public, err := label(b, labelPublic)
	if err != nil {
		return nil, err
	}
	for _, c := range b.Commands {
		one := Command{Type: discordgo.ChatApplicationCommand, Name: c.Name, Names: localised(c.Names, c.Name),
			Description: cut(c.Help.In("en"), maxDescription), Descriptions: described(c.Help, ""), Options: options(c.Options)}
		one.Options = append(one.Options, Option{Type: discordgo.ApplicationCommandOptionBoolean, Name: Public, Names: localised(public.Name, Public),
			Description: cut(public.Help.In("en"), maxDescription), Descriptions: described(public.Help, "")})
		one.everywhere()
		list = append(list, one)
	}
	answer, err := label(b, labelAnswer)
	if err != nil {
		return nil, err
	}
	menu := Command{Type: discordgo.MessageApplicationCommand, Name: answer.Name.In("en"), Names: localised(answer.Name, answer.Name.In("en"))}
	menu.everywhere()
	list = append(list, menu)
	return list, fits(list)
}

// label finds one of the book's labels.
func label(b *knowledge.Book, id string) (knowledge.Label, error) {
	i := slices.IndexFunc(b.Labels, func(l knowledge.Label) bool { return l.ID == id })
	if i < 0 {
		return knowledge.Label{}, fmt.Errorf("discord: the book has no label %q (hint: lexicon/commands.yaml, labels)", id)
	}
	return b.Labels[i], nil
}

// options are the options of a command as Discord wants them: required ones first. An option that takes several
// is followed, behind all others, by options for more of the same.
func options(own []knowledge.Option) []Option {
	var required, others, more []Option
	for _, o := range own {
		if one := option(o, 1); one.Required {
			required = append(required, one)
		} else {
			others = append(others, one)
		}
		for n := 2; o.Many && n <= maxSame; n++ {
			more = append(more, option(o, n))
		}
	}
	return slices.Concat(required, others, more)
}

// option is the nth option for what one option of the book takes.
func option(o knowledge.Option, n int) Option {
	suffix, behind := "", ""
	if n > 1 {
		suffix = strconv.Itoa(n)
		behind = " (" + suffix + ")"
	}
	names := localised(o.Names, o.Name)
	for locale := range names {
		names[locale] += suffix
	}
	return Option{Type: discordgo.ApplicationCommandOptionString, Name: o.Name + suffix, Names: names,
		Description: cut(o.Help.In("en"), maxDescription-len(behind)) + behind, Descriptions: described(o.Help, behind),
		Required: o.Required && n == 1, Complete: o.Kind != "text"}
}

// Takes returns the option of the book that an option of a command on Discord stands for: "company2" for "company".
// It reports false for the option [Public], and for what the book does not have.
func Takes(b *knowledge.Book, command, name string) (knowledge.Option, bool) {
	i := slices.IndexFunc(b.Commands, func(c knowledge.Command) bool { return c.Name == command })
	if i < 0 {
		return knowledge.Option{}, false
	}
	for _, o := range b.Commands[i].Options {
		for n := 1; n == 1 || o.Many && n <= maxSame; n++ {
			if option(o, n).Name == name {
				return o, true
			}
		}
	}
	return knowledge.Option{}, false
}

// described is one line of help by locale, with something behind it.
func described(help knowledge.Text, behind string) map[string]string {
	shown := localised(help, help.In("en"))
	for locale, s := range shown {
		shown[locale] = cut(s, maxDescription-len(behind)) + behind
	}
	return shown
}

// cut shortens a text to a number of characters, at a word where there is one.
func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	short := string(runes[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return short + "…"
}

// JSON is a list of commands as a file.
func JSON(list []Command) ([]byte, error) {
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("discord: commands: %w", err)
	}
	return append(text, '\n'), nil
}
