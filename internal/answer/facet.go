package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// titled resolves "Alibaba's chairman" to the person, and notes a title or company that is not the person's.
func (e *Engine) titled(q *evidence.Query, r *reading) {
	if len(q.Titles)+len(q.People) == 0 && cue(r, "ask.person", func(c *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Company && m.Last == c.First })
	}) {
		q.Titles = append(q.Titles, evidence.AnyTitle) // "the X guy"
	}
	if len(q.Titles) > 0 && len(q.People) == 0 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Title && cue(r, "ask.mine", func(c *gazetteer.Mention) bool { return c.Last == m.First })
	}) {
		q.Titles = nil // "my boss" is nobody of the book
	}
	if len(q.Titles) == 0 {
		return
	}
	if len(q.People) == 0 && len(q.Titles) > 1 && e.holders(q, r) {
		return
	}
	if len(q.People) == 0 {
		for _, n := range employers(q.Names, r) {
			if id := e.index.Holder(n, q.Titles[0]); id != "" {
				q.People = once(q.People, id)
			}
		}
		if len(q.People) == 0 && len(q.Others) == 0 && !possessed(r) {
			if id := e.index.Holder("", q.Titles[0]); id != "" {
				q.People = once(q.People, id) // "the chairperson": there is only one
			}
		}
		q.Held = len(q.People) > 0
		return
	}
	none := new(gazetteer.Mention)
	firm, title, of, alone := none, none, none, none // of is the firm of the title; alone is a title with no firm before it
	for _, m := range r.mentions {
		switch {
		case m.Kind == gazetteer.Company:
			if firm = m; alone.Last > 0 && m.First-alone.Last <= 1 {
				title, of = alone, m // "chairman of Y"
			}
		case m.Kind == gazetteer.Title && firm.Last > 0 && m.First-firm.Last <= 1:
			title, of = m, firm
		case m.Kind == gazetteer.Title:
			alone = m
		case m.Kind == gazetteer.Person && title.Last > 0 && apposed(r, title.Last, m.First) && !e.index.Holds(m.ID, firm.ID, title.ID):
			q.Misnamed, q.TitleOf = m.ID, firm.ID
			q.Names = slices.DeleteFunc(q.Names, func(n string) bool { return n == firm.ID }) // it is only the title's
		}
	}
	for _, p := range r.mentions {
		said := func(m *gazetteer.Mention) bool { return !m.Kind.Masked() && p.Last <= m.First && m.Last <= of.First }
		as := len(q.People) == 1 && cue(r, "role.as", func(c *gazetteer.Mention) bool { return c.Last == min(title.First, of.First) })
		near := of.First-p.Last >= 0 && of.First-p.Last <= 3 && !slices.ContainsFunc(r.mentions, said)
		if p.Kind == gazetteer.Person && title.Last > 0 && p.Last <= of.First && (near || as) && !e.index.Holds(p.ID, of.ID, title.ID) {
			q.Misnamed, q.TitleOf = p.ID, of.ID // "X, as Y's chairman", but not "X told Y's chairman"
		}
	}
}

// holders resolves several titles, each beside its company: "X's chief and Y's chairman". It reports false where one has no holder.
func (e *Engine) holders(q *evidence.Query, r *reading) bool {
	var people, firms []string
	for _, t := range r.mentions {
		if t.Kind != gazetteer.Title {
			continue
		}
		id := ""
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Company && nextTo(t, m) {
				id, firms = e.index.Holder(m.ID, t.ID), once(firms, m.ID)
			}
		}
		if id == "" {
			return false
		}
		people = once(people, id)
	}
	q.People, q.Names = people, slices.DeleteFunc(q.Names, func(n string) bool { return slices.Contains(firms, n) })
	return true
}

// apposed reports whether a name at a token belongs to a title that ends at another: "Y's chairman X", "as Y's chairman, did X".
func apposed(r *reading, title, name int) bool {
	if name-title == 2 && r.tokens[title].Kind == utterance.Break {
		return cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == title+1 })
	}
	return name-title <= 1
}

// nextTo reports whether at most one token stands between two mentions.
func nextTo(a, b *gazetteer.Mention) bool {
	d := apartBy(a, b)
	return d == 0 || d == 1
}

// employers returns those of the companies a question names whose title it is: what stands right beside the title or before "guy", else all.
func employers(names []string, r *reading) []string {
	var out []string
	for _, t := range r.mentions {
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Company && (t.Kind == gazetteer.Title && nextTo(t, m) || t.Kind == gazetteer.Cue && t.ID == "ask.person" && t.First == m.Last) {
				out = once(out, m.ID)
			}
		}
	}
	if len(out) == 0 {
		return names
	}
	return out
}

// possessed reports whether a title stands right behind a company, or before it with a word between: it is that company's.
func possessed(r *reading) bool {
	for _, t := range r.mentions {
		for _, m := range r.mentions {
			if t.Kind == gazetteer.Title && m.Kind == gazetteer.Company && (m.Last <= t.First && t.First-m.Last <= 1 || m.First-t.Last == 1 && plainWords(r, t.Last, m.First)) {
				return true // "X's chief", "the chief of X"
			}
		}
	}
	return false
}

// maker reads "the iPhone maker" as the company.
func (e *Engine) maker(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Product || !cue(r, "ask.firm", func(c *gazetteer.Mention) bool { return c.First == p.Last }) {
			continue
		}
		if of := e.index.Entity(p.ID).Of; of != "" {
			q.Names = once(slices.DeleteFunc(q.Names, func(n string) bool { return n == p.ID }), of)
		}
	}
}

// employer reads "Tim Cook's company" as the company.
func (e *Engine) employer(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind != gazetteer.Person {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Cue && m.ID == "ask.firm" && m.First == p.Last+1 && owns(r, p.Last) {
				if of := e.index.Entity(p.ID).Of; of != "" {
					q.Names = once(q.Names, of)
					q.People = nil
				}
			}
		}
	}
}

// untagged drops the "not" that is only a tag's or expects a yes: "X is first, no?", "isn't X first?"
func untagged(q *evidence.Query, r *reading) {
	tag := func(m *gazetteer.Mention) bool {
		return cue(r, "ask.tag", func(t *gazetteer.Mention) bool { return t.First <= m.First && m.Last <= t.Last })
	}
	if (q.Tagged || q.Facet == "facet.whether") && !cue(r, "set.not", func(m *gazetteer.Mention) bool { return !(q.Tagged && tag(m)) && !expecting(r, m) }) {
		q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == "set.not" })
	}
}

// expecting reports whether a "not" is one word with the verb that opens a question, which expects a yes then: "isn't X first?"
func expecting(r *reading, not *gazetteer.Mention) bool {
	return cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.First == not.First && v.Last == not.Last }) && opens(r, not.First)
}

// facet is what a question asks of a statement: by its first question word, else yes or no by its first verb.
func facet(r *reading) string {
	best, at := "", len(r.tokens)+1
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && questionWord(m.ID) && m.First < at {
			if m.ID == "facet.when" && m.First > 3 && r.tokens[m.First].Kind != utterance.Han && (!breakBefore(r, m.First) || condition(r, m)) {
				continue // "what did he say when ..."
			}
			if m.ID == "facet.when" && m.First == 0 && clause(r, m.Last) {
				continue // "when he announced it, what did he say?"
			}
			best, at = m.ID, m.First
		}
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First < at && m.Last != at && opens(r, m.First) && !leadIn(r, m) && !(best == "facet.why" && explains(r, m.Last, at)) && !(best != "" && wordOf(r, "word.you", m.Last)) && !(polite(r, r.tokens[m.First]) && (best != "" || picks(r, m.Last))) { // but "so who ...", "so X left, who ...", "so which ...", "could you say why ..."
			return m.ID
		}
	}
	if best == "facet.why" && (nounOfWhy(r) || tagged(r) && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.Last == at })) { // "that's why ..., right?"
		return "facet.whether"
	}
	if best == "" && (tagged(r) || declares(r)) {
		return "facet.whether"
	}
	return best
}

// declares reports whether an utterance opens with somebody and what he does to another, and puts that up for a yes: "so it beats X?"
func declares(r *reading) bool {
	return asksAtEnd(r) && slices.ContainsFunc(r.mentions, func(s *gazetteer.Mention) bool {
		if s.Kind != gazetteer.Company && s.ID != "back.it" && s.ID != "back.they" || !opens(r, s.First) {
			return false
		}
		return slices.ContainsFunc(r.mentions, func(v *gazetteer.Mention) bool {
			return v.Kind == gazetteer.Concept && strings.HasPrefix(v.ID, "act.") && v.First == s.Last && firm(r, v.Last)
		}) || firm(r, s.Last+1) && plainWords(r, s.Last, s.Last+1) && !small(r.tokens[s.Last])
	})
}

// nounOfWhy reports whether a word for why is the noun of a question that ends with the word by which one asks whether something is so: "是...的原因吗?"
func nounOfWhy(r *reading) bool {
	if r.language != "zh" {
		return false
	}
	return cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return closes(r, c) }) && cue(r, "facet.why", func(w *gazetteer.Mention) bool {
		return cue(r, "role.as", func(c *gazetteer.Mention) bool { return c.Last < w.First })
	})
}

// explains reports whether between two tokens stands no more than the article and a word for what it says: "does the text explain why ...?"
func explains(r *reading, from, to int) bool {
	tells := false
	for _, m := range r.mentions {
		switch {
		case m.First < from || m.Last > to:
		case m.Kind == gazetteer.Concept && (m.ID == "act.explain" || m.ID == "act.say"):
			tells = m.Last == to
		case m.Kind == gazetteer.Concept && m.ID == "noun.article", m.Kind == gazetteer.Cue && m.ID == "back.it":
		default:
			return false
		}
	}
	return tells
}

// leadIn reports whether a word that may ask whether something is so only leads over to a question for a thing: "so what did X say?"
func leadIn(r *reading, m *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Chatter && c.First == m.First && c.Last == m.Last
	}) && cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First == m.Last })
}

// picks reports whether a word that asks for one of several stands at a token.
func picks(r *reading, at int) bool {
	return cue(r, "ask.which", func(c *gazetteer.Mention) bool { return c.First == at })
}

// tagged reports whether an utterance ends with a word that asks for a yes: "X leads, right?"
func tagged(r *reading) bool {
	end := lastWord(r.tokens)
	for _, or := range r.mentions {
		if or.ID == "facet.choice" && or.Last == end-1 && end < len(r.tokens) && checks(r, or) {
			return true
		}
	}
	return end < len(r.tokens) && strings.ContainsAny(r.tokens[end].Text, "?？") && end > 2 && cue(r, "ask.tag", func(c *gazetteer.Mention) bool { return c.Last == end && c.First > 1 })
}

// clause reports whether what stands at token i is a clause before a question: its first word is no verb that asks, and a
// question word stands behind a break.
func clause(r *reading, i int) bool {
	if cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == i }) {
		return false
	}
	for ; i < len(r.tokens); i++ {
		if r.tokens[i].Kind == utterance.Break && asking(r, i+1) {
			return true
		}
	}
	return false
}

// condition reports whether a "when" begins a clause behind a question for a thing: "what did he say, in short, when he was there?", but not
// "what did he announce, when?", "what is it, and when will it come?"
func condition(r *reading, when *gazetteer.Mention) bool {
	if when.Last+1 >= len(r.tokens) || r.tokens[when.Last].Kind == utterance.Break || cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == when.Last }) {
		return false
	}
	return cue(r, "ask.wh", func(c *gazetteer.Mention) bool { return c.First == 0 && (c.ID == "ask.what" || c.ID == "ask.which") })
}

func breakBefore(r *reading, i int) bool {
	return i == 0 || r.tokens[i-1].Kind == utterance.Break
}

// opens reports whether token i begins a clause, but for chatter.
func opens(r *reading, i int) bool {
	for i > 0 && r.tokens[i-1].Kind != utterance.Break {
		before := -1
		for _, m := range r.mentions {
			if m.Last == i && (m.Kind == gazetteer.Chatter || m.ID == "back.and" || m.ID == "facet.whether") {
				before = m.First
			}
		}
		if before < 0 {
			return r.tokens[i].Kind == utterance.Han
		}
		i = before
	}
	return true
}
