package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted understands the statement that a message holds in quotation marks, to be checked: "can I print 'X leads'?" It is
// nil where the whole says more.
func (e *Engine) quoted(whole *turn, th *thread, s *scratch) *turn {
	if (whole.query.Facet == "facet.who" || whole.query.Voice != "") && slices.Contains(whole.query.Concepts, "act.say") {
		return nil // it is who said it that is asked for, or whether somebody did
	}
	if coded(whole.reading, whole.query) || whole.query.Quote != "" || whole.query.Cues.Has("ask.override") || !whole.finding.Silent() && whole.value >= sure {
		return nil
	}
	text := quotation(whole.reading.text)
	if strings.Count(text, " ") < minWords-1 {
		return nil
	}
	u := e.sentence(text, th, s, nil)
	if !u.answers() || u.reading.field == 0 || u.value < max(whole.value, enough+fieldBonus) {
		return nil
	}
	return in(whole, u)
}

// quotation returns what stands between the first pair of quotation marks of a text, or "".
func quotation(text string) string {
	for i, r := range text {
		end := closing(r)
		if end == 0 {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && unicode.IsLetter(before) && before < 0x2E80 {
			continue // an apostrophe; where no spaces stand between words, a quotation may follow one
		}
		rest := text[i+utf8.RuneLen(r):]
		for j, c := range rest {
			if c != end {
				continue // an invalid byte, too: it is shorter than what it is read as
			}
			if behind, _ := utf8.DecodeRuneInString(rest[j+utf8.RuneLen(c):]); !unicode.IsLetter(behind) || behind >= 0x2E80 {
				return rest[:j]
			}
		}
	}
	return ""
}

// closing returns the mark that ends a quotation which another begins; 0: it begins none.
func closing(opening rune) rune {
	switch opening {
	case '"', '\'':
		return opening
	case '“':
		return '”'
	case '‘':
		return '’'
	case '«':
		return '»'
	case '„':
		return '“'
	}
	return 0
}
