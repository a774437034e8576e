package answer

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/intent"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// ofRank reports whether a question asks for nothing but who holds a rank, now or before.
func ofRank(q *evidence.Query) bool {
	return q.Asked.Said && (len(q.Ranks) == 1 || q.Cues.Has("deg.top")) && whoLed(q)
}

// ofYear reports whether a question gives a figure, a year before and somebody, and no more: it asks for a figure.
func ofYear(q *evidence.Query) bool {
	return q.Asked.Prior > 0 && len(q.Numbers)+len(q.Percents) == 1 && len(q.Names) == 1 && len(q.People)+len(q.Others) == 0 && (q.Facet == "" || q.Facet == "facet.amount") &&
		bareOnly(q, "adj.former", "noun.period")
}

// figured leaves out the readings that cannot be meant where a question plainly asks for figures, and puts first those that are.
func (e *Engine) figured(q *evidence.Query, r *reading, ranked []intent.Match) []intent.Match {
	reported := q.Metric != "" && len(q.Others)+len(q.Names) == 0 && e.index.Changing(q.Metric) && reportedIn(r)
	if q.Cues.Has("time.yoy") && e.index.Covers(q) || q.Facet == "facet.whether" && e.index.Went(q) || reported {
		ranked = slices.DeleteFunc(ranked, uncovered) // how it changed is known, or it is from the report that is named
	}
	if q.Metric == e.book.Default.Metric && onlyShares(q) && (len(q.Names) > 1 && e.index.Listed(q.Names) || slices.Contains(q.Bare, "noun.mean") && len(q.Names)+len(q.People) == 0) {
		ranked = slices.DeleteFunc(ranked, func(m intent.Match) bool { return ofStatement(m) || uncovered(m) }) // shares of several, or their mean, are no stock
	}
	if q.Facet == "facet.who" && q.LeaderBy() && unnamed(q) && q.Abroad == "" {
		ranked = e.atHead(e.index.Intent("holder"), ranked, func(m intent.Match) bool { return uncovered(m) || offField(m) })
	}
	if q.Top > 1 && len(q.Names) == 1 && q.Facet == "facet.whether" && q.Cues.Has("ask.outof") && q.Metric == "" {
		in := e.index.Intent("standing") // "has X slipped out of the top two?"
		ranked = e.atHead(in, ranked, func(m intent.Match) bool { return ofStatement(m) || m.Intent == in || moves[m.Intent.Operation] || m.Intent.Operation == "compare" })
	}
	ranked = e.inShort(q, e.ofThen(q, ranked))
	if (q.Asked.Prior > 0 || q.Asked.Vague || q.Cues.Has("time.ever", "time.always")) && ofPlace(q) {
		in := e.index.Intent("standing") // whether it held the place then, not what else was before
		ranked = e.atHead(in, ranked, func(m intent.Match) bool { return ofStatement(m) || m.Intent == in || m.Intent.Operation == "relation" })
	}
	if q.Asked.Prior > 0 && comparedBefore(q) {
		in := e.index.Intent("change")
		ranked = e.atHead(in, ranked, func(m intent.Match) bool {
			return ofStatement(m) || m.Intent == in || m.Intent.Operation == "compare" || m.Intent.Operation == "follow.compare"
		})
	}
	if q.Asked.Prior > 0 && q.Facet == "facet.whether" && len(q.Stated()) == 1 && len(q.Names) == 1 && bareOnly(q, "adj.former", "noun.market", "act.hold") && slices.Contains(q.Bare, "adj.former") {
		ranked = slices.DeleteFunc(ranked, ofStatement) // "was X at 24 before?" asks for no partner of before
	}
	if !plainPart(q, r) {
		return ranked
	}
	return slices.DeleteFunc(ranked, func(m intent.Match) bool { // nothing says that it is the rest, or a part of what was
		return m.Intent.Operation == "complement" || m.Intent.Operation == "ratio" && len(q.Names) == 1 && !q.Asked.Said
	})
}

// onlyShares reports whether the concepts of a question are no more than those of shares and their mean.
func onlyShares(q *evidence.Query) bool {
	return q.Abroad == "" && q.Category == "" && len(q.Doubts) == 0 && !slices.ContainsFunc(q.Bare, func(id string) bool {
		return id != "noun.stock" && id != "noun.mean" && id != "adj.easy" && id != "noun.market"
	})
}

// ofThen reads a statement that gives somebody the figure which they had a year before as one for that figure: "a year earlier it was 24 for X."
func (e *Engine) ofThen(q *evidence.Query, ranked []intent.Match) []intent.Match {
	if !ofYear(q) || q.Facet != "" || !e.index.Once(q) {
		return ranked
	}
	return e.atHead(e.index.Intent(e.book.Default.Intent), ranked, func(m intent.Match) bool { return ofStatement(m) || m.Intent.Operation == "project" })
}

// inShort reads "sum up the shares" as one for the table: no statement is a summary of figures.
func (e *Engine) inShort(q *evidence.Query, ranked []intent.Match) []intent.Match {
	in := e.index.Intent("table")
	if in == nil || len(ranked) == 0 || q.Metric != e.book.Default.Metric || !slices.Contains(q.Bare, "act.summarise") || !unnamed(q) {
		return ranked
	}
	return slices.Insert(ranked, 0, e.matcher.Match(in, ranked[0].Score+bareValue))
}

// plainPart reports whether a question asks for somebody's part of the market in words that all are understood, and none of them speaks of others:
// "what fraction of the market is X?"
func plainPart(q *evidence.Query, r *reading) bool {
	part := q.Metric != "" || slices.Contains(q.Bare, "noun.ratio") || q.Cues.Has("unit.percent", "facet.amount")
	if len(q.Names) == 0 || len(q.Excepted) > 0 || !part || slices.ContainsFunc(q.Bare, func(id string) bool { return !partly[id] }) || !mentioned(r) && !wentTo(r) {
		return false
	}
	for _, kind := range []string{"bound.", "op.", "set.", "place."} {
		if cue(r, kind, func(*gazetteer.Mention) bool { return true }) {
			return false
		}
	}
	return true
}

// wentTo reports whether the only word of a question that means nothing stands before "to" and a firm: "what portion went to X?"
func wentTo(r *reading) bool {
	return cue(r, "move.to", func(c *gazetteer.Mention) bool {
		if !firm(r, c.Last) || !plainWords(r, c.First-1, c.First) {
			return false
		}
		for i, t := range r.tokens {
			if i != c.First-1 && t.Kind == utterance.Word && !small(t) && !inMention(r, i) {
				return false
			}
		}
		return true
	})
}

// partly are the concepts of a question for a part of the market.
var partly = map[string]bool{"noun.ratio": true, "noun.market": true, "noun.point": true, "noun.device": true, "act.hold": true, "noun.consumer": true, "act.choose": true, "act.buy": true, "act.use": true, "act.own": true}

// whoLed reports whether a question for who it was names nobody and nothing else than to lead, or to have led.
func whoLed(q *evidence.Query) bool {
	return q.Facet == "facet.who" && len(q.Names)+len(q.People)+len(q.Others)+len(q.Titles) == 0 &&
		!slices.ContainsFunc(q.Concepts, func(id string) bool {
			return id != "adj.former" && id != "noun.period" && id != "noun.market" && !strings.HasPrefix(id, "act.lead")
		})
}

// ledBefore reads "who was first before?" as a question for the rank of a year before.
func (e *Engine) ledBefore(q *evidence.Query, _ *reading) {
	if !whoLed(q) || !q.Cues.Has("deg.top") || q.Asked.Said || !slices.Contains(q.Concepts, "adj.former") || q.Metric != "" {
		return
	}
	q.AskYearBefore(e.index.Latest)
}

// heldBefore reads "was X first before?" as a question for the rank of a year before.
func (e *Engine) heldBefore(q *evidence.Query, _ *reading) {
	if !ofPlace(q) || q.Asked.Said || !slices.Contains(q.Concepts, "adj.former") {
		return
	}
	q.AskYearBefore(e.index.Latest)
}

// ofPlace reports whether a question asks no more than whether somebody held a place.
func ofPlace(q *evidence.Query) bool {
	one := len(q.Names) == 1 && len(q.People)+len(q.Others)+len(q.Titles)+len(q.Percents)+len(q.Numbers) == 0 && q.Metric == "" && q.Abroad == ""
	place := q.Cues.Has("deg.top") || len(q.Ranks) == 1
	return one && place && asksAtMost(q, "facet.whether") &&
		bareOnly(q, "adj.former", "noun.market", "noun.rank", "noun.position", "act.verify", "act.lead", "act.hold")
}

// bareAmount reports whether a question is nothing but "how much?".
func bareAmount(q *evidence.Query, r *reading) bool {
	return q.Facet == "facet.amount" && mute(q) && len(q.Bare) == 0 && q.Place == "" && nothingBut(r, "facet.amount", "facet.whether", "back.it") && r.field == 0 && !q.Cues.Has("set.sum", "facet.choice")
}

// named reads a question that points back at the one thing which was only named before as if it named that: "X", then "who runs it?" Behind another
// question it does so where nothing else is understood of it, or what is has nothing to do with that one.
func (e *Engine) named(u *turn, th *thread, s *scratch) *turn {
	if v := e.bothNamed(u, th, s); v != nil {
		return v
	}
	name := th.naming()
	lately, origin := name == "", e.fromWhere(u.reading)
	if lately {
		name = th.lately(u, origin)
	}
	if name == "" || !short(u.reading) || len(u.query.People) > 0 {
		return nil
	}
	var back []*gazetteer.Mention
	for _, m := range u.reading.mentions {
		switch {
		case m.Kind == gazetteer.Cue && m.ID == "back.it" && !existing(u.reading, m) && !pointsAt(u.reading, m):
			back = append(back, m)
		case m.Kind.Firm() && m.ID == name:
			return nil
		}
	}
	whole, text := "", u.reading.text
	switch {
	case len(back) == 1:
		from, to := u.reading.tokens[back[0].First].Start, u.reading.tokens[back[0].Last-1].End
		whole = text[min(from, u.reading.afterAnd()):from] + e.words.name(u.reading.language, name) + u.reading.owner(back[0]) + text[to:]
	case len(back) == 0 && (lately || u.tellsOfOthers(name)) && u.reading.language == "zh":
		whole = e.words.name(u.reading.language, name) + text // a subject that is not said again
	case len(back) == 0 && !lately && len(u.query.Words) == 1 && (u.aside() || u.finding.Silent()) && len(u.query.Bare) == 1 && u.query.Facet == "":
		whole = e.words.name(u.reading.language, name) + " " + text // "X", then "partner?"
	default:
		return nil
	}
	v := e.sentence(whole, &thread{entity: th.entity, stated: th.stated, sure: th.sure}, s, nil)
	if v.finding != nil && v.finding.Silent() && !v.aside() && (u.tellsOfOthers(name) || origin) {
		return v // there is no answer, and what has to do with others is none
	}
	if v.finding == nil || v.finding.Silent() || v.aside() || v.query.Figures() && (lately || !u.aside() && !u.finding.Silent()) {
		return nil
	}
	if lately {
		if v.value < correcting || !slices.Contains(v.query.Names, name) {
			return nil
		}
		return v
	}
	if v.value < u.value && !u.finding.Silent() && !u.tellsOfOthers(name) && !(u.query.Figures() || u.query.Intent != nil && th.last.query.Intent == u.query.Intent) {
		return nil
	}
	return v
}

// bothNamed reads a question with two pronouns behind one about what a firm has to do with another as if it named both: "did X talk to Y?", then "why
// didn't they take it?" It is nil where there are no two, or the question is answered by something that has to do with the other.
func (e *Engine) bothNamed(u *turn, th *thread, s *scratch) *turn {
	r := u.reading
	if th.last == nil || th.last.query.Figures() || len(th.last.query.Names) != 2 || len(th.last.query.People) > 0 || len(u.base.Names)+len(u.base.People)+len(u.base.Others) > 0 || !short(r) {
		return nil
	}
	two := th.last.query.Names
	if !u.aside() && !u.finding.Silent() && !u.tellsOfOthers(two[1]) {
		return nil
	}
	var whole strings.Builder
	n, from := 0, 0
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Cue || m.ID != "back.it" || existing(r, m) {
			continue
		}
		if n == len(two) || r.tokens[m.First].Start < from {
			return nil
		}
		whole.WriteString(r.text[from:r.tokens[m.First].Start] + e.words.name(r.language, two[n]) + r.owner(m))
		n, from = n+1, r.tokens[m.Last-1].End
	}
	if n != len(two) {
		return nil
	}
	v := e.sentence(whole.String()+r.text[from:], &thread{entity: th.entity, stated: th.stated, sure: th.sure}, s, nil)
	if v.finding == nil || v.aside() || v.value < correcting {
		return nil
	}
	return v
}

// pointsAt reports whether a pronoun only points at the thing behind it: "that deal", but not "their deal".
func pointsAt(r *reading, m *gazetteer.Mention) bool {
	return !wordOf(r, "word.its", m.First) && begun(r, m.Last, func(c *gazetteer.Mention) bool { return c.Kind == gazetteer.Concept && ofThing(c.ID) }) != nil
}

// afterAnd returns where an utterance begins behind the "and" that it opens with.
func (r *reading) afterAnd() (at int) {
	cue(r, "back.and", func(c *gazetteer.Mention) bool {
		if c.First == 0 && c.Last < len(r.tokens) {
			at = r.tokens[c.Last].Start
		}
		return at > 0
	})
	return at
}

// owner returns what makes a name an owner, where the pronoun in whose place it comes is one: "'s" for "their place", else "".
func (r *reading) owner(pronoun *gazetteer.Mention) string {
	if r.language == "zh" || !wordOf(r, "word.its", pronoun.First) || pronoun.Last == len(r.tokens) || len(r.forms.Owner) == 0 {
		return ""
	}
	return r.forms.Owner[0]
}

// fromWhere reports whether a question ends with whether "it" or "they" are from a place: "is it Chinese?"
func (e *Engine) fromWhere(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Place && !e.placed(p) && closes(r, p) && cue(r, "back.it", func(c *gazetteer.Mention) bool {
			return c.Last == p.First && cue(r, "facet.whether", func(v *gazetteer.Mention) bool { return v.Last == c.First })
		})
	})
}

// lately returns the one firm that the last question was about, where a question that names nothing is not understood, or taken for a statement that has
// nothing to do with that firm, or it asks where that is from; else "". One that the last question was for may be meant beside those that it named, too.
func (th *thread) lately(u *turn, origin bool) string {
	beside := th.last != nil && th.met != "" && !slices.ContainsFunc(u.base.Names, func(n string) bool { return n == th.met || !slices.Contains(th.last.query.Names, n) })
	if th.last == nil || len(u.base.Names) > 0 && !beside || len(u.base.People)+len(u.base.Others) > 0 || u.base.Quote != "" {
		return ""
	}
	name := cmp.Or(th.one(), th.met)
	if q := th.last.base; name == "" && len(q.Names) == 1 && len(q.People) == 0 && slices.Equal(q.Names, th.recent(1)) && len(th.stated(th.last.claims())) == 0 {
		name = q.Names[0] // of two in a deal it may be either
	}
	understood := !u.finding.Silent() && (!u.aside() || u.finding.Status == evidence.Answered) // what the sources are, too
	if name == "" || understood && u.query.Intent.Operation != "movers" && !u.tellsOfOthers(name) && !origin || u.finding != nil && u.finding.Sure {
		return ""
	}
	return name
}

// claims returns what the book was found to state on a question.
func (u *turn) claims() []*knowledge.Claim {
	if u.finding == nil {
		return nil
	}
	return u.finding.Claims
}

// tellsOfOthers reports whether an answer is a statement that has nothing to do with a firm.
func (u *turn) tellsOfOthers(name string) bool {
	return u.query.Intent != nil && u.query.Intent.Operation == "tell" && !slices.ContainsFunc(u.finding.Claims, func(c *knowledge.Claim) bool { return slices.Contains(c.Who, name) })
}

// naming returns the one thing that the last question did no more than name or ask what it is, or "".
func (th *thread) naming() string {
	last := th.last
	if last == nil {
		return ""
	}
	q := last.query
	if len(q.Names)+len(q.Others) != 1 || len(q.People)+len(q.Percents)+len(q.Ranks) > 0 || q.Metric != "" || q.Abroad != "" || q.Asked.Said || len(q.Bare) > 0 || !mentioned(last.reading) {
		return ""
	}
	return append(slices.Clone(q.Names), q.Others...)[0]
}

// mostLeadIn is how many tokens a message has at most before the break behind the name that it begins with: "and X?"
const mostLeadIn = 4

// ledIn understands "and X? what are they up to?" as that question with X in it. It is nil where a message does not begin so, or is understood as it
// stands.
func (e *Engine) ledIn(u *turn, th *thread, s *scratch) *turn {
	if len(u.base.Names) != 1 || !u.aside() && !u.finding.Silent() || !short(u.reading) {
		return nil
	}
	r := u.reading
	at := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() })
	if at < 0 {
		return nil
	}
	firm := r.mentions[at]
	if firm.Last >= mostLeadIn || firm.Last == len(r.tokens) || r.tokens[firm.Last].Kind != utterance.Break || !smallWords(r, firm.First) {
		return nil
	}
	i := slices.IndexFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.ID == "back.it" && m.First > firm.Last && !existing(r, m)
	})
	if i < 0 {
		return nil
	}
	back := r.mentions[i]
	whole := r.text[r.tokens[firm.Last].End:r.tokens[back.First].Start] + e.words.name(r.language, u.base.Names[0]) + r.owner(back) + r.text[r.tokens[back.Last-1].End:]
	v := e.sentence(whole, &thread{entity: th.entity, stated: th.stated, sure: th.sure}, s, nil)
	if !v.answers() || v.value < correcting {
		return nil
	}
	return in(u, v)
}

// smallWords reports whether nothing but small words and "and" stands before a token.
func smallWords(r *reading, end int) bool {
	for i := range end {
		if !small(r.tokens[i]) && !cue(r, "back.and", func(c *gazetteer.Mention) bool { return c.First <= i && i < c.Last }) {
			return false
		}
	}
	return true
}
