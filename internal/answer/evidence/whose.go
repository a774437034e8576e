package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// whoseWords says who said something of which a question asks from which of several sides it comes: "is that hearsay, or does it come from
// somebody close to the deal?" It is nil where no quotation tells of all that it is about, or more than one does.
func (x *Index) whoseWords(q *Query) *Finding {
	if q.Figures() || q.Metric != "" || q.Quote != "" || q.Passage != "" || len(q.Percents) > 0 {
		return nil
	}
	var found *knowledge.Quotation
	for _, v := range x.quotes {
		switch {
		case !x.bearsAll(v, q):
		case found != nil:
			return nil
		default:
			found = v
		}
	}
	if found == nil {
		return nil
	}
	f := sureOf(Answered)
	f.say("speaker", x.quoteArgs(found)...)
	x.sayQuote(f, q, found)
	return f
}

// bearsAll reports whether a quotation speaks of all whom a question names, and of all acts in it, at least one.
func (x *Index) bearsAll(v *knowledge.Quotation, q *Query) bool {
	acts := 0
	for _, id := range q.Bare {
		switch {
		case !strings.HasPrefix(id, "act.") || mere[id] || id == "act.make":
		case contains(v.Concepts, id) || contains(x.quoteConcepts[v], id):
			acts++
		default:
			return false
		}
	}
	return acts > 0 && !slices.ContainsFunc(q.Names, func(n string) bool { return !x.spokenOf(v, n) })
}
