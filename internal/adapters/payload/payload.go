// Package payload reads JSON from the world leniently: what is missing, null or of another type than expected reads as
// empty. It knows no platform.
package payload

import (
	"bytes"
	"encoding/json"
)

// A Value is a piece of JSON that a platform sent. The zero Value is empty. The platforms' libraries refuse a whole
// message, or crash, for one element of a kind that is newer than they are; a question must not be lost for that.
type Value struct{ V any }

// Of returns what encoding/json has decoded into an any.
func Of(v any) Value { return Value{v} }

// Decode reads JSON; false where it is none.
func Decode(raw []byte) (Value, bool) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // a ts must not become a float
	var p Value
	if err := d.Decode(&p.V); err != nil {
		return Value{}, false
	}
	if s, ok := p.V.(string); ok { // JSON within JSON, which some envelopes hold
		return Decode([]byte(s))
	}
	return p, true
}

// At follows the keys of objects.
func (p Value) At(path ...string) Value {
	for _, key := range path {
		m, _ := p.V.(map[string]any)
		p.V = m[key]
	}
	return p
}

// Text returns the string, or the number as it was written.
func (p Value) Text(path ...string) string {
	switch v := p.At(path...).V.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// Flag reports a true, also one that a form has made a string.
func (p Value) Flag(path ...string) bool {
	switch v := p.At(path...).V.(type) {
	case bool:
		return v
	case string:
		return v == "true"
	}
	return false
}

// List returns the items of an array.
func (p Value) List(path ...string) []Value {
	items, _ := p.At(path...).V.([]any)
	out := make([]Value, len(items))
	for i, v := range items {
		out[i] = Value{v}
	}
	return out
}

// Has reports an object with something in it.
func (p Value) Has(path ...string) bool {
	m, _ := p.At(path...).V.(map[string]any)
	return len(m) > 0
}
