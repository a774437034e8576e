package evidence

import (
	"slices"

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

// figureOperations are those that answer from observations.
var figureOperations = map[string]bool{"lookup": true, "table": true, "standing": true, "holder": true, "compare": true,

	"nearest": true, "change": true, "movers": true, "growth": true, "total": true, "rest": true, "complement": true,
	"ratio": true, "threshold": true, "tied": true, "order": true, "project": true, "verify": true, "measured": true,
	"timeframe": true, "keynumbers": true}

// Figures reports whether the query is about observations.
func (q Query) Figures() bool { return q.Intent != nil && figureOperations[q.Intent.Operation] }

// Gather answers q. It never returns nil: a query without a known operation is Unknown.
func (x *Index) Gather(q Query) *Finding {
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
	if f := x.unheard(q); f != nil {
		return f
	}
	if f := x.both(q); f != nil {
		return f
	}
	if n := len(q.Excepted); n > 0 && n < len(q.Names) && partly[q.Intent.Operation] {
		q.Names = slices.DeleteFunc(slices.Clone(q.Names), func(id string) bool { return contains(q.Excepted, id) })
		q.Excepted = nil
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
	f := op(x, q)
	x.weighWords(f, q)
	x.weighRest(f, q)
	if q.Figures() {
		x.checkFigures(f, q)
		for _, may := range []func(*Finding, Query) *Finding{x.unsourced, x.unmeasured, x.undated, x.unforeseen, x.unreasoned} {
			f = may(f, q)
		}
		return f
	}
	if !telling[q.Intent.Operation] {
		return x.unreasoned(x.undated(f, q), q)
	}
	return x.misdirected(x.misfigured(f, q), q)
}

// misdirected corrects a "why" about figures of somebody that went the other way, where no statement answers it.
func (x *Index) misdirected(f *Finding, q Query) *Finding {
	if !f.Silent() || q.Intent.Operation != "tell" || q.Facet != "facet.why" || len(q.Names) == 0 || !hasAny(q.Concepts, "dir.up", "dir.down") {
		return f
	}
	q.Contrary = false
	if g := x.change(q); g.Status == Corrected {
		g.Fit = 0
		return g
	}
	return f
}

// telling are the operations whose answers may be reasons.
var telling = map[string]bool{"tell": true, "relation": true, "certainty": true}

// movedBy reports whether a named entity's figure moved by p within a year, in points or relative.
func (x *Index) movedBy(q Query, p float64) bool {
	s, f := x.scope(Query{Place: q.Place})
	if f != nil {
		return false
	}
	have, _ := x.known(s, x.lean(q.Names))
	return slices.ContainsFunc(have, func(r Row) bool {
		old, ok := x.row(r.Entity, s.metric.ID, s.place, s.period.Add(-4))
		return ok && (near(r.Value-old.Value, p) || near(round(100*(r.Value-old.Value)/old.Value), p))
	})
}

// unforeseen declines to say by figures what will be.
func (x *Index) unforeseen(f *Finding, q Query) *Finding {
	if !q.Cues.Has("time.future") && !hasAny(q.Concepts, "act.want", "act.hope", "act.expect", "noun.forecast") || f.Status != Answered || q.Intent.Operation == "project" {
		return f
	}
	return x.instead(q, f, "unknown.forecast")
}

// misfigured corrects a percentage that a question takes for granted beside a statement and that no figure of
// whom it names supports.
func (x *Index) misfigured(f *Finding, q Query) *Finding {
	if f.Silent() || q.Intent.Operation != "tell" || len(q.Percents) == 0 {
		return f
	}
	for _, p := range q.Percents {
		if x.current(q, p) || x.movedBy(q, p) {
			continue
		}
		g := x.verify(q)
		x.checkFigures(g, q)
		if g.Status == Corrected {
			g.Fit = f.Fit
			return g
		}
		return x.unknown(q, "unknown.value", Arg{"value", Raw(number(p) + "%")}, x.covered())
	}
	return f
}

// beyondFigures are the things and kinds of the thesaurus that no table of figures tells apart.
var beyondFigures = []string{"noun.technology", "noun.feature", "noun.privacy", "noun.loyalty", "noun.launch", "noun.model", "noun.employee",
	"noun.deal", "noun.strategy", "adj.foreign", "adj.local", "noun.mean", "act.help"}

// sums are the operations that add up or subtract.
var sums = map[string]bool{"total": true, "rest": true, "complement": true}

// unmeasured declines what figures are asked of but do not hold: "stronger in software", "the share of local firms".
func (x *Index) unmeasured(f *Finding, q Query) *Finding {
	sums := q.Native && sums[q.Intent.Operation]
	if f.Status != Answered || q.Intent.Operation == "measured" || !sums && !hasAny(q.Bare, beyondFigures...) {
		return f
	}
	none := x.unknown(q, "unknown.covers", x.covered())
	none.Fit = f.Fit
	return none
}

// unsourced declines a figure that is asked of another source than the one it is from.
func (x *Index) unsourced(f *Finding, q Query) *Finding {
	if f.Silent() || q.Intent.Operation == "measured" {
		return f
	}
	for _, o := range q.Others {
		if e := x.entities[o]; e != nil && e.Kind == "source" && !slices.ContainsFunc(f.Claims, func(c *knowledge.Claim) bool { return c.By == o }) {
			return x.instead(q, f, "unknown.names", Arg{"names", Names{o}})
		}
	}
	return f
}

// timeless are the operations whose answers do not say when something came to be so.
var timeless = map[string]bool{"compare": true, "standing": true, "holder": true, "order": true, "nearest": true, "tied": true, "role": true}

// undated declines a "when" that such an answer would leave open.
func (x *Index) undated(f *Finding, q Query) *Finding {
	if f.Status != Answered || !timeless[q.Intent.Operation] || q.Facet != "facet.when" && q.Facet != "facet.duration" {
		return f
	}
	return x.instead(q, f, "unknown."+q.Facet)
}

// verdicts are sentences that make no sense where a question is not answered.
var verdicts = map[string]bool{"yes": true, "no": true, "not.quite": true}

// instead declines, and says what a finding has.
func (x *Index) instead(q Query, f *Finding, key string, args ...Arg) *Finding {
	none := x.unknown(q, key, args...)
	none.Fit = f.Fit
	rest := *f
	rest.Parts = slices.DeleteFunc(slices.Clone(f.Parts), func(p Part) bool { return verdicts[p.Key] })
	return none.And(&rest)
}

// both answers for two metrics, where the book has figures of both.
func (x *Index) both(q Query) *Finding {
	if q.Second == "" || !q.Figures() {
		return nil
	}
	one, two := q, q
	one.Second, two.Second, two.Metric = "", "", q.Second
	f, g := x.Gather(one), x.Gather(two)
	if f.Silent() || g.Silent() {
		return nil
	}
	both := f.And(g)
	both.Series, both.Fit = nil, max(f.Fit, g.Fit)
	return both
}

// unheard declines what is asked of the words or view of somebody of whom the book has none.
func (x *Index) unheard(q Query) *Finding {
	switch q.Intent.Operation {
	case "tell", "relation", "certainty", "quote", "speech":
	default:
		return nil
	}
	switch {
	case q.Headless != "" && len(x.found(x.quoted.of, []string{q.Headless})) == 0:
		return x.unknown(q, "unknown.holder", Arg{"names", Names{q.Headless}}, x.speakersArg())
	case q.Voice != "" && !x.heard(q.Voice):
		return x.noWords(q, Names{q.Voice})
	}
	return nil
}

// heard reports whether the book has words of an entity or of its people, or claims by it.
func (x *Index) heard(id string) bool {
	return len(x.of(id)) > 0 || len(x.quoted.of[id]) > 0 || len(x.claimsBy[id]) > 0
}

// unreasoned declines a "why" that figures or the words of somebody would answer: it is answered by a cause that the book has of
// whom the question names, else it says the figures only.
func (x *Index) unreasoned(f *Finding, q Query) *Finding {
	if q.Facet != "facet.why" && !hasAny(q.Bare, "act.cause", "act.blame") || f.Status != Answered {
		return f
	}
	if !q.Figures() {
		return x.unknown(q, "unknown.facet.why").And(f)
	}
	if in := x.intents[x.Book.Why(q.Intent.ID)]; in != nil && in.Operation == "tell" && len(q.Names) > 0 {
		q.Intent = in
		if c, fit := x.best(q, x.topics[in.ID]); c != nil && len(x.foreign(q, c)) == 0 && x.about(q, c) {
			return x.tellClaim(q, c, fit)
		}
	}
	return x.instead(q, f, "unknown.facet.why")
}

// weighWords makes readings that quote fit a question for words better than others, and those that do not worse.
func (x *Index) weighWords(f *Finding, q Query) {
	asks := q.Quote != "" || hasAny(q.Concepts, "noun.quotation") || len(q.People) > 0 && hasAny(q.Concepts, "act.say")
	if !asks {
		return
	}
	switch q.Intent.Operation {
	case "quote", "speaker", "complete", "wording", "venue", "spoken", "people", "speech":
		f.Fit += 0.2
		if q.Quote != "" {
			f.Fit += 0.3
		}
	case "tell", "relation":
		f.Fit -= 0.3
		if q.Quote != "" {
			f.Fit -= 0.6 // words of a quotation are about the quotation
		}
		if hasAny(q.Concepts, "noun.quotation") && len(x.speakers(q)) > 0 {
			f.Fit -= 0.3
		}
	}
}

// unusedCost is what each thing costs that the question names and the answer does not touch.
const unusedCost = 0.3

// weighRest makes readings fit worse that leave out things the question names.
func (x *Index) weighRest(f *Finding, q Query) {
	if f.Silent() {
		return
	}
	if q.Figures() {
		switch q.Intent.Operation {
		case "measured":
		case "change", "movers", "growth":
			if len(q.Ranks) > 0 && len(q.Names) > 0 || q.Cues.Has("deg.top", "deg.bottom") {
				f.Fit -= unusedCost
			}
			fallthrough
		default:
			f.Fit -= unusedCost * float64(len(q.People))
		}
		for _, o := range q.Others {
			if e := x.entities[o]; e != nil && e.Kind != "source" {
				f.Fit -= unusedCost
			}
		}
		return
	}
	if m := x.metrics[q.Metric]; m != nil && !x.heldMetric(m.ID) {
		f.Fit -= unusedCost
	}
	if len(q.Ranks) > 0 && q.Intent.Operation == "tell" {
		f.Fit -= 3 * unusedCost // statements give no ranks
	}
}

// heldMetric reports whether the book has figures of a metric or of its change.
func (x *Index) heldMetric(id string) bool {
	return x.held[id] || x.held[x.changes[id]]
}

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
	case q.Abroad != "" && q.Figures():
		if f := x.elsewhere(q); f != nil {
			return f
		}
		return x.unknown(q, "unknown.place", Arg{"place", Where(q.Abroad)}, x.covered())
	case q.Segment && q.Figures():
		return x.unknown(q, "unknown.covers", x.covered())
	case q.Category != "" && (q.Figures() || q.Intent.Operation == "tell"):
		return x.unknown(q, "unknown.category", Arg{"category", Of(q.Category)}, x.covered())
	}
	return nil
}

// elsewhere corrects the place of a figure that the question states and the book has for another place.
func (x *Index) elsewhere(q Query) *Finding {
	if len(q.Percents) == 0 || q.Place != "" {
		return nil
	}
	abroad := q.Abroad
	q.Abroad = ""
	f := x.measured(q)
	if f.Silent() {
		return nil
	}
	f.Status = Corrected
	f.Parts = append([]Part{part("not.place", Arg{"place", Where(abroad)})}, f.Parts...)
	return f
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
		return s, x.unknown(q, "unknown.period", Arg{"period", q.Period}, Arg{"latest", latest}, Arg{"metric", Of(id)})
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
