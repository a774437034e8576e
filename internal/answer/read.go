package answer

import (
	"slices"
	"strings"

	"marketbot/internal/answer/gazetteer"
	"marketbot/internal/answer/utterance"
	"marketbot/knowledge"
)

// reading is an utterance with all that the gazetteer found in it.
type reading struct {
	text     string
	quoted   string // what stands in quotation marks
	tokens   []utterance.Token
	mentions []*gazetteer.Mention
	language string
	field    int // mentions that belong to the field
	chatter  int // tokens that only surround what is said

	particles []*gazetteer.Mention // small words of grammar, which are no mentions
	marks     marks                // what both of these are, once the slots are being filled
	forms     *knowledge.Forms     // how the form of a word is told
}

// read splits a text and finds its mentions. Names that are ordinary words count only beside another mention, or beside a period in a thread.
func (e *Engine) read(text string, leaned bool, s *scratch) *reading {
	tokens, mentions, refs := len(s.tokens), len(s.mentions), len(s.refs)
	s.tokens = utterance.Append(s.tokens, text)
	r := &reading{text: text, forms: &e.book.Forms, quoted: quotation(text), tokens: slices.Clip(s.tokens[tokens:])}
	if braced(text) {
		r.tokens = r.tokens[:0]
	}
	r.language = e.language(r.tokens)
	s.mentions = e.gaz.Append(s.mentions, r.tokens)
	s.refs = gazetteer.Refer(s.refs, s.mentions[mentions:])
	all := slices.Clip(s.refs[refs:])
	if parted := e.parted(r.tokens); parted != nil {
		r.tokens, all = parted, e.gaz.Find(parted)
	}
	all = unmistaken(text, r.tokens, all)
	if corrected := e.corrected(text, r.tokens, all); corrected != nil {
		r.tokens, all = corrected, e.gaz.Find(corrected)
	}
	all, r.particles = grammar(e.splitBlame(r.tokens, e.fronted(r.tokens, e.split(r.tokens, all))))
	r.tokens, all = attended(r.tokens, all)
	r.tokens, all, r.particles = meantime(r.tokens, all, r.particles)
	all = slices.DeleteFunc(all, func(m *gazetteer.Mention) bool {
		noPlace := m.Kind == gazetteer.Place && m.Foreign && m.Distance > 0 && len(r.tokens[m.First].Text) <= shortPlace             // "cba"
		noGoods := m.Kind == gazetteer.Category && m.Distance > 0 && m.Last-m.First == 1 && len(r.tokens[m.First].Text) < shortPlace // "chi"
		return noPlace || noGoods || vocative(r.tokens, r.particles, m) || inChannel(r.tokens, m)
	})
	all = channelPlace(r.tokens, all)
	for _, m := range all {
		m.Ordinary = m.Ordinary || e.common(r.tokens, r.particles, all, m)
	}
	for _, m := range all {
		if m.Kind.Masked() && !m.Ordinary && m.Kind != gazetteer.Number && m.Kind != gazetteer.Rank && m.Kind != gazetteer.Period {
			r.field++
		}
	}
	dated := leaned && slices.ContainsFunc(all, func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Period }) // "and theirs a year before"
	r.mentions = slices.DeleteFunc(all, func(m *gazetteer.Mention) bool {
		return m.Ordinary && r.field == 0 && !dated && !e.definite(r, m) && !(leaned && follows(all, m)) && !e.index.Speaks(m.ID) || e.joined(r.tokens, m)
	})
	r.mentions = e.asWords(r)
	r.mentions = quartersOfYears(r)
	r.mentions = fractions(r)
	r.mentions = e.bareFigure(r)
	r.mentions = notGoods(r)
	r.mentions = notGrowth(r)
	r.mentions = thanThen(r)
	r.mentions = askedBack(r)
	r.mentions = pleading(r)
	r.mentions = badly(r)
	r.mentions = courteous(r)
	r.mentions = rising(r)
	r.mentions = stopped(r)
	r.mentions = costing(r)
	r.mentions = gotten(r)
	r.mentions = sharingRank(r)
	r.mentions = nobodyBut(r)
	r.mentions = e.limits(r)
	e.numbered(r)
	if e.unmixed(r) {
		r.language = "zh"
	}
	e.inTongue(r)
	for _, m := range r.mentions {
		if m.Kind == gazetteer.Chatter {
			r.chatter += m.Last - m.First
		}
	}
	return r
}

// shortPlace is how many letters a word has at most that is no misspelt place outside the book.
const shortPlace = 4

// definite reports whether a mention is of an event from which the book has words, and one that is known: "the summit".
func (e *Engine) definite(r *reading, m *gazetteer.Mention) bool {
	return m.Kind == gazetteer.Event && wordOf(r, "word.the", m.First-1) && e.index.Occasion([]string{m.ID})
}

// grammar parts particles, the cues whose id begins with word., from the mentions.
func grammar(all []*gazetteer.Mention) (mentions, particles []*gazetteer.Mention) {
	particle := func(m *gazetteer.Mention) bool { return m.Kind == gazetteer.Cue && strings.HasPrefix(m.ID, "word.") }
	for _, m := range all {
		if particle(m) {
			particles = append(particles, m)
		}
	}
	return slices.DeleteFunc(all, particle), particles
}

// unmixed reports whether a text's only words in Latin letters are names, and the others are Chinese.
func (e *Engine) unmixed(r *reading) bool {
	han := false
	for i, t := range r.tokens {
		switch {
		case t.Kind == utterance.Han && kana(t.Text):
			return false
		case t.Kind == utterance.Han:
			han = true
		case t.Kind == utterance.Word && !slices.ContainsFunc(r.mentions, func(m *gazetteer.Mention) bool { return m.Kind.Firm() && m.First <= i && i < m.Last }):
			return false
		}
	}
	return han && e.book.Phrases["zh"] != nil
}

// inTongue has an utterance answered in the language that it asks for at its end, and cuts that off.
func (e *Engine) inTongue(r *reading) {
	l, at := tongue(r)
	if l == "" || e.book.Phrases[l] == nil {
		return
	}
	r.language = l
	if at > 0 {
		r.tokens = r.tokens[:at]
		r.mentions = slices.DeleteFunc(slices.Clone(r.mentions), func(m *gazetteer.Mention) bool { return m.Last > at })
	}
}

// follows reports whether an "and" stands right before a mention of a company: "n X's?" in a thread.
func follows(mentions []*gazetteer.Mention, m *gazetteer.Mention) bool {
	return m.Kind.Firm() && slices.ContainsFunc(mentions, func(c *gazetteer.Mention) bool {
		return c.Kind == gazetteer.Cue && c.ID == "back.and" && c.Last == m.First
	})
}

// attended cuts what a question says not to talk about: "nothing on X", up to the end of the clause.
func attended(tokens []utterance.Token, mentions []*gazetteer.Mention) ([]utterance.Token, []*gazetteer.Mention) {
	for _, c := range mentions {
		if c.Kind != gazetteer.Cue || c.ID != "ask.ignore" {
			continue
		}
		end := clauseEnd(tokens, c.Last)
		does := slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool {
			return (m.Kind.Firm() || m.Kind == gazetteer.Person) && m.Last == c.First
		})
		before := slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool {
			return m.Last <= c.First && m.Kind != gazetteer.Chatter && !slices.ContainsFunc(mentions, func(b *gazetteer.Mention) bool { return b.ID == "back.and" && b.First == m.First })
		})
		if end < len(tokens)-1 || !before || does {
			continue // only at the end of a message that says more: further on the names would move
		}
		mentions = slices.DeleteFunc(mentions, func(m *gazetteer.Mention) bool { return m.Last > c.First })
		return tokens[:c.First], mentions
	}
	return tokens, mentions
}

// joined reports whether a name is only the beginning of an ordinary word with a hyphen in it.
func (e *Engine) joined(tokens []utterance.Token, m *gazetteer.Mention) bool {
	if m.Last-m.First != 1 || m.Last+1 >= len(tokens) || !m.Kind.Masked() {
		return false
	}
	a, hyphen, b := tokens[m.First], tokens[m.Last], tokens[m.Last+1]
	return hyphen.Kind == utterance.Break && hyphen.Text == "-" && a.End == hyphen.Start && hyphen.End == b.Start && e.known(a.Text+b.Text)
}

// corrected returns the tokens with ordinary words in the place of misspelt ones that are no names; nil: there are none.
func (e *Engine) corrected(text string, from []utterance.Token, mentions []*gazetteer.Mention) (tokens []utterance.Token) {
	for i, t := range from {
		if t.Kind != utterance.Word || len(t.Text) < 3 || t.Text[0] >= 0x80 || slices.ContainsFunc(mentions, func(m *gazetteer.Mention) bool {
			return (m.Distance == 0 || m.Kind.Masked() && m.Distance <= max(1, m.Last-m.First)) && m.First <= i && i < m.Last
		}) || e.known(t.Text) || proper(text, from, i) {
			continue
		}
		if w := e.ordinal(t.Text); w != "" {
			if tokens == nil {
				tokens = slices.Clone(from)
			}
			tokens[i].Text = w
			continue
		}
		if w := e.speller().Meant(t.Text, e.learned, e.gaz.Begins); w != "" {
			if tokens == nil {
				tokens = slices.Clone(from)
			}
			tokens[i].Text = w
		}
	}
	return tokens
}

// ordinal returns a number with two letters behind it that a name begins with, where those letters are swapped: "2dn". It is "" for any other
// word.
func (e *Engine) ordinal(w string) string {
	n := len(w) - 2
	if n < 1 || w[n-1] < '0' || w[n-1] > '9' || w[n] == w[n+1] {
		return ""
	}
	if turned := w[:n] + w[n+1:] + w[n:n+1]; e.gaz.Begins(turned) {
		return turned
	}
	return ""
}

// language is the one the question is written in, if the book has wording for it: Chinese by its script.
func (e *Engine) language(tokens []utterance.Token) string {
	han, words := 0, 0
	for _, t := range tokens {
		switch t.Kind {
		case utterance.Han:
			han++
		case utterance.Word:
			words++
		}
	}
	if _, ok := e.book.Phrases["zh"]; ok && han > words {
		for _, t := range tokens {
			if t.Kind == utterance.Han && kana(t.Text) {
				return "en"
			}
		}
		return "zh"
	}
	return "en"
}

func kana(s string) bool {
	for _, r := range s {
		return r >= 0x3040 && r <= 0x30ff
	}
	return false
}
