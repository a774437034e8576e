package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/evidence"
	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
)

// reachOfWhich is how many tokens a "which" may stand before its noun: "which X models".
const reachOfWhich = 2

// owned reports whether a company or product fills the tokens between two.
func owned(r *reading, from, to int) bool {
	return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		return m.Kind.Firm() && m.First == from && m.Last == to
	})
}

// owns reports whether at a token stands what makes the name before it an owner: the possessive of English, or the particle of Chinese.
func owns(r *reading, at int) bool {
	return at < len(r.tokens) && slices.Contains(r.forms.Owner, r.tokens[at].Text)
}

// firm reports whether a company or product begins at a token.
func firm(r *reading, at int) bool {
	return firms(r, func(m *gazetteer.Mention) bool { return m.First == at }) > 0
}

// which notes what it is of which one is to be named. A phone that is somebody's, as in "which X phone", is a model, and so is a product itself.
func which(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.which" && c.ID != "ask.what" && c.ID != "ask.name" {
			continue
		}
		from := c.Last
		for _, n := range r.mentions {
			if n.Kind.Masked() && n.First >= c.Last && n.First-c.Last <= 1 && owns(r, n.Last) {
				from = n.Last + 1 // "which of X's ..."
			}
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Product && m.First == c.Last && c.ID == "ask.which" && !firmBehind(r, m) && !slices.ContainsFunc(r.mentions, func(f *gazetteer.Mention) bool { return f.ID == "act.make" && f.First == m.Last }) {
				q.Which = "noun.model" // "which Xs", but not "which X makers"
			}
			if m.Kind != gazetteer.Concept || !strings.HasPrefix(m.ID, "noun.") || m.First < from || m.First-from > reachOfWhich {
				continue
			}
			if m.ID == "noun.device" && owned(r, c.Last, m.First) && masked(r, m) {
				q.Which = "noun.model"
				return
			}
			if !masked(r, m) || m.ID == "noun.device" && m.First == c.Last {
				if m = head(r, m); m.ID == "noun.model" && firmBehind(r, m) {
					return // "which platform's maker"
				}
				if m.ID == "noun.model" && wordOf(r, "word.system", m.First) {
					q.Cues.Add("ask.system")
				}
				q.Which = m.ID
				return
			}
		}
	}
}

// firmBehind reports whether a word for firms stands behind a thing, a sign at most between: "platform's maker", "platform/maker".
func firmBehind(r *reading, m *gazetteer.Mention) bool {
	return cue(r, "ask.firm", func(f *gazetteer.Mention) bool { return f.First >= m.Last && f.First-m.Last <= 1 })
}

// head is the last of the things that stand one right behind the other: of "AI features" the features.
func head(r *reading, m *gazetteer.Mention) *gazetteer.Mention {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Concept && strings.HasPrefix(n.ID, "noun.") && n.First == m.Last && !masked(r, n) {
			m = n
		}
	}
	return m
}

// reachOfOwner is how many tokens may stand between an owner's "'s" and what is theirs: "X's new AI partner".
const reachOfOwner = 3

// owner notes whose partner or deal is asked for.
func owner(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		if n.Kind != gazetteer.Company || !owns(r, n.Last) {
			continue
		}
		for _, m := range r.mentions {
			if m.Kind == gazetteer.Concept && (m.ID == "noun.partner" || m.ID == "noun.deal") && m.First > n.Last && m.First-n.Last <= reachOfOwner {
				q.Owner = n.ID
			}
		}
	}
}

// leading notes whom a question takes for the leader: a word for leading stands right behind the name, or in the clause that the name opens and that a
// question for a figure follows.
func leading(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && cue(r, "deg.top", func(c *gazetteer.Mention) bool { return c.First == m.Last || saysOf(r, m, c) }) && !cue(r, "facet.", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Leading = m.ID
		}
	}
}

// saysOf reports whether a name opens a clause that says no more of it than where it stands, and when and where it does, and a question for a figure
// follows: "X was first there in Q4, what was its share?"
func saysOf(r *reading, name, stands *gazetteer.Mention) bool {
	end := clauseEnd(r.tokens, stands.Last)
	if name.First > 0 || stands.First < name.Last || broken(r, name.Last, stands.First) || !cue(r, "", func(c *gazetteer.Mention) bool {
		return c.First > end && (c.ID == "facet.amount" || c.ID == "ask.what")
	}) {
		return false
	}
	return !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
		there := m.Kind == gazetteer.Place || m.Kind == gazetteer.Period || m.Kind == gazetteer.Rank || m.ID == "deg.top" || m.ID == "facet.whether" || m.ID == "tense.past" || m.ID == "adj.former"
		return m.First >= name.Last && m.Last <= end && !there
	})
}

// guess notes the company that stands alone behind the last break.
func guess(q *evidence.Query, r *reading) {
	end := lastWord(r.tokens)
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Company && m.Last == end && m.First > 0 && r.tokens[m.First-1].Kind == utterance.Break {
			q.Guess = m.ID
		}
	}
}

// rivals takes the company of "X's rivals" for one that is excepted: it is the others who are asked about. Of several that are named that of
// "the rivals of X" is, too.
func rivals(q *evidence.Query, r *reading) {
	for _, n := range r.mentions {
		if n.Kind == gazetteer.Company && len(q.Names) > 2 && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.competitor" && m.Last == n.First-1 && plainWords(r, m.Last, n.First)
		}) {
			q.Excepted = once(q.Excepted, n.ID)
		}
		if n.Kind == gazetteer.Company && owns(r, n.Last) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Concept && m.ID == "noun.competitor" && m.First > n.Last && m.First-n.Last <= reachOfNot && !firm(r, m.Last)
		}) {
			q.Excepted = once(q.Excepted, n.ID)
		}
	}
}

// staff notes the company of which a person is asked for: "who at X", "anybody from X", "who signed on X's behalf".
func staff(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		employs := m.Kind == gazetteer.Company || m.Kind == gazetteer.Outlet || m.Kind == gazetteer.Source
		asker := m.Kind == gazetteer.Source && r.conceptAt(m.Last, func(id string) bool { return id == "noun.source" || id == "noun.journalist" || id == "noun.executive" }) &&
			cue(r, "ask.", func(c *gazetteer.Mention) bool {
				return c.Last == m.First && (c.ID == "ask.which" || c.ID == "ask.what") || c.ID == "ask.name" && c.Last <= m.First
			}) // "which S analyst?", "name of the S analyst"
		asker = asker || m.Kind == gazetteer.Source && m.First > 1 && plainWords(r, m.First-1, m.First) && small(r.tokens[m.First-1]) &&
			r.conceptAt(m.First-2, func(id string) bool { return id == "noun.source" }) && cue(r, "ask.which", func(c *gazetteer.Mention) bool { return c.Last == m.First-2 }) // "which analyst at S?"
		if asker {
			q.Staff = m.ID
			q.Cues.Add("ask.staff")
		}
		if employs && (cue(r, "ask.staff", func(c *gazetteer.Mention) bool { return c.Last == m.First }) || anyOf(r, m) || anyExecutive(q, r, m) ||
			q.Cues.Has("facet.who") && cue(r, "ask.behalf", func(c *gazetteer.Mention) bool { return c.Last == m.First || c.First > m.Last && c.First-m.Last <= 1 })) {
			q.Staff = m.ID
		}
	}
}

// anyExecutive reports whether a question is whether some executive of a firm did something: "did any X executive say so?"
func anyExecutive(q *evidence.Query, r *reading, m *gazetteer.Mention) bool {
	return len(q.People) == 0 && cue(r, "facet.whether", func(c *gazetteer.Mention) bool { return c.First < m.First }) &&
		slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool { return c.ID == "noun.executive" && c.First == m.Last })
}

// anyOf reports whether "anybody from", or "at", stands right before a company.
func anyOf(r *reading, m *gazetteer.Mention) bool {
	return (wordOf(r, "word.from", m.First-1) || wordOf(r, "word.in", m.First-1)) && cue(r, "ask.any", func(c *gazetteer.Mention) bool { return c.Last == m.First-1 })
}

// native notes "the Chinese brands": where firms are from stands in no figure.
func (e *Engine) native(q *evidence.Query, r *reading) {
	for _, p := range r.mentions {
		if p.Kind == gazetteer.Place && !e.placed(p) && cue(r, "ask.firm", func(c *gazetteer.Mention) bool { return c.First == p.Last }) {
			q.Native = true
		}
		if p.Kind == gazetteer.Concept && p.ID == "adj.local" && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.First == p.Last && (m.Kind == gazetteer.Category && !m.Foreign || m.Kind == gazetteer.Cue && m.ID == "ask.firm")
		}) {
			q.Native = true // "domestic phones"
		}
	}
}

// ofOrigin notes that a question is who of them is from a place: "who is Chinese?", "which of them aren't?"
func (e *Engine) ofOrigin(q *evidence.Query, r *reading) {
	if q.Facet != "facet.who" && !q.Cues.Has("ask.which") || len(q.Names)+len(q.People)+len(q.Ranks)+len(q.Percents) > 0 || q.Metric != "" {
		return
	}
	q.Origin = slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		adjective := p.Kind == gazetteer.Place && !e.placed(p) && closes(r, p) && r.tokens[p.First].Kind == utterance.Word
		return adjective && p.First > 0 && (owns(r, p.First-1) || cue(r, "", func(c *gazetteer.Mention) bool {
			return c.Last == p.First && (c.ID == "facet.whether" || c.ID == "set.not" || c.ID == "facet.who")
		}))
	})
}

// isOf reports whether somebody is said to be with a firm: "X is at Y".
func isOf(r *reading) bool {
	return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool {
		return p.Kind == gazetteer.Person && wordOf(r, "word.be", p.Last) && slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return m.Kind == gazetteer.Company && m.First >= p.Last+1 && m.First-p.Last <= 2
		})
	})
}

// belongs reports whether a question is whether somebody is a firm's, by words that stand behind them: as Chinese says it.
func belongs(r *reading) bool {
	return cue(r, "role.as", func(c *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(p *gazetteer.Mention) bool { return p.Kind == gazetteer.Person && p.Last == c.First }) &&
			slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
				return m.Kind == gazetteer.Company && m.First == c.Last && owns(r, m.Last)
			})
	})
}

// placed reports whether a place is named by its name, not by an adjective: "China brands" are those on its market, "Chinese brands" those
// from there. Where no inflection tells the two apart, it is the adjective.
func (e *Engine) placed(m *gazetteer.Mention) bool {
	p := e.index.Place(m.ID)
	return p != nil && m.Alias == p.Name["en"]
}

// segment notes a market that is one of something else: what stands right before "market" is a thing of the
// thesaurus, not a place or a kind of goods of the book.
func segment(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Concept && m.ID == "noun.market" && slices.ContainsFunc(r.mentions, func(n *gazetteer.Mention) bool {
			return n.Kind == gazetteer.Concept && n.Last == m.First && strings.HasPrefix(n.ID, "noun.") && n.ID != m.ID && !masked(r, n)
		}) {
			q.Segment = true
		}
	}
}

// largest notes what a question says of the size of a market: a rank or a superlative stands before "market", and a
// place is the last that was named before it.
func largest(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Concept || m.ID != "noun.market" {
			continue
		}
		at, rank, big := m.First, 0, false
		for moved := true; moved; {
			moved = false
			for _, n := range r.mentions {
				if n.Last != at && !(n.Last == at-1 && (rank == 0 && !big || r.tokens[n.Last].Kind == utterance.Break)) {
					continue
				}
				switch {
				case n.Kind == gazetteer.Rank:
					rank = int(n.Value)
				case n.Kind == gazetteer.Cue && n.ID == "deg.top", n.Kind == gazetteer.Concept && n.ID == "adj.big":
					big = true
				case n.Kind == gazetteer.Category, n.Kind == gazetteer.Concept && n.ID == "noun.device":
				default:
					continue
				}
				if n.First < at {
					at, moved = n.First, true
				}
			}
		}
		if rank == 0 && !big || firm(r, m.Last+1) {
			continue // or it is somebody's: "the largest market for X"
		}
		if of, ok := lastNamed(r, at); ok && of.Kind == gazetteer.Place {
			q.Market = evidence.Largest{Place: of.ID, Rank: max(rank, 1)}
		}
	}
}

// lastNamed returns the last place, company or product that is named before a token.
func lastNamed(r *reading, at int) (last *gazetteer.Mention, ok bool) {
	for _, n := range r.mentions {
		if n.Last <= at && n.ID != evidence.World && (n.Kind == gazetteer.Place || n.Kind.Firm()) {
			last, ok = n, true
		}
	}
	return last, ok
}

// told notes a word for a firm that is told by the only name of a question: the name stands right behind it, or behind "that" or
// "whose": "the firm X supplies", "the firm whose phones X powers".
func told(q *evidence.Query, r *reading) {
	relative := func(i int) bool {
		return cue(r, "", func(c *gazetteer.Mention) bool {
			return c.First == i && (c.ID == "back.it" || c.ID == "facet.who" || c.ID == "ask.which")
		})
	}
	q.Told = len(q.Names) == 1 && cue(r, "ask.firm", func(c *gazetteer.Mention) bool {
		return slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool {
			return (m.Kind == gazetteer.Company || m.Kind == gazetteer.Person) && (m.First == c.Last ||
				m.First > c.Last && m.First-c.Last <= reachOfTold && relative(c.Last) || m.First > c.Last && m.First-c.Last <= farOfTold && relative(m.First-1))
		})
	})
}

// reachOfTold is how many tokens may stand between a word for a firm and the name by which it is told.
const reachOfTold = 4

// farOfTold is how many there may be where the name stands right behind the pronoun: "the firm had in Q4 that X supplies".
const farOfTold = 7

// alone notes the company right behind "only", and reads "the only one X spoke to" as "only".
func alone(q *evidence.Query, r *reading) {
	for _, m := range r.mentions {
		if m.Kind != gazetteer.Company {
			continue
		}
		if cue(r, "set.only", func(c *gazetteer.Mention) bool { return c.Last == m.First }) {
			q.Alone = m.ID
		}
		if slices.ContainsFunc(r.mentions, func(c *gazetteer.Mention) bool {
			return c.Kind == gazetteer.Concept && c.ID == "adj.exclusive" && c.Last == m.First
		}) {
			q.Cues.Add("set.only")
		}
	}
}

// chooses notes who stands before a word for choosing, and who right behind it: "did X pick Y?"
func chooses(q *evidence.Query, r *reading) {
	for _, c := range r.mentions {
		if c.Kind != gazetteer.Concept || c.ID != "act.choose" {
			continue
		}
		var before, behind string
		for _, m := range r.mentions {
			switch {
			case m.Kind != gazetteer.Company:
			case m.Last <= c.First && c.First-m.Last <= reachOfNot && !broken(r, m.Last, c.First):
				before = m.ID
			case m.First == c.Last:
				behind = m.ID
			}
		}
		if before != "" && behind != "" {
			q.Chooses = [2]string{before, behind}
		}
	}
}
