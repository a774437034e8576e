package evidence

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// total adds up the figures of the named entities, or of a number of top places.
func (x *Index) total(q *Query) *Finding {
	s, f := x.scope(q)
	if f != nil {
		return f
	}
	if len(q.Names) == 1 && len(q.Excepted) == 0 && hasAny(q.Bare, "noun.competitor") {
		q = q.Clone()
		q.Excepted = q.Names // "what X's rivals hold between them"
	}
	if q.Facet == "facet.whether" && q.Cues.Has("part.half") && s.metric.Whole == 100 && len(q.Names)+len(q.Excepted)+len(q.Ranks)+len(q.Percents)+q.Top+q.Several() == 0 && !q.Cues.Has("set.sum", "set.pool", "set.all") && !hasAny(q.Concepts, "act.combine") {
		q = q.Clone()
		q.Percents, q.Intent = []float64{50}, x.doing["threshold"] // "does anyone have half the market?" adds up nobody
		q.Cues.Add("bound.atleast")
		q.Cues.Add("ask.any")
		return x.threshold(q)
	}
	q = x.placesAdded(q, s)
	rows, lack := x.known(s, x.lean(q.included()))
	if len(lack) > 0 {
		return x.noFigure(q, s, lack)
	}
	if f := x.totalledOtherwise(q, s, rows); f != nil {
		return f
	}
	if all := x.Ranked(); len(rows) == 0 && q.Top > s.table.len() && q.Asked.Prior > 0 && q.Top <= len(all.Names) {
		_, lack := x.known(s, all.Names[:q.Top])
		return unknown("unknown.before", Arg{"names", Names(lack)}, Arg{"metric", Of(s.metric.ID)}, Arg{"period", s.period}) // "the top five together a year before"
	}
	rows, other := x.addedAgainst(q, s, rows)
	if len(rows) == 1 && len(other) > 1 {
		rows, other, q = other, rows, q.turned() // "does X have more than Y and Z together?"
	}
	if off, _ := x.known(s, x.lean(q.Excepted)); q.Cues.Has("op.minus") && len(rows) > 1 && len(other) == 0 {
		other = off // "A and B minus C"
	}
	l, sum := addends(rows)
	if len(rows) < 2 && len(other) == 0 {
		l, sum = s.table.addends(q.Excepted, x.topRows(q, s))
	}
	f = s.answer(0.5, l.rows...)
	x.sayTotal(f, s, l, sum)
	if len(other) > 0 {
		x.sayAgainst(f, q, s, l, sum, other)
	}
	x.sayInferences(f, l.rows)
	if q.Facet == "facet.whether" && q.Cues.Has("part.half") && s.metric.Whole == 100 && !q.Limited() && len(other) == 0 {
		f.judge(sum >= 50) // "do X and Y have half the market?"
	}
	return f
}

// sayTotal says a sum and what it is made of.
func (x *Index) sayTotal(f *Finding, s scope, l listed, sum float64) {
	f.say("total", Arg{"terms", l.table()}, Arg{"sum", Figure{s.metric.ID, sum}}, Arg{"market", Market(s.place)}, Arg{"period", s.period}, Arg{"metric", Of(s.metric.ID)})
	f.derive(sum, s.metric.Unit, "%s", l.formula())
	x.citeRows(f, l.rows...)
}

// totalledOtherwise answers what is asked like a sum but is none: a list of the first few, or one alone. It is nil where a sum is asked for.
func (x *Index) totalledOtherwise(q *Query, s scope, rows []Row) *Finding {
	firstFew := q.Top > 0 && len(rows)+len(q.Ranks) == 0 && q.Facet == "" && (len(q.Words) <= briefWords || q.Metric == "" && q.Cues.Has("ask.which"))
	if s.metric.Whole == 0 && s.metric.Percent() || firstFew && !q.Cues.Has("set.sum", "set.pool", "set.against", "deg.tie") && !hasAny(q.Concepts, "act.combine") {
		return x.wholeTable(q) // "top three vendors" asks for no sum
	}
	if len(rows) > 1 && !q.Cues.Has("set.sum", "set.pool", "op.add", "set.against") && !hasAny(q.Concepts, "act.combine") {
		if f := x.eachAt(q, s, rows); f != nil {
			return f
		}
	}
	if len(rows) != 1 || q.Top > 0 || len(q.Ranks)+len(q.Numbers) > 0 {
		return nil
	}
	switch {
	case q.Cues.Has("set.sum", "set.except"):
		if len(q.Excepted) == 0 && hasAny(q.Bare, "noun.number", "noun.point") {
			return x.keyNumbers(q) // "put together the percentages of X"
		}
		return nil
	case len(q.Percents) > 0 && hasAny(q.Bare, "dir.up"):
		of := q.Clone()
		of.Intent = x.doing["verify"]
		f := x.growthOf(q) // "X +37%?"
		if of.Intent != nil {
			x.checkFigures(f, of)
		}
		return f
	}
	return x.lookup(q) // one alone is no sum
}

// addedAgainst splits the rows of a sum into those that are added up and those that the sum is set against: "A and B together against C". Rows named
// by a tie or rank are added to either.
func (x *Index) addedAgainst(q *Query, s scope, rows []Row) (added, against []Row) {
	if n := len(rows) - q.aside(); n > 1 && n < len(rows) || n == 1 && len(rows) > 2 && q.Cues.Has("set.sum") && (q.Behind > 0 || q.Left == 1 && q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below")) && !q.Cues.Has("times.double", "times.triple", "times.half") {
		return rows[:n], rows[n:]
	}
	block := x.block(q, s, rows)
	if len(block) == 0 {
		return rows, nil
	}
	if len(rows) == 0 {
		at := s.table.through(q.Top)
		rows = s.table.rows(at[0], min(at[1], at[0]+MostListed))
	}
	if q.Cues.Has("set.against", "facet.choice") || q.Cues.Has("deg.more", "deg.less") && !q.Cues.Has("op.add") { // "plus" is "more" in other languages
		return rows, block
	}
	return append(rows, block...), nil
}

// block returns the rows that a question names by their tie or rank beside others: "A and B against the three tied for third".
func (x *Index) block(q *Query, s scope, rows []Row) []Row {
	if !hasAny(q.Bare, "act.tie") && (len(q.Ranks) != 1 || q.Top == 0 && !q.Cues.Has("op.add")) || len(rows)+q.Top == 0 || len(q.Ranks) > 1 {
		return nil
	}
	tied := s.table.tied(q.Ranks, false)
	if len(tied) == 0 || tied[0].Rank <= q.Top || tied[0].Tied > MostListed || q.Top > MostListed {
		return nil // or it is too long to be listed
	}
	block := x.atRank(s, tied[0].Rank)
	if slices.ContainsFunc(block, func(b Row) bool {
		return slices.ContainsFunc(rows, func(have Row) bool { return have.Entity == b.Entity })
	}) {
		return nil // it is among the others
	}
	return block
}

// contraryLimit is, to each cue of a side or a limit, the one of the other side.
var contraryLimit = map[string]string{"deg.more": "deg.less", "deg.less": "deg.more", "bound.above": "bound.below", "bound.below": "bound.above"}

// turned is the question the other way round: who has less where it is who has more.
func (q *Query) turned() *Query {
	q = q.Clone()
	cues := slices.Clone(q.Cues)
	for i, id := range cues {
		if c := contraryLimit[id]; c != "" {
			cues[i] = c
		}
	}
	q.Cues = cues
	return q
}

// included returns the names that are not excepted.
func (q *Query) included() []string {
	if len(q.Excepted) == 0 {
		return q.Names
	}
	return slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return contains(q.Excepted, n) })
}

// aside is how many of the names, the last ones, stand on the other side of a comparison.
func (q *Query) aside() int {
	if q.Behind > 0 {
		return q.Behind
	}
	if q.Cues.Has("deg.more", "deg.less", "bound.above", "bound.below", "times.double", "times.triple", "times.half") && q.Left > 0 {
		return len(q.Names) - q.Left
	}
	if q.Summed > 0 {
		behind := &Query{Names: q.Names[min(q.Summed, len(q.Names)):], Excepted: q.Excepted}
		return len(behind.included())
	}
	return 0
}

// sayBeside says by how much a figure or a sum is above or below that of others.
func (f *Finding) sayBeside(s scope, d float64, others listed, value float64) {
	f.say(side(d, "sum.above", "sum.below", "sum.same"), Arg{"gap", gap(s, math.Abs(d))}, Arg{"names", others.names()}, Arg{"value", Figure{s.metric.ID, value}})
}

// sayAgainst sets a sum against one figure, or the sum of others.
func (x *Index) sayAgainst(f *Finding, q *Query, s scope, l listed, sum float64, others []Row) {
	ol, against := addends(others)
	d := round(sum - against)
	if q.Facet == "facet.whether" && against != 0 && q.Cues.Has("times.double", "times.triple", "times.half") && !q.Cues.Has("facet.choice", "set.not") {
		f.judge(q.isTimes(sum, against))
	} else if way := q.ordering(); way != 0 {
		f.judge(way*d > 0)
	}
	f.sayBeside(s, d, ol, against)
	switch times := round(sum / max(against, 1e-9)); {
	case against == 0 || times == 1:
	case times > 1:
		f.say("sum.times", Arg{"times", Plain(times)})
		f.derive(times, "times", "(%s) / (%s)", l.formula(), ol.formula())
	default:
		part := round(100 * sum / against)
		f.say("sum.part", Arg{"percent", Figure{x.Book.Default.Metric, part}})
		f.derive(part, "percent", "100 * (%s) / (%s)", l.formula(), ol.formula())
	}
	if len(others) > 1 {
		f.derive(against, s.metric.Unit, "%s", ol.formula())
	}
	f.derive(d, unit(s), "(%s) - (%s)", l.formula(), ol.formula())
	x.citeRows(f, others...)
	for _, r := range others {
		x.sayInferred(f, r)
	}
	f.Series = append(slices.Clone(f.Series), others...)
}

// partOf gives the part that one has of what the first few have together. It is nil where the question does not ask for that.
func (x *Index) partOf(q *Query) *Finding {
	if !q.Figures() || q.Top < 2 || len(q.Names) != 1 || len(q.Excepted) > 0 || q.Asked.Prior > 0 || !q.Cues.Has("set.sum", "set.pool") || q.Facet == "facet.whether" {
		return nil
	}
	s, miss := x.scope(q)
	if miss != nil || s.metric.Whole == 0 {
		return nil
	}
	l, sum := s.table.addends(nil, s.table.through(q.Top))
	r, ok := x.rowOf(s, q.Names[0])
	if !ok || sum == 0 || r.Rank > q.Top {
		return nil
	}
	part := round(100 * r.Value / sum)
	f := s.answer(0.5, l.rows...)
	f.say("within", Arg{"entity", Name(r.Entity)}, Arg{"value", Figure{s.metric.ID, r.Value}}, Arg{"percent", Figure{s.metric.ID, part}}, Arg{"sum", Figure{s.metric.ID, sum}},
		Arg{"n", Count(q.Top)}, Arg{"terms", l.table()}, Arg{"period", s.period}, Arg{"source", x.sourceOf(l.rows)})
	f.derive(sum, s.metric.Unit, "%s", l.formula())
	f.derive(part, "percent", "100 * %v / (%s)", r.Value, l.formula())
	x.citeRows(f, l.rows...)
	return f
}

// addends returns rows that are added up, and the sum.
func addends(rows []Row) (listed, float64) {
	sum := 0.0
	for _, r := range rows {
		sum += r.Value
	}
	return plainly(rows), round(sum)
}

// addends returns the first rows of a span but for some, and the sum of all.
func (t *table) addends(except []string, s span) (listed, float64) {
	sum := t.sum(s)
	for _, n := range except {
		if i, ok := t.find(n); ok && s.has(i) {
			sum -= t.row(i).Value
		}
	}
	return t.list(except, s), round(sum)
}

// formula writes rows as a sum: of many the first and how many figures there are.
func (l listed) formula() string {
	var terms []string
	for _, r := range l.rows {
		terms = append(terms, number(r.Value))
	}
	if l.more > 0 {
		terms = append(terms, "... (n = "+strconv.Itoa(len(l.rows)+l.more)+")")
	}
	return strings.Join(terms, " + ")
}

// Several is how many things a question speaks of by a word, from two to five; 0: it does not.
func (q *Query) Several() int {
	for n, cue := range []string{2: "number.2", 3: "number.3", 4: "number.4", 5: "number.5"} {
		if cue != "" && q.Cues.Has(cue) {
			return n
		}
	}
	return 0
}

// placesAdded takes the numbers of "1 and 2 combined", and the ranks of "second and third together", for the places whose figures are added.
func (x *Index) placesAdded(q *Query, s scope) *Query {
	places := q.Numbers
	for _, n := range q.Ranks {
		places = append(slices.Clip(places), float64(n))
	}
	if len(places) < 2 || len(q.Names)+len(q.Percents)+q.Top > 0 || len(q.Numbers)*len(q.Ranks) > 0 || q.Scale != "" {
		return q
	}
	var names []string
	for _, n := range places {
		if n != math.Trunc(n) || n < 1 || n > float64(s.table.len()) {
			return q
		}
		for _, r := range x.atRank(s, int(n)) {
			if !contains(names, r.Entity) {
				names = append(names, r.Entity)
			}
		}
	}
	q = q.Clone()
	q.Names, q.Numbers, q.Ranks = names, nil, nil
	return q
}

// eachAt gives the figures of several where no word asks for their sum: with a yes or no where a figure is said that they both have, or none
// asks for more than their figures. It is nil where a sum may be asked for.
func (x *Index) eachAt(q *Query, s scope, rows []Row) *Finding {
	stated := q.Stated()
	plain := len(stated) == 0 && q.Facet == "" && hasAny(q.Bare, "noun.number") && !q.Limited() && !slices.ContainsFunc(q.Bare, func(id string) bool { return id != "noun.number" && id != "act.show" })
	both := len(stated) == 1 && q.asks("", "facet.whether") && q.Cues.Has("back.it", "set.each") && !q.Limited() && q.Scale == ""
	if _, sum := addends(rows); !plain && !both || both && near(sum, stated[0]) {
		return nil
	}
	f := s.answer(0.5, rows...)
	x.sayTable(f, s, plainly(rows))
	if both {
		f.judge(!slices.ContainsFunc(rows, func(r Row) bool { return !near(r.Value, stated[0]) }))
	}
	return f
}
