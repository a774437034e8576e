package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// group finds what tells several firms of a comparison by their ranks: "the top two", "the tied trio", "the other three", of all that are ranked but those
// who are named. Of the others it is the last that is found, when the rest has names.
func (e *Engine) group(q *evidence.Query, r *reading) *description {
	all := e.index.Ranked()
	sums := q.Cues.Has("set.sum") || slices.Contains(q.Bare, "act.combine")
	if !q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "set.against") || all.More > 0 || len(q.Percents)+len(q.Points)+len(q.People)+len(q.Others)+len(q.Excepted) > 0 || q.Asked.Prior > 0 || !e.ofDefault(q) ||
		q.Facet != "facet.whether" && q.Facet != "" || q.Cues.Has("ask.which", "ask.what", "ask.count", "facet.choice") {
		return nil
	}
	var others *description
	for _, m := range r.mentions {
		d := &description{from: m.First, to: m.Last, owner: true}
		n := int(m.Value)
		switch {
		case m.Kind != gazetteer.Cue:
			continue
		case strings.HasPrefix(m.ID, "first."):
			if !sums && len(q.Names) == 0 {
				return nil // whether each of them is, is another question
			}
			ids := e.index.First(n)
			if len(ids) == 0 {
				continue
			}
			d.names = e.called(r, ids)
		case strings.HasPrefix(m.ID, "number.") && (tiedBefore(r, m) || tiedBehind(r, m) > 0):
			ids := e.index.TiedBy(n)
			if len(ids) == 0 {
				continue
			}
			d.names, d.to = e.called(r, ids), max(d.to, tiedBehind(r, m))
		case strings.HasPrefix(m.ID, "number.") && othersBefore(r, m) && len(q.Names) > 0 && sums:
			rest := slices.DeleteFunc(slices.Clone(all.Names), func(id string) bool { return slices.Contains(q.Names, id) })
			if len(rest) != n {
				continue
			}
			d.names, others = e.called(r, rest), d
		default:
			continue
		}
		for d.widens(r) {
		}
		if d != others {
			return d
		}
	}
	return others
}

// tiedBefore reports whether a word for a tie, or a rank with "placed", stands right before a number: "the tied trio", "the third-placed three".
func tiedBefore(r *reading, n *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Last == n.First && (m.ID == "deg.tie" || m.ID == "act.tie" || m.Kind == gazetteer.Rank || m.ID == "noun.rank")
	})
}

// tiedBehind is where what stands behind a number ends that has those tied or at a rank: "the three tied for third", "the three that tie", "the three in
// third place". It is 0 where there is no such thing.
func tiedBehind(r *reading, n *gazetteer.Mention) (end int) {
	at := n.Last
	for at < len(r.tokens) && (wordOf(r, "word.that", at) || wordOf(r, "word.in", at) || wordOf(r, "word.be", at) || wordOf(r, "word.the", at)) {
		at++
	}
	for _, m := range r.mentions {
		if m.First == at && (m.ID == "deg.tie" || m.ID == "act.tie" || m.Kind == gazetteer.Rank && at > n.Last) {
			end = max(end, m.Last)
		}
	}
	for _, m := range r.mentions {
		if end > 0 && m.Kind == gazetteer.Rank && m.First >= end && m.First-end <= 1 {
			end = m.Last
		}
	}
	return end
}

// othersBefore reports whether a word for the others stands right before a number: "the other three", "the remaining two".
func othersBefore(r *reading, n *gazetteer.Mention) bool {
	return wordOf(r, "word.other", n.First-1) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Last == n.First && m.ID == "noun.remainder" })
}

// widens takes what stands right before a group and belongs to it, its article, a word for a tie or the others, or a rank, and the firms right behind it.
func (d *description) widens(r *reading) bool {
	for _, m := range r.mentions {
		before := m.Last == d.from && (m.ID == "deg.tie" || m.ID == "act.tie" || m.ID == "deg.top" || m.ID == "noun.remainder" || m.ID == "noun.rank" || m.Kind == gazetteer.Rank) || m.First < d.from && m.Last > d.from && m.Last <= d.to
		switch {
		case before:
			d.from = m.First
			return true
		case m.First == d.to && (m.ID == "ask.firm" || m.ID == "noun.competitor" || m.Kind == gazetteer.Category):
			d.to = m.Last
			return true
		}
	}
	if at := d.from - 1; at >= 0 && (wordOf(r, "word.the", at) || wordOf(r, "word.other", at)) {
		d.from = at
		return true
	}
	return false
}
