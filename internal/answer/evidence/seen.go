package evidence

// seenAt says who spoke to an outlet or at an event where a question asks for no more than who was there: it is of those only that the book
// knows. It is nil where it knows of none.
func (x *Index) seenAt(q *Query) *Finding {
	f := sureOf(Answered)
	for _, v := range x.quotes {
		if len(f.Quotes) < MostListed && (v.Outlet == q.SeenAt || v.Event == q.SeenAt) {
			x.sayQuote(f, q, v)
		}
	}
	if len(f.Quotes) == 0 {
		return nil
	}
	return f
}
