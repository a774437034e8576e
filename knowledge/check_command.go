package knowledge

import (
	"regexp"
	"strings"
)

// optionKinds are what an option of a command can hold.
var optionKinds = []string{"company", "person", "place", "period", "text"}

// aCommand is a name that every platform takes for a command or an option.
var aCommand = regexp.MustCompile(`^[a-z0-9_-]{1,32}$`)

// aName is the same in any language: two scripts write vowels as marks.
var aName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func (p *proof) command(at spot, c Command) {
	if p.commandName(at.key("name"), c.Name) {
		p.once(at.key("name"), "command "+c.Name, "a second command of that name")
	}
	all := make([]called, len(p.book.Commands))
	for i, other := range p.book.Commands {
		all[i] = called{other.Name, other.Names}
	}
	p.calledApart(at.key("names"), "command", called{c.Name, c.Names}, all)
	p.may(at.key("intent"), p.intents, c.Intent)
	p.text(at.key("help"), c.Help)
	p.options(at.key("options"), c.Options)
}

func (p *proof) options(at spot, list []Option) {
	met := map[string]bool{}
	all := make([]called, len(list))
	for i, o := range list {
		all[i] = called{o.Name, o.Names}
	}
	for i, o := range list {
		at := at.item(i)
		p.commandName(at.key("name"), o.Name)
		if met[o.Name] {
			p.report(at.key("name"), "", "a second option %q of the command", o.Name)
		}
		met[o.Name] = true
		p.calledApart(at.key("names"), "option", all[i], all)
		p.oneOf(at.key("kind"), o.Kind, optionKinds)
		p.text(at.key("help"), o.Help)
	}
}

func (p *proof) commandName(at spot, name string) bool {
	ok := aCommand.MatchString(name)
	if !ok {
		p.report(at, "1 to 32 of a-z, 0-9, - and _", "%q is no name of a command or option", name)
	}
	return ok
}

// called is what a command or option is called: in English, and in languages with a name of their own.
type called struct {
	name  string
	names Text
}

// calledApart checks the names in other languages: each can be typed, and none is that of another of all.
func (p *proof) calledApart(at spot, kind string, own called, all []called) {
	for _, lang := range sorted(own.names) {
		at, name := at.key(lang), own.names[lang]
		switch {
		case lang == "en":
			p.report(at, "drop it", "the name itself is English")
		case !aName.MatchString(name) || strings.ToLower(name) != name:
			p.report(at, "1 to 32 small letters, digits, -, _ and ', without blanks", "%q is no name of a command or option", name)
		}
		for _, other := range all {
			if other.name != own.name && (other.name == name || other.names[lang] == name) {
				p.report(at, "", "%q names %s too", name, quoted(kind+" "+other.name))
			}
		}
	}
}

func (p *proof) label(at spot, l Label) {
	p.identify(at, "label", l.ID)
	p.text(at.key("name"), l.Name)
	p.mayText(at.key("help"), l.Help)
}
