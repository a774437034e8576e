package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// personBehind says which person is behind a statement: "which executive tied the fall to X?" It is nil where the question does not ask for
// that, or no person's claim about whom it names has to do with what it tells.
func (x *Index) personBehind(q *Query) *Finding {
	if q.Which != "noun.executive" || len(q.People) > 0 || q.Quote != "" || q.Intent.Operation == "venue" {
		return nil
	}
	var list []*knowledge.Claim
	for _, n := range x.parties(q) {
		for _, c := range x.told[n] {
			if e := x.entities[c.By]; e != nil && e.Kind == "person" && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	q = q.Clone()
	q.Metric = ""
	c, _ := x.best(q, list)
	if c == nil || len(x.foreign(q, c)) > 0 || !slices.ContainsFunc(q.Bare, func(id string) bool { return !mere[id] && (contains(c.Concepts, id) || x.worded(c, id)) }) {
		return nil
	}
	f := sureOf(Answered)
	x.sayRole(f, x.entities[c.By])
	f.Quotes = nil
	if v := x.of(c.By); rests(c, v...) {
		x.sayQuote(f, &Query{}, v[0]) // it is in these words
		return f
	}
	f.say("claim", Arg{"text", c.Text})
	x.citeAll(f, c)
	return f
}

// talksOf says who told of talks with others than those whom the book names: "who says that X sounded out several firms?" It is nil where
// the question does not ask for that, or no quotation tells of talks.
func (x *Index) talksOf(q *Query) *Finding {
	asked := q.Facet == "facet.source" || q.Cues.Has("facet.source") || q.asks("", "facet.who") && hasAny(q.Concepts, "act.say")
	if !asked || !q.Cues.Has("ask.firm") || !hasAny(q.Bare, talking...) || q.Figures() || len(q.People) > 0 || len(q.Names) == 0 || x.namesObject(q) {
		return nil
	}
	for _, v := range x.found(x.quoted.concepts, talking) {
		if slices.ContainsFunc(q.Names, func(n string) bool { return !contains(v.Who, n) || x.maker(v.Speaker) == n }) {
			continue
		}
		f := sureOf(Answered)
		return x.saySpoken(f, q, v)
	}
	return nil
}

// talking are the doings of one who looks for a partner.
var talking = []string{"act.explore", "act.negotiate", "act.meet"}

// spokesman gives the words of whoever spoke for a company, or on an occasion that the question tells: "who from X gave the details?" It is
// nil where the question does not ask for that, or nobody of the company spoke there.
func (x *Index) spokesman(q *Query) *Finding {
	ofSource := q.Facet == "facet.whether" && q.Which != "" && q.Staff != "" && x.entities[q.Staff] != nil && x.entities[q.Staff].Kind == "source" // "which S analyst do I ask?"
	if q.Facet != "facet.who" && !(q.Facet == "" && q.Cues.Has("ask.staff")) && !ofSource || q.Cues.Has("set.not") {
		return nil
	}
	if e := x.entities[q.Staff]; e != nil && e.Kind != "company" {
		return unknown("unknown.holder", x.speakersArg()).fitting(0.5).surely() // who it was at an outlet or a source
	}
	if len(q.People) > 0 {
		return nil
	}
	if v := x.quotation(q.Quote); v != nil && x.maker(v.Speaker) != q.Staff {
		return x.saySpoken(sureOf(Corrected).say("not.entity", Arg{"entity", Name(q.Staff)}), q, v) // of another firm
	}
	c := x.claims[q.Passage]
	speaks := (q.Quoting() || q.Intent.Operation == "people" && len(q.Others) > 0) && hasAny(q.Concepts, "act.say") ||
		q.Cues.Has("ask.behalf") && !q.Cues.Has("facet.whether") && !slices.ContainsFunc(q.Concepts, func(id string) bool { return strings.HasPrefix(id, "act.") }) // "who spoke for X?"
	for _, v := range x.found(x.quoted.of, []string{q.Staff}) {
		told := c != nil && (v.Event != "" && contains(c.Who, v.Event) || v.Outlet != "" && contains(c.Who, v.Outlet))
		if !told && !speaks || x.offTopic(q, v) {
			continue
		}
		f := sureOf(Answered)
		if !x.misplaced(f, q, v) {
			x.sayQuote(f, &Query{}, v)
		}
		return f
	}
	return nil
}

// sides says who was chosen in a deal and who was not, where a question asks for both: "who replaced whom?" It is nil where the question does
// not do so.
func (x *Index) sides(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won != nil && hasAny(q.Bare, "noun.technology") && hasAny(q.Bare, "noun.device") && len(x.parties(q)) == 0 && q.Metric == "" {
		return x.affirmation(x.related.claim[won]) // "whose AI is in whose phones?"
	}
	moved := hasAny(q.Bare, "act.switch", "act.change") && q.Cues.Has("move.from") && q.Cues.Has("move.to", "ask.recipient") // "from whom to whom did X go?"
	if won == nil || !q.Twice || !moved && !hasAny(q.Bare, "noun.deal", "noun.partner", "act.reject", "act.choose") || len(q.People)+len(q.Others)+len(q.Titles)+len(q.Ranks)+len(q.Percents) > 0 || q.Metric != "" ||
		slices.ContainsFunc(q.Names, func(n string) bool { return !x.subject(n) }) || slices.ContainsFunc(q.Concepts, func(id string) bool { return !contains(parted, id) && !mere[id] }) {
		return nil
	}
	f := sureOf(Answered)
	x.sayRelation(f, won, "relation.chosen.is")
	succession := moved || hasAny(q.Bare, "adj.former", "adj.new")
	for _, r := range x.related.deal[x.related.home[won]] {
		if r.Role != chosen && (r.Role == former || !succession) && len(f.Parts) < MostListed {
			x.sayRelation(f, r, "relation."+r.Role)
		}
	}
	if len(f.Parts) < 2 {
		return nil
	}
	return f
}

// parted are the concepts by which one tells who came into a deal and who left it.
var parted = []string{"noun.deal", "noun.partner", "noun.relation", "noun.technology", "adj.former", "adj.new", "act.choose", "act.win", "act.reject", "act.lose", "act.end", "act.withdraw", "dir.down", "act.switch", "act.change", "act.supply"}

// ofEach gives words of both companies that a question names side by side, "what did X and Y say?", and says of whom there are none. It is nil
// where the question does not ask for words alone.
func (x *Index) ofEach(q *Query) *Finding {
	forWords := hasAny(q.Bare, "act.say", "noun.quotation") || q.Cues.Has("ask.paraphrase")
	more := len(q.People)+len(q.Others)+len(q.Titles)+len(q.Uttered.Words)+len(q.Percents)+len(q.Ranks) > 0
	if !forWords || more || !q.asks("", "facet.whether") ||
		q.Quote != "" || q.Metric != "" || q.Facet == "facet.whether" && q.Cues.Has("tense.past") {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.6, Tied: true, Sure: true}
	var none Names
	silent := 0
	for _, n := range q.Names {
		s := x.Speaker(n)
		if s == "" {
			none = append(none, n)
			continue
		}
		alone := q.Clone()
		alone.Names = []string{n}
		v := x.of(s)[0]
		if x.offTopic(alone, v) {
			return nil
		}
		if len(q.Topic) > 0 && !slices.ContainsFunc(q.Topic, func(id string) bool { return contains(v.Concepts, id) || x.saidOf(v, id) }) {
			f.say("unknown.topic", Arg{"entity", Name(s)}, Arg{"about", v.About})
			silent++
			continue
		}
		x.sayQuote(f, &Query{}, v)
	}
	switch {
	case len(none) == len(q.Names):
		return nil
	case silent == len(q.Names):
		f.Status = Unknown
	case len(none) > 0:
		f.say("unknown.quote", Arg{"names", none}, x.speakersArg())
	}
	return f
}
