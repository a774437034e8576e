package knowledge

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a figure written in digits, as it stands in a text.
type number struct {
	written string
	digits  float64 // 1.5 of "1.5 million"
	value   float64 // 1,500,000 of "1.5 million"
	percent bool
}

var figure = regexp.MustCompile(`(?i)(百分之)?(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)` +
	`(?:\s*(thousand|million|billion|trillion|bn|万亿|千|万|萬|亿|億))?(?:\s*(%|per ?cent))?`)

var scales = map[string]float64{
	"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
	"千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "万亿": 1e12,
}

// numbers returns the figures of a text. Digits behind a letter (Q4) belong to a name; numbers spelled
// as words are counts and ranks, which need no evidence to the letter.
func numbers(text string) []number {
	text = strings.Map(narrow, text)
	var out []number
	for _, m := range figure.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:m[0]]); unicode.Is(unicode.Latin, r) {
			continue
		}
		digits, err := strconv.ParseFloat(strings.ReplaceAll(part(2), ",", ""), 64)
		if err != nil {
			continue
		}
		n := number{written: strings.TrimSpace(part(0)), digits: digits, value: digits}
		if by, ok := scales[strings.ToLower(part(3))]; ok {
			n.value = digits * by
		}
		n.percent = part(1) != "" || part(4) != ""
		out = append(out, n)
	}
	return out
}

// narrow turns full-width digits and signs into those of ASCII.
func narrow(r rune) rune {
	if r >= '０' && r <= '９' || r == '％' || r == '．' {
		return r - '０' + '0'
	}
	return r
}

// backs reports whether evidence e bears out figure n: the same value, and a percentage where n is one.
func (e number) backs(n number) bool {
	return same(e.value, n.value) && (e.percent || !n.percent)
}

// backed reports whether one of the figures bears out an observation's value, whatever its sign.
func backed(value float64, percent bool, evidence []number) bool {
	for _, e := range evidence {
		if (e.percent || !percent) && (same(e.digits, math.Abs(value)) || same(e.value, math.Abs(value))) {
			return true
		}
	}
	return false
}

func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }
