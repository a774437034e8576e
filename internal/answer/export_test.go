package answer

import "marketbot/internal/answer/evidence"

// Noted returns the query of a text from the steps that it needs, and from all that there are.
func (e *Engine) Noted(text string) (needed, all *evidence.Query) {
	s := new(scratch)
	r := e.read(text, false, s)
	needed = e.slots(r, s)
	r.marks = marks{kinds: ^uint32(0)}
	for i := range r.marks.ids {
		r.marks.ids[i] = ^uint64(0)
	}
	return needed, e.noted(r, s)
}
