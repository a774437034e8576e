package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// takenForGranted notes what a clause before a question, or the way it is put, says of whom it names: the share they hold, that they dropped out of the
// first few, or let somebody go.
func takenForGranted(q *evidence.Query, r *reading) {
	if len(q.Names) == 1 && len(q.Percents) < 2 && len(q.Claimed) == 0 {
		if q.Holding = grantedShare(r); q.Holding == nil && asksAtMost(q, "facet.whether") {
			q.Holding = partStated(q, r)
		}
	}
	who := q.Facet == "facet.who" || q.Cues.Has("ask.which") && q.Cues.Has("ask.firm")
	if q.Top > 1 && (len(q.Names) == 1 || len(q.Names) == 0 && who) && fromTop(r, len(q.Names)) {
		q.Cues.Add("set.off first")
	}
	if len(q.Names) > 1 && q.Switch[0] == "" && slices.ContainsFunc(q.Concepts, func(id string) bool { return leaving[id] }) {
		q.Dropped = dropped(q, r)
	}
	if q.Facet == "facet.whether" {
		beyondRecord(q, r)
	}
}

// grantedShare is the share that the clause which opens a message gives whom the question behind it names: "with a third of the market, how can X ...?" It is
// nil where there is none.
func grantedShare(r *reading) *evidence.Granted {
	end := clauseEnd(r.tokens, 0)
	if end >= len(r.tokens)-1 || firms(r, func(m *gazetteer.Mention) bool { return m.First < end }) > 0 {
		return nil
	}
	opens := wordOf(r, "word.with", 0) || wordOf(r, "word.having", 0) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && (m.ID == "act.hold" || m.ID == "act.own") && m.First == 0 && endsIn(r.tokens[0].Text, r.forms.Lasting)
	})
	if !opens || r.tokens[end].Text != "," {
		return nil
	}
	for _, p := range r.mentions {
		part := strings.HasPrefix(p.ID, "part.")
		of := part && p.Last == end || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Last <= end && m.First >= p.Last && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && m.ID == "noun.market" || m.Kind == gazetteer.Place)
		})
		switch {
		case !of || p.Last > end:
		case p.Kind == gazetteer.Percent:
			return &evidence.Granted{Share: p.Value, Part: part}
		case part:
			return &evidence.Granted{Share: wholePercent * p.Value, Part: true}
		}
	}
	return nil
}

// wholePercent is the whole in percent, of which parts are told as fractions.
const wholePercent = 100

// reachOfTop is how many tokens stand at most between "out of" and the first few: "off the market's", "out of C's".
const reachOfTop = 3

// fromTop reports whether the name of a question, or whoever is asked for, is said to have come out of the first few: "X fell off the podium".
func fromTop(r *reading, names int) bool {
	return cue(r, "first.", func(top *gazetteer.Mention) bool {
		return cue(r, "", func(off *gazetteer.Mention) bool {
			if off.ID != "set.off" && off.ID != "ask.outof" && off.ID != "set.outside" || off.First < 1 || top.First < off.First || top.First-off.Last > reachOfTop {
				return false
			}
			between := func(m *gazetteer.Mention) bool { return off.Last <= m.First && m.First < top.First && m.Kind.Firm() }
			return !slices.ContainsFunc(r.mentions, between) && firms(r, func(m *gazetteer.Mention) bool { return m.Last <= off.First }) == names && gone(r, off)
		})
	})
}

// gone reports whether a verb stands before a word for "out of", with no more than whom it is about between: a word for a fall, a loss, or one that nothing knows.
func gone(r *reading, off *gazetteer.Mention) bool {
	if r.tokens[off.First].Kind == utterance.Han {
		return true // a word of Chinese says both
	}
	at := off.First - 1
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() && m.Last == off.First }) {
		at-- // "what pushed X out of"
	}
	if at < 0 || r.tokens[at].Kind != utterance.Word {
		return false
	}
	return plainWords(r, at, at+1) && !small(r.tokens[at]) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First <= at && at < m.Last && (m.Kind == gazetteer.Concept && leavesPlace[m.ID] || m.Kind == gazetteer.Cue && m.ID == "facet.why" && m.Last-m.First > 1)
	})
}

// leavesPlace are the concepts of losing a place.
var leavesPlace = map[string]bool{"dir.down": true, "act.lose": true, "act.withdraw": true, "act.end": true, "act.deploy": true}

// dropped is the firm that a clause before the question says another let go, "after X dumped Y, who ...?", or of which is asked why or when: "why did X drop Y?"
func dropped(q *evidence.Query, r *reading) string {
	done := (q.Facet == "facet.why" || q.Facet == "facet.when") && !q.Cues.Has("time.future", "set.not") && !slices.ContainsFunc(r.particles, func(p *gazetteer.Mention) bool { return p.ID == "word.would" })
	for _, a := range r.mentions {
		if a.Kind != gazetteer.Company || !givenUp(r, a) || owns(r, a.Last) || r.tokens[a.Last-1].Kind != utterance.Han && a.First == 0 {
			continue
		}
		if end := clauseEnd(r.tokens, a.Last); !(done && a.Last == end) && (end >= len(r.tokens)-1 || !asking(r, end)) {
			continue
		}
		if firms(r, func(m *gazetteer.Mention) bool { return m.Last < a.First && m.ID != a.ID }) > 0 {
			return a.ID
		}
	}
	return ""
}

// partStated is the part of the market that a question says somebody has: "half the market is X's?", "one in six phones is an X". It is nil where it says that
// they gained or lost it, or have more or less.
func partStated(q *evidence.Query, r *reading) *evidence.Granted {
	if q.Part == 0 && len(q.Numbers) != 2 && !q.Cues.Has("number.1") || q.Asked.Prior > 0 || len(q.Percents) > 0 || slices.ContainsFunc(q.Bare, movesShare) ||
		slices.ContainsFunc(q.Cues, func(id string) bool {
			return strings.HasPrefix(id, "bound.") || strings.HasPrefix(id, "deg.") || strings.HasPrefix(id, "set.") && id != "set.off" || id == "facet.choice" || id == "ask.suppose" || id == "time.future" || id == "back.it" && q.Part > 0
		}) {
		return nil
	}
	for _, p := range r.mentions {
		if strings.HasPrefix(p.ID, "part.") && (p.Last-p.First > 2 || partOf(r, p.Last, "noun.market")) {
			return &evidence.Granted{Share: wholePercent * p.Value, Part: true, Stated: true}
		}
		if n := countAt(r, p.Last+1); countAt(r, p.First) == 1 && wordOf(r, "word.in", p.Last) && n > 1 && partOf(r, p.Last+2, "noun.device") {
			return &evidence.Granted{Share: wholePercent / n, Part: true, Stated: true}
		}
	}
	return nil
}

// movesShare reports whether a concept is one of winning or losing.
func movesShare(id string) bool {
	return strings.HasPrefix(id, "dir.") || id == "act.lose" || id == "act.win" || id == "act.regain" || id == "act.need"
}

// partOf reports whether a concept stands at a token, or right behind an "of" there, with an article or a place at most between: "of C's market".
func partOf(r *reading, at int, id string) bool {
	place := func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Place && !m.Foreign && m.First == at }
	for wordOf(r, "word.with", at) || wordOf(r, "word.the", at) || owns(r, at) || slices.ContainsFunc(r.mentions, place) {
		at++
	}
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Concept && m.ID == id && m.First == at })
}

// countAt is the number at a token, in figures or as a word, or 0.
func countAt(r *reading, at int) float64 {
	for _, m := range r.mentions {
		if m.First == at && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "number.")) {
			return m.Value
		}
	}
	return 0
}

// beyondRecord notes that a figure is set against what is not on record: "a record", "more than expected".
func beyondRecord(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept {
			continue
		}
		record := m.ID == "act.measure" && m.Last-m.First == 1 && wordOf(r, "word.a", m.First-1) && len(q.Others) == 0
		expected := m.ID == "act.expect" && cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == m.First && (moreOrLess(c) || strings.HasPrefix(c.ID, "bound."))
		})
		if record || expected {
			q.Cues.Add("beyond record")
		}
	}
}
