package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// operation answers a query from the index.
type operation func(*Index, Query) *Finding

// operations is the table of what the engine can do; intents of the book name them.
var operations = map[string]operation{
	"lookup":     (*Index).lookup,
	"table":      (*Index).wholeTable,
	"standing":   (*Index).standing,
	"holder":     (*Index).holder,
	"compare":    (*Index).compare,
	"nearest":    (*Index).nearest,
	"change":     (*Index).change,
	"movers":     (*Index).movers,
	"growth":     (*Index).growth,
	"total":      (*Index).total,
	"rest":       (*Index).rest,
	"complement": (*Index).complement,
	"ratio":      (*Index).ratio,
	"threshold":  (*Index).threshold,
	"tied":       (*Index).tied,
	"order":      (*Index).order,
	"project":    (*Index).project,
	"verify":     (*Index).verify,
	"measured":   (*Index).measured,
	"timeframe":  (*Index).timeframe,
	"keynumbers": (*Index).keyNumbers,
	"tell":       (*Index).tell,
	"certainty":  (*Index).certainty,
	"relation":   (*Index).relation,
	"role":       (*Index).role,
	"quote":      (*Index).quote,
	"speaker":    (*Index).speaker,
	"complete":   (*Index).complete,
	"wording":    (*Index).wording,
	"venue":      (*Index).venue,
	"spoken":     (*Index).spoken,
	"people":     (*Index).people,
	"speech":     (*Index).speech,
}

// figureOperation reports whether an operation answers from observations. It is asked often.
func figureOperation(name string) bool {
	switch name {
	case "lookup", "table", "standing", "holder", "compare", "nearest", "change", "movers", "growth", "total", "rest", "complement",
		"ratio", "threshold", "tied", "order", "project", "verify", "measured", "timeframe", "keynumbers":
		return true
	}
	return false
}

// Quoting reports whether the query is for somebody's words.
func (q *Query) Quoting() bool { return q.Intent != nil && quoting[q.Intent.Operation] }

// mostTurns is how often an operation may hand a query on to another: more than any does that comes to an end.
const mostTurns = 8

// circles counts a turn to another operation, and reports whether there were so many that operations hand the
// query to each other. Of each circle of operations one asks.
func (q *Query) circles() bool {
	q.turns++
	return q.turns > mostTurns
}

// Figures reports whether the query is about observations.
func (q *Query) Figures() bool { return q.Intent != nil && figureOperation(q.Intent.Operation) }

// Gather answers q. It never returns nil: a query without a known operation is Unknown.
func (x *Index) Gather(q Query) *Finding {
	f := x.unsaid(x.gather(q), q)
	if q.Brief {
		return f.brief()
	}
	return f
}

// brief leaves the first sentence that says something.
func (f *Finding) brief() *Finding {
	short := *f
	for i, p := range f.Parts {
		if !verdicts[p.Key] && !strings.HasPrefix(p.Key, "no.") && !strings.HasPrefix(p.Key, "not.") {
			short.Parts = f.Parts[:i+1]
			break
		}
	}
	return &short
}

func (x *Index) gather(q Query) *Finding {
	if q.Intent == nil {
		return x.unknown(q, "unknown.plain")
	}
	op := operations[q.Intent.Operation]
	if op == nil {
		return x.unknown(q, "unknown.plain")
	}
	if f := x.outside(q); f != nil {
		return f
	}
	if f := x.premise(q); f != nil {
		return f
	}
	q = x.asPercents(q)
	if f := x.reckoning(q); f != nil {
		return f
	}
	if n := len(q.Excepted); n > 0 && n < len(q.Names) && (partly[q.Intent.Operation] || q.Intent.Operation == "compare" && hasAny(q.Bare, "noun.competitor")) {
		q.Names, q.Excepted = q.included(), nil
		if q.Intent.Operation == "complement" {
			op = (*Index).lookup // "of X, not Y" asks for X
		}
	}
	switch q.Intent.Operation {
	case "change", "growth", "movers", "compare", "order", "standing":
		if len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names) {
			q.Names = nil
		}
	}
	switch q.Intent.Operation {
	case "quote", "speaker", "wording", "complete", "spoken":
		if q.Cues.Has("ask.country") {
			op = (*Index).venue // a country is asked for
		}
	}
	if in := x.doing["verify"]; in != nil && q.Intent.Operation == "ratio" && q.Facet == "facet.whether" && len(q.Names) == 1 && len(q.Percents) == 1 && q.Cues.Has("deg.top") && !q.Limited() {
		q.Intent, op = in, (*Index).verify // "X's 37% makes it the leader, no?"
	}
	switch m := x.metrics[q.Metric]; q.Intent.Operation {
	case "table", "holder", "standing", "order", "nearest", "lookup":
		if m != nil && m.Change == "" && !x.held[m.ID] && x.Held(m.ID) && len(q.Names) == 0 {
			op = (*Index).growth // only the change is known
		}
	case "tied", "ratio", "total":
		if m != nil && m.Change == "" && !x.held[m.ID] && x.Held(m.ID) {
			op = (*Index).growth
		}
	}
	f := x.tally(q)
	if f == nil {
		f = op(x, q)
		if q.counts() {
			f.counted()
		}
	}
	x.weighWords(f, &q)
	x.weighRest(f, &q)
	if q.Figures() {
		x.checkFigures(f, q)
		f = x.unreasoned(x.misranked(x.undated(x.unmeasured(x.unsourced(f, &q), &q), &q), &q), &q)
		f = x.misowned(x.absolute(x.pointless(x.unequalled(f, &q), &q), &q), &q)
		f = x.lostBy(x.lostPart(x.sumsTo(f, &q), &q), &q)
		f.confirmed(&q)
		return f.unverbed(&q)
	}
	if telling[q.Intent.Operation] && f.Silent() && len(q.Names) == 1 && q.ofChange() && q.Facet == "facet.whether" {
		if rate := x.otherRate(q, q.Names); rate != nil {
			return rate.fitting(f.Fit) // "did X's sales fall?"
		}
		if moved := x.ownWay(q); moved != nil {
			return moved.fitting(f.Fit)
		}
	}
	if !telling[q.Intent.Operation] {
		return x.unreasoned(x.undated(f, &q), &q)
	}
	return x.misranked(x.misdirected(x.misfigured(f, q), &q), &q)
}

// unverbed declines whether one did something to another that nothing knows, with the figures that there are: "did X hack Y?"
func (f *Finding) unverbed(q *Query) *Finding {
	if !q.Cues.Has("act.unknown") || q.Facet != "facet.whether" || f.Status != Answered || q.Metric != "" || len(q.Stated())+len(q.Ranks)+len(q.Points) > 0 || q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.tie", "deg.near") || q.ofChange() {
		return f
	}
	g := *f
	g.Status = Unknown
	g.sayFirst("unknown.plain")
	return &g
}

// quoting are the operations that give somebody's words, or who said them, when and where.
var quoting = map[string]bool{"quote": true, "speaker": true, "complete": true, "wording": true, "venue": true, "spoken": true, "speech": true}

// telling are the operations whose answers may be reasons.
var telling = map[string]bool{"tell": true, "relation": true, "certainty": true}

// asksWords reports whether a question is for somebody's words.
func (q *Query) asksWords() bool {
	return q.Quote != "" || hasAny(q.Concepts, "noun.quotation") || len(q.People) > 0 && hasAny(q.Concepts, "act.say", "act.mention", "act.explain", "act.praise") ||
		q.Facet == "facet.who" && hasAny(q.Bare, "act.mention")
}

// weighWords makes readings that quote fit a question for words better than others, and those that do not worse.
func (x *Index) weighWords(f *Finding, q *Query) {
	asks := q.asksWords()
	if !asks {
		return
	}
	switch q.Intent.Operation {
	case "quote", "speaker", "complete", "wording", "venue", "spoken", "people", "speech":
		f.Fit += 0.2
		if q.Quote != "" {
			f.Fit += 0.3
		}
		if q.Quote == "" && len(q.People)+len(q.Titles) == 0 && q.Metric != "" && x.held[q.Metric] && len(q.Names) > 0 {
			f.Fit -= 2 * unusedCost // figures are asked for, each on a line
		}
	case "role":
		f.Fit -= 0.6
	case "lookup", "standing", "verify":
		if q.Quote != "" {
			f.Fit -= 0.6
		}
	case "tell", "relation":
		f.Fit -= 0.3
		if q.Quote != "" {
			f.Fit -= 0.6 // words of a quotation are about the quotation
		}
		if hasAny(q.Concepts, "noun.quotation") && len(x.speakers(*q)) > 0 {
			f.Fit -= 0.3
		}
	}
}

// unusedCost is what each thing costs that the question names and the answer does not touch.
const unusedCost = 0.3

// weighRest makes readings fit worse that leave out things the question names.
func (x *Index) weighRest(f *Finding, q *Query) {
	if f.Silent() {
		return
	}
	if q.Figures() {
		if q.Metric == "" && len(f.Series) == 0 && hasAny(q.Bare, "act.agree", "act.sign", "noun.deal", "noun.partner") && len(x.Stated(f.Claims)) > 0 {
			f.Fit -= 5 * unusedCost // it is what the deal is that is asked for
		}
		if q.Metric == "" && hasAny(q.Bare, "act.say") && len(q.Names) > 0 && !x.tabled(q.Names[0]) && x.Companies(q.Names[:1]) {
			f.Fit -= 2 * unusedCost // it is what somebody says that is asked for
		}
		if q.Facet == "facet.duration" && q.Metric == "" && hasAny(q.Bare, "act.agree", "act.sign", "noun.deal") {
			f.Fit -= 2 * unusedCost // it is for how long the deal is that is asked for
		}
		switch q.Intent.Operation {
		case "verify":
			if len(q.Stated())+len(q.Ranks)+len(q.Points)+len(q.People) == 0 && q.Metric == "" && hasAny(q.Bare, "act.power", "act.supply") {
				f.Fit -= 2 * unusedCost // there is no figure to be checked
			}
			fallthrough
		default:
			f.Fit -= unusedCost * float64(len(q.People))
		case "measured":
		case "change", "movers", "growth":
			if len(q.Ranks) > 0 && len(q.Names) > 0 || q.Cues.Has("deg.top", "deg.bottom") {
				f.Fit -= unusedCost
			}
			f.Fit -= unusedCost * float64(len(q.People))
		}
		for _, o := range q.Others {
			if e := x.entities[o]; e != nil && e.Kind != "source" {
				f.Fit -= unusedCost
			}
		}
		for _, n := range q.Names {
			if e := x.entities[n]; e != nil && e.Kind == "product" && len(x.told[n]) > 0 && contains(q.Names, e.Of) && x.grown(Query{Place: q.Place}, []string{n}) == nil {
				f.Fit -= unusedCost // it has no figures, though its maker has
			}
		}
		return
	}
	if m := x.metrics[q.Metric]; m != nil && (!x.Held(m.ID) || q.Intent.Operation == "tell" && (q.Facet == "facet.who" || q.Cues.Has("ask.which") && q.Cues.Has("ask.firm")) && f.Status == Answered) {
		f.Fit -= unusedCost // who has a figure is not who did something
	}
	if q.Intent.Operation == "tell" && len(q.Percents) > 0 && !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(q.Percents, func(p float64) bool { return strings.Contains(c.Text["en"], number(p)+"%") })
	}) {
		f.Fit -= 2 * unusedCost // nothing in it is about the figure
	}
	if q.Intent.Exclusive && q.Metric == "" && len(q.Names) > 1 && q.Cues.Has("deg.more", "deg.less", "deg.tie") && !hasAny(q.Bare, partnering...) && !hasAny(q.Bare, "noun.technology", "act.reject") {
		if s, miss := x.scope(Query{Place: q.Place}); miss == nil {
			if _, lack := x.known(s, x.lean(q.Names)); len(lack) == 0 {
				f.Fit -= 4 * unusedCost // it is by figures that they are set against each other
			}
		}
	}
	if q.Cues.Has("ask.any") && len(x.parties(q)) == 0 && hasAny(q.Bare, "dir.up", "dir.down") {
		f.Fit -= 4 * unusedCost // whoever moved is asked for
	}
	if q.Facet == "facet.who" && q.Intent.Operation == "tell" && q.Held && !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool {
		return slices.ContainsFunc(q.People, func(p string) bool { return contains(c.Who, p) })
	}) {
		f.Fit -= 2 * unusedCost // a person is asked for
	}
	if q.Facet == "facet.why" && q.Intent.Operation == "tell" && q.Intent.Why != "" && !hasAny(q.Bare, "noun.market") {
		f.Fit -= unusedCost // another topic has the reasons
	}
	if q.Facet == "facet.source" && q.Intent.Operation == "tell" && q.Metric != "" && x.Held(q.Metric) {
		f.Fit -= unusedCost // it is a figure of which the source is asked for
	}
	if q.Facet == "facet.whether" && x.reasons[q.Intent.ID] && !hasAny(q.Concepts, causes...) && !q.Cues.Has("facet.why") {
		f.Fit -= 2 * unusedCost // it is whether, not why
	}
	if q.Intent.Operation == "relation" {
		f.Fit -= unusedCost * float64(len(q.People)) // what somebody says or does is no standing
	}
	if q.Facet == "facet.why" && q.Intent.Operation == "tell" && x.offSign(q, f) {
		f.Fit -= 6 * unusedCost // another topic is about the thing that it names
	}
	if q.Intent.Operation == "tell" && hasAny(q.Bare, "adj.former") && hasAny(q.Bare, "noun.partner") && len(q.Names) == 0 && !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return contains(c.Concepts, "adj.former") }) {
		f.Fit -= 2 * unusedCost // it is a partner of before who is asked about
	}
	if q.Facet == "facet.why" && q.Intent.Exclusive && x.reasons[q.Intent.ID] && x.undealt(q, f) {
		f.Fit -= 3 * unusedCost // nothing in it is of a deal
	}
	if q.Passage != "" && q.Intent.Operation == "tell" {
		f.Fit += pickWeight(slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return c.ID == q.Passage }), unusedCost/2, -unusedCost/2)
	}
	if q.Facet == "facet.why" && q.Intent.Operation == "venue" {
		f.Fit -= unusedCost // an occasion is no reason
	}
	if (len(q.Ranks) > 0 || q.Which == "noun.rank" || q.Which == "noun.position") && q.Intent.Operation == "tell" && !hasAny(q.Bare, "noun.deal", "noun.partner") {
		f.Fit -= 3 * unusedCost // statements give no ranks, but a deal may be somebody's first
	}
}

// offSign reports whether a question names a thing that is the sign of a topic, and an answer's claims tell nothing of it.
func (x *Index) offSign(q *Query, f *Finding) bool {
	return slices.ContainsFunc(q.Bare, func(id string) bool {
		return x.signed[id] && !loose[id] && !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return contains(c.Concepts, id) || x.worded(c, id) })
	})
}

// undealt reports whether a question names nobody but the subject of a deal, and no thing or act of which an answer's claims tell.
func (x *Index) undealt(q *Query, f *Finding) bool {
	return !slices.ContainsFunc(x.parties(q), func(n string) bool { return !x.subject(n) }) && !hasAny(q.Bare, partnering...) && !slices.ContainsFunc(q.Bare, func(id string) bool {
		return slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool {
			return contains(c.Concepts, id) || contains(c.Contrary, id) || x.worded(c, id)
		})
	})
}

// Held reports whether the book has figures of a metric or of its change.
func (x *Index) Held(id string) bool {
	return x.held[id] || x.held[x.changes[id]]
}

// Levels reports whether the book has figures of a metric itself, not only of its change.
func (x *Index) Levels(id string) bool { return x.held[id] }

// partly are the operations for which a name that is excepted is none of the names asked about.
var partly = map[string]bool{"lookup": true, "complement": true, "growth": true, "change": true, "verify": true, "standing": true}

// unknown declines, and says what the book covers.
func (x *Index) unknown(q Query, key string, args ...Arg) *Finding {
	f := &Finding{Status: Unknown}
	return f.say(key, args...)
}

// outside declines a question about a place or a kind of goods that the book has nothing on.
func (x *Index) outside(q Query) *Finding {
	switch {
	case q.Abroad != "" && q.Figures() && !(q.Place != "" && q.Cues.Has("facet.choice")):
		if f := x.elsewhere(q); f != nil {
			return f
		}
		return x.unknown(q, "unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
	case q.Abroad != "" && !q.Figures() && q.Facet == "facet.who" && hasAny(q.Bare, "act.lead") && len(q.Names)+len(q.People) == 0 && hasAny(q.Bare, "noun.market"):
		return x.unknown(q, "unknown.place", Arg{"place", Where(q.Abroad)}, x.covered()) // "who leads the market worldwide?"
	case q.Segment && (q.Figures() || q.Metric != "" && (q.Facet == "" || q.Facet == "facet.amount")):
		return x.unknown(q, "unknown.covers", x.covered())
	case q.Category != "" && (q.Figures() || q.Intent.Operation == "tell" && !q.Cues.Has("facet.choice")):
		return x.unknown(q, "unknown.category", Arg{"category", Of(q.Category)}, x.covered())
	}
	return nil
}

// elsewhere corrects the place of a figure that the question states and the book has for another place.
func (x *Index) elsewhere(q Query) *Finding {
	if len(q.Percents) == 0 || q.Place != "" || len(q.Names) == 0 && q.Metric == "" {
		return nil
	}
	abroad := q.Abroad
	q.Abroad = ""
	f := x.measured(q)
	if f.Silent() {
		return nil
	}
	return f.correct("not.place", Arg{"place", Where(abroad)})
}

// scope resolves the metric, place and period of a query. Where the book has no such table the finding says so.
func (x *Index) scope(q Query) (scope, *Finding) {
	s := scope{place: q.Place}
	id := q.Metric
	if id == "" {
		id = x.Book.Default.Metric
	}
	if s.place == "" {
		s.place = x.Book.Default.Place
	}
	s.metric = x.metrics[id]
	if s.metric == nil {
		return s, x.unknown(q, "unknown.metric", Arg{"metric", Of(id)}, x.covered())
	}
	latest := x.latest(id, s.place)
	if latest.Year == 0 && x.held[id] {
		return s, x.unknown(q, "unknown.metric.place", Arg{"metric", Of(id)}, Arg{"place", Where(s.place)})
	}
	if latest.Year == 0 {
		return s, x.unknown(q, "unknown.metric", Arg{"metric", Of(id)}, x.covered())
	}
	if q.Asked.Said && (!q.Asked.Known || q.Asked.Whole) && !q.Asked.Vague {
		return s, x.unknown(q, pick(q.Asked.Whole, "unknown.whole", "unknown.period"), Arg{"period", q.Period}, Arg{"latest", latest}, Arg{"metric", Of(id)})
	}
	s.period = latest
	if q.Asked.Known {
		s.period = q.Period
	}
	s.table = x.table(id, s.place, s.period)
	if s.table.len() == 0 {
		return s, x.unknown(q, "unknown.period", Arg{"period", s.period}, Arg{"latest", latest}, Arg{"metric", Of(id)})
	}
	return s, nil
}
