package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfSide is how many tokens may stand between a side and the verb in Chinese: the particle of "X前面[的]是Y".
const reachOfSide = 1

// placing notes who is said to be on one side of a firm, where that side comes first: "the ones ahead of X are Y and Z". The firm stands right
// behind the word that compares, in Chinese right before it, a verb comes next and all the others behind that.
func placing(q *evidence.Query, r *reading) {
	if len(q.Names) < 2 || q.Facet != "" && q.Facet != "facet.whether" || slices.Contains(q.Bare, "adj.far") || len(q.Excepted)+len(q.Percents)+len(q.Ranks)+len(q.Points) > 0 || q.Cues.Has("deg.more") == q.Cues.Has("deg.less") || q.Cues.Has("set.not", "facet.choice", "set.sum") {
		return
	}
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || !moreOrLess(c) {
			continue
		}
		for _, f := range r.mentions {
			if f.Kind != gazetteer.Company || !besideSide(r, c, f) {
				continue
			}
			end := max(c.Last, f.Last)
			said := cue(r, "", func(v *gazetteer.Mention) bool {
				return v.First == end && v.ID == "facet.whether" || v.ID == "role.as" && v.First-end >= 0 && v.First-end <= reachOfSide
			})
			if said && firms(r, func(n *gazetteer.Mention) bool { return n.First > end }) == len(q.Names)-1 {
				q.Placing = evidence.Placing{Of: f.ID, Way: 1}
				if c.ID == "deg.less" {
					q.Placing.Way = -1
				}
			}
		}
	}
}

// besideSide reports whether a firm is the one that others are set before or behind by a word for that: "ahead of X", "X前面".
func besideSide(r *reading, c, f *gazetteer.Mention) bool {
	if r.tokens[c.First].Kind == utterance.Han {
		return f.Last == c.First
	}
	return f.First == c.Last
}
