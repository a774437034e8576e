package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// path notes from which of a question's two figures to which somebody went, whichever of them it names first: "to 15% from 24%", "24% a year
// earlier, and then it dropped to 15%". It is not noted where nothing tells the two apart.
func path(q *evidence.Query, r *reading) {
	var from, to, plain []float64
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent && p.Kind != gazetteer.Number {
			continue // "from 15 to 24 percent"
		}
		before := func(c *gazetteer.Mention) bool { return c.Last == p.First }
		switch {
		case cue(r, "move.to", before), beside(r, p, current), pointedTo(r, p):
			to = append(to, p.Value)
		case cue(r, "move.from", before), beside(r, p, past):
			from = append(from, p.Value)
		default:
			plain = append(plain, p.Value)
		}
	}
	switch {
	case len(q.Stated()) != 2 || len(from)+len(to)+len(plain) != 2 || len(plain) == 2:
	case len(from) == 1 && len(to) == 1:
		q.Path = evidence.Path{From: from[0], To: to[0]}
	case len(from) == 1 && len(plain) == 1:
		q.Path = evidence.Path{From: from[0], To: plain[0]}
	case len(to) == 1 && len(plain) == 1:
		q.Path = evidence.Path{From: plain[0], To: to[0]}
	}
}

// arrows are the signs by which one is said to have gone from a figure to the next.
var arrows = []string{"->", "-->", "=>", "→", "⇒", "➡", "➔"}

// pointedTo reports whether an arrow stands right before a figure.
func pointedTo(r *reading, p *gazetteer.Mention) bool {
	before := strings.TrimRight(r.text[:r.tokens[p.First].Start], " ")
	return slices.ContainsFunc(arrows, func(a string) bool { return strings.HasSuffix(before, a) })
}

// beside reports whether a time of some kind stands behind a figure in the same clause, or soon before it: "24% a year earlier", "now has 15%".
func beside(r *reading, p *gazetteer.Mention, of func(*gazetteer.Mention) bool) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if !of(m) {
			return false
		}
		from, to := min(p.Last, m.Last), max(p.First, m.First) // what stands between the two
		return to >= from && to-from <= reachOfPart && !broken(r, from, to) && !cue(r, "back.and", func(c *gazetteer.Mention) bool { return from <= c.First && c.First < to })
	})
}

// past reports whether a mention is of a time before the one spoken of.
func past(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Period && m.Period.Prior > 0 }

// current reports whether a mention says that something is so now.
func current(m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Concept && m.ID == "adj.current"
}

// givenBy notes the firm from which a figure is said to come: "is X's 17% from Y?", "did Y report X's 17%?" Whoever has it need not have told it.
func givenBy(q *evidence.Query, r *reading) {
	if len(q.Percents) != 1 || len(q.Others)+len(q.People) > 0 {
		return
	}
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent {
			continue
		}
		for _, f := range r.mentions {
			if f.Kind == gazetteer.Company && !owns(r, f.Last) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
				from := (m.ID == "move.from" || m.ID == "noun.source") && m.Last == f.First && m.First >= p.Last && m.First-p.Last <= 1
				return from || m.ID == "noun.article" && m.First == f.Last && m.Last <= p.First && asked(r, f)
			}) {
				q.Deeds = append(q.Deeds, evidence.Deed{Act: "act.say", By: f.ID})
			}
		}
	}
}
