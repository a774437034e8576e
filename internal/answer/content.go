package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// deed notes the verb of a question about a firm or a person and another, or anyone, that nothing knows: "did X sue Y?", "X sued Y?"
func deed(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		other := firm(r, m.Last+1) || cue(r, "ask.any", func(c *gazetteer.Mention) bool { return c.First == m.Last+1 })
		if (m.Kind != gazetteer.Company && m.Kind != gazetteer.Person) || !other || !plainWords(r, m.Last, m.Last+1) {
			continue
		}
		asked := cue(r, "facet.whether", func(c *gazetteer.Mention) bool {
			return c.Last == m.First && (c.First == 0 || cue(r, "facet.", func(w *gazetteer.Mention) bool { return w.Last == c.First }))
		})
		if asked && (!wordOf(r, "word.be", 0) || endsIn(r.tokens[m.Last].Text, r.forms.Lasting)) || putUp(r, m) {
			q.Cues.Add("act.unknown")
		}
	}
}

// putUp reports whether an utterance puts up for a yes what one did: "X sued Y?", "is it true that X sued Y?"
func putUp(r *reading, m *gazetteer.Mention) bool {
	return asksAtEnd(r) && (opens(r, m.First) || wordOf(r, "word.that", m.First-1)) && !small(r.tokens[m.Last])
}

// models doubts a number behind a product: it names a model, which is another thing.
func (e *Engine) models(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Product {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind == gazetteer.Number && n.First == m.Last {
				q.Doubts, q.Which = append(q.Doubts, r.tokens[n.First].Text), "noun.model"
			}
		}
	}
}

// degree reports whether a word for how much or how big stands before "a" and no figure: "how big a moment", "how much of a turning point".
func degree(r *reading) bool {
	return cue(r, "facet.amount", func(c *gazetteer.Mention) bool {
		of := c.Last + 1
		if begun(r, c.Last, func(m *gazetteer.Mention) bool { return m.ID == "noun.importance" }) != nil {
			return true
		}
		return wordOf(r, "word.a", c.Last) || of < len(r.tokens) && plainWords(r, c.Last, of) && wordOf(r, "word.a", of) && !cue(r, "ask.percent", func(p *gazetteer.Mention) bool { return p.First > of })
	})
}

// endsPlain reports whether a question ends with a word that no mention covers: the verb of "where did what X lost go?"
func endsPlain(r *reading) bool {
	end := lastWord(r.tokens)
	return end > 0 && plainWords(r, end-1, end)
}

// topic lists the concepts that stand behind "about".
func topic(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.about" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && m.First >= c.Last {
				q.Topic = once(q.Topic, m.ID)
			}
		}
	}
}

// behindAbout notes those of the doubtful words that stand behind "about".
func behindAbout(q *evidence.Query, r *reading) {
	from := len(r.tokens)
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "ask.about" {
			from = min(from, c.Last)
		}
	}
	for _, t := range r.tokens[from:] {
		if t.Kind == utterance.Break && t.Text == "," && t.Start > r.tokens[from].Start {
			break // "about X, for a poster"
		}
		if slices.Contains(q.Doubts, t.Text) {
			q.Off = append(q.Off, t.Text)
		}
	}
}

// bare lists the concepts whose words are not those of a facet, source or period: what "is it confirmed" is asked of.
func bare(q *evidence.Query, r *reading) {
next:
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || idle(r, m) {
			continue
		}
		for _, c := range r.mentions {
			if (c.Kind == gazetteer.Source || c.Kind == gazetteer.Period || c.Kind == gazetteer.Cue && strings.HasPrefix(c.ID, "facet.")) && c.First < m.Last && m.First < c.Last {
				continue next
			}
		}
		q.Bare = once(q.Bare, m.ID)
	}
}

// ways reads "which way did X go?" as the question how it changed.
func ways(q *evidence.Query, r *reading) {
	if slices.ContainsFunc(r.particles, func(p *gazetteer.Mention) bool { return p.ID == "word.ways" }) {
		q.Concepts, q.Bare = once(q.Concepts, "act.change"), once(q.Bare, "act.change")
	}
}

// meanwhile leaves out the acts of a clause that only says what went on beside what is asked: "who grew while X was late?"
func meanwhile(q *evidence.Query, r *reading) {
	for _, w := range r.particles {
		if w.ID != "word.while" || w.First == 0 {
			continue
		}
		end := clauseEnd(r.tokens, w.Last)
		in := func(m *gazetteer.Mention) bool { return w.Last <= m.First && m.Last <= end }
		beside := func(id string) bool {
			of := func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Concept && m.ID == id }
			inside := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return of(m) && in(m) })
			elsewhere := slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return of(m) && !in(m) })
			return strings.HasPrefix(id, "act.") && inside && !elsewhere
		}
		q.Concepts, q.Bare = slices.DeleteFunc(q.Concepts, beside), slices.DeleteFunc(q.Bare, beside)
	}
}

// content lists the content words, and those that nothing explains.
func (e *Engine) content(q *evidence.Query, r *reading, covered []bool) {
	q.Words = make([]string, 0, len(r.tokens))
	for i, t := range r.tokens {
		if t.Kind != utterance.Word || t.Text == "'s" {
			continue
		}
		q.Words = append(q.Words, t.Text)
		if !covered[i] && len(t.Text) > 3 && !e.known(t.Text) && !e.inflected(t.Text) && !e.concept(r, i) && !e.gaz.Name(t.Text) && !e.speller().Near(t.Text) {
			q.Doubts = append(q.Doubts, t.Text)
		}
	}
}

// alternatives notes the two words beside an "or" that nothing knows, however short: "is it the CAC or MIIT?" asks of them alone.
func (e *Engine) alternatives(q *evidence.Query, r *reading, covered []bool) {
	strange := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].Kind == utterance.Word && len(r.tokens[i].Text) >= minStrange && !covered[i] && !e.concept(r, i) &&
			!e.known(r.tokens[i].Text) && !e.gaz.Name(r.tokens[i].Text)
	}
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "facet.choice" && strange(c.First-1) && (strange(c.Last) || strange(c.Last+1)) {
			q.Either = once(q.Either, r.tokens[c.First-1].Text)
		}
	}
}

// minStrange is the length of the shortest word that is taken for a name which nothing knows.
const minStrange = 3

// inflected reports whether a word of at least five letters ends like an ordinary one.
func (e *Engine) inflected(w string) bool {
	return len(w) >= 5 && endsIn(w, e.book.Endings)
}

// endsIn reports whether a word has one of some endings.
func endsIn(w string, endings []string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(w, end) })
}

// concept reports whether token i is part of a concept's word.
func (e *Engine) concept(r *reading, i int) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.First <= i && i < m.Last {
			return true
		}
	}
	return false
}
