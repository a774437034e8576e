package answer

import (
	"cmp"
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

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
	v := e.sentence(whole, th.blank(), s, nil)
	if v.finding != nil && v.finding.Silent() && !v.aside() && (u.tellsOfOthers(name) || origin || u.unmetered()) {
		return v // there is no answer, and what has to do with others is none
	}
	if v.finding == nil || v.finding.Silent() || v.aside() || (v.query.Figures() || v.finding.Metric != "") && (lately || !u.aside() && !u.finding.Silent()) && !u.unmetered() && !th.besideIt(u) {
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
	v := e.sentence(whole.String()+r.text[from:], th.blank(), s, nil)
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
	if th.last == nil || len(u.base.Names) > 0 && !beside && !th.besideIt(u) || len(u.base.People)+len(u.base.Others) > 0 || u.base.Quote != "" {
		return ""
	}
	name := cmp.Or(th.one(), th.met, th.about())
	understood := !u.finding.Silent() && !u.unmetered() && (!u.aside() || u.finding.Status == evidence.Answered) // what the sources are, too
	if name == "" || understood && u.query.Intent.Operation != "movers" && !u.tellsOfOthers(name) && !origin || u.finding != nil && u.finding.Sure {
		return ""
	}
	return name
}

// besideIt reports whether a question that is not understood names one firm beside the one whose figure was asked for: "why did they overtake X?"
func (th *thread) besideIt(u *turn) bool {
	one := th.one()
	return one != "" && len(u.base.Names) == 1 && u.base.Names[0] != one && u.finding.Silent() && u.base.Cues.Has("deg.more", "deg.less")
}

// about returns the one firm that the last question named, beside a product of its own at most, where its answer is not about a deal, of whose two it
// may be either; else "".
func (th *thread) about() string {
	q := th.last.base
	own := func(n string) bool { e := th.entity(n); return e != nil && e.Of == q.Names[0] }
	if len(q.Names) == 0 || slices.ContainsFunc(q.Names[1:], func(n string) bool { return !own(n) }) || len(q.People) > 0 || !slices.Equal(q.Names[len(q.Names)-1:], th.recent(1)) || len(th.stated(th.last.claims())) > 0 {
		return ""
	}
	return q.Names[0]
}

// claims returns what the book was found to state on a question.
func (u *turn) claims() []*knowledge.Claim {
	if u.finding == nil {
		return nil
	}
	return u.finding.Claims
}

// unmetered reports whether a question asks for a figure of some metric and got a statement.
func (u *turn) unmetered() bool {
	return u.base.Metric != "" && u.query.Intent != nil && u.query.Intent.Operation == "tell"
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
	again := th.last != nil && u.query.Intent != nil && u.query.Intent == th.last.query.Intent && u.base.Facet != th.last.query.Facet // taken for no more than "and X?"
	if len(u.base.Names) != 1 || !u.aside() && !u.finding.Silent() && !again || !short(u.reading) {
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
	v := e.sentence(whole, th.blank(), s, nil)
	if !v.answers() && !(again && v.finding != nil && v.finding.Silent()) || v.value < correcting {
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
