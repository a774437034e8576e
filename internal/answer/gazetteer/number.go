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
		return g.spelled(tokens, i)
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
	if n := g.percentAt(tokens, i+1); n > 0 && m.Kind == Number {
		m.Kind, m.ID, m.Last = Percent, "percent", i+1+n
	}
	return m, true
}

// percentAt is how many tokens a word for percent has that begins at token i: 1 for "%", 2 for "per cent", 0 for another.
func (g *Gazetteer) percentAt(tokens []utterance.Token, i int) int {
	return unitAt(g.percent, tokens, i)
}

func unitAt(words map[string]bool, tokens []utterance.Token, i int) int {
	switch {
	case i < len(tokens) && words[tokens[i].Text]:
		return 1
	case i+1 < len(tokens) && words[tokens[i].Text+" "+tokens[i+1].Text]:
		return 2
	}
	return 0
}

// spelled reads "sixteen percent", "ten points", "thirty-seven per cent": words for a number below a hundred before one for percent or points.
func (g *Gazetteer) spelled(tokens []utterance.Token, i int) (Mention, bool) {
	v, ok := g.counts[tokens[i].Text]
	end := i + 1
	if ok && v >= 20 && v%10 == 0 && end < len(tokens) {
		at := end
		if tokens[at].Kind == utterance.Break && hyphen(tokens[at].Text) && at+1 < len(tokens) {
			at++
		}
		if unit, is := g.counts[tokens[at].Text]; is && unit < 10 {
			v, end = v+unit, at+1
		}
	}
	n := g.percentAt(tokens, end)
	if ok && unitAt(g.points, tokens, end) > 0 {
		return Mention{Kind: Number, ID: "number", First: i, Last: end, Alias: tokens[i].Text, Value: float64(v)}, true
	}
	if !ok || n == 0 {
		return Mention{}, false
	}
	return Mention{Kind: Percent, ID: "percent", First: i, Last: end + n, Alias: tokens[i].Text, Value: float64(v)}, true
}
