package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// best returns the claim of a list that fits a question best, and how well.
func (x *Index) best(q *Query, list []*knowledge.Claim) (*knowledge.Claim, float64) {
	var best *knowledge.Claim
	top := 0.0
	for _, c := range list {
		v := x.likeness(q, c)
		if best == nil || v > top {
			best, top = c, v
		}
	}
	return best, top
}

// likeness is how well a claim fits a question: names in common speak for it, names that play no part in
// it speak against it, as do words and concepts.
func (x *Index) likeness(q *Query, c *knowledge.Claim) float64 {
	v := 0.01 * float64(c.Weight)
	if c.ID == q.Passage {
		v += 0.2 // it has its very words
	}
	for _, n := range x.parties(q) {
		if contains(c.Who, n) {
			v += 0.15
		} else if !x.plays(c, n) {
			v -= 0.3
		}
	}
	for _, id := range q.Concepts {
		if mere[id] {
			continue // "the article says that" tells nothing apart
		}
		if contains(q.Spared, id) {
			v += pickWeight(contains(c.Concepts, id) || x.worded(c, id), -0.3, 0)
		} else if contains(c.Concepts, id) {
			v += 0.12
		} else if x.worded(c, id) {
			v += 0.06
		} else if contains(c.Contrary, id) {
			v += 0.06
		}
	}
	if q.Abroad != "" || elsewhere(q, c) {
		v -= 0.3
	}
	if c.Metric != "" {
		v += pickWeight(c.Metric == q.Metric, 0.15, -0.3)
	}
	return v
}

func pickWeight(b bool, yes, no float64) float64 {
	if b {
		return yes
	}
	return no
}

// parties are all entities a question names and does not except. They are only to be read: they may be the question's own.
func (x *Index) parties(q *Query) []string {
	people := q.People
	if q.Held { // found by title: it is the company that is meant
		people = nil
	}
	if len(people)+len(q.Others)+len(q.Excepted) == 0 {
		return slices.Clip(q.Names)
	}
	return slices.DeleteFunc(slices.Concat(q.Names, people, q.Others), func(n string) bool { return contains(q.Excepted, n) })
}

// plays reports whether an entity plays a part in a claim, itself or through its company or its people, and a product through the claims that it cites.
func (x *Index) plays(c *knowledge.Claim, id string) bool {
	if contains(c.Who, id) || c.By == id {
		return true
	}
	e := x.entities[id]
	if e != nil && e.Kind == "person" {
		return e.Of != "" && c.By == e.Of // a company speaks through its people
	}
	if b := x.entities[c.By]; b != nil && b.Of == id {
		return true
	}
	return x.isProduct(id) && slices.ContainsFunc(c.Cites, func(other string) bool {
		o := x.cites(c, other)
		return o != nil && contains(o.Who, id)
	}) // a firm that another claim tells of has no part in this one
}

// about reports whether one of the question's names, or its metric, is what a claim is about.
func (x *Index) about(q *Query, c *knowledge.Claim) bool {
	if c.Metric != "" && c.Metric == q.Metric {
		return true
	}
	return slices.ContainsFunc(x.parties(q), func(n string) bool { return contains(c.Who, n) || contains(c.Who, x.maker(n)) })
}

// ties reports whether a name or concept of a question is a claim's own, not only its topic.
func (x *Index) ties(q *Query, c *knowledge.Claim) bool {
	return x.about(q, c) || x.pointed(q, c, nil) || slices.ContainsFunc(q.Excepted, func(n string) bool { return contains(c.Who, n) }) ||
		slices.ContainsFunc(q.Concepts, func(id string) bool { return id != "noun.reason" && contains(c.Concepts, id) })
}

// echoes reports whether a direct answer is only a name that the question holds itself.
func (x *Index) echoes(lead knowledge.Text, q *Query) bool {
	return slices.ContainsFunc(q.Names, func(n string) bool {
		e := x.entities[n]
		return e != nil && strings.TrimRight(lead["en"], ".") == e.Name["en"]
	})
}

// namesFirm reports whether a claim has the name of a company in its text, whoever it is about.
func (x *Index) namesFirm(c *knowledge.Claim, company string) bool {
	e := x.entities[company]
	return e != nil && e.Kind == "company" && spells(c, e.Name)
}

// foreign returns the names in a question that play no part in a claim.
func (x *Index) foreign(q *Query, c *knowledge.Claim) Names {
	var out Names
	for _, n := range x.parties(q) {
		if !x.plays(c, n) && (q.Intent.Exclusive || !x.namesFirm(c, n)) || q.Intent.Exclusive && !x.belongs(c, n) {
			out = append(out, n)
		}
	}
	if len(out) > 1 {
		out = slices.DeleteFunc(out, func(n string) bool { return x.isProduct(n) && contains(out, x.maker(n)) }) // whoever makes it stands for it
	}
	return out
}
