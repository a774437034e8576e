package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// hailing says whether a firm comes from a place that a question gives: by the place for which the claim holds that tells what it is, or
// those that it names. It is nil where there is no such claim, or it does not say.
func (x *Index) hailing(q *Query) *Finding {
	c, from := x.describing(q.Hails[0]), q.Hails[1]
	if c == nil || q.Cues.Has("facet.choice", "set.not") || len(x.parties(q)) > 1 && q.Facet == "facet.whether" {
		return nil
	}
	places := x.claimPlaces[c]
	switch {
	case c.Place == from, contains(places, from):
		if q.Facet != "facet.whether" || len(q.Bare) > 0 && !hasAny(q.Bare, "act.make") {
			return nil
		}
		return x.affirmation(c, part("yes"))
	case c.Place == "" && len(places) == 0, c.Place != "" && x.within(from, c.Place):
		return nil
	}
	return x.denial(c, part("no"))
}

// misattributed corrects a question that takes somebody for the maker of a product that is another's. It is nil where no claim tells what it
// is.
func (x *Index) misattributed(q *Query) *Finding {
	product, firm := q.Made[0], q.Made[1]
	c := x.describing(product)
	if c == nil || x.maker(product) == "" || x.maker(product) == firm || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	return x.denial(c, part("not.entity", Arg{"entity", Name(firm)}))
}

// denial corrects with a claim: first what is denied, then the claim.
func (x *Index) denial(c *knowledge.Claim, first ...Part) *Finding {
	return x.stating(Corrected, c, first)
}

// affirmation answers with a claim, and what is said before it.
func (x *Index) affirmation(c *knowledge.Claim, first ...Part) *Finding {
	return x.stating(Answered, c, first)
}

// stating says a claim behind some parts, and cites it.
func (x *Index) stating(status Status, c *knowledge.Claim, first []Part) *Finding {
	f := sureOf(status)
	f.Parts = first
	f.say("claim", Arg{"text", c.Text})
	x.citeAll(f, c)
	return f
}

// burdened reports whether a claim tells of a thing that is laid on somebody, where a question takes it for granted of others: sanctions
// that hit one firm, asked of another.
func (x *Index) burdened(q *Query, c *knowledge.Claim, foreign Names) bool {
	switch q.Facet {
	case "facet.when", "facet.duration", "facet.why", "facet.amount":
	default:
		if !bearing[q.Which] {
			return false
		}
	}
	for _, id := range q.Bare {
		if bearing[id] && x.worded(c, id) && x.Companies(foreign) && len(foreign) == len(x.parties(q)) {
			return true
		}
	}
	return false
}

// bearing are the things that are laid on somebody.
var bearing = map[string]bool{"noun.sanction": true}

// attributed reports whether a claim is by a person or a source.
func (x *Index) attributed(c *knowledge.Claim) bool {
	e := x.entities[c.By]
	return e != nil && (e.Kind == "person" || e.Kind == "source")
}

// sayOrigin says who a claim is from, or that the article says it by itself, and the claim.
func (x *Index) sayOrigin(f *Finding, c *knowledge.Claim) *Finding {
	if x.entities[c.By] != nil {
		x.sayFrom(f, c)
	} else {
		f.say("passage.own").say("claim", Arg{"text", c.Text})
	}
	x.citeAll(f, c)
	return f
}

// ascribed reports whether a question gives a person's reason to others than the one that the person gave in a claim: "did X
// put it down to Y?"
func (x *Index) ascribed(q *Query, c *knowledge.Claim, foreign Names) bool {
	return x.reasons[q.Intent.ID] && len(q.People) == 1 && c.By == q.People[0] && len(foreign) > 0 && !slices.ContainsFunc(foreign, func(n string) bool {
		e := x.entities[n]
		return e == nil || e.Kind != "company" && e.Kind != "person" && e.Kind != "product"
	}) && !contains(foreign, c.By) &&
		q.asks("", "facet.whether", "facet.why", "facet.where") && !q.Cues.Has("facet.choice")
}
