package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// quantities are the words that say of how many a question claims something, and of how many they say it.
var quantities = map[string]evidence.Quantity{
	"set.all": {Of: evidence.All}, "word.each": {Of: evidence.All}, "word.every": {Of: evidence.All}, "ask.any": {Of: evidence.Any}, "word.any": {Of: evidence.Any},
	"word.nobody": {Of: evidence.None}, "set.neither": {Of: evidence.None}, "set.not": {Of: evidence.None}, "word.most": {Of: evidence.Most},
}

// betweenQuantity is how many words may stand between such a word and the firms that it counts: "all of the other".
const betweenQuantity = 3

// quantified notes of how many of those on record a question claims that they are ahead of one, behind it or level with it, or on which side of
// a figure: "is everyone else ahead of X?", "does it beat any of them?", "is no vendor above 20%?"
func quantified(q *evidence.Query, r *reading) {
	figures := len(q.Stated())
	if q.Facet != "facet.whether" && (q.Facet != "" || q.Cues.Has("ask.which", "ask.what")) || q.Cues.Has("ask.count") || len(q.Names) > 1 || figures > 1 || len(q.Names)*figures > 0 ||
		len(q.Ranks)+len(q.People)+len(q.Others) > 0 || len(q.Points) > 1 || len(q.Points) == 1 && figures > 0 || !q.OnlyFigures() {
		return
	}
	of, at := quantity(r)
	if at == nil {
		return
	}
	of.Not = cue(r, "set.not", func(m *gazetteer.Mention) bool {
		return m.Last == at.First && m.First < at.First && !(m.First == 0 && wordOf(r, "word.be", 0))
	})
	if figures == 0 {
		side := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && contrarySide[m.ID] != "" })
		if side < 0 || q.Cues.Has("deg.more") && q.Cues.Has("deg.less") {
			return
		}
		of.Side = contrarySide[r.mentions[side].ID]
		if at.First < r.mentions[side].First {
			of.Side = contrarySide[of.Side] // "is everyone ahead of X?", not "is X ahead of everyone?"
		}
		if len(q.Points) == 1 {
			of.By = q.Points[0]
		}
	}
	q.Quantity = of
}

// contrarySide is, to each cue of who is on which side of another, the one of the other side.
var contrarySide = map[string]string{"deg.more": "deg.less", "deg.less": "deg.more", "deg.tie": "deg.tie", "bound.above": "deg.less", "bound.below": "deg.more"}

// quantity returns of how many firms a question claims something, and where it says so.
func quantity(r *reading) (evidence.Quantity, *gazetteer.Mention) {
	for _, list := range [...][]*gazetteer.Mention{r.particles, r.mentions} {
		for _, m := range list {
			of, ok := quantities[m.ID]
			if ok && m.Kind == gazetteer.Cue && (quantifiesAlone[m.ID] || countsFirms(r, m.Last)) {
				return of, m
			}
		}
	}
	return evidence.Quantity{}, nil
}

// quantifiesAlone are the words for how many that need no firms behind them: "everybody".
var quantifiesAlone = map[string]bool{"set.all": true, "word.every": true, "ask.any": true, "word.nobody": true}

// countsFirms reports whether firms, or "the others", stand at a token or a few behind it.
func countsFirms(r *reading, at int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.First >= at && m.First < at+betweenQuantity && (m.ID == "ask.firm" || m.ID == "noun.competitor" || m.ID == "noun.remainder" || m.ID == "back.they" || m.ID == "back.it")
	})
}
