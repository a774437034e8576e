package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// misplacedMarket corrects a question that calls a market the largest, or the n-th of its kind, where a claim gives
// another rank or gives that rank to another place. It is nil where the question does not do so.
func (x *Index) misplacedMarket(q *Query) *Finding {
	if q.Market.Rank == 0 {
		return nil
	}
	for _, c := range x.markets {
		if q.Market.Place == c.Place && q.Market.Rank != c.Rank || q.Market.Place != c.Place && q.Market.Rank == c.Rank {
			return x.denial(c, part("no"))
		}
	}
	return nil
}

// misquoted corrects a question that gives words of one person to another whom it names.
func (x *Index) misquoted(q *Query) *Finding {
	v := x.quotation(q.Quote)
	if v == nil || len(q.People) != 1 || v.Speaker == q.People[0] || !q.Quoting() || q.Cues.Has("facet.choice") {
		return nil
	}
	return x.notSpeaker(q, v)
}

// rankThen declines a rank of earlier that the table of then does not settle, however it is asked for.
func (x *Index) rankThen(q *Query) *Finding {
	if q.Figures() && q.Asked.Prior == 0 && len(q.Names) > 0 && len(q.Percents) == 1 && len(q.Ranks) == 0 && x.once(q) {
		q = q.Clone()
		q.AskYearBefore(x.Latest) // "when its share stood at 24%"
	}
	if !q.Figures() || q.Asked.Prior == 0 || len(q.Names) == 0 ||
		q.Which != "noun.rank" && q.Which != "noun.position" && !(hasAny(q.Bare, "noun.rank") && (q.Metric == "" || q.Cues.Has("set.not"))) {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	have, _ := x.known(s, x.lean(q.Names))
	if !slices.ContainsFunc(have, func(r Row) bool { return !x.settled(s, r) }) {
		return nil
	}
	return unknown("unknown.rank.then", Arg{"names", entitiesOf(have)}, Arg{"period", s.period})
}

// TakenOver reports whether a question is whether one side of a deal bought the other, or takes it for granted.
func (x *Index) TakenOver(q *Query) bool { return x.bought(q) != nil }

// bought returns how two firms stand of which a question has one bought by the other, or nil.
func (x *Index) bought(q *Query) *knowledge.Relation {
	if !hasAny(q.Bare, "act.buy", "act.own") || q.asks("facet.who", "facet.source") && !q.Premised || len(q.Names) != 2 || q.Cues.Has("act.buy thing", "time.future") {
		return nil
	}
	r := x.relationAmong(q)
	more := slices.ContainsFunc(q.Bare, func(id string) bool { return !buying[id] })
	if r == nil || !contains(q.Names, r.Subject) || q.Facet == "facet.whether" && (r.Role != chosen || more) {
		return nil // what one of them makes may well be bought
	}
	return r
}

// buying are the concepts of a question whether one firm bought another, or a business of it.
var buying = map[string]bool{"act.buy": true, "act.own": true, "act.make": true}

// everywhere corrects a question whether a deal is for the whole world, where the claim that tells of it names a place. It is nil where a question does not
// ask for that.
func (x *Index) everywhere(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || !contains(q.Names, won.Object) || q.Metric != "" || len(q.People)+len(q.Others) > 0 || q.Cues.Has("facet.choice", "set.also", "set.not") || slices.ContainsFunc(x.parties(q), func(n string) bool { return n != won.Object && !x.subject(n) }) {
		return nil
	}
	c := x.related.claim[won]
	if c.Place == "" {
		return nil
	}
	return x.denial(c, part("no"))
}

// takenOver corrects a question that has one side of a deal bought by the other: it says how they stand. Whom somebody bought is not on record.
func (x *Index) takenOver(q *Query) *Finding {
	if q.Facet == "facet.who" && len(q.Names) == 1 && len(q.Bare) == 1 && hasAny(q.Bare, "act.buy") && !q.Figures() && !q.Cues.Has("act.buy thing", "time.future") {
		return unknown("unknown.plain").surely() // "who did X acquire?"
	}
	r := x.bought(q)
	if r == nil {
		return nil
	}
	f := &Finding{Status: Corrected, Fit: 0.3, Tied: true, Sure: true}
	f.say("not.quite")
	x.sayRelation(f, r, pick(r.Role == chosen, "relation.chosen.is", "relation."+r.Role))
	return f
}

// once reports whether the one percentage of a question was a figure of a year before of somebody it names, and is none of now.
func (x *Index) once(q *Query) bool {
	return x.withinYear(q, func(now, old float64) bool { return near(old, q.Percents[0]) && !near(now, q.Percents[0]) })
}

// ofChange reports whether a question is about how something moved.
func (q *Query) ofChange() bool {
	return q.Cues.Has("ask.growth") || hasAny(q.Concepts, "dir.up", "dir.down", "act.change")
}

// byFigure answers a question for a figure of a firm that is told by another figure: "the share of the firm whose shipments grew
// 37%". It is nil where the question does not ask for that.
func (x *Index) byFigure(q *Query) *Finding {
	m := x.metrics[q.Metric]
	if !q.Figures() || m == nil || m.Whole == 0 || len(q.Names) > 0 || len(q.Percents) != 1 || !q.Cues.Has("ask.firm") || q.Facet == "facet.source" ||
		q.bounded() || !q.ofChange() {
		return nil
	}
	rows, _ := x.meant(&Query{Place: q.Place, Percents: q.Percents})
	if len(rows) != 1 || rows[0].obs.Metric == q.Metric {
		return nil
	}
	q = q.Clone()
	q.Names, q.Percents = []string{rows[0].Entity}, nil
	f := x.lookup(q)
	f.Sure = true
	return f.cite(x.claim(rows[0]))
}

// described answers a question for a figure of a company that is told by its deal: "the share of the firm that X supplies". It is nil
// where the question does not ask for that.
func (x *Index) described(q *Query) *Finding {
	m := x.metrics[q.Metric]
	if m == nil && q.Cues.Has("ask.firm") && hasAny(q.Bare, "noun.market") {
		m = x.metrics[x.Book.Default.Metric] // "how much of the market does it hold?"
	}
	if m == nil || m.Whole == 0 || len(q.Names) != 1 || !q.Told && q.Owner != q.Names[0] || q.Voice != "" || !hasAny(q.Concepts, "act.supply", "act.power", "act.choose", "act.use", "noun.partner", "noun.deal") {
		return nil
	}
	r := x.relationOf(q, q.Names[0])
	if r == nil || r.Role != chosen {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil {
		return nil
	}
	if _, ok := x.rowOf(s, r.Object); ok {
		return nil // it has figures itself
	}
	if _, ok := x.rowOf(s, r.Subject); !ok {
		return nil
	}
	q = q.Clone()
	q.Names, q.People, q.Titles = []string{r.Subject}, nil, nil
	f := x.lookup(q)
	f.Sure = true
	return f.cite(x.related.claim[r])
}

// wholeMarket declines whether a market as a whole grew: there are only figures of firms. It is nil where the question does not ask for that.
func (x *Index) wholeMarket(q *Query) *Finding {
	if !q.Figures() || q.Facet == "facet.who" || q.Cues.Has("ask.which") || q.Cues.Has("ask.firm") && !q.Cues.Has("set.not", "set.sum") ||
		len(q.Names)+len(q.Ranks)+len(q.Percents) > 0 || !q.Cues.Has("ask.overall") || !hasAny(q.Bare, "noun.market") ||
		!q.ofChange() {
		return nil
	}
	return unknown("unknown.growth", x.covered())
}

// sequence says what came first of dealings with some, where figures would be taken for an answer: "did X look at Y before or after Z?"
// It is nil where the question does not ask for that.
func (x *Index) sequence(q *Query) *Finding {
	if !q.Figures() || !x.Ordered(q) {
		return nil
	}
	return x.relation(q)
}

// cameFirst says whether one with whom somebody dealt came before another, as a question has it: whoever was not chosen came before the one that was.
// It is nil where neither was chosen, or both.
func (x *Index) cameFirst(q *Query) *Finding {
	first, then := x.relationOf(q, q.Sequence[0]), x.relationOf(q, q.Sequence[1])
	if first == nil || then == nil || (first.Role == chosen) == (then.Role == chosen) {
		return nil
	}
	if then.Role == chosen && first.Role != former && !q.ofTalks() {
		return nil // that they did more than talk is not so
	}
	f := sureOf(Answered)
	earlier := first
	if first.Role == chosen {
		earlier = then
	}
	c := x.related.claim[earlier]
	f.judge(earlier == first)
	f.say("claim", Arg{"text", c.Text})
	return f.cite(c)
}

// Ordered reports whether a question is for what came first of dealings with somebody who was not chosen and others.
func (x *Index) Ordered(q *Query) bool {
	return q.Cues.Has("time.order") && hasAny(q.Bare, "act.explore", "act.choose", "act.negotiate", "noun.partner", "noun.deal") &&
		slices.ContainsFunc(q.Names, func(n string) bool { r := x.relationOf(q, n); return r != nil && r.Role != chosen })
}

// coined says whose words of the article stand in a question that asks who said them, or gives them to somebody: those of whom the
// claim is by, else the article's own. It is nil where the question does not ask for that.
func (x *Index) coined(q *Query) *Finding {
	c := x.claims[q.Passage]
	if c == nil || q.Quote != "" || q.Intent.Operation == "speech" || !(q.Intent.Operation == "speaker" || q.Intent.Operation == "wording" ||
		hasAny(q.Concepts, "act.say", "noun.quotation") && (q.Facet == "facet.who" || q.Facet == "facet.source" || q.Facet == "facet.whether" && len(q.People) > 0)) {
		return nil
	}
	f := sureOf(Answered)
	for _, n := range slices.Concat(q.People, q.Others) {
		if n != c.By && n != x.maker(c.By) && f.Status == Answered && !q.Cues.Has("facet.choice") {
			f.Status = Corrected
			f.say("not.entity", Arg{"entity", Name(n)})
		}
	}
	return x.sayOrigin(f, c)
}

// arithmetic declines a question that is only for a part of a number, "what is 17% of 240?" It is nil where the question is for more.
func (x *Index) arithmetic(q *Query) *Finding {
	if !q.Figures() || len(q.Percents) != 1 || len(q.Numbers) != 1 || len(q.Names)+len(q.People)+len(q.Others)+len(q.Ranks)+len(q.Bare)+q.Top > 0 ||
		q.Metric != "" || q.Place != "" || q.Scale != "" || q.Facet == "facet.who" || q.Cues.Has("ask.firm", "ask.which") {
		return nil
	}
	return unknown("unknown.covers", x.covered())
}

// whenAt answers a question for the figure of one at the time when another had a figure of a year before: "what did X have when Y was at
// 24%?" It is nil where the question does not ask for that.
func (x *Index) whenAt(q *Query) *Finding {
	names := x.lean(q.Names)
	amount := q.Cues.Has("ask.what") || q.Facet == "facet.amount"
	if !q.Figures() || !amount || len(names) != 2 || len(q.Percents) != 1 || q.Asked.Prior > 0 || q.Asked.Exact || q.Cues.Has("facet.choice", "deg.more", "deg.less", "unit.points") {
		return nil
	}
	for i, n := range names {
		of := q.Clone()
		of.Names = []string{n}
		if !x.once(of) {
			continue
		}
		other := names[1-i]
		return x.lookup(&Query{Intent: q.Intent, Names: []string{other}, Metric: x.Book.Default.Metric, Place: q.Place, Asked: Asked{Said: true, Known: true, Prior: 4}, Period: x.Latest.Add(-4)})
	}
	return nil
}

// inverse corrects a question by which the one that was chosen in a deal did the choosing: "why did Y pick X?" It is nil where the question
// does not say so.
func (x *Index) inverse(q *Query) *Finding {
	won := x.chosenBeside(q)
	if won == nil || q.Chooses != [2]string{won.Object, won.Subject} || q.Cues.Has("facet.choice") {
		return nil
	}
	return x.denial(x.related.claim[won], part("not.quite"))
}

// switched corrects a question by which somebody went from the partner that was chosen to another, and confirms that they went there from one before. It
// is nil where the question does not say so.
func (x *Index) switched(q *Query) *Finding {
	won := x.chosenBeside(q)
	if r := x.relationOf(q, q.Switch[0]); won != nil && won.Object == q.Switch[1] && r != nil && r.Role == former && q.asserts() && q.Metric == "" && !q.Cues.Has("facet.choice", "set.not") {
		q = q.Clone()
		q.Sequence = q.Switch
		return x.cameFirst(q)
	}
	if won == nil || won.Object != q.Switch[0] || x.relationOf(q, q.Switch[1]) == nil || q.Cues.Has("facet.choice", "set.not") {
		return nil
	}
	return x.denial(x.related.claim[won], part(pick(q.Facet == "facet.whether", "no", "not.quite")))
}

// indirect says whether somebody's words are quoted or told in the article's own: "is X quoted directly on that, or paraphrased?" It is nil
// where the question does not ask for that.
func (x *Index) indirect(q *Query) *Finding {
	if !q.Cues.Has("ask.paraphrase") || q.Quote != "" || q.Intent.Operation == "say" || q.Cues.Has("ask.what", "ask.which") && !q.Cues.Has("facet.choice") && q.Facet != "facet.whether" {
		return nil
	}
	c := x.claims[q.Passage]
	if c == nil && len(q.People) == 1 && len(q.Concepts)+len(q.Names) > 0 {
		about := q.Clone()
		about.People = nil
		c, _ = x.best(about, x.claimsBy[q.People[0]])
		if c != nil && !x.ties(about, c) {
			c = nil
		}
	}
	if c == nil {
		return nil
	}
	f := sureOf(Answered)
	e := x.entities[c.By]
	switch {
	case e == nil || e.Kind != "person":
		return x.sayOrigin(f, c)
	case rests(c, x.of(c.By)...):
		for _, v := range x.of(c.By) {
			x.sayQuote(f, q, v)
		}
		return f
	}
	f.say("quote.indirect", Arg{"speaker", Name(c.By)}).say("claim", Arg{"text", c.Text})
	x.citeAll(f, c)
	return f
}

// neverSaid denies that somebody said the words which a question has in quotation marks, where none of theirs has them. It is nil where the
// question does not ask for that.
func (x *Index) neverSaid(q *Query) *Finding {
	if q.Said == "" || q.Quote != "" || q.Passage != "" || len(q.People) != 1 || q.Facet != "facet.whether" && !hasAny(q.Bare, "act.verify") || !q.Quoting() || !x.Speaks(q.People[0]) {
		return nil
	}
	said := strings.ToLower(q.Said)
	f := sureOf(Corrected)
	for _, v := range x.of(q.People[0]) {
		if strings.Contains(strings.ToLower(strings.Join(v.Sentences, " ")), said) {
			return nil
		}
		if len(f.Quotes) == 0 {
			f.say("wording.not", Arg{"words", Raw(q.Said)})
			x.sayQuote(f, &Query{}, v)
		}
	}
	return f
}

// beforeRate answers a question for a share of before a rate of growth, "before it grew 37%, what share did X have?": it does not follow from
// that rate. It is nil where the question does not ask for that.
func (x *Index) beforeRate(q *Query) *Finding {
	m := x.metrics[q.Metric]
	names := x.lean(q.Names)
	if m == nil || m.Whole == 0 || !q.Figures() || len(names) != 1 || len(q.Percents) != 1 || q.Asked.Prior > 0 || !q.Cues.Has("time.order") || q.Facet == "facet.whether" || !q.ofChange() {
		return nil
	}
	rows, _ := x.meant(&Query{Names: names, Place: q.Place, Percents: q.Percents})
	if len(rows) == 0 || x.metrics[rows[0].obs.Metric].Change == "" {
		return nil
	}
	return x.lookup(&Query{Intent: q.Intent, Names: names, Metric: q.Metric, Place: q.Place, Asked: Asked{Said: true, Known: true, Prior: 4}, Period: x.Latest.Add(-4)})
}
