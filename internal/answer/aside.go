package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// How much surer a message must be without what is said around its question, and where only then the book has an answer.
const (
	asideWin      = 0.25
	asideAnswered = 0.1
)

// mostAsides is how many places are tried at which what is said before a question may end.
const mostAsides = 3

// plain understands a message without what is said before its question and behind it, and names nothing: "long time reader, first time asking:
// who leads?", "who leads? one line is enough". It is nil where that is no surer.
func (e *Engine) plain(whole *turn, th *thread, s *scratch) *turn {
	refuted := whole.finding.Metric != "" && whole.finding.Refuses() && whole.value > sure
	if whole.value > clear && !whole.finding.Silent() || refuted || whole.query.Cues.Has("ask.override") || whole.reading.quoted != "" || th.last != nil && short(whole.reading) {
		return nil
	}
	var best *turn
	for _, text := range e.rests(whole.reading) {
		u := e.turn(text, th, s, nil)
		win := asideWin
		if whole.finding.Silent() && !u.finding.Silent() {
			win = asideAnswered
			if whole.aside() && u.reading.field > 0 {
				win = 0 // it is what is said around the question that is off topic
			}
		}
		if len(whole.query.People) == 0 && slices.ContainsFunc(whole.reading.mentions, func(m *gazetteer.Mention) bool { return inSentence(whole.reading, m, 0) }) {
			win = 0 // it is how long the answer may be that was taken for words of somebody
		}
		if u.query.Intent != nil && !u.aside() && u.value > whole.value+win && (best == nil || u.value > best.value) {
			best = in(whole, u)
		}
	}
	return best
}

// mostReaction is how many tokens of a message say at most what one makes of the answer before: "oh really? ..."
const mostReaction = 3

// reacted understands a message in a thread without the word or two about the answer before with which it opens: "really? from what to what?" It is nil
// where it does not open so, or is understood as it stands.
func (e *Engine) reacted(whole *turn, th *thread, s *scratch) *turn {
	r := whole.reading
	if th.last == nil || !whole.aside() && !whole.finding.Silent() {
		return nil
	}
	i := slices.IndexFunc(r.tokens, func(t utterance.Token) bool { return t.Kind == utterance.Break })
	if i < 1 || i > mostReaction || i+1 >= len(r.tokens) || !apart(r, i) || slices.ContainsFunc(r.tokens[:i], func(t utterance.Token) bool { return !polite(r, t) && !remarks(r, t) }) {
		return nil
	}
	if u := e.turn(r.text[r.tokens[i].End:], th, s, nil); u.query.Intent != nil && !u.aside() && !u.finding.Silent() {
		return in(whole, u)
	}
	return nil
}

// remarks reports whether a token is part of small talk, or of what says what one makes of something.
func remarks(r *reading, t utterance.Token) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return r.tokens[m.First].Start <= t.Start && t.End <= r.tokens[m.Last-1].End && (m.Kind == gazetteer.Chatter || m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "talk."))
	})
}

// rests lists what is left of a message without a part before its question, or behind it.
func (e *Engine) rests(r *reading) (out []string) {
	if text, ok := inArticle(r); ok {
		out = append(out, text)
	}
	for i := 1; i < len(r.tokens)-1 && len(out) < mostAsides; i++ {
		from, ok := ends(r, i)
		if !ok {
			continue
		}
		label := r.tokens[i].Text == ":" && i == 1 || wordOf(r, "word.in", 0) && !wordOf(r, "word.the", 1)
		if !empty(r, 0, i) || label && !polite(r, r.tokens[0]) {
			break // "note: ..." may be anything, and "for shoes, ..." goods
		}
		if asksAlone(r, from) {
			out = append(out, r.text[r.tokens[from].Start:])
		}
	}
	for i := len(r.tokens) - 2; i > 0; i-- {
		t := r.tokens[i]
		if t.Kind != utterance.Break || !apart(r, i) || abbreviated(r, i) {
			continue
		}
		excuse := polite(r, r.tokens[i+1]) // "..., sorry, I am new here"
		if strings.ContainsAny(t.Text, ".?!\n。？！") || excuse && strings.ContainsAny(t.Text, ",;–—，；") {
			if empty(r, i+1, len(r.tokens)) && (excuse || !adding(r, i+1)) && masked(r, &gazetteer.Mention{First: 0, Last: i}) {
				out = append(out, r.text[:t.End])
			}
			break
		}
	}
	return out
}

// inArticle returns what a question asks that is whether the article says so: "does the article say that X leads?", "... why X failed?"
func inArticle(r *reading) (string, bool) {
	if !cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == 0 }) {
		return "", false
	}
	for _, say := range r.mentions {
		if say.Kind != gazetteer.Concept || say.ID != "act.say" || say.Last >= len(r.tokens) || !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.article" && m.Last == say.First && m.First <= reachOfArticle
		}) {
			continue
		}
		from := say.Last
		if cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == from }) && from+1 < len(r.tokens) {
			from++ // "says that X leads"
		}
		switch text := r.text[r.tokens[from].Start:]; {
		case cue(r, "ask.about", func(c *gazetteer.Mention) bool { return c.First == from+1 && c.Last < len(r.tokens) }):
			return r.text[r.tokens[from+1].Start:], true // "says anything about X"
		case asking(r, from):
			return text, true
		case r.mentionAt(from):
			return r.text[:r.tokens[0].End] + " " + text, true
		}
	}
	return "", false
}

// reachOfArticle is how many tokens stand at most before the article of which is asked whether it says something: "does [the] article say".
const reachOfArticle = 2

// mentionAt reports whether a name begins at a token.
func (r reading) mentionAt(at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Masked() && m.First == at })
}

// ends reports whether what is said before a question may end at token i, and where the question begins then.
func ends(r *reading, i int) (from int, ok bool) {
	t := r.tokens[i]
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "act.know" && m.First == i && (i > 1 || !cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First == 0 })) && (asking(r, m.Last) || wordOf(r, "word.how", m.Last)) {
			return m.Last, true // "my boss wants to know how ..."
		}
	}
	for _, c := range r.particles {
		if c.ID == "word.but" && c.First == i {
			return c.Last, c.Last < len(r.tokens)
		}
	}
	return i + 1, t.Kind == utterance.Break && strings.ContainsAny(t.Text, ":,.!;–—-\n：，。！") && apart(r, i) && !abbreviated(r, i)
}

// empty reports whether some tokens name nothing and ask nothing, so that a question beside them may do without.
func empty(r *reading, from, to int) bool {
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if m.First >= to || m.Last <= from {
			return false
		}
		kind, _, _ := strings.Cut(m.ID, ".")
		switch m.Kind {
		case gazetteer.Chatter:
			return false
		case gazetteer.Concept:
			return kind == "dir"
		case gazetteer.Cue:
			stated := m.ID == "facet.whether" && m.First > from && r.tokens[m.First-1].Kind == utterance.Word // "a number will do"
			return asking(r, m.First) && !stated || m.ID == "time.order" && happens(r, m, to) || bounding[kind] && m.ID != "set.not" || m.ID == "facet.source" || m.ID == "ask.growth" || m.ID == "ask.overall"
		case gazetteer.Number, gazetteer.Rank:
			return to-from < minEmpty
		}
		return m.Kind.Masked()
	})
}

// adding reports whether the few words from a token on ask for more, or for something in another way: "the name of the agency".
func adding(r *reading, from int) bool {
	return len(r.tokens)-from <= barelyTokens && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		said := cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == m.Last }) // "a number will do"
		return m.First >= from && !said && !hyphened(r, m) && !purposed(r, m) && !inSentence(r, m, from) && (m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "ask.") && m.ID != "ask.tag" || m.Kind == gazetteer.Concept && strings.HasPrefix(m.ID, "noun."))
	})
}

// inSentence reports whether a mention says in how many words an answer is wanted, behind a token: "I need one careful sentence".
func inSentence(r *reading, m *gazetteer.Mention, from int) bool {
	return m.ID == "noun.quotation" && wordOf(r, "word.sentence", m.Last-1) && cue(r, "number.1", func(c *gazetteer.Mention) bool { return from <= c.First && c.Last <= m.First })
}

// purposed reports whether a mention says what an answer is for: "for a spreadsheet".
func purposed(r *reading, m *gazetteer.Mention) bool {
	return m.First > 1 && wordOf(r, "word.the", m.First-1) && wordOf(r, "word.in", m.First-2)
}

// hyphened reports whether a mention is the second half of a word with a hyphen: "comma-separated" parts nothing from another.
func hyphened(r *reading, m *gazetteer.Mention) bool {
	return m.First > 1 && r.tokens[m.First-1].Text == "-" && r.tokens[m.First-1].End == r.tokens[m.First].Start && r.tokens[m.First-2].End == r.tokens[m.First-1].Start
}

// happens reports whether something that happened stands behind a word for before or after: it says of what time a question is.
func happens(r *reading, order *gazetteer.Mention, to int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && evidence.Happening(m.ID) && m.First >= order.Last && m.First-order.Last <= reachOfNot && m.Last <= to
	})
}

// minEmpty is the least number of tokens among which a number or a rank need not be one of the question's: "first time asking".
const minEmpty = 5

// bounding are the kinds of cues that limit what is asked.
var bounding = map[string]bool{"unit": true, "set": true, "bound": true, "op": true, "times": true, "part": true}

// asksAlone reports whether what begins at a token makes sense without what stands before it.
func asksAlone(r *reading, from int) bool {
	named := masked(r, &gazetteer.Mention{First: from, Last: len(r.tokens)})
	back := cue(r, "back.", func(c *gazetteer.Mention) bool { return c.First >= from && c.ID != "back.and" })
	return len(r.tokens)-from > 1 && (named || asking(r, from) && !back)
}
