package gazetteer

import (
	"strconv"
	"strings"

	"marketbot/internal/answer/utterance"
)

// numbers appends a period and a number that begin at token i.
func (s *search) numbers(found []Mention, i int) []Mention {
	if r, next := period(s.tokens, i); next > i {
		found = append(found, Mention{Kind: Period, ID: "period", First: i, Last: next, Alias: s.tokens[i].Text, Period: r})
	}
	if m, ok := s.number(s.tokens, i); ok {
		found = append(found, m)
	}
	return found
}

func numeric(s string) bool {
	for i := range len(s) {
		if digits(s[i:]) {
			return true
		}
	}
	return false
}

func digits(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// maxDigits is the length of a number that a float64 always gives back as it was written (DBL_DIG, with the point).
const maxDigits = 16

// number reads 15%, 15 percent, 15pct, 百分之十五 (in figures), plain numbers, and 10m as 10.
func (g *Gazetteer) number(tokens []utterance.Token, i int) (Mention, bool) {
	t := tokens[i]
	if !digits(t.Text) {
		return Mention{}, false
	}
	m := Mention{Kind: Number, ID: "number", First: i, Last: i + 1, Alias: t.Text}
	text := t.Text
	if t.Kind == utterance.Word {
		n := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
		switch {
		case n > 0 && g.percent[text[n:]]:
			m.Kind, m.ID = Percent, "percent"
		case n <= 0 || !g.scale[text[n:]]:
			return m, false
		}
		text = text[:n]
	} else if t.Kind != utterance.Number {
		return m, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || len(strings.TrimLeft(text, "0")) > maxDigits {
		return m, false
	}
	m.Value = v
	for _, n := range []int{1, 2} { // "%" or "per cent"
		if i+n < len(tokens) && m.Kind == Number {
			var b strings.Builder
			for j := 1; j <= n; j++ {
				if j > 1 {
					b.WriteByte(' ')
				}
				b.WriteString(tokens[i+j].Text)
			}
			if g.percent[b.String()] {
				m.Kind, m.ID, m.Last = Percent, "percent", i+1+n
			}
		}
	}
	return m, true
}
