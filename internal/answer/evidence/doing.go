package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// refuting returns a claim of others than a list tells of which says the contrary of what a yes/no question says was done, and is of the same
// time or thing; nil: there is none, or the claim at hand tells of that doing.
func (x *Index) refuting(q *Query, c *knowledge.Claim) *knowledge.Claim {
	for _, id := range q.Bare {
		if !strings.HasPrefix(id, "act.") || mere[id] || contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id) {
			continue
		}
		for _, n := range q.Names {
			for _, o := range x.told[n] {
				if contains(o.Contrary, id) && o.Knows["facet.not"] != nil && len(x.foreign(q, o)) == 0 && hasAny(q.Bare, o.Concepts...) {
					return o
				}
			}
		}
	}
	return nil
}

// ofFormer reports whether a claim tells of one before whoever was chosen, and a question neither names them nor speaks of any partner.
func (x *Index) ofFormer(q *Query, c *knowledge.Claim) bool {
	return slices.ContainsFunc(x.related.states[c], func(r *knowledge.Relation) bool { return r.Role == former }) && !x.namesObject(q) &&
		!hasAny(q.Concepts, "adj.former", "adj.new") && !hasAny(q.Concepts, partnering...)
}

// rightWay reports whether a question has first of two whoever does what a claim tells, which has no contrary but the other way round, and asks
// no more of them than that or that it helps.
func (t *statement) rightWay() bool {
	q, c := t.q, t.c
	if len(c.Contrary) > 0 || len(q.Names) < 2 || q.Cues.Has("set.not") {
		return false
	}
	does, more := false, false
	for _, id := range q.Bare {
		more = more || strings.HasPrefix(id, "act.") && id != "act.help" && c.Deeds[id] == nil && !contains(c.Concepts, id)
	}
	for act := range c.Deeds {
		does = does || contains(c.Deeds[act], q.Names[0]) && !contains(c.Deeds[act], q.Names[1])
	}
	return does && !more
}

// otherDoing reports whether a question is for a doing of which other claims say whose it is, and this one tells nothing of that or of how those
// are whom it asks about.
func (t *statement) otherDoing() bool {
	other, act := false, false
	for _, id := range t.q.Bare {
		if id == "act.lag" && t.q.Cues.Has("deg.less") {
			continue // whoever is behind a thing does not lag
		}
		own := contains(t.c.Concepts, id) || contains(t.c.Contrary, id) || t.x.worded(t.c, id)
		if own && !ofThingOrMere(id) {
			return false
		}
		other = other || !own && len(t.x.deeds[id]) > 0
		act = act || untoldDoing[id]
	}
	return other || act && t.c.Deeds != nil
}

// untoldDoing are doings that no claim tells just by telling what somebody did: "who lost the deal?", "who needs it?"
var untoldDoing = map[string]bool{"act.lose": true, "act.need": true, "act.want": true}

// unsaidOf reports whether a claim tells nothing of a thing or an act, which may be more than to speak of somebody.
func (x *Index) unsaidOf(c *knowledge.Claim, id string) bool {
	of := id == "noun.technology" || strings.HasPrefix(id, "act.") && !mere[id] && id != "act.make" && id != "act.explain"
	return of && !contains(c.Concepts, id) && !contains(c.Contrary, id) && !x.worded(c, id)
}

// ofThingOrMere reports whether a concept is of a thing, or of a question for whatever there is.
func ofThingOrMere(id string) bool { return strings.HasPrefix(id, "noun.") || mere[id] }

// otherWho reports whether somebody else is asked for than the claim says outright: whose AI is in a thing is not whose that is, it is another
// doing that is asked about, or both sides are.
func (t *statement) otherWho() bool {
	q := t.q
	return q.Twice || len(q.Bare) == 1 && bearing[q.Bare[0]] || t.otherDoing() || q.Intent.Named && hasAny(q.Bare, "noun.technology") && t.x.unsaidOf(t.c, "noun.technology")
}

// elsewhere reports whether who does what a question asks about is told by another claim, or by none.
func (t *statement) elsewhere() bool {
	q := t.q
	return !t.knows && (t.otherDoing() || q.Intent.Named && slices.ContainsFunc(q.Bare, func(id string) bool { return t.x.unsaidOf(t.c, id) }))
}

// doneBy declines who does something of which the claim does not tell. Whose AI is in a product of whoever chose it is whose they chose.
func (t *statement) doneBy() *Finding {
	x, q := t.x, t.q
	who := x.parties(q)
	won := x.chosenBeside(q)
	if won != nil && q.Intent.Named && hasAny(q.Bare, "noun.technology") && len(who) > 0 && !slices.ContainsFunc(who, func(n string) bool { return !x.subject(n) }) {
		return x.affirmation(x.related.claim[won])
	}
	return x.almost(q, t.c).fitting(elsewhereFit)
}

// failedWith reports whether a question is whether it went well with those of whom it is said how they stand, where claims say the contrary of all.
func (x *Index) failedWith(q *Query, said map[string]bool) bool {
	for n := range said {
		if c := x.related.claim[x.relationOf(q, n)]; c == nil || !contains(c.Contrary, "act.succeed") {
			return false
		}
	}
	return len(said) > 0 && hasAny(q.Bare, "act.succeed") && !q.Cues.Has("set.not", "facet.choice", "time.future")
}
