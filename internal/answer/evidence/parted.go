package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// unmade are the doings by which a deal that was got is not got.
var unmade = []string{"act.lose", "act.reject"}

// undone are the concepts by which a deal that was got is over.
var undone = []string{"act.withdraw", "act.end", "adj.former"}

// parted answers whether whoever was chosen in a deal is not, is none any more, is the only one, or is it for something else. What the deal
// itself tells is corrected; of the rest the book has nothing. It is nil where a question does not ask for that.
func (x *Index) parted(q Query, whether bool) *Finding {
	won := x.chosenIn(x.relationAmong(q))
	if !whether || won == nil || !contains(q.Names, won.Object) || q.Cues.Has("set.not", "facet.choice") || x.rivalsOf(q, won) {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.3, Tied: true}
	others := x.goods(q)
	switch {
	case hasAny(q.Bare, unmade...):
		f.say("no")
	case len(others) > 0:
		f = x.unknown(q, "unknown.names", Arg{"names", others})
	case hasAny(q.Bare, undone...), q.Cues.Has("set.only") && hasAny(q.Bare, "noun.partner"):
		f = x.unknown(q, "unknown.plain")
	default:
		return nil
	}
	f.Fit, f.Tied, f.Sure = 0.3, true, true
	x.sayRelation(f, won, "relation.chosen.is")
	return f
}

// relationAmong returns the first relation with one of those whom a question names, or nil.
func (x *Index) relationAmong(q Query) *knowledge.Relation {
	for _, n := range q.Names {
		if r := x.relationOf(q, n); r != nil {
			return r
		}
	}
	return nil
}

// rivalsOf reports whether a question names others of a deal beside the one that was chosen.
func (x *Index) rivalsOf(q Query, won *knowledge.Relation) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool { r := x.relationOf(q, n); return r != nil && r.Object != won.Object })
}

// goods lists the products of a question that no statement of the book speaks of.
func (x *Index) goods(q Query) Names {
	return slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool {
		e := x.entities[n]
		return e == nil || e.Kind != "product" || len(x.told[n]) > 0
	})
}

// beaten reports whether a question sets one that was not chosen behind the one that was: "did X beat Y to the deal?" is so.
func (x *Index) beaten(q Query, r *knowledge.Relation) bool {
	won := x.chosenIn(r)
	if won == nil || won == r {
		return false
	}
	first, second := slices.Index(q.Names, won.Object), slices.Index(q.Names, r.Object)
	return first >= 0 && first < second && q.Cues.Has("deg.more", "bound.above", "set.against", "set.except")
}

// succeeded reports whether a claim tells of one before whoever was chosen, and a question only names the latter: why somebody partnered
// with them is not told by what went before.
func (x *Index) succeeded(q Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(x.related.states[c], func(r *knowledge.Relation) bool {
		won := x.chosenIn(r)
		return r.Role == former && won != nil && contains(q.Names, won.Object) && !contains(q.Names, r.Object) &&
			!hasAny(q.Concepts, c.Concepts...) && !hasAny(q.Bare, parting...)
	})
}
