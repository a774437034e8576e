package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// mentioned tells what there is of one of whom a question only asks what is said of it, why it is mentioned, or whether. It is nil where the
// question asks for more, or somebody's words are meant.
func (x *Index) mentioned(q *Query) *Finding {
	who := x.parties(q)
	named := x.named()
	if named == nil || len(who) != 1 || !q.ofMention() {
		return nil
	}
	if !x.present(who[0]) {
		return unknown("unknown.mentioned", Arg{"names", Names(who)}).fitting(0.5).surely()
	}
	f := x.whatever(q)
	if f.Silent() {
		return nil
	}
	if q.Facet == "facet.whether" {
		f.sayFirst("yes")
	}
	f.Fit, f.Tied, f.Sure = 0.5, true, true
	return f
}

// whatever tells what there is of whom a question names, whatever it asks.
func (x *Index) whatever(q *Query) *Finding {
	q = q.Clone()
	q.Intent, q.Facet, q.Cues, q.Bare = x.named(), "", nil, nil
	if f := x.profile(q); f != nil {
		return f
	}
	return x.tellTopic(q, q.Intent.ID)
}

// absent takes back a yes to a question that names something the articles do not mention, and says so: "does X use Y's Z?"
func (x *Index) absent(f *Finding, q *Query) *Finding {
	if len(f.Parts) == 0 || f.Parts[0].Key != "yes" || q.Figures() {
		return f
	}
	var none Names
	for _, n := range q.Names {
		if !x.present(n) {
			none = append(none, n)
		}
	}
	if len(none) == 0 {
		return f
	}
	return x.instead(q, f, "unknown.mentioned", Arg{"names", none})
}

// mentionsThing says what the book tells of a thing of the thesaurus, where a question is whether it is mentioned, or declines. It is nil where
// more is asked or somebody is named.
func (x *Index) mentionsThing(q *Query) *Finding {
	thing := ""
	for _, id := range q.Bare {
		switch {
		case mere[id]:
		case thing != "" || !strings.HasPrefix(id, "noun."):
			return nil
		default:
			thing = id
		}
	}
	if thing == "" || len(x.parties(q))+len(q.Titles)+len(q.Percents)+len(q.Ranks) > 0 || q.Voice != "" || q.Metric != "" || q.Abroad != "" || q.Cues.Has("facet.choice", "set.not", "ask.firm") {
		return nil
	}
	about := &Query{Intent: q.Intent, Concepts: []string{thing}, Bare: []string{thing}}
	var told []*knowledge.Claim
	for _, in := range x.Book.Intents {
		for _, c := range x.topics[in.ID] {
			if contains(c.Concepts, thing) || x.worded(c, thing) {
				told = append(told, c)
			}
		}
	}
	if c, _ := x.best(about, told); c != nil {
		return x.affirmation(c) // which tells whether it is the very thing
	}
	if thing == "noun.event" || len(x.found(x.quoted.concepts, []string{thing})) > 0 {
		return nil
	}
	return unknown("unknown.plain").surely()
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

// cameOf says how one stands that was looked at for a deal, where a question is what became of it: "what came of the talks with
// X?" It is nil for other questions.
func (x *Index) cameOf(q *Query) *Finding {
	outcome := hasAny(q.Bare, "act.happen") || hasAny(q.Bare, "noun.consequence") && hasAny(q.Bare, "act.negotiate", "act.explore")
	if !q.asks("", "facet.whether", "facet.why") || q.Metric != "" || !outcome || q.Cues.Has("time.future") ||
		slices.ContainsFunc(q.Bare, func(id string) bool { return !ofTalks[id] }) {
		return nil
	}
	others := slices.DeleteFunc(slices.Clone(q.Names), x.subject)
	if len(others) != 1 || len(q.People)+len(q.Others) > 0 {
		return nil
	}
	r := x.relationOf(q, others[0])
	why := q.Facet == "facet.why" || q.Cues.Has("facet.why")
	if r == nil || why != (r.Role == former) {
		return nil
	}
	if why {
		return x.affirmation(x.related.claim[r]) // "why did nothing come of it?"
	}
	if r.Role == chosen {
		return x.affirmation(x.related.claim[r])
	}
	f := sureOf(Answered)
	x.sayRelation(f, r, "relation."+r.Role)
	if won := x.chosenIn(r); won != nil {
		x.sayRelation(f, won, "relation.chosen.is")
	}
	return f
}

// ofTalks are the concepts of a question that says no more of talks than that there were some.
var ofTalks = map[string]bool{"act.happen": true, "act.negotiate": true, "act.explore": true, "act.want": true, "noun.deal": true, "noun.partner": true, "noun.technology": true, "noun.consequence": true, "act.hope": true}

// untold declines a question whether somebody said when, why or how much, where neither their words nor what is told of them has that, and
// gives the words. It is nil for other questions.
func (x *Index) untold(q *Query) *Finding {
	who := q.People[0]
	list := x.of(who)
	if q.Facet != "facet.whether" || len(list) != 1 || q.Inner != "ask.which" && q.Cues.Has("ask.what", "ask.which") {
		return nil
	}
	switch q.Inner {
	case "ask.which": // "did X say which model?"
		if q.Which == "" || contains(list[0].Concepts, q.Which) || x.saidOf(list[0], q.Which) {
			return nil
		}
		f := unknown("unknown.plain").fitting(0.3).surely()
		x.sayQuote(f, &Query{}, list[0])
		return f
	case "facet.when":
		if list[0].Period["en"] != "" {
			return nil
		}
	case "facet.why":
		if slices.ContainsFunc(x.claimsBy[who], func(c *knowledge.Claim) bool { return contains(c.Concepts, "noun.reason") }) {
			return nil
		}
	case "facet.amount", "facet.duration":
	default:
		return nil
	}
	f := unknown("unknown." + q.Inner).fitting(0.3).surely()
	x.sayQuote(f, &Query{}, list[0])
	return f
}

// laidOn says whose measures hit a firm, where a question is which authority or country laid them on it, or that it was another firm. It is nil
// where no claim tells of such.
func (x *Index) laidOn(q *Query) *Finding {
	if len(q.Names) != 1 || q.Which != "noun.authority" && !q.Cues.Has("ask.country") && !q.Cues.Has("set.against") || q.Facet != "" {
		return nil
	}
	of := func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(q.Bare, func(id string) bool { return bearing[id] && x.worded(c, id) })
	}
	if i := slices.IndexFunc(x.told[q.Names[0]], of); i >= 0 {
		return x.affirmation(x.told[q.Names[0]][i])
	}
	for _, in := range x.Book.Intents {
		for _, c := range x.topics[in.ID] {
			if of(c) && x.Companies(c.Who) {
				return x.denial(c, part("not.entity", Arg{"entity", Name(q.Names[0])}))
			}
		}
	}
	return nil
}
