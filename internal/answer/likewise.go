package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// likewise understands "and X?" as the question before with X in the place of the only firm that it names, in the thread as it was then: whatever that
// question asked is asked again. It is nil where the utterance says more, and where the question before names another number of firms, or figures that
// were said of its own.
func (e *Engine) likewise(u *turn, th *thread, s *scratch) *turn {
	if th.latest == nil || th.latest.before == nil {
		return nil
	}
	last := th.latest.asked
	to, from := onlyFirm(u.reading), onlyFirm(last)
	name := ""
	if to != nil && from != nil {
		name = e.words.name(last.language, to.ID)
	} else if to, from = only(u.reading, gazetteer.Place), only(last, gazetteer.Place); to != nil && from != nil && u.base.Cues.Has("talk.mean") {
		name = e.words.where(last.language, to.ID) // "I meant in C"
	}
	if name == "" || to.ID == from.ID || slices.Contains(th.latest.base.Excepted, from.ID) || !barely(u.reading) || !merelyNames(u.reading, to) {
		return nil
	}
	whole := last.text[:last.tokens[from.First].Start] + name + last.text[last.tokens[from.Last-1].End:]
	before := th.latest.before.copy()
	v := e.reworded(e.sentence(whole, &before, s, nil), &before, s, nil)
	if v.finding.Status == evidence.Corrected && u.finding.Status == evidence.Answered && u.finding.Says(v.finding) && v.finding.Says(u.finding) {
		return nil // what was taken for granted was said of the other
	}
	v.reading.language = u.reading.language
	return v
}

// onlyFirm returns the mention of a company that is the only one of a firm or a person in a reading, or nil.
func onlyFirm(r *reading) *gazetteer.Mention {
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Person || m.Kind == gazetteer.Product }) {
		return nil
	}
	return only(r, gazetteer.Company)
}

// only returns the only mention of a kind in a reading, or nil.
func only(r *reading, kind gazetteer.Kind) (one *gazetteer.Mention) {
	for _, m := range r.mentions {
		switch {
		case m.Kind != kind:
		case one != nil:
			return nil
		default:
			one = m
		}
	}
	return one
}

// merelyNames reports whether an utterance says no more than a name: "and X?", "what about X", "same for X".
func merelyNames(r *reading, name *gazetteer.Mention) bool {
	for i, t := range r.tokens {
		if t.Kind == utterance.Break || name.First <= i && i < name.Last || small(t) || polite(r, t) || wordOf(r, "word.then", i) {
			continue
		}
		if !cue(r, "", func(c *gazetteer.Mention) bool { return leadsOver(c) && c.First <= i && i < c.Last }) {
			return false
		}
	}
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		opens := m.First == 0 && m.ID == "facet.whether" && m.Last == name.First && asksAtEnd(r) || // "is X?", behind "is Y ahead?"
			m.First == 0 && cue(r, "back.and", func(c *gazetteer.Mention) bool { return c.First == 0 && m.Last <= c.Last }) // "now X"
		return m != name && m.Kind.Masked() && !opens || m.Kind == gazetteer.Cue && !leadsOver(m) && !opens
	})
}

// leadsOver reports whether a cue only leads over to another name: "and", "I mean".
func leadsOver(c *gazetteer.Mention) bool { return c.ID == "back.and" || c.ID == "talk.mean" }

// repeatable reports whether the question of a turn may be asked again of another firm: it names one, and neither asks who has a part in something nor
// gives the one a figure, but to ask whether it is so or in what it supposes.
func (u *turn) repeatable() bool {
	q := u.base
	if q == nil || onlyFirm(u.asked) == nil && only(u.asked, gazetteer.Place) == nil {
		return false
	}
	who := q.Facet == "facet.who" || q.Cues.Has("ask.which") || q.Cues.Has("ask.firm") && q.Facet != "facet.whether"
	given := len(q.Percents)+len(q.Numbers)+len(q.Points) > 0 && q.Facet != "facet.whether" && !q.Cues.Has("ask.suppose")
	return !given && (!who || u.query.Figures())
}
