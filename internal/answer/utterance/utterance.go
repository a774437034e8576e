// Package utterance cleans and splits a text into folded tokens that remember their byte range.
//
// Folding makes spellings of one word equal: Unicode NFKC, lower case, no Latin accents, no
// zero-width characters, look-alike Cyrillic and Greek letters inside Latin words turned into Latin.
// Markup of chat platforms (code fences, links, emoji, addresses) is only punctuation here.
package utterance

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxBytes is how much of a text is read; what stands behind it is ignored.
const MaxBytes = 16 << 10

// MaxTokens bounds the tokens of a text. Of longer texts the last are kept: a question stands at the end.
const MaxTokens = 256

// Kind is what a token is.
type Kind uint8

// The kinds of tokens. Han and Kana characters are tokens of their own, since their words are not spaced.
const (
	Word   Kind = iota // letters, or letters with digits: apple, q4, 3rd
	Number             // digits, with a decimal point: 15, 62.5
	Han                // one ideograph or kana
	Symbol             // % # + = < > &, and a percent sign in any width
	Break              // the end of a clause: . , ; : ? ! - brackets, quotes, line ends
)

// Token is one word, number or sign.
type Token struct {
	Text  string // folded
	Kind  Kind
	Start int // byte range in the original text
	End   int
}

// Split returns the tokens of text. It takes time linear in len(text) and never fails.
func Split(text string) []Token {
	return Append(make([]Token, 0, 4+min(len(text)/5, MaxTokens)), text)
}

// Append appends the tokens of text to a list of others.
func Append(list []Token, text string) []Token {
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
	}
	s := splitter{text: text, tokens: list[len(list):]} // where they stay, as long as there is room
	for s.at < len(text) {
		s.next()
	}
	return append(list, bounded(dedupe(s.tokens))...)
}

// splitter walks over a text once.
type splitter struct {
	text   string
	at     int
	tokens []Token
}

func (s *splitter) next() {
	start := s.at
	if s.text[start] == ' ' {
		s.at++ // every fifth or so
		return
	}
	r, n := s.rune()
	s.at += n
	switch {
	case r == '<' && (s.markup(start) || s.element()), r == '@' && (s.handle(start) || s.mark(start)):
	case ideograph(r):
		s.add(Han, start, fold(s.text[start:s.at]))
	case digit(r) && s.marker(start):
		s.add(Break, start, s.text[start:s.at])
	case unicode.IsLetter(r), digit(r):
		s.word(start)
	case unicode.Is(unicode.Mn, r), invisible(r), unicode.IsSpace(r) && r != '\n':
	case r == ':' && s.shortcode():
	case strings.ContainsRune("%％#+=<>&", r):
		s.add(Symbol, start, fold(s.text[start:s.at]))
	case apostrophe(r) && s.possessive(start):
	default:
		s.add(Break, start, s.text[start:s.at])
	}
}

// rune decodes the rune at hand; an invalid byte is a rune error of one byte.
func (s *splitter) rune() (rune, int) { return utf8.DecodeRuneInString(s.text[s.at:]) }

func (s *splitter) add(k Kind, start int, text string) {
	if k == Break {
		if n := len(s.tokens); n > 0 && s.tokens[n-1].Kind == Break {
			return // one break is enough
		}
	}
	s.tokens = append(s.tokens, Token{Text: text, Kind: k, Start: start, End: s.at})
}

// word reads on from its first character. A run of digits may hold a decimal point, and ends where
// letters begin only if it is grouped; "q4", "3rd" and "4q24" stay whole.
func (s *splitter) word(start int) {
	digits := true
	for s.at = start; s.at < len(s.text); {
		if c := s.text[s.at] | 0x20; c >= 'a' && c <= 'z' {
			digits = false
			s.at++
			continue
		}
		r, n := s.rune()
		switch {
		case digit(r):
		case ideograph(r):
			s.close(start, digits)
			return
		case unicode.IsLetter(r), unicode.Is(unicode.M, r):
			digits = false
		case invisible(r):
		case apostrophe(r) && !digits && s.inner(n):
		case (r == '.' || r == ',') && digits && s.number(n):
		case r == '.' && !digits && s.initial(start):
		default:
			s.close(start, digits)
			return
		}
		s.at += n
	}
	s.close(start, digits)
}

// marker skips the number of a list's item, "1." or "2)" at the start of a line.
func (s *splitter) marker(start int) bool {
	if start > 0 && s.text[start-1] != '\n' {
		return false
	}
	i := s.at
	for i < len(s.text) && digit(rune(s.text[i])) {
		i++
	}
	if i >= len(s.text) || s.text[i] != '.' && s.text[i] != ')' || i+1 < len(s.text) && s.text[i+1] != ' ' && s.text[i+1] != '\n' {
		return false
	}
	s.at = i + 1
	return true
}

// inner reports whether an apostrophe at hand belongs to the word, as in don't and l'ia; 's does not.
func (s *splitter) inner(n int) bool {
	rest := s.text[s.at+n:]
	r, m := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(r) || ideograph(r) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[m:])
	return !(unicode.ToLower(r) == 's' && !unicode.IsLetter(after))
}

// number reports whether a point or comma at hand is followed by digits of the same number.
func (s *splitter) number(n int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.at+n:])
	return digit(r)
}

// initial reports whether a full stop at hand stands in an abbreviation such as u.s. or p.p.
func (s *splitter) initial(start int) bool {
	word := s.text[start:s.at]
	if i := strings.LastIndexByte(word, '.'); i >= 0 {
		word = word[i+1:]
	}
	if len(word) != 1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.at+1:])
	return unicode.IsLetter(r) || strings.IndexByte(s.text[start:s.at], '.') >= 0
}

// joined writes don't and u.s. as one run of letters.
var joined = strings.NewReplacer("'", "", ".", "")

func (s *splitter) close(start int, digits bool) {
	text := fold(s.text[start:s.at])
	if digits {
		s.add(Number, start, strings.ReplaceAll(text, ",", ""))
		return
	}
	text = shortened(joined.Replace(text))
	if text != "" {
		s.add(Word, start, text)
	}
}

// shortened returns a word without letters drawn out: "pleaseeee" is please.
func shortened(w string) string {
	for i := 2; i < len(w); i++ {
		if c := w[i]; c >= 'a' && c <= 'z' && c == w[i-1] && c == w[i-2] {
			return drawnOut(w)
		}
	}
	return w
}

// drawnOut writes each letter once that stands three times or more in a row.
func drawnOut(w string) string {
	var b strings.Builder
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && w[j] == w[i] {
			j++
		}
		n := j - i
		if n > 2 && w[i] >= 'a' && w[i] <= 'z' {
			n = 1
		}
		b.WriteString(w[i : i+n])
		i = j
	}
	return b.String()
}

// possessive reads the 's behind a word, also behind a name that ends in s.
func (s *splitter) possessive(start int) bool {
	n := len(s.tokens)
	if n == 0 || s.tokens[n-1].End != start {
		return false
	}
	r, m := s.rune()
	if unicode.ToLower(r) != 's' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(s.text[s.at+m:])
	if unicode.IsLetter(after) {
		return false
	}
	s.at += m
	s.add(Word, start, "'s")
	return true
}

func digit(r rune) bool      { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' }

// ideograph reports whether r is written without spaces between words.
func ideograph(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == '々')
}

// invisible reports whether r shows nothing: zero-width characters, soft hyphens, variation selectors.
func invisible(r rune) bool {
	return r >= 0x00AD && (r == 0x00AD || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r))
}

// dedupe drops a token that repeats the one before it: "please please please" says it once.
func dedupe(tokens []Token) []Token {
	out := tokens[:0]
	for i, t := range tokens {
		if i > 0 && t.Kind == Word && len(out) > 0 && t.Text == out[len(out)-1].Text {
			continue
		}
		out = append(out, t)
	}
	return out
}

func bounded(tokens []Token) []Token {
	if len(tokens) > MaxTokens {
		return tokens[len(tokens)-MaxTokens:]
	}
	return tokens
}

// Texts returns the folded texts of tokens that are words, numbers, ideographs or symbols.
func Texts(tokens []Token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Kind != Break {
			out = append(out, t.Text)
		}
	}
	return out
}
