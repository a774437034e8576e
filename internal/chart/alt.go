package chart

import (
	"strings"
	"unicode/utf16"
)

// MaxAlt is the longest alt text, in UTF-16 units, which are never fewer than characters: Discord takes 1,024
// characters for an attachment (https://discord.com/developers/docs/resources/message#attachment-object), Slack
// 1,000 of a file's (https://docs.slack.dev/reference/methods/files.getUploadURLExternal).
const MaxAlt = 1000

// most is the longest part of an alt text: a name, a title.
const most = 120

// alt puts a chart into words: the title, as many whole rows as have room, how many have not, the source.
func alt(rows []row, w Words) string {
	head := join(" · ", shorten(w.Title), shorten(w.Period))
	tail := shorten(w.Source)
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = join(" ", r.rank, shorten(r.name), shorten(r.text))
	}
	for n := len(lines); ; n-- {
		end := tail
		if n < len(lines) {
			end = join("; ", shorten(w.More(len(lines)-n)), tail)
		}
		if s := join("; ", join(": ", head, strings.Join(lines[:n], "; ")), end); n == 0 || units(s) <= MaxAlt {
			return s
		}
	}
}

// join sets sep between the parts that are not empty.
func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// shorten cuts a part of an alt text.
func shorten(s string) string {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > most {
			return strings.TrimSpace(s[:i]) + "…"
		}
	}
	return s
}
