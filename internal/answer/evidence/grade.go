package evidence

import "marketbot/knowledge"

// grades are the degrees of certainty by which the claims that say how sure they are are listed, in the order in which they are.
var grades = []string{"confirmed", "reported", "opinion"}

// graded lists the claims of the book that say how sure they are, by that: "which claims rest on unnamed reports?" Where a question is for none of the degrees, or for
// several, all are listed.
func (x *Index) graded(q *Query) *Finding {
	f := &Finding{Status: Answered, Fit: 0.4, Sure: true}
	in := x.doing["certainty"]
	if in == nil {
		return unknown("unknown.plain")
	}
	asked := q.grade()
	for _, grade := range grades {
		if asked != "" && asked != grade {
			continue
		}
		var of []*knowledge.Claim
		for _, c := range x.topics[in.ID] {
			if c.Certainty == grade {
				of = append(of, c)
			}
		}
		for i, c := range of {
			if i == 0 {
				f.say("grade." + grade)
			}
			f.say("claim", Arg{"text", c.Text}).cite(c)
		}
	}
	if len(f.Parts) == 0 {
		return unknown("unknown.plain")
	}
	return f
}

// grade is the one degree of certainty that a question is for: "" if it is for none or for several.
func (q *Query) grade() string {
	denied := q.Cues.Has("set.not")
	confirmed := !denied && (hasAny(q.Concepts, "act.confirm", "noun.fact", "adj.sure") || q.Cues.Has("facet.sure") && !hasAny(q.Concepts, "noun.rumour"))
	reported := hasAny(q.Concepts, "noun.rumour", "noun.source") || denied && hasAny(q.Concepts, "act.confirm")
	opinion := hasAny(q.Concepts, "act.think", "act.expect", "noun.forecast")
	switch {
	case confirmed && !reported && !opinion:
		return "confirmed"
	case reported && !confirmed && !opinion:
		return "reported"
	case opinion && !confirmed && !reported:
		return "opinion"
	}
	return ""
}
