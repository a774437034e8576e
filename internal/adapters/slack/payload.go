package slack

import (
	"bytes"
	"encoding/json"
)

// A payload is a piece of JSON that Slack sent, read leniently: what is missing, null or of another type than
// expected reads as empty. The library's own types refuse a whole message for one block element that is newer
// than they are; a question must not be lost for that.
type payload struct{ value any }

// decode reads JSON; false where it is none.
func decode(raw []byte) (payload, bool) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // a ts must not become a float
	var p payload
	if err := d.Decode(&p.value); err != nil {
		return payload{}, false
	}
	if s, ok := p.value.(string); ok { // JSON within JSON, which some envelopes hold
		return decode([]byte(s))
	}
	return p, true
}

// at follows the keys of objects.
func (p payload) at(path ...string) payload {
	for _, key := range path {
		m, _ := p.value.(map[string]any)
		p.value = m[key]
	}
	return p
}

// text returns the string, or the number as it was written.
func (p payload) text(path ...string) string {
	switch v := p.at(path...).value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// flag reports a true, also one that a form has made a string.
func (p payload) flag(path ...string) bool {
	switch v := p.at(path...).value.(type) {
	case bool:
		return v
	case string:
		return v == "true"
	}
	return false
}

func (p payload) list(path ...string) []payload {
	items, _ := p.at(path...).value.([]any)
	out := make([]payload, len(items))
	for i, v := range items {
		out[i] = payload{v}
	}
	return out
}

// has reports an object with something in it.
func (p payload) has(path ...string) bool {
	m, _ := p.at(path...).value.(map[string]any)
	return len(m) > 0
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
