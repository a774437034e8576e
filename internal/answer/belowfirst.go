package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// reachOfOutside is how many tokens may stand between a "not" and the first so many: "not in the top two".
const reachOfOutside = 3

// belowFirst reads "who is outside the top two?" and "who did not make the top two?" as below them.
func belowFirst(q *evidence.Query, r *reading) {
	if len(q.Names) > 0 {
		return // it is whether they are
	}
	for _, top := range r.mentions {
		if top.Kind != gazetteer.Cue || !strings.HasPrefix(top.ID, "first.") {
			continue
		}
		for _, c := range r.mentions {
			if c.Kind != gazetteer.Cue || c.ID != "set.outside" && c.ID != "set.not" || c.Last > top.First || top.First-c.Last > reachOfOutside ||
				firms(r, func(m *gazetteer.Mention) bool { return c.Last <= m.First && m.Last <= top.First }) > 0 {
				continue
			}
			q.Cues = slices.DeleteFunc(q.Cues, func(id string) bool { return id == c.ID })
			q.Cues.Add("deg.less")
			q.Cues.Add("bound.below")
		}
	}
}
