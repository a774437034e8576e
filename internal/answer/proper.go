package answer

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// proper reports whether token i is a name by its capital: within a sentence, and behind a word without one. A headline has capitals everywhere.
func proper(text string, tokens []utterance.Token, i int) bool {
	return i > 0 && tokens[i].Kind == utterance.Word && tokens[i-1].Kind == utterance.Word && capitalised(text, tokens[i]) && !capitalised(text, tokens[i-1])
}

// capitalised reports whether a token is written with a capital and small letters behind it.
func capitalised(text string, t utterance.Token) bool {
	first, n := utf8.DecodeRuneInString(text[t.Start:t.End])
	second, _ := utf8.DecodeRuneInString(text[t.Start+n : t.End])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}

// braced reports whether all letters and digits of a text stand in braces: it is code, of which nothing is asked.
func braced(text string) bool {
	depth, groups := 0, 0
	for _, c := range text {
		switch {
		case c == '{':
			depth++
			groups++
		case c == '}':
			depth--
		case depth <= 0 && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			return false
		}
	}
	return groups > 0
}

// unmistaken drops the words that a name by its capital was taken for the misspelling of: "Leeds" is no "leads".
func unmistaken(text string, tokens []utterance.Token, all []*gazetteer.Mention) []*gazetteer.Mention {
	return slices.DeleteFunc(all, func(m *gazetteer.Mention) bool {
		return m.Distance > 0 && m.Last-m.First == 1 && (m.Kind == gazetteer.Cue || m.Kind == gazetteer.Concept || m.Kind == gazetteer.Chatter) && proper(text, tokens, m.First)
	})
}

// inChannel reports whether a mention is a part of the name of a channel: "#sales-apac". One word behind the sign is a tag, and a number a place.
func inChannel(tokens []utterance.Token, m *gazetteer.Mention) bool {
	joined := func(i int) bool { return i > 0 && i < len(tokens) && tokens[i-1].End == tokens[i].Start }
	from := m.First
	for joined(from) && tokens[from].Text != "#" {
		from--
	}
	if tokens[from].Text != "#" || from == m.First {
		return false
	}
	to := from + 1
	for joined(to) && !(tokens[to].Kind == utterance.Break && !joined(to+1)) {
		to++
	}
	return m.Last < to || m.First > from+1
}
