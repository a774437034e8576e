package evidence

import "marketbot/knowledge"

// related finds the book's relations by whom they connect.
type related struct {
	object  map[string]*knowledge.Relation // the first of which an entity is the object
	subject map[string]bool
	claim   map[*knowledge.Relation]*knowledge.Claim
	states  map[*knowledge.Claim]bool // claims that state a relation
	chosen  []*knowledge.Relation
}

func newRelated(x *Index) related {
	r := related{map[string]*knowledge.Relation{}, map[string]bool{}, map[*knowledge.Relation]*knowledge.Claim{}, map[*knowledge.Claim]bool{}, nil}
	for i := range x.Book.Articles {
		a := &x.Book.Articles[i]
		for j := range a.Relations {
			v := &a.Relations[j]
			if r.object[v.Object] == nil {
				r.object[v.Object] = v
			}
			r.subject[v.Subject] = true
			c := x.claimIn(a, v.Claim)
			r.claim[v], r.states[c] = c, true
			if v.Role == chosen {
				r.chosen = append(r.chosen, v)
			}
		}
	}
	return r
}

// chosen is the role of the partner that was chosen.
const chosen = "chosen"

// relationClaim reports whether a claim states a relation.
func (x *Index) relationClaim(c *knowledge.Claim) bool { return x.related.states[c] }

// relationOf returns how an entity stands to another as the object of a relation.
func (x *Index) relationOf(id string) *knowledge.Relation { return x.related.object[id] }

// subject reports whether an entity or its maker is the subject of a relation.
func (x *Index) subject(id string) bool {
	return x.related.subject[id] || x.related.subject[x.maker(id)]
}

// Chosen returns the relations of chosen partners.
func (x *Index) Chosen() []*knowledge.Relation { return x.related.chosen }

// chosen returns the relation of the chosen partner.
func (x *Index) chosen() *knowledge.Relation {
	if len(x.related.chosen) == 0 {
		return nil
	}
	return x.related.chosen[0]
}
