package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// certainty says how sure the claim is that a question points at.
func (x *Index) certainty(q *Query) *Finding {
	if q.Facet == "" && hasAny(q.Bare, "noun.source") && len(q.Names) > 0 && len(q.Uttered.Words) == 0 {
		if f := x.measured(q); !f.Silent() {
			return f // "whose data does it rest on?"
		}
	}
	if c := x.claims[q.Claim]; c != nil {
		return x.certain(q, c)
	}
	if q.Cues.Has("act.unknown") && q.Facet == "facet.whether" {
		return unknown("unknown.plain") // "is it true that X sued Y?"
	}
	if v := x.quotation(q.Quote); v != nil && q.Facet == "facet.why" {
		f := unknown("unknown.facet.why")
		x.sayQuote(f, &Query{}, v)
		return f // why somebody said so
	}
	list := x.topics[q.Intent.ID]
	var asked bool // who says so
	switch q.Facet {
	case "facet.source":
		asked = true
	case "facet.who":
		asked = hasAny(q.Bare, "act.think", "act.say")
	case "facet.whether":
		asked = hasAny(q.Bare, "noun.source") || q.Cues.Has("facet.source")
	}
	if c := x.claims[q.Passage]; c != nil && asked {
		list = []*knowledge.Claim{c}
	}
	if q.Cues.Has("facet.choice") && q.Metric != "" {
		return unknown("unknown.plain") // "was it the price or ...?" is not for how sure it is
	}
	if q.Cues.Has("facet.choice") { // "is that X's statement, Y's, or hearsay?"
		q = q.Clone()
		asked, q.Voice, q.People = true, "", nil
	}
	q = q.Clone()
	q.Facet = pick(asked, "facet.source", "facet.sure")
	about := q.Clone()
	about.Concepts = q.unsure()
	c, fit := x.best(about, list)
	if c == nil {
		return unknown("unknown.plain")
	}
	if hoped := x.opinions(list); q.Cues.Has("time.future") && c.Certainty == "confirmed" && len(hoped) > 0 && slices.ContainsFunc(q.Bare, func(id string) bool {
		return (strings.HasPrefix(id, "act.") || strings.HasPrefix(id, "dir.")) && !mere[id] && !contains(c.Concepts, id) && !x.worded(c, id)
	}) {
		c, fit = x.best(about, hoped) // what is to come nobody has confirmed
	}
	if len(q.Concepts) == 0 && len(q.Names) == 0 {
		fit = -0.2
	}
	if asked && len(q.Names) > 0 && len(x.foreign(q, c)) > 0 {
		if told, v := x.best(about, x.told[q.Names[len(q.Names)-1]]); told != nil && v > fit && len(x.foreign(q, told)) == 0 {
			c, fit = told, v // of whatever is said of them
		}
	}
	if asked && c.Knows[q.Facet] == nil {
		return x.sayOrigin(&Finding{Status: Answered, Tied: true, Fit: max(fit, 0) * kinship}, c)
	}
	return x.tellClaim(q, c, fit)
}

// certain says how sure the claim is that the thread points at, who says so, or why it is so.
func (x *Index) certain(q *Query, c *knowledge.Claim) *Finding {
	if q.Facet == "facet.why" && c.Knows[q.Facet] == nil {
		return x.sayNearest(unknown("unknown.facet.why"), c)
	}
	sure := q.Facet == "facet.sure" || q.Facet == "facet.whether" && !hasAny(q.Bare, "noun.source") && !q.Cues.Has("facet.source")
	asked := pick(sure, "facet.sure", "facet.source")
	if q.Facet == "facet.why" {
		asked = q.Facet
	}
	q = &Query{Intent: q.Intent, Claim: q.Claim, Cues: q.Cues, Facet: asked} // whoever was named: it is that claim
	if c.Knows[q.Facet] == nil {
		return x.sayOrigin(&Finding{Status: Answered, Tied: true, Fit: pointedFit}, c)
	}
	return x.tellClaim(q, c, pointedFit)
}

// pointedFit is how well a claim fits that the thread points at.
const pointedFit = 0.1

// Hoped reports whether a claim tells, as no more than a hope, of just what a yes/no question asks whether somebody will do it.
func (x *Index) Hoped(q *Query) bool {
	if q.Facet != "facet.whether" || len(q.Names) != 1 || len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Ranks)+len(q.Doubts) > 0 || q.Asked.Said || q.Abroad != "" || q.Cues.Has("deg.top", "deg.more", "facet.choice", "set.not") {
		return false
	}
	return slices.ContainsFunc(x.told[q.Names[0]], func(c *knowledge.Claim) bool {
		return c.Knows["facet.sure"] != nil && c.Knows["facet.whether"] != nil && c.By == "" && len(q.Bare) == 1 && strings.HasPrefix(q.Bare[0], "act.") && contains(c.Concepts, q.Bare[0])
	})
}

// hoped says how sure something is of which a question asks whether it is certain that it will be so, and that a claim says may be. It is nil
// where no such claim tells of what the question does.
func (x *Index) hoped(q *Query) *Finding {
	in := x.doing["certainty"]
	if in == nil || q.Figures() || len(q.People) > 0 || q.Contrary || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	for _, c := range x.opinions(x.topics[in.ID]) {
		tells := func(id string) bool { return strings.HasPrefix(id, "act.") && contains(c.Concepts, id) }
		if c.Knows["facet.sure"] == nil || !slices.ContainsFunc(q.Bare, tells) || len(x.foreign(q, c)) > 0 {
			continue
		}
		return x.affirmation(c, part("lead", Arg{"text", c.Knows["facet.sure"]}))
	}
	return nil
}

// opinions returns those of some claims that say what may be.
func (x *Index) opinions(list []*knowledge.Claim) []*knowledge.Claim {
	var out []*knowledge.Claim
	for _, c := range list {
		if c.Certainty == "opinion" {
			out = append(out, c)
		}
	}
	return out
}

// sureDeal says how sure a deal is where a question is for no more than that. It is nil where it is for what may come of it.
func (x *Index) sureDeal(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || q.Figures() || q.Cues.Has("facet.choice", "set.not", "time.future") || slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "noun.deal" && id != "noun.partner" && id != "adj.sure"
	}) || slices.ContainsFunc(x.parties(q), func(n string) bool { return n != won.Subject && n != won.Object }) {
		return nil
	}
	for _, c := range x.told[won.Object] {
		if c.Certainty == "confirmed" && contains(c.Concepts, "act.confirm") && c.Knows["facet.sure"] != nil {
			return x.affirmation(c, part("lead", Arg{"text", c.Knows["facet.sure"]}))
		}
	}
	return nil
}

// unsure are the concepts of a question how sure something is, without the word for that where another thing is named: "is it confirmed that papers went in?"
func (q *Query) unsure() []string {
	if !slices.ContainsFunc(q.Bare, func(id string) bool { return strings.HasPrefix(id, "noun.") && !loose[id] }) {
		return q.Bare
	}
	return slices.DeleteFunc(slices.Clone(q.Bare), func(id string) bool { return id == "act.confirm" || id == "adj.sure" })
}
