package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// excluded reports whether a mention stands behind "instead of" and the like.
func excluded(r *reading, m *gazetteer.Mention) bool {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && (c.ID == "set.except" || c.ID == "set.not") && c.Last <= m.First && m.First-c.Last <= reachOfNot && plainWords(r, c.Last, m.First) {
			return true // "not just the fourth quarter"
		}
	}
	return false
}

// plainWords reports whether tokens are words that no mention covers.
func plainWords(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind != utterance.Word || mentionedAt(r, i) {
			return false
		}
	}
	return true
}

// paired reports whether a question asks of a period and, apart from it, of the time before: "in Q4, and a year earlier?"
func paired(r *reading) bool {
	now := new(gazetteer.Mention)
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Period || excluded(r, m) && m.Period.Prior == 0:
		case m.Period.Prior == 0 && !m.Period.Whole && !m.Period.Last:
			now = m
		case m.Period.Prior > 0 && now.Last > 0 && setApart(r, now, m):
			return true
		}
	}
	return false
}

// setApart reports whether a word that joins or parts two, or a break and a question word, stands between two mentions.
func setApart(r *reading, a, b *gazetteer.Mention) bool {
	between := among(a, b)
	return broken(r, a.Last, b.First) && cue(r, "facet.", between) ||
		cue(r, "back.and", between) || cue(r, "set.sum", between) || cue(r, "set.against", between) || cue(r, "set.except", between)
}

// among is the test whether a mention stands between two others.
func among(a, b *gazetteer.Mention) func(*gazetteer.Mention) bool {
	return func(c *gazetteer.Mention) bool { return a.Last <= c.First && c.Last <= b.First }
}

// ofQuarter reports whether a period says of which year the quarter before it is: "the fourth quarter of last year".
func ofQuarter(r *reading, m *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Period && p.Period.Quarter > 0 && p.Last <= m.First && m.First-p.Last <= 1
	})
}

// broken reports whether a break stands between two tokens.
func broken(r *reading, from, to int) bool {
	return slices.ContainsFunc(r.tokens[from:to], func(t utterance.Token) bool { return t.Kind == utterance.Break })
}

// period resolves how a question refers to a period against the book's latest one.
func (e *Engine) period(q *evidence.Query, refs []gazetteer.PeriodRef, pair bool) {
	latest := e.index.Latest
	p, said, lastYear := evidence.Period{}, false, false
	q.Asked.Said = len(refs) > 0
	for _, ref := range refs {
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
			var ok bool
			p, ok = calendar(q, p, latest, int(ref.Quarter), int(ref.Year))
			said = said || ok
		}
	}
	if lastYear && !said {
		q.Asked.Vague = q.Asked.Prior == 0 && !q.Asked.Whole
	}
	p = dated(p, latest)
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

// calendar adds to a period a quarter, a year or both that a question names. Two years make a pair, of which the later counts, and of two quarters
// it is the other one than the latest that is asked for: what is known needs no asking. It reports whether the period says any more.
func calendar(q *evidence.Query, p, latest evidence.Period, quarter, year int) (_ evidence.Period, said bool) {
	if quarter != 0 && year != 0 && p.Quarter == quarter && p.Year != 0 && p.Year != year {
		q.Asked.Pair = true // "Q4 2024 against Q4 2023"
		year = max(p.Year, year)
	}
	if quarter == 0 && p.Quarter == 0 && year != 0 && (p.Year == year-1 || p.Year == year+1) {
		q.Asked.Pair = true // "2023 and 2024"
		year = max(p.Year, year)
	}
	if quarter != 0 && p.Quarter != 0 && p.Quarter != quarter && quarter == latest.Quarter && !q.Cues.Has("facet.choice") {
		return p, false
	}
	if quarter != 0 {
		q.Asked.Exact = true
		p = evidence.Period{Quarter: quarter}
	}
	if year != 0 {
		p.Year = year
	}
	return p, quarter != 0 || year != 0
}

// dated completes a quarter without a year, which is the last one of that name ("of last year" says the same), and a year without a quarter: the
// book has one quarter of a year, and the answer says which.
func dated(p, latest evidence.Period) evidence.Period {
	switch {
	case p.Quarter != 0 && p.Year == 0:
		p.Year = latest.Year
		if latest.Quarter < p.Quarter {
			p.Year--
		}
	case p.Quarter == 0 && p.Year != 0 && latest.Quarter != 0:
		p.Quarter = latest.Quarter
	}
	return p
}

// quarterBefore takes "the Q4 before that" for that of the year before the last one of that name.
func (e *Engine) quarterBefore(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Period && m.Period.Quarter > 0 && m.Period.Year == 0 && m.Period.Prior == 0 && beforeThat(r, m.Last) {
			q.Period, q.Asked.Prior = q.Period.Add(-evidence.YearBefore), evidence.YearBefore
		}
	}
}

// on notes that a time is what something is measured against: "up on a year earlier".
func on(q *evidence.Query, r *reading) {
	q.Asked.On = q.Asked.Prior > 0 && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Period && p.Period.Prior > 0 && cue(r, "ask.about", func(c *gazetteer.Mention) bool { return c.Last == p.First })
	})
}

// againstLastYear takes "last year" for a year before where a figure is set against it: "X's share compared to last year".
func (e *Engine) againstLastYear(q *evidence.Query, r *reading) {
	if !q.Asked.Vague {
		return
	}
	if len(q.Names) == 1 && slices.Contains(q.Concepts, "noun.difference") && !q.Cues.Has("facet.choice") {
		q.AskYearBefore(e.index.Latest) // "how much less has X than last year?"
		return
	}
	level := q.Metric != "" && e.index.Levels(q.Metric) && len(q.Names) == 1 && !slices.Contains(q.Concepts, "dir.up") && !slices.Contains(q.Concepts, "dir.down")
	if slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Period && p.Period.Last && (level && wordOf(r, "word.than", p.First-1) || cue(r, "", func(c *gazetteer.Mention) bool {
			return c.ID == "set.against" && c.Last == p.First || len(q.Names) == 1 && measures(r, c, p.First)
		})) // "X份额比去年高吗", "X's share against last year"
	}) {
		q.AskYearBefore(e.index.Latest)
	}
}

// measures reports whether a cue sets something against what begins at a token: "higher than [last year]", "the same as [last year]".
func measures(r *reading, c *gazetteer.Mention, at int) bool {
	switch {
	case c.ID == "role.as":
		return c.Last == at && cue(r, "deg.tie", func(o *gazetteer.Mention) bool { return o.Last == c.First })
	case moreOrLess(c), c.ID == "bound.above", c.ID == "bound.below":
		return c.Last == at && c.Last-c.First > 1 || c.Last == at-1 && plainWords(r, c.Last, at)
	}
	return false
}

// sameQuarter takes "last year, same quarter" for the quarter of a year before.
func (e *Engine) sameQuarter(q *evidence.Query, _ *reading) {
	if !q.Asked.Vague || !slices.Contains(q.Concepts, "noun.period") || len(q.Names) > 1 {
		return
	}
	same := func(id string) bool { return id == "adj.same" || id == "noun.period" || id == "deg.tie" }
	q.Cues, q.Concepts, q.Bare = slices.DeleteFunc(q.Cues, same), slices.DeleteFunc(q.Concepts, same), slices.DeleteFunc(q.Bare, same)
	q.AskYearBefore(e.index.Latest)
}

// moreThen notes that it is the time before that is asked to have had more or less: "more a year ago", not "more than a year ago".
func moreThen(q *evidence.Query, r *reading) {
	if q.Asked.Prior == 0 || !q.Cues.Has("deg.more", "deg.less") {
		return
	}
	q.Asked.Than = slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Period && p.Period.Prior > 0 && cue(r, "deg.", func(c *gazetteer.Mention) bool { return moreOrLess(c) && c.Last == p.First && c.Last-c.First == 1 })
	})
}

// beforeThat reports whether a "before" stands at token i, and behind it a word that points back or for the last, a break or nothing.
func beforeThat(r *reading, i int) bool {
	return cue(r, "time.order", func(c *gazetteer.Mention) bool {
		if c.First != i || c.Last == len(r.tokens) || r.tokens[c.Last].Kind == utterance.Break {
			return c.First == i
		}
		at := c.Last
		if wordOf(r, "word.the", at) {
			at++
		}
		return cue(r, "", func(b *gazetteer.Mention) bool { return b.First == at && (b.ID == "back.it" || b.ID == "deg.bottom") })
	})
}

// quartersBetween notes that quarters are asked for that lie between two others: "the quarters in between". Which they are the book cannot tell.
func quartersBetween(q *evidence.Query, r *reading) {
	if !cue(r, "set.between", func(c *gazetteer.Mention) bool {
		return !firm(r, c.Last) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
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
func fromNow(q *evidence.Query, r *reading) {
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
