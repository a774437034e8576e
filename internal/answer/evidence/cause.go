package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// ofCauses says whether a thing is given as a cause, where a question is whether it is one: "is the competition a reason for the fall?" It is nil where
// it is somebody's reason that is asked for, or nothing tells of that thing.
func (x *Index) ofCauses(q *Query) *Finding {
	if q.Facet != "facet.whether" || !hasAny(q.Concepts, causes...) || len(q.People) > 0 {
		return nil
	}
	if f := x.isCause(q); f != nil {
		return f
	}
	return x.noCause(q)
}

// noCause says that a thing is not given as a cause, and what is said of it, where a question is whether something comes of it: "did the tariffs cause the
// fall?" It is nil where a claim that gives causes tells of that thing, or nothing tells of it.
func (x *Index) noCause(q *Query) *Finding {
	more := len(q.Others)+len(q.Ranks)+len(q.Uttered.Words) > 0 || q.Quote != "" || q.Abroad != ""
	if more || q.Figures() && len(q.Percents) == 0 || q.Cues.Has("facet.choice", "set.not", "time.future") {
		return nil
	}
	for _, id := range q.Bare {
		if !subjects[id] {
			continue
		}
		if c := x.tellsOf(id); c != nil && !x.gives(q, c, id) {
			return x.sayNearest(unknown("cause.not").fitting(0.2).surely(), c)
		}
		return nil
	}
	return nil
}

// isCause tells what a claim that gives causes says of a thing, or of whoever fares well by it, where a question is whether that is one: "is the competition a
// reason?" It is nil where no claim about all whom the question names tells of all else in it.
func (x *Index) isCause(q *Query) *Finding {
	if len(q.Others)+len(q.Ranks)+len(q.Percents) > 0 || q.Quote != "" || q.Abroad != "" || q.Metric != "" || q.Figures() || q.Cues.Has("facet.choice", "set.not", "set.only", "time.future") {
		return nil
	}
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Claims {
			if c := &x.Book.Articles[i].Claims[j]; contains(c.Concepts, "act.cause") && x.causes(q, c) {
				if !x.givesAny(q, c) {
					return x.sayNearest(unknown("unknown.names", Arg{"names", Names(q.Names)}).fitting(0.2).surely(), c) // of one of many it says no such thing
				}
				return x.affirmation(c)
			}
		}
	}
	return nil
}

// causes reports whether a claim tells of all whom a question names and of all doings and things in it but that something fell or is a cause, and has
// one of them as what it comes of.
func (x *Index) causes(q *Query, c *knowledge.Claim) bool {
	by := x.givesAny(q, c) || len(q.Names) == 1 && competes(c, q.Names[0], "")
	return by && !slices.ContainsFunc(q.Bare, func(id string) bool { return !ofFall(id) && !contains(c.Concepts, id) && !x.worded(c, id) }) && !slices.ContainsFunc(q.Names, func(n string) bool { return !contains(c.Who, n) && !contains(c.Who, x.maker(n)) })
}

// givesAny reports whether a claim tells of any doing or thing in a question beside that something fell or is a cause.
func (x *Index) givesAny(q *Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool { return !ofFall(id) && (contains(c.Concepts, id) || x.worded(c, id)) })
}

// ofFall reports whether a concept says no more than that something fell, or that something is a cause of it.
func ofFall(id string) bool {
	return mere[id] || contains(causes, id) || strings.HasPrefix(id, "dir.") || strings.HasPrefix(id, "adj.") || id == "act.lose" || id == "act.fail" || id == "act.reject"
}

// tellsOf returns the claim that has a thing of the thesaurus as one of its own, or else the first whose words have it, or nil.
func (x *Index) tellsOf(id string) *knowledge.Claim {
	var worded *knowledge.Claim
	for i := range x.Book.Articles {
		for j := range x.Book.Articles[i].Claims {
			switch c := &x.Book.Articles[i].Claims[j]; {
			case contains(c.Concepts, id):
				return c
			case worded == nil && x.worded(c, id):
				worded = c
			}
		}
	}
	return worded
}

// gives reports whether a claim may give a thing that it tells of as the cause of what a question is about: it gives causes, or it is about
// whom the question names and does not say that it is about what may come.
func (x *Index) gives(q *Query, c *knowledge.Claim, id string) bool {
	if hasAny(c.Concepts, causes...) || hasAny(c.Concepts, "act.hinder") {
		return true
	}
	return !contains(c.Concepts, id) && !slices.ContainsFunc(q.Names, func(n string) bool { return !x.plays(c, n) })
}

// mayHinder tells the hurdles ahead of whom a question names, where it is for what may hold them back: "what might keep X from growing?" It is nil where no
// claim tells of any.
func (x *Index) mayHinder(q *Query) *Finding {
	if q.Figures() || len(q.People)+len(q.Others)+len(q.Percents) > 0 || q.Abroad != "" || q.Cues.Has("set.not", "facet.choice") {
		return nil
	}
	for _, n := range q.Names {
		for _, c := range x.told[n] {
			if contains(c.Concepts, "noun.hurdle") && c.Certainty == "opinion" && len(x.foreign(q, c)) == 0 {
				return x.affirmation(c).fitting(0.3)
			}
		}
	}
	return nil
}

// misdirected corrects a question for a cause of figures of somebody that went the other way, where no statement answers it or
// the question gives a figure.
func (x *Index) misdirected(f *Finding, q *Query) *Finding {
	if !(q.losing() || f.Silent() && (q.Facet == "facet.why" || hasAny(q.Concepts, causes...)) || len(q.Percents) > 0) || q.Intent.Operation != "tell" || len(q.Names) == 0 ||
		!hasAny(q.Concepts, "dir.up", "dir.down") && !q.losing() && !(len(q.Percents) == 1 && q.Cues.Has("deg.less", "move.up", "move.down")) {
		return f // "37% fewer" is a direction
	}
	if f.Silent() && q.Facet == "facet.whether" && len(q.Percents) == 0 && len(q.Deeds) == 0 && (q.Cues.Has("facet.why") || hasAny(q.Bare, "noun.reason")) && len(x.foreignTo(q)) > 0 {
		return f // whoever is the reason need not have fallen
	}
	if slices.ContainsFunc(q.Deeds, func(d Deed) bool { return contains(causes, d.Act) && contains(q.Names, d.By) }) {
		return f // it is another's fall that they are said to have caused
	}
	plain := q.Clone()
	plain.Contrary = false
	switch {
	case q.Cues.Has("move.up"):
		plain.Concepts = append(slices.Clone(q.Concepts), "dir.up")
	case q.Cues.Has("move.down"), q.losing():
		plain.Concepts = append(slices.Clone(q.Concepts), "dir.down")
	}
	move := x.change
	if x.Rated(q) {
		move = x.growth // it is the rate that is said to have gone the other way
	}
	g := move(plain)
	if g.Silent() && q.losing() {
		plain.Metric = "" // another figure of theirs may tell that they grew
		g = move(plain)
	}
	if g.Status == Corrected {
		g.Fit, g.Tied = f.Fit, true
		if f.Silent() {
			g.Fit = 0
		}
		return g
	}
	return f
}

// losing reports whether a question takes it for granted that whom it names lost of what a metric tells: "why did X lose share?"
func (q *Query) losing() bool {
	return q.Facet == "facet.why" && q.Metric != "" && slices.ContainsFunc(q.Deeds, func(d Deed) bool { return d.Act == "act.lose" && contains(q.Names, d.By) })
}

// foreignTo lists those of the parties of a question of whom no claim of its topic tells.
func (x *Index) foreignTo(q *Query) Names {
	var out Names
	for _, n := range x.parties(q) {
		if !slices.ContainsFunc(x.topics[q.Intent.ID], func(c *knowledge.Claim) bool { return contains(c.Who, n) }) {
			out = append(out, n)
		}
	}
	return out
}

// Reasons reports whether any of some claims is one of a topic of reasons, is cited by such or cites one.
func (x *Index) Reasons(topic string, claims []*knowledge.Claim) bool {
	return slices.ContainsFunc(x.topics[topic], func(why *knowledge.Claim) bool {
		return slices.ContainsFunc(claims, func(c *knowledge.Claim) bool {
			return c == why || contains(why.Cites, c.ID) || contains(c.Cites, why.ID)
		})
	})
}
