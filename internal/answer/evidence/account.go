package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// movedBy reports whether a named entity's figure moved by p within a year, in points or relative.
func (x *Index) movedBy(q *Query, p float64) bool {
	return x.withinYear(q, func(now, old float64) bool { return near(now-old, p) || near(round(100*(now-old)/old), p) })
}

// relatively reports whether a named entity's figure moved by p percent of what it was, and p is none of its figures.
func (x *Index) relatively(q *Query, p float64) bool {
	return !x.current(q, p) && x.withinYear(q, func(now, old float64) bool { return old != 0 && near(round(100*(now-old)/old), p) })
}

// withinYear reports whether something is so of the latest figure of somebody whom a question names and that of a year before.
func (x *Index) withinYear(q *Query, so func(now, old float64) bool) bool {
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return false
	}
	have, _ := x.known(s, x.lean(q.Names))
	return slices.ContainsFunc(have, func(r Row) bool {
		old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
		return ok && so(r.Value, old.Value)
	})
}

// currently reports whether p is a latest figure of a named entity: of the metric that the question names, where that is
// a share.
func (x *Index) currently(q *Query, p float64) bool {
	rows, _ := x.meant(&Query{Names: q.Names, Place: q.Place, Percents: []float64{p}})
	m := x.metrics[q.Metric]
	return slices.ContainsFunc(rows, func(r Row) bool { return m == nil || m.Whole == 0 || r.obs.Metric == m.ID })
}

// misfigured corrects a percentage that a question takes for granted beside a statement and that no figure of
// whom it names supports.
func (x *Index) misfigured(f *Finding, q *Query) *Finding {
	if q.Intent.Operation == "tell" && len(q.Points) == 1 && len(q.Names) == 2 {
		if g := x.compare(q); g.Status != Unknown {
			if checkPoints(g, q); g.Status == Corrected {
				g.Fit, g.Tied = max(f.Fit, 0), true
				return g // "the ten points between X and Y"
			}
		}
	}
	if f.Silent() && q.Facet != "facet.why" && !x.reasons[q.Intent.ID] || q.Intent.Operation != "tell" || len(q.Percents) == 0 {
		return f
	}
	if g := x.measured(q); len(q.Others) > 0 && g.Status == Corrected {
		g.Fit = f.Fit
		return g // it is somebody else's figure
	}
	for _, p := range q.Percents {
		if x.currently(q, p) || x.movedBy(q, p) {
			continue
		}
		g := x.verify(q)
		x.checkFigures(g, q)
		if g.Status == Corrected {
			g.Fit, g.Tied = f.Fit, len(q.Names) > 0
			return g
		}
		g = &Finding{Status: Corrected, Fit: max(f.Fit, 0), Tied: true}
		if x.sayWhose(g, q, p); len(g.Parts) > 0 {
			first := part("not.entity", Arg{"entity", Name(q.Names[0])})
			if x.current(q, p) {
				first = part("not.quite") // it is theirs, but of something else
			}
			g.Parts = append([]Part{first}, g.Parts...)
			return g
		}
		return unknown("unknown.value", Arg{"value", Raw(number(p) + "%")}, x.covered())
	}
	return f
}

// beyondFigures are the things of the thesaurus by which firms may be compared and that no table of figures tells.
var beyondFigures = []string{"noun.technology", "noun.feature", "noun.loyalty", "noun.employee"}

// comparing are the operations that say who is above whom.
var comparing = map[string]bool{"compare": true, "standing": true, "holder": true, "order": true}

// sums are the operations that add up or subtract.
var sums = map[string]bool{"total": true, "rest": true, "complement": true}

// unmeasured declines what figures are asked of but do not hold: "stronger in software", "the share of local firms".
func (x *Index) unmeasured(f *Finding, q *Query) *Finding {
	switch {
	case f.Status != Answered || q.Intent.Operation == "measured":
		return f
	case sums[q.Intent.Operation] && (q.Native && len(q.Names) < 2 && len(q.Excepted) == 0 || hasAny(q.Bare, "adj.foreign")):
	case comparing[q.Intent.Operation] && q.Metric == "" && (hasAny(q.Bare, beyondFigures...) || q.Which == "noun.problem"):
	case hasAny(q.Bare, "noun.consumer") && hasAny(q.Bare, "act.switch"): // who went over to whom is no share
	case hasAny(q.Bare, "noun.mean", "noun.median", "noun.rate"), q.Facet == "facet.amount" && hasAny(q.Bare, "noun.tariff"), q.Metric == "" && hasAny(q.Bare, "noun.price", "noun.profit"):
	default:
		return f
	}
	none := unknown("unknown.covers", x.covered())
	none.Fit = f.Fit
	return none
}

// lostBy declines what somebody lost or won of whom there are no figures, where those of others would be taken for an answer.
func (x *Index) lostBy(f *Finding, q *Query) *Finding {
	if f.Status != Answered || q.Facet != "facet.amount" || q.Metric != "" || !slices.ContainsFunc(q.Deeds, func(d Deed) bool {
		e := x.entities[d.By]
		return (d.Act == "act.lose" || d.Act == "act.win") && e != nil && e.Kind == "company" && !x.tabled(d.By)
	}) {
		return f
	}
	none := unknown("unknown.covers", x.covered())
	none.Fit = f.Fit
	return none
}

// unsourced declines a figure that is asked of another source than the one it is from. Where the question states the
// figure itself, it is the source that is corrected.
func (x *Index) unsourced(f *Finding, q *Query) *Finding {
	if f.Silent() || q.Intent.Operation == "measured" {
		return f
	}
	by := func(o string) bool {
		return f.tells(func(c *knowledge.Claim) bool { return c.By == o })
	}
	if q.Cues.Has("facet.choice") && slices.ContainsFunc(q.Others, by) {
		return f // "from A or from B?"
	}
	for _, o := range q.Others {
		if e := x.entities[o]; e != nil && e.Kind == "source" && !by(o) && !f.names(o) {
			none := x.instead(q, f, "unknown.names", Arg{"names", Names{o}})
			placed := len(q.Names) > 0 && f.Status == Answered && !q.Cues.Has("set.also") && (q.Leading != "" || q.Cues.Has("deg.top") || hasAny(q.Concepts, "act.lead", "act.tie"))
			if placed || len(q.Percents) > 0 || slices.ContainsFunc(q.Numbers, func(v float64) bool { return x.current(q, v) }) {
				none.Status, none.Parts[0] = Corrected, part("not.entity", Arg{"entity", Name(o)})
			}
			return none
		}
	}
	return f
}

// timeless are the operations whose answers do not say when something came to be so.
var timeless = map[string]bool{"compare": true, "standing": true, "holder": true, "order": true, "nearest": true, "tied": true, "role": true}

// undated declines a "when" that such an answer would leave open.
func (x *Index) undated(f *Finding, q *Query) *Finding {
	lasting := q.Intent.Operation == "lookup" && q.Facet == "facet.duration"
	placed := lasting && (q.Cues.Has("deg.top") || len(q.Ranks) > 0)
	if lasting && !placed && f.Status == Answered && q.Metric == "" && len(q.Percents) == 0 && len(q.Names) > 0 {
		return unknown("unknown.facet.duration") // what they did, or where, it is not said
	}
	if q.momentOnly() && f.Status == Answered {
		return unknown("unknown.facet.when")
	}
	if f.Status != Answered || !timeless[q.Intent.Operation] && !placed || q.Facet != "facet.when" && q.Facet != "facet.duration" {
		return f
	}
	return x.instead(q, f, "unknown."+q.Facet)
}

// verdicts are sentences that make no sense where a question is not answered.
var verdicts = map[string]bool{"yes": true, "no": true, "not.quite": true}

// instead declines, and says what a finding has.
func (x *Index) instead(q *Query, f *Finding, key string, args ...Arg) *Finding {
	none := unknown(key, args...)
	none.Fit = f.Fit
	rest := *f
	rest.Status = Answered
	rest.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
	return none.And(&rest)
}

// both answers for two metrics, where the book has figures of both.
func (x *Index) both(q *Query) *Finding {
	if q.Second == "" || !q.Figures() {
		return nil
	}
	one, two := q.Clone(), q.Clone()
	one.Second, two.Second, two.Metric = "", "", q.Second
	f, g := x.Gather(one), x.Gather(two)
	if !f.Silent() && g.Silent() && x.held[two.Metric] {
		g = x.lookup(&Query{Intent: q.Intent, Names: q.Names, Metric: two.Metric, Place: q.Place}) // "how much did it grow, and what is its share?"
	}
	if f.Silent() || g.Silent() {
		return nil
	}
	both := f.And(g)
	both.Series, both.Fit = nil, max(f.Fit, g.Fit)
	return both
}

// unheard declines what is asked of the words or view of somebody of whom the book has none.
func (x *Index) unheard(q *Query) *Finding {
	switch q.Intent.Operation {
	case "tell", "relation", "certainty", "quote", "speech":
	default:
		return nil
	}
	if sayer := strings.HasPrefix(q.Voice, "noun."); sayer && (q.Intent.Operation == "quote" || q.Intent.Operation == "speech") {
		return unknown("unknown.speaker", x.speakersArg()).surely()
	}
	if x.entities[q.Voice] == nil || len(q.Others) > 0 || x.heard(q.Voice) {
		return nil
	}
	if c := x.byOthers(q); c != nil {
		return x.denial(c, part("not.entity", Arg{"entity", Name(q.Voice)}))
	}
	return x.noWords(q, Names{q.Voice})
}

// byOthers returns a claim of the question's own topic that tells who did what a question has somebody do who has no part in it; nil: there is none.
func (x *Index) byOthers(q *Query) *knowledge.Claim {
	if !q.Intent.Exclusive || q.Cues.Has("facet.choice", "set.also", "set.not", "time.future") {
		return nil
	}
	for _, id := range q.Concepts {
		if q.Staff != q.Voice && !slices.ContainsFunc(q.Deeds, func(d Deed) bool { return d.Act == id && d.By == q.Voice }) {
			continue
		}
		for _, c := range x.deeds[id] {
			if contains(c.Topics, q.Intent.ID) && !x.hasPart(c, q.Voice) && !slices.ContainsFunc(x.parties(q), func(n string) bool { return n != q.Voice && !x.hasPart(c, n) }) {
				return c
			}
		}
	}
	return nil
}

// heard reports whether the book has words of an entity or of its people, or claims by it.
func (x *Index) heard(id string) bool {
	return len(x.of(id)) > 0 || len(x.quoted.of[id]) > 0 || len(x.claimsBy[id]) > 0
}

// unreasoned declines a "why" that figures or the words of somebody would answer: it is answered by a cause that the book has of
// whom the question names, else it says the figures only.
func (x *Index) unreasoned(f *Finding, q *Query) *Finding {
	if q.Facet != "facet.why" && !hasAny(q.Bare, "act.cause", "act.blame") || f.Status != Answered {
		return f
	}
	if q.Facet != "facet.why" && q.Figures() && q.Metric != "" && !hasAny(q.Concepts, "dir.up", "dir.down", "act.lose", "act.win", "act.lead") {
		return f // "the share that S attributes to X"
	}
	if q.Intent.Operation == "measured" && (q.Cues.Has("ask.recipient") || q.Facet == "facet.who" && len(q.Percents) == 1) {
		return f // "to whom are the figures attributed?", "from whose report does the 11% stem?" ask whose they are
	}
	if !q.Figures() {
		if q.asksWords() || q.Misnamed != "" {
			return f // it is the words that are asked for, or there is something to say
		}
		return unknown("unknown.facet.why").And(f)
	}
	if hasAny(q.Concepts, "dir.up", "dir.down") && len(q.Names) == 1 && len(q.Percents)+len(q.Ranks) == 0 {
		plain := q.Clone()
		plain.Facet, plain.Contrary = "", false
		plain.Concepts = slices.DeleteFunc(slices.Clone(q.Concepts), func(id string) bool { return id != "dir.up" && id != "dir.down" })
		plain.Bare = plain.Concepts
		if g := x.change(plain); g.Status == Corrected {
			return g // there is no reason for what is not so
		}
	}
	if in := x.intents[x.Book.Why(q.Intent.ID)]; in != nil && in.Operation == "tell" && len(q.Names) > 0 {
		why := q.Clone()
		why.Intent = in
		if c, fit := x.best(why, x.topics[in.ID]); c != nil && len(x.foreign(why, c)) == 0 && x.about(why, c) {
			g := x.tellClaim(why, c, fit)
			if q.Intent.Operation == "lookup" && q.Metric == "" && len(q.Bare) == 0 {
				g.Fit -= unusedCost // no word says of what the reason is asked
			}
			return g
		}
	}
	if q.Cues.Has("facet.amount") {
		return f.say("unknown.facet.why") // "why, and by how much?"
	}
	return x.instead(q, f, "unknown.facet.why")
}

// pointless declines points of share that are asked for of somebody of whom only a rate of growth is known.
func (x *Index) pointless(f *Finding, q *Query) *Finding {
	if m := x.metrics[q.Metric]; m != nil && m.Goods || f.Silent() || !q.Cues.Has("unit.points") || q.Facet != "facet.amount" || len(q.Names) != 1 || !hasAny(q.Concepts, "dir.up", "dir.down") ||
		slices.ContainsFunc(f.Derived, func(d Derived) bool { return d.Unit == PercentagePoints }) {
		return f
	}
	return x.instead(q, f, "unknown.plain")
}

// unequalled declines to say which of some grew faster where a rate of one is missing.
func (x *Index) unequalled(f *Finding, q *Query) *Finding {
	if f.Status != Answered || q.Facet != "facet.whether" || len(q.Names) < 2 || !q.Cues.Has("deg.more", "deg.less") && !hasAny(q.Concepts, "adj.fast") ||
		!slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Key == "lookup.lack.growth" }) {
		return f
	}
	return x.instead(q, f, "unknown.plain")
}
