package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// weighWords makes readings that quote fit a question for words better than others, and those that do not worse.
func (x *Index) weighWords(f *Finding, q *Query) {
	if !q.asksWords() {
		return
	}
	switch q.Intent.Operation {
	case "quote", "speaker", "complete", "wording", "venue", "spoken", "people", "speech":
		f.Fit += 0.2
		if q.Quote != "" {
			f.Fit += 0.3
		}
		if q.Quote == "" && len(q.People)+len(q.Titles) == 0 && q.Metric != "" && x.held[q.Metric] && len(q.Names) > 0 {
			f.Fit -= 2 * unusedCost // figures are asked for, each on a line
		}
	case "role":
		f.Fit -= 0.6
	case "lookup", "standing", "verify":
		if q.Quote != "" {
			f.Fit -= 0.6
		}
	case "tell", "relation":
		f.Fit -= 0.3
		if q.Quote != "" {
			f.Fit -= 0.6 // words of a quotation are about the quotation
		}
		if hasAny(q.Concepts, "noun.quotation") && len(x.speakers(q)) > 0 {
			f.Fit -= 0.3
		}
	}
}

// unusedCost is what each thing costs that the question names and the answer does not touch.
const unusedCost = 0.3

// weighRest makes readings fit worse that leave out things the question names.
func (x *Index) weighRest(f *Finding, q *Query) {
	switch {
	case f.Silent():
	case q.Figures():
		x.weighFigures(f, q)
	default:
		x.weighStatement(f, q)
		if q.Intent.Operation == "tell" {
			x.weighTold(f, q)
		}
	}
}

// weighFigures is weighRest for readings that answer from figures.
func (x *Index) weighFigures(f *Finding, q *Query) {
	if q.Metric == "" && len(f.Series) == 0 && hasAny(q.Bare, "act.agree", "act.sign", "noun.deal", "noun.partner") && len(x.Stated(f.Claims)) > 0 {
		f.Fit -= 5 * unusedCost // it is what the deal is that is asked for
	}
	if q.Metric == "" && hasAny(q.Bare, "act.say") && len(q.Names) > 0 && !x.tabled(q.Names[0]) && x.Companies(q.Names[:1]) {
		f.Fit -= 2 * unusedCost // it is what somebody says that is asked for
	}
	if q.Facet == "facet.duration" && q.Metric == "" && hasAny(q.Bare, "act.agree", "act.sign", "noun.deal") {
		f.Fit -= 2 * unusedCost // it is for how long the deal is that is asked for
	}
	switch q.Intent.Operation {
	case "verify":
		if len(q.Stated())+len(q.Ranks)+len(q.Points)+len(q.People) == 0 && q.Metric == "" && hasAny(q.Bare, "act.power", "act.supply", "act.fail", "act.end", "act.choose") {
			f.Fit -= 2 * unusedCost // there is no figure to be checked
		}
	case "timeframe":
		if q.Facet == "facet.who" && q.Cues.Has("deg.top", "deg.bottom") {
			f.Fit -= 2 * unusedCost // it is who leads that is asked for
		}
	case "change", "movers", "growth":
		if q.Facet == "facet.duration" && direction(q) == 0 {
			f.Fit -= 2 * unusedCost // since when something is done is no rate
		}
		if len(q.Ranks) > 0 && len(q.Names) > 0 || q.Cues.Has("deg.top", "deg.bottom") {
			f.Fit -= unusedCost
		}
	}
	if q.Intent.Operation != "measured" {
		f.Fit -= unusedCost * float64(len(q.People))
	}
	for _, o := range q.Others {
		if e := x.entities[o]; e != nil && e.Kind != "source" {
			f.Fit -= unusedCost
		}
	}
	for _, n := range q.Names {
		e := x.entities[n]
		besideMaker := e != nil && e.Kind == "product" && len(x.told[n]) > 0 && contains(q.Names, e.Of)
		if besideMaker && x.grown(&Query{Place: q.Place}, []string{n}) == nil {
			f.Fit -= unusedCost // it has no figures, though its maker has
		}
	}
}

// weighStatement is weighRest for readings that answer from statements or quotations.
func (x *Index) weighStatement(f *Finding, q *Query) {
	why := q.Facet == "facet.why"
	if m := x.metrics[q.Metric]; m != nil && (!x.Held(m.ID) || q.Intent.Operation == "tell" && q.asksFirm() && f.Status == Answered) {
		f.Fit -= unusedCost // who has a figure is not who did something
	}
	if q.Quoting() && q.Facet == "facet.sure" && len(q.People) == 0 && q.Quote == "" {
		f.Fit -= unusedCost // how sure something is, no words tell
	}
	if q.setsFirms() {
		if s, miss := x.scope(&Query{Place: q.Place}); miss == nil {
			if _, lack := x.known(s, x.lean(q.Names)); len(lack) == 0 {
				f.Fit -= 4 * unusedCost // it is by figures that they are set against each other
			}
		}
	}
	if q.Cues.Has("ask.any") && len(x.parties(q)) == 0 && hasAny(q.Bare, "dir.up", "dir.down") {
		f.Fit -= 4 * unusedCost // whoever moved is asked for
	}
	if q.Facet == "facet.whether" && x.reasons[q.Intent.ID] && !hasAny(q.Concepts, causes...) && !q.Cues.Has("facet.why") {
		f.Fit -= 2 * unusedCost // it is whether, not why
	}
	if q.Intent.Operation == "relation" {
		f.Fit -= unusedCost * float64(len(q.People)) // what somebody says or does is no standing
	}
	if why && q.Intent.Exclusive && x.reasons[q.Intent.ID] && x.undealt(q, f) {
		f.Fit -= 3 * unusedCost // nothing in it is of a deal
	}
	if why && q.Intent.Operation == "venue" {
		f.Fit -= unusedCost // an occasion is no reason
	}
}

// weighTold is weighRest for readings that tell of a topic, beside what holds for all statements.
func (x *Index) weighTold(f *Finding, q *Query) {
	why := q.Facet == "facet.why"
	if len(q.Percents) > 0 && !f.tells(q.statedIn) {
		f.Fit -= 2 * unusedCost // nothing in it is about the figure
	}
	if q.Facet == "facet.who" && q.Held && !f.tells(func(c *knowledge.Claim) bool { return hasAny(c.Who, q.People...) }) {
		f.Fit -= 2 * unusedCost // a person is asked for
	}
	if why && q.Intent.Why != "" && !hasAny(q.Bare, "noun.market") {
		f.Fit -= unusedCost // another topic has the reasons
	}
	if q.Facet == "facet.source" && q.Metric != "" && x.Held(q.Metric) {
		f.Fit -= unusedCost // it is a figure of which the source is asked for
	}
	if why && x.offSign(q, f) {
		f.Fit -= 6 * unusedCost // another topic is about the thing that it names
	}
	if hasAny(q.Bare, "adj.former") && hasAny(q.Bare, "noun.partner") && len(q.Names) == 0 &&
		!f.tells(func(c *knowledge.Claim) bool { return contains(c.Concepts, "adj.former") }) {
		f.Fit -= 2 * unusedCost // it is a partner of before who is asked about
	}
	if q.Passage != "" {
		f.Fit += pickWeight(f.Cites(q.Passage), unusedCost/2, -unusedCost/2)
	}
	ranked := len(q.Ranks) > 0 || q.Which == "noun.rank" || q.Which == "noun.position"
	if ranked && !hasAny(q.Bare, "noun.deal", "noun.partner") {
		f.Fit -= 3 * unusedCost // statements give no ranks, but a deal may be somebody's first
	}
}

// setsFirms reports whether a question on a deal sets some against each other, and by nothing of which the deal is: "is X ahead of Y?"
func (q *Query) setsFirms() bool {
	return q.Intent.Exclusive && q.Metric == "" && len(q.Names) > 1 && q.Cues.Has("deg.more", "deg.less", "deg.tie") &&
		!hasAny(q.Bare, partnering...) && !hasAny(q.Bare, "noun.technology", "act.reject")
}

// statedIn reports whether a claim gives one of a question's percentages.
func (q *Query) statedIn(c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Percents, func(p float64) bool { return strings.Contains(c.Text["en"], number(p)+"%") })
}

// offSign reports whether a question names a thing that is the sign of a topic, and an answer's claims tell nothing of it.
func (x *Index) offSign(q *Query, f *Finding) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		return x.signed[id] && !loose[id] && !f.tells(func(c *knowledge.Claim) bool { return contains(c.Concepts, id) || x.worded(c, id) })
	})
}

// undealt reports whether a question names nobody but the subject of a deal, and no thing or act of which an answer's claims tell.
func (x *Index) undealt(q *Query, f *Finding) bool {
	if slices.ContainsFunc(x.parties(q), func(n string) bool { return !x.subject(n) }) || hasAny(q.Bare, partnering...) {
		return false
	}
	return !slices.ContainsFunc(q.Bare, func(id string) bool {
		return f.tells(func(c *knowledge.Claim) bool {
			return contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id)
		})
	})
}
