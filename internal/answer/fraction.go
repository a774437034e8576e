package answer

import (
	"slices"
	"strings"
	"unicode"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// fractions reads "a fifth" as a percentage where it is a part of the market, not a place or a quarter of the year: "below a fifth",
// "a sixth of the market".
func fractions(r reading) []gazetteer.Mention {
	out := r.mentions
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || !strings.HasPrefix(c.ID, "part.") || !partOfMarket(r, c) {
			continue
		}
		out = slices.DeleteFunc(slices.Clone(out), func(m gazetteer.Mention) bool {
			return m.First < c.Last && c.First < m.Last // what else its words are
		})
		share := gazetteer.Mention{Kind: gazetteer.Percent, ID: c.ID, First: c.First, Last: c.Last, Alias: c.Alias, Value: float64(int(10000*c.Value+0.5)) / 100}
		at := slices.IndexFunc(out, func(m gazetteer.Mention) bool { return !m.Kind.Masked() || m.First > c.First })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, share)
	}
	return out
}

// reachOfPart is how many tokens from a fraction the word may stand that says of what it is: "a sixth of China's market".
const reachOfPart = 4

// partOfMarket reports whether a fraction is one of the market: nothing else that is named stands behind it, and a limit or a verb of
// holding before it, or the market behind it, says so.
func partOfMarket(r reading, c gazetteer.Mention) bool {
	behind := func(m gazetteer.Mention) bool { return m.First >= c.Last && m.First-c.Last <= reachOfPart }
	if slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Period && m.First <= c.First && c.Last <= m.Last ||
			behind(m) && (m.Kind.Firm() || m.Kind == gazetteer.Cue && (m.ID == "back.it" || m.ID == "ask.firm"))
	}) {
		return false
	}
	if slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return behind(m) && (m.Kind == gazetteer.Concept && m.ID == "noun.market" || m.Kind == gazetteer.Category)
	}) {
		return true
	}
	ends := c.Last == len(r.tokens) || r.tokens[c.Last].Kind == utterance.Break ||
		slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return behind(m) && (m.Kind == gazetteer.Period || m.Kind == gazetteer.Place)
		})
	limit := func(m gazetteer.Mention) bool { return m.Last == c.First && !strings.HasPrefix(m.ID, "deg.near") }
	return ends && (cue(r, "bound.", limit) || cue(r, "deg.", limit) ||
		slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.hold" && m.Last <= c.First && c.First-m.Last <= 1
		}))
}

// capital notes a place outside the book whose word is an ordinary one too and stands in capitals before what is measured in it: "the US
// market". A text all in capitals tells nothing.
func (e *Engine) capital(q *evidence.Query, r reading) {
	if q.Place != "" || q.Abroad != "" || !strings.ContainsFunc(r.text, unicode.IsLower) {
		return
	}
	for i, t := range r.tokens {
		word := r.text[t.Start:t.End]
		if region := e.abroad[t.Text]; region != "" && word == strings.ToUpper(word) && slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return m.First == i+1 && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Category || m.Kind == gazetteer.Product || m.Kind == gazetteer.Concept && m.ID == "noun.market")
		}) {
			q.Abroad = region
			q.Cues.Add("place.abroad")
		}
	}
}

// courteous drops the "not" of a verb that opens a question about a figure or a place of somebody: "isn't X first?" asks whether it is.
func (e *Engine) courteous(r reading) []gazetteer.Mention {
	opens := func(m gazetteer.Mention) bool { return m.First == 0 && m.Kind == gazetteer.Cue && m.ID == "set.not" }
	not := slices.IndexFunc(r.mentions, opens)
	if not < 0 || !auxiliary(r, r.mentions[not]) || !slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool { return m.Kind.Firm() && m.First == r.mentions[not].Last }) ||
		cue(r, "set.not", func(m gazetteer.Mention) bool { return m.First > 0 }) {
		return r.mentions
	}
	figure := false
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Percent, m.Kind == gazetteer.Rank, m.Kind == gazetteer.Cue && (m.ID == "deg.top" || m.ID == "deg.tie"):
			figure = true
		case m.Kind == gazetteer.Person, m.Kind == gazetteer.Concept && (dealings[m.ID] || m.ID == "act.choose" || m.ID == "noun.partner" || m.ID == "noun.deal"):
			return r.mentions
		}
	}
	if !figure {
		return r.mentions
	}
	return slices.DeleteFunc(slices.Clone(r.mentions), opens)
}

// motion notes how the only percentage of a question stands to a word for a move: "to 15%" or "from 24%" is a level, "a 16% share" one
// that is held; else it is by how much. The "up" of "go up to" is no limit.
func motion(q *evidence.Query, r reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Percent {
			continue
		}
		before := func(c gazetteer.Mention) bool { return c.Last == p.First }
		behind := func(m gazetteer.Mention) bool { return m.First >= p.Last && m.First-p.Last <= reachOfPart }
		switch {
		case cue(r, "move.to", before):
			q.Motion = evidence.To
		case cue(r, "move.from", before):
			q.Motion = evidence.From
		case cue(r, "move.past", before):
			q.Motion = evidence.Past
		case slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return behind(m) && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && m.ID == "noun.market")
		}):
			q.Motion = evidence.Held
		}
		if q.Motion == evidence.To && slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.Last > m.First+1 && m.Last < p.First && p.First-m.Last == 1 && (m.ID == "dir.up" || m.ID == "act.combine")
		}) {
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "bound.atmost" })
		}
	}
}

// doer notes of whom a question asks whom it is ahead of or behind: a question word stands before the only name, and right behind that the
// word that compares, "who does X beat?"; or somebody stands behind it, "is X ahead of anyone?"
func doer(q *evidence.Query, r reading) {
	if len(q.Names) != 1 {
		return
	}
	for _, n := range r.mentions {
		if !n.Kind.Firm() || n.Last < len(r.tokens) && r.tokens[n.Last].Kind == utterance.Han {
			continue // Chinese has the name before the word that compares either way
		}
		for _, c := range r.mentions {
			if c.Kind != gazetteer.Cue || c.ID != "deg.more" && c.ID != "deg.less" || c.First < n.Last || c.First-n.Last > 1 || c.First > n.Last && !cue(r, "facet.whether", func(v gazetteer.Mention) bool { return v.First == n.Last }) {
				continue
			}
			asks := cue(r, "", func(w gazetteer.Mention) bool {
				return w.Last <= n.First && (w.ID == "facet.who" || w.ID == "ask.which" || w.ID == "ask.count" || w.ID == "ask.firm")
			})
			ends := c.Last == len(r.tokens) || r.tokens[c.Last].Kind == utterance.Break
			if asks && ends || cue(r, "ask.any", func(w gazetteer.Mention) bool { return w.First == c.Last }) {
				q.Doer = n.ID
			}
		}
	}
}
