package evidence

// Queries are the queries of one question, whose room is used again for the next: a query is large, and each reading of a question has one.
// The zero value is ready. It must not be used by several goroutines at once.
type Queries struct {
	all  []*Query
	used int
}

// Reset gives the room of all queries back. None of them may be used any longer.
func (s *Queries) Reset() { s.used = 0 }

// New returns a query that asks nothing.
func (s *Queries) New() *Query {
	q := s.next()
	*q = Query{among: s}
	return q
}

func (s *Queries) next() *Query {
	if s.used == len(s.all) {
		s.all = append(s.all, new(Query))
	}
	s.used++
	return s.all[s.used-1]
}

// Clone returns a query to change: one that was handed on may only be read. It is called in so many places that it is not to be put into each.
//
//go:noinline
func (q *Query) Clone() *Query {
	if q.among == nil {
		c := *q
		return &c
	}
	c := q.among.next()
	*c = *q
	return c
}

// YearBefore is how many quarters lie between the figures of an article and those that it compares them with.
const YearBefore = 4

// AskYearBefore has a query ask of a year before a period.
func (q *Query) AskYearBefore(from Period) {
	q.Period, q.Asked = from.Add(-YearBefore), Asked{Said: true, Known: true, Prior: YearBefore}
}

// Value returns a query that outlives its question.
func (q *Query) Value() Query {
	v := *q
	v.among = nil
	return v
}
