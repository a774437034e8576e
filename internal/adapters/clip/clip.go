// Package clip keeps texts within limits and free of what acts. Lengths are in characters (Unicode code points), as
// platforms count.
package clip

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut returns at most n characters of s.
func Cut(s string, n int) string {
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

// Clean returns a text that acts on nothing: valid, without control characters and such as turn the direction
// of writing or hide.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case ' ' <= r && r < unicode.MaxASCII, r == '\n', r == '\u200d': // the last joins emoji
			return r
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// Shorten cuts a label to n characters, never within a number, and says so with an ellipsis.
func Shorten(s string, n int) string {
	if len(s) <= n || Count(s) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	runes := []rune(s)
	end := n - 1
	for end > 0 && partOfNumber(runes[end-1]) && partOfNumber(runes[end]) {
		end--
	}
	if end == 0 {
		end = n - 1 // nothing but one number: better cut than gone
	}
	return strings.TrimRight(string(runes[:end]), " ") + "…"
}

// Squeeze returns as much of a text as has room once it is safe.
func Squeeze(text string, room int, safe func(string) string) string {
	for n := room; n > 0; n = n * 4 / 5 {
		if s := safe(Shorten(text, n)); Count(s) <= room {
			return s
		}
	}
	return ""
}

func partOfNumber(r rune) bool {
	return unicode.IsDigit(r) || r == '.' || r == ',' || r == '%'
}

// Count is the length of a text.
func Count(s string) int { return utf8.RuneCountInString(s) }
