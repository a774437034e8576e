package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// uttered notes the words that a question puts into somebody's mouth: "did X say they chose Y?", "who said '...'?"
func (e *Engine) uttered(q *evidence.Query, r *reading) {
	q.Caller = q.Facet == "facet.who" && cue(r, "facet.who", func(c *gazetteer.Mention) bool { return wordOf(r, "word.call", c.Last) })
	if q.Calls = calls(q, r); q.Calls {
		return
	}
	say, by, ok := sayer(q, r)
	company := ""
	if !ok {
		say, by, ok = felt(q, r)
	}
	if !ok {
		say, by, ok = called(q, r)
		q.Called = ok
	}
	if !ok {
		if say, company, by, ok = e.mouthpiece(q, r); !ok {
			return
		}
	}
	from, to := rest(r, say.Last)
	if id := inner(r, from, to); id != "" {
		q.Inner = id
		return // "did X say which ones?"
	}
	about := say.ID == "act.mention"
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "ask.about" && from <= c.First && c.Last <= to {
			from, about = c.Last, true // "say anything about X"
		}
	}
	if inner(r, from, to) != "" {
		return // "did X say anything about which ones?"
	}
	literal := false
	if words := r.quoted; words != "" {
		if i, j := stretch(r, strings.Index(r.text, words), len(words)); i >= say.Last && j > i {
			from, to, literal = i, j, true
		}
	}
	q.Uttered = evidence.Uttered{By: by, For: company, Literal: literal, About: about, Thought: say.Kind == gazetteer.Person || say.ID == "act.think"}
	for i := from; i < to; i++ {
		w, end := e.spoken(r, i)
		if q.Uttered.About && q.Asked.Exact && q.Period != e.index.Latest && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Period && p.First <= i && i < p.Last }) {
			w.Outside = true
		}
		if w.Text != "" {
			q.Uttered.Words = append(q.Uttered.Words, w)
		}
		q.Uttered.Not = q.Uttered.Not || !w.Run && cue(r, "set.not", func(c *gazetteer.Mention) bool { return c.ID == "set.not" && c.First == i })
		i = max(i, end-1)
	}
	on := len(q.Uttered.Words) > 1 && q.Uttered.Words[1].Firm && len(q.Uttered.Words[0].Text) < minSpoken && plainWords(r, from, from+1)
	switch told := slices.ContainsFunc(q.Uttered.Words, tells); {
	case on, !told && slices.ContainsFunc(q.Uttered.Words, func(w evidence.Spoken) bool { return w.Firm }):
		q.Uttered.About = true // "did X comment on Y?"
	case !told && !q.Uttered.About:
		q.Uttered, q.Called = evidence.Uttered{}, false // "did X speak in Y?"
	}
}

// inner returns the question word that opens what stands from one token on to another, or "".
func inner(r *reading, from, to int) string {
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && from <= c.First && c.First <= from+1 && c.First < to && (c.ID == "ask.which" || c.ID == "ask.what" || strings.HasPrefix(c.ID, "facet.") && c.ID != "facet.whether") {
			return c.ID
		}
	}
	return ""
}

// tells reports whether a word is one of what is said, not of where, to whom or of whom.
func tells(w evidence.Spoken) bool {
	return len(w.Concepts) > 0 || w.Outside || w.Run || !w.Weak && w.Name == "" && w.Place == ""
}

// opening notes the quotation of which a sentence begins with the words in quotation marks: "how does 'They want ...' go on?"
func (e *Engine) opening(q *evidence.Query, r *reading) {
	if q.Quote != "" || !slices.Contains(q.Concepts, "act.complete") && !slices.Contains(q.Concepts, "noun.quotation") {
		return
	}
	if words := utterance.Texts(utterance.Split(r.quoted)); len(words) > 1 {
		q.Quote = e.index.Opening(words)
	}
}

// sayer finds the word for saying of which a question asks whether somebody did, or who did; by is empty where that is asked.
func sayer(q *evidence.Query, r *reading) (say *gazetteer.Mention, by string, ok bool) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "act.say" && m.ID != "act.mention" && m.ID != "act.think" && m.ID != "act.confirm" {
			continue
		}
		switch {
		case m.ID != "act.think" && m.ID != "act.confirm" && q.Facet == "facet.who" && len(q.People) == 0 && cue(r, "facet.who", func(c *gazetteer.Mention) bool { return c.Last <= m.First && m.First-c.Last <= 1 }):
			return m, "", m.ID == "act.say"
		case q.Facet == "facet.whether" && len(q.People) > 0 && slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
			return (p.Kind == gazetteer.Person || p.Kind == gazetteer.Title) && p.Last <= m.First && m.First-p.Last <= listGap
		}):
			return m, q.People[0], !q.Cues.Has("facet.choice")
		}
	}
	return say, "", false
}

// felt finds the person of whom a question asks whether they were somehow, whose words may tell that: "was X proud?"
func felt(q *evidence.Query, r *reading) (person *gazetteer.Mention, by string, ok bool) {
	if q.Facet != "facet.whether" || len(q.People) != 1 || len(q.Titles) > 0 || q.Cues.Has("facet.choice") || !wordOf(r, "word.be", 0) {
		return person, "", false
	}
	for _, p := range r.mentions {
		if p.Kind == gazetteer.Person && p.First == 1 {
			return p, p.ID, true
		}
	}
	return person, "", false
}

// called finds the last word before what a person is said to have called something: "X called Y a bad firm", "X called it a mistake", "X described Y as
// bad". What stands behind it is what was said.
func called(q *evidence.Query, r *reading) (last *gazetteer.Mention, by string, ok bool) {
	if len(q.People) != 1 || q.Facet == "facet.who" || q.Facet == "facet.how" || q.Facet == "facet.whether" && q.Cues.Has("facet.choice") {
		return last, "", false
	}
	last = callee(r)
	return last, q.People[0], last != nil && last.Last < len(r.tokens)
}

// callee finds whom a person is said to have called something, or the "as" behind who is described. It is nil where there is none.
func callee(r *reading) *gazetteer.Mention {
	by := func(at int) bool {
		return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Person && p.Last == at })
	}
	firm := func(at int) *gazetteer.Mention {
		return begun(r, at, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Company })
	}
	for _, c := range r.particles {
		if c.ID != "word.call" || !by(c.First) {
			continue
		}
		if f := firm(c.Last); f != nil {
			return f
		}
		return begun(r, c.Last, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && m.ID == "back.it" })
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "act.use" && by(m.First) && worded(r, m.First) && m.Last < len(r.tokens) {
			return firm(m.Last + 1) // "what word does X use for Y?"
		}
		if m.Kind != gazetteer.Concept || m.ID != "act.explain" || !by(m.First) {
			continue
		}
		if f := firm(m.Last); f != nil {
			return begun(r, f.Last, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && m.ID == "role.as" })
		}
	}
	return nil
}

// worded reports whether a question begins with a word for a word or a phrase before a token: "which word does X ..."
func worded(r *reading, to int) bool {
	return cue(r, "ask.wh", func(c *gazetteer.Mention) bool {
		return c.Last < to && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && (m.ID == "act.say" || m.ID == "noun.quotation") && m.First == c.Last
		})
	})
}

// begun returns the mention of some kind that begins at a token, or nil.
func begun(r *reading, at int, of func(*gazetteer.Mention) bool) *gazetteer.Mention {
	if i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.First == at && of(m) }); i >= 0 {
		return r.mentions[i]
	}
	return nil
}

// calls reports whether a question asks what a person called a firm: "what does X call Y?"
func calls(q *evidence.Query, r *reading) bool {
	if len(q.People) != 1 || !q.Cues.Has("ask.what", "ask.which") || q.Facet == "facet.why" {
		return false
	}
	does := cue(r, "facet.whether", func(c *gazetteer.Mention) bool {
		return c.First > 0 && begun(r, c.Last, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Person }) != nil
	})
	last := callee(r)
	return does && last != nil && last.ID != "back.it"
}

// mouthpiece finds the word for saying of which a question asks whether a company did, and the one person by whom the company speaks.
func (e *Engine) mouthpiece(q *evidence.Query, r *reading) (say *gazetteer.Mention, company, by string, ok bool) {
	if q.Facet != "facet.whether" || len(q.People)+len(q.Titles) > 0 || q.Cues.Has("facet.choice") {
		return say, "", "", false
	}
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "act.say" {
			continue
		}
		for _, n := range r.mentions {
			if n.Kind == gazetteer.Company && n.Last == m.First {
				by = e.index.Speaker(n.ID)
				return m, n.ID, by, by != ""
			}
		}
	}
	return say, "", "", false
}

// rest returns the tokens from one on up to the end of its clause.
func rest(r *reading, from int) (int, int) {
	if from < len(r.tokens) && r.tokens[from].Kind == utterance.Break {
		from++ // "said, they chose ..."
	}
	to := from
	for to < len(r.tokens) && (r.tokens[to].Kind != utterance.Break || strings.ContainsAny(r.tokens[to].Text, "-'’")) {
		to++
	}
	return from, to
}

// stretch returns the tokens that stand in a stretch of a text.
func stretch(r *reading, start, length int) (from, to int) {
	for i, t := range r.tokens {
		if t.Start < start {
			from = i + 1
		}
		if t.End <= start+length {
			to = i + 1
		}
	}
	return from, to
}

// spoken describes the word at a token, and where what it is a part of ends. Its text is empty where it is a break.
func (e *Engine) spoken(r *reading, i int) (w evidence.Spoken, end int) {
	t := r.tokens[i]
	if t.Kind == utterance.Break || t.Text == "'s" {
		return w, i + 1
	}
	w, end = evidence.Spoken{Text: t.Text, Weak: len(t.Text) < minSpoken}, i+1
	for _, m := range r.mentions {
		if m.First > i || i >= m.Last {
			continue
		}
		switch m.Kind {
		case gazetteer.Quote:
			w.Run = true
		case gazetteer.Concept:
			if !straddles(r, m) {
				w.Concepts = append(w.Concepts, m.ID)
			}
		case gazetteer.Cue, gazetteer.Chatter, gazetteer.Title, gazetteer.Period:
			w.Weak = true
		case gazetteer.Place:
			w.Place, end = m.ID, max(end, m.Last)
		case gazetteer.Company, gazetteer.Product:
			w.Name, w.Firm, end = m.ID, true, max(end, m.Last)
		case gazetteer.Person, gazetteer.Event, gazetteer.Outlet, gazetteer.Source:
			w.Name, end = m.ID, max(end, m.Last)
		case gazetteer.Percent:
			w.Outside, w.Figure = true, true
		case gazetteer.Metric:
			w.Outside = true
		case gazetteer.Category:
			w.Outside = m.Foreign
		}
	}
	if len(w.Concepts) > 0 {
		w.Weak = false
	}
	return w, end
}

// minSpoken is the length of the shortest word that tells what is said.
const minSpoken = 4

// straddles reports whether a concept's words begin before a place and end in its name: "in the middle" of "in the Middle East".
func straddles(r *reading, m *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && m.First < p.First && p.First < m.Last && m.Last < p.Last
	})
}
