package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// switches notes two firms of which somebody is said to have gone from one to the other: "from X to Y", "dropped X for Y".
func switches(q *evidence.Query, r *reading) {
	for _, a := range r.mentions {
		if a.Kind != gazetteer.Company {
			continue
		}
		if givenUp(r, a) {
			takenUp(q, r, a)
		}
		if !comesFrom(r, a.First) {
			continue
		}
		for _, b := range r.mentions {
			if b.Kind == gazetteer.Company && a.Last < b.First &&
				cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.First >= a.Last && c.Last == b.First }) {
				q.Switch = [2]string{a.ID, b.ID}
			}
		}
	}
}

// leaving are the concepts of giving somebody up; taking are those of taking somebody up.
var (
	leaving = map[string]bool{"act.reject": true, "act.withdraw": true, "act.end": true, "act.lose": true, "dir.down": true}
	taking  = map[string]bool{"act.choose": true, "act.sign": true, "noun.deal": true, "act.cooperate": true}
)

// givenUp reports whether a word for leaving somebody stands right before a firm.
func givenUp(r *reading, a *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && leaving[m.ID] && m.First > 0 && a.First-m.Last >= 0 && a.First-m.Last <= 1 && plainWords(r, m.Last, a.First)
	})
}

// takenUp notes whom somebody is said to have taken up behind the firm that was left: "dropped X for Y", "passed on X and signed with Y".
func takenUp(q *evidence.Query, r *reading, a *gazetteer.Mention) {
	for _, b := range r.mentions {
		if b.Kind != gazetteer.Company || b.First <= a.Last || b.First-a.Last > reachOfTaken {
			continue
		}
		took := wordOf(r, "word.in", a.Last) && b.First == a.Last+1 || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && taking[m.ID] && a.Last < m.First && m.Last <= b.First && b.First-m.Last <= 1
		})
		if took {
			q.Switch = [2]string{a.ID, b.ID}
		}
	}
}

// reachOfTaken is how many tokens stand at most between a firm that was left and the one taken up: "and signed a deal with".
const reachOfTaken = 6

// comesFrom reports whether "from" stands right before a token, alone or at the end of a word for what was before: "switch from X".
func comesFrom(r *reading, at int) bool {
	return wordOf(r, "word.from", at-1) || slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Concept && m.ID == "adj.former" && m.Last == at && m.Last-m.First > 1
	})
}
