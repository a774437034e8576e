package evidence

// regional declines who an executive of a firm for a place or a technology is and what they think or said: the book has none. It is nil for figures.
func (x *Index) regional(q *Query) *Finding {
	if q.Figures() || q.Quote != "" {
		return nil
	}
	return unknown("unknown.holder", x.speakersArg()).fitting(0.5).surely()
}

// whoIsFrom declines who of a ranking is from a place: where firms are from stands in no table.
func (x *Index) whoIsFrom(*Query) *Finding {
	return unknown("unknown.covers", x.covered()).fitting(0.5).surely()
}
