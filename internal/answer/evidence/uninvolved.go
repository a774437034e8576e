package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// Uninvolved returns those of some companies that have no part in any deal and play none in what a finding tells, and of which none of its sentences speaks.
// In what only has figures, who has one in some table may be what those of others are set against: "who is ahead of X?"
func (x *Index) Uninvolved(f *Finding, names []string) (none Names) {
	figures := f.Metric != "" || x.Measures(f.Claims)
	for _, n := range names {
		e := x.entities[n]
		if e == nil || e.Kind != "company" || !x.unconnected(n) || figures && x.tabled(n) {
			continue
		}
		spoken := func(text string) bool { return strings.Contains(text, e.Name["en"]) }
		tells := f.tells(func(c *knowledge.Claim) bool { return x.plays(c, n) || spoken(c.Text["en"]) })
		quotes := slices.ContainsFunc(f.Quotes, func(v *knowledge.Quotation) bool {
			s := x.entities[v.Speaker]
			return s != nil && s.Of == n || spoken(strings.Join(v.Sentences, " ")) || spoken(v.About["en"])
		})
		if !tells && !quotes && !f.names(n) {
			none = append(none, n)
		}
	}
	return none
}

// names reports whether any sentence of a finding has an entity as an argument.
func (f *Finding) names(id string) bool {
	return slices.ContainsFunc(f.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Args, func(a Arg) bool {
			switch v := a.Value.(type) {
			case Name:
				return string(v) == id
			case Names:
				return slices.Contains(v, id)
			case Some:
				return slices.Contains(v.Names, id)
			}
			return false
		})
	})
}

// Disclaimed returns a finding that first says that what it tells is not of some.
func (f *Finding) Disclaimed(none Names) *Finding {
	g := *f
	g.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
	for i, p := range g.Parts {
		if p.Key == "relation."+chosen {
			g.Parts[i].Key += ".not" // without its yes
		}
	}
	for _, n := range slices.Backward(none[:min(len(none), MostListed)]) {
		g.correct("not.entity", Arg{"entity", Name(n)})
	}
	return &g
}
