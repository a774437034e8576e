package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// outsider returns a name that nothing knows where a question asks of whom it names: behind the verb that opens it, "why did X lose share?", as the owner of
// something, "who is X's partner?", and as whom something was done to or with, "did A consider X?".
func (e *Engine) outsider(u *turn) string {
	r := u.reading
	if r.language == "zh" {
		return e.outsiderInSigns(u)
	}
	for from := 0; from < len(r.tokens); from++ {
		to := e.nameFrom(u.query, r, from)
		if to == from {
			continue
		}
		if e.asksOf(u, from, to) {
			return r.span(from, to)
		}
		from = to
	}
	return ""
}

// aroundName are the cues that an utterance may have around a name which is all that it says: "and X?", "what about X?", "is it X?", "not X?", "X too?"
var aroundName = map[string]bool{"back.and": true, "back.it": true, "ask.about": true, "ask.what": true, "facet.whether": true, "set.not": true, "set.also": true, "tense.past": true, "talk.again": true}

// merelyNamed returns the name that nothing knows where an utterance in a thread says no more than that: what was asked before is asked of it.
func (e *Engine) merelyNamed(u *turn, base *evidence.Query) string {
	r := u.reading
	if !u.leaned || u.pointed || !barely(r) || !nobody(base) || base.Metric != "" || len(base.Bare)+len(base.Others)+len(base.Titles) > 0 {
		return ""
	}
	from, to := -1, -1
	for i := 0; i < len(r.tokens); i++ {
		if end := e.anyName(base, r, i); end > i && from < 0 {
			from, to, i = i, end, end-1
		} else if t := r.tokens[i]; t.Kind != utterance.Break && !owns(r, i) && !cue(r, "", func(c *gazetteer.Mention) bool { return aroundName[c.ID] && c.First <= i && i < c.Last }) {
			return ""
		}
	}
	if from < 0 {
		return ""
	}
	return r.span(from, to)
}

// anyName is nameFrom in any script: Chinese signs that no mention holds are a name, too.
func (e *Engine) anyName(q *evidence.Query, r *reading, from int) int {
	if to := signsFrom(r, from); to-from >= minSigns && to-from <= mostOfName {
		return to
	}
	return e.nameFrom(q, r, from)
}

// signsFrom returns the end of the Chinese signs from a token on that no mention holds and that are no owner's.
func signsFrom(r *reading, from int) int {
	for from < len(r.tokens) && r.tokens[from].Kind == utterance.Han && !mentionedAt(r, from) && !owns(r, from) {
		from++
	}
	return from
}

// asksOf reports whether what a question asks is asked of the name in tokens from..to.
func (e *Engine) asksOf(u *turn, from, to int) bool {
	r := u.reading
	ends := to == len(r.tokens) || r.tokens[to].Kind == utterance.Break
	switch {
	case !ends && owns(r, to):
		return true
	case !ends && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == from }):
		return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { // but not "is Ann right that X leads?"
			return m.Kind == gazetteer.Concept && (m.ID == "act.verify" || m.ID == "act.know") && to <= m.First && m.First-to <= mostOfName
		})
	case ends && from > 0:
		return wordOf(r, "word.with", from-1) || cue(r, "ask.about", func(c *gazetteer.Mention) bool { return c.Last == from }) ||
			r.conceptAt(from-1, func(string) bool { return true }) && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == 0 })
	}
	return !ends && u.query.Figures() && begun(r, to, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Metric || m.ID == "ask.growth" }) != nil
}

// outsiderInSigns returns a name of Chinese signs that nothing knows, before what is asked of it or beside another name and the sign that joins them. One of its signs is
// in none of the reading's phrasings.
func (e *Engine) outsiderInSigns(u *turn) string {
	r := u.reading
	for from := 0; from < len(r.tokens); from++ {
		to := signsFrom(r, from)
		first, last := from, to
		switch {
		case firms(r, func(m *gazetteer.Mention) bool { return m.Last == from }) > 0:
			first++ // "and"
		case firm(r, to):
			last--
		}
		strange := last-first >= minSigns && last-first <= mostOfName && slices.ContainsFunc(r.tokens[first:last], func(t utterance.Token) bool { return !e.matcher.Explains(u.match, t.Text) })
		if strange && (first > from || opensAt(r, from)) && (last < to || askedInSigns(r, to)) {
			return r.span(first, last)
		}
		from = max(from, to)
	}
	return ""
}

// opensAt reports whether a token is at the front of a question, or behind the question word that is.
func opensAt(r *reading, i int) bool {
	return i == 0 || cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First == 0 && c.Last == i })
}

// askedInSigns reports whether what is asked of a name begins at a token behind it: an owner's sign, a metric or what was done.
func askedInSigns(r *reading, at int) bool {
	return owns(r, at) || begun(r, at, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Metric || m.Kind == gazetteer.Concept || m.ID == "ask.growth"
	}) != nil
}

// nameFrom returns the end of the name that nothing knows and that begins at a token, or that token where there is none: a word that nothing explains, one with a capital
// within a sentence that is no headline and that is in no list, or the model of something: "Galaxy S25", "Mate 70".
func (e *Engine) nameFrom(q *evidence.Query, r *reading, from int) int {
	strange, to := false, from
	for ; to < len(r.tokens) && to-from < mostOfName; to++ {
		if to > from && !strange && model(r, to) {
			return to + 1
		}
		t := r.tokens[to]
		doubtful := slices.Contains(q.Doubts, t.Text)
		capital := capitalised(r.text, t) && (to > from || from == 0 || proper(r.text, r.tokens, to))
		if t.Kind != utterance.Word || !capital && !doubtful || inMention(r, to) {
			break
		}
		strange = strange || doubtful || from > 0 && !e.known(utterance.Fold(r.written(to)))
	}
	if !strange {
		return from
	}
	return to
}

// model reports whether a token is the number of a model: a letter and a number that mean nothing else, or a number that has no unit.
func model(r *reading, i int) bool {
	w := r.written(i)
	if r.tokens[i].Kind == utterance.Word {
		return !inMention(r, i) && strings.ContainsAny(w, "0123456789")
	}
	m := begun(r, i, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Number })
	return m != nil && m.Last == i+1
}
