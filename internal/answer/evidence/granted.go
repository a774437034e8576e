package evidence

import (
	"slices"
	"strings"
)

// Granted is a share that a question takes for granted that somebody has.
type Granted struct {
	Share  float64
	Part   bool // it was said as a part of the whole: "a third"
	Stated bool // it is what is asked or stated, not granted
}

// nearlyPart is by how many points a share may be off a part of the whole that it is called: "a sixth" of 17%.
const nearlyPart = 1.5

// wrongHolding corrects the share that a clause before a question gives whom it names. It is nil where they have it, or had it a year before.
func (x *Index) wrongHolding(q *Query) *Finding {
	names := x.lean(q.Names)
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil || len(names) != 1 || s.metric.Whole == 0 || q.Cues.Has("ask.suppose", "time.future") {
		return nil
	}
	name := names[0]
	if x.isProduct(name) {
		name = x.maker(name) // all phones of a firm are called by one name
	}
	r, ok := x.rowOf(s, name)
	if !ok || r.Entity != name || q.Holding.is(r.Value) && !q.Holding.Stated {
		return nil
	}
	if q.Holding.Stated {
		f := s.answer(0.6).surely()
		x.sayRow(f, s, r)
		f.judge(q.Holding.is(r.Value))
		return f
	}
	if old, before := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4)); before && q.Holding.is(old.Value) && (q.Asked.Prior > 0 || q.Cues.Has("tense.past")) {
		return nil
	}
	f := s.answer(0.6).surely()
	x.sayRow(f, s, r)
	return f.correct("not.quite")
}

// is reports whether a share may be called so.
func (h *Granted) is(share float64) bool {
	d := h.Share - share
	return near(h.Share, share) || h.Part && -nearlyPart <= d && d <= nearlyPart
}

// stillThere corrects a question by which somebody dropped out of the first few, who is among them: "why did X fall off the podium?" It is nil where they are not.
func (x *Index) stillThere(q *Query) *Finding {
	names := x.lean(q.Names)
	if len(names) == 0 && q.Figures() && q.Metric == "" && q.Abroad == "" {
		if f := x.wholeTable(&Query{Intent: q.Intent, Place: q.Place, Top: q.Top}); !f.Silent() {
			return x.instead(q, f, "unknown.plain").surely() // of those before it is not told who was there
		}
	}
	if len(names) != 1 || q.Facet == "" || q.Facet == "facet.who" || q.Asked.Prior > 0 || q.Cues.Has("ask.suppose", "time.future", "set.not", "facet.choice") || q.Metric != "" && q.Metric != x.Book.Default.Metric {
		return nil
	}
	s, miss := x.scope(&Query{Place: q.Place})
	if miss != nil {
		return nil
	}
	r, ok := x.rowOf(s, names[0])
	if !ok || r.Entity != names[0] || r.Rank > q.Top {
		return nil
	}
	f := s.answer(0.6).surely()
	x.sayRow(f, s, r)
	return f.correct("no")
}

// notDropped corrects a question by which the partner that was chosen was let go before what it asks: "after X dumped Y, who got the job?" Of a
// former one it says who came after them. It is nil where the question is for something else.
func (x *Index) notDropped(q *Query) *Finding {
	won, before := x.chosenBeside(q), x.relationOf(q, q.Dropped)
	switch {
	case won == nil || before == nil || !contains(q.Names, won.Subject) || q.Cues.Has("facet.choice", "set.not", "ask.suppose"):
		return nil
	case before == won:
		return x.denial(x.related.claim[won], part("not.quite"))
	case before.Role != former || q.Facet != "facet.who" || q.Metric != "" || len(q.Ranks)+len(q.Percents)+len(q.People) > 0 || q.Cues.Has("deg.top", "deg.bottom", "deg.more", "deg.less") ||
		slices.ContainsFunc(q.Bare, func(id string) bool {
			return !contains(parted, id) && !mere[id] && !(id == "act.approve" && q.Cues.Has("ask.winner")) // "got the nod"
		}):
		return nil
	}
	q = q.Clone()
	q.Replaced = q.Dropped
	return x.replaced(q)
}

// wasExplored corrects a question by which somebody was not even looked at who was: "why did X refuse to look at Y?" It is nil where there is no such one.
func (x *Index) wasExplored(q *Query) *Finding {
	if !contains(q.Refused, "act.explore") || q.Cues.Has("facet.choice", "ask.suppose", "set.except") {
		return nil
	}
	for _, n := range q.Names {
		r := x.relationOf(q, n)
		switch {
		case x.subject(n):
		case r == nil || r.Role == chosen || r.Role == former:
			return nil
		default:
			f := sureOf(Corrected).say("not.quite")
			x.sayRelation(f, r, "relation."+r.Role)
			return f
		}
	}
	return nil
}

// undenied corrects a question why somebody denied a fall or a rise for which they gave a reason. It is nil where they did not, or something else is denied.
func (x *Index) undenied(q *Query) *Finding {
	moves := func(id string) bool { return strings.HasPrefix(id, "dir.") }
	if len(q.People) != 1 || q.Cues.Has("set.not", "facet.choice") || !slices.ContainsFunc(q.Bare, moves) || slices.ContainsFunc(q.Bare, func(id string) bool { return !moves(id) && id != "act.deny" && id != "act.sell" && id != "act.reject" }) {
		return nil
	}
	for _, c := range x.claimsBy[q.People[0]] {
		if contains(c.Concepts, "noun.reason") && !slices.ContainsFunc(q.Names, func(n string) bool { return !x.hasPart(c, n) }) {
			return x.denial(c, part("not.quite"))
		}
	}
	return nil
}

// momentOnly reports whether a question is when somebody did something that no word of it says is a figure: "what year did X enter C?"
func (q *Query) momentOnly() bool {
	return q.Facet == "facet.when" && (q.Intent.Operation == "change" || q.Intent.Operation == "growth" || q.Intent.Operation == "lookup") && len(q.Names) > 0 && q.Metric == "" && !q.ofChange() && !q.Asked.Said &&
		len(q.Percents)+len(q.Numbers)+len(q.Points)+len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.bottom", "deg.more", "deg.less") &&
		!slices.ContainsFunc(q.Bare, func(id string) bool { return id != "noun.period" })
}

// rankDespite says who holds a rank, where the clause before the question sets two against each other: "with X behind Y, who is third?" It is nil where
// the rank may be meant among the two.
func (x *Index) rankDespite(q *Query) *Finding {
	if !q.Figures() || x.doing["holder"] == nil || !q.Cues.Has("deg.more", "deg.less", "move.ahead") && !hasAny(q.Bare, "act.lag", "act.lead", "act.overtake") || q.Asked.Prior > 0 || q.Metric != "" || q.Cues.Has("ask.suppose", "facet.choice", "set.not") ||
		q.Ranks[0] <= 2 {
		return nil
	}
	q = q.Clone()
	q.Intent = x.doing["holder"]
	return x.holder(q).fitting(0.6).surely()
}

// otherRated corrects a rate that a question gives somebody before it asks for their level, where they have none: "as X's shipments rose 37%, what is its share?"
func (x *Index) otherRated(q *Query) *Finding {
	names := x.lean(q.Names)
	if q.Intent.Operation != "ratio" || q.Asked.Prior > 0 || len(names) != 1 || len(x.rates(q, names[0])) > 0 || x.doing["verify"] == nil {
		return nil
	}
	return x.verified(q)
}

// notOnRecord declines whether a figure is a record or more than expected, or somebody denied it, and gives it. It is nil where no figure is meant.
func (x *Index) notOnRecord(q *Query) *Finding {
	if !q.Figures() || q.Cues.Has("facet.choice") {
		return nil
	}
	of := q.Clone()
	of.Intent, of.Facet = x.doing["measured"], ""
	if of.Intent == nil {
		return nil
	}
	f := x.measured(of)
	if f.Silent() {
		return nil
	}
	return x.instead(q, f, "unknown.plain").surely()
}
