package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// upward reads the "up" of "is X up or down?" and of "how much are they up on the year?" as a rise: beside an "or", or behind a name, a verb
// or a pronoun and at the end or before a word for the year.
func upward(q *evidence.Query, r *reading) {
	if cue(r, "move.up", func(c *gazetteer.Mention) bool {
		choice := cue(r, "facet.choice", func(o *gazetteer.Mention) bool { return o.First == c.Last || o.Last == c.First })
		ends := c.Last == len(r.tokens) || wordOf(r, "word.then", c.Last) || r.tokens[c.Last].Kind == utterance.Break || cue(r, "time.yoy", func(o *gazetteer.Mention) bool { return o.First == c.Last })
		back := cue(r, "back.it", func(o *gazetteer.Mention) bool { return o.Last == c.First })
		who := cue(r, "facet.who", func(o *gazetteer.Mention) bool { return o.Last == c.First }) // "who's up?"
		return choice || ends && c.First > 0 && (stands(r, c.First) || back || who)
	}) {
		q.Concepts, q.Bare = once(q.Concepts, "dir.up"), once(q.Bare, "dir.up")
	}
}

// toCatch reads how much one must rise to catch another as the gap between the two: "how much does X need to gain to pass Y?"
func toCatch(q *evidence.Query, r *reading) {
	if q.Facet != "facet.amount" || len(q.Names) != 2 || q.Metric != "" {
		return
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "dir.up" && cue(r, "move.to", func(c *gazetteer.Mention) bool {
			return c.First == m.Last && firms(r, func(f *gazetteer.Mention) bool { return f.First > c.Last && f.First-c.Last <= reachOfPart }) == 1
		}) {
			rises := func(id string) bool { return ofWay(id) || overtakes(id) }
			q.Concepts, q.Bare = slices.DeleteFunc(q.Concepts, rises), slices.DeleteFunc(q.Bare, rises)
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "deg.more" })
			return
		}
	}
}

// than notes that one is said to have more or less than another, in a language in which the word for that is too short to be one alone: "谁比X多?"
func than(q *evidence.Query, r *reading) {
	for _, p := range r.particles {
		if p.ID != "word.than" {
			continue
		}
		for _, other := range r.mentions {
			if other.First != p.Last || !other.Kind.Firm() && other.ID != "back.it" {
				continue
			}
			if degree := degreeBehind(r, other.Last); degree != "" {
				q.Cues.Add(degree)
			}
		}
	}
}

// degreeBehind returns the cue of the first word for more or less soon behind a token, or "": "多少" is no such word, but asks how much.
func degreeBehind(r *reading, from int) string {
	for at := from; at <= from+reachOfThan; at++ {
		switch high, low := wordOf(r, "word.high", at), wordOf(r, "word.low", at); {
		case high && wordOf(r, "word.low", at+1):
			return ""
		case high:
			return "deg.more"
		case low:
			return "deg.less"
		}
	}
	return ""
}

// reachOfThan is how many signs may stand between whom one is set against and the word for more: "比X的份额高".
const reachOfThan = 3

// motion notes how the only percentage of a question stands to a word for a move: "to 15%" or "from 24%" is a level, "a 16% share" one
// that is held; else it is by how much. The "up" of "go up to" is no limit.
func motion(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent {
			continue
		}
		before := func(c *gazetteer.Mention) bool { return c.Last == p.First }
		behind := func(m *gazetteer.Mention) bool { return m.First >= p.Last && m.First-p.Last <= reachOfPart }
		switch {
		case cue(r, "move.to", before):
			q.Motion = evidence.To
		case cue(r, "move.from", before):
			q.Motion = evidence.From
		case cue(r, "move.past", before):
			q.Motion = evidence.Past
		case slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return behind(m) && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && m.ID == "noun.market")
		}):
			q.Motion = evidence.Held
		}
		if q.Motion == evidence.To && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.Last > m.First+1 && m.Last < p.First && p.First-m.Last == 1 && (m.ID == "dir.up" || m.ID == "act.combine")
		}) {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "bound.atmost" })
		}
	}
}

// stands reports whether the word at a token is one alone, as the "up" of "X is up 15%", and no part of a verb: "makes up 15%".
func stands(r *reading, at int) bool {
	return at == 0 || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Last == at && (m.Kind.Firm() || m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && m.ID == "facet.whether")
	})
}

// doer notes of whom a question asks whom it is ahead of or behind: a question word stands before the only name, and right behind that the
// word that compares, "who does X beat?"; or somebody stands behind it, "is X ahead of anyone?"
func doer(q *evidence.Query, r *reading) {
	if len(q.Names) != 1 {
		return
	}
	for _, n := range r.mentions {
		if !n.Kind.Firm() || n.Last < len(r.tokens) && r.tokens[n.Last].Kind == utterance.Han {
			continue // Chinese has the name before the word that compares either way
		}
		for _, c := range r.mentions {
			if c.Kind == gazetteer.Cue && moreOrLess(c) && n.First > c.Last && cue(r, "facet.who", func(w *gazetteer.Mention) bool { return w.First == c.Last }) {
				q.Doer = n.ID // "behind whom does X rank?"
			}
			if c.ID != "deg.more" && c.ID != "deg.less" && c.ID != "act.overtake" || c.First < n.Last || c.First-n.Last > 1 {
				continue
			}
			if c.First > n.Last && !cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == n.Last }) {
				continue // no verb stands between the name and what compares
			}
			asks := cue(r, "", func(w *gazetteer.Mention) bool {
				return w.Last <= n.First && (w.ID == "facet.who" || w.ID == "ask.which" || w.ID == "ask.count" || w.ID == "ask.firm")
			})
			ends := firms(r, func(f *gazetteer.Mention) bool { return f.First >= c.Last }) == 0
			said := n.First > 0 && r.conceptAt(n.First-1, func(id string) bool { return id == "act.say" }) // "which source says X leads?" asks who says so
			if asks && ends && !said || cue(r, "ask.any", func(w *gazetteer.Mention) bool { return w.First == c.Last }) {
				q.Doer = n.ID
			}
		}
	}
}

// passive notes that a verb for getting ahead is said of the second of two: "X was overtaken by Y". It also notes a purchase of what is
// somebody's, which is none of the firm: "buy X's phones".
func passive(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Cue && m.ID == "role.by" && firm(r, m.Last) && cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == m.First && (c.ID == "move.ahead" || c.ID == "deg.more")
		}):
			q.Cues.Add("role.by firm")
		case m.Kind == gazetteer.Company && owns(r, m.Last) && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return c.Kind == gazetteer.Concept && c.ID == "act.buy" && c.Last == m.First
		}) && !slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return partOfFirm[c.ID] && c.First > m.Last && c.First-m.Last <= reachOfPart // "X's business there" is the firm
		}):
			q.Cues.Add("act.buy thing")
		}
	}
}

// partOfFirm are the concepts of what is bought as a firm is: its business, a unit, a department.
var partOfFirm = map[string]bool{"act.make": true, "act.own": true, "noun.authority": true}

// allYear takes a year behind a word for the whole of it for the whole year: "for all of 2024".
func allYear(q *evidence.Query, r *reading) {
	for _, y := range r.mentions {
		if y.Kind == gazetteer.Period && y.Period.Year > 0 && y.Period.Quarter == 0 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "rel.whole" && m.Last == y.First
		}) {
			q.Asked.Said, q.Asked.Whole, q.Asked.Known = true, true, false
		}
	}
}

// formerly notes whose figure of a year before is set against the other's of now by a word before the metric: "X's old share".
func formerly(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		for _, m := range r.mentions {
			if !n.Kind.Firm() || m.Kind != gazetteer.Metric || m.First <= n.Last || m.First-n.Last > reachOfPart {
				continue
			}
			if cue(r, "time.old", func(c *gazetteer.Mention) bool { return c.Last == m.First && c.First-n.Last <= 1 }) {
				q.Then = n.ID
			}
		}
	}
}
