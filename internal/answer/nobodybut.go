package answer

import (
	"slices"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// nobodyBut reads a "nobody", or a "not" and an "anybody", and a "but" right before a firm, none between them, as that one only: "talked to nobody in C
// but X".
func nobodyBut(r *reading) []*gazetteer.Mention {
	for _, but := range r.particles {
		if but.ID != "word.but" || !firm(r, but.Last) {
			continue
		}
		only := &gazetteer.Mention{Kind: gazetteer.Cue, ID: "set.only", First: but.First, Last: but.Last, Alias: but.Alias}
		before := func(m *gazetteer.Mention) bool {
			return m.Last <= but.First && firms(r, func(f *gazetteer.Mention) bool { return f.First >= m.Last && f.First < but.First }) == 0
		}
		for i, not := range r.mentions {
			if not.Kind == gazetteer.Cue && not.ID == "set.not" && before(not) && (wordOf(r, "word.nobody", not.First) || cue(r, "ask.any", before)) {
				list := slices.Clone(r.mentions)
				list[i] = only
				return list
			}
		}
		if particle(r, "word.nobody", before) {
			return append(slices.Clone(r.mentions), only)
		}
	}
	return r.mentions
}

// notGoods drops goods that a question only says it is not about, with their "not": "phones, not cars".
func notGoods(r *reading) []*gazetteer.Mention {
	goods := func(m *gazetteer.Mention, foreign bool) bool {
		return m.Kind == gazetteer.Category && m.Foreign == foreign
	}
	for _, m := range r.mentions {
		if !goods(m, true) || !slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool { return goods(o, false) && o.Last <= m.First }) {
			continue
		}
		not := func(c *gazetteer.Mention) bool {
			return c.Kind == gazetteer.Cue && c.ID == "set.not" && c.Last == m.First
		}
		if slices.ContainsFunc(r.mentions, not) {
			return slices.DeleteFunc(slices.Clone(r.mentions), func(c *gazetteer.Mention) bool { return c == m || not(c) })
		}
	}
	return r.mentions
}

// notGrowth drops a growth that is denied beside a metric: "the share, not the growth".
func notGrowth(r *reading) []*gazetteer.Mention {
	metric := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Metric })
	for _, g := range r.mentions {
		if !metric || g.Kind != gazetteer.Cue || g.ID != "ask.growth" {
			continue
		}
		not := func(c *gazetteer.Mention) bool {
			return c.Kind == gazetteer.Cue && c.ID == "set.not" && (c.Last == g.First || c.Last == g.First-1 && wordOf(r, "word.the", c.Last))
		}
		if slices.ContainsFunc(r.mentions, not) {
			return slices.DeleteFunc(slices.Clone(r.mentions), func(c *gazetteer.Mention) bool { return c.First == g.First || not(c) })
		}
	}
	return r.mentions
}

// thanThen drops a limit that is none: behind a percentage and before a time past, "more than" tells a move, "37% more than a year ago".
func thanThen(r *reading) []*gazetteer.Mention {
	return slices.DeleteFunc(r.mentions, func(b *gazetteer.Mention) bool {
		return b.Kind == gazetteer.Cue && (b.ID == "bound.above" || b.ID == "bound.below") &&
			slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Percent && p.Last == b.First }) &&
			slices.ContainsFunc(r.mentions, func(t *gazetteer.Mention) bool { return past(t) && t.First == b.Last })
	})
}

// askedBack takes a short question at the end, an auxiliary and a pronoun behind a comma, for the one word that asks for a yes: "nobody tied, did they?",
// "he is the chief, isn't he?"
func askedBack(r *reading) []*gazetteer.Mention {
	end := lastWord(r.tokens)
	at := end - 2
	if at < 2 || r.tokens[at-1].Kind != utterance.Break || !cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == at && c.Last == at+1 }) ||
		!cue(r, "back.", func(c *gazetteer.Mention) bool { return c.First == at+1 && c.Last == end }) {
		return r.mentions
	}
	rest := slices.DeleteFunc(slices.Clone(r.mentions), func(m *gazetteer.Mention) bool { return m.First >= at })
	return append(rest, &gazetteer.Mention{Kind: gazetteer.Cue, ID: "ask.tag", First: at, Last: end, Alias: r.span(at, end)})
}
