package utterance

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup skips <@U123>, <!here|here> and <https://…|label>, of which the label is read.
func (s *splitter) markup(start int) bool {
	rest := s.text[s.at:]
	end := strings.IndexByte(rest[:min(len(rest), 512)], '>')
	if end <= 0 || strings.ContainsAny(rest[:end], "\n<") || !strings.ContainsAny(rest[:1], "@!#:ht") {
		return false
	}
	inner := rest[:end]
	if strings.ContainsAny(inner[:1], "@!#:") {
		s.at += end + 1
		s.add(Break, start, "<>")
		return true
	}
	if !strings.HasPrefix(inner, "http") {
		return false
	}
	if bar := strings.IndexByte(inner, '|'); bar >= 0 {
		s.at += bar + 1 // read on at the label; its end is a break
		return true
	}
	s.at += end + 1
	s.add(Break, start, "<>")
	return true
}

// The elements of HTML that people paste with a text, and those whose content is no text.
const (
	elements = " a abbr b blockquote body br button center code dd del div dl dt em font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input " +
		"ins kbd li link main mark meta nav ol p pre q s section small span strong sub sup svg table tbody td th thead title tr tt u ul var video "
	scripted = " script style "
)

// How many bytes a tag has at most, its attributes included, and a script.
const (
	longestTag    = 200
	longestScript = 1000
)

// element skips a tag of HTML, <b> or </b>, and a script with all that is in it.
func (s *splitter) element() bool {
	rest := s.text[s.at:]
	end := strings.IndexByte(rest[:min(len(rest), longestTag)], '>')
	if end <= 0 || strings.ContainsAny(rest[:end], "\n<") {
		return false
	}
	name, _, _ := strings.Cut(strings.ToLower(strings.Trim(rest[:end], "/")), " ")
	switch {
	case name == "":
		return false
	case strings.Contains(elements, " "+name+" "):
	case !strings.Contains(scripted, " "+name+" "):
		return false
	case rest[0] != '/':
		inside := rest[:min(len(rest), longestScript)]
		if close := strings.Index(inside, "</"); close >= 0 && strings.HasPrefix(strings.ToLower(inside[close+2:min(len(inside), close+2+len(name))]), name) {
			if last := strings.IndexByte(inside[close:], '>'); last >= 0 {
				end = close + last
			}
		}
	}
	s.at = min(len(s.text), s.at+end+1)
	return true
}

// handle skips the name of somebody who is addressed as @name, at the start or behind a break: elsewhere it may be what is
// asked about, "what is @X's share".
func (s *splitter) handle(start int) bool {
	if n := len(s.tokens); n > 0 && s.tokens[n-1].Kind != Break {
		return false
	}
	n := 0
	for _, r := range s.text[s.at:] {
		if !unicode.IsLetter(r) && !digit(r) && r != '_' && r != '.' && r != '-' || ideograph(r) {
			break
		}
		n += utf8.RuneLen(r)
	}
	if n == 0 {
		return false
	}
	s.at += n
	s.add(Break, start, "<>")
	return true
}

// mark skips the @ right before a name or figure that it is not the address of.
func (s *splitter) mark(start int) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:start])
	r, _ := s.rune()
	return !unicode.IsLetter(before) && !digit(before) && (unicode.IsLetter(r) || digit(r))
}

// shortcode skips the rest of an emoji such as :wave: whose first colon was read.
func (s *splitter) shortcode() bool {
	rest := s.text[s.at:]
	end := strings.IndexByte(rest[:min(len(rest), 40)], ':')
	if end <= 0 {
		return false
	}
	for i := 0; i < end; i++ {
		c := rest[i]
		if c != '_' && c != '-' && c != '+' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	s.at += end + 1
	return true
}
