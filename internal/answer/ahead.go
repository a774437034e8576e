package answer

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// isAhead reads "is it still smaller than X?", "is X ahead of it?" and "is X bigger?" after the figure of one as the question which of the two is
// ahead: whoever stands before what compares is the one of whom it is asked.
func (th *thread) isAhead(e *Engine, q *evidence.Query, r *reading) (*evidence.Query, bool) {
	if q.Facet != "facet.whether" || len(q.Names) != 1 || !short(r) || !firmsOnly(q) || q.Metric != "" || q.Asked.Said || q.Abroad != "" || len(q.Excepted)+len(q.Numbers)+len(q.Points) > 0 ||
		!bareOnly(q, "act.overtake", "act.lead", "act.lag", "act.hold", "act.verify", "adj.big", "adj.small", "adj.far", "rel.threshold") ||
		q.Cues.Has("set.not", "set.sum", "facet.choice", "deg.bottom", "deg.near", "deg.next", "deg.tie", "time.future", "tense.past", "ask.suppose") || q.Cues.Has("deg.top") && !q.Cues.Has("back.it") {
		return q, false
	}
	if last := th.last.query; last.Asked.Known && last.Period != e.index.Latest && pointing(r) {
		return q, false // "is that more than X?", of a figure of then
	}
	name := cmp.Or(th.one(), th.about())
	if name == "" || q.Names[0] == name {
		return q, false
	}
	two := []string{q.Names[0], name}
	switch before, behind := around(r, q.Names[0], comparing); {
	case before:
		two = []string{name, q.Names[0]}
	case !behind:
		return q, false
	}
	q = q.Clone()
	q.Names, q.Contrary, q.Intent = two, false, e.index.Intent("compare")
	q.Cues = slices.DeleteFunc(slices.Clone(q.Cues), func(id string) bool { return id == "deg.top" }) // "do they lead X?" is no first place
	return q, q.Intent != nil
}

// around reports whether some cues stand before a firm, and whether behind it.
func around(r *reading, name string, cues func(*gazetteer.Mention) bool) (before, behind bool) {
	for _, f := range r.mentions {
		if f.Kind != gazetteer.Company || f.ID != name {
			continue
		}
		before = before || cue(r, "", func(c *gazetteer.Mention) bool { return c.Last <= f.First && cues(c) })
		behind = behind || cue(r, "", func(c *gazetteer.Mention) bool { return f.Last <= c.First && cues(c) })
	}
	return before, behind
}

// behindVerb reports whether a firm is the subject of a verb that stands between a word for more or less and it: "how far behind is X?"
func behindVerb(r *reading, name string) bool {
	return firms(r, func(f *gazetteer.Mention) bool {
		return f.ID == name && cue(r, "facet.whether", func(v *gazetteer.Mention) bool {
			return v.Last == f.First && cue(r, "", func(c *gazetteer.Mention) bool { return c.Last == v.First && comparing(c) })
		})
	}) > 0
}

// comparing reports whether a cue is what sets one above or below another.
func comparing(c *gazetteer.Mention) bool { return moreOrLess(c) || strings.HasPrefix(c.ID, "bound.") }

// againstFirm reports whether the firm behind a cue is no subject: "is it ahead of X?", "more than X?", but not "is X ahead?"
func againstFirm(c *gazetteer.Mention) bool {
	return comparing(c) || c.ID == "back.it" || c.ID == "deg.tie" || c.ID == "set.against" || strings.HasPrefix(c.ID, "times.")
}
