package setup

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Drift says how the commands that an app has differ from those that it should have, where that matters: what
// Discord adds by itself does not, and commands that are in have only are the affair of others (see [Others]).
func Drift(want, have []Command) []string {
	var list []string
	for _, w := range want {
		if i := slices.IndexFunc(have, w.same); i >= 0 {
			list = append(list, w.differs(have[i])...)
		} else {
			list = append(list, w.String()+" is missing")
		}
	}
	return list
}

// Others are the commands that an app has and need not have.
func Others(want, have []Command) []Command {
	var list []Command
	for _, h := range have {
		if !slices.ContainsFunc(want, h.same) {
			list = append(list, h)
		}
	}
	return list
}

// same tells whether two commands are one to Discord: that has only one of a type and name.
func (c Command) same(other Command) bool { return c.Type == other.Type && c.Name == other.Name }

// String is a command as people know it: /share, or "Answer this" of a menu.
func (c Command) String() string {
	if c.Type == discordgo.ChatApplicationCommand {
		return "/" + c.Name
	}
	return strconv.Quote(c.Name)
}

func (c Command) differs(have Command) []string {
	list := differ(c.String(), c.fields(), have.fields())
	var order []Option
	for _, o := range c.Options {
		i := slices.IndexFunc(have.Options, o.same)
		if i < 0 {
			list = append(list, fmt.Sprintf("%s lacks the option %s", c, o.Name))
			continue
		}
		order = append(order, o)
		list = append(list, differ(c.String()+": option "+o.Name, o.fields(), have.Options[i].fields())...)
	}
	for _, o := range have.Options {
		if !slices.ContainsFunc(c.Options, o.same) {
			list = append(list, fmt.Sprintf("%s has the option %s in vain", c, o.Name))
		}
	}
	if len(list) == 0 && !slices.EqualFunc(order, have.Options, Option.same) {
		list = append(list, fmt.Sprintf("%s has its options in another order", c))
	}
	return list
}

func (o Option) same(other Option) bool { return o.Name == other.Name }

// fields are what is compared of a command, less what is as Discord takes it anyway.
func (c Command) fields() map[string]string {
	used := c.Contexts
	if len(used) == 0 {
		used = contexts
	}
	f := map[string]string{"description": c.Description, "default_member_permissions": c.Permissions, "nsfw": truth(c.Adult),
		"integration_types": numbers(c.Installs), "contexts": numbers(used)}
	spread(f, "name_localizations", c.Names, c.Name)
	spread(f, "description_localizations", c.Descriptions, c.Description)
	return f
}

func (o Option) fields() map[string]string {
	f := map[string]string{"type": strconv.Itoa(int(o.Type)), "description": o.Description, "required": truth(o.Required), "autocomplete": truth(o.Complete)}
	spread(f, "name_localizations", o.Names, o.Name)
	spread(f, "description_localizations", o.Descriptions, o.Description)
	return f
}

// spread adds a wording's locales, less those in which it is what it is anyway.
func spread(to map[string]string, at string, locales map[string]string, byDefault string) {
	for l, s := range locales {
		if s != byDefault {
			to[at+"."+l] = s
		}
	}
}

// truth is empty for false: left out is false.
func truth(is bool) string {
	if is {
		return "true"
	}
	return ""
}

// numbers are a set as a text.
func numbers[N ~uint](set []N) string {
	var list []string
	for _, n := range slices.Sorted(slices.Values(set)) {
		list = append(list, strconv.FormatUint(uint64(n), 10))
	}
	return strings.Join(list, " ")
}

// differ says what is missing, other, or there in vain.
func differ(at string, want, have map[string]string) []string {
	keys := maps.Clone(want)
	maps.Copy(keys, have)
	var list []string
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		switch w, h := want[k], have[k]; {
		case w == h:
		case h == "":
			list = append(list, fmt.Sprintf("%s: %s is missing, should be %q", at, k, w))
		case w == "":
			list = append(list, fmt.Sprintf("%s: %s is %q in vain", at, k, h))
		default:
			list = append(list, fmt.Sprintf("%s: %s is %q, should be %q", at, k, h, w))
		}
	}
	return list
}
