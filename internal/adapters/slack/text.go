package slack

import (
	"regexp"
	"strings"

	"marketbot/internal/adapters/clip"
)

// longestQuestion is how many characters of a text are read as a question: what Slack recommends as the
// longest message (https://docs.slack.dev/changelog/2018-truncating-really-long-messages).
const longestQuestion = 4000

// reference is what Slack writes between angle brackets: <@U1|name>, <#C1|name>, <!here>, <https://…|label>.
var reference = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// question returns what a message says, as its author typed it: without the address of the bot, references
// by their labels, entities unescaped.
func question(text string, bots ...string) string {
	text = clip.Cut(text, 4*longestQuestion) // before anything that takes time
	text = reference.ReplaceAllStringFunc(text, func(ref string) string {
		m := reference.FindStringSubmatch(ref)
		target, label := m[1], m[2]
		switch {
		case strings.HasPrefix(target, "@"):
			for _, b := range bots {
				if target[1:] == b {
					return " "
				}
			}
			return " " + label + " "
		case strings.HasPrefix(target, "#"), strings.HasPrefix(target, "!"):
			return " " + label + " "
		case label != "":
			return label
		}
		return target
	})
	return clip.Cut(strings.Join(strings.Fields(entities.Replace(text)), " "), longestQuestion)
}

// addressed reports whether a text names one of the users.
func addressed(text string, users ...string) bool {
	for _, u := range users {
		if u != "" && (strings.Contains(text, "<@"+u+">") || strings.Contains(text, "<@"+u+"|")) {
			return true
		}
	}
	return false
}

// toAnother reports whether a text begins with the address of somebody.
func toAnother(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "<@") }

// broadcasts are what pings a whole channel where a client links names.
var broadcasts = regexp.MustCompile(`(?i)@(here|channel|everyone|group)`)

var (
	references = strings.NewReplacer("<@", "‹@", "<!", "‹!", "<#", "‹#")
	escapes    = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// plain returns a text for where Slack shows it as it is (plain_text, rich_text, cells). Nothing there is
// parsed; should a client do so after all, there is nothing to find.
func plain(s string) string {
	s = clip.Clean(s)
	if strings.Contains(s, "<") { // hardly ever, and half of rendering went into looking for it
		s = references.Replace(s)
	}
	if strings.Contains(s, "@") {
		s = broadcasts.ReplaceAllString(s, "@\u2060$1")
	}
	return s
}

// escape returns a text for a message's own text field, where Slack reads &, < and >
// (https://docs.slack.dev/messaging/formatting-message-text#escaping).
func escape(s string) string {
	return escapes.Replace(plain(s))
}
