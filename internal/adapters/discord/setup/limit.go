package setup

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// The limits of commands, in characters where nothing else is said:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
const (
	maxCommands    = 100 // of those that are typed
	maxOptions     = 25
	maxName        = 32
	maxDescription = 100
	maxCommand     = 8000 // names and descriptions of a command and its options together, each in its longest language
)

// typed is how Discord wants names of commands that are typed, and of options. They are in small letters, too.
var typed = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// fits finds what Discord would refuse.
func fits(list []Command) error {
	var called []wording
	for _, c := range list {
		if c.Type != discordgo.ChatApplicationCommand {
			if n := length(c.Name, c.Names); n > maxName {
				return fmt.Errorf("discord: the command %q has a name of %d characters (hint: at most %d)", c.Name, n, maxName)
			}
			continue
		}
		if err := c.fits(); err != nil {
			return err
		}
		called = append(called, wording{c.Name, c.Names})
	}
	if len(called) > maxCommands {
		return fmt.Errorf("discord: %d commands (hint: an app may have %d)", len(called), maxCommands)
	}
	return apart("the app", called)
}

// fits finds what Discord would refuse of a command that is typed.
func (c Command) fits() error {
	what := "/" + c.Name
	if err := named(what, c.Name, c.Names); err != nil {
		return err
	}
	if len(c.Options) > maxOptions {
		return fmt.Errorf("discord: %s has %d options (hint: at most %d; one that takes several counts as %d)", what, len(c.Options), maxOptions, maxSame)
	}
	size := length(c.Name, c.Names) + length(c.Description, c.Descriptions)
	var called []wording
	for _, o := range c.Options {
		if err := named(what+": option "+o.Name, o.Name, o.Names); err != nil {
			return err
		}
		size += length(o.Name, o.Names) + length(o.Description, o.Descriptions)
		called = append(called, wording{o.Name, o.Names})
	}
	if size > maxCommand {
		return fmt.Errorf("discord: %s has %d characters in all names and descriptions (hint: at most %d)", what, size, maxCommand)
	}
	return apart(what, called)
}

// named checks the names of something that is typed.
func named(what, name string, names map[string]string) error {
	for _, n := range append([]string{name}, slices.Sorted(maps.Values(names))...) {
		if !typed.MatchString(n) || strings.ToLower(n) != n {
			return fmt.Errorf("discord: %s: the name %q (hint: 1 to %d small letters, digits, -, _ and ')", what, n, maxName)
		}
	}
	return nil
}

// wording is what something is called, and in other locales.
type wording struct {
	name    string
	locales map[string]string
}

// apart checks that no two of something are called alike in any locale.
func apart(what string, all []wording) error {
	locales := map[string]bool{"": true}
	for _, w := range all {
		for l := range w.locales {
			locales[l] = true
		}
	}
	for _, l := range slices.Sorted(maps.Keys(locales)) {
		met := map[string]string{}
		for _, w := range all {
			shown := cmp.Or(w.locales[l], w.name)
			if other, ok := met[shown]; ok {
				return fmt.Errorf("discord: %s calls both %s and %s %q (hint: lexicon/commands.yaml; those that take several are numbered, and %s is every command's)", what, other, w.name, shown, Public)
			}
			met[shown] = w.name
		}
	}
	return nil
}

// length is how many characters a wording has in its longest language.
func length(s string, locales map[string]string) int {
	most := len([]rune(s))
	for _, l := range locales {
		most = max(most, len([]rune(l)))
	}
	return most
}
