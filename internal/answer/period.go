package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// excluded reports whether a mention stands behind "instead of" and the like.
func excluded(r reading, m gazetteer.Mention) bool {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && (c.ID == "set.except" || c.ID == "set.not") && c.Last == m.First {
			return true
		}
	}
	return false
}

// period resolves how a question refers to a period against the book's latest one.
func (e *Engine) period(q *evidence.Query, refs []gazetteer.PeriodRef) {
	latest := e.index.Latest
	p, said := evidence.Period{}, false
	lastYear := false
	for _, ref := range refs {
		quarter, year := int(ref.Quarter), int(ref.Year)
		q.Asked.Said = true
		switch {
		case ref.Prior > 0:
			q.Asked.Prior = int(ref.Prior)
		case ref.Whole:
			q.Asked.Whole = true
		case ref.Last:
			lastYear = true
		case ref.Shifted:
			if !said || ref.Shift != 0 {
				p, said = latest.Add(int(ref.Shift)), true
			}
		default:
			if quarter != 0 && year != 0 && p.Quarter == quarter && p.Year != 0 && p.Year != year {
				q.Asked.Pair = true // "Q4 2024 against Q4 2023"
				year = max(p.Year, year)
			}
			if quarter != 0 {
				q.Asked.Exact = true
				p.Quarter, said = quarter, true
				p.Year = 0
			}
			if year != 0 {
				p.Year, said = year, true
			}
		}
	}
	switch {
	case p.Quarter != 0 && p.Year == 0:
		p.Year = latest.Year // a quarter without a year is the last one of that name; "of last year" says the same
		if latest.Quarter < p.Quarter {
			p.Year--
		}
	case p.Quarter == 0 && p.Year != 0 && latest.Quarter != 0:
		p.Quarter = latest.Quarter // the book has one quarter of a year: the answer says which
	case lastYear && !said:
		q.Asked.Vague = q.Asked.Prior == 0
	}
	if q.Asked.Prior > 0 {
		if !said {
			p = latest
		}
		if p != latest.Add(-q.Asked.Prior) { // "a year earlier, in Q4 2023" says it twice
			p = p.Add(-q.Asked.Prior)
		}
		said = true
	}
	q.Period, q.Asked.Known = p, said && !q.Asked.Whole
	if !said && !lastYear && !q.Asked.Whole {
		q.Asked.Said = false
	}
}
