package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// placed reads "does that put it in first place?" after the figure of one as a question for its rank.
func (th *thread) placed(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, name := th.last.query, th.one()
	if th.namedOne() {
		name = last.Names[0]
	}
	if !short(r) || name == "" || theFirst(r) || ofMarket(r) || len(q.Names)+len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Metric != "" || !q.Cues.Has("back.it") || q.Cues.Has("deg.more", "deg.less") && slices.Contains(q.Bare, "noun.difference") ||
		!q.Cues.Has("deg.top") && len(q.Ranks) != 1 && q.Top < 2 || !q.Cues.Has("facet.whether") && !q.Tagged && !asksAtEnd(r) || !asksAtMost(q, "facet.whether") {
		return q, false
	}
	if last.Asked.Known && last.Period != e.index.Latest && (q.Cues.Has("tense.past") || pointing(r)) && !q.Asked.Said {
		q = q.Clone()
		q.Period, q.Asked = last.Period, last.Asked // "was it the lead?", "is that the lead?", of a figure of then
	}
	if slices.Contains(q.Concepts, "adj.former") && !q.Asked.Said {
		q = q.Clone()
		q.AskYearBefore(e.index.Latest) // "so it led back then?"
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Facet = []string{name}, false, "facet.whether"
	q.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "set.not" }) // "..., doesn't it?"
	q.Intent = e.index.Intent("standing")
	if op := last.Intent.Operation; moves[op] && len(q.Ranks) == 0 && !q.Asked.Said && bareOnly(q, "adj.big", "adj.fast", "dir.up", "dir.down", "adj.good") {
		q.Intent, q.Metric = last.Intent, last.Metric // "is that the highest?", of how fast they grew
		q.Cues.Add("ask.growth")
	}
	return q, q.Intent != nil
}

// theFirst reports whether an utterance speaks of "the one on top".
func theFirst(r *reading) bool {
	return cue(r, "back.it", func(c *gazetteer.Mention) bool {
		return wordOf(r, "word.the", c.First-1) && cue(r, "deg.top", func(d *gazetteer.Mention) bool { return d.First >= c.Last })
	})
}

// ofMarket reports whether an utterance has a word for the first right before one for a market, and at most what is sold there between: it is a place that
// is asked about then, "is that the biggest phone market?"
func ofMarket(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "noun.market" && cue(r, "deg.top", func(c *gazetteer.Mention) bool { return c.Last <= m.First && onlyLargest(r, c.First, m.First) })
	})
}

// marketThere reads a question whether "that" is the first of all markets as one about the place that was spoken of. It is nil for any other.
func (e *Engine) marketThere(u *turn, th *thread, s *scratch) *turn {
	r := u.reading
	if th.last == nil || th.last.finding == nil || u.base.Facet != "facet.whether" || u.base.Place != "" || u.base.Abroad != "" || len(u.base.Names) > 0 || !short(r) || !ofMarket(r) {
		return nil
	}
	place := th.place
	if place == "" {
		place = th.last.finding.Place
	}
	there := e.index.Place(place)
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "back.it" && there != nil && !existing(r, c) {
			v := e.sentence(r.text[:r.tokens[c.First].Start]+there.Name.In(r.language)+r.text[r.tokens[c.Last-1].End:], th.blank(), s, nil)
			if v.finding.Silent() || v.aside() {
				return nil
			}
			return in(u, v)
		}
	}
	return nil
}

// isIt reads "that's X, right?" after who holds a rank as a question whether X does.
func (th *thread) isIt(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last, thought := th.last.query, slices.Contains(q.Bare, "act.think")
	tag := cue(r, "ask.tag", func(c *gazetteer.Mention) bool { return c.First == 0 && firm(r, c.Last) }) // "isn't it X?"
	if last.Intent.Operation != "holder" || !short(r) || q.Cues.Has("facet.choice") || len(q.Names) != 1 || !firmsOnly(q) || q.Metric != "" || q.Asked.Said ||
		!(q.Cues.Has("back.it") && (q.Facet == "facet.whether" || q.Facet == "" && (asksAtEnd(r) || thought)) || tag) || !bareOnly(q, "act.verify", "act.think") || q.Cues.Has("deg.more", "deg.less", "deg.tie", "set.sum") {
		return q, false
	}
	q = q.Clone()
	q.Ranks, q.Period, q.Asked = last.Ranks, last.Period, last.Asked
	if len(q.Ranks) == 0 {
		q.Cues = append(slices.Clone(q.Cues), last.Cues...)
	}
	q.Intent, q.Contrary = e.index.Intent("standing"), false
	return q, q.Intent != nil
}
