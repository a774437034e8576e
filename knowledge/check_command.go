package knowledge

import "regexp"

// optionKinds are what an option of a command can hold.
var optionKinds = []string{"company", "person", "place", "period", "text"}

// aCommand is a name that every platform takes for a command or an option.
var aCommand = regexp.MustCompile(`^[a-z0-9_-]{1,32}$`)

func (p *proof) command(at spot, c Command) {
	if p.commandName(at.key("name"), c.Name) {
		p.once(at.key("name"), "command "+c.Name, "a second command of that name")
	}
	p.may(at.key("intent"), p.intents, c.Intent)
	p.text(at.key("help"), c.Help)
	met := map[string]bool{}
	for i, o := range c.Options {
		at := at.key("options").item(i)
		p.commandName(at.key("name"), o.Name)
		if met[o.Name] {
			p.report(at.key("name"), "", "a second option %q of the command", o.Name)
		}
		met[o.Name] = true
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
