package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfFirst is how many tokens stand at most before the words for the question that a thread began with: "ok, going back to my first question".
const reachOfFirst = 6

// toFirst understands "back to my first question, source?" as what it goes on with, right after the question that the thread began with. It is nil
// for any other.
func (e *Engine) toFirst(u *turn, th *thread, s *scratch) *turn {
	r := u.reading
	if th.first == nil || th.first == th.last {
		return nil
	}
	at := slices.IndexFunc(r.particles, func(m *gazetteer.Mention) bool { return m.ID == "word.firstquestion" && m.First <= reachOfFirst })
	if at < 0 {
		return nil
	}
	from := r.particles[at].Last
	for from < len(r.tokens) && r.tokens[from].Kind == utterance.Break {
		from++
	}
	if from == len(r.tokens) {
		return nil
	}
	began := th.blank()
	began.add(th.first)
	v := e.turn(strings.TrimSpace(r.text[r.tokens[from].Start:]), began, s, nil)
	if v.finding == nil || v.aside() {
		return nil
	}
	return in(u, v)
}
