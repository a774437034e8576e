package answer

import (
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
	if u.mass < straying && !askersOwn(u.reading) || u.leaned || q.Metric != "" || q.Place != "" || q.Abroad != "" || q.Asked.Said || len(q.Ranks)+len(q.Percents)+len(q.Points)+q.Top > 0 || q.Quote != "" ||
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
	case op == "role":
		return true
	case op == "tell", op == "relation":
		return u.value < anchorless
	}
	return false
}

// askersOwn reports whether a message is about something of the asker's that has to do with a firm: "my X order".
func askersOwn(r *reading) bool {
	return cue(r, "ask.mine", func(c *gazetteer.Mention) bool { return firm(r, c.Last) })
}

// unpaired notes a word that no phrasing has beside an "or" with a name on its other side, at the end of a clause: "X or a pear?" asks of no figure of X.
func (e *Engine) unpaired(q *evidence.Query, r *reading) {
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
