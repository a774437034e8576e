package jsonl

import (
	"bytes"
	"encoding/json"
	"time"

	"marketbot/internal/answer"
)

// reply is a line as it goes out. Lists are never null.
type reply struct {
	ID          json.RawMessage `json:"id"`
	Status      answer.Status   `json:"status"`
	Text        string          `json:"text"`
	Language    string          `json:"language"`
	Intent      string          `json:"intent"`
	Slots       map[string]any  `json:"slots"`
	Confidence  float64         `json:"confidence"`
	Claims      []claim         `json:"claims"`
	Derived     []derived       `json:"derived"`
	Suggestions []string        `json:"suggestions"`
	Took        int64           `json:"took_us"`
}

type claim struct {
	ID        string `json:"id"`
	Fragment  string `json:"fragment"`
	Article   string `json:"article"`
	Paragraph int    `json:"paragraph"`
	Source    string `json:"source"`
}

type derived struct {
	Value   float64 `json:"value"`
	Unit    string  `json:"unit"`
	Formula string  `json:"formula"`
}

// Encode returns a reply as a line of JSON. ID is JSON; kind names the kind of an entity.
func Encode(id json.RawMessage, r answer.Reply, kind func(id string) string, took time.Duration) ([]byte, error) {
	out := reply{
		ID: id, Status: r.Status, Text: r.Text(), Language: r.Language, Intent: r.Intent, Slots: slots(r, kind),
		Confidence: r.Confidence, Claims: []claim{}, Derived: []derived{}, Suggestions: append([]string{}, r.Suggestions...),
		Took: took.Microseconds(),
	}
	for _, c := range r.Citations {
		out.Claims = append(out.Claims, claim{c.ID, c.Fragment, c.Article, c.Paragraph, c.Source})
	}
	for _, d := range r.Derived {
		out.Derived = append(out.Derived, derived{d.Value, d.Unit, d.Formula})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	return b.Bytes(), err
}

// slots returns what was understood of a question, by the book's ids: lists of entities by their kind, and
// metric, place and period as one word each.
func slots(r answer.Reply, kind func(id string) string) map[string]any {
	q, out := r.Query, map[string]any{}
	list := func(name, id string) {
		have, _ := out[name].([]string)
		out[name] = append(have, id)
	}
	for _, ids := range [][]string{q.Names, q.People, q.Others} {
		for _, id := range ids {
			list(kind(id), id)
		}
	}
	for _, id := range q.Titles {
		list("title", id)
	}
	for name, v := range map[string]string{"metric": q.Metric, "place": place(q.Place, q.Abroad), "category": q.Category,
		"period": q.Period.String(), "quotation": q.Quote} {
		if v != "" {
			out[name] = v
		}
	}
	for name, v := range map[string][]float64{"percent": q.Percents, "number": q.Numbers} {
		if len(v) > 0 {
			out[name] = v
		}
	}
	if len(q.Ranks) > 0 {
		out["rank"] = q.Ranks
	}
	return out
}

// place is the book's place or, where the question names another, the region's code (ISO 3166, UN M.49).
func place(own, abroad string) string {
	if abroad != "" {
		return abroad
	}
	return own
}
