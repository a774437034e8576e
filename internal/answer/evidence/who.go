package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Speaks reports whether an entity is a person of whom the book has words.
func (x *Index) Speaks(id string) bool { return len(x.of(id)) > 0 }

// Occasion reports whether the book has words from one of some events or outlets.
func (x *Index) Occasion(others []string) bool { return len(x.found(x.quoted.at, others)) > 0 }

// Speaker returns the only person of a company of whom the book has words, or "".
func (x *Index) Speaker(company string) string {
	of := x.quoted.of[company]
	if len(of) == 0 || slices.ContainsFunc(of, func(n int) bool { return x.quotes[n].Speaker != x.quotes[of[0]].Speaker }) {
		return ""
	}
	return x.quotes[of[0]].Speaker
}

// Holder returns the person who holds a title at a company, or at any if company is empty; "" where there is
// none or more than one.
func (x *Index) Holder(company, title string) string {
	id := ""
	list := x.titled[title]
	if company != "" {
		list = x.staff[company]
	}
	for _, e := range list {
		if !x.Holds(e.ID, e.Of, title) {
			continue
		}
		if id != "" {
			return ""
		}
		id = e.ID
	}
	return id
}

// Holds reports whether a person holds a title at a company; AnyTitle is any.
func (x *Index) Holds(person, company, title string) bool {
	e := x.entities[person]
	return e != nil && e.Of == company && e.Title != "" && (e.Title == title || title == AnyTitle)
}

// Intent returns the book's intent of an id, or nil.
func (x *Index) Intent(id string) *knowledge.Intent { return x.intents[id] }

// Prefer returns which of two metrics in one question is asked for: a share of shipments is a share; else
// the one that is not the default.
func (x *Index) Prefer(a, b string) string {
	whole := func(id string) bool { m := x.metrics[id]; return m != nil && m.Whole > 0 }
	switch {
	case a == "":
		return b
	case whole(a) && x.changes[b] != "", !whole(b) && a != x.Book.Default.Metric:
		return a
	case whole(b) && x.changes[a] == "" && a != b:
		return a
	}
	return b
}

// Apart reports whether two different metrics are both ones of which only the change matters.
func (x *Index) Apart(a, b string) bool {
	return a != b && x.changes[a] != "" && x.changes[b] != ""
}

// Both reports whether two metrics are two things to ask for, of which the book has figures.
func (x *Index) Both(a, b string) bool {
	base := func(id string) string {
		if m := x.metrics[id]; m != nil && m.Change != "" {
			return m.Change
		}
		return id
	}
	return base(a) != base(b) && x.Held(a) && x.Held(b) && !x.Apart(a, b)
}

// Titled reports whether the book gives a person's title.
func (x *Index) Titled(person string) bool {
	e := x.entities[person]
	return e != nil && e.Title != ""
}

// misnamed corrects who has a title that a question gives to somebody of whom the book has no words.
func (x *Index) misnamed(q *Query) *Finding {
	if q.Misnamed == "" || len(x.of(q.Misnamed)) > 0 || len(q.Titles) != 1 || !q.Quoting() && q.Intent.Operation != "role" {
		return nil
	}
	if q.TitleOf == "" || len(x.staff[q.TitleOf]) == 0 {
		return nil
	}
	id := x.Holder(q.TitleOf, q.Titles[0])
	if id == "" || len(x.of(id)) == 0 {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.5}
	f.say("not.entity", Arg{"entity", Name(q.Misnamed)})
	x.sayRole(f, x.entities[id])
	return f
}

// Covers reports whether the book has just the figure or role that a question names.
func (x *Index) Covers(q *Query) bool {
	if len(q.People) > 0 && (len(q.Titles) > 0 || hasAny(q.Concepts, "noun.role")) {
		e := x.entities[q.People[0]]
		return e != nil && e.Title != ""
	}
	if q.Facet == "facet.why" && hasAny(q.Bare, "act.mention") && slices.ContainsFunc(q.Bare, func(id string) bool { return x.signed[id] }) {
		return true // why a thing is mentioned of which a topic tells
	}
	if q.blames() && x.blamed(q) != nil || q.Facet == "facet.where" && len(q.Bare) == 1 && q.Bare[0] == "noun.event" && len(q.Names)+len(q.Doubts) == 0 && q.Abroad == "" {
		return true // whom somebody blamed, and where an event was
	}
	if q.Metric == "" && q.Cues.Has("ask.growth") && len(q.Names) > 0 && x.grown(q, q.Names) != nil {
		return true
	}
	return x.Has(q) || x.has(q, x.changes[q.Metric])
}

// Changing reports whether a metric is one of change of which the book has figures.
func (x *Index) Changing(metric string) bool {
	m := x.metrics[metric]
	return m != nil && m.Change != "" && x.held[metric]
}

// Listed reports whether all of some names have a figure in the latest table of the usual metric.
func (x *Index) Listed(names []string) bool {
	s, miss := x.scope(&Query{})
	if miss != nil {
		return false
	}
	return !slices.ContainsFunc(names, func(n string) bool { _, ok := x.rowOf(s, n); return !ok })
}

// Has reports whether the book has the very figure of the metric and of one of the names that a question gives.
func (x *Index) Has(q *Query) bool { return x.has(q, q.Metric) }

// has reports whether the book has a figure in a metric of one of the names of a question for another than the usual one.
func (x *Index) has(q *Query, metric string) bool {
	if q.Metric == "" || q.Category != "" || q.Abroad != "" || x.metrics[q.Metric].Whole > 0 {
		return false
	}
	place := x.place(q)
	return slices.ContainsFunc(q.Names, func(n string) bool {
		return slices.ContainsFunc(append([]string{n}, x.made[n]...), func(id string) bool {
			_, ok := x.row(id, metric, place, x.latest(metric, place))
			return ok
		})
	})
}

// Ranked returns the first entities of the default table, best first.
func (x *Index) Ranked() Some { return x.ranking }

// First returns so many of the first of the default table, or none where more share the last place of them.
func (x *Index) First(n int) Names {
	s, miss := x.scope(&Query{})
	if miss != nil || n < 1 || n > MostListed {
		return nil
	}
	at := s.table.through(n)
	if at[1]-at[0] != n {
		return nil
	}
	return plainly(s.table.rows(at[0], at[1])).names().Names
}

// TiedBy returns those who share a place of the default table, where there are so many and only one place is shared by so many.
func (x *Index) TiedBy(n int) Names {
	s, miss := x.scope(&Query{})
	if miss != nil {
		return nil
	}
	var out Names
	for _, r := range s.table.tied(nil, false) {
		if r.Tied == n && n <= MostListed {
			if out != nil {
				return nil
			}
			out = plainly(x.atRank(s, r.Rank)).names().Names
		}
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

// Subject returns the subject of the book's deals if an intent tells of them, or "".
func (x *Index) Subject(id string) string {
	for _, c := range x.topics[id] {
		for _, r := range append(x.related.states[c], x.citedRelations(c)...) {
			return r.Subject
		}
	}
	return ""
}

// citedRelations returns the relations that the first claim which another rests on states.
func (x *Index) citedRelations(c *knowledge.Claim) []*knowledge.Relation {
	if len(c.Cites) == 0 {
		return nil
	}
	return x.related.states[x.cites(c, c.Cites[0])]
}

// Companies reports whether names are companies, at least one.
func (x *Index) Companies(names []string) bool {
	for _, n := range names {
		if e := x.entities[n]; e == nil || e.Kind != "company" {
			return false
		}
	}
	return len(names) > 0
}

// Staff returns the people of a company whose titles the book knows.
func (x *Index) Staff(company string) []*knowledge.Entity { return x.staff[company] }
