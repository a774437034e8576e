package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// numbered reads numbers without a sign as the shares or ranks that they must be: "who has 17?", "who's 2?", "X's share is 17", "the gap
// between 2 and 3".
func (e *Engine) numbered(r *reading) {
	var numbers []int
	alone := len(r.tokens) <= barelyTokens
	for i, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Number:
			numbers = append(numbers, i)
		case m.Kind.Masked() && m.Kind != gazetteer.Place && !(m.Kind.Firm() && excluded(r, m)):
			alone = false // something else is named
		}
	}
	between := alone && len(numbers) == 2 && names(r, "noun.difference")
	for _, i := range numbers {
		m := r.mentions[i]
		switch {
		case between && e.ranks(m.Value), alone && len(numbers) == 1 && whoHas(r, m) && closes(r, m) && e.ranks(m.Value):
			m.Kind, m.ID = gazetteer.Rank, "rank"
		case alone && isWhose(r, m) && e.index.Figure(m.Value):
			m.Kind, m.ID = gazetteer.Percent, "percent"
			r.field++
		case len(numbers) > 1 || !closes(r, m) && !except(r, m) && !justSo(r, m):
		case alone && whoHas(r, m) && e.index.Figure(m.Value), e.shareIs(r, m), moved(r, m):
			m.Kind, m.ID = gazetteer.Percent, "percent"
			r.field++
		}
	}
}

// ranks reports whether a number is so small that it may be a rank.
func (e *Engine) ranks(v float64) bool {
	all := e.index.Ranked()
	n := int(v)
	return float64(n) == v && n > 0 && n <= len(all.Names)+all.More
}

// reachOfHolder is how many tokens may stand between who is asked for and the number: "who [is sitting at] 16".
const reachOfHolder = 3

// whoHas reports whether a question asks who has a number, which stands right behind the verb or a small word: "who has 17", "who's at 16".
func whoHas(r *reading, n *gazetteer.Mention) bool {
	return !wordOf(r, "word.the", n.First-1) && cue(r, "facet.who", func(c *gazetteer.Mention) bool {
		return c.Last <= n.First && n.First-c.Last <= reachOfHolder && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return c.Last <= m.First && m.Last <= n.First && m.ID != "facet.whether" && m.ID != "act.hold" && m.ID != "tense.past" && m.ID != "ask.about" && !exactness[m.ID]
		})
	})
}

// exactness are the cues and concepts of a number that it is just so, or about so: "who has exactly 16?"
var exactness = map[string]bool{"bound.exactly": true, "ask.whole": true, "adj.exact": true, "set.only": true, "set.merely": true}

// justSo reports whether a clause ends behind a number with a word that it is just so: "who is at 16 exactly?"
func justSo(r *reading, n *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First == n.Last && exactness[m.ID] && closes(r, m) })
}

// isWhose reports whether behind a number, or behind one that it goes to, a verb and the question whose it is stand: "16 is whose?"
func isWhose(r *reading, n *gazetteer.Mention) bool {
	return cue(r, "facet.who", func(c *gazetteer.Mention) bool {
		return c.First >= n.Last && c.First-n.Last <= reachOfHolder && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return n.Last <= m.First && m.Last <= c.First && m.ID != "facet.whether" && m.ID != "tense.past" && m.ID != "move.to" && m.Kind != gazetteer.Number
		})
	})
}

// except reports whether behind a mention stands a word that leaves somebody out: "who has 15 besides X?"
func except(r *reading, m *gazetteer.Mention) bool {
	return cue(r, "set.except", func(c *gazetteer.Mention) bool { return c.First == m.Last })
}

// shareIs reports whether a number stands right behind the metric that is held in parts of a whole, a verb or small word between at most, or
// behind a verb and somebody's "figure": "X's figure a year ago was 20".
func (e *Engine) shareIs(r *reading, n *gazetteer.Mention) bool {
	be := cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == n.First })
	return n.Value <= 100 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if be && m.Kind == gazetteer.Concept && m.ID == "noun.number" && m.Last < n.First && m.First > 1 && owns(r, m.First-1) && firm(r, m.First-2) {
			return true
		}
		return m.Kind == gazetteer.Metric && m.ID == e.book.Default.Metric && (m.Last == n.First || m.Last == n.First-1 &&
			(cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == m.Last }) || small(r.tokens[m.Last]) && plainWords(r, m.Last, n.First)))
	})
}

// moved reports whether a number stands right behind a word for a rise or fall that stands right behind a firm: "X up 15?"
func moved(r *reading, n *gazetteer.Mention) bool {
	return n.Value <= 100 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && (m.ID == "dir.up" || m.ID == "dir.down") && m.Last == n.First && stands(r, m.First)
	})
}

// closes reports whether behind a mention stands the end of a clause, a word that asks for a yes, or another to choose.
func closes(r *reading, m *gazetteer.Mention) bool {
	return m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break || polite(r, r.tokens[m.Last]) ||
		cue(r, "", func(c *gazetteer.Mention) bool {
			return c.First == m.Last && (c.ID == "ask.tag" || c.ID == "facet.choice")
		})
}

// names reports whether a concept is mentioned.
func names(r *reading, concept string) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Concept && m.ID == concept })
}

// costing drops the metric that a verb was taken for, where it costs somebody something of theirs: "what cost X its lead?"
func costing(r *reading) []*gazetteer.Mention {
	verb := func(m *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return c.Kind == gazetteer.Company && c.First == m.Last && cue(r, "back.it", func(b *gazetteer.Mention) bool { return b.First == c.Last })
		})
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Metric && verb(m) {
			return slices.DeleteFunc(slices.Clone(r.mentions), func(c *gazetteer.Mention) bool { return c.First == m.First && c.Last == m.Last })
		}
	}
	return r.mentions
}

// gotten reads "walk away with" as what somebody holds in the end.
func gotten(r *reading) []*gazetteer.Mention {
	i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.ID == "act.withdraw" && wordOf(r, "word.gets", m.First) })
	if i < 0 {
		return r.mentions
	}
	return r.taken(i, gazetteer.Concept, "act.hold")
}

// taken returns the mentions with one of them taken for something else.
func (r *reading) taken(i int, kind gazetteer.Kind, id string) []*gazetteer.Mention {
	list, m := slices.Clone(r.mentions), *r.mentions[i]
	m.Kind, m.ID = kind, id
	list[i] = &m
	return list
}

// rising reads an "up" that stands alone behind whom or what it is said of as a rise: "is X up?", "X is up 15", but not "makes up 15%", "up to" nor "end up".
func rising(r *reading) []*gazetteer.Mention {
	for _, up := range r.mentions {
		if up.Kind != gazetteer.Cue || up.ID != "move.up" || wordOf(r, "word.ending", up.First) || !stands(r, up.First) && !(up.First > 0 && plainWords(r, up.First-1, up.First) && stands(r, up.First-1)) {
			continue
		}
		if closes(r, up) || wordOf(r, "word.since", up.Last) && up.Last+1 == len(r.tokens) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First == up.Last && (m.Kind == gazetteer.Number || m.Kind == gazetteer.Percent)
		}) {
			return append(slices.Clone(r.mentions), &gazetteer.Mention{Kind: gazetteer.Concept, ID: "dir.up", First: up.First, Last: up.Last, Alias: up.Alias})
		}
	}
	return r.mentions
}
