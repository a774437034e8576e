package terminal

import (
	"strings"
	"unicode"
)

// Clean returns text as it may be written to a terminal: no escape sequences, no control characters but
// line feeds, nothing that turns the direction of writing or hides. What would act is shown as U+FFFD.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\u2028', r == '\u2029', r == '\u00a0':
			return ' '
		case r == '\r':
			return -1
		case r == '\u200d': // joins emoji
			return r
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		case unicode.Is(unicode.Cf, r): // directions, zero-width characters, tags
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}
