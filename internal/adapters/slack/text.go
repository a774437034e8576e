package slack

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
	text = cut(text, 4*longestQuestion) // before anything that takes time
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
	return cut(strings.Join(strings.Fields(entities.Replace(text)), " "), longestQuestion)
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

// cut returns at most n characters of s.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// clean returns a text that acts on nothing: valid, without control characters and such as turn the direction
// of writing or hide.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\u200d': // the latter joins emoji
			return r
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// broadcasts are what pings a whole channel where a client links names.
var broadcasts = regexp.MustCompile(`(?i)@(here|channel|everyone|group)`)

var (
	references = strings.NewReplacer("<@", "‹@", "<!", "‹!", "<#", "‹#")
	escapes    = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// plain returns a text for where Slack shows it as it is (plain_text, rich_text, cells). Nothing there is
// parsed; should a client do so after all, there is nothing to find.
func plain(s string) string {
	s = references.Replace(clean(s))
	return broadcasts.ReplaceAllString(s, "@\u2060$1")
}

// escape returns a text for a message's own text field, where Slack reads &, < and >
// (https://docs.slack.dev/messaging/formatting-message-text#escaping).
func escape(s string) string {
	return escapes.Replace(plain(s))
}

// shorten cuts a label to n characters, never within a number, and says so with an ellipsis.
func shorten(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	end := n - 1
	for end > 0 && partOfNumber(runes[end-1]) && partOfNumber(runes[end]) {
		end--
	}
	if end == 0 {
		end = n - 1 // nothing but one number: better cut than gone
	}
	return strings.TrimRight(string(runes[:end]), " ") + "…"
}

func partOfNumber(r rune) bool {
	return unicode.IsDigit(r) || r == '.' || r == ',' || r == '%'
}

// count is the length that Slack's limits mean.
func count(s string) int { return utf8.RuneCountInString(s) }
