package answer

import (
	"slices"
	"unicode"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// asWords drops what a word is taken for where it means something else in its place: a firm's name that is what a person speaks of, a misspelt
// "when", sales in "go on sale", and a person's name that is a verb.
func (e *Engine) asWords(r *reading) []*gazetteer.Mention {
	other := func(m *gazetteer.Mention) bool {
		return e.spokenWord(r, m) || misspeltWhen(r, m) || onSale(r, m) || e.asVerb(r, m)
	}
	if !slices.ContainsFunc(r.mentions, other) {
		return r.mentions
	}
	out := make([]*gazetteer.Mention, 0, len(r.mentions))
	for _, m := range r.mentions {
		if !other(m) {
			out = append(out, m)
		}
	}
	return out
}

// spokenWord reports whether a name that is an ordinary word too stands for what somebody's words are about, whom the question names: "did X
// call it an honor?", or behind an article. A capital letter within the text says that it is a name.
func (e *Engine) spokenWord(r *reading, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Company || !m.Ordinary || m.First == 0 || unicode.IsUpper(rune(r.text[r.tokens[m.First].Start])) {
		return false
	}
	return slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Concept && c.First == m.First && c.Last == m.Last && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
			return p.Kind == gazetteer.Person && e.index.SpeaksOf(p.ID, c.ID)
		}) || c.Kind == gazetteer.Concept && c.First == m.First && c.Last == m.Last && wordOf(r, "word.a", m.First-1) // "an honour"
	})
}

// asVerb reports whether a person's name that is an ordinary word too stands where the verb of a question is: "did X really cook?"
func (e *Engine) asVerb(r *reading, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Person || m.Last-m.First != 1 || unicode.IsUpper(rune(r.text[r.tokens[m.First].Start])) || !e.known(r.tokens[m.First].Text) {
		return false
	}
	return slices.ContainsFunc(r.mentions, func(n *gazetteer.Mention) bool {
		if n.Kind != gazetteer.Company || n.Last > m.First || owns(r, n.Last) || !cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == 0 && v.Last == n.First }) {
			return false
		}
		for i := n.Last; i < m.First; i++ {
			if !polite(r, r.tokens[i]) {
				return false
			}
		}
		return true
	})
}

// onSale reports whether the word for a metric is part of one for a launch.
func onSale(r *reading, m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Metric && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Concept && c.ID == "noun.launch" && c.First <= m.First && m.Last <= c.Last && c.Last-c.First > m.Last-m.First
	})
}

// misspeltWhen reports whether a word for whom is one for when, too, and opens a clause with a name right behind it, as no verb does: "wen X in
// C?"
func misspeltWhen(r *reading, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Cue || m.ID != "facet.who" || !breakBefore(r, m.First) || m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break {
		return false
	}
	return cue(r, "facet.when", func(c *gazetteer.Mention) bool { return c.First == m.First && c.Last == m.Last }) &&
		slices.ContainsFunc(r.mentions, func(n *gazetteer.Mention) bool { return n.Kind.Masked() && n.First == m.Last })
}

// bareFigure reads the only number of a question that is for the source or the time of a figure as that figure, without its sign: "who says
// 11?" Behind a product it is its model, and before a noun it counts.
func (e *Engine) bareFigure(r *reading) []*gazetteer.Mention {
	at := -1
	for i, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Percent, m.Kind == gazetteer.Rank, m.Kind == gazetteer.Number && at >= 0:
			return r.mentions
		case m.Kind == gazetteer.Number:
			at = i
		}
	}
	if at < 0 || !short(r) || !sourced(r) && !whatIs(r, r.mentions[at]) && !basis(r) {
		return r.mentions
	}
	n := r.mentions[at]
	if m, ok := numberAt(r, n.First); !ok || m != n || !e.index.Figure(n.Value) || countedOut(r, n) {
		return r.mentions
	}
	r.field++
	return r.taken(at, gazetteer.Percent, "percent")
}

// basis reports whether a question is for what a rate of change is measured against: "11: is that on a year or on a quarter?"
func basis(r *reading) bool {
	return cue(r, "time.yoy", func(*gazetteer.Mention) bool { return true }) && cue(r, "facet.choice", func(*gazetteer.Mention) bool { return true })
}

// whatIs reports whether a question is only what a number is: "what is the 37?"
func whatIs(r *reading, n *gazetteer.Mention) bool {
	return barely(r) && wordOf(r, "word.the", n.First-1) && (n.Last >= len(r.tokens)-1 || wordOf(r, "word.then", n.Last) && n.Last >= len(r.tokens)-2) && cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First <= n.First })
}

// sourced reports whether a question is for where or when something is from.
func sourced(r *reading) bool {
	from := cue(r, "move.from", func(*gazetteer.Mention) bool { return true })
	return cue(r, "", func(c *gazetteer.Mention) bool {
		return c.ID == "facet.source" || c.ID == "facet.when" || from && c.ID == "facet.where"
	}) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Source && from || m.Kind == gazetteer.Concept && (m.ID == "noun.source" || m.ID == "act.measure" || from && m.ID == "noun.period")
	})
}

// countedOut reports whether a number stands behind a product or an amount's word, or right before a word that it counts.
func countedOut(r *reading, n *gazetteer.Mention) bool {
	if n.Last < len(r.tokens) && r.tokens[n.Last].Kind == utterance.Word && !wordOf(r, "word.then", n.Last) && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.First == n.Last || m.Kind == gazetteer.Concept && m.ID == "noun.source" && m.First == n.Last
	}) {
		return true
	}
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Last == n.First && (m.Kind == gazetteer.Product || m.Kind == gazetteer.Period || m.Kind == gazetteer.Event || m.Kind == gazetteer.Category)
	})
}
