package gazetteer

import (
	"strconv"

	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// PeriodRef is a period as a question refers to it; the zero value names none. It is small, since each mention
// has room for one.
type PeriodRef struct {
	Quarter int8  // 1 to 4; 0: not named
	Year    int16 // 2024; 0: not named
	Last    bool  // "last year", which needs the article's date
	Shift   int16 // quarters from the latest period
	Shifted bool
	Prior   int16 // quarters before the period spoken of
	Whole   bool
}

func termRef(p knowledge.PeriodTerm) PeriodRef {
	r := PeriodRef{Quarter: int8(p.Quarter), Prior: int16(p.Prior), Whole: p.Whole}
	if p.Shift != nil {
		r.Shift, r.Shifted = int16(*p.Shift), true
	}
	r.Last = p.Year != nil
	return r
}

// period reads a quarter or year in the usual notations: q4, 4q, q4 2024, q4'24, 4q24, 2024q4, 2024, fy24,
// fy2024, 1h24. A letter behind it says whether it is over: 4q24a, fy25e.
func period(tokens []utterance.Token, i int) (PeriodRef, int) {
	t := actual(tokens[i].Text)
	if q, y, ok := quarter(t); ok {
		next := i + 1
		if y == 0 {
			y, next = yearAt(tokens, next)
		}
		return PeriodRef{Quarter: int8(q), Year: int16(y)}, next
	}
	if y := year(t, false); y != 0 {
		if i+1 < len(tokens) {
			if q, z, ok := quarter(tokens[i+1].Text); ok && z == 0 {
				return PeriodRef{Quarter: int8(q), Year: int16(y)}, i + 2
			}
		}
		return PeriodRef{Year: int16(y)}, i + 1
	}
	if whole(t) {
		return PeriodRef{Whole: true}, i + 1
	}
	return PeriodRef{}, i
}

// actual returns a period in figures without the letter behind it that says whether it is over: 4q24a, fy25e.
func actual(s string) string {
	n := len(s) - 1
	if n > 2 && (s[n] == 'a' || s[n] == 'e') && s[n-1] >= '0' && s[n-1] <= '9' {
		return s[:n]
	}
	return s
}

// whole reads a year or half of one as a whole: fy24, fy2024, 1h24, h124, 2h2024.
func whole(s string) bool {
	if len(s) < 4 {
		return false
	}
	head, rest := s[:2], s[2:]
	return (head == "fy" || head == "1h" || head == "2h" || head == "h1" || head == "h2") && year(rest, true) != 0
}

// yearAt reads a year behind a quarter, over one break or short word ("q4 '24", "q4 of 2024").
func yearAt(tokens []utterance.Token, i int) (int, int) {
	for skip := 0; skip < 2 && i+skip < len(tokens); skip++ {
		t := tokens[i+skip]
		if t.Text == ":" && i+skip+1 < len(tokens) && len(tokens[i+skip+1].Text) == 2 {
			break // "Q4: 15" gives a figure
		}
		if y := year(t.Text, skip == 0 || tokens[i].Kind == utterance.Break); y != 0 {
			return y, i + skip + 1
		}
		if t.Kind != utterance.Break && len(t.Text) > 2 {
			break
		}
	}
	return 0, i
}

// year reads 2024, and 24 where short years are allowed.
func year(s string, short bool) int {
	if len(s) != 4 && len(s) != 2 || !digits(s) || !digits(s[len(s)-1:]) {
		return 0
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
	case len(s) == 4 && n >= 1950 && n < 2100:
		return n
	case short && len(s) == 2:
		return 2000 + n
	}
	return 0
}

// quarter reads q4, 4q, 4q24, q424 and 2024q4.
func quarter(s string) (q, y int, ok bool) {
	at := -1
	for i := 0; i < len(s); i++ {
		if s[i] == 'q' && at < 0 {
			at = i
		} else if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
	}
	if at < 0 {
		return 0, 0, false
	}
	before, after := s[:at], s[at+1:]
	switch {
	case before == "" && len(after) >= 1:
		q, y = int(after[0]-'0'), year(after[1:], true)
		ok = len(after) == 1 || y != 0
	case len(before) == 1:
		q, y = int(before[0]-'0'), year(after, true)
		ok = after == "" || y != 0
	case len(after) == 1:
		q, y = int(after[0]-'0'), year(before, true)
		ok = y != 0
	}
	return q, y, ok && q >= 1 && q <= 4
}
