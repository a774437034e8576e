package discord

import (
	"cmp"
	"strings"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
	"marketbot/internal/desk"
)

// The types of interactions: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type
const (
	typePing         = "1"
	typeCommand      = "2"
	typeComponent    = "3"
	typeAutocomplete = "4"
	typeModal        = "5"
)

// The types of commands: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types
const (
	commandTyped   = "1"
	commandMessage = "3"
)

// interaction translates what comes of a command, a press, a modal or an option that is being typed. Whatever it is,
// somebody waits for a response.
func (r reader) interaction(p payload.Value) reaction {
	in := r.opened(p)
	switch kind := p.Text("type"); kind {
	case typePing:
		return reaction{Do: pong}
	case typeCommand:
		return in.finish(r.command(in))
	case typeComponent:
		return in.finish(r.pressed(in))
	case typeAutocomplete:
		return in.finish(r.typing(in))
	case typeModal:
		return in.finish(r.submitted(in))
	default:
		return ignored("interaction " + clip.Cut(clip.Clean(kind), 20))
	}
}

// An interaction is what its kinds have in common.
type interaction struct {
	p                    payload.Value
	id, token            string
	application          string
	user, channel, guild string
	language             string
	direct               bool // with nobody but the bot
	whole                bool // the conversation is all of the channel
	outside              bool // the bot is no member there
}

// The contexts of interactions: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types
const (
	contextBotDM   = "1"
	contextPrivate = "2"
)

func (r reader) opened(p payload.Value) interaction {
	in := interaction{
		p:           p,
		id:          p.Text("id"),
		token:       p.Text("token"),
		application: cmp.Or(p.Text("application_id"), r.self.Application),
		user:        cmp.Or(p.Text("member", "user", "id"), p.Text("user", "id")),
		channel:     cmp.Or(p.Text("channel_id"), p.Text("channel", "id")),
		guild:       p.Text("guild_id"),
		language:    language(p.Text("locale")),
	}
	where := p.Text("context")
	in.direct = where == contextBotDM || where == "" && in.guild == ""
	in.whole = in.direct || thread(p.Text("channel", "type"))
	// a guild in which the app is not installed is no owner of it
	owners := p.At("authorizing_integration_owners")
	in.outside = where == contextPrivate || in.guild != "" && owners.Has() && owners.Text("0") == ""
	return in
}

// language is the book's language of a locale: https://docs.discord.com/developers/reference#locales
func language(locale string) string {
	if strings.HasPrefix(locale, "zh") {
		return "zh"
	}
	return "en"
}

// finish adds how to respond.
func (in interaction) finish(re reaction) reaction {
	re.Interaction, re.Token = in.id, in.token
	re.Language = cmp.Or(re.Language, in.language)
	return re
}

func excused(why string) reaction { return reaction{Do: excuse, Why: why} }

// maxReason is how many characters of a reason are kept: as many as the modal's input takes.
const maxReason = 1000

// key identifies an interaction. Those of messages have no colon.
func (in interaction) key() string { return "interaction:" + in.id }

// ask hands a question to the desk.
func (in interaction) ask(surface, text string, private bool) reaction {
	if in.id == "" || in.user == "" || in.channel == "" {
		return excused("no id, user or channel")
	}
	return reaction{Do: accept, Message: desk.Message{
		Platform: Platform,
		Key:      in.key(),
		Kind:     desk.Ask,
		Space:    space(in.guild),
		Channel:  in.channel,
		Thread:   conversation(in.user, in.whole),
		User:     in.user,
		Text:     clip.Cut(strings.TrimSpace(text), longestQuestion),
		Surface:  surface,
		Private:  private,
		Return:   address{Channel: in.channel, Guild: in.guild, Interaction: in.id, Token: in.token, Application: in.application, Outside: in.outside}.raw(),
		At:       when(in.id),
	}}
}

// pressed translates a press on something that the bot posted, or a pick from it.
func (r reader) pressed(in interaction) reaction {
	name, arg, _ := strings.Cut(clip.Cut(in.p.Text("data", "custom_id"), maxCustomID), ":")
	lang, rest, _ := strings.Cut(arg, ":")
	var re reaction
	switch name {
	case idAsk, idChart:
		return in.follow(arg, in.hidden())
	case idShare:
		return in.follow(arg, false)
	case idCompare:
		var picked string
		if values := in.p.List("data", "values"); len(values) > 0 {
			picked = values[0].Text()
		}
		return in.follow(r.compare(lang, rest, picked), in.hidden())
	case idEvidence:
		re = reaction{Do: prove, Claims: strings.Fields(rest)}
	case idGood:
		re = in.rated(desk.Good, rest)
	case idBad:
		re = in.rated(desk.Bad, rest)
	default:
		return excused("an unknown component")
	}
	re.Language = lang
	return re
}

// hidden reports whether the message that was pressed is seen by one person only.
func (in interaction) hidden() bool { return flags(in.p.At("message"))&ephemeral != 0 }

// follow asks what a button or a select stands for.
func (in interaction) follow(text string, private bool) reaction {
	if strings.TrimSpace(text) == "" {
		return excused("a component without a question")
	}
	return in.ask("button", text, private)
}

// rated takes a press on a thumb.
func (in interaction) rated(v desk.Verdict, asked string) reaction {
	if asked == "" || in.id == "" {
		return excused("a rating of nothing")
	}
	return reaction{Do: rate, Feedback: desk.Feedback{
		ID:       in.key(),
		Platform: Platform,
		Key:      asked,
		Space:    space(in.guild),
		Channel:  in.channel,
		User:     in.user,
		Verdict:  v,
	}}
}

// submitted translates a modal that was sent off.
func (r reader) submitted(in interaction) reaction {
	name, arg, _ := strings.Cut(in.p.Text("data", "custom_id"), ":")
	if name != idReason {
		return excused("an unknown modal")
	}
	lang, asked, _ := strings.Cut(arg, ":")
	re := in.rated(desk.Bad, asked)
	if re.Do != rate {
		return re
	}
	re.Do, re.Language = complain, lang
	re.Feedback.Reason = clip.Cut(strings.TrimSpace(clip.Clean(written(in.p.At("data"), 0))), maxReason)
	return re
}

// written finds what was typed into a modal's input, in a label (which holds one component) or a row (which holds several).
func written(p payload.Value, depth int) string {
	if p.Text("custom_id") == idReason && p.Text("value") != "" {
		return p.Text("value")
	}
	if depth == 4 { // deeper than modals go
		return ""
	}
	for _, inner := range append(p.List("components"), p.At("component")) {
		if text := written(inner, depth+1); text != "" {
			return text
		}
	}
	return ""
}
