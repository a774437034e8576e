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

// refused lists the concepts right behind a "not", or a "without".
func refused(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "set.not" && !wordOf(r, "word.without", c.First) || expecting(r, c) {
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

// declined adds what somebody is said to have refused to do: "refused to even meet X".
func declined(q *evidence.Query, r *reading) {
	if !slices.Contains(q.Bare, "act.reject") {
		return
	}
	for _, no := range r.mentions {
		for _, act := range r.mentions {
			if no.ID == "act.reject" && act.Kind == gazetteer.Concept && strings.HasPrefix(act.ID, "act.") && act.First > no.Last && act.First-no.Last <= reachOfNot && !broken(r, no.Last, act.First) &&
				cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.First == no.Last }) {
				q.Refused = once(q.Refused, act.ID)
			}
		}
	}
}

// auxiliary reports whether a "not" is part of a verb that opens a question, as in "didn't".
func auxiliary(r *reading, not *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind == gazetteer.Cue && m.ID == "facet.whether" && m.First == not.First
	})
}

// minPremise is how many tokens a clause has at least that takes something for granted.
const minPremise = 4

// premised notes "now that ..., how much ...?".
func premised(q *evidence.Query, r *reading) {
	for i, t := range r.tokens {
		if t.Kind != utterance.Break {
			continue
		}
		if i >= minPremise && cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First == i+1 && c.ID == q.Facet }) {
			q.Premised = true
		}
	}
}

// cue reports whether a cue whose id begins with a prefix fits.
func cue(r *reading, prefix string, fits func(*gazetteer.Mention) bool) bool {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, prefix) && fits(m) {
			return true
		}
	}
	return false
}

// utters are the concepts of giving words or a view.
var utters = map[string]bool{"act.confirm": true, "act.announce": true, "act.say": true, "act.think": true, "act.praise": true, "act.criticise": true, "act.mention": true}

// formal are the concepts of what a firm or an authority says as such.
var formal = map[string]bool{"act.confirm": true, "act.announce": true}

// by reports whether one is named as the doer behind a verb: "confirmed by X".
func by(r *reading, verb, doer *gazetteer.Mention) bool {
	return (doer.Kind == gazetteer.Company || doer.Kind == gazetteer.Authority || doer.ID == "noun.authority") && doer.First > verb.Last &&
		cue(r, "role.by", func(c *gazetteer.Mention) bool { return c.First == verb.Last && doer.First-c.Last <= 1 })
}

// leads reports whether a yes/no question opens with a name and its verb, with no more than an adverb between: "did X officially confirm".
func leads(r *reading, n, verb *gazetteer.Mention) bool {
	return verb.First-n.Last == 1 && r.tokens[n.Last].Kind == utterance.Word && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == n.First })
}

// voiced notes whose words or view are asked for: who stands right before "say", "think" and the like.
func (e *Engine) voiced(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && (m.ID == "act.say" || m.ID == "noun.quotation") {
			for _, n := range r.mentions {
				if n.Kind == gazetteer.Company && cue(r, "move.from", func(c *gazetteer.Mention) bool { return c.First == m.Last && c.Last == n.First }) {
					q.Voice = n.ID // "a statement from X"
				}
			}
		}
		if n := accountOf(r, m); n != "" {
			q.Voice = n
			continue
		}
		if m.Kind != gazetteer.Concept || !utters[m.ID] || saidAs(r, m) {
			continue // "regarded as" is what others think
		}
		for _, n := range r.mentions {
			if formal[m.ID] && by(r, m, n) {
				q.Voice = n.ID // "confirmed by X"
				continue
			}
			if formal[m.ID] && (n.Kind != gazetteer.Company || m.First != n.Last && !leads(r, n, m)) {
				continue // "X trouble confirmed" is no word of X
			}
			if m.ID == "act.say" && n.Kind == gazetteer.Company && toAnother(r, m, n) {
				continue // "X spoke to Y" are dealings
			}
			if m.Last < len(r.tokens) && r.tokens[m.Last].Kind == utterance.Word && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == n.First }) &&
				cue(r, "ask.reported", func(c *gazetteer.Mention) bool { return c.First <= m.First && m.Last < c.Last }) {
				continue // "what is X said to do?" are no words of X
			}
			if m.ID == "act.say" && sayers[n.ID] && n.Last == m.First && !owns(r, n.Last) && cue(r, "ask.what", func(c *gazetteer.Mention) bool { return c.First < n.First }) && !cue(r, "facet.who", func(*gazetteer.Mention) bool { return true }) {
				q.Voice = n.ID // "what did the authorities say?"
			}
			if n.Last <= m.First && m.First-n.Last <= reachOfNot && (n.Kind == gazetteer.Company && m.ID != "act.mention" || n.Kind == gazetteer.Person) && e.speaks(r, n.Last, m.First) {
				q.Voice = n.ID
			}
		}
	}
}

// accountOf returns the firm whose own account of something is asked for by a word for one: "what explanation did X itself give?" "" : it is nobody's.
func accountOf(r *reading, m *gazetteer.Mention) string {
	if m.Kind != gazetteer.Concept || m.ID != "act.explain" && m.ID != "noun.reason" && m.ID != "noun.quotation" ||
		!cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == m.First && (c.ID == "ask.what" || c.ID == "ask.which")
		}) ||
		!cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First == m.Last }) {
		return ""
	}
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Company && n.First == m.Last+1 && particle(r, "word.give", func(c *gazetteer.Mention) bool { return c.First >= n.Last && c.First-n.Last <= reachOfNot }) {
			return n.ID
		}
	}
	return ""
}

// saidAs reports whether a verb tells for what something is taken or given out, by others: "regarded as", "is it stated as fact?"
func saidAs(r *reading, verb *gazetteer.Mention) bool {
	as := cue(r, "role.as", func(c *gazetteer.Mention) bool { return c.First == verb.Last })
	return as && (verb.ID == "act.think" || verb.ID == "act.say" && particle(r, "word.be", func(c *gazetteer.Mention) bool { return c.Last <= verb.First }))
}

// sayers are those whose words may be asked for without a name: "what did the regulators say?"
var sayers = map[string]bool{"noun.authority": true, "noun.competitor": true, "noun.consumer": true, "noun.employee": true, "noun.journalist": true}

// toAnother reports whether another firm stands soon behind a word for saying, and no "about" before it, "X spoke to Y", or a word for firms
// or "who" before whoever speaks: "the firms X spoke to", "who did X speak to?"
func toAnother(r *reading, say, by *gazetteer.Mention) bool {
	to := wordOf(r, "word.with", say.Last) || cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.First == say.Last })
	if to && cue(r, "", func(c *gazetteer.Mention) bool {
		return (c.ID == "ask.firm" || c.ID == "facet.who") && c.Last <= by.First && by.First-c.Last <= 1
	}) {
		return true
	}
	return slices.ContainsFunc(r.mentions, func(o *gazetteer.Mention) bool {
		other := o.Kind == gazetteer.Company && o.ID != by.ID || o.Kind == gazetteer.Cue && o.ID == "ask.firm"
		return other && o.First > say.Last && o.First-say.Last <= reachOfNot &&
			!cue(r, "ask.about", func(c *gazetteer.Mention) bool { return say.Last <= c.First && c.First < o.First })
	})
}

// reachOfStatement is how many tokens behind its subject a "statement" may stand: "did X itself put out its own statement".
const reachOfStatement = 6

// stated notes whose own statement a yes/no question asks for: who stands right behind the verb that opens it.
func stated(q *evidence.Query, r *reading) {
	if q.Voice != "" || q.Facet != "facet.whether" {
		return
	}
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Company || !cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.Last == n.First }) {
			continue
		}
		for _, m := range r.mentions {
			named := func(o *gazetteer.Mention) bool { return o.Kind.Masked() && n.Last <= o.First && o.Last <= m.First }
			remarks := m.First == n.Last && (m.Kind == gazetteer.Cue && m.ID == "ask.about" && m.Last-m.First > 1 || m.Kind == gazetteer.Concept && m.ID == "noun.quotation" && cue(r, "ask.about", func(c *gazetteer.Mention) bool { return c.First == m.Last }))
			if remarks {
				q.Voice = n.ID // "did X comment on it?", "is X quoted on it?"
			}
			if m.Kind == gazetteer.Concept && m.ID == "act.say" && !saidAs(r, m) && m.First > n.Last && m.First-n.Last <= reachOfStatement && !slices.ContainsFunc(r.mentions, named) {
				q.Voice = n.ID
			}
		}
	}
}

// speaks reports whether between a name and a verb stands neither the end of a clause nor another verb: "X is said to".
func (e *Engine) speaks(r *reading, from, to int) bool {
	for i := from; i < to; i++ {
		if r.tokens[i].Kind == utterance.Break || cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.First <= i && i < c.Last && !obliged(r, c) }) ||
			cue(r, "back.and", func(c *gazetteer.Mention) bool { return c.First == i }) {
			return false
		}
	}
	return true
}

// obliged reports whether a verb is the "have" of "have to say".
func obliged(r *reading, verb *gazetteer.Mention) bool {
	return verb.ID == "facet.whether" && wordOf(r, "word.have", verb.First) && cue(r, "move.to", func(c *gazetteer.Mention) bool { return c.First == verb.Last })
}

// masked reports whether a name, place, kind of goods or the like covers a mention.
func masked(r *reading, n *gazetteer.Mention) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind.Masked() && m.First < n.Last && n.First < m.Last
	})
}
