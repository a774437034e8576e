package evidence

import (
	"fmt"
	"strconv"
	"strings"

	"marketbot/knowledge"
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

// spans widens the years of which the articles tell by those of one: from that of its latest figures to that in which it was published.
func (x *Index) spans(a *knowledge.Article) {
	year, _, _ := strings.Cut(a.Published.Date, "-")
	for _, s := range [...]string{a.Latest, year} {
		if p, ok := ParsePeriod(s); ok {
			if x.since == 0 || p.Year < x.since {
				x.since = p.Year
			}
			x.until = max(x.until, p.Year)
		}
	}
}

// OutOfTime declines what is told of another time than a question asks of: of a year of which no article tells. It is nil where the question does not, or is for figures,
// which have a period of their own.
func (x *Index) OutOfTime(q *Query, f *Finding) *Finding {
	if f.Status != Answered && f.Status != Corrected || f.Metric != "" || !q.Asked.Said || !q.Asked.Known || q.Asked.Prior > 0 || x.since == 0 || x.since <= q.Period.Year && q.Period.Year <= x.until {
		return nil
	}
	then := unknown("unknown.then", Arg{"period", Period{Year: q.Period.Year}})
	if len(f.Claims) == 0 {
		return then
	}
	return x.sayNearest(then, f.Claims[0])
}
