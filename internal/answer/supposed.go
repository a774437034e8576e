package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// supposed notes of whom a question supposes that it moved: the name behind a word for "if" and before that for the move, or the first one
// where a pronoun stands for it. What was is not supposed: "had X lost ...?" without a second clause.
func supposed(q *evidence.Query, r *reading) {
	if len(q.Points)+len(q.Percents) == 0 && !q.Cues.Has("unit.points") || len(q.Names) == 0 {
		return
	}
	if wordOf(r, "word.would", 0) && !q.Cues.Has("ask.suppose") && atLevel(q, r, 1) {
		return // "would X lead with 20%?"
	}
	if !q.Cues.Has("ask.suppose") && particle(r, "word.would", func(c *gazetteer.Mention) bool { return pointsMore(q, r, c) }) {
		q.Cues.Add("ask.suppose") // "what would X have with two points more?"
		return
	}
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.suppose" || !suppositional(r, c) {
			continue
		}
		if pointsMore(q, r, c) {
			return
		}
		for _, m := range r.mentions {
			if m.Kind != gazetteer.Concept || m.First < c.Last || !rises[m.ID] && !falls[m.ID] {
				continue
			}
			q.Supposed = q.Names[0]
			for _, n := range r.mentions {
				if n.Kind.Firm() && c.Last <= n.First && n.Last <= m.First {
					q.Supposed = n.ID
				}
			}
			q.Stayer = stayer(q, r)
			return
		}
		if atLevel(q, r, c.Last) {
			return
		}
	}
}

// stayer is who stands right before a word for the lead or for being ahead or behind with nobody behind it, if it is not the one of whom a move is
// supposed: "if X gained two points, would Y still lead?"
func stayer(q *evidence.Query, r *reading) string {
	for _, w := range r.mentions {
		if w.Kind != gazetteer.Cue || !moreOrLess(w) && w.ID != "deg.top" || firms(r, func(o *gazetteer.Mention) bool { return o.First >= w.Last && o.First-w.Last <= 1 }) > 0 {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind.Firm() && n.ID != q.Supposed && n.Last <= w.First && w.First-n.Last <= betweenQuantity && firms(r, func(o *gazetteer.Mention) bool { return o.First >= n.Last && o.Last <= w.First }) == 0 {
				return n.ID
			}
		}
	}
	return ""
}

// atLevel notes of whom a question supposes a figure from a token on: "if X were at 20%", "would X lead with 20%?"
func atLevel(q *evidence.Query, r *reading, from int) bool {
	if len(q.Percents) != 1 || len(q.Points) > 0 {
		return false
	}
	for _, v := range r.mentions {
		if v.Kind != gazetteer.Percent || v.First < from {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind == gazetteer.Company && from <= n.First && n.Last <= v.First && !broken(r, n.Last, v.First) && v.First-n.Last <= listGap+1 {
				q.Supposed = n.ID
				q.Cues.Add("ask.suppose level")
				return true
			}
		}
	}
	return false
}

// pointsMore notes of whom a question supposes so many points more or fewer, behind a word for "if": "if X had two points more", "if X had one
// more point".
func pointsMore(q *evidence.Query, r *reading, suppose *gazetteer.Mention) bool {
	for _, d := range r.mentions {
		if d.Kind != gazetteer.Cue || !moreOrLess(d) || d.First < suppose.Last || !cue(r, "unit.points", func(p *gazetteer.Mention) bool { return p.Last == d.First || d.Last == p.First }) {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind.Firm() && suppose.Last <= n.First && n.Last <= d.First {
				way := "dir.up"
				if d.ID == "deg.less" {
					way = "dir.down"
				}
				q.Supposed, q.Concepts, q.Bare = n.ID, once(q.Concepts, way), once(q.Bare, way)
				q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == d.ID })
				return true
			}
		}
	}
	return false
}

// suppositional reports whether a word for supposing is no auxiliary of the past, or a clause that asks whether stands behind its own.
func suppositional(r *reading, c *gazetteer.Mention) bool {
	past := cue(r, "tense.past", func(p *gazetteer.Mention) bool { return p.First <= c.First && c.Last <= p.Last })
	return !past || cue(r, "facet.whether", func(w *gazetteer.Mention) bool {
		return w.First > c.Last && r.tokens[w.First-1].Kind == utterance.Break
	})
}
