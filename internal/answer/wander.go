package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// straying is the weight of words that a reading does not explain with which a message that asks for nothing in particular is about something else.
const straying = 3.9

// strays reports whether a message asks nothing of what the reading of it is for: it has no word that asks, no figure, place or time, and words that the
// reading does not explain. "tie a knot" asks for no rank.
func (u *turn) strays() bool {
	q := u.query
	if u.mass < straying && !askersOwn(u.reading) && !(unmoored(q) && !q.Cues.Has("deg.top", "deg.bottom") && ofOther(u.reading)) || u.leaned || q.Metric != "" || q.Place != "" || q.Abroad != "" || q.Asked.Said || len(q.Ranks)+len(q.Percents)+len(q.Points)+q.Top > 0 || q.Quote != "" ||
		!asksAtMost(q, "facet.choice") {
		return false
	}
	for _, id := range q.Cues {
		if strings.HasPrefix(id, "ask.") && id != "ask.mine" || strings.HasPrefix(id, "talk.") || strings.HasPrefix(id, "set.") {
			return false
		}
	}
	switch op := q.Intent.Operation; {
	case q.Figures():
		return u.reading.field == 0 && nobody(q) || u.finding.Metric == "" && askersOwn(u.reading)
	case q.Quoting():
		return u.reading.field == 0 && len(q.Bare) == 0 // a name that is an ordinary word: "cook time for eggs"
	case op == "role":
		return true
	case op == "tell", op == "relation":
		return u.value < anchorless
	}
	return false
}

// ofOther reports whether a message ends with what something is of, a word that is none of the field: "rank of a matrix".
func ofOther(r *reading) bool {
	last := len(r.tokens) - 1
	if last < 2 || !plainWords(r, last, last+1) || small(r.tokens[last]) {
		return false
	}
	if wordOf(r, "word.the", last-1) {
		last--
	}
	return wordOf(r, "word.with", last-1)
}

// askersOwn reports whether a message is about something of the asker's that has to do with a firm: "my X order".
func askersOwn(r *reading) bool {
	return cue(r, "ask.mine", func(c *gazetteer.Mention) bool { return firm(r, c.Last) })
}

// unpaired notes a word that no phrasing has beside an "or" with a name on its other side, at the end of a clause: "X or a pear?" asks of no figure of X.
func (e *Engine) unpaired(q *evidence.Query, r *reading) {
	if !q.Cues.Has("facet.choice") {
		return
	}
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "facet.choice" || c.First == 0 || c.Last >= len(r.tokens) || clauseEnd(r.tokens, c.Last) != c.Last+1 || !breakBefore(r, c.First-1) {
			continue
		}
		w := r.tokens[c.Last]
		if firms(r, func(m *gazetteer.Mention) bool { return m.Last == c.First }) > 0 && w.Kind == utterance.Word && len(w.Text) >= minStrange && !inMention(r, c.Last) && !e.learned(w.Text) {
			q.Either = once(q.Either, w.Text)
		}
	}
}

// unknownVenue returns a word that nothing knows for the place of an event or speech, "the summit in X", or, where somebody's words are asked for, for who
// they are: "which X attended?"
func (e *Engine) unknownVenue(u *turn) string {
	r := u.reading
	if !u.query.Quoting() || u.finding.Status == evidence.Corrected {
		return ""
	}
	for _, m := range r.mentions {
		at := m.Last
		switch {
		case m.Kind == gazetteer.Person && len(u.query.Bare) == 0 && u.query.Facet == "" && at < len(r.tokens) && asked(r, m) && plainWords(r, at, at+1) && endsIn(r.tokens[at].Text, r.forms.Lasting):
			return r.tokens[at].Text // "what was X wearing?"
		case m.Kind == gazetteer.Cue && m.ID == "ask.any" && len(u.query.Bare) == 0 && u.query.Quote == "" && at < len(r.tokens) && asked(r, m) && plainWords(r, at, at+1):
			return r.tokens[at].Text // "did anyone sue?"
		case m.Kind == gazetteer.Event, m.Kind == gazetteer.Concept && (m.ID == "noun.event" || m.ID == "act.say"):
			if at+1 < len(r.tokens) && wordOf(r, "word.in", at) && !inMention(r, at+1) && e.unlisted(r.text[r.tokens[at+1].Start:r.tokens[at+1].End]) {
				return r.tokens[at+1].Text
			}
		case m.Kind == gazetteer.Cue && m.ID == "ask.which" && u.query.Facet == "" && at < len(r.tokens):
			if plainWords(r, at, at+1) && !small(r.tokens[at]) && m.Last-m.First == 1 && slices.ContainsFunc(r.mentions, func(v *gazetteer.Mention) bool { return v.First == at+1 && v.Kind == gazetteer.Concept }) {
				return r.tokens[at].Text
			}
		}
	}
	return ""
}
