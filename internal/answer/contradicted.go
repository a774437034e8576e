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

// misrated corrects a question that has no answer but takes for granted that a rate of the book went the other way: "since X fell 37%, who took over?"
func (e *Engine) misrated(u *turn) *evidence.Finding {
	if !u.finding.Silent() || u.aside() || !u.reading.marks.any(&figured) || e.index.Intent("growth") == nil {
		return nil
	}
	for _, p := range u.reading.mentions {
		if p.Kind != gazetteer.Percent {
			continue
		}
		way, name := saidOf(u.reading, 0, p)
		if way == 0 || name == "" || !e.index.Contradicts(p.Value, way, name) {
			continue
		}
		q := &evidence.Query{Intent: e.index.Intent("growth"), Names: []string{name}, Place: u.base.Place, Percents: []float64{p.Value}, Facet: "facet.whether", Concepts: []string{goes[way]}}
		if f := e.index.Gather(q); f.Status == evidence.Corrected {
			return f
		}
	}
	return nil
}

// goes are the concepts of which way a figure goes.
var goes = map[int]string{1: "dir.up", -1: "dir.down"}

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
