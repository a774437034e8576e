package evidence

import (
	"slices"

	"marketbot/knowledge"
)

// mentioned tells what there is of one of whom a question only asks what is said of it, why it is mentioned, or whether. It is nil where the
// question asks for more, or somebody's words are meant.
func (x *Index) mentioned(q Query) *Finding {
	who := x.parties(&q)
	named := x.named()
	if named == nil || len(who) != 1 || !q.ofMention() {
		return nil
	}
	if !x.present(who[0]) {
		f := x.unknown(q, "unknown.mentioned", Arg{"names", Names(who)})
		f.Fit, f.Sure = 0.5, true
		return f
	}
	whether := q.Facet == "facet.whether"
	q.Intent, q.Facet, q.Cues, q.Bare = named, "", nil, nil
	f := x.profile(q)
	if f == nil {
		f = x.tellTopic(q, named.ID)
	}
	if f.Silent() {
		return nil
	}
	if whether {
		f.sayFirst("yes")
	}
	f.Fit, f.Tied, f.Sure = 0.5, true, true
	return f
}

// ofMention reports whether a question is for whatever is said of somebody: "in what connection is X mentioned?", "what is said about X?"
func (q *Query) ofMention() bool {
	switch q.Facet {
	case "", "facet.why", "facet.where", "facet.whether":
	default:
		return false
	}
	if len(q.People)+len(q.Percents)+len(q.Ranks)+len(q.Titles)+len(q.Numbers)+len(q.Doubts) > 0 || q.Metric != "" || q.Abroad != "" || q.Voice != "" || q.Uttered.By != "" || q.Contrary ||
		q.Cues.Has("facet.choice", "set.not", "set.also", "ask.count", "time.future") {
		return false
	}
	if slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] && !(id == "act.think" && hasAny(q.Bare, "noun.article")) }) {
		return false
	}
	return hasAny(q.Bare, "act.mention") || q.Facet == "" && q.Cues.Has("ask.what") && q.Cues.Has("ask.about") && hasAny(q.Bare, "act.say", "act.know")
}

// named is the intent that asks what something is.
func (x *Index) named() *knowledge.Intent {
	for i := range x.Book.Intents {
		if in := &x.Book.Intents[i]; in.Named && in.Operation == "tell" {
			return in
		}
	}
	return nil
}

// cameOf says how one stands that was looked at for a deal and not chosen, where a question is what became of it: "what came of the talks with
// X?" It is nil for other questions.
func (x *Index) cameOf(q Query) *Finding {
	outcome := hasAny(q.Bare, "act.happen") || hasAny(q.Bare, "noun.consequence") && hasAny(q.Bare, "act.negotiate", "act.explore")
	if q.Facet != "" && q.Facet != "facet.whether" || q.Metric != "" || !outcome || q.Cues.Has("time.future") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofTalks[id] }) {
		return nil
	}
	others := slices.DeleteFunc(slices.Clone(q.Names), x.subject)
	if len(others) != 1 || len(q.People)+len(q.Others) > 0 {
		return nil
	}
	r := x.relationOf(&q, others[0])
	if r == nil || r.Role == chosen || r.Role == former {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true, Sure: true}
	x.sayRelation(f, r, "relation."+r.Role)
	if won := x.chosenIn(r); won != nil {
		x.sayRelation(f, won, "relation.chosen.is")
	}
	return f
}

// ofTalks are the concepts of a question that says no more of talks than that there were some.
var ofTalks = map[string]bool{"act.happen": true, "act.negotiate": true, "act.explore": true, "act.want": true, "noun.deal": true, "noun.partner": true, "noun.technology": true, "noun.consequence": true, "act.hope": true}
