package utterance

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as a token's text would be folded, without splitting it.
func Fold(s string) string { return fold(s) }

func fold(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	s = strings.ToLower(norm.NFKC.String(s))
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) && latin, invisible(r):
			continue
		case apostrophe(r):
			r = '\''
		case r >= firstHan:
			if s, ok := simplified[r]; ok {
				r = s
			}
		}
		if unicode.Is(unicode.Latin, r) {
			latin = true
		} else if !unicode.Is(unicode.Mn, r) {
			latin = false
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(unmask(b.String()))
}

func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// alike holds letters that look like Latin ones (Unicode Technical Standard 39, the lower-case part
// that matters inside Latin words).
var alike = map[rune]rune{
	'а': 'a', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'ӏ': 'l', 'м': 'm', 'п': 'n',
	'о': 'o', 'р': 'p', 'ԛ': 'q', 'ѕ': 's', 'т': 't', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'у': 'y', 'в': 'b', 'н': 'h',
	'α': 'a', 'ε': 'e', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ω': 'w',
	'ı': 'i', 'ɑ': 'a', 'ɡ': 'g', 'ø': 'o', 'ł': 'l', 'ß': 's', 'æ': 'a',
}

// same are the look-alikes that are the same in small letters too: a word of nothing else may be a Latin one.
const same = "асԁеһіјӏорԛѕѵԝхуοαɑɡ"

// unmask turns look-alikes into Latin letters where the word has Latin letters too, or looks Latin as a whole.
func unmask(s string) string {
	latin, other, twins, small := false, false, 0, true
	for _, r := range s {
		if _, ok := alike[r]; ok {
			twins++
			small = small && strings.ContainsRune(same, r)
		} else if unicode.Is(unicode.Latin, r) {
			latin = true
		} else if !digit(r) {
			other = true
		}
	}
	if twins == 0 || other || !latin && !small {
		return s
	}
	return strings.Map(func(r rune) rune {
		if l, ok := alike[r]; ok {
			return l
		}
		return r
	}, s)
}
