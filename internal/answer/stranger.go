package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// mostOfName is how many words a name has at most that nothing knows.
const mostOfName = 3

// stranger notes a name that nothing knows of whom a question asks whether they said something, or what. It has a capital at its beginning, or a
// word that is in no list.
func (e *Engine) stranger(q *evidence.Query, r *reading) {
	switch {
	case len(q.People)+len(q.Titles) > 0:
	case q.Facet == "facet.whether":
		e.strangeSayer(q, r)
	case len(q.Names)+len(q.Others) == 0 && slices.Contains(q.Concepts, "noun.quotation"):
		e.strangeAuthor(q, r)
	}
}

// strangeAuthor notes a name that nothing knows behind a word for somebody's words: "quotes by Ann Poe".
func (e *Engine) strangeAuthor(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "noun.quotation" {
			continue
		}
		for _, c := range r.mentions {
			if c.First != m.Last || c.ID != "role.by" && c.ID != "move.from" || wordOf(r, "word.the", c.Last) {
				continue
			}
			end := c.Last
			for end < len(r.tokens) && end-c.Last < mostOfName && r.tokens[end].Kind == utterance.Word && !surely(r, end) {
				end++
			}
			if end > c.Last {
				e.nameStranger(q, r, c.Last, end)
			}
		}
	}
}

// surely reports whether a token is in a mention as it is spelt.
func surely(r *reading, i int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First <= i && i < m.Last && m.Distance == 0 })
}

// strangeSayer notes a name that nothing knows between the verb that opens a yes/no question and a word for saying: "did Ann Poe say so?"
func (e *Engine) strangeSayer(q *evidence.Query, r *reading) {
	for _, say := range r.mentions {
		if say.Kind != gazetteer.Concept || say.ID != "act.say" && say.ID != "act.mention" && say.ID != "act.think" {
			continue
		}
		for _, c := range r.mentions {
			if c.Kind != gazetteer.Cue || c.ID != "facet.whether" || c.Last >= say.First || say.First-c.Last > mostOfName || !plainWords(r, c.Last, say.First) {
				continue
			}
			if e.nameStranger(q, r, c.Last, say.First); q.Stranger != "" {
				return
			}
		}
	}
}

// nameStranger notes some words as a name, where one of them is none that is known.
func (e *Engine) nameStranger(q *evidence.Query, r *reading, from, to int) {
	if slices.ContainsFunc(r.tokens[from:to], func(t utterance.Token) bool { return e.unlisted(r.text[t.Start:t.End]) }) {
		q.Stranger = r.span(from, to)
	}
}

// unlisted reports whether a word is a name by its capital, or by being in no list.
func (e *Engine) unlisted(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && strings.ToUpper(w) != w || utf8.RuneCountInString(w) >= minStrange && !e.known(utterance.Fold(w)) && !e.inflected(utterance.Fold(w))
}

// aboutPerson notes that the second of two persons is whom the first one is asked to have spoken of: "what did X say about Y?"
func aboutPerson(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if len(q.People) == 2 && p.Kind == gazetteer.Person && p.ID == q.People[1] && slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return (c.ID == "ask.about" || c.ID == "act.mention") && c.Last == p.First
		}) {
			q.Cues.Add("ask.about person")
		}
	}
}

// lastOfAll notes that whoever is last is asked for, by a word that stands at the end: "谁最后？"
func lastOfAll(q *evidence.Query, r *reading) {
	if q.Facet == "facet.who" && len(q.Bare) == 0 && particle(r, "word.last", func(c *gazetteer.Mention) bool { return c.First > 0 && closes(r, c) }) {
		q.Cues.Add("deg.bottom")
	}
}

// sentenceAsked notes which sentence of somebody's words is asked for: "the last sentence of X's quote".
func sentenceAsked(q *evidence.Query, r *reading) {
	for _, s := range r.particles {
		if s.ID == "word.last" && len(q.People) > 0 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "act.summarise" && m.First == s.Last-1
		}) {
			q.Sentence = -1 // "the last one sentence"
		}
		if s.ID != "word.sentence" {
			continue
		}
		if s.First > 0 && wordOf(r, "word.last", s.First-1) {
			q.Sentence = -1
		}
		for _, m := range r.mentions {
			switch {
			case m.Last != s.First:
			case m.Kind == gazetteer.Rank:
				q.Sentence = int(m.Value)
			case m.Kind == gazetteer.Cue && m.ID == "deg.bottom":
				q.Sentence = -1
			}
		}
	}
}

// reachOfSeen is how many tokens stand at most between "who was" and where: "on", "at the".
const reachOfSeen = 3

// seenAt notes an outlet or event of which is asked no more than who was there: "who was on X?"
func seenAt(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Outlet && m.Kind != gazetteer.Event || !closes(r, m) && !(m.Last == len(r.tokens)-1 && plainWords(r, m.Last, len(r.tokens))) {
			continue
		}
		if cue(r, "facet.who", func(c *gazetteer.Mention) bool {
			at := c.Last + 1
			if wordOf(r, "word.whois", c.First) {
				at = c.Last // "who's"
			}
			return at < m.First && m.First-at <= reachOfSeen && !wordOf(r, "word.the", at) && (at == c.Last || wordOf(r, "word.be", c.Last)) && !slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
				return at <= o.First && o.Last <= m.First && o.ID != "ask.about"
			})
		}) {
			q.SeenAt = m.ID
		}
	}
}

// crossed notes an "x" between two firms: "X x Y".
func crossed(q *evidence.Query, r *reading) {
	for _, c := range r.particles {
		before := firms(r, func(m *gazetteer.Mention) bool { return m.Last == c.First })
		if c.ID == "word.cross" && before > 0 && firm(r, c.Last) {
			q.Crossed = true
		}
	}
}

// byStranger declines a yes to whether somebody did something of whom nothing is known: "has the Foo Bar objected to X using Y?"
func (e *Engine) byStranger(u, _ *turn) *evidence.Finding {
	r := u.reading
	if !u.finding.Affirms() {
		return nil
	}
	for _, verb := range r.mentions {
		if verb.Kind != gazetteer.Cue || verb.ID != "facet.whether" || verb.First > 0 {
			continue
		}
		at := behindArticle(r, verb.Last)
		end := at
		for end < len(r.tokens) && plainWords(r, end, end+1) && !polite(r, r.tokens[end]) && !small(r.tokens[end]) {
			end++
		}
		if end-at > 1 && end < len(r.tokens) && r.tokens[end].Kind != utterance.Break {
			return e.doubtful(r.span(at, end-1))
		}
	}
	return nil
}
