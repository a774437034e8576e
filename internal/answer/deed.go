package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfDoer is how many tokens, of which Chinese has more, may stand between who does something and the word for it: "did X [really] fail".
const (
	reachOfDoer    = 1
	reachOfDoerHan = 6
)

// deeds notes who stands right before a word for an act, as the one that does it: "why did X fail?" In Japanese that is whom it is done to: there
// nothing is noted.
func deeds(q *evidence.Query, r *reading) {
	if slices.ContainsFunc(r.tokens, func(t utterance.Token) bool { return t.Kind == utterance.Han && kana(t.Text) }) {
		return
	}
	for _, act := range r.mentions {
		if act.Kind != gazetteer.Concept || !strings.HasPrefix(act.ID, "act.") || wordOf(r, "word.doer", act.First) {
			continue // "X supplier" is who does it
		}
		id := act.ID
		if wordOf(r, "word.stop", act.First-1) {
			stopped := *act
			stopped.First--
			act, id = &stopped, "act.end" // "X stopped selling"
		}
		for _, n := range r.mentions {
			if (n.Kind.Firm() || n.Kind == gazetteer.Person || n.Kind == gazetteer.Concept && n.ID == "noun.authority") && !slices.Contains(q.Excepted, n.ID) && does(r, n, act) {
				q.Deeds = append(q.Deeds, evidence.Deed{Act: id, By: n.ID, Alone: singleHanded(r, n, act), Open: act.Last == len(r.tokens) || !plainWords(r, act.Last, act.Last+1), Cleft: clefted(r, n)})
			}
		}
	}
}

// replaced notes a firm that another is said to have come after: "who replaced X?", "who is X's successor?", "who took X's place?"
func replaced(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if q.Facet != "facet.who" || m.Kind != gazetteer.Concept || m.ID != "adj.new" && m.ID != "noun.rank" && !(m.ID == "act.overtake" && r.tokens[m.First].Kind == utterance.Han) {
			continue // a word of Chinese for passing is one for replacing, too
		}
		if m.ID == "noun.rank" {
			succeeds(q, r, m)
			continue
		}
		did := cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last == m.First || c.Last == m.First-1 && adds(r, c.Last) })
		for _, f := range r.mentions {
			if f.Kind == gazetteer.Company && (did && (f.First == m.Last || f.First == m.Last+1 && r.tokens[m.Last].Kind == utterance.Han) && !owns(r, f.Last) || owns(r, f.Last) && f.Last+1 == m.First && lastOf(r, m)) {
				q.Replaced = f.ID
			}
		}
	}
}

// lastOf reports whether nothing of what somebody has follows a word: "X's successor", not "X's new partner".
func lastOf(r *reading, m *gazetteer.Mention) bool {
	return m.Last == len(r.tokens) || r.tokens[m.Last].Kind == utterance.Break || wordOf(r, "word.in", m.Last) || wordOf(r, "word.be", m.Last)
}

// succeeds notes the firm whose place is asked about by "who" and a verb that nothing knows: "who took X's place?"
func succeeds(q *evidence.Query, r *reading, place *gazetteer.Mention) {
	for _, f := range r.mentions {
		if f.Kind == gazetteer.Company && owns(r, f.Last) && f.Last+1 == place.First && cue(r, "facet.who", func(c *gazetteer.Mention) bool {
			return f.First == c.Last+1 && plainWords(r, c.Last, f.First)
		}) {
			q.Replaced = f.ID
		}
	}
}

// singleHanded reports whether a question says that nobody else does an act with somebody: "did X do it alone?", "did only X do it?"
func singleHanded(r *reading, n, act *gazetteer.Mention) bool {
	return particle(r, "word.alone", func(c *gazetteer.Mention) bool { return c.First >= n.Last }) ||
		slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return sole(m) && n.Last <= m.First && m.Last <= act.First }) ||
		cue(r, "set.only", func(c *gazetteer.Mention) bool { return c.Last == n.First || n.Last <= c.First && c.Last <= act.First })
}

// does reports whether between a name and a word for an act stands nothing but words that add to the verb, and it is not done to them:
// "X has failed", not "X was dropped" nor "the X talks".
func does(r *reading, n, act *gazetteer.Mention) bool {
	from := behindGoods(r, n)
	if clefted(r, n) {
		from++
	}
	if n.Kind.Firm() && firms(r, func(m *gazetteer.Mention) bool { return m.Last == n.First }) > 0 {
		return false // "the X Y deal confirmed": two side by side are a pair
	}
	if n.Kind != gazetteer.Concept && wordOf(r, "word.the", n.First-1) || wordOf(r, "word.with", n.First-1) || from > act.First {
		return false
	}
	reach := reachOfDoer
	if r.tokens[act.First].Kind == utterance.Han {
		reach = reachOfDoerHan
		if cue(r, "time.order", func(c *gazetteer.Mention) bool { return c.First == n.Last }) {
			return false // "before X", in Chinese behind the name
		}
	}
	for i := from; i < act.First; i++ {
		if i-from >= reach || r.tokens[i].Kind == utterance.Break || !adds(r, i) {
			return false
		}
	}
	lasting := endsIn(r.tokens[act.First].Text, r.forms.Lasting)
	return lasting || !particle(r, "word.be", func(c *gazetteer.Mention) bool {
		return c.Last == n.First || n.Last <= c.First && c.Last <= act.First
	})
}

// clefted reports whether a name stands between "it is" and "that": "was it X that did?"
func clefted(r *reading, n *gazetteer.Mention) bool {
	return wordOf(r, "word.that", n.Last) && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.Last == n.First && wordOf(r, "word.be", c.First-1) })
}

// adds reports whether a token adds to a verb: a question word, one of time, or a word that means nothing by itself.
func adds(r *reading, i int) bool {
	covers := func(m *gazetteer.Mention) bool { return m.First <= i && i < m.Last && !sole(m) }
	return !slices.ContainsFunc(r.mentions, covers) || slices.ContainsFunc([]string{"facet.", "time.", "tense."}, func(id string) bool { return cue(r, id, covers) })
}

// sole reports whether a mention is a word that leaves out all others.
func sole(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Concept && m.ID == "adj.exclusive" }

// behindGoods returns the token behind a name, and behind what is its own there: "X's AI".
func behindGoods(r *reading, n *gazetteer.Mention) int {
	if !owns(r, n.Last) {
		return n.Last
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "noun.technology" && m.First == n.Last+1 {
			return m.Last
		}
	}
	return n.Last
}

// particle reports whether a small word of grammar fits.
func particle(r *reading, id string, fits func(*gazetteer.Mention) bool) bool {
	return slices.ContainsFunc(r.particles, func(c *gazetteer.Mention) bool { return c.ID == id && fits(c) })
}

// wordOf reports whether a particle covers token i.
func wordOf(r *reading, id string, i int) bool {
	return slices.ContainsFunc(r.particles, func(c *gazetteer.Mention) bool { return c.ID == id && c.First <= i && i < c.Last })
}
