package discord

import (
	"regexp"
	"strings"

	"marketbot/internal/adapters/clip"
)

// broadcasts are what pings a whole channel where mentions are parsed. Ours never are (see nobody); should they be
// after all, there is nothing to find.
var broadcasts = regexp.MustCompile(`(?i)@(here|everyone)`)

// plain returns a text for where Discord shows it as it is: labels, footers, titles of modals.
func plain(s string) string {
	s = broadcasts.ReplaceAllString(clip.Clean(s), "@\u2060$1")
	return strings.ReplaceAll(s, "<@", "‹@")
}

// caption is a text of at most n characters for a button, an option or a footer; Discord refuses empty ones.
func caption(text string, n int) string {
	text = clip.Cut(text, 8*n) // before anything that takes time
	text = strings.TrimSpace(strings.ReplaceAll(plain(text), "\n", " "))
	if text == "" {
		text = "…"
	}
	return clip.Shorten(text, n)
}

var (
	// Discord's markdown takes a backslash before anything that is neither letter, digit nor space. Only what acts
	// gets one: notifications show them.
	marks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, "<", `\<`, "[", `\[`, "]", `\]`, "://", ":\u2060//")

	// leads are what acts at the beginning of a line: headings, small print, lists, quotes.
	leads = regexp.MustCompile(`(?m)^([\s\p{Z}]*)(#|-#|[-+](?:[\s\p{Z}]|$)|>|([0-9]+)([.)]))`)
)

// escape returns a text for where Discord reads markdown (https://support.discord.com/hc/en-us/articles/210298617), so
// that it shows as it is: it formats nothing, links nowhere and mentions nobody.
func escape(s string) string {
	s = marks.Replace(broadcasts.ReplaceAllString(clip.Clean(s), "@\u2060$1"))
	return leads.ReplaceAllStringFunc(s, func(lead string) string {
		m := leads.FindStringSubmatch(lead)
		if m[3] != "" {
			return m[1] + m[3] + `\` + m[4]
		}
		return m[1] + `\` + m[2]
	})
}

// line is a text as one line of markdown with at most n characters.
func line(text string, n int) string {
	text = strings.Join(strings.Fields(clip.Clean(clip.Cut(text, 8*n))), " ")
	return clip.Squeeze(text, n, escape)
}
