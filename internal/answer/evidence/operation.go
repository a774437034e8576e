package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// operation answers a query from the index.
type operation func(*Index, *Query) *Finding

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
	"graded":     (*Index).graded,
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
func (q *Query) Quoting() bool {
	if q.Intent == nil {
		return false
	}
	switch q.Intent.Operation {
	case "quote", "speaker", "complete", "wording", "venue", "spoken", "speech":
		return true
	}
	return false
}

// mostTurns is how often an operation may hand a query on to another: more than any does that comes to an end.
const mostTurns = 16

// circles counts a turn to another operation, and reports whether there were so many that operations hand the
// query to each other. Of each circle of operations one asks.
func (q *Query) circles() bool {
	q.turns++
	return q.turns > mostTurns
}

// Figures reports whether the query is about observations.
func (q *Query) Figures() bool { return q.Intent != nil && figureOperation(q.Intent.Operation) }

// Gather answers q. It never returns nil: a query without a known operation is Unknown.
func (x *Index) Gather(q *Query) *Finding {
	f := x.absent(x.unsaid(x.gather(q), q), q)
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

// gather answers q: where no rule tells that it takes something for granted or is worked out in a way of its own, by its operation, of which
// the answer is weighed and checked.
func (x *Index) gather(q *Query) *Finding {
	if q.Intent == nil || operations[q.Intent.Operation] == nil {
		return unknown("unknown.plain")
	}
	if q.Intent.Operation == "tell" && q.asksWhich() && q.Cues.Has("set.except") && len(q.Names) > 0 && len(q.Names) == len(q.Excepted) {
		q = q.Clone()
		q.Names = nil // who else: nothing is said of those
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
	q, op := x.operationFor(q)
	f := x.tally(q)
	if f == nil {
		f = op(x, q)
		if q.counts() {
			f.counted()
		}
	}
	x.weighWords(f, q)
	x.weighRest(f, q)
	switch {
	case q.Figures():
		return x.checked(f, q)
	case telling[q.Intent.Operation]:
		return x.checkedTold(f, q)
	}
	return x.unreasoned(x.undated(f, q), q)
}

// operationFor is the operation that answers a query, which may be another than its intent's: "of X, not Y" asks for X alone. Names that are
// excepted are taken from those asked about.
func (x *Index) operationFor(q *Query) (*Query, operation) {
	op := operations[q.Intent.Operation]
	excepted := len(q.Excepted)
	if excepted > 0 && excepted < len(q.Names) && (partly[q.Intent.Operation] || q.Intent.Operation == "compare" && hasAny(q.Bare, "noun.competitor")) {
		q = q.Clone()
		q.Names, q.Excepted = q.included(), nil
		if q.Intent.Operation == "complement" {
			op = (*Index).lookup
		}
	}
	m := x.metrics[q.Metric]
	changeOnly := m != nil && m.Change == "" && x.changeOnly(m)
	if in := x.doing["threshold"]; in != nil && q.anyBut() && len(q.Percents) == 1 {
		q = q.exceptAll()
		q.Intent, op = in, (*Index).threshold
	}
	switch q.Intent.Operation {
	case "verify":
		if in := x.doing["threshold"]; in != nil && q.Limited() && len(q.Names) == 1 && len(q.Claimed) == 1 && len(q.Stated()) == 1 && q.Facet == "" && x.ofDefault(q) && !q.ofChange() && !q.Asked.Said {
			q = q.Clone()
			q.Intent, op = in, (*Index).threshold // "X < 16%?"
		}
	case "movers":
		q = q.exceptAll()
		if x.ofDefault(q) && q.onlyRanked() {
			op = (*Index).holder // "the biggest?", of nothing that moves
		}
	case "change", "growth", "compare":
		q = q.exceptAll()
	case "quote", "speaker", "wording", "complete", "spoken":
		if q.Cues.Has("ask.country") && !(q.Quote != "" && hasAny(q.Bare, "act.complete")) {
			op = (*Index).venue // a country is asked for
		}
	case "standing", "order":
		q = q.exceptAll()
		fallthrough
	case "table", "holder", "nearest", "lookup":
		if changeOnly && len(q.Names) == 0 {
			op = (*Index).growth
		}
	case "ratio":
		if in := x.doing["verify"]; in != nil && q.tops() {
			q = q.Clone()
			q.Intent, op = in, (*Index).verify
		} else if changeOnly {
			op = (*Index).growth
		}
	case "tied", "total":
		if changeOnly {
			op = (*Index).growth
		} else if in := x.doing["tied"]; in != nil && q.Intent.Operation == "total" && q.Facet == "facet.why" && !q.Cues.Has("set.sum") {
			q = q.Clone()
			q.Intent, op = in, (*Index).tied // "why do X and Y both have 15%?"
		}
	}
	return q, op
}

// onlyRanked reports whether a question is for the first or last and has no word for a move: size is all that it speaks of.
func (q *Query) onlyRanked() bool {
	return q.Cues.Has("deg.top", "deg.bottom") && len(q.Names)+len(q.Percents)+len(q.Points) == 0 && !q.Cues.Has("ask.growth", "time.yoy") &&
		!q.Asked.Said && !slices.ContainsFunc(q.Concepts, func(id string) bool { return !ofSize[id] })
}

// ofSize are the concepts of a question for the largest or smallest of its kind that speak of no move.
var ofSize = map[string]bool{"adj.big": true, "adj.small": true, "act.make": true, "act.sell": true, "noun.device": true}

// exceptAll returns a query without its names where all of them are excepted: it is the others that are asked about.
func (q *Query) exceptAll() *Query {
	if len(q.Excepted) == 0 || len(q.Excepted) != len(q.Names) {
		return q
	}
	q = q.Clone()
	q.Names = nil
	return q
}

// tops reports whether a question is whether a percentage puts somebody first: "X's 37% makes it the leader, no?"
func (q *Query) tops() bool {
	return q.Facet == "facet.whether" && len(q.Names) == 1 && len(q.Percents) == 1 && q.Cues.Has("deg.top") && !q.Limited()
}

// checked holds what an answer from figures says against all that the question says of them.
func (x *Index) checked(f *Finding, q *Query) *Finding {
	x.checkFigures(f, q)
	f = x.unreasoned(x.misranked(x.undated(x.unmeasured(x.unsourced(f, q), q), q), q), q)
	f = x.misowned(x.absolute(x.pointless(x.unequalled(f, q), q), q), q)
	f = x.lostBy(x.lostPart(x.sumsTo(f, q), q), q)
	f.confirmed(q)
	return f.unverbed(q)
}

// checkedTold holds an answer from statements against the figures, times and directions of the question. Where no statement answers whether
// somebody rose or fell, figures may: "did X's sales fall?"
func (x *Index) checkedTold(f *Finding, q *Query) *Finding {
	reason := q.Cues.Has("facet.why") || hasAny(q.Bare, "noun.reason") // whoever is the reason need not have moved
	if f.Silent() && len(q.Names) == 1 && q.ofChange() && q.Facet == "facet.whether" && !reason {
		if rate := x.otherRate(q, q.Names); rate != nil {
			return rate.fitting(f.Fit)
		}
		if moved := x.ownWay(q); moved != nil {
			return moved.fitting(f.Fit)
		}
	}
	relates := q.Intent.Operation == "relation" && q.Metric != "" && !x.Held(q.Metric)
	if f.Status == Answered && q.Facet == "" && (relates || q.Cues.Has("metric.unheld") && q.Metric != "" && len(q.Bare) == 0 && f.Fit < 0) {
		return x.instead(q, f, "unknown.metric", Arg{"metric", Of(q.Metric)}, x.covered()) // "X's revenue": no statement tells it
	}
	return x.misranked(x.misdirected(x.misfigured(f, q), q), q)
}

// unverbed declines whether one did something to another that nothing knows, with the figures that there are: "did X hack Y?"
func (f *Finding) unverbed(q *Query) *Finding {
	ofFigures := q.Metric != "" || len(q.Stated())+len(q.Ranks)+len(q.Points) > 0 || q.Cues.Has("deg.more", "deg.less", "deg.top", "deg.tie", "deg.near") || q.ofChange()
	if ofFigures || !q.Cues.Has("act.unknown") || q.Facet != "facet.whether" || f.Status != Answered {
		return f
	}
	g := *f
	g.Status = Unknown
	g.sayFirst("unknown.plain")
	return &g
}

// telling are the operations whose answers may be reasons.
var telling = map[string]bool{"tell": true, "relation": true, "certainty": true}

// asksWords reports whether a question is for somebody's words.
func (q *Query) asksWords() bool {
	return q.Quote != "" || hasAny(q.Concepts, "noun.quotation") || len(q.People) > 0 && hasAny(q.Concepts, "act.say", "act.mention", "act.explain", "act.praise") ||
		q.Facet == "facet.who" && hasAny(q.Bare, "act.mention")
}

// Held reports whether the book has figures of a metric or of its change.
func (x *Index) Held(id string) bool {
	return x.held[id] || x.held[x.changes[id]]
}

// changeOnly reports whether the book has figures of a metric's change and none of the metric itself.
func (x *Index) changeOnly(m *knowledge.Metric) bool { return !x.held[m.ID] && x.Held(m.ID) }

// Levels reports whether the book has figures of a metric itself, not only of its change.
func (x *Index) Levels(id string) bool { return x.held[id] }

// partly are the operations for which a name that is excepted is none of the names asked about.
var partly = map[string]bool{"lookup": true, "complement": true, "growth": true, "change": true, "verify": true, "standing": true}

// anyBut reports whether a question is whether something holds of any but those whom it names: "does anyone but X have 15%?"
func (q *Query) anyBut() bool {
	switch q.Intent.Operation {
	case "verify", "complement", "threshold":
		return q.Facet == "facet.whether" && q.Cues.Has("ask.any") && len(q.Excepted) > 0 && len(q.Excepted) == len(q.Names)
	}
	return false
}
