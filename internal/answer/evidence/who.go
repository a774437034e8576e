package evidence

import "marketbot/knowledge"

// Speaks reports whether an entity is a person of whom the book has words.
func (x *Index) Speaks(id string) bool { return len(x.of(id)) > 0 }

// Holder returns the person who holds a title at a company, or "".
func (x *Index) Holder(company, title string) string {
	for i := range x.Book.Entities {
		if e := &x.Book.Entities[i]; e.Kind == "person" && x.Holds(e.ID, company, title) {
			return e.ID
		}
	}
	return ""
}

// Holds reports whether a person holds a title at a company; "head" is any title.
func (x *Index) Holds(person, company, title string) bool {
	e := x.entities[person]
	return e != nil && e.Of == company && e.Title != "" && (e.Title == title || title == "head")
}

// Intent returns the book's intent of an id, or nil.
func (x *Index) Intent(id string) *knowledge.Intent {
	for i := range x.Book.Intents {
		if x.Book.Intents[i].ID == id {
			return &x.Book.Intents[i]
		}
	}
	return nil
}

// Ranked returns the entities of the default table, best first.
func (x *Index) Ranked() []string {
	d := x.Book.Default
	var out []string
	for _, r := range x.table(d.Metric, d.Place, x.latest(d.Metric, d.Place)) {
		out = append(out, r.Entity)
	}
	return out
}

// Format renders a row's value in its metric's unit.
func (x *Index) Format(r Row) string { return x.metrics[r.obs.Metric].Format(r.Value) }

// RolePart says who a person is.
func (x *Index) RolePart(person string) Part {
	e := x.entities[person]
	return part("role", Arg{"entity", Name(e.ID)}, Arg{"company", Name(e.Of)}, Arg{"title", Title(e.Title)})
}
