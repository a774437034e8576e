package answer

import (
	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
)

// contradicted takes back a yes to a question that gives a rate which the book has to another than whose it is, or that has it go the other way: "did X
// fall 37%?", "X grew 11% and Y 37%, right?"
func (e *Engine) contradicted(u, _ *turn) *evidence.Finding {
	if !u.finding.Affirms() {
		return nil
	}
	from := 0
	for _, p := range u.reading.mentions {
		if p.Kind != gazetteer.Percent && p.Kind != gazetteer.Number {
			continue
		}
		way, name := saidOf(u.reading, from, p)
		if way != 0 && (e.index.Contradicts(p.Value, way, name) || u.finding.Went() == -way) {
			return u.finding.Denied()
		}
		from = p.Last
	}
	return nil
}

// saidOf returns which way a figure is said to go, 1 up and -1 down, by the last word for that before it, and of which firm it is said, or "". Both stand
// behind the figure before.
func saidOf(r *reading, from int, figure *gazetteer.Mention) (way int, name string) {
	for _, m := range r.mentions {
		switch {
		case m.First < from || m.Last > figure.First:
		case m.Kind.Firm():
			name = m.ID
		case m.Kind == gazetteer.Concept && (m.ID == "dir.up" || m.ID == "act.win"):
			way = 1
		case m.Kind == gazetteer.Concept && (m.ID == "dir.down" || m.ID == "act.lose"):
			way = -1
		}
	}
	return way, name
}
