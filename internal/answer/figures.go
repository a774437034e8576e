package answer

import (
	"slices"
	"strconv"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// scaled notes that a number in a scale is asked for, "how many million phones?", which no percentage is.
func scaled(q *evidence.Query, r *reading) {
	if q.Cues.Has("ask.count") && cue(r, "unit.scale", func(s *gazetteer.Mention) bool {
		return cue(r, "ask.count", func(c *gazetteer.Mention) bool { return c.Last == s.First })
	}) {
		q.Cues.Add("unit.absolute")
	}
}

// firms counts the companies and products of a question, each once, whose mentions are as wanted.
func firms(r *reading, want func(*gazetteer.Mention) bool) int {
	var names []string
	for _, m := range r.mentions {
		if m.Kind.Firm() && want(m) {
			names = once(names, m.ID)
		}
	}
	return len(names)
}

// neither takes those of whom a question says that neither is ahead, or behind, for a side of the comparison: "neither X nor Y beats Z".
func neither(q *evidence.Query, _ *reading) {
	if !q.Cues.Has("set.neither") || len(q.Names) < 3 || !q.Cues.Has("deg.more", "deg.less") {
		return
	}
	q.Excepted = nil
	q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.not" || strings.HasPrefix(id, "set.not ") })
}

// togetherWith takes a "together with" that no firm follows for "and": "who they are, together with their place".
func togetherWith(q *evidence.Query, r *reading) {
	if cue(r, "set.sum", func(s *gazetteer.Mention) bool {
		return cue(r, "op.add", func(c *gazetteer.Mention) bool {
			return c.First == s.Last && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() && m.First >= c.Last })
		})
	}) {
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.sum" })
		q.Concepts, q.Bare = slices.DeleteFunc(q.Concepts, combining), slices.DeleteFunc(q.Bare, combining)
	}
}

// combining reports whether a concept is that of adding up.
func combining(id string) bool { return id == "act.combine" }

// left counts the names before the last word that compares: "are A and B ahead of C". A word that adds up is none: "A plus B".
func left(q *evidence.Query, r *reading) {
	at := 0
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && (strings.HasPrefix(c.ID, "deg.") || strings.HasPrefix(c.ID, "bound.") || strings.HasPrefix(c.ID, "times.")) &&
			!cue(r, "set.sum", func(s *gazetteer.Mention) bool { return s.First <= c.First && c.Last <= s.Last }) {
			at = max(at, c.First)
		}
	}
	q.Left = firms(r, func(m *gazetteer.Mention) bool { return m.Last <= at && !slices.Contains(q.Excepted, m.ID) })
}

// behind counts the names behind the first word that sets one side against the other: "A and B together against C".
func behind(q *evidence.Query, r *reading) {
	at := len(r.tokens)
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "set.against" {
			at = min(at, c.First)
		}
	}
	for _, c := range r.particles {
		if c.ID == "word.than" && c.First > 0 && q.Cues.Has("set.sum") {
			at = min(at, c.First) // Chinese has it before the other side
		}
	}
	q.Behind = firms(r, func(m *gazetteer.Mention) bool { return m.First > at })
	if q.Behind > 0 || !q.Cues.Has("set.sum") {
		return
	}
	for _, c := range r.mentions { // "A plus B or C plus D"
		before := firms(r, func(m *gazetteer.Mention) bool { return m.Last <= c.First })
		behind := firms(r, func(m *gazetteer.Mention) bool { return m.First >= c.Last })
		if c.Kind == gazetteer.Cue && c.ID == "facet.choice" && before > 1 && behind > 1 {
			q.Behind = behind
		}
	}
}

// summed counts the names before the last word that adds up, which is no sign and does not stand between two names as the "plus" of "A plus B"
// does: "A and B together are how many times C?"
func summed(q *evidence.Query, r *reading) {
	at := -1
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "set.sum" && r.tokens[c.First].Kind == utterance.Word && !(firm(r, c.Last) && firms(r, func(m *gazetteer.Mention) bool { return m.Last == c.First }) > 0) {
			at = max(at, c.First)
		}
	}
	q.Summed = firms(r, func(m *gazetteer.Mention) bool { return m.Last <= at })
}

// claimed lists the figures that stand right behind names: "X 17, Y 16%".
func (e *Engine) claimed(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		if !n.Kind.Firm() {
			continue
		}
		for _, v := range r.mentions {
			if (v.Kind == gazetteer.Number || v.Kind == gazetteer.Percent) && e.claims(r, n, v) {
				q.Claimed = append(q.Claimed, evidence.Claimed{Name: n.ID, Value: v.Value})
				break
			}
		}
	}
}

// claims reports whether a number or percentage stands right behind a name, behind a form of "be" and a small word, "X is at 17", or as a figure of the book
// before it: "17 for X".
func (e *Engine) claims(r *reading, n, v *gazetteer.Mention) bool {
	if r.conceptAt(v.Last, func(id string) bool { return id == "noun.model" || id == "noun.device" }) {
		return false // "X has 4 models"
	}
	switch gap := v.First - n.Last; {
	case gap == 0, gap == 1 && !e.modelled(r, n.Last, v), gap == 2 && (owns(r, n.Last) || wordOf(r, "word.be", n.Last) && small(r.tokens[n.Last+1]) && plainWords(r, n.Last+1, v.First) && !wordOf(r, "word.in", n.Last+1)):
		return true
	}
	return v.Kind == gazetteer.Number && n.First == v.Last+1 && wordOf(r, "word.in", v.Last) && e.index.Figure(v.Value)
}

// span takes the number of "15 to 24 percent" and "15 or 24 percent" for a percentage, too.
func span(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		for _, p := range r.mentions {
			if n.Kind == gazetteer.Number && p.Kind == gazetteer.Percent && p.First-n.Last == 1 && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
				return m.First <= n.Last && n.Last < m.Last && m.ID != "move.to" && m.ID != "facet.choice" // "which 3 have 15%"
			}) {
				q.Percents = append([]float64{n.Value}, q.Percents...)
				q.Numbers = slices.DeleteFunc(q.Numbers, func(v float64) bool { return v == n.Value })
			}
		}
	}
}

// portion notes a part of what somebody sells, of which the book has nothing: "the share of X's sales that is from here".
func portion(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Metric {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind.Firm() && n.First-m.Last == 1 && plainWords(r, m.Last, n.First) && slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
				return o.Kind == gazetteer.Metric && o.ID != m.ID && o.First >= n.Last && (o.First == n.Last || o.First-n.Last == 1 && owns(r, n.Last))
			}) && q.Metric == m.ID {
				q.Segment = true
			}
		}
	}
}

// level takes a bare number next to a share of nobody in particular for a percentage: "who has a share of 16?"
func (e *Engine) level(q *evidence.Query, r *reading) {
	if len(q.Names) > 0 || len(q.Numbers) != 1 || len(q.Percents)+len(q.Points) > 0 || q.Metric != e.book.Default.Metric || q.Scale != "" {
		return
	}
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Number && r.tokens[n.First].Kind == utterance.Number && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Metric && n.First >= m.Last && (n.First == m.Last || n.First-m.Last == 1 && plainWords(r, m.Last, n.First))
		}) && (n.Last == len(r.tokens) || r.tokens[n.Last].Kind == utterance.Break) {
			q.Percents, q.Numbers = q.Numbers, nil
			return
		}
	}
}

// points takes the number of "9 points" for a difference, not for an amount, and "half a point" for one, too.
func points(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Cue && n.ID == "times.half" && cue(r, "unit.points", func(c *gazetteer.Mention) bool { return c.First == n.Last+1 && plainWords(r, n.Last, c.First) }) {
			q.Points = append(q.Points, n.Value)
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == n.ID })
		}
		if v, ok := spelled(n); ok && ofPoints(r, n) && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Number && m.First < n.Last && n.First < m.Last
		}) {
			q.Points = append(q.Points, v) // a word of a language whose numbers are not read otherwise
		}
		aside := func(c *gazetteer.Mention) bool {
			return c.First == n.Last && (moreOrLess(c) || strings.HasPrefix(c.ID, "bound."))
		} // "a point below X"
		if n.Kind == gazetteer.Cue && n.ID == "unit.points" && len(q.Points) == 0 && wordOf(r, "word.a", n.First-1) && (q.Cues.Has("ask.suppose") || cue(r, "", aside)) &&
			!cue(r, "times.half", func(c *gazetteer.Mention) bool { return c.Last == n.First-1 }) {
			q.Points = append(q.Points, 1) // "if X lost a point"
		}
		if n.Kind == gazetteer.Number && ofPoints(r, n) {
			q.Points = append(q.Points, n.Value)
			q.Numbers = slices.DeleteFunc(q.Numbers, func(v float64) bool { return v == n.Value })
		}
	}
}

// spelled is the number that a word of the lexicon stands for.
func spelled(m *gazetteer.Mention) (float64, bool) {
	word, ok := strings.CutPrefix(m.ID, "number.")
	v, err := strconv.Atoi(word)
	return float64(v), ok && m.Kind == gazetteer.Cue && err == nil
}

// modelled reports whether a number that is none of the book, behind a longer word that means nothing here, is that of a model: "X Mate 70".
func (e *Engine) modelled(r *reading, at int, n *gazetteer.Mention) bool {
	return n.Kind == gazetteer.Number && !e.index.Figure(n.Value) && plainWords(r, at, at+1) && !inMention(r, at) && !small(r.tokens[at])
}

// ofPoints reports whether a number is one of points: "two points", "two more points".
func ofPoints(r *reading, n *gazetteer.Mention) bool {
	return cue(r, "unit.points", func(c *gazetteer.Mention) bool {
		return c.First == n.Last || cue(r, "deg.", func(d *gazetteer.Mention) bool { return moreOrLess(d) && d.First == n.Last && d.Last == c.First })
	})
}

// moreOrLess reports whether a cue says which way somebody is from another.
func moreOrLess(c *gazetteer.Mention) bool { return c.ID == "deg.more" || c.ID == "deg.less" }

// inverted puts the names of "how far behind X is Y" in the order of "Y is behind X".
func inverted(q *evidence.Query, r *reading) {
	if len(q.Names) != 2 {
		return
	}
	none := new(gazetteer.Mention)
	first, second := none, none
	for _, m := range r.mentions {
		switch {
		case !m.Kind.Firm():
		case m.ID == q.Names[0] && first.Last == 0:
			first = m
		case m.ID == q.Names[1] && second.Last == 0:
			second = m
		}
	}
	if cue(r, "deg.", func(c *gazetteer.Mention) bool { return c.Last == first.First }) ||
		cue(r, "bound.", func(c *gazetteer.Mention) bool { return c.Last == first.First }) {
		verb := cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == first.Last && c.Last == second.First })
		if verb {
			slices.Reverse(q.Names)
		}
	}
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "noun.ratio" && m.Last == first.First && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return first.Last <= c.First && c.Last == second.First })
	}) {
		slices.Reverse(q.Names) // "how many times X's share is Y's?" is about Y
	}
	if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "noun.competitor" && m.Last == second.First && m.First > first.Last && m.First-first.Last <= reachOfNot
	}) {
		slices.Reverse(q.Names) // "does X's rival Y have more than X?" is about Y
	}
}

// coordinated notes a second metric beside the first: "share and sales".
func (e *Engine) coordinated(q *evidence.Query, r *reading) {
	before := new(gazetteer.Mention)
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Metric || excluded(r, m) || conceded(r, m) {
			continue // "not sales, share"
		}
		if before.Last > 0 && e.index.Both(before.ID, m.ID) && listed(r, before.Last, m.First) {
			q.Metric, q.Second = before.ID, m.ID
		}
		before = m
	}
	q.Rate = q.Metric != "" && q.Second == "" && besideGrowth(r)
}

// besideGrowth reports whether a word for growth stands beside a metric in a list: "share and growth", "growth, share".
func besideGrowth(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Metric && cue(r, "ask.growth", func(c *gazetteer.Mention) bool {
			return c.First >= m.Last && listed(r, m.Last, c.First) || c.Last <= m.First && listed(r, c.Last, m.First)
		})
	})
}

// reachOfList is how many tokens may stand between two things of a list: "the drop in sales, the present share".
const reachOfList = 4

// reachOfSides is the same where they are set against each other: "the loss of share in points next to the drop in sales".
const reachOfSides = 8

// listed reports whether between two tokens stand an "and", an "or" or a break, or what sets one against the other, and nothing that is
// named but whose the second is.
func listed(r *reading, from, to int) bool {
	for _, m := range r.mentions {
		if m.Kind.Firm() && from < m.First && (m.Last == to || m.Last == to-1 && owns(r, m.Last)) {
			to = m.First
			break
		}
	}
	among := func(c *gazetteer.Mention) bool { return from <= c.First && c.First < to }
	against := cue(r, "set.against", among)
	sides := cue(r, "set.against", func(*gazetteer.Mention) bool { return true }) // wherever it stands: "side by side: ..."
	if to-from > reachOfList && !(sides && to-from <= reachOfSides) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind.Masked() && m.Kind != gazetteer.Period && from <= m.First && m.First < to
	}) {
		return false
	}
	if to-from == 1 && r.tokens[from].Kind == utterance.Han && !owns(r, from) {
		return true // Chinese has a word of one character for "and"
	}
	return against || cue(r, "set.sum", among) || cue(r, "back.and", among) || cue(r, "facet.choice", among) || broken(r, from, to)
}

// scale is what stands behind a number for thousands or millions, as it is written: the m of 10m, " million".
func scale(r *reading, m *gazetteer.Mention) string {
	if s := strings.TrimLeft(r.tokens[m.First].Text, "0123456789.,"); s != "" {
		return s
	}
	if cue(r, "unit.scale", func(c *gazetteer.Mention) bool { return c.First == m.Last }) {
		return " " + r.tokens[m.Last].Text
	}
	return ""
}
