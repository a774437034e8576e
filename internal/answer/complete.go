package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
)

// complete fills in what an utterance leaves out from the thread. It reports false for an intent that only
// makes sense after another question where there is none.
func (th *thread) complete(e *Engine, base *evidence.Query, m intent.Match, r *reading) (*evidence.Query, bool) {
	q := base.Clone()
	q.Intent, q.Contrary = m.Intent, m.Contrary
	if th.last != nil && q.With == whoHeIs {
		if who := th.referent(e); len(who) > 0 {
			q.People, q.With = who, who[0] // "who was with him?"
			return q, !strings.HasPrefix(m.Intent.Operation, "follow.")
		}
	}
	if strings.HasPrefix(m.Intent.Operation, "follow.") {
		if th.last == nil {
			q.Intent = e.index.Intent(m.Intent.Else)
			return q, q.Intent != nil && !q.Contrary && onlyChatter(r) // "tldr"
		}
		return th.follow(e, q)
	}
	if th.last == nil {
		return q, true
	}
	if c := th.doubted(q); c != nil {
		q.Claim, q.Intent, q.Contrary = c.ID, e.index.Intent("certainty"), false
		return q, q.Intent != nil
	}
	th.sameMetric(e, q, r)
	th.thatEarlier(e, q)
	if q.Place == "" && q.Abroad == "" {
		q.Place = th.place
	}
	th.theirs(e, q)
	himself := q.Cues.Has("back.he") || len(q.Titles) == 1 && th.ofPerson() && cue(r, "back.it", func(c *gazetteer.Mention) bool { return c.First == 0 && !wordOf(r, "word.its", 0) }) // "that is the chief?"
	if himself && (len(q.People) == 0 || q.Held && !titleFirst(r)) {
		if who := th.referent(e); len(who) > 0 {
			q.People, q.Held = who, false // "is he the chief?" is of whom was spoken
		}
	}
	th.nameWho(e, q, r)
	return q, true
}

// thatEarlier has a question "in that earlier quarter" be about the year before of which was spoken.
func (th *thread) thatEarlier(e *Engine, q *evidence.Query) {
	last := th.last.query
	if !th.ofYearBefore(e) || q.Asked.Said || !q.Cues.Has("back.it") || !q.Cues.Has("time.old") || !slices.Contains(q.Concepts, "noun.period") {
		return
	}
	q.Period, q.Asked = last.Period, last.Asked
	if q.Intent.Operation == "change" && !e.ofDefault(q) {
		q.Intent = e.index.Intent("growth")
	}
}

// sameMetric has a short question for figures be about the metric before, if it names none and the book has that for it.
func (th *thread) sameMetric(e *Engine, q *evidence.Query, r *reading) {
	op := q.Intent.Operation
	ranks := op == "standing" && slices.Contains(q.Concepts, "noun.rank") // it is by what is usual
	own := q.Metric != "" || q.Cues.Has("ask.growth") && (op == "growth" || len(q.Percents) > 0)
	if ranks || own || !short(r) || !elliptic(r) || !q.Figures() || !th.last.query.Figures() || !moves[op] && !e.index.Levels(th.metric) {
		return
	}
	q.Metric = th.metric
	if (op == "growth" || op == "movers") && len(q.Names) > 0 && q.Metric != "" && !e.index.Covers(q) {
		q.Metric = "" // of this one something else has changed
	}
	if op == "movers" && len(q.Names) == 0 && q.Metric != "" && e.index.Gather(q.Clone()).Silent() {
		q.Metric = "" // nobody is known to have moved so by that: "so who gained?"
	}
	if len(q.Names) > 0 && len(r.tokens) > fewTokens && q.Metric != e.book.Default.Metric && !e.index.Covers(q) {
		q.Metric = "" // nor is there a figure of it to be asked for
	}
	if f := th.last.finding; op == "timeframe" && f != nil && f.Metric != "" {
		q.Metric = f.Metric // "as of when?"
	}
}

// theirs has a question for a figure, a sum or where something was said be about those whom the last answer was about: "combined?"
func (th *thread) theirs(e *Engine, q *evidence.Query) {
	last, f := th.last.query, th.last.finding
	if q.Intent.Operation == "table" && q.Cues.Has("back.it") && len(q.Names) == 0 && !ofAll(q) && th.ofSameOne(q) {
		q.Intent = e.index.Intent("lookup") // "what was theirs a year before?", of one
	}
	if q.Intent.Operation == "rest" && unnamed(q) && (!ofAll(q) || slices.Contains(q.Bare, "noun.remainder")) && !q.Cues.Has("set.not") && th.one() != "" && len(th.run) > 0 {
		q.Intent, q.Names = e.index.Intent("complement"), slices.Clone(th.run) // "and everyone else combined?", of all but those of whom was spoken
	}
	if q.Intent.Operation == "threshold" && q.Cues.Has("back.it") && unnamed(q) && q.Several() > 1 && q.Several() == len(th.run) {
		q.Names = slices.Clone(th.run) // "those two are over half the market?"
	}
	if q.Intent.Operation == "total" {
		th.against(e, q)
		if len(q.Names) == 0 && q.Cues.Has("back.it") {
			q.Names = th.otherTwo(q)
		}
		if tied := th.sharing(); len(q.Names) == 0 && len(tied) > 0 && last.Intent.Operation == "holder" && q.Cues.Has("back.it") && q.Several() == 0 && q.Top == 0 {
			q.Names = tied // "their combined share?", of those who tie
		}
		if part := f != nil && last.Figures() && last.Facet == "facet.who" && len(last.Names) == 1 && len(f.Series) > 1; part && !slices.ContainsFunc(f.Series, func(r evidence.Row) bool { return r.Entity == last.Names[0] }) && len(q.Names) == 0 && q.Several() == 0 && q.Top == 0 && !ofAll(q) {
			q.Names = th.given() // "combined?", of those ahead of one
		}
		if len(q.Names) == 0 && th.listed(q) {
			q.Names = th.given() // "combined?", of the top two
		}
	}
	if op := q.Intent.Operation; (op == "venue" || op == "spoken") && unnamed(q) && q.Quote == "" && f != nil {
		for _, v := range f.Quotes {
			q.People = once(q.People, v.Speaker) // "told to which channel?"
		}
	}
	if q.Intent.Operation == "tell" && q.Cues.Has("back.it") && q.Cues.Has("ask.growth") && unnamed(q) && last.Figures() {
		q.Names = slices.Clone(last.Names) // "and their growth?" is about them
	}
}

// ofSameOne reports whether the last question was about one, of whom now a figure of before or another metric is asked for.
func (th *thread) ofSameOne(q *evidence.Query) bool {
	return q.Asked.Prior > 0 && th.single() || q.Metric != "" && th.last.query.Figures() && len(th.last.query.Names) == 1
}

// listed reports whether the last answer gave the figures of just those that a sum is asked of: the top few, those that tie, or as many as it says.
func (th *thread) listed(q *evidence.Query) bool {
	if th.last.finding == nil || q.Cues.Has("deg.tie") {
		return false // or those who tie are meant, of all
	}
	n, several := len(th.last.finding.Series), q.Several()
	exact := th.last.query.Intent.Operation == "threshold" && n > 1 && len(th.last.query.Names) == 0 && !ofAll(q) // "who is at 15%?"
	return exact || th.last.query.Top > 1 && (q.Top == 0 || q.Top == th.last.query.Top) || th.last.query.Intent.Operation == "tied" || len(q.Numbers) == 1 && int(q.Numbers[0]) == n || several > 1 && several == n
}

// nameWho gives a question that names fewer than it needs those spoken of before.
func (th *thread) nameWho(e *Engine, q *evidence.Query, r *reading) {
	op := q.Intent.Operation
	switch two := th.rival(q); {
	case th.wanting(q, r):
		q.Names = th.recent(needed(q))
		if (op == "total" || op == "order") && len(th.last.query.Names) > len(q.Names) {
			q.Names = slices.Clone(th.last.query.Names) // all that were named just before
		} else if op == "total" && len(th.run) > len(q.Names) {
			q.Names = th.both(q) // one after the other
		}
	case len(q.Names) == 0 && op == "compare" && (len(q.Ranks) == 1 || q.Cues.Has("deg.top")):
		q.Names = th.recent(1) // "by how much over second place?"
	case q.ToLimit || q.Quantity.Of != 0 || !th.between(q, r): // a distance, or how many of all, is of the one named
	case two != nil:
		q.Intent, q.Names = e.index.Intent("compare"), two // "and than Z?", of the same one
	default:
		q.Intent = e.index.Intent("compare")
		if other := th.previous(q.Names[0]); other != "" {
			object, _ := around(r, q.Names[0], againstFirm)
			if q.Names = []string{q.Names[0], other}; object && !behindVerb(r, q.Names[0]) {
				slices.Reverse(q.Names)
			}
		}
	}
}

// wanting reports whether a question needs a name and has nothing to go by, so that it is about those of before.
func (th *thread) wanting(q *evidence.Query, r *reading) bool {
	if !lacks(q) || !unnamed(q) || q.Quote != "" || len(q.Ranks) > 0 || q.Cues.Has("deg.top", "deg.bottom") || self(q) {
		return false
	}
	return !ofAll(q) || elliptic(r) && q.Top == 0 || th.counted(q)
}

// referent is whom "he" means: who was spoken of last, else the one person whom the book knows at the company that was.
func (th *thread) referent(e *Engine) []string {
	if n := len(th.people); n > 0 {
		return slices.Clone(th.people[n-1:])
	}
	if n := len(th.names); n > 0 {
		firm := th.names[n-1]
		if p := e.index.Entity(firm); p != nil && p.Of != "" {
			firm = p.Of // whose product it is
		}
		if list := e.index.Staff(firm); len(list) == 1 {
			return []string{list[0].ID}
		}
	}
	return nil
}

// titleFirst reports whether a title stands before the "he" of an utterance, so that it is that one: "does the chairman like his job?"
func titleFirst(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(t *gazetteer.Mention) bool {
		title := t.Kind == gazetteer.Title || t.Kind == gazetteer.Cue && t.ID == "ask.person" && firms(r, func(m *gazetteer.Mention) bool { return m.Last == t.First }) > 0 // "the X guy"
		return title && cue(r, "back.he", func(c *gazetteer.Mention) bool { return c.First >= t.Last })
	})
}

// self reports whether a question has figures to ask by, so that it needs nobody from before: "from 24 to 15 is how much?", "what place does
// 15% get you?"
func self(q *evidence.Query) bool {
	if q.Cues.Has("back.it", "back.he") {
		return false
	}
	return len(q.Stated()) > 1 || len(q.Percents) == 1 && q.Intent.Operation == "standing"
}

// ofAll reports whether a question is about all firms there are, or those that it describes: "every brand", "does anyone ...?"
func ofAll(q *evidence.Query) bool {
	return q.Top > 0 || q.Cues.Has("set.all", "ask.overall", "ask.firm", "ask.any")
}

// counted reports whether a question is for as many as were asked for one after the other: "add all three".
func (th *thread) counted(q *evidence.Query) bool {
	n := len(th.run)
	return n > 1 && q.Top == 0 && (q.Several() == n || len(q.Numbers) == 1 && int(q.Numbers[0]) == n)
}

// both returns the last two that were asked for one after the other, where a question is of "those two"; else all of them.
func (th *thread) both(q *evidence.Query) []string {
	if n := len(th.run); n > 2 && q.Several() == 2 {
		return slices.Clone(th.run[n-2:])
	}
	return slices.Clone(th.run)
}

// between reports whether a question with one name compares it with the one spoken of before.
func (th *thread) between(q *evidence.Query, r *reading) bool {
	if len(q.Names) != 1 || len(th.last.query.Names) > 2 || q.Cues.Has("deg.top") || q.Asked.Prior > 0 || len(q.Ranks)+len(q.Excepted) > 0 || ofAll(q) && q.Facet != "" {
		return false
	}
	op := q.Intent.Operation
	if op == "change" && q.Cues.Has("move.from") {
		return cue(r, "move.from", func(c *gazetteer.Mention) bool { return firm(r, c.Last) }) // but not "from what level did X fall?"
	}
	if op == "ratio" && barely(r) && q.Cues.Has("times.double", "times.triple", "times.half") {
		return q.Facet == "" || q.Facet == "facet.whether" // "double X's?"
	}
	return op == "compare" || op == "change" && (q.Cues.Has("deg.more", "deg.less", "bound.above", "deg.tie") || q.Cues.Has("unit.points") && (elliptic(r) || q.Cues.Has("move.past")))
}

// recent returns the n names last spoken of, in the order they were.
func (th *thread) recent(n int) []string {
	return slices.Clone(th.names[max(0, len(th.names)-n):])
}

// needed is how many names an operation takes from the thread.
func needed(q *evidence.Query) int {
	switch q.Intent.Operation {
	case "compare", "total", "order", "nearest":
		return 2
	}
	return 1
}

// lacks reports whether an operation wants a name.
func lacks(q *evidence.Query) bool {
	switch q.Intent.Operation {
	case "total", "order", "nearest", "lookup", "standing", "compare", "change", "growth", "ratio", "project", "verify", "complement", "quote":
		return true
	}
	return false
}
