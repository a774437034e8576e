package evidence

import (
	"fmt"
	"strconv"
	"strings"
)

// Period is a quarter, or a year where Quarter is 0. The zero value is no period.
type Period struct{ Year, Quarter int }

// ParsePeriod reads 2024-Q4 or 2024.
func ParsePeriod(s string) (Period, bool) {
	y, q, found := strings.Cut(s, "-Q")
	p := Period{}
	var err error
	if p.Year, err = strconv.Atoi(y); err != nil || p.Year < 1900 || p.Year > 2199 {
		return Period{}, false
	}
	if found {
		if p.Quarter, err = strconv.Atoi(q); err != nil || p.Quarter < 1 || p.Quarter > 4 {
			return Period{}, false
		}
	}
	return p, true
}

// Add returns the period n quarters later; a year moves by n/4 years.
func (p Period) Add(n int) Period {
	if p.Quarter == 0 {
		return Period{Year: p.Year + n/4}
	}
	i := p.Year*4 + p.Quarter - 1 + n
	return Period{Year: i / 4, Quarter: i%4 + 1}
}

// String returns the form of the book's files, or "" for no period.
func (p Period) String() string {
	switch {
	case p.Year == 0:
		return ""
	case p.Quarter == 0:
		return strconv.Itoa(p.Year)
	}
	return fmt.Sprintf("%d-Q%d", p.Year, p.Quarter)
}

// number orders periods.
func (p Period) number() int { return p.Year*5 + p.Quarter }

func (p Period) before(q Period) bool { return p.number() < q.number() }

// Covered reports whether the book has figures of the usual metric for a period.
func (x *Index) Covered(p Period) bool {
	return p == x.Latest || x.table(x.Book.Default.Metric, x.place(&Query{}), p) != nil
}
