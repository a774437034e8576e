package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// granting is a clause of a question that takes something for granted, and the rest of the question.
type granting struct {
	clause, rest string
	when         bool // it is of the time that is asked about: "when X led"
}

// granted understands a question about figures without the clause that it takes for granted: "since X leads, who is third?", "who leads now that X
// has slipped?", "in the quarter that X led, what did Y hold?" Where that is wrong it says so first. It is nil where the question leans on the
// clause, or the clause is of another time.
func (e *Engine) granted(whole *turn, th *thread, s *scratch) *turn {
	g, ok := whole.reading.granting()
	if !ok || whole.base.Asked.Prior > 0 || whole.base.Cues.Has("ask.override") {
		return nil
	}
	v := e.sentence(g.clause+"?", th.blank(), s, nil)
	if len(v.base.Names) == 0 || v.base.Asked.Prior > 0 || len(v.base.Percents) == 1 && e.index.Once(v.query) || v.finding.Silent() {
		return nil
	}
	wrong := v.finding.Status == evidence.Corrected
	if wrong && (g.when || whole.finding.Status == evidence.Corrected) {
		return nil
	}
	u := e.turn(g.rest, th, s, nil)
	alone := u.answers() && u.query.Figures() && !dependent(u.base)
	switch {
	case wrong && alone:
		return joined(whole, []*turn{v, u})
	case wrong && v.query.Figures() && whole.answers() && whole.query.Figures():
		return joined(whole, []*turn{v, whole})
	case wrong || !alone:
		return nil
	}
	return in(whole, u)
}

// dependent reports whether a question is about others than whom it names: "who is behind?", "and the rest?"
func dependent(q *evidence.Query) bool {
	return q.Cues.Has("deg.more", "deg.less") && !q.Cues.Has("deg.top", "deg.bottom") || q.Cues.Has("deg.near", "deg.next", "set.also", "set.sum", "set.except", "set.against", "back.it", "back.they", "facet.why") ||
		slices.Contains(q.Bare, "noun.remainder")
}

// granting finds the clause of a question that takes something for granted, before it or behind it.
func (r *reading) granting() (g granting, ok bool) {
	from, to := -1, 0
	for _, p := range r.particles {
		if (p.ID == "word.since" || p.ID == "word.given" || p.ID == "word.when") && (from < 0 || p.First == from && p.Last > to) {
			from, to, g.when = p.First, p.Last, p.ID == "word.when"
		}
	}
	for _, m := range r.mentions {
		switch {
		case from >= 0:
		case m.ID == "op.add" && m.First == 0: // "with X ahead, ..."
			from, to = 0, m.Last
		case m.ID == "adj.current" && wordOf(r, "word.that", m.Last): // "now that X has slipped"
			from, to = m.First, m.Last+1
		case m.ID == "facet.when" && (m.First == 0 && clause(r, m.Last) || m.First > reachOfHaving):
			from, to, g.when = m.First, m.Last, true
		}
	}
	switch {
	case from < 0 || to >= len(r.tokens):
		return g, false
	case from <= 1:
		end := to
		for end < len(r.tokens) && (r.tokens[end].Kind != utterance.Break || !apart(r, end)) {
			end++
		}
		if end-to < minClause || end+1 >= len(r.tokens) || !asking(r, end) && !opens(r, end+1) && !cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First == end+2 && questionWord(c.ID) }) {
			return g, false
		}
		g.clause, g.rest = r.text[r.tokens[to].Start:r.tokens[end].Start], r.text[r.tokens[end+1].Start:]
	case questions(r, from) || asking(r, 0) || wordOf(r, "word.how", 0):
		end := clauseEnd(r.tokens, to)
		if end-to < minClause || end < len(r.tokens)-1 {
			return g, false
		}
		g.clause, g.rest = r.span(to, end), strings.TrimRight(r.text[:r.tokens[from-1].End], " ,;:-–—")+"?"
	default:
		return g, false
	}
	return g, true
}

// minClause is how many tokens a clause has at least that tells what is so: "X leads".
const minClause = 2
