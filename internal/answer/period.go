package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// excluded reports whether a mention stands behind "instead of" and the like.
func excluded(r reading, m gazetteer.Mention) bool {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && (c.ID == "set.except" || c.ID == "set.not") && c.Last <= m.First && m.First-c.Last <= reachOfNot && plainWords(r, c.Last, m.First) {
			return true // "not just the fourth quarter"
		}
	}
	return false
}

// plainWords reports whether tokens are words that no mention covers.
func plainWords(r reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind != utterance.Word || slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool { return m.First <= i && i < m.Last }) {
			return false
		}
	}
	return true
}

// paired reports whether a question asks of a period and, apart from it, of the time before: "in Q4, and a year earlier?"
func paired(r reading) bool {
	var now gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Period || excluded(r, m) && m.Period.Prior == 0:
		case m.Period.Prior == 0 && !m.Period.Whole && !m.Period.Last:
			now = m
		case m.Period.Prior > 0 && now.Last > 0 && (broken(r, now.Last, m.First) && cue(r, "facet.", among(now, m)) || cue(r, "back.and", among(now, m)) || cue(r, "set.sum", among(now, m)) || cue(r, "set.against", among(now, m)) || cue(r, "set.except", among(now, m))):
			return true
		}
	}
	return false
}

func among(a, b gazetteer.Mention) func(gazetteer.Mention) bool {
	return func(c gazetteer.Mention) bool { return a.Last <= c.First && c.Last <= b.First }
}

// ofQuarter reports whether a period says of which year the quarter before it is: "the fourth quarter of last year".
func ofQuarter(r reading, m gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(p gazetteer.Mention) bool {
		return p.Kind == gazetteer.Period && p.Period.Quarter > 0 && p.Last <= m.First && m.First-p.Last <= 1
	})
}

// then notes the one of two whose figure of a year before is set against the other's of now: the name next to the time
// before, where the question also says "now".
func then(q *evidence.Query, r reading, latest evidence.Period) {
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
	var before, now gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Period:
		case m.Period.Prior > 0 || m.Period.Last && !ofQuarter(r, m):
			before = m
		case m.Period.Shifted && m.Period.Shift == 0, m.Period.Quarter > 0 && q.Cues.Has("ask.suppose") && q.Period == latest.Add(-q.Asked.Prior):
			now = m
		}
	}
	if q.Cues.Has("ask.suppose") && slices.Contains(q.Concepts, "act.keep") {
		q.Then = keeper(r) // "had X kept it, would Y ...?"
		return
	}
	if before.Last == 0 || now.Last == 0 {
		return
	}
	least := 2 * len(r.tokens)
	for _, m := range r.mentions {
		if !m.Kind.Firm() {
			continue
		}
		d := apartBy(m, before)
		for _, o := range r.mentions {
			if o.Kind.Firm() && o.ID != m.ID && now.Last > 0 {
				d += apartBy(o, now)
				break
			}
		}
		if d < least {
			q.Then, least = m.ID, d
		}
	}
	if len(q.Names) == 1 && cue(r, "deg.top", func(c gazetteer.Mention) bool { return apartBy(c, before) < least }) {
		q.Then = "" // it is who led then that is asked about
	}
}

// sides reads "X's share in Q4 against Y's a year earlier": each of two names has a period of its own, the second that of before.
func sides(q *evidence.Query, r reading, latest evidence.Period) {
	at := -1
	cue(r, "set.against", func(c gazetteer.Mention) bool { at = c.First; return true })
	var first, second, before gazetteer.Mention
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
func older(q *evidence.Query, r reading, latest evidence.Period) {
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
func nextPeriod(r reading, id string, latest evidence.Period) (when int) {
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
func keeper(r reading) (id string) {
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
func apartBy(a, b gazetteer.Mention) int { return max(a.First-b.Last, b.First-a.Last) }

// broken reports whether a break stands between two tokens.
func broken(r reading, from, to int) bool {
	return slices.ContainsFunc(r.tokens[from:to], func(t utterance.Token) bool { return t.Kind == utterance.Break })
}

// period resolves how a question refers to a period against the book's latest one.
func (e *Engine) period(q *evidence.Query, refs []gazetteer.PeriodRef, pair bool) {
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
			q.Asked.Chain = q.Asked.Chain || ref.Shift == -1
			if !said || ref.Shift != 0 {
				p, said = latest.Add(int(ref.Shift)), true
			}
		default:
			if quarter != 0 && year != 0 && p.Quarter == quarter && p.Year != 0 && p.Year != year {
				q.Asked.Pair = true // "Q4 2024 against Q4 2023"
				year = max(p.Year, year)
			}
			if quarter == 0 && p.Quarter == 0 && year != 0 && (p.Year == year-1 || p.Year == year+1) {
				q.Asked.Pair = true // "2023 and 2024"
				year = max(p.Year, year)
			}
			if quarter != 0 && p.Quarter != 0 && p.Quarter != quarter && quarter == latest.Quarter && !q.Cues.Has("facet.choice") {
				continue // of two quarters the other one is asked for: what is known needs no asking
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
		q.Asked.Vague = q.Asked.Prior == 0 && !q.Asked.Whole
	}
	if pair && said && q.Asked.Prior > 0 {
		q.Asked.Pair, q.Asked.Prior = true, 0
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

// quarterBefore takes "the Q4 before that" for that of the year before the last one of that name.
func (e *Engine) quarterBefore(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Period && m.Period.Quarter > 0 && m.Period.Year == 0 && m.Period.Prior == 0 && cue(r, "time.order", func(c gazetteer.Mention) bool {
			return c.First == m.Last && (c.Last == len(r.tokens) || r.tokens[c.Last].Kind == utterance.Break || cue(r, "back.it", func(b gazetteer.Mention) bool { return b.First == c.Last }))
		}) {
			q.Period, q.Asked.Prior = q.Period.Add(-yearBefore), yearBefore
		}
	}
}

// quartersBetween notes that quarters are asked for that lie between two others: "the quarters in between". Which they are the book cannot tell.
func quartersBetween(q *evidence.Query, r reading) {
	if !cue(r, "set.between", func(c gazetteer.Mention) bool {
		return !firm(r, c.Last) && slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return (m.Kind == gazetteer.Concept && m.ID == "noun.period" || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "part.quarters")) && m.Last <= c.First && c.First-m.Last <= 1
		})
	}) {
		return
	}
	q.Asked, q.Period, q.Part = evidence.Asked{Said: true}, evidence.Period{}, 0
	q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.between" || strings.HasPrefix(id, "part.") })
}

// fromNow notes a number that stands nearer to a word for now than to one for the year before, where both are named: "100 today,
// how many a year ago?"
func fromNow(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Number {
			continue
		}
		now, before := len(r.tokens), len(r.tokens)
		for _, m := range r.mentions {
			switch {
			case m.Kind != gazetteer.Period:
			case m.Period.Prior > 0:
				before = min(before, apartBy(n, m))
			case m.Period.Shifted && m.Period.Shift == 0:
				now = min(now, apartBy(n, m))
			}
		}
		q.FromNow = before < len(r.tokens) && now < before
	}
}
