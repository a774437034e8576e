package discord

import (
	"slices"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/discord/setup"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/adapters/shelf"
	"marketbot/knowledge"
)

// maxTyped is how many characters of an option that is being typed are looked at: the longest name of a choice.
const maxTyped = 100

// command translates a command, typed or from the menu of a message.
func (r reader) command(in interaction) reaction {
	switch data := in.p.At("data"); data.Text("type") {
	case commandTyped, "":
		return r.typed(in, data)
	case commandMessage:
		return r.pointedAt(in, data)
	}
	return excused("an unknown command")
}

// typed translates a typed command.
func (r reader) typed(in interaction, data payload.Value) reaction {
	name := data.Text("name")
	c := slices.IndexFunc(r.commands, func(c knowledge.Command) bool { return c.Name == name })
	if c < 0 {
		return excused("an unknown command")
	}
	options := data.List("options")
	text := shelf.Typed(name, question(strings.Join(r.values(r.commands[c], options), " "), nil))
	return in.ask("command", text, r.private(in, options))
}

// values are what the options of a command hold, in the book's order: people fill them in in any.
func (r reader) values(c knowledge.Command, options []payload.Value) []string {
	var all []string
	for _, want := range c.Options {
		for _, o := range options {
			if is, ok := r.takes(c.Name, o.Text("name")); ok && is.Name == want.Name && o.Text("value") != "" {
				all = append(all, o.Text("value"))
			}
		}
	}
	return all
}

// private reports whether only the asker sees the answer. In a conversation with the bot there is nobody else, and
// what is private there is gone when the client restarts.
func (r reader) private(in interaction, options []payload.Value) bool {
	if in.direct {
		return false
	}
	for _, o := range options {
		if o.Text("name") == setup.Public {
			return !o.Flag("value")
		}
	}
	return !r.public
}

// pointedAt translates the command in the menu of a message: its text is the question. The app has one such command, so
// that its name, which is a matter of the book, need not be known.
func (r reader) pointedAt(in interaction, data payload.Value) reaction {
	m := data.At("resolved", "messages", data.Text("target_id"))
	text := question(m.Text("content"), r.names(m), r.us(in.guild)...)
	if text == "" {
		text = forwarded(m)
	}
	for _, e := range m.List("embeds") {
		if text == "" {
			text = question(e.Text("description"), nil)
		}
	}
	if text == "" {
		return excused("a message without words")
	}
	return in.ask("message", text, r.private(in, nil))
}

// typing translates an option that is being typed. There is always a response: the client waits for choices.
func (r reader) typing(in interaction) reaction {
	data := in.p.At("data")
	re := reaction{Do: options}
	for _, o := range data.List("options") {
		if !o.Flag("focused") {
			if v := o.Text("value"); v != "" {
				re.Chosen = append(re.Chosen, v)
			}
			continue
		}
		if is, ok := r.takes(data.Text("name"), o.Text("name")); ok {
			re.Kind, re.Typed = is.Kind, clip.Cut(o.Text("value"), maxTyped)
		}
	}
	return re
}
