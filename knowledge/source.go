package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckSource compares an article of the book with its plain text and returns what does not stand there
// to the letter, in the paragraph that is stated: fragments of claims and sentences of quotations. Only
// white space may differ, and the full stop of a quoted sentence, which a comma replaces before "he said".
func CheckSource(b *Book, articleID, text string) []error {
	var known []string
	for i := range b.Articles {
		if b.Articles[i].ID == articleID {
			return checkSource(&b.Articles[i], text)
		}
		known = append(known, b.Articles[i].ID)
	}
	hint := meant(articleID, known)
	if hint == "" {
		hint = "one of " + strings.Join(known, ", ")
	}
	return []error{fmt.Errorf("no article %q%s", articleID, hinted(hint))}
}

func checkSource(a *Article, text string) []error {
	paragraphs, headings := blocks(text)
	if len(paragraphs) == 0 {
		return []error{fmt.Errorf("articles/%s: the source has no paragraphs (hint: blank lines part them; each ends as a sentence does)", a.ID)}
	}
	var errs []error
	check := func(field, words string, paragraph int, in func(string, string) bool) {
		if problem := misplaced(words, paragraph, paragraphs, in); problem != "" {
			errs = append(errs, fmt.Errorf("articles/%s: %s: %s", a.ID, field, problem))
		}
	}
	for i, h := range a.Headings {
		if !slices.Contains(headings, strings.Join(strings.Fields(h), " ")) {
			errs = append(errs, fmt.Errorf("articles/%s: headings[%d]: %q is no heading of the source (hint: as printed, in a block of its own)", a.ID, i, h))
		}
	}
	for _, c := range a.Claims {
		check(fmt.Sprintf("claim %q: fragment", c.ID), c.Fragment, c.Paragraph, stands)
	}
	for _, q := range a.Quotations {
		for i, s := range q.Sentences {
			check(fmt.Sprintf("quotation %q: sentences[%d]", q.ID, i), s, q.Paragraph, quotedIn)
		}
	}
	return errs
}

// Paragraphs splits a plain text at its blank lines. Blocks that do not end as a sentence does are
// headings, which do not count: paragraph n of an article is the n-th that is returned.
func Paragraphs(text string) []string {
	paragraphs, _ := blocks(text)
	return paragraphs
}

// blocks returns the paragraphs of a text, and the blocks that do not count as such.
func blocks(text string) (paragraphs, headings []string) {
	var block []string
	flush := func() {
		switch p := strings.Join(block, " "); {
		case sentence(p):
			paragraphs = append(paragraphs, p)
		case p != "":
			headings = append(headings, p)
		}
		block = nil
	}
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		words := strings.Fields(line)
		if len(words) == 0 {
			flush()
		}
		block = append(block, words...)
	}
	flush()
	return paragraphs, headings
}

// sentence reports whether a block ends as a sentence does, in quotation marks or brackets maybe.
func sentence(block string) bool {
	block = strings.TrimRight(block, `"'”’»)]」』）`)
	r, _ := utf8.DecodeLastRuneInString(block)
	return block != "" && strings.ContainsRune(".!?…。！？", r)
}

// misplaced says what is wrong with the words' place, or "".
func misplaced(words string, paragraph int, paragraphs []string, in func(string, string) bool) string {
	words = strings.Join(strings.Fields(words), " ")
	if paragraph >= 1 && paragraph <= len(paragraphs) && in(paragraphs[paragraph-1], words) {
		return ""
	}
	for i, p := range paragraphs {
		if in(p, words) {
			return fmt.Sprintf("%q stands in paragraph %d, not %d", words, i+1, paragraph)
		}
	}
	for i, p := range paragraphs {
		if in(plain.Replace(strings.ToLower(p)), plain.Replace(strings.ToLower(words))) {
			return fmt.Sprintf("%q does not stand in the source to the letter (hint: paragraph %d writes it with other quotation marks, dashes or capitals)", words, i+1)
		}
	}
	return fmt.Sprintf("%q does not stand in the source", words)
}

// plain levels what typesetting alone decides.
var plain = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "—", "-", "–", "-", "‑", "-")

// stands reports whether words stand in text and neither begin nor end inside one of its words.
func stands(text, words string) bool { return find(text, words) >= 0 }

// quotedIn is stands for a quoted sentence, whose full stop may stand as a comma.
func quotedIn(text, words string) bool {
	bare, stopped := strings.CutSuffix(words, ".")
	if !stopped || stands(text, words) {
		return stands(text, words)
	}
	return stands(text, bare+",")
}

// find returns where whole words stand in text, or -1.
func find(text, words string) int {
	if words == "" {
		return -1
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return -1
		}
		start, end := from+i, from+i+len(words)
		if !joined(text, start) && !joined(text, end) {
			return start
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// joined reports whether a word of a script that parts words by spaces runs across position i.
func joined(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	return i > 0 && i < len(text) && wordly(before) && wordly(after)
}

func wordly(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
