package answer

import (
	"slices"

	"marketbot/internal/answer/evidence"
	"marketbot/knowledge"
)

// follow turns an elliptic question into the last one with other slots.
func (th *thread) follow(e *Engine, q *evidence.Query) (*evidence.Query, bool) {
	if q.Origin {
		return q, false // who of them is from somewhere is a question of its own
	}
	last := th.last.query
	next := last.Clone()
	next.Cues, next.Doubts, next.Words, next.Facet, next.Concepts = q.Cues, q.Doubts, q.Words, q.Facet, last.Concepts
	next.Percents, next.Ranks, next.Points, next.Claimed, next.Contrary, next.Brief = nil, nil, nil, nil, false, false
	if last.Intent.Operation != "project" {
		next.Numbers = nil // what was said of another
	}
	if last.ToLimit && q.Intent.Operation == "follow.entity" {
		next.Percents, next.Facet = last.Percents, last.Facet // "how far is X from 20%?", "and Y?"
	}
	ok := true
	switch q.Intent.Operation {
	case "follow.entity":
		ok = th.andOf(e, next, q)
	case "follow.place":
		ok = th.andIn(e, next, q)
	case "follow.period":
		ok = th.andWhen(e, next, q) && !(len(q.Percents) > 0 && q.Cues.Has("time.order") && q.Cues.Has("deg.more", "deg.less")) // "was the fall of 11% steeper than before?" is a question of its own
	case "follow.compare":
		if q.Asked.Said && unnamed(q) && len(q.Ranks)+q.Top == 0 && !q.Cues.Has("deg.top", "deg.more", "deg.less", "deg.tie") {
			ok = th.andWhen(e, next, q) // "vs a year before?"
			break
		}
		if next.Quantity = q.Quantity; q.Quantity.Of != 0 && q.Quantity.Side == "" {
			return q, false // "are any of them below 15%?" is of all on record
		}
		ok = q.Top == 0 || len(q.Names) > 0 // "the gap between the first two" is a question of its own
		th.andAgainst(e, next, q)
		if one := th.one(); q.Quantity.Of != 0 && one != "" && unnamed(q) {
			next.Names, next.Ranks = []string{one}, nil // "is everyone behind them?", after who leads
		} else if q.Quantity.Of != 0 && last.Intent.Operation == "compare" && len(last.Names) == 2 && unnamed(q) {
			next.Names = last.Names[:1] // "and behind anyone?", after whether X is ahead of Y
		}
	case "follow.metric":
		ok = th.andMeasure(e, next, q)
	case "follow.source":
		th.ofRanked(next) // the figure of the one at a rank
		next = th.source(e, next, "facet.source")
		return next, true
	case "follow.who":
		if slices.ContainsFunc(q.Others, func(id string) bool { o := th.entity(id); return o != nil && o.Kind == "event" }) {
			return q, false // "which of them was at E?" is a question of its own
		}
		if slices.Contains(q.Bare, "noun.model") {
			return q, false // "the name of their model" is nobody's
		}
		return th.andWho(e, next, q)
	case "follow.where":
		return th.venue(e, next, "facet.where"), q.Abroad == "" // else that place is asked about
	case "follow.when":
		if q.Cues.Has("facet.duration") && ofState[last.Intent.Operation] {
			again := last.Clone()
			again.Facet, again.Contrary = "facet.duration", false
			return again, true // "since when?" of who holds what
		}
		return th.venue(e, next, "facet.when"), true
	case "follow.why":
		th.andWhy(e, next, q)
	case "follow.brief":
		next, ok = last.Clone(), unnamed(q) && q.Metric == ""
		next.Brief = true
	case "follow.more":
		return th.andMore(e, next)
	}
	return next, ok && next.Intent != nil
}

// ofState are the operations that tell how somebody stands, of which it may be asked since when that is so.
var ofState = map[string]bool{"lookup": true, "standing": true, "holder": true, "tied": true}

// andOf asks the last question of somebody else: "and X?" It reports false where that makes a question of its own, as those below do.
func (th *thread) andOf(e *Engine, next *evidence.Query, q *evidence.Query) bool {
	if unnamed(q) || len(q.Names) > 1 && q.Cues.Has("set.sum") {
		return false // "X and Y together" is a question of its own
	}
	last := th.last.query
	next.Facet = last.Facet
	switch op := last.Intent.Operation; {
	case op == "measured" && th.topic.query.Figures():
		last = th.topic.query // "and X?", of what the source was asked of
		next.Intent, next.Metric, next.Period, next.Asked, next.Facet, next.Concepts = last.Intent, last.Metric, last.Period, last.Asked, last.Facet, last.Concepts
	case op == "verify" && e.index.Rated(last) && q.Metric == "" && len(q.Stated()) == 0:
		next.Intent, next.Metric = e.index.Intent("growth"), "" // "and X?", of another's rate
	case op == "table" && len(q.Names) == 1:
		next.Intent = e.index.Intent(figureIntent(last)) // "just X's", of the whole ranking
	case op == "certainty" && th.topic != nil && !th.topic.query.Figures():
		last = th.topic.query // "so now it is X?", of what was in doubt
		next.Intent, next.Claim, next.Facet, next.Concepts = last.Intent, "", last.Facet, last.Concepts
	}
	if last.Intent.Operation == "speech" && slices.ContainsFunc(last.Concepts, ofWay) && e.index.Companies(q.Names) {
		next.Intent, next.People, next.Others, next.Facet = e.index.Intent("growth"), nil, nil, "" // what was asked to be somebody's words
		last = next.Clone()
	}
	if moves[last.Intent.Operation] && q.Metric == "" && (last.Intent.Operation == "growth" || slices.ContainsFunc(q.Concepts, ofWay)) {
		next.Metric = ""                                                      // whatever of the new one has changed
		next.Concepts = slices.DeleteFunc(slices.Clone(next.Concepts), ofWay) // either way
	}
	th.replace(next, q)
	if stated := q.Stated(); len(stated) == 1 && len(q.Names) == 1 && q.Scale == "" && ofOne[last.Intent.Operation] && len(last.Stated()) == 1 && len(last.Names) == 1 {
		next.Intent, next.Percents, next.Facet = e.index.Intent("verify"), stated, "" // "and X at 17", after "Y at 16"
	}
	if len(last.Names) == 2 && len(q.Names) == 1 && last.Intent.Operation == "compare" && !slices.Contains(last.Names, q.Names[0]) {
		next.Names = []string{last.Names[0], q.Names[0]} // "and over Z?", of the same one
	}
	if subject := th.last.base.Names; len(last.Names) <= 1 && len(q.Names) == 1 && last.Intent.Operation == "compare" && (len(last.Ranks) == 1 || last.Cues.Has("deg.top")) {
		switch from := th.previous(q.Names[0]); {
		case len(subject) == 1 && subject[0] != q.Names[0]:
			next.Names, next.Ranks, next.Cues = []string{subject[0], q.Names[0]}, nil, nil // "and to catch Z?", after how far X is from the top
		case len(subject) == 0 && from != "":
			next.Names, next.Ranks, next.Cues = []string{from, q.Names[0]}, nil, nil
		}
	}
	return true
}

// andIn asks the last question of another place: "and in X?"
func (th *thread) andIn(e *Engine, next *evidence.Query, q *evidence.Query) bool {
	last := th.last.query
	if q.Metric != "" && !last.Figures() {
		return false // it is that figure that is asked for
	}
	if q.Place == "" && q.Abroad == "" || q.Place != "" && q.Facet == "facet.whether" && !last.Figures() && last.Abroad == "" {
		return false // "is it in X?" is no question of before
	}
	th.replace(next, q)
	if q.Facet == "" && (last.Facet != "facet.whether" || last.Intent.Operation == "tell") {
		next.Facet = last.Facet
	}
	if q.Place != "" && last.Abroad != "" && !last.Figures() && last.Metric != "" {
		next.Intent = e.index.Intent(e.book.Default.Intent) // what the book has on that place
	}
	return true
}

// andWhen asks the last question of another time: "and a year before?"
func (th *thread) andWhen(e *Engine, next *evidence.Query, q *evidence.Query) bool {
	if !q.Asked.Said {
		return false
	}
	th.replace(next, q)
	if q.Cues.Has("back.it") {
		th.ofRanked(next) // "and theirs a year before?"
	}
	next.Intent = e.index.Intent(figureIntent(th.last.query))
	if len(next.Names) == 2 && (q.Cues.Has("set.between") || th.last.query.Intent.Operation == "compare" && (q.Facet == "facet.whether" || slices.Contains(th.last.query.Bare, "noun.difference"))) {
		next.Intent = e.index.Intent("compare") // "and between those two a year before?", or the gap of them
		next.Cues.Add("set.between")
	}
	if stated := q.Stated(); len(stated) == 1 && len(next.Names) == 1 && (q.Facet == "facet.whether" || q.Tagged) && q.Metric == "" && e.ofDefault(next) {
		next.Intent, next.Percents = e.index.Intent("verify"), stated // "was it 24% a year before?"
	}
	if q.Metric != "" && q.Metric != next.Metric {
		next.Metric, next.Intent = q.Metric, e.index.Intent("growth")
		if e.index.Levels(q.Metric) {
			next.Intent = e.index.Intent("lookup") // "and the share a year ago?", after a rate
		}
	}
	return true
}

// andAgainst sets those spoken of against each other or against who is named: "by how much?", "and compared to X?"
func (th *thread) andAgainst(e *Engine, next *evidence.Query, q *evidence.Query) {
	last := th.last.query
	if moves[last.Intent.Operation] && len(q.Names)+len(q.Ranks) == 0 && !q.Cues.Has("deg.top") {
		return // "by how much?"
	}
	if last.Then != "" && len(last.Names) == 2 && unnamed(q) && len(q.Ranks) == 0 {
		next.Facet, next.Cues = "facet.amount", nil
		return // "by how much?", of what one had then and the other has now
	}
	ranked := len(q.Ranks) > 0 || q.Cues.Has("deg.top")
	if ranked && !q.Asked.Said {
		next.Asked, next.Period = evidence.Asked{}, evidence.Period{} // "the gap to number one?" is the one of now
	}
	if last.Asked.Known && last.Period != e.index.Latest && len(last.Names) == 1 && len(q.Names) == 0 && !ranked {
		next.Intent = e.index.Intent("change") // "what is the difference?", of a year ago and now
		next.Asked, next.Period, next.Concepts = evidence.Asked{}, evidence.Period{}, q.Concepts
		return
	}
	next.Intent = e.index.Intent("compare")
	next.Names, next.Concepts = q.Names, q.Concepts
	if len(q.Ranks) > 0 {
		next.Ranks = q.Ranks // "how far behind number two?"
	}
	if q.Metric == "" && !e.index.Levels(next.Metric) && slices.Contains(q.Bare, "act.overtake") {
		next.Metric = "" // one passes another by what they have, not by how they moved
	}
	if two := th.rival(q); two != nil {
		next.Names = two
	} else if len(q.Ranks) == 1 && unnamed(q) && th.single() {
		next.Names = []string{th.last.finding.Series[0].Entity} // "how far ahead of third is that?"
	} else if n := len(th.run); len(next.Names) < 2 && unnamed(q) && n > 1 && (q.Several() == 2 && n == 2 || last.Intent.Operation == "holder") {
		next.Names = slices.Clone(th.run[n-2:]) // "the gap between those two?", "the gap?", after who holds a rank and who another
	} else if len(next.Names) < 2 {
		if next.Names = mergeNames(th.compared(e, q), q.Names); len(next.Names) == 2 {
			next.Top = 0 // they are the ones of the list
		}
	}
}

// andMeasure asks for another figure of those spoken of: "and their sales?"
func (th *thread) andMeasure(e *Engine, next *evidence.Query, q *evidence.Query) bool {
	if q.Metric == "" && !q.Cues.Has("ask.growth") && !slices.ContainsFunc(q.Concepts, ofWay) {
		return false // it names none: "what rank is that?"
	}
	next.Intent = e.index.Intent("lookup")
	if q.Metric == "" || q.Metric != e.book.Default.Metric {
		next.Intent = e.index.Intent("growth")
	} else if moves[th.last.query.Intent.Operation] && q.Cues.Has("set.not") || q.Facet == "facet.amount" && slices.ContainsFunc(q.Concepts, ofWay) {
		change := next.Clone()
		if change.Intent, change.Metric = e.index.Intent("change"), q.Metric; !e.index.Gather(change).Silent() {
			*next = *change
			return true // "not sales, the share", "and the share fell how much?", of what fell
		}
	}
	next.Metric = q.Metric
	th.replace(next, q)
	if q.Cues.Has("back.it") || th.last.query.Facet == "facet.who" {
		th.ofRanked(next) // "their share?", "and share?", of the one at a rank
	}
	if next.Asked.Said && !q.Asked.Said && q.Metric != "" && !e.index.Levels(q.Metric) && e.index.Gather(next).Silent() {
		now := next.Clone()
		now.Period, now.Asked = evidence.Period{}, evidence.Asked{}
		if !e.index.Gather(now).Silent() {
			*next = *now // "and sales?", after a share of a year before
		}
	}
	return true
}

// andMore asks for more of what was answered last: all of somebody's words, or all figures.
func (th *thread) andMore(e *Engine, next *evidence.Query) (*evidence.Query, bool) {
	switch {
	case len(th.last.finding.Quotes) > 0:
		next = next.Clone()
		next.Intent = e.index.Intent("quote")
		next.Cues = evidence.Cues{"ask.whole"}
	case th.last.query.Figures():
		if more, ok := th.besides(e, next); ok {
			return more, true
		}
		next = next.Clone()
		next.Intent, next.Names = e.index.Intent("table"), nil
	}
	return next, next.Intent != nil
}

// ofRanked has a question that names nobody be about the one whose figure was given last, "who is second?".
func (th *thread) ofRanked(next *evidence.Query) {
	switch {
	case len(next.Names) > 0:
	case th.single():
		next.Names = th.recent(1)
	case th.grown() != "":
		next.Names = []string{th.grown()}
	}
}

// figureIntent is the intent that gives a figure of another period.
func figureIntent(last *evidence.Query) string {
	if last.Figures() && last.Intent.Operation != "growth" {
		return "lookup"
	}
	return last.Intent.ID
}

// figure is the intent that gives the figure of a metric: a level, or a rate of growth where the book has no levels of it.
func (e *Engine) figure(metric string) *knowledge.Intent {
	return e.index.Intent(pickKey(e.index.Levels(metric), "lookup", "growth"))
}

// moves are the operations whose difference is that of one entity within a year.
var moves = map[string]bool{"change": true, "movers": true, "growth": true}

// compared returns who is compared where a question for a difference names one or nobody: the two spoken of last, or the one at the rank that was
// asked about.
func (th *thread) compared(e *Engine, q *evidence.Query) []string {
	last := th.last.query
	if last.Intent.Operation == "holder" && len(q.Names) == 1 {
		return th.recent(1) // "the difference to X?", of who is first
	}
	if f := th.last.finding; last.Figures() && len(last.Names) == 0 && f != nil && len(f.Series) == 2 && f.Series[0].Entity != f.Series[1].Entity {
		return []string{f.Series[0].Entity, f.Series[1].Entity} // "the gap between them?", of the first two
	}
	if last.Intent.Operation == "holder" && len(last.Names) == 0 {
		if all := e.index.Ranked().Names; th.single() && len(all) > 1 && th.last.finding.Series[0].Entity == all[0] && th.last.finding.Series[0].Tied < 2 {
			return slices.Clone(all[:2]) // of the first, over the second
		}
		return th.recent(1)
	}
	return th.recent(2)
}

func mergeNames(a, b []string) []string {
	out := slices.Clone(a)
	for _, n := range b {
		out = once(out, n)
	}
	return out
}

// replace puts the names of a follow-up in the place of those before.
func (th *thread) replace(next *evidence.Query, q *evidence.Query) {
	if len(q.Names) > 0 {
		next.Names = q.Names
	}
	if others := slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return slices.Contains(q.Excepted, n) }); len(others) > 0 {
		next.Names = others // "not X, Y"
	}
	if staff := th.staff(q); len(staff) > 0 && next.Quoting() {
		next.People, next.Names, next.Titles, next.Held = staff, nil, nil, false // "one from X too", of somebody's words
	}
	if people := meant(q); len(people) > 0 {
		if next.People = people; len(q.Names) == 0 && len(next.Titles) > 0 {
			next.Titles, next.Names, next.Held = nil, nil, false // another than who holds that office there
		}
	}
	if len(q.Others) > 0 {
		next.Others = q.Others
	}
	if q.Place != "" || q.Abroad != "" {
		next.Place, next.Abroad = q.Place, q.Abroad
	}
	if q.Asked.Said {
		next.Period, next.Asked = q.Period, q.Asked
	}
}

// meant returns the persons of a question but those whom it leaves out.
func meant(q *evidence.Query) []string {
	return slices.DeleteFunc(slices.Clone(q.People), func(p string) bool { return slices.Contains(q.Excepted, p) })
}

// staff returns who speaks for the only company that a question names, where nobody else is named.
func (th *thread) staff(q *evidence.Query) (people []string) {
	if len(q.Names) != 1 || len(meant(q)) > 0 {
		return nil
	}
	for _, p := range th.speaks(q.Names[0]) {
		people = append(people, p.ID)
	}
	return people
}

// previous returns who was spoken of last but for one, or "".
func (th *thread) previous(other string) string {
	for _, n := range slices.Backward(th.names) {
		if n != other {
			return n
		}
	}
	return ""
}
