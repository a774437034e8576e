package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfNot is how many tokens a "not" may stand before what it denies: "did not [in the end] choose".
const reachOfNot = 2

// refused lists the concepts right behind a "not".
func refused(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.not" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind != gazetteer.Concept || m.First < c.Last {
				continue
			}
			if m.First-c.Last < reachOfNot || auxiliary(r, c) && m.First-c.Last == reachOfNot {
				q.Refused = once(q.Refused, m.ID) // "didn't Apple choose": the name stands between
			}
		}
	}
}

// auxiliary reports whether a "not" is part of a verb that opens a question, as in "didn't".
func auxiliary(r reading, not gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First == not.First
	})
}

// minPremise is how many tokens a clause has at least that takes something for granted.
const minPremise = 4

// premised notes "now that ..., how much ...?".
func premised(q *evidence.Query, r reading) {
	for i, t := range r.tokens {
		if t.Kind != utterance.Break {
			continue
		}
		if i >= minPremise && cue(r, "facet.", func(c gazetteer.Mention) bool { return c.First == i+1 && c.ID == q.Facet }) {
			q.Premised = true
		}
	}
}

// inverted puts the names of "how far behind X is Y" in the order of "Y is behind X".
func inverted(q *evidence.Query, r reading) {
	if len(q.Names) != 2 {
		return
	}
	var first, second gazetteer.Mention
	for _, m := range r.mentions {
		switch {
		case m.Kind != gazetteer.Company && m.Kind != gazetteer.Product:
		case m.ID == q.Names[0] && first.Last == 0:
			first = m
		case m.ID == q.Names[1] && second.Last == 0:
			second = m
		}
	}
	if cue(r, "deg.", func(c gazetteer.Mention) bool { return c.Last == first.First }) ||
		cue(r, "bound.", func(c gazetteer.Mention) bool { return c.Last == first.First }) {
		verb := cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.First == first.Last && c.Last == second.First })
		if verb {
			slices.Reverse(q.Names)
		}
	}
}

// left counts the names before the word that compares: "are A and B ahead of C".
func left(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		behind := func(c gazetteer.Mention) bool { return c.First >= m.Last }
		if (m.Kind == gazetteer.Company || m.Kind == gazetteer.Product) && (cue(r, "deg.", behind) || cue(r, "bound.", behind)) {
			q.Left++
		}
	}
}

// behind counts the names behind the first word that sets one side against the other: "A and B together against C".
func behind(q *evidence.Query, r reading) {
	at := len(r.tokens)
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "set.against" {
			at = min(at, c.First)
		}
	}
	var names []string
	for _, m := range r.mentions {
		if (m.Kind == gazetteer.Company || m.Kind == gazetteer.Product) && m.First > at {
			names = once(names, m.ID)
		}
	}
	q.Behind = len(names)
}

// summed counts the names before the last word that adds up, which is no sign: "A and B together are how many times C?"
func summed(q *evidence.Query, r reading) {
	at := -1
	for _, c := range r.mentions {
		if c.Kind == gazetteer.Cue && c.ID == "set.sum" && r.tokens[c.First].Kind == utterance.Word {
			at = max(at, c.First)
		}
	}
	var names []string
	for _, m := range r.mentions {
		if (m.Kind == gazetteer.Company || m.Kind == gazetteer.Product) && m.Last <= at {
			names = once(names, m.ID)
		}
	}
	q.Summed = len(names)
}

// claimed lists the figures that stand right behind names: "X 17, Y 16%".
func claimed(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Company && n.Kind != gazetteer.Product {
			continue
		}
		for _, v := range r.mentions {
			if (v.Kind == gazetteer.Number || v.Kind == gazetteer.Percent) && v.First >= n.Last && v.First-n.Last <= 1 {
				q.Claimed = append(q.Claimed, evidence.Claimed{Name: n.ID, Value: v.Value})
				break
			}
		}
	}
}

// cue reports whether a cue whose id begins with a prefix fits.
func cue(r reading, prefix string, fits func(gazetteer.Mention) bool) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, prefix) && fits(m)
	})
}

// utters are the concepts of giving words or a view.
var utters = map[string]bool{"act.confirm": true, "act.say": true, "act.think": true, "act.praise": true, "act.criticise": true, "act.mention": true}

// voiced notes whose words or view are asked for: who stands right before "say", "think" and the like.
func (e *Engine) voiced(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || !utters[m.ID] {
			continue
		}
		for _, n := range r.mentions {
			if m.ID == "act.confirm" && m.First != n.Last {
				continue // "X trouble confirmed" is no word of X
			}
			if m.Last < len(r.tokens) && r.tokens[m.Last].Kind == utterance.Word && cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.Last == n.First }) &&
				cue(r, "ask.reported", func(c gazetteer.Mention) bool { return c.First <= m.First && m.Last < c.Last }) {
				continue // "what is X said to do?" are no words of X
			}
			if n.Last <= m.First && m.First-n.Last <= reachOfNot && (n.Kind == gazetteer.Company && m.ID != "act.mention" || n.Kind == gazetteer.Person) && e.speaks(r, n.Last, m.First) {
				q.Voice = n.ID
			}
		}
	}
}

// reachOfStatement is how many tokens behind its subject a "statement" may stand: "did X itself put out its own statement".
const reachOfStatement = 6

// stated notes whose own statement a yes/no question asks for: who stands right behind the verb that opens it.
func stated(q *evidence.Query, r reading) {
	if q.Voice != "" || q.Facet != "facet.whether" {
		return
	}
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Company || !cue(r, "facet.whether", func(c gazetteer.Mention) bool { return c.Last == n.First }) {
			continue
		}
		for _, m := range r.mentions {
			named := func(o gazetteer.Mention) bool { return o.Kind.Masked() && n.Last <= o.First && o.Last <= m.First }
			if m.Kind == gazetteer.Concept && m.ID == "act.say" && m.First > n.Last && m.First-n.Last <= reachOfStatement && !slices.ContainsFunc(r.mentions, named) {
				q.Voice = n.ID
			}
		}
	}
}

// speaks reports whether between a name and a verb stands neither the end of a clause nor another verb: "X is said to".
func (e *Engine) speaks(r reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind == utterance.Break || cue(r, "facet.", func(c gazetteer.Mention) bool { return c.First <= i && i < c.Last }) ||
			cue(r, "back.and", func(c gazetteer.Mention) bool { return c.First == i }) {
			return false
		}
	}
	return true
}

// span takes the number of "15 to 24 percent" for a percentage, too.
func span(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		for _, p := range r.mentions {
			if n.Kind == gazetteer.Number && p.Kind == gazetteer.Percent && p.First-n.Last == 1 && !slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
				return m.First <= n.Last && n.Last < m.Last // "which 3 have 15%"
			}) {
				q.Percents = append([]float64{n.Value}, q.Percents...)
				q.Numbers = slices.DeleteFunc(q.Numbers, func(v float64) bool { return v == n.Value })
			}
		}
	}
}

// points takes the number of "9 points" for a difference, not for an amount.
func points(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Number && cue(r, "unit.points", func(c gazetteer.Mention) bool { return c.First == n.Last }) {
			q.Points = append(q.Points, n.Value)
			q.Numbers = slices.DeleteFunc(q.Numbers, func(v float64) bool { return v == n.Value })
		}
	}
}

// segment notes a market that is one of something else: what stands right before "market" is a thing of the
// thesaurus, not a place or a kind of goods of the book.
func segment(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "noun.market" && slices.ContainsFunc(r.mentions, func(n gazetteer.Mention) bool {
			return n.Kind == gazetteer.Concept && n.Last == m.First && strings.HasPrefix(n.ID, "noun.") && n.ID != m.ID && !masked(r, n)
		}) {
			q.Segment = true
		}
	}
}

// reachOfWhich is how many tokens a "which" may stand before its noun: "which X models".
const reachOfWhich = 2

// owned reports whether a company or product fills the tokens between two.
func owned(r reading, from, to int) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return (m.Kind == gazetteer.Company || m.Kind == gazetteer.Product) && m.First == from && m.Last == to
	})
}

// which notes what it is of which one is to be named. A phone that is somebody's, as in "which X phone", is a model, and so is a product itself.
func which(q *evidence.Query, r reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.which" && c.ID != "ask.what" && c.ID != "ask.name" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Product && m.First == c.Last && c.ID == "ask.which" && !cue(r, "ask.firm", func(f gazetteer.Mention) bool { return f.First == m.Last }) {
				q.Which = "noun.model" // "which Xs", but not "which X makers"
			}
			if m.Kind != gazetteer.Concept || !strings.HasPrefix(m.ID, "noun.") || m.First < c.Last || m.First-c.Last > reachOfWhich {
				continue
			}
			if m.ID == "noun.device" && owned(r, c.Last, m.First) {
				q.Which = "noun.model"
				return
			}
			if !masked(r, m) || m.ID == "noun.device" && m.First == c.Last {
				q.Which = m.ID
				return
			}
		}
	}
}

// reachOfOwner is how many tokens may stand between an owner's "'s" and what is theirs: "X's new AI partner".
const reachOfOwner = 3

// owner notes whose partner or deal is asked for.
func owner(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Company || n.Last >= len(r.tokens) || r.tokens[n.Last].Text != "'s" {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && (m.ID == "noun.partner" || m.ID == "noun.deal") && m.First > n.Last && m.First-n.Last <= reachOfOwner {
				q.Owner = n.ID
			}
		}
	}
}

// leading notes whom a question takes for the leader: a word for leading stands right behind the name.
func leading(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && cue(r, "deg.top", func(c gazetteer.Mention) bool { return c.First == m.Last }) && !cue(r, "facet.", func(c gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Leading = m.ID
		}
	}
}

// guess notes the company that stands alone behind the last break.
func guess(q *evidence.Query, r reading) {
	end := len(r.tokens)
	for end > 0 && r.tokens[end-1].Kind == utterance.Break {
		end--
	}
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && m.Last == end && m.First > 0 && r.tokens[m.First-1].Kind == utterance.Break {
			q.Guess = m.ID
		}
	}
}

// rivals takes the company of "X's rivals" for one that is excepted: it is the others who are asked about.
func rivals(q *evidence.Query, r reading) {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Company && n.Last < len(r.tokens) && r.tokens[n.Last].Text == "'s" && slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.competitor" && m.First > n.Last && m.First-n.Last <= reachOfNot
		}) {
			q.Excepted = once(q.Excepted, n.ID)
		}
	}
}

// staff notes the company of which a person is asked for: "who at X".
func staff(q *evidence.Query, r reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && cue(r, "ask.staff", func(c gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Staff = m.ID
		}
	}
}

// native notes "the Chinese brands": where firms are from stands in no figure.
func native(q *evidence.Query, r reading) {
	for _, p := range r.mentions {
		if p.Kind == gazetteer.Place && cue(r, "ask.firm", func(c gazetteer.Mention) bool { return c.First == p.Last }) {
			q.Native = true
		}
	}
}

// masked reports whether a name, place, kind of goods or the like covers a mention.
func masked(r reading, n gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind.Masked() && m.First < n.Last && n.First < m.Last
	})
}

// coordinated notes a second metric beside the first: "share and sales".
func (e *Engine) coordinated(q *evidence.Query, r reading) {
	var before gazetteer.Mention
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Metric {
			continue
		}
		if before.Last > 0 && e.index.Both(before.ID, m.ID) && listed(r, before.Last, m.First) {
			q.Metric, q.Second = before.ID, m.ID
		}
		before = m
	}
}

// reachOfList is how many tokens may stand between two things of a list: "the drop in sales, the present share".
const reachOfList = 4

// listed reports whether between two tokens stand an "and" or a break, and nothing that is named.
func listed(r reading, from, to int) bool {
	if to-from > reachOfList || slices.ContainsFunc(r.mentions, func(m gazetteer.Mention) bool {
		return m.Kind.Masked() && m.Kind != gazetteer.Period && from <= m.First && m.First < to
	}) {
		return false
	}
	and := cue(r, "back.and", func(c gazetteer.Mention) bool { return from <= c.First && c.First < to })
	return and || broken(r, from, to)
}
