package discord

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"marketbot/internal/adapters/clip"
	"marketbot/internal/adapters/payload"
)

// longestQuestion is how many characters of a text are read as a question: as many as the longest message has
// (https://docs.discord.com/developers/resources/message#create-message says 2,000; subscribers may write 4,000).
const longestQuestion = 4000

// markup is what Discord writes between angle brackets: <@1>, <@!1>, <@&1>, <#1>, </name:1>, <:name:1>, <a:name:1>,
// <t:1:R>, <id:guide>, <https://…>. https://docs.discord.com/developers/reference#message-formatting
var markup = regexp.MustCompile(`<(@[!&]?|#|a?:|t:|id:)([^<>\s]*)>|<(/)([^<>]*)>|<(https?://[^<>\s]+)>`)

// question returns what a message says, as its author saw it: without the addresses of the bot, references by their
// names. Names are of users ("@1") and channels ("#1").
func question(text string, names map[string]string, us ...string) string {
	text = clip.Cut(text, 4*longestQuestion) // before anything that takes time
	text = markup.ReplaceAllStringFunc(text, func(ref string) string {
		m := markup.FindStringSubmatch(ref)
		switch command, link := m[4], m[5]; {
		case link != "":
			return link
		case command != "":
			name, _, _ := strings.Cut(command, ":")
			return " /" + name + " "
		case slices.Contains(us, target(m)):
			return " "
		}
		return " " + shown(m[1], m[2], names) + " "
	})
	return clip.Cut(strings.Join(strings.Fields(text), " "), longestQuestion)
}

// target is what a reference is to. Some clients write a user's with an exclamation mark.
func target(m []string) string {
	if m[1] == "@!" {
		return "@" + m[2]
	}
	return m[1] + m[2]
}

// shown is what people see of a reference.
func shown(kind, to string, names map[string]string) string {
	name, _, _ := strings.Cut(to, ":")
	switch kind {
	case "@", "@!":
		return names["@"+to]
	case "#":
		return names["#"+to]
	case ":", "a:":
		return name
	case "t:":
		if sec, err := strconv.ParseInt(name, 10, 64); err == nil && sec > 0 && sec < 1<<36 {
			return time.Unix(sec, 0).UTC().Format(time.DateOnly)
		}
	}
	return ""
}

// addressed reports whether a text names one of us.
func addressed(text string, us ...string) bool {
	for _, m := range markup.FindAllStringSubmatch(text, -1) {
		if slices.Contains(us, target(m)) {
			return true
		}
	}
	return false
}

// forwarded is the text of a message that was forwarded, empty if there is none.
// https://docs.discord.com/developers/resources/message#message-snapshot-object
func forwarded(p payload.Value) string {
	for _, s := range p.List("message_snapshots") {
		if text := question(s.Text("message", "content"), nil); text != "" {
			return text
		}
	}
	return ""
}
