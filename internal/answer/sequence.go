package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// sequence notes which of two firms is said to have come first: "X before Y", "after X they looked at Y", "first X, and then Y".
func (e *Engine) sequence(q *evidence.Query, r *reading) {
	if q.Cues.Has("facet.choice", "facet.who", "facet.why", "ask.what", "ask.which", "set.not", "set.except", "time.future") || q.Facet != "facet.whether" && !q.Tagged && !(q.Facet == "" && asksAtEnd(r)) || q.Metric != "" || len(q.People)+len(q.Percents) > 0 {
		return
	}
	var parties []*gazetteer.Mention // of deals, less those whose deals they are
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && !m.Ordinary && e.index.Related(m.ID) && !slices.ContainsFunc(parties, func(p *gazetteer.Mention) bool { return p.ID == m.ID }) {
			parties = append(parties, m)
		}
	}
	if len(parties) != 2 {
		return
	}
	switch a, b := parties[0], parties[1]; turns(r, a, b) {
	case 1:
		q.Sequence = [2]string{a.ID, b.ID}
	case -1:
		q.Sequence = [2]string{b.ID, a.ID}
	}
}

// turns is 1 where the first of two firms is said to have come before the second, -1 where it is said to have come after it, and 0 where nothing or
// more than one word says so. Chinese puts that word behind what came later or earlier.
func turns(r *reading, a, b *gazetteer.Mention) int {
	way, n := 0, 0
	for _, p := range slices.Concat(r.particles, r.mentions) {
		before, after := p.ID == "word.before" || p.ID == "ord.before", p.ID == "word.after" || p.ID == "ord.after"
		if (before || after) && r.language == "zh" && owns(r, p.Last) {
			continue // "X's former partner"
		}
		opens, between, ends := p.Last <= a.First, p.First >= a.Last && p.Last <= b.First, p.First >= b.Last
		sign := 0
		switch {
		case before && (between || ends && r.language == "zh"), after && opens:
			sign = 1
		case after && (between || ends && r.language == "zh"), before && opens:
			sign = -1
		case p.ID == "word.next" && between:
			sign = 1
		default:
			continue
		}
		if between && r.language == "zh" && p.ID != "word.next" {
			sign = -sign
		}
		if after && between && wordOf(r, "word.that", p.Last) {
			sign = 1 // "after that"
		}
		way, n = sign, n+1
	}
	if n != 1 {
		return 0
	}
	return way
}

// comesAfter notes that the one behind a firm is asked for where Chinese puts the word for it behind the name: "who is it that stands after X?"
func comesAfter(q *evidence.Query, r *reading) {
	if r.language == "zh" && q.Facet == "facet.who" && len(q.Names) == 1 && len(q.Bare)+len(q.People)+len(q.Percents) == 0 && particle(r, "word.after", func(p *gazetteer.Mention) bool {
		return firms(r, func(f *gazetteer.Mention) bool { return f.Last == p.First }) > 0
	}) {
		q.Cues.Add("ord.after")
	}
}
