package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// abstract reads a question "where" something lies that is in no place as one for that thing: "where is the advantage?" One for the reason as
// one "why": "what's the excuse?"
func abstract(q *evidence.Query, r *reading) {
	if q.Facet == "" && q.Which == "noun.reason" && !q.Cues.Has("facet.choice", "ask.which") {
		q.Facet = "facet.why"
	}
	if q.Facet != "facet.where" {
		return
	}
	for _, w := range r.mentions {
		if w.Kind != gazetteer.Cue || w.ID != "facet.where" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && placeless[m.ID] && m.First > w.Last && m.First-w.Last <= reachOfPlaceless &&
				particle(r, "word.the", func(p *gazetteer.Mention) bool { return p.Last == m.First }) {
				q.Facet = ""
			}
		}
	}
}

// fellWithin notes which way a figure went by the last word of what it is called, where a question is why: "why did sales drop?"
func (e *Engine) fellWithin(q *evidence.Query, r *reading) {
	if q.Facet != "facet.why" || q.Metric == "" {
		return
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Metric || m.Last-m.First < 2 {
			continue
		}
		for _, c := range e.gaz.Find(r.tokens[m.Last-1 : m.Last]) {
			if c.Kind == gazetteer.Concept && ofWay(c.ID) {
				q.Concepts = once(q.Concepts, c.ID)
			}
		}
	}
}

// cameAbout reads how somebody came to a place as why it holds it, which is no yes or no: "how did X get to first?"
func cameAbout(q *evidence.Query, r *reading) {
	if (q.Facet == "" || q.Facet == "facet.whether") && len(q.Names) == 1 && len(q.Ranks) <= 1 &&
		(len(q.Ranks) == 1 || q.Cues.Has("deg.top")) && !q.Cues.Has("deg.near", "deg.next", "set.against") && !slices.Contains(q.Bare, "act.compare") &&
		particle(r, "word.how", func(w *gazetteer.Mention) bool {
			return r.language == "zh" || opens(r, w.First) && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == w.Last })
		}) {
		q.Facet = "facet.why"
	}
}

// reachOfPlaceless is how many tokens may stand between a "where" and what lies there: "where lies the advantage?"
const reachOfPlaceless = 2

// placeless are the concepts of what is in no place.
var placeless = map[string]bool{"act.help": true, "act.need": true, "noun.reason": true, "noun.problem": true, "noun.hurdle": true, "noun.importance": true, "noun.difference": true, "adj.good": true}

// turnedDown is the concept of whoever is not taken.
const turnedDown = "act.reject"

// isOut notes that a question is whether somebody was not taken: "is X out?"
func isOut(q *evidence.Query, r *reading) {
	if q.Facet == "facet.whether" && len(q.Names) == 1 && len(q.Bare) == 0 && cue(r, "set.off", func(c *gazetteer.Mention) bool {
		return firms(r, func(m *gazetteer.Mention) bool { return m.Last == c.First }) > 0 && c.Last == clauseEnd(r.tokens, c.First)
	}) {
		q.Bare, q.Concepts = append(q.Bare, turnedDown), once(q.Concepts, turnedDown)
	}
}

// whoIsOut notes that "who" is asked who is out: "X is in, who's out?"
func whoIsOut(q *evidence.Query, r *reading) {
	if q.Facet != "facet.who" || !q.Cues.Has("set.off") || len(q.Bare) > 0 {
		return
	}
	for _, w := range r.mentions {
		if w.Kind != gazetteer.Cue || w.ID != "facet.who" || w.Last >= len(r.tokens) {
			continue
		}
		at := w.Last
		if cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == at }) {
			at++
		}
		q.Out = q.Out || cue(r, "set.off", func(c *gazetteer.Mention) bool { return c.First == at && c.Last == clauseEnd(r.tokens, c.First) })
	}
}

// meantFor notes the firm for which something is asked to mean or bring something: "what does it mean for X?"
func meantFor(q *evidence.Query, r *reading) {
	if q.Facet != "" || !q.Cues.Has("ask.what") {
		return
	}
	for _, f := range r.mentions {
		if f.Kind != gazetteer.Company {
			continue
		}
		if wordOf(r, "word.in", f.First-1) && !owns(r, f.Last) {
			q.For = f.ID
		}
		gains := func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && (m.ID == "dir.up" || m.ID == "act.win")
		}
		if m := begun(r, f.Last, gains); m != nil && (closes(r, m) || cue(r, "move.from", func(c *gazetteer.Mention) bool { return c.First == m.Last })) {
			q.For = f.ID // "what does X gain from it?"
		}
	}
}

// headed returns the heading of the book that a text quotes, or "".
func (e *Engine) headed(r *reading) string {
	if r.quoted == "" || r.field == 0 {
		return ""
	}
	for _, a := range e.book.Articles {
		for _, h := range a.Headings {
			if strings.Contains(strings.ToLower(h), strings.ToLower(r.quoted)) {
				return h
			}
		}
	}
	return ""
}
