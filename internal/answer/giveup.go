package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// givesUp notes who is said to drop what stands right behind the verb: "why did X drop Y?" A word for falling does not fall there. Where
// nothing knows the verb between a firm and a product, it is noted as such: "why did X kill the P?"
func (e *Engine) givesUp(q *evidence.Query, r *reading) {
	whether := q.Facet == "facet.whether"
	if !whether && q.Facet != "facet.why" && q.Facet != "facet.when" {
		return
	}
	for _, f := range r.mentions {
		if f.Kind != gazetteer.Company {
			continue
		}
		for _, p := range r.mentions {
			if !p.Kind.Firm() || whether && p.Kind != gazetteer.Product || p.First <= f.Last || measured(r, p) {
				continue
			}
			for _, v := range r.mentions {
				if v.Kind == gazetteer.Concept && v.ID == "dir.down" && actOn(r, v.First, p.First) && does(r, f, v) {
					q.Deeds = append(q.Deeds, evidence.Deed{Act: "act.reject", By: f.ID})
				}
			}
			if p.Kind == gazetteer.Product && asked(r, f) && strangeVerb(r, f.Last, p.First) {
				q.Cues.Add("act.unknown")
			}
		}
	}
}

// strangeVerb reports whether between a firm and a product stands nothing but a verb that nothing knows, a small word behind it at most, and an
// article: "kill off the".
func strangeVerb(r *reading, from, to int) bool {
	if to > from && wordOf(r, "word.the", to-1) {
		to--
	}
	if to-from == 2 && (small(r.tokens[from+1]) || cue(r, "set.off", func(c *gazetteer.Mention) bool { return c.First == from+1 })) {
		to--
	}
	return to-from == 1 && plainWords(r, from, to) && !small(r.tokens[from])
}

// measured reports whether a figure of a product is what is spoken of, or what is its own: "the iPhone's sales".
func measured(r *reading, p *gazetteer.Mention) bool {
	return owns(r, p.Last) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First == p.Last && (m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept && ofThing(m.ID))
	})
}

// asked reports whether the verb that asks stands right before a name: "did X".
func asked(r *reading, n *gazetteer.Mention) bool {
	return cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == n.First })
}

// getsOut notes a firm that a word which nothing knows brings out of a place of the book: "what made X get out of C?"
func getsOut(q *evidence.Query, r *reading) {
	if q.Leaves != "" || !q.Cues.Has("ask.outof") || q.Metric != "" || q.Facet == "" || q.Facet == "facet.amount" {
		return // what it gets out of a place is something else
	}
	for _, p := range r.mentions {
		for _, f := range r.mentions {
			if p.Kind == gazetteer.Place && !p.Foreign && f.Kind == gazetteer.Company && !owns(r, p.Last) &&
				cue(r, "ask.outof", func(c *gazetteer.Mention) bool {
					return (c.Last == p.First || c.Last+1 == p.First && wordOf(r, "word.the", c.Last)) && c.First == f.Last+1 && plainWords(r, f.Last, c.First)
				}) {
				q.Leaves = f.ID
			}
		}
	}
}

// strangeDeed notes that nothing knows the verb behind "who", which has a deal or a partner for its object: "who proposed the deal?"
func strangeDeed(q *evidence.Query, r *reading) {
	if q.Facet != "facet.who" {
		return
	}
	for _, w := range r.mentions {
		if w.Kind != gazetteer.Cue || w.ID != "facet.who" || w.Last >= len(r.tokens) || r.tokens[w.Last].Kind != utterance.Word || small(r.tokens[w.Last]) || !plainWords(r, w.Last, w.Last+1) {
			continue
		}
		if slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return objectOf(r, w.Last, m) }) {
			q.Cues.Add("act.unknown")
		}
	}
}

// objectOf reports whether a deal or a partner is the object of a verb at a token: "proposed [the] deal", "brokered [X's] deal".
func objectOf(r *reading, verb int, m *gazetteer.Mention) bool {
	if m.Kind != gazetteer.Concept || !dealt[m.ID] || m.First <= verb || m.First-verb > reachOfOwner {
		return false
	}
	return !slices.ContainsFunc(r.mentions, func(b *gazetteer.Mention) bool {
		between := b.First > verb && b.Last <= m.First && b.ID != m.ID
		theirs := owns(r, b.Last) || wordOf(r, "word.the", b.First-1)
		return between && (b.Kind == gazetteer.Concept || b.Kind.Masked() && !theirs)
	})
}

// dealt are the things that one does something with to have a partner.
var dealt = map[string]bool{"noun.deal": true, "noun.partner": true}
