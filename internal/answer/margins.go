package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// margins notes by how many points a question claims the firm before them to be ahead of or behind several others: "is X one point behind Y and three behind Z?"
func margins(q *evidence.Query, r *reading) {
	if len(q.Names) < 3 || q.Facet != "facet.whether" && !q.Tagged {
		return
	}
	var all []evidence.Margin
	first := 0
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Cue || !moreOrLess(m) {
			continue
		}
		by, at := r.pointsBefore(m.First)
		of := slices.IndexFunc(r.mentions, func(o *gazetteer.Mention) bool {
			return o.Kind.Firm() && (o.First == m.Last || o.First == m.Last+1 && small(r.tokens[m.Last])) // "ahead of X"
		})
		if by == 0 || of < 0 {
			return
		}
		if m.ID == "deg.less" {
			by = -by
		}
		if len(all) == 0 {
			first = at
		}
		all = append(all, evidence.Margin{Over: r.mentions[of].ID, Points: by})
	}
	if len(all) > 1 && len(all) == len(q.Names)-1 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() && m.ID == q.Names[0] && m.Last <= first }) {
		q.Margins = all
	}
}

// pointsBefore returns a number that ends at a token, or before the word for points there, and where it begins; 0 where none does.
func (r *reading) pointsBefore(end int) (n float64, at int) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && m.ID == "unit.points" && m.Last == end {
			end = m.First
			break
		}
	}
	if wordOf(r, "word.a", end-1) {
		return 1, end - 1
	}
	for _, m := range r.mentions {
		v, ok := spelled(m)
		if m.Kind == gazetteer.Number {
			v, ok = m.Value, true
		}
		if ok && m.Last == end {
			return v, m.First
		}
	}
	return 0, 0
}

// toLimit notes that a question asks how far it is from somebody's figure to a percentage: "how far is X from 20%?", "how many points is X short of a fifth?"
func toLimit(q *evidence.Query, r *reading) {
	if q.Facet != "facet.amount" && !(q.Cues.Has("ask.what") && q.Facet == "") || len(q.Percents) != 1 {
		return
	}
	byPoints := q.Cues.Has("unit.points")
	q.ToLimit = slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Percent && cue(r, "", func(c *gazetteer.Mention) bool {
			if c.Last != p.First && !(c.Last == p.First-1 && small(r.tokens[c.Last])) {
				return false
			}
			return c.ID == "move.from" || c.ID == "set.outside" || byPoints && (c.ID == "move.to" || c.ID == "bound.below" || c.ID == "bound.above")
		})
	})
}

// distance reads "how far from 20% is that?" after the figure of one, or the sum of several, as the question how far it is.
func (th *thread) distance(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	last := th.last.query
	if !q.ToLimit || !q.Cues.Has("back.it") || !last.Figures() || th.last.finding.Silent() || !short(r) || !unnamed(q) || len(q.Ranks)+q.Top > 0 || !e.ofDefault(q) || q.Asked.Said || q.Abroad != "" || !th.single() && !th.namedOne() && !th.totalled() {
		return q, false
	}
	next := last.Clone()
	next.Percents, next.ToLimit, next.Facet, next.Contrary, next.Bare, next.Cues = q.Percents, true, "facet.amount", false, nil, nil
	switch {
	case th.totalled():
		next.Names, next.Ranks, next.Top, next.Cues = th.given(), nil, 0, evidence.Cues{"set.sum"}
	case th.single():
		next.Names, next.Ranks, next.Top = []string{th.last.finding.Series[0].Entity}, nil, 0
	}
	return next, len(next.Names) > 0
}
