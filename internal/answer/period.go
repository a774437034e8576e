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
	year := 0
	for _, ref := range refs {
		q.Asked.Said = true
		switch {
		case ref.Prior > 0:
			q.Asked.Prior = ref.Prior
		case ref.Whole:
			q.Asked.Whole = true
		case ref.Last:
			year = -1
		case ref.Shifted:
			if !said || ref.Shift != 0 {
				p, said = latest.Add(ref.Shift), true
			}
		default:
			if ref.Quarter != 0 && ref.Year != 0 && p.Quarter == ref.Quarter && p.Year != 0 && p.Year != ref.Year {
				q.Asked.Pair = true // "Q4 2024 against Q4 2023"
				ref.Year = max(p.Year, ref.Year)
			}
			if ref.Quarter != 0 {
				q.Asked.Exact = true
				p.Quarter, said = ref.Quarter, true
				p.Year = 0
			}
			if ref.Year != 0 {
				p.Year, said = ref.Year, true
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
	case year != 0 && !said:
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
	if !said && year == 0 && !q.Asked.Whole {
		q.Asked.Said = false
	}
}
