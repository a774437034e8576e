package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// How sure a sentence, or the whole of a message, must be.
const (
	sure          = 0.5 // value of a sentence's reading that counts by itself
	bySentenceWin = 0.3 // how much surer one sentence must be than the whole
	clear         = 1.2 // value of a reading of the whole that needs no second look
)

// bySentence understands the sentences of a message one after the other, each with those before as its
// thread. It returns the only sure one where it is surer than the whole, all of them joined where several are
// sure, and nil where the whole is as good.
func (e *Engine) bySentence(whole *turn, parts []string, two bool, th *thread, s *scratch) *turn {
	if !two && asks(whole.reading) < 2 && whole.oneInTwo() || whole.bothSides() {
		return nil
	}
	inner := th.copy()
	apart := marked(parts) > 1
	var found, all []*turn // all: those declined, too
	for _, text := range parts {
		u := e.sentence(text, &inner, s, nil)
		if inner.last != th.last {
			if v := e.named(u, &inner, s); v != nil {
				u = v // "and X? what do they do?"
			}
		}
		u = e.untold(u, u)
		inner.add(u)
		if apart && asks(u.reading) > 0 && (u.alone() || len(all) > 0 && u.goesOn()) {
			if all = append(all, u); u.finding.Silent() {
				continue
			}
		}
		if !e.counts(u, whole) {
			continue
		}
		if !slices.ContainsFunc(found, func(v *turn) bool { return same(u.finding, v.finding) }) {
			found = append(found, u)
		}
	}
	if len(all) > 1 && slices.ContainsFunc(all, func(u *turn) bool { return !u.finding.Silent() }) && !within(all, whole.finding) {
		return joined(whole, all)
	}
	return whole.over(found, two)
}

// over returns what answers in the place of the whole, of those sentences that count: the only one, or all of them joined. It is nil where the
// whole is as good.
func (whole *turn) over(found []*turn, two bool) *turn {
	if len(found) == 0 {
		return nil
	}
	first := found[0]
	wholeSure := !whole.finding.Silent() && whole.query.Intent != nil && !whole.aside()
	switch {
	case two && whole.finding.Silent() && whole.query.Intent != nil && whole.value > first.value:
		return nil // what declines is the surer reading of both
	case len(found) == 1 && whole.outdoes(first):
		return nil
	case len(found) == 1 && (!wholeSure || first.value > whole.value+bySentenceWin):
		return in(whole, first)
	case len(found) > 1 && two && !within(found, whole.finding):
		return joined(whole, found)
	case len(found) > 1 && !(wholeSure && whole.value > first.value+bySentenceWin):
		return joined(whole, found)
	}
	return nil
}

// outdoes reports whether a message says more than the only sentence of it that counts: what it takes for granted is wrong, or there is no answer
// to all of it.
func (whole *turn) outdoes(part *turn) bool {
	return whole.refutes() || whole.lacks(part) && !part.finding.Sure || whole.query.Premised && whole.finding.Status == evidence.Corrected
}

// oneInTwo reports whether a message says in one sentence what another, which asks, is to be understood by.
func (whole *turn) oneInTwo() bool {
	if len(whole.query.Excepted) > 0 && whole.query.Figures() && !whole.finding.Silent() {
		return true // who is left out is said in one sentence, and what is asked in another
	}
	return whole.query.Cues.Has("ask.percent") && whole.finding.Silent() && whole.value > enough // what is said before a question for a figure is no answer to it
}

// bothSides reports whether a message is surely answered as a whole: both sides are told at once, or it is none other who is meant.
func (whole *turn) bothSides() bool {
	return whole.finding.Sure && (whole.query.Twice || whole.query.Out || whole.query.Cleft != "")
}

// counts reports whether a sentence of a message is surely a question by itself.
func (e *Engine) counts(u, whole *turn) bool {
	if u.finding.Silent() || u.finding.Status == evidence.Clarify || u.query.Intent == nil || u.aside() || u.query.Cues.Has("ask.override") || u.echo() {
		return false
	}
	ordered := whole.query.Cues.Has("ask.override")
	least := sure
	if ordered {
		least = enough // beside an order to the bot any question counts
	}
	switch {
	case u.value < least:
		return false
	case ordered && u.query.Facet == "" && asks(whole.reading) == 0 && nobody(u.query) && u.query.Metric == "" && u.mass > bareWords:
		return false // nor is anything asked that it explains
	case ordered && (u.query.Facet == "" || u.reading.quoted != "") && asks(u.reading) == 0 && len(u.query.Claimed)+len(u.query.Percents) > 0:
		return false // it is what the bot is ordered to say
	case whole.aside() && u.query.Cues.Has("facet.choice") && len(u.query.Names) == 1 && u.query.Metric == "" && !u.query.Asked.Said && len(u.query.Bare) == 0:
		return false // "X or human?" beside what is not of the field
	case whole.aside() && asks(whole.reading) > 0 && asks(u.reading) == 0 && u.query.Facet == "" && len(u.query.Names)+len(u.query.Ranks)+len(u.query.Percents) == 0 && u.query.Metric == "" && !u.query.Cues.Has("ask.what", "ask.which"):
		return false // "where is the best food? The boss is buying"
	case u.reading.field == 0 && u.query.Facet == "" && whole.finding.Silent() && whole.value > 0:
		return false // "I need the figure" asks by itself for nothing
	}
	return !u.pointed || !doubts(u.base, u.reading)
}

// introduced understands "X had 24. And Y, what did they have?": the second of two sentences goes on with another name, and the first, which
// asks nothing, is only what stands before it in the thread. It is nil where a message is no such thing.
func (e *Engine) introduced(whole *turn, parts []string, th *thread, s *scratch) *turn {
	if len(parts) != 2 || !whole.query.Figures() || len(whole.query.Names) != 2 {
		return nil
	}
	cut := len(utterance.Split(parts[0]))
	if first := e.slots(e.read(parts[0], false, s), s); first.Facet != "" || first.Cues.Has("ask.what", "ask.which") {
		return nil
	}
	and := cut < len(whole.reading.tokens) && cue(whole.reading, "back.and", func(c *gazetteer.Mention) bool { return c.First == cut })
	before := firms(whole.reading, func(m *gazetteer.Mention) bool { return m.Last <= cut })
	behind := firms(whole.reading, func(m *gazetteer.Mention) bool { return m.First > cut })
	if !and || before != 1 || behind != 1 {
		return nil
	}
	inner := th.copy()
	inner.add(e.sentence(parts[0], &inner, s, nil))
	v := e.sentence(parts[1], &inner, s, nil)
	if v.finding == nil || v.query.Intent == nil || !v.query.Figures() || len(v.query.Percents)+len(v.query.Numbers) > 0 {
		return nil // what is said of the first is not asked of the second
	}
	return in(whole, v)
}

// alone reports whether a sentence is a question by itself that is understood.
func (u *turn) alone() bool {
	if u.query.Intent == nil || u.aside() || u.finding.Status == evidence.Clarify || u.query.Cues.Has("ask.override") || u.reading.field == 0 || u.echo() {
		return false
	}
	return u.value >= sure || !u.finding.Silent() && u.value > 0
}

// goesOn reports whether a sentence asks for more of what the one before asks: "... and a year before?"
func (u *turn) goesOn() bool {
	return u.leaned && !u.finding.Silent() && u.query.Intent != nil && !u.aside() && u.finding.Status != evidence.Clarify && (u.pointed || u.value >= enough) && !u.echo()
}

// echo reports whether a sentence only points back at what stands before it, so that a statement is no answer to it alone:
// "does the article bear that out?"
func (u *turn) echo() bool {
	if u.query.Facet == "facet.who" || u.query.Facet == "facet.why" || u.query.Facet == "" && u.query.Cues.Has("ask.what", "ask.which") {
		return false // "who was it before?"
	}
	return u.reading.field == 0 && u.query.Cues.Has("back.it") && u.query.Intent.Operation == "tell" && (!u.finding.Tied || len(u.query.Bare) == 0)
}

// lacks reports whether a message is declined with what a sentence of it says: it asks for more.
func (u *turn) lacks(part *turn) bool {
	return u.finding.Silent() && u.value > enough && len(part.finding.Claims) > 0 && len(u.finding.Claims) > 0 && u.finding.Says(part.finding)
}

// within reports whether a finding cites all that some turns do, for the same period.
func within(found []*turn, f *evidence.Finding) bool {
	return !slices.ContainsFunc(found, func(u *turn) bool {
		return !f.Says(u.finding) || !f.Dates(u.finding) || len(u.finding.Claims) == 0 && !f.Words(u.finding)
	})
}

// in returns a sentence's turn as that of the whole message.
func in(whole, part *turn) *turn {
	u := *part
	u.reading = whole.reading
	return &u
}

// joined returns the answers of several sentences as one.
func joined(whole *turn, found []*turn) *turn {
	u := in(whole, found[0])
	if i := slices.IndexFunc(found, func(v *turn) bool { return !v.finding.Silent() }); i > 0 {
		u = in(whole, found[i])
		answered := *found[0].finding
		answered.Status, u.finding = u.finding.Status, &answered
	}
	for _, v := range found[1:] {
		if len(v.finding.Claims) == 0 || len(v.finding.Derived) > 0 || !u.finding.Says(v.finding) || !u.finding.Dates(v.finding) {
			u.finding = u.finding.And(v.finding)
		}
	}
	return u
}

// same reports whether two findings cite the same evidence.
func same(f, g *evidence.Finding) bool {
	return slices.Equal(f.Claims, g.Claims) && slices.Equal(f.Quotes, g.Quotes) && (len(f.Claims) > 0 || f.Words(g))
}
