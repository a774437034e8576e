package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// related finds the book's relations by whom they connect.
type related struct {
	object  map[string][]*knowledge.Relation // of which an entity is the object, in the order of the book
	subject map[string]bool
	claim   map[*knowledge.Relation]*knowledge.Claim
	states  map[*knowledge.Claim][]*knowledge.Relation // that a claim states
	deal    map[dealID][]*knowledge.Relation
	home    map[*knowledge.Relation]dealID
	chosen  []*knowledge.Relation
}

// dealID names an affair: its id is unique within the article.
type dealID struct {
	article *knowledge.Article
	id      string
}

func newRelated(x *Index) related {
	r := related{object: map[string][]*knowledge.Relation{}, subject: map[string]bool{}, claim: map[*knowledge.Relation]*knowledge.Claim{},
		states: map[*knowledge.Claim][]*knowledge.Relation{}, deal: map[dealID][]*knowledge.Relation{}, home: map[*knowledge.Relation]dealID{}}
	for i := range x.Book.Articles {
		a := &x.Book.Articles[i]
		for j := range a.Relations {
			v := &a.Relations[j]
			r.object[v.Object] = append(r.object[v.Object], v)
			r.subject[v.Subject] = true
			c, d := x.claimIn(a, v.Claim), dealID{a, v.Deal}
			r.claim[v], r.states[c] = c, append(r.states[c], v)
			r.deal[d], r.home[v] = append(r.deal[d], v), d
			if v.Role == chosen {
				r.chosen = append(r.chosen, v)
			}
		}
	}
	return r
}

// The roles of partners that the engine tells apart: the one that was chosen, and one of before.
const (
	chosen = "chosen"
	former = "former"
)

// relationClaim reports whether a claim states a relation.
func (x *Index) relationClaim(c *knowledge.Claim) bool { return len(x.related.states[c]) > 0 }

// relationOf returns how an entity stands to another as the object of a relation: to one that the question names
// too, if there is such a relation, else the first.
func (x *Index) relationOf(q *Query, id string) *knowledge.Relation {
	list := x.related.object[id]
	if i := slices.IndexFunc(list, func(r *knowledge.Relation) bool { return x.namedBy(q.Names, r.Subject) }); i >= 0 {
		return list[i]
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// subject reports whether an entity or its maker is the subject of a relation.
func (x *Index) subject(id string) bool {
	return x.related.subject[id] || x.related.subject[x.maker(id)]
}

// Related reports whether a firm is, was or might have been somebody's partner in a deal.
func (x *Index) Related(id string) bool { return len(x.related.object[id]) > 0 }

// Outside reports whether a company is no subject of a deal and was chosen in none.
func (x *Index) Outside(id string) bool {
	e := x.entities[id]
	return e != nil && e.Kind == "company" && !x.subject(id) && !slices.ContainsFunc(x.related.object[id], func(r *knowledge.Relation) bool { return r.Role == chosen })
}

// Parties counts those of some names that are, were or might have been somebody's partner in a deal.
func (x *Index) Parties(names []string) (n int) {
	for _, name := range names {
		if x.Related(name) {
			n++
		}
	}
	return n
}

// Partner returns the relation with whoever the first of some claims is about first of all, as a partner of now or before; nil: there is none.
func (x *Index) Partner(claims []*knowledge.Claim) *knowledge.Relation {
	if len(claims) == 0 || len(claims[0].Who) == 0 || !contains(claims[0].Concepts, "adj.former") && !contains(claims[0].Concepts, "act.choose") && !x.relationClaim(claims[0]) {
		return nil
	}
	if r := x.relationOf(&Query{}, claims[0].Who[0]); r != nil && (r.Role == chosen || r.Role == former) {
		return r
	}
	return nil
}

// Chosen returns the relations of chosen partners.
func (x *Index) Chosen() []*knowledge.Relation { return x.related.chosen }

// Before returns the partners of before in the affairs whose chosen partner some claims tell.
func (x *Index) Before(claims []*knowledge.Claim) (names []string) {
	for _, c := range claims {
		for _, r := range x.related.states[c] {
			if r.Role != chosen {
				continue
			}
			for _, v := range x.related.deal[x.related.home[r]] {
				if v.Role == former && !contains(names, v.Object) {
					names = append(names, v.Object)
				}
			}
		}
	}
	return names
}

// Standing returns the intent that tells how somebody stands in a deal, or nil.
func (x *Index) Standing() *knowledge.Intent { return x.doing["relation"] }

// chosenIn returns the relation of the partner that was chosen in the affair of a relation, or nil.
func (x *Index) chosenIn(r *knowledge.Relation) *knowledge.Relation {
	list := x.related.deal[x.related.home[r]]
	if i := slices.IndexFunc(list, func(v *knowledge.Relation) bool { return v.Role == chosen }); i >= 0 {
		return list[i]
	}
	return nil
}

// chosen returns the relation of the chosen partner: of the affair whose subject the question names, else the first.
func (x *Index) chosen(q *Query) *knowledge.Relation {
	list := x.related.chosen
	if i := slices.IndexFunc(list, func(r *knowledge.Relation) bool { return x.namedBy(q.Names, r.Subject) }); i >= 0 {
		return list[i]
	}
	if len(list) == 0 {
		return nil
	}
	return list[0]
}
