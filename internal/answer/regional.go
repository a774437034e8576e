package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// regional notes that a question is about an executive of a firm for a place of the book or a technology: "X's chief in C", "X's C boss",
// "head of AI". A title that one person alone has is theirs, wherever they are.
func (e *Engine) regional(q *evidence.Query, r *reading) {
	one := len(q.People) == 1 && !(q.Held && e.index.Holder("", q.Titles[0]) == "")
	if len(q.People) == 1 && !q.Held {
		return
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "noun.executive" {
			continue
		}
		field := slices.ContainsFunc(r.mentions, func(t *gazetteer.Mention) bool {
			return t.Kind == gazetteer.Concept && t.ID == "noun.technology" && (t.First == m.Last && m.Last-m.First > 1 || t.Last == m.First)
		})
		q.Regional = q.Regional || field || !one && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
			behind := p.First-m.Last == 1 && (wordOf(r, "word.in", m.Last) || wordOf(r, "word.with", m.Last))
			before := p.Last == m.First && p.First > 0 && owns(r, p.First-1)
			return p.Kind == gazetteer.Place && !p.Foreign && (behind || before)
		})
	}
}
