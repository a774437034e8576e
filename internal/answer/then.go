package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// then notes the one of two whose figure of a year before is set against the other's of now: the name next to the time
// before, where the question also says "now".
func then(q *evidence.Query, r *reading, latest evidence.Period) {
	if len(q.Names) == 2 && len(q.Excepted) > 0 {
		return // one of them is not asked about
	}
	if len(q.Names) == 2 {
		if older(q, r, latest); q.Then == "" {
			formerly(q, r)
		}
		if q.Then != "" {
			return
		}
	}
	if q.Asked.Pair && len(q.Names) == 2 {
		sides(q, r, latest)
		return
	}
	leader := len(q.Ranks) == 1 || q.Cues.Has("deg.top") || q.Cues.Has("deg.more") && slices.Contains(q.Concepts, "act.lead")
	if q.Asked.Pair || len(q.Names) != 2 && !(len(q.Names) == 1 && leader) {
		return
	}
	if q.Cues.Has("ask.suppose") && slices.Contains(q.Concepts, "act.keep") {
		q.Then = keeper(r) // "had X kept it, would Y ...?"
		return
	}
	before, now := bothTimes(q, r, latest)
	if before == nil || now == nil {
		return
	}
	name, least := nearestTo(r, before, now)
	if name == "" || len(q.Names) == 1 && cue(r, "deg.top", func(c *gazetteer.Mention) bool { return apartBy(c, before) < least }) {
		return // it is who led then that is asked about
	}
	q.Then = name
}

// bothTimes are the mentions of the time before and of now, where a question has them.
func bothTimes(q *evidence.Query, r *reading, latest evidence.Period) (before, now *gazetteer.Mention) {
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Period:
		case m.Period.Prior > 0 || m.Period.Last && !ofQuarter(r, m):
			before = m
		case m.Period.Shifted && m.Period.Shift == 0, m.Period.Quarter > 0 && q.Cues.Has("ask.suppose") && q.Period == latest.Add(-q.Asked.Prior):
			now = m
		}
	}
	return before, now
}

// nearestTo returns the name next to the time before, where another is next to now, and how far off both are.
func nearestTo(r *reading, before, now *gazetteer.Mention) (id string, least int) {
	least = 2 * len(r.tokens)
	for _, m := range r.mentions {
		if !m.Kind.Firm() {
			continue
		}
		d := apartBy(m, before)
		for _, o := range r.mentions {
			if o.Kind.Firm() && o.ID != m.ID {
				d += apartBy(o, now)
				break
			}
		}
		if d < least {
			id, least = m.ID, d
		}
	}
	return id, least
}

// sides reads "X's share in Q4 against Y's a year earlier": each of two names has a period of its own, the second that of before.
func sides(q *evidence.Query, r *reading, latest evidence.Period) {
	at := -1
	cue(r, "set.against", func(c *gazetteer.Mention) bool { at = c.First; return true })
	none := new(gazetteer.Mention)
	first, second, before := none, none, none
	for _, m := range r.mentions {
		switch {
		case m.Kind.Firm() && m.First < at:
			first = m
		case m.Kind.Firm():
			second = m
		case m.Kind == gazetteer.Period && m.Period.Prior > 0:
			before = m
		}
	}
	if at < 0 || first.Last == 0 || second.Last == 0 || first.ID == second.ID || before.First < second.Last || before.Period.Prior != 4 {
		return
	}
	q.Then = second.ID
	q.Asked.Pair, q.Asked.Prior, q.Period = false, int(before.Period.Prior), latest.Add(-int(before.Period.Prior))
}

// older reads "would X's share of 2023 have beaten Y's of 2024": of two names the one next to which the time before stands, where that of now
// stands next to the other.
func older(q *evidence.Query, r *reading, latest evidence.Period) {
	a, b := nextPeriod(r, q.Names[0], latest), nextPeriod(r, q.Names[1], latest)
	switch {
	case a < 0 && b > 0:
		q.Then = q.Names[0]
	case b < 0 && a > 0:
		q.Then = q.Names[1]
	default:
		return
	}
	q.Asked.Pair, q.Asked.Prior, q.Period = false, 4, latest.Add(-4)
}

// nextPeriod says what the period next to a name is: below 0 that of a year before the latest, above 0 the latest, 0 another or none.
func nextPeriod(r *reading, id string, latest evidence.Period) (when int) {
	least := len(r.tokens)
	for _, n := range r.mentions {
		for _, p := range r.mentions {
			if !n.Kind.Firm() || n.ID != id || p.Kind != gazetteer.Period || apartBy(n, p) >= least {
				continue
			}
			least = apartBy(n, p)
			switch ref := p.Period; {
			case ref.Prior == 4 || int(ref.Year) == latest.Year-1:
				when = -1
			case ref.Shifted && ref.Shift == 0, int(ref.Quarter) == latest.Quarter && (ref.Year == 0 || int(ref.Year) == latest.Year), int(ref.Year) == latest.Year:
				when = 1
			default:
				when = 0
			}
		}
	}
	return when
}

// keeper is who kept something: the name nearest before the word for keeping.
func keeper(r *reading) (id string) {
	for _, k := range r.mentions {
		if k.Kind != gazetteer.Concept || k.ID != "act.keep" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind.Firm() && m.Last <= k.First {
				id = m.ID
			}
		}
		break
	}
	return id
}

// apartBy is how many tokens stand between two mentions.
func apartBy(a, b *gazetteer.Mention) int { return max(a.First-b.Last, b.First-a.Last) }
