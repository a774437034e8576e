package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// unmade are the doings by which a deal that was got is not got.
var unmade = []string{"act.lose", "act.reject"}

// undone are the concepts by which a deal that was got is over.
var undone = []string{"act.withdraw", "act.end", "adj.former"}

// parted answers whether whoever was chosen in a deal is not, is none any more, is the only one, or is it for something else. What the deal
// itself tells is corrected; of the rest the book has nothing. It is nil where a question does not ask for that.
func (x *Index) parted(q *Query, whether bool) *Finding {
	among := x.relationAmong(q)
	won := x.chosenIn(among)
	if whether && won != nil && x.refuses(q) {
		f := unknown("unknown.plain").fitting(0.3).surely()
		x.sayRelation(f, among, "relation."+among.Role)
		return f
	}
	if !whether || won == nil || !contains(q.Names, won.Object) || q.Cues.Has("set.not", "facet.choice") || x.rivalsOf(q, won) {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.3, Tied: true}
	others := x.goods(q)
	switch {
	case hasAny(q.Bare, unmade...):
		f.say("no")
	case len(others) > 0:
		f = unknown("unknown.names", Arg{"names", others})
	case hasAny(q.Bare, undone...), q.Cues.Has("set.only") && hasAny(q.Bare, "noun.partner"):
		f = unknown("unknown.plain")
	default:
		return nil
	}
	f.Fit, f.Tied, f.Sure = 0.3, true, true
	x.sayRelation(f, won, "relation.chosen.is")
	return f
}

// refuses reports whether a question has somebody who was not chosen do the rejecting: "did X turn Y down?"
func (x *Index) refuses(q *Query) bool {
	r := x.relationOf(q, q.Names[0])
	return len(q.Names) > 1 && r != nil && r.Role != chosen && x.subject(q.Names[1]) && hasAny(q.Bare, "act.reject", "act.withdraw") && !q.Cues.Has("facet.choice", "facet.who", "role.by")
}

// present reports whether the book has anything on a company or product: a statement, figure or part in a deal. Other names are always.
func (x *Index) present(id string) bool {
	e := x.entities[id]
	return e == nil || e.Kind != "company" && e.Kind != "product" || len(x.told[id]) > 0 || e.Kind == "company" && !x.unconnected(id) || x.tabled(id)
}

// Spoken lists the companies of which the book has something, in its order.
func (x *Index) Spoken() Some {
	var all Names
	for i := range x.Book.Entities {
		if e := &x.Book.Entities[i]; e.Kind == "company" && x.present(e.ID) {
			all = append(all, e.ID)
		}
	}
	n := min(len(all), MostListed)
	return Some{Names: all[:n], More: len(all) - n}
}

// tabled reports whether there is a figure of somebody in the latest table.
func (x *Index) tabled(id string) bool {
	s, miss := x.scope(&Query{})
	if miss != nil {
		return false
	}
	_, ok := x.rowOf(s, id)
	return ok
}

// relationAmong returns the first relation with one of those whom a question names, or nil.
func (x *Index) relationAmong(q *Query) *knowledge.Relation {
	for _, n := range q.Names {
		if r := x.relationOf(q, n); r != nil {
			return r
		}
	}
	return nil
}

// rivalsOf reports whether a question names others of a deal beside the one that was chosen.
func (x *Index) rivalsOf(q *Query, won *knowledge.Relation) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool { r := x.relationOf(q, n); return r != nil && r.Object != won.Object })
}

// goods lists the products of a question that no statement of the book speaks of.
func (x *Index) goods(q *Query) Names {
	return slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool {
		e := x.entities[n]
		return e == nil || e.Kind != "product" || len(x.told[n]) > 0
	})
}

// outrun reports whether a question sets one that was not chosen behind the one that was: "did X beat Y to the deal?" is so.
func (x *Index) outrun(q *Query, r *knowledge.Relation) bool {
	won := x.chosenIn(r)
	if won == nil || won == r {
		return false
	}
	first, second := slices.Index(q.Names, won.Object), slices.Index(q.Names, r.Object)
	return first >= 0 && first < second && q.Cues.Has("deg.more", "bound.above", "set.against", "set.except")
}

// succeeded reports whether a claim tells of one before whoever was chosen, and a question only names the latter: why somebody partnered
// with them is not told by what went before.
func (x *Index) succeeded(q *Query, c *knowledge.Claim) bool {
	return x.successor(q, c) != nil && !hasAny(q.Concepts, c.Concepts...) && !hasAny(q.Bare, parting...)
}

// successor returns the relation with whoever was chosen, where a claim tells of the one before and a question only names the latter; else nil.
func (x *Index) successor(q *Query, c *knowledge.Claim) *knowledge.Relation {
	for _, r := range x.related.states[c] {
		if won := x.chosenIn(r); r.Role == former && won != nil && contains(q.Names, won.Object) && !contains(q.Names, r.Object) {
			return won
		}
	}
	return nil
}

// ownWord returns the claim by whoever was chosen that fits a question best, or else the one that tells that they were.
func (x *Index) ownWord(q *Query, won *knowledge.Relation) *knowledge.Claim {
	if c, _ := x.best(q, x.claimsBy[won.Object]); c != nil {
		return c
	}
	return x.related.claim[won]
}

// replacing are the concepts of one who is there instead of another: "who replaced X?", "who took X's place?"
var replacing = []string{"act.switch", "adj.new", "noun.rank"}

// inPlace answers who is there instead of a former partner. It is nil where a question does not ask for that.
func (x *Index) inPlace(q *Query) *Finding {
	if q.Facet != "facet.who" || q.Owner != "" || q.Metric != "" || len(q.Ranks) > 0 || q.Cues.Has("facet.choice", "deg.top", "set.not") || !hasAny(q.Bare, replacing...) {
		return nil
	}
	r := x.relationAmong(q)
	won := x.chosenIn(r)
	if won == nil || r.Role != former || slices.ContainsFunc(q.Names, func(n string) bool { return n != r.Object && n != r.Subject }) {
		return nil
	}
	f := sureOf(Answered)
	x.sayRelation(f, won, "relation.chosen.is")
	x.sayRelation(f, r, "relation."+r.Role)
	return f
}

// whenParted declines when somebody parted with a former partner, which no claim dates, and says what is told of them. It is nil where the
// question is for something else.
func (x *Index) whenParted(q *Query) *Finding {
	if q.Figures() || q.Metric != "" || !hasAny(q.Bare, "act.end", "act.withdraw", "act.reject", "act.fail", "act.lose") && !q.Cues.Has("set.strike") {
		return nil
	}
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		if r == nil || r.Role != former || !contains(q.Names, r.Subject) {
			continue
		}
		f := unknown("unknown.facet.when").fitting(0.3).surely()
		return x.sayNearest(f, x.related.claim[r])
	}
	return nil
}

// ousted corrects a question since when or why it is a former partner instead of whoever was chosen after them: "since when is it X, and Y not any
// more?" It is nil where the question has it the right way round, or is for something else.
func (x *Index) ousted(q *Query) *Finding {
	if q.Figures() || q.Metric != "" || !q.Cues.Has("time.still") || !hasAny(q.Bare, "noun.partner", "noun.deal", "adj.new", "adj.current") {
		return nil
	}
	for i, n := range q.Names {
		r := x.relationOf(q, n)
		won := x.chosenIn(r)
		if r == nil || r.Role != former || won == nil || slices.Index(q.Names, won.Object) <= i {
			continue
		}
		f := sureOf(Corrected)
		c := x.related.claim[won]
		x.denyNames(f, q, c, Names{n})
		f.say("claim", Arg{"text", c.Text})
		x.citeAll(f, c)
		return f
	}
	return nil
}

// stays corrects a question why whoever was chosen left, of whom a claim confirms the deal. It is nil where it is about somebody else, too.
func (x *Index) stays(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || q.Figures() || q.Metric != "" || q.Cues.Has("set.not", "facet.choice", "ask.suppose") || slices.ContainsFunc(x.parties(q), func(n string) bool { return n != won.Object && n != won.Subject }) ||
		!slices.ContainsFunc(q.Deeds, func(d Deed) bool { return d.By == won.Object && ending[d.Act] }) ||
		slices.ContainsFunc(q.Bare, func(id string) bool {
			return !ending[id] && id != "noun.deal" && id != "noun.partner" && !strings.HasPrefix(id, "day.")
		}) {
		return nil // it is something else that they left
	}
	for _, c := range x.told[won.Object] {
		if c.Certainty == "confirmed" && contains(c.Concepts, "act.confirm") && c.Knows["facet.not"] != nil {
			return x.denial(c, part("lead", Arg{"text", c.Knows["facet.not"]}))
		}
	}
	return nil
}
