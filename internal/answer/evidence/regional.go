package evidence

// regional declines who an executive of a firm for a place or a technology is and what they think or said: the book has none. It is nil for figures.
func (x *Index) regional(q *Query) *Finding {
	if q.Figures() || q.Quote != "" {
		return nil
	}
	return unknown("unknown.holder", x.speakersArg()).fitting(0.5).surely()
}
