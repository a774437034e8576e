package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// Deed is an act with who stands right before its word in a question, as the one that does it.
type Deed struct {
	Act string // a concept
	By  string
}

// reversed corrects a question that has another part of a claim do what one of them does: "why did X fail?", where it was Y with whom X had
// been before. It is nil where no claim of the question's topic says who does it, or any says that they do.
func (x *Index) reversed(q Query) *Finding {
	if q.Cues.Has("facet.choice") || q.Contrary && len(q.Deeds) > 1 {
		return nil
	}
	for _, d := range q.Deeds {
		if contains(q.Refused, d.Act) || slices.ContainsFunc(x.deeds[d.Act], func(c *knowledge.Claim) bool { return x.does(c, d) }) {
			continue
		}
		i := slices.IndexFunc(x.deeds[d.Act], func(c *knowledge.Claim) bool {
			return contains(c.Topics, q.Intent.ID) && x.hasPart(c, d.By) && !slices.ContainsFunc(x.parties(&q), func(n string) bool { return !x.hasPart(c, n) })
		})
		if i >= 0 {
			return x.denial(x.deeds[d.Act][i], part("not.entity", Arg{"entity", Name(d.By)}))
		}
	}
	return nil
}

// does reports whether somebody does an act in a claim, or the firm that they stand for.
func (x *Index) does(c *knowledge.Claim, d Deed) bool {
	by := c.Deeds[d.Act]
	return contains(by, d.By) || contains(by, x.maker(d.By))
}

// hasPart reports whether somebody plays a part in a claim, or the firm that they stand for.
func (x *Index) hasPart(c *knowledge.Claim, name string) bool {
	return contains(c.Who, name) || contains(c.Who, x.maker(name))
}
