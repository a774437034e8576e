package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// How far apart the parts of a description may be: a word for a firm and the figure that tells which, and what links it to a name.
const (
	reachOfRate = 7
	reachOfLink = 3
)

// mostDescribing is how many tokens a message has at most in which descriptions are resolved, one after the other.
const mostDescribing = 80

// description is a part of a question that tells a firm or a place by what the book says of it, and the names that it stands for.
type description struct {
	from, to int
	names    string
	owner    bool // something of theirs is spoken of: "P's share"
}

// described understands a question with whom or what it describes named: "where does the maker that grew 37% stand?", "what do the two
// ahead of X hold?", "Y or the P crowd", "in the world's largest market". It is nil where nothing is described, or that is what is asked for.
func (e *Engine) described(whole *turn, th *thread, s *scratch) *turn {
	if len(whole.reading.tokens) > mostDescribing || whole.base.Quantity.Of != 0 {
		return nil
	}
	d := e.description(whole.base, whole.reading)
	if d == nil || !d.owner && d.asked(whole.reading) {
		return nil
	}
	r := whole.reading
	u := e.turn(r.text[:r.tokens[d.from].Start]+d.names+r.text[r.tokens[d.to-1].End:], th, s, nil)
	if !u.answers() || !u.query.Figures() {
		return nil
	}
	return in(whole, u)
}

// description finds the first description of a question.
func (e *Engine) description(q *evidence.Query, r *reading) *description {
	if q.Cues.Has("ask.firm", "number.1", "back.it") || slices.Contains(q.Bare, "noun.competitor") {
		for _, m := range r.mentions {
			if n, ok := firmNoun(r, m); ok {
				if d := e.telling(q, r, n); d != nil {
					return d
				}
			}
		}
	}
	if d := e.ofChief(r); d != nil {
		return d
	}
	if q.Cues.Has("set.sum") || slices.Contains(q.Bare, "act.combine") {
		if d := e.group(q, r); d != nil {
			return d
		}
	}
	if len(q.Ranks) == 1 && q.Cues.Has("deg.less") {
		if d := e.rankBehind(q, r); d != nil {
			return d
		}
	}
	if q.Cues.Has("set.except") && q.Cues.Has("deg.top") {
		return e.butFirst(r)
	}
	if q.Abroad == evidence.World && q.Cues.Has("deg.top") {
		return e.largestPlace(q, r)
	}
	return nil
}

// telling finds what tells which firm a word for one means: what happened to it, how it grew, a figure, its rank, or a person.
func (e *Engine) telling(q *evidence.Query, r *reading, n noun) *description {
	for _, by := range [...]func(*Engine, *evidence.Query, *reading, noun) *description{(*Engine).byPast, (*Engine).byGrowth, (*Engine).byRate, (*Engine).byOrder, (*Engine).byChief} {
		if d := by(e, q, r, n); d != nil {
			return d
		}
	}
	return nil
}

// noun is a word for a firm with what stands before it: "the two vendors".
type noun struct {
	from, to int
	several  bool // of more than one
	count    int  // how many, where that is said
}

// firmNoun returns the word for a firm, a competitor or "one" that a mention is, with its article and number.
func firmNoun(r *reading, m *gazetteer.Mention) (n noun, ok bool) {
	n = noun{from: m.First, to: m.Last}
	switch {
	case m.Kind == gazetteer.Concept && m.ID == "noun.competitor", m.Kind == gazetteer.Cue && m.ID == "ask.firm":
	case m.Kind == gazetteer.Cue && m.ID == "number.1" && wordOf(r, "word.the", m.First-1):
	case wordOf(r, "word.that", m.First) && wordOf(r, "word.be", m.First-1):
		return n, false // "how many points is that above X?"
	case m.Kind == gazetteer.Cue && m.ID == "back.it" && wordOf(r, "word.the", m.First) || wordOf(r, "word.that", m.First) && m.Last-m.First == 1:
		n.several = true // "the two", "those"
	default:
		return n, false
	}
	n.several = n.several || endsIn(r.tokens[m.Last-1].Text, r.forms.Plural)
	for n.grows(r) {
	}
	return n, true
}

// grows takes the article or number right before a word for a firm to it, and reports whether there is one.
func (n *noun) grows(r *reading) bool {
	at := n.from - 1
	for _, m := range r.mentions {
		if m.Last != n.from && !(m.First < n.from && m.Last == n.to) || m.First >= n.from {
			continue
		}
		switch {
		case m.Kind == gazetteer.Number, m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "number."):
			n.count = int(m.Value)
		case m.Kind != gazetteer.Cue || m.ID != "back.it":
			continue
		}
		n.from = m.First
		return true
	}
	if at >= 0 && (wordOf(r, "word.the", at) || wordOf(r, "word.that", at)) {
		n.from = at
		return true
	}
	return false
}

// precededBy is where a word for a firm begins before which something that tells of it begins at a token: the article before that is part of it.
func (n noun) precededBy(r *reading, at int) int {
	n.from = at
	for n.grows(r) {
	}
	return n.from
}

// asked reports whether a description is of whom or what a question asks for, or is said of somebody: "who is the firm behind X?", "name the
// one ahead of X", "is X the firm that grew 37%?"
func (d *description) asked(r *reading) bool {
	if !d.spoken(r) {
		return true
	}
	at := d.from
	be := wordOf(r, "word.be", at-1)
	if be && at-1 == 0 && firm(r, d.to) {
		return true
	}
	if be || wordOf(r, "word.with", at-1) && cue(r, "ask.count", func(c *gazetteer.Mention) bool { return c.Last == at-1 }) {
		at-- // "how many of the ones ahead of X ...?"
	}
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		switch {
		case m.Last != at && !(be && m.First < at && m.Last > at):
			return false
		case m.Kind.Firm(), m.Kind == gazetteer.Person:
			return true
		case m.Kind == gazetteer.Concept:
			return m.ID == "act.list" || m.ID == "act.mention"
		}
		return m.Kind == gazetteer.Cue && (inquiring(m.ID) && !(be && m.ID == "facet.amount") || m.ID == "ask.name" || m.ID == "ask.count" || be && m.ID == "back.it")
	})
}

// spoken reports whether a question says more of a description than where and when: "give me every firm above X in C" does not.
func (d *description) spoken(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if m.First < d.to && d.from < m.Last {
			return false
		}
		switch m.Kind {
		case gazetteer.Place, gazetteer.Period, gazetteer.Category, gazetteer.Chatter:
			return false
		case gazetteer.Concept:
			return m.ID != "act.list" && m.ID != "act.show" && m.ID != "act.say" && m.ID != "noun.device" && m.ID != "noun.market"
		case gazetteer.Cue:
			return m.ID == "facet.whether" && !wordOf(r, "word.be", m.First) || m.ID == "facet.where" || strings.HasPrefix(m.ID, "deg.") || m.ID == "ask.growth"
		}
		return true
	})
}

// called is how some firms are written down, one after the other.
func (e *Engine) called(r *reading, ids []string) string { return e.words.names(r.language, ids) }

// byRate resolves a word for firms that is told by a figure: "the maker with a share of 16%", "the one on 17%", "those at 15%".
func (e *Engine) byRate(q *evidence.Query, r *reading, n noun) *description {
	if len(q.Percents) == 0 {
		return nil
	}
	linked := links(r, n.to)
	for _, p := range r.mentions {
		leads := p.Last == n.from // "the 16% vendor"
		if p.Kind != gazetteer.Percent || !leads && (!linked || p.First < n.to || p.First-n.to > reachOfRate || !unparted(r, n.to, p.First)) {
			continue
		}
		ids := e.index.Bearers(q, p.Value)
		if len(ids) == 0 || len(ids) > 1 && !n.several || n.count > 0 && n.count != len(ids) || slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(q.Names, id) }) {
			return nil
		}
		if leads {
			return &description{from: n.precededBy(r, p.First), to: n.to, names: e.called(r, ids)}
		}
		return &description{from: n.from, to: rateEnd(r, p.Last), names: e.called(r, ids)}
	}
	return nil
}

// links reports whether what stands behind a word for a firm tells more of it: "with", "on", "that", "holding".
func links(r *reading, at int) bool {
	if at >= len(r.tokens) || r.tokens[at].Kind != utterance.Word {
		return false
	}
	return endsIn(r.tokens[at].Text, r.forms.Lasting) || wordOf(r, "word.with", at) || wordOf(r, "word.that", at) || small(r.tokens[at]) && plainWords(r, at, at+1) || cue(r, "", func(c *gazetteer.Mention) bool {
		return c.First == at && (c.ID == "op.add" || c.ID == "ask.about" || c.ID == "back.it" || c.ID == "facet.who" || c.ID == "ask.which")
	})
}

// unparted reports whether neither a break nor a name nor a limit nor a question word but the first stands between two tokens.
func unparted(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind == utterance.Break && r.tokens[i].Text != "+" {
			return false
		}
	}
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		if m.First < from || m.First >= to {
			return false
		}
		return m.Kind.Firm() || m.Kind == gazetteer.Rank || m.Kind == gazetteer.Cue && (m.First > from && questionWord(m.ID) || m.ID == "facet.choice" || moreOrLess(m) || strings.HasPrefix(m.ID, "bound."))
	})
}

// rateEnd is where a description ends that has a figure up to a token: behind what the figure is of, "37% growth", "a 17% share of the market".
func rateEnd(r *reading, to int) int {
	for {
		next := to
		for _, m := range r.mentions {
			part := m.Kind == gazetteer.Metric || m.Kind == gazetteer.Cue && (m.ID == "ask.growth" || m.ID == "time.yoy") || m.Kind == gazetteer.Concept && (ofWay(m.ID) || m.ID == "noun.market")
			if gap := m.First - to; part && m.Last > next && (gap == 0 || gap > 0 && gap <= 2 && plainlyOf(r, to, m.First)) {
				next = m.Last
			}
		}
		if next == to {
			return to
		}
		to = next
	}
}

// plainlyOf reports whether only "of the", "in" and the like stand between two tokens.
func plainlyOf(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if !wordOf(r, "word.with", i) && !wordOf(r, "word.in", i) && !wordOf(r, "word.the", i) {
			return false
		}
	}
	return true
}
